"""Languages and texts by keyboard: translating down the table, words of the page, find and replace, files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits, texts
from quizdesigner.quiz.document import Choice, Kind, Project, Question, Quiz, ResultsPage
from quizdesigner.views.desk import Desk
from quizdesigner.views.preview import PreviewPane
from quizdesigner.views.theme import ThemePane
from tests.views.test_theme import pytestmark, says

__all__ = ["pytestmark"]

QUIZ = Quiz(
    "z",
    "Skin",
    (
        Question("who", Kind.NAME, "Your name"),
        Question("feel", Kind.SINGLE, "{who|You}, how is it?", choices=(Choice("a", "Tight"), Choice("b", "Shiny"))),
        Question("thanks", Kind.STATEMENT, "Nearly there", description="One more."),
    ),
    (ResultsPage("end", "Done"),),
)


@pytest.fixture
def project() -> Project:
    return Project("p", "Client", (QUIZ,))


@pytest.fixture
def pane(connected: None, desk: Desk, show: Callable[..., None]) -> Iterator[ThemePane]:
    made = ThemePane(desk)
    show(made, 1230, 780)
    yield made
    # The window is closed by now; the engine has to go before the application does.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def german(pane: ThemePane, desk: Desk) -> ThemePane:
    desk.editor.do(edits.add_language, desk.quiz_id, "de")
    return pane


def said(desk: Desk, key: str, language: str = "de") -> str:
    return next(text for spot, text in texts.beside(desk.quiz, language) if spot.key == key)


def at(pane: ThemePane) -> str:
    """Where the field stands."""
    rows = pane.translations.list
    return rows.rows[rows.currentIndex().row()].spot.key


def test_a_language_is_added_shown_and_removed(pane: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    assert not pane.translations.isVisible()
    pane.show_tab("languages")
    qtbot.mouseClick(pane.languages.add.opener, Qt.MouseButton.LeftButton)
    assert [one.text for one in pane.languages.add.offered][:3] == ["Arabic", "Dutch", "French"]
    qtbot.keyClicks(pane.languages.add.field, "germ")
    assert pane.languages.add.offered[0].detail == "Deutsch"
    qtbot.keyClick(pane.languages.add.field, Qt.Key.Key_Return)
    assert desk.quiz.languages == ("de",)
    assert pane.translations.isVisible()
    assert pane.translations.name.text() == "German"
    assert pane.translations.missing.text().endswith("missing")
    assert pane.languages.rows["de"].accessibleName().endswith("missing")
    says(pane, "document.documentElement.lang", qtbot)("de")

    desk.editor.undo()
    assert not pane.translations.isVisible()
    says(pane, "document.documentElement.lang", qtbot)("en")


def test_enter_goes_down_the_missing_ones(german: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    rows = german.translations.list
    total = len(rows.rows)
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert at(german) == "quiz/name"
    qtbot.keyClicks(rows.field, "Haut")
    qtbot.keyClick(rows.field, Qt.Key.Key_Return)
    assert (said(desk, "quiz/name"), at(german)) == ("Haut", "question/who/title")
    qtbot.keyClicks(rows.field, "Dein Name")
    qtbot.keyClick(rows.field, Qt.Key.Key_Tab)
    qtbot.keyClick(rows.field, Qt.Key.Key_Tab)
    assert at(german) == "choice/feel/a/title"
    qtbot.keyClick(rows.field, Qt.Key.Key_Backtab)
    assert at(german) == "question/feel/title"
    missing = len(texts.missing(desk.quiz, "de"))
    assert german.translations.missing.text() == f"{missing} of {total} missing"

    qtbot.keyClick(rows.field, Qt.Key.Key_Escape)
    assert not rows.field.isVisible()
    assert rows.hasFocus()
    desk.editor.undo()
    assert (said(desk, "quiz/name"), said(desk, "question/who/title")) == ("Haut", "")


def test_what_is_typed_is_on_the_page_of_that_row(german: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    rows = german.translations.list
    rows.open(next(place for place, row in enumerate(rows.rows) if row.spot.key == "choice/feel/b/title"))
    assert desk.question_id == "feel"
    qtbot.keyClicks(rows.field, "Glanz")
    says(german, "document.body.innerText.includes('Glanz')", qtbot)(True)


def test_recalls_are_typed_by_the_name_people_read(german: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    rows = german.translations.list
    place = next(place for place, row in enumerate(rows.rows) if row.spot.key == "question/feel/title")
    assert rows.rows[place].source == "{first name|You}, how is it?"
    rows.open(place)
    qtbot.keyClicks(rows.field, "{first name|Du}, wie ist es?")
    assert said(desk, "question/feel/title") == "{who|Du}, wie ist es?"
    assert rows.rows[place].text == "{first name|Du}, wie ist es?"


def test_shift_enter_breaks_a_line_where_texts_may_have_several(german: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    rows = german.translations.list
    for key, wanted in (("question/thanks/description", "a\nb"), ("results/end/title", "a")):
        rows.open(next(place for place, row in enumerate(rows.rows) if row.spot.key == key))
        qtbot.keyClicks(rows.field, "a")
        qtbot.keyClick(rows.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        if rows.field.running:
            qtbot.keyClicks(rows.field, "b")
        assert said(desk, key) == wanted


def test_arabic_is_written_from_the_right(pane: ThemePane, desk: Desk) -> None:
    desk.editor.do(edits.add_language, desk.quiz_id, "ar")
    desk.editor.do(edits.set_text, desk.quiz_id, next(texts.beside(desk.quiz, "ar"))[0], "abc", "ar")
    rows = pane.translations.list
    column = rows.painter.columns(rows.visualRect(rows.model_rows.index(0)))[2]
    painted = rows.viewport().grab().toImage().copy(column)
    ground = painted.pixel(0, 2)
    ink = [x for x in range(column.width()) if any(painted.pixel(x, y) != ground for y in range(10, 26))]
    assert min(ink) > column.width() // 2
    assert pane.translations.target_head.alignment() & Qt.AlignmentFlag.AlignRight
    rows.open(0)
    option = rows.field.document().defaultTextOption()
    assert option.textDirection() == Qt.LayoutDirection.RightToLeft
    assert rows.field.cursorRect().left() > rows.field.width() // 2


def test_every_line_of_a_translation_is_seen_while_it_is_typed(german: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    rows = german.translations.list
    rows.open(0)
    for word in ("Hautpflege, ", "die zu dir passt, ", "morgens, mittags und abends, ", "an jedem Tag der Woche"):
        qtbot.keyClicks(rows.field, word)
        QCoreApplication.processEvents()
        assert rows.field.verticalScrollBar().maximum() == 0
    assert rows.visualRect(rows.model_rows.index(0)).height() > 2 * rows.fontMetrics().height()


def test_the_source_changes_only_for_a_complete_language(german: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    german.show_tab("languages")
    said_words: list[str] = []
    desk.noticed.connect(lambda text, _: said_words.append(text))
    german.languages.source.picked.emit("de")
    assert "missing in this language" in said_words[-1]
    assert german.languages.source.opener.text() == "English"
    for spot in texts.missing(desk.quiz, "de"):
        desk.editor.do(edits.set_text, desk.quiz_id, spot, f"DE {spot.text}"[:900], "de")
    german.languages.source.picked.emit("de")
    assert (desk.quiz.language, desk.quiz.languages) == ("de", ("en",))
    assert german.translations.name.text() == "English"


def test_a_word_of_the_page_is_changed_and_left_to_itself_again(pane: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    pane.show_tab("texts")
    field = pane.words.fields["continue"]
    assert field.placeholderText() == "Continue"
    field.setFocus()
    qtbot.keyClicks(field, "Onward")
    assert dict(desk.quiz.words) == {"continue": "Onward"}
    says(pane, "document.getElementById('go').textContent", qtbot)("Onward")
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert dict(desk.quiz.words) == {}


@pytest.mark.parametrize("name", ["texts.csv", "texts.po"])
def test_texts_go_out_and_come_back(german: ThemePane, desk: Desk, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    german.translations.export_to(path)
    assert german.translations.said.text().startswith(f"“{name}” has all texts")
    data = path.read_text(encoding="utf-8-sig")
    if name.endswith("csv"):
        rows = list(csv.reader(io.StringIO(data, newline="")))
        out = io.StringIO(newline="")
        csv.writer(out).writerows([*row[:3], "Fertig" if row[0] == "results/end/title" else row[3]] for row in rows)
        data = out.getvalue() + "question/gone/title,,x,y\r\n"
    else:
        data = data.replace('msgid "Done"\nmsgstr ""', 'msgid "Done"\nmsgstr "Fertig"')
    path.write_text(data, encoding="utf-8", newline="")
    german.translations.import_from(path)
    assert said(desk, "results/end/title") == "Fertig"
    assert german.translations.said.text().startswith("1 text came in.")
    assert ("any more" in german.translations.said.text()) is name.endswith("csv")
    desk.editor.undo()
    assert said(desk, "results/end/title") == ""


def test_a_file_that_is_none_changes_nothing(german: ThemePane, desk: Desk, tmp_path: Path) -> None:
    before = desk.project
    path = tmp_path / "notes.txt"
    path.write_bytes(b"hello")
    for one in (path, tmp_path / "missing.csv"):
        german.translations.import_from(one)
        assert german.translations.said.text().endswith("Nothing was changed.")
    assert desk.project is before


def test_the_preview_switches_languages(connected: None, desk: Desk, show: Callable[..., None], qtbot: QtBot) -> None:
    pane = PreviewPane(desk)
    show(pane)
    assert not pane.language.isVisible()
    desk.editor.do(edits.add_language, desk.quiz_id, "de")
    assert pane.language.isVisible()
    assert [pane.language.itemText(place) for place in range(2)] == ["English", "German"]
    pane.language.setFocus()
    qtbot.keyClick(pane.language, Qt.Key.Key_Down)
    heard: list[object] = []
    browser = pane.browser
    assert browser is not None

    def speaks() -> bool:
        browser.page().runJavaScript("document.documentElement.lang", heard.append)
        return heard[-1:] == ["de"]

    qtbot.waitUntil(speaks)
    desk.editor.do(edits.remove_language, desk.quiz_id, "de")
    assert not pane.language.isVisible()


def test_the_table_says_what_it_holds(german: ThemePane) -> None:
    model = german.translations.list.model_rows
    spoken = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1 title: Your name. Missing"
    assert german.findChild(QLabel) is not None


def test_a_row_keeps_its_height_when_its_one_line_is_translated(german: ThemePane, desk: Desk, qtbot: QtBot) -> None:
    table = german.translations.list
    place = next(at for at, row in enumerate(table.rows) if row.source == "Tight")

    def height() -> int:
        table.doItemsLayout()
        return table.visualRect(table.model().index(place, 0)).height()

    before = height()
    table.open(place)
    qtbot.keyClicks(table.field, "Eng")
    assert said(desk, table.rows[place].spot.key) == "Eng"
    assert height() == before
