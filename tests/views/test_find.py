"""Finding in all texts, by the keys and the mouse of a window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project
from quizdesigner.views.desk import Desk
from quizdesigner.views.find import FindBar
from quizdesigner.views.shell import MainWindow
from tests.views.building import ALT, CTRL, KEY
from tests.views.finding import (
    PROJECT,
    SearchingPane,
    bar,
    find,
    listed,
    marked,
    settle,
    texts_place,
    window,
    writing,
)
from tests.views.keyboard import focused, press, write

SHIFT = Qt.KeyboardModifier.ShiftModifier


__all__ = ["bar", "find", "window"]


@pytest.fixture
def project() -> Project:
    return PROJECT


def test_typing_lists_every_text_and_enter_goes_from_one_to_the_next(
    desk: Desk, bar: FindBar, find: Callable[[str], list[str]]
) -> None:
    assert find("skin") == [
        "Quiz name: Skin finder",
        "Question 2: {first name|You}, how is your skin?",
        "Question 2, choice A: Tight skin",
        "Question 2, choice B: Shiny skin",
        "Question 3: How old is your skin, your skinny dog?",
        "Question 3: How old is your skin, your skinny dog?",
        "Results page, text: Skin is skin.",
        "Results page, text: Skin is skin.",
    ]
    # From the screen one looks at: nothing is found on question 1.
    assert (desk.question_id, bar.count.text()) == ("name", "2 of 8")
    press(KEY.Key_Return)
    assert (desk.question_id, bar.count.text()) == ("feel", "2 of 8")
    for count in ("3 of 8", "4 of 8", "5 of 8"):
        press(KEY.Key_Return)
        assert bar.count.text() == count
    assert desk.question_id == "age"
    press(KEY.Key_Return, SHIFT)
    assert (desk.question_id, bar.count.text()) == ("feel", "4 of 8")
    for _ in range(4):
        press(KEY.Key_F3)
    assert (desk.question_id, bar.count.text()) == ("end", "8 of 8")
    press(KEY.Key_F3)
    assert bar.count.text() == "1 of 8"
    press(KEY.Key_F3, SHIFT)
    assert bar.count.text() == "8 of 8"
    assert focused() is bar.field


def test_a_key_never_waits_for_the_search(bar: FindBar, find: Callable[[str], list[str]], qtbot: QtBot) -> None:
    before = find("skin")
    write("n")
    assert listed(bar) == before
    press(KEY.Key_Return)
    settle(bar, qtbot)
    assert listed(bar) == ["Question 3: How old is your skin, your skinny dog?"]
    assert bar.count.text() == "1 of 1"
    write("x")
    settle(bar, qtbot)
    assert (bar.count.text(), bar.list.isVisible(), bar.next.isEnabled()) == ("Nothing found", False, False)


def test_esc_gives_the_keyboard_back(
    window: MainWindow, desk: Desk, bar: FindBar, find: Callable[[str], list[str]]
) -> None:
    field = writing(window).field
    field.selectAll()
    press(KEY.Key_F, CTRL)
    assert bar.field.text() == "Your name"
    press(KEY.Key_Escape)
    assert bar.isHidden()
    assert focused() is field

    field.moveCursor(field.textCursor().MoveOperation.End)
    find("skin")
    desk.go("history")
    bar.field.setFocus()
    press(KEY.Key_Escape)
    assert bar.isHidden()
    assert not bar.isAncestorOf(focused())


def test_after_a_click_on_one_of_its_buttons_esc_still_closes_it(
    bar: FindBar, find: Callable[[str], list[str]], qtbot: QtBot
) -> None:
    find("skin")
    qtbot.mouseClick(bar.next, Qt.MouseButton.LeftButton)
    assert focused() is bar.field
    press(KEY.Key_Escape)
    assert bar.isHidden()


def test_the_list_opens_the_builder(desk: Desk, bar: FindBar, find: Callable[[str], list[str]], qtbot: QtBot) -> None:
    find("skin")
    desk.go("settings")
    bar.field.setFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    assert (desk.question_id, bar.count.text()) == ("name", "4 of 8")
    press(KEY.Key_Return)
    assert (desk.place, desk.question_id) == ("builder", "feel")
    assert focused() is bar.list

    row = bar.list.visualRect(bar.list.model().index(4, 0)).center()
    qtbot.mouseClick(bar.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert (desk.question_id, bar.count.text()) == ("age", "5 of 8")


def test_keys_in_the_list_are_the_fields_not_those_of_the_place_below(
    window: MainWindow, bar: FindBar, find: Callable[[str], list[str]], qtbot: QtBot
) -> None:
    find("ski")
    press(KEY.Key_Down)
    press(KEY.Key_X, CTRL)
    assert focused() is bar.field
    press(KEY.Key_Down)
    write("n")
    settle(bar, qtbot)
    assert (bar.field.text(), focused(), writing(window).cuts) == ("skin", bar.field, 0)
    press(KEY.Key_Down)
    press(KEY.Key_Home, CTRL)
    press(KEY.Key_Up)
    assert focused() is bar.field


def test_case_and_whole_words_by_key_and_click(bar: FindBar, find: Callable[[str], list[str]], qtbot: QtBot) -> None:
    assert len(find("skin")) == 8
    press(KEY.Key_C, ALT)
    settle(bar, qtbot)
    assert len(listed(bar)) == 6
    press(KEY.Key_W, ALT)
    settle(bar, qtbot)
    assert (len(listed(bar)), bar.match_case.on, bar.whole_words.on) == (5, True, True)
    name_beside = QPoint(bar.match_case.width() - 10, bar.match_case.height() // 2)
    qtbot.mouseClick(bar.match_case, Qt.MouseButton.LeftButton, pos=name_beside)
    settle(bar, qtbot)
    assert (len(listed(bar)), bar.match_case.on) == (7, False)
    assert focused() is bar.field


def test_in_the_theme_one_finds_in_the_language_one_looks_at(
    window: MainWindow, desk: Desk, bar: FindBar, find: Callable[[str], list[str]]
) -> None:
    texts_place(window).language = "de"
    desk.go("theme")
    assert find("glanz") == ["Question 2, choice B: Glanz"]
    assert bar.language.value == "de"
    press(KEY.Key_Escape)
    desk.go("builder")
    assert find("glanz") == []
    assert bar.language.value == ""


def test_names_and_words_of_the_page_open_where_they_are_written(
    window: MainWindow, desk: Desk, bar: FindBar, find: Callable[[str], list[str]]
) -> None:
    find("continue")
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert (desk.place, texts_place(window).tab) == ("theme", "texts")

    find("finder")
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    name = focused()
    assert isinstance(name, QLineEdit)
    assert (name.text(), bar.isAncestorOf(name)) == ("Skin finder", False)


def test_changes_made_elsewhere_are_followed(
    desk: Desk, bar: FindBar, find: Callable[[str], list[str]], qtbot: QtBot
) -> None:
    find("skin")
    bar.list.go(4)
    desk.editor.do(edits.rename_project, "Somebody")
    assert not bar.search.runs
    desk.editor.do(edits.change_choice, "z", "feel", "a", title="Skin, skin, skin")
    settle(bar, qtbot)
    assert (bar.count.text(), marked(bar)) == ("7 of 10", "Question 3: How old is your skin, your skinny dog?")

    desk.open_quiz("other")
    settle(bar, qtbot)
    assert listed(bar) == ["Question 1: Skin, too"]
    assert not bar.language.isVisible()
    desk.editor.do(edits.delete_quiz, "z")
    desk.editor.do(edits.delete_quiz, "other")
    assert bar.isHidden()
    press(KEY.Key_H, CTRL)
    assert bar.isHidden()


def test_a_place_with_a_search_of_its_own_keeps_the_key(window: MainWindow, desk: Desk, bar: FindBar) -> None:
    desk.go("products")
    products = window.panes["products"]
    assert isinstance(products, SearchingPane)
    press(KEY.Key_F, CTRL)
    assert focused() is products.field
    assert bar.isHidden()
    press(KEY.Key_H, CTRL)
    assert focused() is bar.field
    assert bar.replace_line.isVisible()
    press(KEY.Key_Escape)
    desk.go("history")
    press(KEY.Key_F, CTRL)
    assert bar.isVisible()


def test_the_menu_and_the_palette_have_it(window: MainWindow, bar: FindBar, desk: Desk, qtbot: QtBot) -> None:
    window.open_palette()
    write("replace in all")
    assert window.palette_list.titles()[0] == "Replace in all texts"
    press(KEY.Key_Return)
    assert bar.replace_line.isVisible()
    assert window.actions_by_id["find"].shortcut().toString() == "Ctrl+F"
    press(KEY.Key_Escape)
    desk.open_sheet("publish")
    press(KEY.Key_F, CTRL)
    assert (desk.sheet, focused()) == ("", bar.field)


def test_the_bar_fits_the_smallest_window(window: MainWindow, bar: FindBar, find: Callable[[str], list[str]]) -> None:
    find("skin")
    window.resize(960, 600)
    QApplication.processEvents()
    assert bar.close_button.geometry().right() < bar.width()
    assert bar.field.width() == bar.replace_line.field.width()
