"""A CSV file as a table: its encoding, its separator, and its rows with the numbers a spreadsheet shows."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping

from msgspec import Struct

from quizdesigner.errors import Refused
from quizdesigner.quiz.imports.found import RowProblem

MAX_BYTES = 50 * 2**20

# The default is 128 KB a field, less than some shops' descriptions. A field cannot be longer than the file.
csv.field_size_limit(MAX_BYTES)

_SEPARATORS = ",;\t"
_ZIP = b"PK\x03\x04"


class Line(Struct, frozen=True):
    """One row: its number in a spreadsheet (the header is 1), and its cells by our names, of columns the file has."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")


class Lines(Struct, frozen=True):
    """The rows that can be relied on, those that cannot with why, and which of our columns the file has."""

    lines: tuple[Line, ...]
    problems: tuple[RowProblem, ...]
    fields: frozenset[str]


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
    for number, record in enumerate(_records(text, separator), 1):
        if number == 1 or (record is not None and not any(cell.strip() for cell in record)):
            continue
        if record is None:
            words = "A quotation mark is out of place or never closed, so this row cannot be read."
            problems.append(RowProblem(number, words))
        elif len(record) > len(names):
            words = (
                f"This row has {len(record)} cells under {len(names)} columns:"
                " a separator or quotation mark is out of place."
            )
            problems.append(RowProblem(number, words))
        else:
            width = len(record)
            lines.append(
                Line(number, {field: " ".join(record[at].split()) for field, at in places.items() if at < width})
            )
    if not (lines or problems):
        raise Refused("This file has the names of columns and no rows under them.")
    return Lines(tuple(lines), tuple(problems), frozenset(places))


def found_columns(text: str) -> str:
    """The columns of the file in words, for a person who chose another one."""
    names = header(text)
    seen = ", ".join(f"“{name[:40]}”" for name in names[:8] if name) or "none with a name"
    return seen + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def _separator(text: str) -> str:
    return max(_SEPARATORS, key=lambda sign: len(_header(text, sign)))


def _header(text: str, separator: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in next(_records(text, separator), None) or ())


def _records(text: str, separator: str) -> Iterator[list[str] | None]:
    """The records of the file; None for one that breaks the rules of quotation marks."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None
