"""Rows and completer of Customer Tags: what is offered for the words typed, and what Enter links."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from quizdesigner.quiz.document import Project
from quizdesigner.views.customer_tags import CustomerTagsPane
from quizdesigner.views.customer_tags.rows import ChoiceRow, QuestionRow
from quizdesigner.views.desk import Desk
from tests.views.keyboard import press, write
from tests.views.tagging import Key, lines, on_screen, open_choice, skin_project, tags_of


@pytest.fixture
def project() -> Project:
    """The project of these tests."""
    return skin_project()


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> CustomerTagsPane:
    """The place on screen."""
    return on_screen(desk, show)


def test_the_rows_are_the_choices_under_their_questions(pane: CustomerTagsPane) -> None:
    heads = [row for row in pane.list.rows.rows if isinstance(row, QuestionRow)]
    choices = [row.title for row in pane.list.rows.rows if isinstance(row, ChoiceRow) and not row.icon]
    assert [(head.number, head.kind, head.group, head.tagged, head.total) for head in heads] == [
        ("1", "One answer", "skin", 2, 3),
        ("3", "Up to 2 answers", "", 1, 3),
    ]
    assert choices == ["Tight", "Shiny", "Comfortable", "Redness", "<b>Spots</b>", "Nothing"]
    assert pane.header.tagged.text() == "3 of 6 choices tagged"


def test_typing_opens_the_field_and_enter_links(pane: CustomerTagsPane, desk: Desk) -> None:
    press(Key.Key_Down)
    press(Key.Key_Down)
    write("re")
    assert pane.list.field.line.text() == "re"
    press(Key.Key_Return)
    assert tags_of(desk, "feel", "fine") == ["skin:reactive"]
    assert pane.list.field.line.hasFocus()
    assert pane.list.field.line.text() == ""
    assert pane.header.tagged.text() == "4 of 6 choices tagged"


def test_the_whole_row_is_the_target(pane: CustomerTagsPane, qtbot: QtBot) -> None:
    rect = pane.list.visualRect(pane.list.rows.index(pane.list.rows.place(("feel", "fine"))))
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 60, rect.center().y()))
    assert pane.list.typing == ("feel", "fine")
    assert pane.list.field.line.hasFocus()
    assert rect.contains(pane.list.field.geometry())


def test_the_best_match_comes_first_and_create_last(pane: CustomerTagsPane) -> None:
    field = open_choice(pane, "feel", "fine")
    write("re")
    assert lines(field) == [
        "skin:reactive, on no choice yet",
        "concern:redness, already on 2 choices",
        "Create skin:re",
    ]


def test_among_equals_the_most_used_comes_first(pane: CustomerTagsPane) -> None:
    field = open_choice(pane, "bother", "none")
    write("r")
    assert lines(field)[:2] == ["concern:redness, already on 2 choices", "skin:reactive, on no choice yet"]


def test_a_tag_on_the_choice_is_not_offered_again(pane: CustomerTagsPane) -> None:
    field = open_choice(pane, "feel", "dry")
    write("dry")
    assert lines(field) == []
    assert field.said.text() == "“skin:dry” is on this choice already."


def test_the_rest_stands_in_grey_and_is_not_text(pane: CustomerTagsPane) -> None:
    field = open_choice(pane, "feel", "fine")
    write("re")
    assert field.line.around == ("skin:", "active")
    press(Key.Key_Down)
    assert field.line.around == ("concern:", "dness")
    press(Key.Key_Down)
    assert field.line.around == ("skin:", "")
    assert field.line.text() == "re"


def test_arrows_choose_and_enter_adds_what_is_chosen(pane: CustomerTagsPane, desk: Desk) -> None:
    open_choice(pane, "feel", "fine")
    write("re")
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert tags_of(desk, "feel", "fine") == ["concern:redness"]
    write("re")
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert tags_of(desk, "feel", "fine") == ["concern:redness", "skin:re"]


def test_a_click_in_the_completer_adds(pane: CustomerTagsPane, desk: Desk, qtbot: QtBot) -> None:
    field = open_choice(pane, "feel", "fine")
    write("re")
    view = field.completer.popup.view
    qtbot.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(field.completer.offers.index(1)).center(),
    )
    assert tags_of(desk, "feel", "fine") == ["concern:redness"]
    assert field.line.hasFocus()


def test_delete_takes_the_grey_rest_away(pane: CustomerTagsPane, desk: Desk) -> None:
    open_choice(pane, "feel", "fine")
    write("re")
    press(Key.Key_Delete)
    press(Key.Key_Return)
    assert tags_of(desk, "feel", "fine") == ["skin:re"]


def test_a_new_tag_starts_with_the_questions_group(pane: CustomerTagsPane, desk: Desk) -> None:
    open_choice(pane, "feel", "fine")
    write("calm")
    press(Key.Key_Return)
    write("mood:happy")
    press(Key.Key_Return)
    assert tags_of(desk, "feel", "fine") == ["skin:calm", "mood:happy"]
    open_choice(pane, "bother", "none")
    write("calm")
    assert lines(pane.list.field) == ["skin:calm, already on 1 choice", "Create calm"]


def test_words_inside_a_name_do_not_stand_in_for_what_was_typed(pane: CustomerTagsPane, desk: Desk) -> None:
    field = open_choice(pane, "feel", "fine")
    write("act")
    assert lines(field) == ["skin:reactive, on no choice yet", "Create skin:act"]
    press(Key.Key_Return)
    assert tags_of(desk, "feel", "fine") == ["skin:act"]


def test_spelling_does_not_make_a_second_tag(pane: CustomerTagsPane, desk: Desk) -> None:
    open_choice(pane, "feel", "fine")
    write("Skin : DRY")
    press(Key.Key_Return)
    assert tags_of(desk, "feel", "fine") == ["skin:dry"]
