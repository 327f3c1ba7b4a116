"""The grid of customer tags as values: who gives tags, and what is set and cleared for each of them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class OfQuiz(Struct, frozen=True):
    """Every shopper of the quiz gets these tags."""


class OfPage(Struct, frozen=True):
    """Whoever ends on this results page gets them."""

    page: str


class OfChoice(Struct, frozen=True):
    """Whoever picks this choice, or answers within this range, gets them."""

    question: str
    choice: str


Giver = OfQuiz | OfPage | OfChoice


class Giving(Struct, frozen=True):
    """A row of the grid: a giver, the words it is known by, and the ids of the tags it gives, in the order linked.

    `question` is the title of a choice's question and `group` what new tags there start with; empty for other givers.
    """

    giver: Giver
    title: str
    question: str = ""
    group: str = ""
    tags: tuple[str, ...] = ()


class Marks(Struct, frozen=True):
    """What changes for one giver: `on` is set, then `off` cleared. By the ids of tags, or by their names."""

    giver: Giver
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


class Area(Struct, frozen=True):
    """A block of cells: its first row and column, and how many of both it has."""

    top: int
    left: int
    rows: int = 1
    columns: int = 1


def written(rows: Iterable[Iterable[bool]]) -> str:
    """A block of marks as the clipboard holds it: `x` or nothing, tabs between cells, a line end after each row."""
    return "".join("\t".join("x" if on else "" for on in row) + "\n" for row in rows)


def is_on(cell: str) -> bool | None:
    """Whether a cell is a mark that says yes or no; None for any other text. An empty cell says no."""
    word = cell.strip().casefold()
    if word in _ON:
        return True
    return False if word in _OFF else None


# What people write into tables, and what spreadsheets in the languages of our pages write for a ticked box.
_ON = frozenset(
    "x 1 true yes y on ✓ ✔ ✔️ ☑ ☑️ ✅ wahr ja vrai oui verdadero sí vero sì waar verdadeiro sim نعم صحيح".split()
)
_OFF = frozenset(["", *"0 - – — false no n off ☐ ⬜ falsch nein faux non falso onwaar nee não لا خطأ".split()])
