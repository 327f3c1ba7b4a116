"""A CSV file as a table: its encoding, its separator, and its rows with the numbers a spreadsheet shows."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from quizdesigner.errors import Refused
from quizdesigner.quiz.imports.found import RowProblem

MAX_BYTES = 50 * 2**20

# The default is 128 KB a field, less than some shops' descriptions. A field cannot be longer than the file.
csv.field_size_limit(MAX_BYTES)

_SEPARATORS = ",;\t"
_TALLEST = 100
"""Lines one row may have to be found again behind a broken one; an ordinary row may have any number."""
_ZIP = b"PK\x03\x04"


class Line(Struct, frozen=True):
    """One row: its number in a spreadsheet (the header is 1), and its cells by our names, of columns the file has."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")


class Lines(Struct, frozen=True):
    """The rows that can be relied on, those that cannot with why, and which of our columns the file has.

    `left_out` is what stands in the rows that cannot, cell by cell in small letters.
    """

    lines: tuple[Line, ...]
    problems: tuple[RowProblem, ...]
    fields: frozenset[str]
    left_out: frozenset[str] = frozenset()


class _Broken(Struct, frozen=True):
    """Lines that break the rules of quotation marks."""

    lines: tuple[str, ...]


def text_of(data: bytes) -> str:
    """The text of a file in UTF-8, or UTF-16 with a byte order mark.

    Raises Refused, in words for the author, when it is too large, empty, or no text.
    """
    if len(data) > MAX_BYTES:
        most = MAX_BYTES // 2**20
        raise Refused(f"This file has more than {most} MB, which is the most that is read. Export fewer products.")
    if data.startswith(_ZIP):
        raise Refused("This is a workbook or an archive, not a CSV file. Open it and save it as CSV UTF-8.")
    try:
        text = data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise Refused("This is not a text file. Export the products as CSV.") from error
        raise Refused("This file is not UTF-8 text. Export it again, or save it as CSV UTF-8.") from error
    if "\0" in text:
        raise Refused("This is not a text file. Export the products as CSV.")
    if not text.strip():
        raise Refused("This file is empty.")
    return text


def header(text: str) -> tuple[str, ...]:
    """The names of the columns as written, of a table separated by commas, semicolons or tabs."""
    return _header(text, _separator(text))


def read_lines(text: str, columns: Mapping[str, tuple[str, ...]]) -> Lines:
    """The rows of a table under the columns we know; case and spaces of their names do not matter.

    `columns` gives the names each of our fields goes by. Spaces in cells are made single. Raises Refused when there
    are no rows. Rows that are wrongly quoted or longer than the header are among the problems.
    """
    separator = _separator(text)
    names = _header(text, separator)
    written = {name.casefold(): place for place, name in reversed(list(enumerate(names)))}
    places = {
        field: next(written[name.casefold()] for name in known if name.casefold() in written)
        for field, known in columns.items()
        if any(name.casefold() in written for name in known)
    }
    lines: list[Line] = []
    problems: list[RowProblem] = []
    left_out: set[str] = set()
    number = 0
    for record in _records(text, separator):
        number += 1
        if isinstance(record, _Broken):
            problems.append(RowProblem(number, _unquoted(sum(1 for line in record.lines[1:] if line.strip()))))
            left_out.update(_plain(cell) for line in record.lines for cell in line.split(separator))
            number += len(record.lines) - 1
        elif number == 1 or not any(cell.strip() for cell in record):
            continue
        elif len(record) > len(names):
            words = (
                f"This row has {len(record)} cells under {len(names)} columns:"
                " a separator or quotation mark is out of place."
            )
            problems.append(RowProblem(number, words))
            left_out.update(map(_plain, record))
        else:
            width = len(record)
            lines.append(
                Line(number, {field: " ".join(record[at].split()) for field, at in places.items() if at < width})
            )
    if not (lines or problems):
        raise Refused("This file has the names of columns and no rows under them.")
    return Lines(tuple(lines), tuple(problems), frozenset(places), frozenset(left_out - {""}))


def left_out(lines: Iterable[Line], problems: Iterable[RowProblem], *fields: str) -> frozenset[str]:
    """What stands in these fields of the rows that have problems, in small letters."""
    rows = {problem.row for problem in problems}
    return frozenset(line[field].casefold() for line in lines if line.number in rows for field in fields if line[field])


def found_columns(text: str) -> str:
    """The columns of the file in words, for a person who chose another one."""
    names = header(text)
    seen = ", ".join(f"“{name[:40]}”" for name in names[:8] if name) or "none with a name"
    return seen + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def _separator(text: str) -> str:
    return max(_SEPARATORS, key=lambda sign: len(_header(text, sign)))


def _header(text: str, separator: str) -> tuple[str, ...]:
    try:
        names = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), [])
    except csv.Error:
        return ()
    return tuple(" ".join(name.split()) for name in names)


def _records(text: str, separator: str) -> Iterator[list[str] | _Broken]:
    """The rows of the file, and what is broken.

    A quotation mark nobody closes would swallow every row up to the next one, so reading goes on at the first line
    behind where it was opened that begins a row as wide as the first.
    """
    lines = list(io.StringIO(text, newline=""))
    width = at = 0
    while at < len(lines):
        begun = at
        reader = csv.reader(_from(lines, at), delimiter=separator, strict=True)
        try:
            for record in reader:
                width = width or len(record)
                begun = at + reader.line_num
                yield record
            return
        except csv.Error:
            at = _found_again(lines, begun + 1, separator, width)
            yield _Broken(tuple(lines[begun:at]))


def _from(lines: Sequence[str], at: int) -> Iterator[str]:
    return (lines[place] for place in range(at, len(lines)))


def _found_again(lines: Sequence[str], at: int, separator: str, width: int) -> int:
    for place in range(at, len(lines)):
        try:
            record = next(csv.reader(lines[place : place + _TALLEST], delimiter=separator, strict=True), [])
        except csv.Error:
            continue
        if len(record) == width:
            return place
    return len(lines)


def _unquoted(more: int) -> str:
    after = "" if not more else " and the line after it" if more == 1 else f" and the {more:,} lines after it"
    return f"A quotation mark is out of place or never closed, so this row{after} cannot be read."


def _plain(cell: str) -> str:
    return " ".join(cell.strip(' "\r\n').split()).casefold()
