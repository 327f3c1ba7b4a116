"""Several questions at once, by hand: chosen, moved, duplicated, deleted, copied to another quiz and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Chose, Jump, Project
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.desk import Desk
from tests.views.building import ALT, CTRL, KEY, builder, clipboard_given_back, reopened, titles, two_quizzes
from tests.views.keyboard import focused, press

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def project() -> Project:
    return two_quizzes()


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> Iterator[BuilderPane]:
    made = builder(desk)
    show(made)
    desk.open_quiz("three")
    made.questions.list.setFocus()
    with clipboard_given_back():
        yield made


def test_shift_chooses_a_run_and_moves_it_in_one_step(desk: Desk, pane: BuilderPane) -> None:
    press(KEY.Key_Down, SHIFT)
    assert pane.questions.list.chosen == ("a", "b")
    press(KEY.Key_Down, ALT)
    assert titles(desk) == ["Third?", "First?", "Second?"]
    assert pane.questions.list.chosen == ("a", "b")
    press(KEY.Key_Down, ALT)  # past the end it stays
    press(KEY.Key_Z, CTRL)
    assert titles(desk) == ["First?", "Second?", "Third?"]


def test_ctrl_chooses_what_stands_apart(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    view = pane.questions.list
    spot = view.visualRect(view.model().index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, CTRL, spot)
    assert view.chosen == ("a", "c")
    press(KEY.Key_Up, ALT)
    assert titles(desk) == ["First?", "Third?", "Second?"], "they are gathered where the first is"
    press(KEY.Key_Delete)
    assert titles(desk) == ["Second?"]
    assert len(desk.editor.undo_labels) == 2
    press(KEY.Key_Z, CTRL)
    assert titles(desk) == ["First?", "Third?", "Second?"]


def test_several_are_duplicated_and_then_chosen(desk: Desk, pane: BuilderPane) -> None:
    desk.editor.do(edits.add_jump, "three", "a", Jump("j", "c", Chose("a", "a1")))
    desk.open_question("a")
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_D, CTRL)
    assert titles(desk) == ["First?", "Second?", "First?", "Second?", "Third?"]
    copies = desk.quiz.questions[2:4]
    assert pane.questions.list.chosen == tuple(one.id for one in copies)
    assert copies[0].jumps[0].when == Chose(copies[0].id, copies[0].choices[0].id)


def test_questions_are_copied_into_another_quiz(desk: Desk, pane: BuilderPane, file: ProjectFile) -> None:
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().mimeData().hasFormat("application/x-quizdesigner+json")
    desk.open_quiz("empty")
    pane.questions.list.setFocus()
    press(KEY.Key_V, CTRL)
    assert titles(desk) == ["First?", "Second?"]
    assert pane.questions.list.chosen == tuple(one.id for one in desk.quiz.questions)
    assert {one.id for one in desk.quiz.questions}.isdisjoint("abc")
    assert desk.editor.undo_labels[0] == "paste questions"
    assert reopened(file) == desk.project
    press(KEY.Key_V, CTRL)
    assert titles(desk) == ["First?", "Second?", "First?", "Second?"], "what is pasted stands after what is chosen"


def test_what_cannot_come_along_is_listed_until_it_is_put_away(desk: Desk, pane: BuilderPane) -> None:
    desk.editor.do(edits.add_jump, "three", "a", Jump("j", "c", Chose("a", "a1")))
    desk.open_question("a")
    press(KEY.Key_C, CTRL)
    desk.open_quiz("empty")
    pane.questions.list.setFocus()
    told = pane.canvas.left_over
    press(KEY.Key_V, CTRL)
    assert told.accessibleName() == "1 thing the question speaks of could not come along:"
    assert "where it led to is not in this quiz" in told.list.toPlainText()
    press(KEY.Key_Z, CTRL)
    assert not told.isVisible(), "it goes with the questions"
    press(KEY.Key_V, CTRL)
    assert told.isVisible()
    told.list.setFocus(Qt.FocusReason.TabFocusReason)
    press(KEY.Key_Escape)
    assert not told.isVisible()
    assert focused() is pane.questions.list


def test_cutting_takes_them_out_and_pasting_brings_them(desk: Desk, pane: BuilderPane) -> None:
    press(KEY.Key_X, CTRL)
    assert titles(desk) == ["Second?", "Third?"]
    press(KEY.Key_V, CTRL)
    assert titles(desk) == ["Second?", "First?", "Third?"]
    assert focused() is pane.questions.list


def test_a_clipboard_without_questions_is_told_in_words(desk: Desk, pane: BuilderPane) -> None:
    said: list[str] = []
    desk.noticed.connect(lambda text, tone: said.append(text))
    QGuiApplication.clipboard().setText("Just words")
    press(KEY.Key_V, CTRL)
    assert "no questions" in said[-1]
    QGuiApplication.clipboard().clear()
    press(KEY.Key_V, CTRL)
    assert len(said) == 2
    assert "no questions" in said[-1]
    assert titles(desk) == ["First?", "Second?", "Third?"]


def test_in_a_text_ctrl_c_copies_letters(desk: Desk, pane: BuilderPane) -> None:
    title = pane.canvas.question.title
    title.setFocus()
    title.selectAll()
    press(KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "First?"
    press(KEY.Key_End)
    press(KEY.Key_V, CTRL)
    assert titles(desk)[0] == "First?First?"
    assert len(desk.quiz.questions) == 3
