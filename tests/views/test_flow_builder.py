"""The builder's two views: the questions to write, and their map."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizdesigner.quiz.document import Project
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.desk import Desk
from tests.views.building import builder
from tests.views.keyboard import focused
from tests.views.mapping import click, mapped, press, push


@pytest.fixture
def project() -> Project:
    return mapped()


@pytest.fixture
def place(connected: None, desk: Desk, show: Callable[..., None]) -> BuilderPane:
    made = builder(desk)
    show(made)
    made.setFocus()
    return made


def test_the_builder_turns_to_the_map_and_enter_comes_back(place: BuilderPane, desk: Desk, qtbot: QtBot) -> None:
    assert not place.flow.isVisible()
    qtbot.keyClick(focused(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert place.flow.isVisible()
    assert focused() is place.flow.view
    assert {switch.value for switch in place.switches} == {"flow"}
    click(place.flow, "age")
    press(place.flow, Qt.Key.Key_Return)
    assert not place.flow.isVisible()
    assert desk.question_id == "age"
    assert place.questions.list.current == "age"
    assert focused() is place.questions.list


def test_a_double_click_opens_the_question(place: BuilderPane, desk: Desk, qtbot: QtBot) -> None:
    place.show_view("flow")
    spot = place.flow.view.mapFromScene(place.flow.scene.room("mail").center())
    qtbot.mouseDClick(place.flow.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert desk.question_id == "mail"
    assert not place.flow.isVisible()


def test_show_the_rules_goes_to_the_question_that_has_them(place: BuilderPane, desk: Desk) -> None:
    place.show_view("flow")
    click(place.flow, "lost")
    push(place.flow.card, "Show the rules")
    assert desk.question_id == "age"
    assert not place.flow.isVisible()


def test_adding_a_question_turns_to_the_questions(place: BuilderPane, qtbot: QtBot) -> None:
    place.show_view("flow")
    qtbot.keyClick(focused(), Qt.Key.Key_A)
    assert not place.flow.isVisible()
