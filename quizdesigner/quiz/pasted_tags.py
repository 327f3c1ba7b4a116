"""What a block from a spreadsheet says about the grid of customer tags, and what in it fits nothing."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from quizdesigner.quiz import tags
from quizdesigner.quiz.document import Tag
from quizdesigner.quiz.marks import Area, Giver, Giving, Marks, is_on
from quizdesigner.quiz.phrases import counted

MOST = 5_000_000
"""Characters that can be pasted at once."""

CELLS = 2_000_000
"""Cells that can be pasted at once: some times what the largest quizzes have. Short text can be many of them, for every
row counts as long as the longest.
"""


_FEW = 3
"""New tags that are named."""


class Reading(Struct, frozen=True):
    """What to do, by the names of tags and without what is so already, and how many marks that sets and clears.

    `new` are the names among them that no tag has yet. `misfits` are phrases about what could not be used: `2 rows fit
    no choice: “Never”, “Often”`.
    """

    marks: tuple[Marks, ...] = ()
    on: int = 0
    off: int = 0
    misfits: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """What was done, in a line: `12 tags set, 3 cleared; new: goal:calm; 1 row fits no choice: “Never”.`"""
        done = f"{counted(self.on, 'tag')} set" if self.on else ""
        if self.off and not self.on:
            done = f"{counted(self.off, 'tag')} cleared"
        elif self.off:
            done += f", {self.off:,} cleared"
        if not done:
            done = "Nothing was pasted" if self.misfits else "Nothing changed: the grid says this already"
        few = self.new[:_FEW]
        more = f" and {len(self.new) - len(few):,} more" if len(self.new) > len(few) else ""
        made = (f"new: {', '.join(few)}{more}",) if few else ()
        return "; ".join((done, *made, *self.misfits)) + "."


def read(text: str, rows: Sequence[Giving], columns: Sequence[Tag], area: Area) -> Reading:
    """Read pasted text against the rows and tags on screen. `area` is what is selected, in places of both.

    It may be a block of marks (x, 1, yes, ✓, nothing ...), which goes where the selection begins, and one mark alone
    all over it; a table of marks with the names of tags in its first row and rows named in its first column; or lines
    of a row's name, a tab and tags, which are added.
    """
    if len(text) > MOST:
        return Reading(misfits=(f"that is {len(text):,} characters; at most {MOST:,} can be pasted at once",))
    cells = table(text)
    if not cells:
        return Reading()
    wide = max(map(len, cells))
    if len(cells) * wide > CELLS:
        many = f"that is {len(cells):,} rows of {wide:,} cells; at most {CELLS:,} cells can be pasted at once"
        return Reading(misfits=(many,))
    cells = [[*row, *[""] * (wide - len(row))] for row in cells]
    reader = _Reader(rows, columns)
    if all(is_on(cell) is not None for cell in (*cells[0], *(row[0] for row in cells))):
        reader.block(cells, area)
    elif reader.has_heads(cells):
        reader.headed(cells)
    else:
        reader.lines(cells)
    return reader.reading()


def table(text: str) -> list[list[str]]:
    """The cells of tab-separated text row by row, one at least in each; quotation marks as spreadsheets write them."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        return [row or [""] for row in csv.reader(io.StringIO(plain, newline=""), delimiter="\t", strict=True)]
    except csv.Error:
        # Quotation marks that nobody closed are words like others.
        return [line.split("\t") for line in plain.removesuffix("\n").split("\n")]


class _Named(Struct, frozen=True):
    """A tag by its name, and what makes two spellings of it the same."""

    key: str
    name: str


class _Reader:
    """Collects, row by row, what is to be set and cleared; a later word about the same cell counts."""

    def __init__(self, rows: Sequence[Giving], columns: Sequence[Tag]) -> None:
        self._rows = rows
        self._columns = [_Named(tags.same(tag.name), tag.name) for tag in columns]
        self._keys = {tag.id: named.key for tag, named in zip(columns, self._columns, strict=True)}
        self._titled: dict[str, list[Giving]] = {}
        for row in rows:
            if key := _key(row.title):
                self._titled.setdefault(key, []).append(row)
        self._held: dict[Giver, frozenset[str]] = {}
        self._wanted: dict[Giver, dict[str, tuple[str, bool]]] = {}
        self._misfits: dict[tuple[str, str], list[str]] = {}
        self._beyond: list[str] = []

    def block(self, cells: list[list[str]], area: Area) -> None:
        """Marks alone, from the first cell of the area on."""
        if len(cells) == 1 and len(cells[0]) == 1:
            cells = [cells[0] * area.columns] * area.rows
        names = self._columns[area.left : area.left + len(cells[0])]
        rows = self._rows[area.top : area.top + len(cells)]
        for row, line in zip(rows, cells, strict=False):
            self._mark(row, zip(names, line, strict=False))
        below = sum(any(cell.strip() for cell in line) for line in cells[len(rows) :])
        beside = sum(any(cell.strip() for cell in column) for column in list(zip(*cells, strict=True))[len(names) :])
        self._beyond = [
            f"{counted(lost, what)} had no place {where}"
            for lost, what, where in ((below, "row", "after the last row"), (beside, "column", "after the last tag"))
            if lost
        ]

    def has_heads(self, cells: list[list[str]]) -> bool:
        """Whether this is a table of marks under the names of tags."""
        heads = [cell for cell in cells[0][1:] if cell.strip()]
        body = [cell for row in cells[1:] for cell in row[1:] if cell.strip()]
        return (
            bool(heads)
            and len(cells) > 1
            and all(is_on(cell) is None for cell in heads)
            and _key(cells[0][0]) not in self._titled
            and (not body or any(is_on(cell) is not None for cell in body))
        )

    def headed(self, cells: list[list[str]]) -> None:
        """Marks under the names of tags, beside the words of rows."""
        places = []
        for place, cell in enumerate(cells[0]):
            if place and cell.strip():
                if tags.trouble(cell):
                    self._miss("name cannot be a tag", "names cannot be tags", cell)
                else:
                    places.append((place, _Named(tags.same(cell), tags.clean(cell))))
        for row, line in self._found(cells[1:]):
            self._mark(row, ((name, line[place]) for place, name in places))

    def lines(self, cells: list[list[str]]) -> None:
        """The words of a row, and tags that are added to it."""
        for row, line in self._found(cells):
            for part in tags.split("\t".join(line[1:])):
                name = tags.in_group(part, row.group)
                if is_on(part) is not None or tags.trouble(name):
                    self._miss("name cannot be a tag", "names cannot be tags", part)
                else:
                    self._want(row, _Named(tags.same(name), name), on=True)

    def reading(self) -> Reading:
        """What was collected."""
        known = {one.key for one in self._columns}
        marks = []
        for row in self._rows:
            wanted = self._wanted.get(row.giver, {}).values()
            if wanted:
                on = tuple(name for name, is_set in wanted if is_set)
                marks.append(Marks(row.giver, on, tuple(name for name, is_set in wanted if not is_set)))
        return Reading(
            tuple(marks),
            sum(len(one.on) for one in marks),
            sum(len(one.off) for one in marks),
            (*self._beyond, *(_phrase(one, many, texts) for (one, many), texts in self._misfits.items())),
            tuple({tags.same(name): name for one in marks for name in one.on if tags.same(name) not in known}.values()),
        )

    def _mark(self, row: Giving, marks: Iterable[tuple[_Named, str]]) -> None:
        for tag, cell in marks:
            on = is_on(cell)
            if on is None:
                self._miss("cell is not a mark", "cells are not marks", cell)
            else:
                self._want(row, tag, on=on)

    def _want(self, row: Giving, tag: _Named, *, on: bool) -> None:
        held = self._held.get(row.giver)
        if held is None:
            held = self._held[row.giver] = frozenset(self._keys[one] for one in row.tags if one in self._keys)
        # Of a block with a million cells, only those that differ are kept.
        if on != (tag.key in held):
            self._wanted.setdefault(row.giver, {})[tag.key] = (tag.name, on)
        elif row.giver in self._wanted:
            self._wanted[row.giver].pop(tag.key, None)

    def _found(self, cells: list[list[str]]) -> Iterable[tuple[Giving, list[str]]]:
        """Each line with the row it means. A line with the words of a question says where those after it belong."""
        counts = Counter(_key(line[0]) for line in cells)
        met: Counter[str] = Counter()
        questions = {_key(row.question) for row in self._rows} - {""}
        here = ""
        for line in cells:
            if not any(cell.strip() for cell in line):
                continue
            key = _key(line[0])
            fitting = self._titled.get(key, [])
            inside = [row for row in fitting if here and _key(row.question) == here]
            met[key] += 1
            if len(inside) == 1:
                yield inside[0], line
            elif len(fitting) == counts[key]:
                # As many lines as rows with these words: they are meant in their order.
                yield fitting[met[key] - 1], line
            elif len(fitting) == 1:
                yield fitting[0], line
            elif fitting:
                self._miss("row fits several choices", "rows fit several choices", line[0])
            elif key in questions:
                here = key
            else:
                self._miss("row fits no choice", "rows fit no choice", line[0] or "a row without words")

    def _miss(self, one: str, many: str, text: str) -> None:
        self._misfits.setdefault((one, many), []).append(text)


def _key(text: str) -> str:
    """What makes two spellings of a row's words the same: case and spaces do not count."""
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()


def _phrase(one: str, many: str, texts: list[str]) -> str:
    """`2 rows fit no choice: “Never”, “Often”`; three of them are named at most."""
    named = ", ".join(f"“{' '.join(text.split())[:40]}”" for text in texts[:3])
    more = f" and {len(texts) - 3:,} more" if len(texts) > 3 else ""
    return f"{counted(len(texts), one, many)}: {named}{more}"
