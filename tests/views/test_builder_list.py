"""The builder's list by hand: questions put in order, dragged, duplicated, deleted, opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import (
    Chose,
    Jump,
    Project,
)
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.desk import Desk
from tests.views.building import ALT, CTRL, KEY, builder, titles, two_quizzes
from tests.views.keyboard import focused, press


@pytest.fixture
def project() -> Project:
    return two_quizzes()


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> BuilderPane:
    made = builder(desk)
    show(made)
    return made


def test_questions_are_put_in_order_by_keys(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    pane.questions.list.setFocus()
    press(KEY.Key_Down, ALT)
    assert titles(desk) == ["Second?", "First?", "Third?"]
    press(KEY.Key_Down, ALT)
    press(KEY.Key_Down, ALT)  # past the end it stays
    assert titles(desk) == ["Second?", "Third?", "First?"]
    assert desk.question_id == "a"
    pane.canvas.question.title.setFocus()
    press(KEY.Key_Up, ALT)  # from the page too
    assert titles(desk) == ["Second?", "First?", "Third?"]


def test_a_question_is_dragged_to_another_place(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    view = pane.questions.list
    model = view.model()
    data: QMimeData = model.mimeData([model.index(0, 0)])
    low = view.visualRect(model.index(2, 0))
    at = QPoint(low.center().x(), low.bottom() - 3)
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    # QDrag.exec runs a loop of its own until a button is let go, so its events are given to the list one by one.
    enter = QDragEnterEvent(at, Qt.DropAction.MoveAction, data, left, none)
    QApplication.sendEvent(view.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(view.viewport(), QDragMoveEvent(at, Qt.DropAction.MoveAction, data, left, none))
    view.viewport().grab()  # the line where it will land
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(at), Qt.DropAction.MoveAction, data, left, none))
    assert titles(desk) == ["Second?", "Third?", "First?"]
    assert view.current == desk.question_id == "a"


def test_what_is_dragged_from_elsewhere_is_not_taken(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    data = QMimeData()
    data.setText("First?")
    enter = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(pane.questions.list.viewport(), enter)
    assert not enter.isAccepted()


def test_duplicate_delete_and_undo(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    said: list[str] = []
    desk.noticed.connect(lambda text, tone: said.append(text))
    pane.questions.list.setFocus()
    press(KEY.Key_D, CTRL)
    assert titles(desk) == ["First?", "First?", "Second?", "Third?"]
    assert desk.question_id not in "abc"
    assert focused() is pane.canvas.question.title

    pane.questions.list.setFocus()
    press(KEY.Key_Delete)
    assert titles(desk) == ["First?", "Second?", "Third?"]
    assert "Undo brings" in said[-1]
    press(KEY.Key_Z, CTRL)
    assert titles(desk) == ["First?", "First?", "Second?", "Third?"]
    assert desk.question_id == desk.quiz.questions[1].id, "what came back is looked at"


def test_what_would_break_is_said_before_a_question_is_deleted(desk: Desk, pane: BuilderPane) -> None:
    desk.open_quiz("three")
    desk.editor.do(edits.add_jump, "three", "b", Jump("j", "end", Chose("a", "a1")))
    desk.open_question("a")
    pane.questions.list.setFocus()
    press(KEY.Key_Delete)
    asked = pane.canvas.would_break
    assert asked.isVisible()
    assert "One place speaks of question 1 “First?”" in asked.words
    assert "A rule of question 2 “Second?”" in asked.words
    assert focused() is asked.agree
    press(KEY.Key_Escape)
    assert titles(desk) == ["First?", "Second?", "Third?"]
    assert not asked.isVisible()
    assert focused() is pane.questions.list

    press(KEY.Key_Delete)
    press(KEY.Key_Tab)
    press(KEY.Key_Return)  # show the first
    assert desk.question_id == "b"
    assert not asked.isVisible()

    desk.open_question("a")
    pane.questions.list.setFocus()
    press(KEY.Key_Delete)
    press(KEY.Key_Return)
    assert titles(desk) == ["Second?", "Third?"]
    assert desk.quiz.questions[0].jumps == ()
    desk.editor.undo()
    assert desk.quiz.questions[1].jumps != ()


def test_a_click_in_the_list_opens_a_question_and_the_results_page(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    desk.open_quiz("three")
    for view, row, expected in ((pane.questions.list, 2, "c"), (pane.questions.pages.list, 0, "end")):
        spot = view.visualRect(view.model().index(row, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert desk.question_id == expected
    assert pane.canvas.results.isVisible()
    assert not pane.canvas.question.isVisible()
