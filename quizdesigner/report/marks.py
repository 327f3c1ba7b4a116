"""The marks the report is written in: texts made safe, tables, bars, chips, notes.

Whatever somebody typed passes through `text`, `line` or `block`: it stands in the report as it was typed, in its own
direction, and can be no markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal

from quizdesigner.quiz.document import Tag
from quizdesigner.quiz.recall import Names, Recall, parts
from quizdesigner.quiz.shares import LONGEST, grouped, share
from quizdesigner.quiz.tags import colour_of
from quizdesigner.report.subject import Facts

Tone = Literal["plain", "ok", "warn", "bad"]

NOTHING = '<span class="none">–</span>'
TOO_MANY = "too many combinations to count exactly"

_SHORT = 14
"""Rows of a table that leave no large hole behind when they move to the next page together."""


def text(typed: str) -> str:
    """What somebody typed, within a line of ours."""
    return f"<bdi>{escape(typed)}</bdi>"


def line(names: Names, typed: str, otherwise: str = "") -> str:
    """A text of the quiz within a line, with the names of the answers it recalls; `otherwise` where it is empty."""
    return (
        f"<bdi>{_recalling(names, typed)}</bdi>" if typed.strip() else f'<span class="none">{escape(otherwise)}</span>'
    )


def block(names: Names, typed: str, kind: str = "about") -> str:
    """A running text of the quiz as a paragraph with its line ends; nothing where it is empty."""
    return f'<p class="{kind}" dir="auto">{_recalling(names, typed)}</p>' if typed.strip() else ""


def chip(facts: Facts, tag: Tag) -> str:
    """A customer tag in the colour of its group."""
    colour = colour_of(facts.project, tag.name)
    return f'<span class="chip{"" if colour is None else f" g{colour}"}"><i></i>{text(tag.name)}</span>'


def chips(facts: Facts, tags: Iterable[str]) -> str:
    """Customer tags by their ids; those that are not there are left out."""
    shown = " ".join(chip(facts, facts.tags[one]) for one in tags if one in facts.tags)
    return f'<span class="chips">{shown}</span>' if shown else NOTHING


def bar(some: int, whole: int) -> str:
    """A share as a bar with its words."""
    # A mark can be no shorter than one sees, and a bar not full where somebody is missing.
    long = 0 if not some else 100 if some == whole else min(98, max(2, 100 * some // whole))
    return (
        '<span class="share"><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="rest" width="100" height="6"/><rect class="some" width="{long}" height="6"/></svg>'
        f"<b>{escape(share(some, whole))}</b></span>"
    )


def table(kind: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are marks already; nothing without rows. A head that is empty is one for the eye alone."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    if not body:
        return ""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def facts_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Words and what they stand for, side by side; pairs without a value are left out."""
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in pairs if value)
    return f'<dl class="facts">{rows}</dl>' if rows else ""


def note(tone: Tone, inner: str) -> str:
    """A paragraph that stands out."""
    return f'<p class="note {tone}">{inner}</p>'


def badge(tone: Tone, words: str) -> str:
    """One or two words that say how something stands."""
    return f'<span class="badge {tone}">{escape(words)}</span>'


def listed(items: Iterable[str], kind: str = "") -> str:
    """A list of marks; nothing without items."""
    inner = "".join(f"<li>{one}</li>" for one in items)
    return f'<ul class="{kind or "plain"}">{inner}</ul>' if inner else ""


def short(rows: int) -> str:
    """A class for what is short enough to stay on one page."""
    return " short" if rows <= _SHORT else ""


def amount(count: int) -> str:
    """A number as a mark: exact, and where it is too long to read, the power of ten it is over."""
    return grouped(count) if count <= LONGEST else f"over 10<sup>{len(str(count)) - 1}</sup>"


def _recalling(names: Names, typed: str) -> str:
    return "".join(escape(part) if isinstance(part, str) else _recall(names, part) for part in parts(typed))


def _recall(names: Names, part: Recall) -> str:
    """An answer the text recalls, by its name, and what stands there without one."""
    name = escape(names.of.get(part.question, "an answer that is not there"))
    without = f" or “{escape(part.fallback)}”" if part.fallback else ""
    return f'<span class="recall">{name}{without}</span>'
