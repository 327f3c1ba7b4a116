"""The language segments are typed in: `goal:sleep and (skin:dry or skin:oily) and not vip`.

Words are `and`, `or`, `not`, brackets, `everyone`, `nobody`, and the names of customer tags; `not` binds tightest, then
`and`, then `or`. Capitals count nowhere. A name that is such a word, or has a space, a bracket or a quotation mark in
it, stands in quotation marks, wholly or in part (`"dry skin"`, `skin:"very dry"`); a quotation mark is doubled there.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from quizdesigner.quiz import rules, tags
from quizdesigner.quiz.document import All, Any, AnyCondition, HasTag, Not, Project
from quizdesigner.quiz.rules import Atom

Sign = Literal["and", "or", "not", "(", ")", "everyone", "nobody"]
"""What a rule consists of besides tags."""

_SIGNS: dict[str, Sign] = {
    "and": "and",
    "or": "or",
    "not": "not",
    "(": "(",
    ")": ")",
    "everyone": "everyone",
    "nobody": "nobody",
}
_MEANT = {"&": "and", "&&": "and", "+": "and", "|": "or", "||": "or", "!": "not"}

# A quotation mark nobody closed yet goes on to the end, so that its word can be completed.
_QUOTED = r'"(?:[^"]|"")*+(?:"|\Z)'
_TOKEN = re.compile(rf'[()]|(?:{_QUOTED}|[^\s()"])++')
_SHOWN = 60
_NEAR = 0.6


class Unread(Struct, frozen=True):
    """Why a text is no rule, in words for its author, and where: the number of characters before the place."""

    at: int
    text: str


class Word(Struct, frozen=True):
    """A name as it is being typed: it fills `start` to `end` of the text, and is `text` without quotation marks."""

    start: int
    end: int
    text: str


def read(project: Project, text: str) -> AnyCondition | Unread:
    """The rule this text is, in its tidiest form; or what keeps it from being one."""
    try:
        return _Reader(project, text).rule()
    except _Wrong as error:
        return Unread(error.at, error.text)


def written(project: Project, rule: AnyCondition) -> str:
    """The shortest text that reads as this rule; where it speaks of what is no tag of the project, nothing does."""
    names = {tag.id: tag.name for tag in project.tags}
    text = ""
    for piece in pieces(rule):
        word: str
        match piece:
            case str(word):
                pass
            case HasTag(tag):
                word = spelled(names.get(tag, "a tag that is not there"))
            case _:
                word = spelled("something that is not a tag")
        text += word if word == ")" or not text or text.endswith("(") else f" {word}"
    return text


@lru_cache(maxsize=4096)
def pieces(rule: AnyCondition) -> tuple[Sign | Atom, ...]:
    """The rule as it is read aloud: words, tags, and the brackets it needs. Every edit shows the same ones again."""
    return tuple(_pieces(tidied(rule)))


def tidied(rule: AnyCondition) -> AnyCondition:
    """The same rule with the fewest brackets: no *all* within an *all*, no lists of one, no *not* of a *not*."""
    match rule:
        case All(parts):
            inside = tuple(one for part in map(tidied, parts) for one in (part.of if isinstance(part, All) else [part]))
            return inside[0] if len(inside) == 1 else All(inside)
        case Any(parts):
            inside = tuple(one for part in map(tidied, parts) for one in (part.of if isinstance(part, Any) else [part]))
            return inside[0] if len(inside) == 1 else Any(inside)
        case Not(part):
            inner = tidied(part)
            return inner.of if isinstance(inner, Not) else Not(inner)
        case _:
            return rule


def tags_of(rule: AnyCondition) -> tuple[str, ...]:
    """The tags the rule speaks of (ids), each once, in the order they are named."""
    return tuple(dict.fromkeys(atom.customer_tag for atom in rules.atoms(rule) if isinstance(atom, HasTag)))


def spelled(name: str) -> str:
    """A tag's name as it stands in a rule: in quotation marks where it needs them."""
    if name.casefold() in _SIGNS or re.search(r'[\s()"]', name) or not name:
        doubled = name.replace('"', '""')
        return f'"{doubled}"'
    return name


def word_at(text: str, at: int) -> Word:
    """The name the cursor is in or right behind, for completing it; an empty one at the cursor where there is none.

    Put `spelled(tag)` in its place.
    """
    for token in _tokens(text):
        if token.start < at <= token.end and token.sign is None:
            end = at if token.open else token.end
            return Word(token.start, end, _bare(text[token.start : end]))
    return Word(at, at, "")


def _pieces(rule: AnyCondition) -> Iterator[Sign | Atom]:
    match rule:
        case All(()):
            yield "everyone"
        case Any(()):
            yield "nobody"
        case All(parts):
            for number, part in enumerate(parts):
                if number:
                    yield "and"
                yield from _bracketed(part) if isinstance(part, Any) and part.of else _pieces(part)
        case Any(parts):
            for number, part in enumerate(parts):
                if number:
                    yield "or"
                yield from _pieces(part)
        case Not(part):
            yield "not"
            yield from _bracketed(part) if isinstance(part, All | Any) and part.of else _pieces(part)
        case _:
            yield rule


def _bracketed(rule: AnyCondition) -> Iterator[Sign | Atom]:
    yield "("
    yield from _pieces(rule)
    yield ")"


class _Token(Struct, frozen=True):
    start: int
    end: int
    text: str
    sign: Sign | None
    open: bool
    """Whether a quotation mark in it is not closed."""


def _tokens(text: str) -> tuple[_Token, ...]:
    return tuple(
        _Token(found.start(), found.end(), found[0], _SIGNS.get(found[0].casefold()), found[0].count('"') % 2 == 1)
        for found in _TOKEN.finditer(text)
    )


def _bare(text: str) -> str:
    """A word without the quotation marks around it or parts of it."""
    return re.sub(_QUOTED, lambda found: found[0][1:].removesuffix('"').replace('""', '"'), text)


class _Wrong(Exception):
    def __init__(self, at: int, text: str) -> None:
        super().__init__(text)
        self.at = at
        self.text = text


class _Reader:
    """Reads a text from left to right; raises _Wrong at the first place that cannot be."""

    def __init__(self, project: Project, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._place = 0
        self._before = ""
        """The word that makes the next one needed: “and”, “or”, “not” or nothing."""
        self._example = f", such as {spelled(project.tags[0].name)}" if project.tags else ""
        self._tags = {tags.same(tag.name): tag for tag in reversed(project.tags)}

    def rule(self) -> AnyCondition:
        found = tidied(self._any(1))
        if self._here is not None:
            raise self._unexpected(self._here)
        if rules.too_deep(found):
            raise _Wrong(0, _TOO_DEEP)
        return found

    @property
    def _here(self) -> _Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _takes(self, sign: Sign) -> bool:
        if self._here is None or self._here.sign != sign:
            return False
        self._before = sign
        self._place += 1
        return True

    def _any(self, level: int) -> AnyCondition:
        parts = [self._all(level)]
        while self._takes("or"):
            parts.append(self._all(level))
        return Any(tuple(parts))

    def _all(self, level: int) -> AnyCondition:
        parts = [self._one(level)]
        while self._takes("and"):
            parts.append(self._one(level))
        return All(tuple(parts))

    def _one(self, level: int) -> AnyCondition:
        token = self._here
        if token is None:
            raise self._missing(len(self._text))
        if level > rules.DEEPEST:
            raise _Wrong(token.start, _TOO_DEEP)
        if self._takes("not"):
            return Not(self._one(level + 1))
        if self._takes("("):
            return self._inside(token, level)
        if self._takes("everyone"):
            return All(())
        if self._takes("nobody"):
            return Any(())
        if token.sign is not None:
            raise self._missing(token.start)
        self._place += 1
        return HasTag(self._tag(token))

    def _inside(self, bracket: _Token, level: int) -> AnyCondition:
        if self._here is not None and self._here.sign == ")":
            raise _Wrong(bracket.start, f"Nothing stands in these brackets. Put a tag between them{self._example}.")
        found = self._any(level + 1)
        if self._here is None:
            raise _Wrong(bracket.start, "This bracket is not closed: a ) is missing.")
        if not self._takes(")"):
            raise self._unexpected(self._here)
        return found

    def _missing(self, at: int) -> _Wrong:
        token = self._here
        if self._before in ("and", "or", "not"):
            return _Wrong(at, f"After “{self._before}” a tag is missing.")
        if token is not None and token.sign in ("and", "or"):
            return _Wrong(at, f"Before “{token.sign}” a tag is missing.")
        if token is not None:
            return self._unexpected(token)
        return _Wrong(at, "After the bracket a tag is missing." if self._before else f"Type a tag{self._example}.")

    def _unexpected(self, token: _Token) -> _Wrong:
        if token.sign == ")":
            return _Wrong(token.start, "This bracket closes nothing: take it away, or put a ( before.")
        if token.text in _MEANT:
            return _Wrong(token.start, f"Write “{_MEANT[token.text]}” for {_quote(token.text)}.")
        return _Wrong(token.start, f"Put “and” or “or” before {_quote(token.text)}.")

    def _tag(self, token: _Token) -> str:
        """The id of the tag that is named there."""
        if token.open:
            mark = [*re.finditer(_QUOTED, token.text)][-1].start()
            raise _Wrong(token.start + mark, "This quotation mark is not closed.")
        name = _bare(token.text)
        tag = self._tags.get(tags.same(name))
        if tag is None:
            raise _Wrong(token.start, self._guess(token, name))
        return tag.id

    def _guess(self, token: _Token, name: str) -> str:
        """What was probably meant by a name that no tag has."""
        for later in self._tokens[self._place : self._place + 10]:
            longer = self._tags.get(tags.same(self._text[token.start : later.end]))
            if longer is not None:
                return f"Put quotation marks around a name with spaces or brackets: {spelled(longer.name)}."
        if sign := _MEANT.get(name) or ("not" if name.startswith("!") else ""):
            return f"Write “{sign}” for {_quote(name if name in _MEANT else name[0])}."
        if "," in name or ";" in name:
            return "Write “and” or “or” between tags, not a comma."
        near = self._nearest(name)
        return f"There is no tag {_quote(name)}." + (f" Do you mean {spelled(near)}?" if near else "")

    def _nearest(self, name: str) -> str | None:
        key = tags.same(name)
        for tag in self._tags.values():
            if tags.value_of(tag.name).casefold() == key:
                return tag.name
        found = difflib.get_close_matches(key, self._tags, 1, _NEAR)
        return self._tags[found[0]].name if found else None


_TOO_DEEP = f"Brackets are nested more than {rules.DEEPEST} levels deep here."


def _quote(text: str) -> str:
    return f"“{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}”"
