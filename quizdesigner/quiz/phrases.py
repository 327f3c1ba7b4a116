"""Things counted and things listed, in words."""

from __future__ import annotations

from collections.abc import Sequence

from quizdesigner.quiz.shares import grouped

_FIRST = 3
"""How many things a sentence names before it says how many more there are."""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its word: `1 choice`, `4 choices`, `12,000 choices`, `−2 votes`."""
    word = one if abs(number) == 1 else many or f"{one}s"
    return f"{'−' if number < 0 else ''}{grouped(abs(number))} {word}"


def listed(names: Sequence[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    *before, last = names
    return f"{', '.join(before)} {word} {last}" if before else last


def shortened(names: Sequence[str], what: str = "", word: str = "and") -> str:
    """The same, and of many the first: `a, b, c and 4 more tags`; `what` is what they are."""
    if len(names) > _FIRST + 1:
        names = (*names[:_FIRST], f"{len(names) - _FIRST:,} more {what}".rstrip())
    return listed(names, word)
