"""A CSV file as a table: its encoding, its separator, and its rows with the numbers a spreadsheet shows."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from msgspec import Struct

from quizdesigner.errors import Refused

MAX_BYTES = 50 * 2**20

# The default is 128 KB a field, less than some shops' descriptions. A field cannot be longer than the file.
csv.field_size_limit(MAX_BYTES)

_SEPARATORS = ",;\t"
_ZIP = b"PK\x03\x04"


class Row(Struct, frozen=True):
    """One row under the header: its number in a spreadsheet (the header is 1) and its cells.

    `broken` says in words why the cells cannot be relied on, or is empty.
    """

    number: int
    cells: list[str]
    broken: str = ""


class Table(Struct, frozen=True):
    """A CSV file: the names of its columns as written, and its rows without the blank ones."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(data: bytes) -> Table:
    """Read CSV in UTF-8, or UTF-16 with a byte order mark, separated by commas, semicolons or tabs.

    Raises Refused when the file is too large, empty, not text, not UTF-8, or has a header alone. Rows that are
    wrongly quoted or longer than the header are in the table, marked as broken.
    """
    text = _text(data)
    separator = max(_SEPARATORS, key=lambda sign: len(_header(text, sign)))
    records = enumerate(_records(text, separator), 1)
    header = tuple(_header(text, separator))
    rows = tuple(
        _row(number, record, len(header))
        for number, record in records
        if number > 1 and (record is None or any(cell.strip() for cell in record))
    )
    if not rows:
        raise Refused("This file has the names of columns and no rows under them.")
    return Table(header, rows)


def _text(data: bytes) -> str:
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
        raise Refused("This file is not UTF-8 text. Export it again from Shopify, or save it as CSV UTF-8.") from error
    if "\0" in text:
        raise Refused("This is not a text file. Export the products as CSV.")
    if not text.strip():
        raise Refused("This file is empty.")
    return text


def _header(text: str, separator: str) -> list[str]:
    return [" ".join(name.split()) for name in next(_records(text, separator)) or ()]


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


def _row(number: int, record: list[str] | None, columns: int) -> Row:
    if record is None:
        return Row(number, [], "A quotation mark is out of place or never closed, so this row cannot be read.")
    if len(record) > columns:
        words = (
            f"This row has {len(record)} cells under {columns} columns: a separator or quotation mark is out of place."
        )
        return Row(number, record, words)
    return Row(number, record)
