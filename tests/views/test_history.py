"""Versions in the History place: any two of them, or one and the draft, held against each other by real keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Host, Project
from quizdesigner.views.desk import Desk
from quizdesigner.views.history import HistoryPane
from tests.quiz.projects import sleep_project
from tests.views.published import publish, shown

KEY = Qt.Key
Q = "sleep"

pytestmark = pytest.mark.usefixtures("connected")


@pytest.fixture
def project() -> Project:
    return replace(sleep_project(), hosts=(Host("h1", "Live", "http://127.0.0.1:9"),))


@pytest.fixture
def pane(qtbot: QtBot, desk: Desk, show: Callable[..., None]) -> HistoryPane:
    """The place, with its versions shown by a click."""
    made = HistoryPane(desk, lambda: datetime(2026, 11, 5, tzinfo=UTC))
    show(made)
    versions = next(one for one in made.findChildren(QPushButton) if one.accessibleName() == "Show: Versions")
    qtbot.mouseClick(versions, Qt.MouseButton.LeftButton)
    return made


def test_before_anything_is_published_it_says_what_will_come(pane: HistoryPane) -> None:
    assert not pane.versions.earlier.isVisible()


class TestWithVersions:
    @pytest.fixture
    def file(self, file: ProjectFile, project: Project) -> ProjectFile:
        """Version 1 without the question about herbs, version 2 as it is."""
        publish(file, edits.delete_question(project, Q, "why"), 1)
        publish(file, project, 2, "Bo")
        return file

    def test_the_draft_is_held_against_the_last_version(self, qtbot: QtBot, desk: Desk, pane: HistoryPane) -> None:
        versions = pane.versions
        assert versions.earlier.currentText() == "Version 2, 2 November, Bo"
        assert versions.later.currentText() == "Draft: as it is now"
        assert versions.comparison.title.text() == "Nothing differs between these two."
        desk.editor.do(edits.unlink_tag, Q, "goal", "stay", "t-deep")
        qtbot.waitUntil(lambda: any(shown(versions.comparison).values()))
        assert list(shown(versions.comparison)) == ["Tag goal:deep no longer on “Stay asleep”, question 1"]

    def test_two_versions_are_chosen_by_the_keyboard(self, qtbot: QtBot, pane: HistoryPane) -> None:
        versions = pane.versions
        versions.earlier.setFocus()
        qtbot.keyClick(versions.earlier, KEY.Key_Down)
        qtbot.keyClick(versions.later, KEY.Key_Up)
        qtbot.keyClick(versions.later, KEY.Key_Up)
        assert (versions.earlier.value, versions.later.value) == ("h1 1", "h1 2")
        qtbot.waitUntil(lambda: bool(versions.comparison.told.whole))
        assert versions.comparison.whole.text() == "42 answer paths instead of 30. 3 routes instead of 2: 1 is new."
        qtbot.waitUntil(lambda: list(shown(versions.comparison)) == ["Question 3 “Why herbs?” is new"])
        versions.turn.setFocus()
        qtbot.keyClick(versions.turn, KEY.Key_Return)
        qtbot.waitUntil(lambda: versions.comparison.whole.text().startswith("30 answer paths instead of 42."))
        qtbot.waitUntil(lambda: list(shown(versions.comparison)) == ["Question 3 “Why herbs?” is gone"])

    def test_what_was_chosen_stays_chosen_after_an_edit(self, qtbot: QtBot, desk: Desk, pane: HistoryPane) -> None:
        qtbot.keyClick(pane.versions.earlier, KEY.Key_Down)
        desk.editor.do(edits.rename_quiz, Q, "Other")
        assert pane.versions.earlier.value == "h1 1"
        publish(desk.editor.file, desk.project, 3)
        desk.live_changed.emit()
        assert pane.versions.earlier.value == "h1 1"
        assert [pane.versions.earlier.itemText(at) for at in range(4)] == [
            "Version 3, 3 November, Ana",
            "Version 2, 2 November, Bo",
            "Version 1, 1 November, Ana",
            "Draft: as it is now",
        ]

    def test_hosts_are_named_where_there_are_several(self, desk: Desk, pane: HistoryPane) -> None:
        desk.editor.do(edits.add_host, Host("h2", "Staging", "http://127.0.0.1:9"))
        publish(desk.editor.file, desk.project, 4, host="h2")
        desk.live_changed.emit()
        assert pane.versions.earlier.itemText(0) == "Version 4 on Staging, 4 November, Ana"
