"""The main window by keyboard and mouse: places, undo, quizzes, status, faults."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.settings import new_id
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk, Live
from quizdesigner.views.editor import Editor
from quizdesigner.views.faults import Faults
from quizdesigner.views.files import Files
from quizdesigner.views.history import HistoryPane
from quizdesigner.views.kit import Field
from quizdesigner.views.places import PLACES
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.shell import MainWindow, Panes

Window = Callable[[Desk], MainWindow]


class NamePane(QWidget):
    """Stands for a pane: one field over the project's name, one command."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.ran = 0
        self.field = Field("Name", desk.project.name)
        self.field.textEdited.connect(lambda text: desk.editor.do(edits.rename_project, text, merge="name"))
        self.field.left.connect(desk.editor.seal)
        desk.editor.changed.connect(lambda _, after: self.field.show_text(after.name))
        QVBoxLayout(self).addWidget(self.field)
        self.setFocusProxy(self.field)

    def commands(self) -> tuple[Command, ...]:
        return (Command("count", "Count", self._count, "Ctrl+J"),)

    def _count(self) -> None:
        self.ran += 1


@pytest.fixture
def open_window(preferences: Preferences, show: Callable[..., None]) -> Window:
    def opened(desk: Desk) -> MainWindow:
        panes: dict[str, Callable[[Desk], QWidget]] = {place.name: lambda _: QWidget() for place in PLACES}
        panes |= {"builder": NamePane, "publish": NamePane, "history": HistoryPane}
        made: Panes = panes
        window = MainWindow(desk, made, Files(preferences, desk.editor.new_id))
        show(window, 1440, 870)
        return window

    return opened


def test_keys_go_to_the_places(desk: Desk, open_window: Window, qtbot: QtBot) -> None:
    window = open_window(desk)
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert desk.place == "customer_tags"
    assert window.stack.currentWidget() is window.panes["customer_tags"]
    assert window.sidebar.item("customer_tags").isChecked()

    qtbot.mouseClick(window.sidebar.item("builder"), Qt.MouseButton.LeftButton)
    assert desk.place == "builder"
    assert not window.sidebar.item("customer_tags").isChecked()


def test_undo_in_a_field_is_the_projects_undo(desk: Desk, open_window: Window, qtbot: QtBot) -> None:
    window = open_window(desk)
    pane = window.panes["builder"]
    assert isinstance(pane, NamePane)
    desk.editor.do(edits.rename_quiz, desk.quiz_id, "Other quiz")
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    pane.field.setFocus()
    pane.field.end(False)
    qtbot.keyClicks(pane.field, " AG")
    assert desk.project.name == "Halden Skin AG"
    assert "Undo rename project  (Ctrl Z)" in window.topbar.undo.toolTip()

    qtbot.keyClick(pane.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (desk.project.name, pane.field.text()) == ("Halden Skin", "Halden Skin")
    qtbot.keyClick(pane.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.quiz.name == "Skin routine finder"
    qtbot.keyClick(pane.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pane.field.text() == "Halden Skin"


def test_a_panes_shortcut_sleeps_elsewhere(desk: Desk, open_window: Window, qtbot: QtBot) -> None:
    window = open_window(desk)
    pane = window.panes["builder"]
    assert isinstance(pane, NamePane)
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    desk.go("products")
    qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)

    assert pane.ran == 1


def test_a_key_previews_the_question_looked_at(desk: Desk, open_window: Window, qtbot: QtBot) -> None:
    window = open_window(desk)
    asked: list[str] = []
    desk.preview_asked.connect(asked.append)
    second = desk.quiz.questions[1].id
    desk.open_question(second)
    for place in ("builder", "customer_tags"):
        desk.go(place)
        qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        assert desk.place == "preview"
    assert asked == [second, second]


def test_a_quiz_is_added_named_in_place_and_deleted(desk: Desk, open_window: Window, qtbot: QtBot) -> None:
    window = open_window(desk)
    first = desk.quiz_id
    window.actions_by_id["add_quiz"].trigger()
    field = window.topbar.quiz.field
    assert field.isVisible()
    qtbot.keyClicks(field, "Gift finder")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert desk.quiz.name == "Gift finder"
    assert window.windowTitle() == "Gift finder — Halden Skin — Quiz Designer"
    assert not field.isVisible()

    window.actions_by_id["delete_quiz"].trigger()
    assert desk.quiz_id == first
    assert window.notice.text() == "Deleted Gift finder. Undo brings it back."
    window.actions_by_id["delete_quiz"].trigger()
    assert window.stack.currentWidget() is window._no_quiz
    window.actions_by_id["undo"].trigger()
    assert window.stack.currentWidget() is window.panes["builder"]


def test_the_status_line_tells_the_truth(desk: Desk, open_window: Window) -> None:
    window = open_window(desk)
    bar = window.statusbar
    assert (bar.saved.text(), bar.live.text()) == ("Saved", "Not published yet")
    assert "11 questions" in bar.counts.text()

    question = next(one for one in desk.quiz.questions if one.choices and one.choices[0].tags)
    choice = question.choices[0]
    desk.editor.do(edits.unlink_tag, desk.quiz_id, question.id, choice.id, choice.tags[0])
    assert window.sidebar.item("customer_tags").badge == (0 if choice.tags[1:] else 1)

    desk.show_live(Live(online=True, host="quiz.example", revision=12, changes=3))
    assert (bar.online.text(), bar.live.text()) == ("Online", "Live: v12 on quiz.example")
    assert window.topbar.changes.text() == "3 changes not live"


def test_history_goes_back_and_forward_by_a_click(desk: Desk, open_window: Window) -> None:
    for name in ("A", "B", "C"):
        desk.editor.do(edits.rename_project, name)
    window = open_window(desk)
    desk.go("history")
    pane = window.panes["history"]
    assert isinstance(pane, HistoryPane)

    pane.view.clicked.emit(pane.view.model().index(2, 0))
    assert desk.project.name == "A"
    pane.view.clicked.emit(pane.view.model().index(3, 0))
    assert desk.project.name == "Halden Skin"
    pane.view.clicked.emit(pane.view.model().index(0, 0))
    assert desk.project.name == "C"


def test_the_side_bar_gives_way_first(desk: Desk, open_window: Window) -> None:
    window = open_window(desk)
    assert window.sidebar.width() == 204
    window.resize(1279, 690)
    assert window.sidebar.width() == 56


def test_esc_closes_the_publish_sheet(desk: Desk, open_window: Window, qtbot: QtBot) -> None:
    window = open_window(desk)
    qtbot.mouseClick(window.topbar.publish, Qt.MouseButton.LeftButton)
    sheet = window.sheets["publish"]
    assert sheet.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_file_open_elsewhere_says_so(
    file: ProjectFile, preferences: Preferences, open_window: Window, qtbot: QtBot
) -> None:
    with project_file.open(file.path) as second:
        window = open_window(Desk(Editor(second, new_id), preferences, Secrets()))
        assert window.read_only.isVisible()
        assert window.statusbar.saved.text() == "Read only"


def test_every_control_has_a_name(desk: Desk, open_window: Window) -> None:
    window = open_window(desk)
    nameless = [
        type(one).__name__
        for one in window.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and not one.accessibleName()
    ]
    assert nameless == []


def test_a_fault_anywhere_can_be_read_and_copied(
    desk: Desk, open_window: Window, capsys: pytest.CaptureFixture
) -> None:
    window = open_window(desk)
    faults = Faults()
    faults.happened.connect(lambda details: window.notice.say("Something went wrong.", "bad", details))
    undo = faults.install()
    try:
        try:
            raise ZeroDivisionError("a bug")
        except ZeroDivisionError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    finally:
        undo()
    assert window.notice.text() == "Something went wrong."
    window.notice.copy.click()
    assert "ZeroDivisionError: a bug" in QGuiApplication.clipboard().text()
    assert "ZeroDivisionError: a bug" in capsys.readouterr().err


def test_a_warning_goes_with_the_place_it_was_said_in(desk: Desk, open_window: Window, qtbot: QtBot) -> None:
    window = open_window(desk)
    desk.notify("1 of 2: question 3 is skipped.", "warn")
    assert window.notice.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert desk.place == "customer_tags"
    assert not window.notice.isVisible()
    desk.notify("The host did not answer.", "bad")
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.notice.isVisible()


def test_a_fault_in_a_thread_comes_to_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    faults = Faults()
    undo = faults.install()
    try:
        with qtbot.waitSignal(faults.happened) as caught:
            thread = threading.Thread(target=(tmp_path / "missing").read_bytes)
            thread.start()
            thread.join()
    finally:
        undo()
    assert "FileNotFoundError" in str(caught.args)


def test_the_status_line_counts_the_answer_paths(desk: Desk, open_window: Window, qtbot: QtBot) -> None:
    counts = open_window(desk).statusbar.counts
    assert "370,608 answer paths" in counts.text()
    desk.editor.do(edits.change_question, desk.quiz_id, desk.quiz.questions[1].id, required=False)
    qtbot.waitUntil(lambda: "370,608 answer paths" not in counts.text())
    assert "answer paths" in counts.text()
