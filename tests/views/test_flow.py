"""The flow map: shares, what is wrong and the way out, and how it follows the quiz."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.views.desk import Desk
from quizdesigner.views.flow import FlowPane
from quizdesigner.views.kit import button, column, label
from tests.views.mapping import click, mapped, press, push, said, under


@pytest.fixture
def project() -> Project:
    return mapped()


@pytest.fixture
def pane(connected: None, desk: Desk, show: Callable[..., None], qtbot: QtBot) -> FlowPane:
    """The map, its shares counted."""
    made = FlowPane(desk, label("Switch"))
    show(made)
    qtbot.waitUntil(lambda: "%" in under(made, "goal"))
    made.view.setFocus()
    return made


def rules(desk: Desk) -> tuple[str, ...]:
    """The rules of question 4."""
    return tuple(jump.id for jump in desk.quiz.questions[4].jumps)


def says(pane: FlowPane, part: str, text: str) -> bool:
    return text in under(pane, part)


def test_the_map_is_there_before_anything_is_counted(
    connected: None, desk: Desk, show: Callable[..., None], qtbot: QtBot
) -> None:
    counted = desk.forecast.coverage
    desk.forecast.coverage, desk.forecast.current = None, False
    pane = FlowPane(desk, label("Switch"))
    show(pane)
    assert under(pane, "goal") == "Single choice"
    assert under(pane, "more") == "when goal:calm"
    assert under(pane, "lost") == "nobody gets here"
    desk.forecast.coverage, desk.forecast.current = counted, True
    desk.forecast.changed.emit()
    assert under(pane, "goal") == "100 %"
    # Yes 2 x 2 x 2, No straight to 4 with 2.
    assert under(pane, "feel") == "80 %"
    assert under(pane, "more") == "when goal:calm · 80 %"
    assert under(pane, "calm") == "results · 80 %"


def test_a_hidden_map_works_out_nothing(connected: None, desk: Desk, show: Callable[..., None]) -> None:
    pane = FlowPane(desk, label("Switch"))
    desk.editor.do(edits.change_question, "quiz", "goal", title="Other")
    assert pane.scene.picture is None
    show(pane)
    shown = pane.scene.picture
    pane.hide()
    desk.editor.do(edits.change_question, "quiz", "goal", title="Another")
    assert pane.scene.picture is shown


def test_an_edit_of_something_else_changes_nothing(pane: FlowPane, desk: Desk) -> None:
    shown = pane.scene.picture
    desk.editor.do(edits.rename_quiz, "quiz", "Other")
    assert pane.scene.picture is shown


def test_words_change_in_place_and_the_layout_stays(pane: FlowPane, desk: Desk) -> None:
    before = pane.scene.picture
    desk.editor.do(edits.change_question, "quiz", "goal", title="Other")
    after = pane.scene.picture
    assert before is not None
    assert after is not None
    assert after.layout is before.layout
    assert [box.title for box in after.boxes if box is not None][1] == "1 Other"


def test_a_click_selects_and_the_card_says_its_rules(pane: FlowPane, desk: Desk) -> None:
    click(pane, "goal")
    assert desk.question_id == "goal"
    assert said(pane.card)[:3] == [
        "1 What is your goal?",
        "100 % of answer paths pass: 10 of 10.",
        "If the answer is “No”, go to question 4 “How old are you?”.",
    ]


def test_the_card_says_when_a_question_is_shown(pane: FlowPane) -> None:
    click(pane, "more")
    assert "Shown when the shopper has goal:calm." in said(pane.card)
    assert "nobody" not in " ".join(said(pane.card)).lower()


def test_tab_leads_from_the_map_to_what_can_be_done_with_a_box(
    connected: None, desk: Desk, show: Callable[..., None]
) -> None:
    pane, window = FlowPane(desk, label("Switch")), QWidget()
    window.setLayout(column(pane, button("Below the map")))
    show(window)
    pane.view.setFocus()
    click(pane, "lost")
    found = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached = QApplication.focusWidget()
        assert reached is not None
        found.append(reached.accessibleName())
    assert found == ["Show the rules", "Remove the rules", "Below the map"]


def test_what_nobody_reaches_is_explained_and_mended_in_one_step(pane: FlowPane, desk: Desk, qtbot: QtBot) -> None:
    click(pane, "lost")
    assert said(pane.card) == [
        "Nobody can reach question 5",
        "Question 4 always goes on to question 6, for each of its answers.",
    ]
    push(pane.card, "Remove the rules")
    assert rules(desk) == ()
    qtbot.waitUntil(lambda: under(pane, "lost") == "100 %")
    desk.editor.undo()
    assert rules(desk) == ("j2", "j3")
    qtbot.waitUntil(lambda: under(pane, "lost") == "nobody gets here")


def test_a_condition_that_never_holds_can_be_removed(pane: FlowPane, desk: Desk, qtbot: QtBot) -> None:
    desk.editor.do(edits.unlink_tag, "quiz", "goal", "goal1", "t1")
    for part in ("more", "calm"):
        qtbot.waitUntil(partial(says, pane, part, "nobody gets here"))
        click(pane, part)
        assert "Its condition never holds: the shopper has goal:calm." in said(pane.card)
        push(pane.card, "Remove the rule")
        qtbot.waitUntil(partial(says, pane, part, "%"))
    assert desk.quiz.questions[3].show_when is None
    assert desk.quiz.results[0].show_when is None


def test_read_only_says_so_and_changes_nothing(pane: FlowPane, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    click(pane, "lost")
    monkeypatch.setattr(type(desk.editor), "read_only", True)
    heard: list[str] = []
    desk.noticed.connect(lambda text, tone: heard.append(text))
    push(pane.card, "Remove the rules")
    assert heard
    assert rules(desk) == ("j2", "j3")


def test_escape_puts_the_card_away_and_another_box_brings_it_back(pane: FlowPane) -> None:
    click(pane, "goal")
    press(pane, Qt.Key.Key_Escape)
    assert pane.card.isHidden()
    press(pane, Qt.Key.Key_Right)
    assert not pane.card.isHidden()


def test_another_quiz_is_another_map(pane: FlowPane, desk: Desk) -> None:
    desk.editor.do(edits.add_quiz, Quiz("empty", "Empty"))
    desk.open_quiz("empty")
    assert pane.view.isHidden()
    assert "The map of your questions comes here." in said(pane)
    desk.open_quiz("quiz")
    assert not pane.view.isHidden()


def test_those_who_hear_the_map_are_told_where_it_leads(pane: FlowPane) -> None:
    click(pane, "feel")
    assert pane.view.accessibleName() == "Flow map"
    assert pane.view.accessibleDescription() == (
        "2 How does it feel?, 80 %. Leads to question 3 “Tell us more”, question 4 “How old are you?”."
    )
