"""Replacing in all texts, by the keys and the mouse of a window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Note, Project
from quizdesigner.settings import new_id
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.find import FindBar
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.shell import MainWindow
from tests.views.building import CTRL, KEY, reopened
from tests.views.finding import (
    PROJECT,
    QUIZ,
    bar,
    find,
    listed,
    marked,
    settle,
    texts_place,
    window,
)
from tests.views.keyboard import focused, press, write

SHIFT = Qt.KeyboardModifier.ShiftModifier


__all__ = ["bar", "find", "window"]


@pytest.fixture
def project() -> Project:
    return PROJECT


def test_replace_changes_this_one_and_goes_on(
    desk: Desk, bar: FindBar, find: Callable[[str], list[str]], qtbot: QtBot, file: ProjectFile
) -> None:
    find("skin")
    press(KEY.Key_H, CTRL)
    assert focused() is bar.replace_line.field
    write("skincare")
    for count, key in (("3 of 8", "feel"), ("4 of 8", "feel"), ("5 of 8", "age"), ("6 of 8", "age"), ("7 of 8", "end")):
        press(KEY.Key_Return)
        settle(bar, qtbot)
        assert (bar.count.text(), desk.question_id) == (count, key)
    assert desk.quiz.questions[1].title == "{name|You}, how is your skincare?"
    assert desk.quiz.questions[2].title == "How old is your skincare, your skincareny dog?"
    assert reopened(file) == desk.project

    press(KEY.Key_Z, CTRL)
    settle(bar, qtbot)
    assert desk.quiz.questions[2].title == "How old is your skincare, your skinny dog?"
    assert focused() is bar.replace_line.field


def test_replacing_the_last_place_goes_round_to_the_first(
    desk: Desk, bar: FindBar, find: Callable[[str], list[str]], qtbot: QtBot
) -> None:
    find("Skin is skin")
    press(KEY.Key_A, CTRL)
    write("skin")
    press(KEY.Key_Return, SHIFT)
    press(KEY.Key_Return, SHIFT)
    settle(bar, qtbot)
    bar.list.go(7)
    press(KEY.Key_H, CTRL)
    write("hair")
    press(KEY.Key_Return)
    settle(bar, qtbot)
    assert (bar.count.text(), marked(bar)) == ("1 of 7", "Quiz name: Skin finder")
    assert desk.quiz.results[0].sections[0] == Note("n", text="Skin is hair.")


def test_replace_all_is_one_step_with_a_way_back(
    desk: Desk, bar: FindBar, find: Callable[[str], list[str]], qtbot: QtBot
) -> None:
    find("skin")
    qtbot.mouseClick(bar.replacing, Qt.MouseButton.LeftButton)
    bar.replace_line.field.setFocus()
    write("coat")
    qtbot.mouseClick(bar.replace_line.replace_all, Qt.MouseButton.LeftButton)
    settle(bar, qtbot)
    assert desk.quiz.name == "coat finder"
    assert desk.quiz.results[0].sections[0] == Note("n", text="coat is coat.")
    assert desk.editor.undo_labels == ("replace in all texts",)
    assert (bar.replace_line.words.text(), bar.replace_line.words.isVisible()) == ("6 texts changed", True)
    assert (bar.count.text(), bar.list.isVisible()) == ("Nothing found", False)

    qtbot.mouseClick(bar.replace_line.undo, Qt.MouseButton.LeftButton)
    settle(bar, qtbot)
    assert desk.quiz == QUIZ
    assert (bar.replace_line.undo.isVisible(), len(listed(bar))) == (False, 8)

    press(KEY.Key_Return, CTRL)
    settle(bar, qtbot)
    assert desk.quiz.name == "coat finder"
    desk.editor.do(edits.rename_project, "Somebody")
    assert not bar.replace_line.undo.isVisible()


def test_recalls_stay_whole(desk: Desk, bar: FindBar, find: Callable[[str], list[str]], qtbot: QtBot) -> None:
    said: list[str] = []
    desk.noticed.connect(lambda text, _: said.append(text))
    assert find("you") == [
        "Question 1: Your name",
        "Question 2: {first name|You}, how is your skin?",
        "Question 2: {first name|You}, how is your skin?",
        "Question 3: How old is your skin, your skinny dog?",
        "Question 3: How old is your skin, your skinny dog?",
        "Results page: Your routine",
    ] + [row for row in listed(bar) if row.startswith("Page ")]
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    press(KEY.Key_H, CTRL)
    write("}")
    press(KEY.Key_Return)
    assert desk.quiz == QUIZ
    assert "no braces" in said[0]
    press(KEY.Key_Backspace)
    write("friend")
    press(KEY.Key_Return)
    settle(bar, qtbot)
    assert desk.quiz.questions[1].title == "{name|friend}, how is your skin?"
    assert marked(bar) == "Question 2: {first name|friend}, how is your skin?"
    assert find("{name") == []


def test_a_language_is_searched_and_replaced_on_its_own(
    window: MainWindow, desk: Desk, bar: FindBar, find: Callable[[str], list[str]], qtbot: QtBot
) -> None:
    assert find("haut") == []
    assert [bar.language.itemText(at) for at in range(bar.language.count())] == ["English, source", "German"]
    bar.language.setFocus()
    press(KEY.Key_Down)
    settle(bar, qtbot)
    assert "Question 2: Wie ist deine Haut, {first name|du}?" in listed(bar)
    bar.field.setFocus()
    press(KEY.Key_A, CTRL)
    write("haut")
    settle(bar, qtbot)
    press(KEY.Key_H, CTRL)
    write("Nase")
    press(KEY.Key_Return, CTRL)
    settle(bar, qtbot)
    assert desk.quiz.questions[1].translations["de"]["title"] == "Wie ist deine Nase, {name|du}?"
    assert desk.quiz.questions[1].title == QUIZ.questions[1].title
    assert bar.replace_line.words.text() == "1 text changed"

    bar.field.setFocus()
    press(KEY.Key_A, CTRL)
    write("nase")
    settle(bar, qtbot)
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    # The Builder has the source; what is written in German stands in the place of translations.
    assert (desk.place, texts_place(window).language, desk.question_id) == ("theme", "de", "feel")


def test_nothing_is_replaced_in_a_file_that_is_read_only(
    file: ProjectFile, preferences: Preferences, secrets: Secrets, show: Callable[..., None], qtbot: QtBot
) -> None:
    with project_file.open(file.path, read_only=True) as other:
        desk = Desk(Editor(other, new_id), preferences, secrets)
        said: list[str] = []
        desk.noticed.connect(lambda text, _: said.append(text))
        bar = FindBar(desk)
        show(bar, 1100, 300)
        bar.open(replace=True)
        bar.field.setFocus()
        write("skin")
        settle(bar, qtbot)
        bar.replace_line.field.setFocus()
        press(KEY.Key_Return, CTRL)
        assert desk.quiz == QUIZ
        assert "Nothing was changed" in said[0]
        assert bar.replace_line.words.text() == ""
        press(KEY.Key_Escape)
