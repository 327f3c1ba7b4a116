"""What keys and mouse mean for a block of cells: marks to set and clear, or the text of the block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizdesigner.quiz.marks import Area, Giving, Marks, written
from quizdesigner.views.customer_tags.grid.rows import Column, Row


def givings(rows: Sequence[Row], area: Area) -> tuple[Giving, ...]:
    """The rows of an area that give tags."""
    return tuple(row for row in rows[area.top : area.top + area.rows] if isinstance(row, Giving))


def tags(columns: Sequence[Column], area: Area) -> tuple[str, ...]:
    """The tags of an area, by id; the column after the last has none."""
    return tuple(one.tag for one in columns[area.left : area.left + area.columns])


def all_on(rows: Sequence[Row], columns: Sequence[Column], area: Area) -> bool:
    """Whether every cell of an area is set."""
    wanted = frozenset(tags(columns, area))
    return all(wanted.issubset(row.tags) for row in givings(rows, area))


def filled(rows: Sequence[Row], columns: Sequence[Column], area: Area, *, on: bool) -> tuple[Marks, ...]:
    """Every cell of an area set, or cleared."""
    given = tags(columns, area)
    if not given:
        return ()
    return tuple(Marks(row.giver, given if on else (), () if on else given) for row in givings(rows, area))


def down(rows: Sequence[Row], columns: Sequence[Column], area: Area) -> tuple[Marks, ...]:
    """The first row of an area on all below it; a single row takes what is above it."""
    below = givings(rows, area)
    if len(below) == 1:
        below = (*givings(rows, Area(0, 0, area.top))[-1:], *below)
    if not below:
        return ()
    like = frozenset(below[0].tags)
    on = tuple(tag for tag in tags(columns, area) if tag in like)
    off = tuple(tag for tag in tags(columns, area) if tag not in like)
    return tuple(Marks(row.giver, on, off) for row in below[1:])


def right(rows: Sequence[Row], columns: Sequence[Column], area: Area) -> tuple[Marks, ...]:
    """The first column of an area on all after it; a single column takes what is before it."""
    beside = tags(columns, area)
    if len(beside) == 1 and area.left:
        beside = (columns[area.left - 1].tag, *beside)
    if len(beside) < 2:
        return ()
    first, others = beside[0], beside[1:]
    return tuple(
        Marks(row.giver, others if first in row.tags else (), () if first in row.tags else others)
        for row in givings(rows, area)
    )


def copied(rows: Sequence[Row], columns: Sequence[Column], area: Area) -> str:
    """The block as text for the clipboard."""
    given = tags(columns, area)
    return written([tag in row.tags for tag in given] for row in givings(rows, area)) if given else ""


def between(row: int, column: int, other_row: int, other_column: int) -> Area:
    """The block that two cells are opposite corners of."""
    top, left = min(row, other_row), min(column, other_column)
    return Area(top, left, abs(row - other_row) + 1, abs(column - other_column) + 1)


def among_givings(rows: Sequence[Row], area: Area) -> Area:
    """An area counted in rows that give tags, as pasted blocks are."""
    before = sum(1 for row in rows[: area.top] if isinstance(row, Giving))
    return Area(before, area.left, len(givings(rows, area)), area.columns)


def next_giving(rows: Sequence[Row], place: int, step: int) -> int:
    """The first row that gives tags at `place` or after it in steps of 1 or -1; -1 when there is none."""
    return next((at for at in _places(len(rows), place, step) if isinstance(rows[at], Giving)), -1)


def _places(count: int, place: int, step: int) -> Iterator[int]:
    while 0 <= place < count:
        yield place
        place += step
