"""The texts of a quiz for translators, out and in: as a table for spreadsheets (CSV) and for gettext tools (PO)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po
from msgspec import Struct

from quizdesigner.errors import Refused
from quizdesigner.quiz import recall
from quizdesigner.quiz.document import Quiz
from quizdesigner.quiz.imports.found import RowProblem
from quizdesigner.quiz.imports.table import text_of
from quizdesigner.quiz.texts import Spot, beside

MAX_BYTES = 10 * 2**20

_COLUMNS = ("id", "where", "source", "translation")
# What a spreadsheet would reckon with instead of showing it; the apostrophe itself, so that taking one off is exact.
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠']")
_VALUE = re.compile(r"\{([a-z_]+)\}")


class Strings(Struct, frozen=True):
    """What a file brings: texts that are new or different, by place, and what of it was left out and why.

    The number of a problem is the row in a spreadsheet, or the line of a PO file.
    """

    texts: tuple[tuple[Spot, str], ...]
    problems: tuple[RowProblem, ...]


class _Entry(Struct, frozen=True):
    """One text as the file has it: where in the file, the key of its spot, its source and its translation."""

    row: int
    key: str
    source: str
    text: str
    unsure: bool = False


def to_csv(quiz: Quiz, language: str) -> bytes:
    """All texts beside those in `language` as CSV that spreadsheets open: UTF-8 with its mark, no cell a formula."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    names = recall.Names(quiz)
    for spot, text in beside(quiz, language):
        table.writerow(map(_guarded, (spot.key, spot.label, _shown(names, spot, spot.text), _shown(names, spot, text))))
    return out.getvalue().encode("utf-8-sig")


def to_po(quiz: Quiz, language: str) -> bytes:
    """All texts as a gettext catalogue for `language`; the context of an entry says where its text stands."""
    catalogue = Catalog(charset="utf-8")
    names = recall.Names(quiz)
    for spot, text in beside(quiz, language):
        entry = catalogue.add(
            _shown(names, spot, spot.text), _shown(names, spot, text), context=spot.key, auto_comments=[spot.label]
        )
        # Babel takes “50% off” and recalls for formats of Python.
        entry.flags.clear()
    out = io.BytesIO()
    # With a header of our own, so that the same texts make the same bytes at any time.
    out.write(f'msgid ""\nmsgstr ""\n"Language: {language.replace("-", "_")}\\n"\n'.encode())
    out.write(b'"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n')
    out.write(b'"Content-Transfer-Encoding: 8bit\\n"\n\n')
    write_po(out, catalogue, omit_header=True)
    return out.getvalue()


def read(quiz: Quiz, language: str, data: bytes) -> Strings:
    """What a translated file (either kind, told by its content) brings to `language`.

    Left out and listed: places the quiz does not have, texts whose source has changed since, those without a recall
    their source has, and those marked as unsure. Empty ones are passed over. Raises Refused when the file as a whole
    is neither.
    """
    if len(data) > MAX_BYTES:
        raise Refused(f"This file has more than {MAX_BYTES // 2**20} MB, which is the most that is read.")
    found = _po(data, language) if re.search(rb'^msgid\s*"', data, re.MULTILINE) else _table(data)
    names = recall.Names(quiz)
    places = {spot.key: (spot, text) for spot, text in beside(quiz, language)}
    texts: dict[str, tuple[Spot, str]] = {}
    problems: list[RowProblem] = []
    for entry in found:
        if isinstance(entry, RowProblem):
            problems.append(entry)
        elif entry.text.strip():
            why = _unfit(names, places, texts, entry)
            spot, now = places.get(entry.key, (None, ""))
            if why or spot is None:
                problems.append(RowProblem(entry.row, why))
            elif (text := _stored(names, spot, entry.text)) != _stored(names, spot, _shown(names, spot, now)):
                texts[entry.key] = (spot, text)
    return Strings(tuple(texts.values()), tuple(sorted(problems, key=lambda one: one.row)))


def _unfit(
    names: recall.Names,
    places: Mapping[str, tuple[Spot, str]],
    taken: Mapping[str, tuple[Spot, str]],
    entry: _Entry,
) -> str:
    """Why an entry cannot come in; empty when it can."""
    if entry.key not in places:
        return f"The quiz has no text “{_short(entry.key)}” any more."
    spot, _ = places[entry.key]
    if entry.key in taken:
        return f"“{_short(entry.text)}”: {spot.label} stands in this file twice; the first was taken."
    if " ".join(entry.source.split()) != " ".join(_shown(names, spot, spot.text).split()):
        return f"“{_short(entry.text)}” translates “{_short(entry.source)}”, but the text is another one now."
    if entry.unsure:
        return f"“{_short(entry.text)}” is marked as unsure (fuzzy)."
    there = _tokens(names, spot, entry.text)
    lost = [token for token in _tokens(names, spot, spot.text) if token not in there]
    if lost:
        return f"“{_short(entry.text)}” has lost {', '.join(f'{{{one}}}' for one in lost)}, which the source has."
    most = 20_000 if spot.running else 1_000
    if len(entry.text) > most:
        return f"“{_short(entry.text)}” has {len(entry.text):,} characters; the most is {most:,}."
    return ""


def _tokens(names: recall.Names, spot: Spot, text: str) -> list[str]:
    """What stands in braces and is filled in when the text is said, by the names people read."""
    if spot.owner == "word":
        return sorted(set(_VALUE.findall(text)))
    if not spot.recalls:
        return []
    return sorted(names.of.get(one, one) for one in recall.recalled(names.stored(text)))


def _shown(names: recall.Names, spot: Spot, text: str) -> str:
    return names.shown(text) if spot.recalls else text


def _stored(names: recall.Names, spot: Spot, text: str) -> str:
    # Not all that Python calls a space: French has spaces that may not break before its question marks.
    lines = [re.sub(r"[ \t]+", " ", line).strip(" ") for line in re.split(r"\r\n|\r|\n", text.strip(" \t\r\n"))]
    clean = ("\n" if spot.running else " ").join(lines)
    return names.stored(clean) if spot.recalls else clean


def _table(data: bytes) -> Iterator[_Entry | RowProblem]:
    text = text_of(data)
    first = text.splitlines()[0]
    separator = max(",;\t", key=first.count)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    places: dict[str, int] = {}
    try:
        places = {name.strip().casefold(): at for at, name in reversed(list(enumerate(next(records, ()))))}
        if lacking := [name for name in _COLUMNS if name not in places and name != "where"]:
            raise Refused(
                f"This is not a table of texts: it has no column “{lacking[0]}”. Download the table here, fill in the"
                " column “translation”, and bring that file back."
            )
        for record in records:
            if len(record) <= max(places[name] for name in ("id", "source", "translation")):
                if any(record):
                    yield RowProblem(records.line_num, "This row has too few cells.")
                continue
            key, source, said = (_bare(record[places[name]]) for name in ("id", "source", "translation"))
            yield _Entry(records.line_num, key.strip(), source, said)
    except csv.Error:
        yield RowProblem(records.line_num, "From here on the file cannot be read: a quotation mark is out of place.")


def _po(data: bytes, language: str) -> Iterator[_Entry]:
    try:
        catalogue = read_po(io.BytesIO(data.removeprefix(b"\xef\xbb\xbf")), abort_invalid=True)
    except (PoFileError, ValueError, LookupError, TypeError, AttributeError) as error:
        # Babel lets through whatever a broken header trips it up with.
        raise Refused("This PO file cannot be read: it is damaged, or not gettext at all.") from error
    spoken = str(catalogue.locale_identifier or language).replace("_", "-")
    if spoken.casefold() != language.casefold():
        raise Refused(f"This file is in another language ({spoken}) than the one it was to come into ({language}).")
    for entry in catalogue:
        if isinstance(entry.id, str) and entry.id and isinstance(entry.string, str):
            yield _Entry(entry.lineno or 0, entry.context or "", entry.id, entry.string, entry.fuzzy)


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return f"{plain[:40].rstrip()}…" if len(plain) > 41 else plain
