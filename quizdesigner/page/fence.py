"""An author's own style sheet kept inside the page: it may dress what stands in `main`, and reach for nothing else.

Nothing of the text is passed on as it was written: what is let through is written anew from its tokens, so that a
browser cannot read it in another way than it was judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import tinycss2
from msgspec import Struct
from tinycss2.ast import (
    AtRule,
    Declaration,
    FunctionBlock,
    IdentToken,
    LiteralToken,
    Node,
    ParenthesesBlock,
    ParseError,
    PercentageToken,
    QualifiedRule,
    SquareBracketsBlock,
    WhitespaceToken,
)

_PREFIX = "own-"
_DEEPEST = 12
"""Levels of brackets, and of rules in rules; no sheet made by hand comes near."""

_TOKENS = frozenset({"ident", "hash", "string", "number", "percentage", "dimension", "whitespace"})
_SIGNS = frozenset(", / + - * : . < > = ~ ~= |= ^= $= *=".split())
_REACHING = frozenset({"attr", "cross-fade", "element", "expression", "image", "image-set", "paint", "src", "url"})
_RUNNING = frozenset({"behavior", "binding"})
_PLACES = frozenset({"static", "relative", "absolute"})
_HEADS = frozenset({"html", "body", "main"})
_COMBINATORS = (">", "+", "~")
_BESIDE = ("+", "~")
_VENDOR = re.compile(r"^-(webkit|moz|ms|o)-")

_BROKEN = "This cannot be read."
_ADDRESS = "Nothing may be loaded from here. Pictures are set in Look."
_OUTSIDE = "This selects something outside of the page's content."


class Refusal(Struct, frozen=True):
    """Something left out of a style sheet: the line it begins in (from 1), what stands there, and why it was."""

    line: int
    what: str
    why: str


@lru_cache(maxsize=16)
def fenced(css: str) -> tuple[str, tuple[Refusal, ...]]:
    """The style sheet with each selector put under `main`, and what was left out of it.

    What comes out holds no address of any kind and no rules but style rules, `@media`, `@supports` and `@keyframes`
    (whose names are given a prefix), and can stand inside a `<style>` element.
    """
    lines = re.split(r"\r\n|[\r\n\f]", css)
    fence = _Fence(lines)
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    fence.names = frozenset(name for node in nodes if (name := _animation(node)))
    # A string may hold "</style>"; there the backslash changes nothing.
    return fence.rules(nodes, 0).replace("</", "<\\/"), tuple(fence.refusals)


class _Fence:
    """Writes rules anew and notes what it leaves out. `names` are those of the sheet's own animations."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.names: frozenset[str] = frozenset()
        self.refusals: list[Refusal] = []

    def rules(self, nodes: Iterable[Node], depth: int) -> str:
        """These rules, one a line."""
        return "".join(self._rule(node, depth) for node in nodes)

    def _rule(self, node: Node, depth: int) -> str:
        if isinstance(node, QualifiedRule):
            selectors = (self._selector(node, part) for part in _parts(node.prelude))
            head = ",".join(one for one in selectors if one)
            return self._block(head, node) if head else ""
        if not isinstance(node, AtRule):
            return self._refuse(node, _BROKEN)
        if node.lower_at_keyword == "keyframes":
            return self._keyframes(node)
        if node.lower_at_keyword not in ("media", "supports"):
            return self._refuse(node, "Of these rules, @media, @supports and @keyframes are taken.")
        if node.content is None or depth == _DEEPEST:
            return self._refuse(node, _BROKEN)
        if why := _fault(node.prelude):
            return self._refuse(node, why)
        inner = self.rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True), depth + 1)
        return f"@{node.lower_at_keyword} {_written(node.prelude)}{{{inner}}}\n" if inner else ""

    def _keyframes(self, node: AtRule) -> str:
        name = _animation(node)
        if not name or node.content is None:
            return self._refuse(node, "An animation needs a plain name, and steps.")
        steps = ""
        for step in tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True):
            if isinstance(step, QualifiedRule) and all(_is_step(one) for one in step.prelude):
                steps += self._block(_written(step.prelude), step)
            else:
                self._refuse(step, "The steps of an animation are from, to, and percentages.")
        return f"@keyframes {_name(_PREFIX + name)}{{{steps}}}\n"

    def _selector(self, rule: QualifiedRule, tokens: list[Node]) -> str:
        why = _fault(tokens)
        scoped = "" if why else _under_main(tokens)
        return scoped or self._refuse(rule, why or _OUTSIDE)

    def _block(self, head: str, rule: QualifiedRule) -> str:
        nodes = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        inner = "".join(self._declaration(node) for node in nodes)
        return f"{head}{{{inner}}}\n" if inner else ""

    def _declaration(self, node: Node) -> str:
        if not isinstance(node, Declaration):
            why = _BROKEN if isinstance(node, ParseError) else "Rules inside of rules are not taken."
            return self._refuse(node, why)
        # Names of the author's own properties are told apart by case.
        name = node.name if node.name.startswith("--") else node.lower_name
        words = [one for one in node.value if not isinstance(one, WhitespaceToken)]
        if why := _fault(node.value):
            return self._refuse(node, why)
        if _VENDOR.sub("", name) in _RUNNING:
            return self._refuse(node, _ADDRESS)
        if name == "position" and not (len(words) == 1 and _word(words[0]) in _PLACES):
            return self._refuse(node, "Nothing may be fixed over the page: static, relative and absolute are taken.")
        value = node.value
        if name in ("animation", "animation-name"):
            value = [_renamed(one) if _spelled(one) in self.names else one for one in value]
        return f"{_name(name)}:{_written(value)}{'!important' if node.important else ''};" if words else ""

    def _refuse(self, node: Node, why: str) -> str:
        line = self._lines[node.source_line - 1] if node.source_line <= len(self._lines) else ""
        self.refusals.append(Refusal(node.source_line, line[node.source_column - 1 :].strip()[:80], why))
        return ""


def _under_main(tokens: list[Node]) -> str:
    """The selector below `main`, or on it; empty when it leads outside."""
    rest = _trimmed(tokens)
    head = _head(rest)
    if not head:
        return f"main {_written(rest)}" if rest and rest[0] not in _COMBINATORS else ""
    while head:
        rest = rest[head:]
        # "html > body" and "html body" name one place twice for our purposes.
        inner = _trimmed(rest)
        if inner and inner[0] == ">":
            inner = _trimmed(inner[1:])
        head = _head(inner) if len(inner) < len(rest) else 0
        rest = inner if head else rest
    # What stands beside main is not in it.
    ends = (at for at, one in enumerate(rest) if isinstance(one, WhitespaceToken) or one in _COMBINATORS)
    after = _trimmed(rest[next(ends, len(rest)) :])
    if after and after[0] in _BESIDE:
        return ""
    return f"main{tinycss2.serialize(rest)}"


def _head(tokens: Sequence[Node]) -> int:
    """How many tokens at the beginning name the page as a whole: `html`, `body`, `main`, `:root`."""
    if tokens and _word(tokens[0]) in _HEADS:
        return 1
    return 2 if len(tokens) > 1 and tokens[0] == ":" and _word(tokens[1]) == "root" else 0


def _fault(tokens: Iterable[Node], depth: int = 0) -> str:
    """Why these tokens cannot be let through; empty when they can."""
    for one in tokens:
        if isinstance(one, FunctionBlock):
            if _VENDOR.sub("", one.lower_name) in _REACHING:
                return _ADDRESS
            inner = one.arguments
        elif isinstance(one, ParenthesesBlock | SquareBracketsBlock):
            inner = one.content
        elif one.type == "url":
            return _ADDRESS
        elif one.type in _TOKENS or (isinstance(one, LiteralToken) and one.value in _SIGNS):
            continue
        else:
            return _BROKEN
        if depth == _DEEPEST:
            return _BROKEN
        if why := _fault(inner, depth + 1):
            return why
    return ""


def _parts(tokens: Iterable[Node]) -> Iterator[list[Node]]:
    """The selectors of a list."""
    part: list[Node] = []
    for one in tokens:
        if one == ",":
            yield part
            part = []
        else:
            part.append(one)
    yield part


def _animation(node: Node) -> str:
    """The name of the animation that begins here; empty when none does."""
    if not isinstance(node, AtRule) or node.lower_at_keyword != "keyframes":
        return ""
    named = _trimmed(node.prelude)
    return _spelled(named[0]) if len(named) == 1 else ""


def _renamed(token: Node) -> Node:
    return IdentToken(token.source_line, token.source_column, _PREFIX + token.value)


def _is_step(token: Node) -> bool:
    return isinstance(token, PercentageToken | WhitespaceToken) or token == "," or _word(token) in ("from", "to")


def _trimmed(tokens: Iterable[Node]) -> list[Node]:
    """Without space at both ends."""
    kept = list(tokens)
    while kept and isinstance(kept[0], WhitespaceToken):
        kept.pop(0)
    while kept and isinstance(kept[-1], WhitespaceToken):
        kept.pop()
    return kept


def _written(tokens: Iterable[Node]) -> str:
    return str(tinycss2.serialize(_trimmed(tokens)))


def _name(name: str) -> str:
    return str(tinycss2.serialize_identifier(name))


def _spelled(token: Node) -> str:
    """A word as it was spelled; empty when this is none."""
    return str(token.value) if isinstance(token, IdentToken) else ""


def _word(token: Node) -> str:
    return _spelled(token).lower()
