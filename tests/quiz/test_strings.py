"""Texts go out to translators as CSV and PO and come back; what does not fit is listed, the rest comes in."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from quizdesigner.errors import Refused
from quizdesigner.quiz import edits, texts
from quizdesigner.quiz.document import Choice, Kind, Project, Question, Quiz, ResultsPage
from quizdesigner.quiz.imports import strings

QUIZ = Quiz(
    "z",
    "Skin",
    (
        Question("who", Kind.NAME, "Your name"),
        Question(
            "feel",
            Kind.SINGLE,
            "Hi {who|there}, 50% off?",
            description="One answer.\nAny will do.",
            choices=(Choice("a", "=Tight"), Choice("b", "'Shiny'"), Choice("c", "-5 °C")),
        ),
    ),
    (ResultsPage("end", "Done"),),
    languages=("de",),
)
PROJECT = Project("p", "Client", (QUIZ,))


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def written(rows: list[dict[str, str]], separator: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0], delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def filled(separator: str = ",", **translations: str) -> bytes:
    """The table with these translations by source text; underscores stand for what keywords cannot hold."""
    rows = table(strings.to_csv(QUIZ, "de"))
    for row in rows:
        row["translation"] = translations.get(row["source"], row["translation"])
    return written(rows, separator)


def came(data: bytes) -> dict[str, str]:
    return {spot.key: text for spot, text in strings.read(QUIZ, "de", data).texts}


def why(data: bytes) -> str:
    (problem,) = strings.read(QUIZ, "de", data).problems
    return problem.text


def test_the_table_opens_in_a_spreadsheet_and_no_cell_is_a_formula() -> None:
    data = strings.to_csv(QUIZ, "de")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = {row["id"]: row for row in table(data)}
    assert rows["question/feel/title"]["source"] == "Hi {first name|there}, 50% off?"
    assert rows["question/feel/title"]["where"] == "2 title"
    assert rows["choice/feel/a/title"]["source"] == "'=Tight"
    assert rows["choice/feel/c/title"]["source"] == "'-5 °C"
    assert not any(cell[:1] in tuple("=+-@\t\r") for row in rows.values() for cell in row.values() if cell)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_filled_table_comes_in(separator: str) -> None:
    data = filled(separator, **{"Your name": "Dein Name", "'=Tight": "'=Spannt", "Done": "Fertig "})
    assert came(data) == {
        "question/who/title": "Dein Name",
        "choice/feel/a/title": "=Spannt",
        "results/end/title": "Fertig",
    }


def test_an_untouched_file_brings_nothing() -> None:
    for data in (strings.to_csv(QUIZ, "de"), strings.to_po(QUIZ, "de")):
        assert strings.read(QUIZ, "de", data) == strings.Strings((), ())


def test_recalls_come_back_as_ids() -> None:
    source = "Hi {first name|there}, 50% off?"
    assert came(filled(**{source: "Hallo {First Name|du}!"})) == {"question/feel/title": "Hallo {who|du}!"}


def test_lost_recalls_are_listed() -> None:
    source = "Hi {first name|there}, 50% off?"
    assert "has lost {first name}" in why(filled(**{source: "Hallo {Vorname|du}!"}))
    assert "has lost {n}" in why(filled(**{"Please choose {n} at most.": "Ohne Zahl"}))


def test_what_is_unknown_changed_or_twice_is_listed_and_the_rest_comes_in() -> None:
    rows = table(strings.to_csv(QUIZ, "de"))
    for row in rows:
        row["translation"] = "x" if row["id"] in ("question/who/title", "results/end/title", "quiz/name") else ""
    rows.append(rows[1] | {"translation": "y"})
    rows.append(rows[1] | {"id": "question/gone/title"})
    rows[0]["source"] = "Hair"
    found = strings.read(QUIZ, "de", written(rows))
    assert {spot.key for spot, _ in found.texts} == {"question/who/title", "results/end/title"}
    assert [one.text for one in found.problems] == [
        "“x” translates “Hair”, but the text is another one now.",
        "“y”: 1 title stands in this file twice; the first was taken.",
        "The quiz has no text “question/gone/title” any more.",
    ]


def test_too_long_a_text_is_listed() -> None:
    assert "the most is 1,000" in why(filled(Done="x" * 1_001))


def test_a_po_file_comes_in_and_unsure_entries_do_not() -> None:
    data = strings.to_po(QUIZ, "de").decode()
    assert '"Language: de\\n"' in data
    data = data.replace('msgid "Done"\nmsgstr ""', 'msgid "Done"\nmsgstr "Fertig"')
    data = data.replace(
        'msgctxt "question/who/title"\nmsgid "Your name"\nmsgstr ""',
        '#, fuzzy\nmsgctxt "question/who/title"\nmsgid "Your name"\nmsgstr "Dein Name"',
    )
    assert came(data.encode()) == {"results/end/title": "Fertig"}
    assert why(data.encode()) == "“Dein Name” is marked as unsure (fuzzy)."


def test_a_file_in_another_language_is_refused() -> None:
    with pytest.raises(Refused, match="another language"):
        strings.read(QUIZ, "de", strings.to_po(QUIZ, "fr"))


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"PK\x03\x04", b"a,b\n1,2\n", b"\xff\xfe\xff"])
def test_what_is_no_such_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Refused):
        strings.read(QUIZ, "de", data)


said = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1, max_size=20).filter(
    lambda text: "{" not in text
)


@given(said, st.sampled_from([strings.to_csv, strings.to_po]))
def test_every_translation_survives_the_way_there_and_back(text: str, write: object) -> None:
    spot = next(one for one in texts.spots(QUIZ) if one.key == "choice/feel/b/title")
    project = edits.set_text(PROJECT, "z", spot, text, "de")
    assert callable(write)
    data = write(project.quizzes[0], "de")
    assert came(data) == {spot.key: text}


@given(st.binary(max_size=200), st.sampled_from([strings.to_csv, strings.to_po]), st.integers(0, 3_000))
def test_damage_is_refused_or_listed(noise: bytes, write: object, at: int) -> None:
    assert callable(write)
    data = write(QUIZ, "de")
    try:
        found = strings.read(QUIZ, "de", data[:at] + noise + data[at + len(noise) :])
    except Refused:
        return
    after = edits.set_texts(PROJECT, "z", found.texts, "de").quizzes[0]
    assert structs.replace(after, translations={}).language == QUIZ.language


def test_spaces_that_may_not_break_survive_and_what_was_not_touched_is_no_change() -> None:
    said = "Quel\u00a0âge  ?"
    quiz = edits.set_text(PROJECT, "z", next(texts.spots(QUIZ)), said, "de").quizzes[0]
    for written in (strings.to_csv(quiz, "de"), strings.to_po(quiz, "de")):
        assert strings.read(quiz, "de", written).texts == ()
        ((_, text),) = strings.read(QUIZ, "de", written).texts
        assert text == "Quel\u00a0âge ?"
