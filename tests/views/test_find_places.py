"""Finding over the Builder and the Theme themselves: what is opened is seen there, and the keyboard comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.quiz.document import Project
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.desk import Desk
from quizdesigner.views.files import Files
from quizdesigner.views.places import PLACES
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.shell import MainWindow
from quizdesigner.views.theme import ThemePane
from tests.views.building import CTRL, KEY
from tests.views.finding import QUIZ, find_by_key, settle
from tests.views.keyboard import focused, press, write
from tests.views.playing import NO_GRAPHICS_CARD

pytestmark = NO_GRAPHICS_CARD


@pytest.fixture
def project() -> Project:
    return Project("p", "Client", (QUIZ,))


@pytest.fixture
def window(connected: None, desk: Desk, preferences: Preferences, show: Callable[..., None]) -> Iterator[MainWindow]:
    panes: dict[str, Callable[[Desk], QWidget]] = {place.name: lambda _: QWidget() for place in PLACES}
    panes |= {"builder": BuilderPane, "theme": ThemePane, "publish": lambda _: QWidget()}
    made = MainWindow(desk, panes, Files(preferences, desk.editor.new_id))
    show(made, 1440, 870)
    yield made
    made.finder.put_away()
    # The window is closed by now; the engine has to go before the application does.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def title(window: MainWindow) -> QPlainTextEdit:
    builder = window.panes["builder"]
    assert isinstance(builder, BuilderPane)
    builder.canvas.focus_title()
    field = focused()
    assert isinstance(field, QPlainTextEdit)
    return field


def test_what_is_found_is_seen_and_changed_in_the_builder(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    bar, field = window.finder, title(window)
    find_by_key(bar, "skin", qtbot)
    press(KEY.Key_Return)
    assert (desk.place, desk.question_id, focused()) == ("builder", "feel", bar.field)
    press(KEY.Key_H, CTRL)
    write("coat")
    press(KEY.Key_Return)
    settle(bar, qtbot)
    assert (desk.question_id, bar.count.text(), focused()) == ("feel", "2 of 7", bar.replace_line.field)
    assert field.toPlainText() == "{first name|You}, how is your coat?"

    press(KEY.Key_Down)
    bar.list.setFocus()
    press(KEY.Key_X, CTRL)
    assert len(desk.quiz.questions) == 3
    press(KEY.Key_Escape)
    assert focused() is field


def test_a_results_page_is_opened_from_the_theme(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.go("theme")
    theme, bar = window.panes["theme"], window.finder
    assert isinstance(theme, ThemePane)
    assert find_by_key(bar, "glanz", qtbot) == ["Question 2, choice B: Glanz"]
    bar.language.setFocus()
    press(KEY.Key_Up)
    bar.field.setFocus()
    press(KEY.Key_A, CTRL)
    write("routine")
    settle(bar, qtbot)
    qtbot.mouseClick(
        bar.list.viewport(), Qt.MouseButton.LeftButton, pos=bar.list.visualRect(bar.list.model().index(0, 0)).center()
    )
    assert (desk.place, desk.question_id) == ("builder", "end")
    assert focused() is bar.list
