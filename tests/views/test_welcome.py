"""The welcome screen: begin, go on, start from a finished quiz."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Project
from quizdesigner.views.files import Files
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.welcome import Offer, Welcome, ago

NOW = datetime(2026, 11, 22, 12, 0)


class Place:
    """Where things happen in these tests: what the dialogs answer, which files were opened."""

    def __init__(self, preferences: Preferences, folder: Path) -> None:
        self.answer: Path | None = None
        self.suggested = ""
        self.opened: list[ProjectFile] = []
        self.said: list[str] = []
        self.files = Files(preferences, iter("abcdefghijklmnop").__next__, self._ask, self._ask)
        self.files.opened.connect(self._opened)
        self.files.said.connect(self.said.append)
        self.folder = folder

    def _ask(self, title: str, start: Path, kinds: str) -> Path | None:
        self.suggested = start.name
        return self.answer

    def _opened(self, file: ProjectFile) -> None:
        self.opened.append(file)
        file.close()


@pytest.fixture
def place(preferences: Preferences, tmp_path: Path) -> Place:
    return Place(preferences, tmp_path)


def test_a_new_project_has_the_name_of_its_file(
    place: Place, preferences: Preferences, show: Callable[..., None]
) -> None:
    welcome = Welcome(place.files, preferences, (), lambda: NOW)
    show(welcome, 1440, 870)
    place.answer = place.folder / "Rivet Coffee"
    welcome.new.click()

    made = place.opened[0]
    assert (made.path.name, made.project.name) == ("Rivet Coffee.quizproject", "Rivet Coffee")
    assert made.project.quizzes[0].results
    assert preferences.choices.recent[0].name == "Rivet Coffee"

    welcome.new.click()
    assert len(place.opened) == 1
    assert welcome.notice.isVisible()


def test_nothing_picked_is_nothing_done(place: Place) -> None:
    place.files.new()
    place.files.open()
    place.files.import_json()

    assert (place.opened, place.said) == ([], [])


def test_a_finished_quiz_starts_a_project_with_ids_of_its_own(
    place: Place, preferences: Preferences, project: Project, show: Callable[..., None], qtbot: QtBot
) -> None:
    welcome = Welcome(place.files, preferences, (Offer("Skin routine", project),), lambda: NOW)
    show(welcome, 1440, 870)
    place.answer = place.folder / "Halden Skin.quizproject"
    qtbot.mouseClick(welcome.cards[0], Qt.MouseButton.LeftButton)

    made = place.opened[0].project
    assert place.suggested == "Halden Skin.quizproject"
    assert made.name == project.name
    assert made.id != project.id
    assert made.tags == project.tags


def test_json_is_imported_or_refused_in_words(place: Place, project: Project, tmp_path: Path) -> None:
    source = tmp_path / "quiz.json"
    source.write_bytes(b"{}")
    place.answer = source
    place.files.import_json()
    assert place.said[0].startswith("“quiz.json”: This JSON is not a Quiz Designer project")

    source.write_bytes(wire.pretty(project))
    place.files.import_json()
    assert place.opened[0].project.quizzes == project.quizzes


def test_recent_projects_are_listed_found_opened_and_forgotten(
    place: Place, preferences: Preferences, file: ProjectFile, show: Callable[..., None], qtbot: QtBot
) -> None:
    gone = place.folder / "gone.quizproject"
    preferences.opened(gone, Project("p", "Barkmoor Pets"))
    preferences.opened(file.path, file.project)
    file.close()
    welcome = Welcome(place.files, preferences, (), lambda: NOW)
    show(welcome, 1440, 870)
    view = welcome.projects.view
    assert [view.model().index(at, 0).data() for at in range(2)] == ["Halden Skin", "Barkmoor Pets"]

    qtbot.keyClicks(welcome.search, "bark")
    assert view.model().rowCount() == 1
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert [recent.name for recent in preferences.choices.recent] == ["Halden Skin"]

    qtbot.keyClick(welcome.search, Qt.Key.Key_Escape)
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert place.opened[0].path == file.path


def test_a_copy_leaves_the_original_alone(place: Place, file: ProjectFile) -> None:
    place.answer = place.folder / "copy"
    place.files.copy(file)

    assert place.suggested == "client copy.quizproject"
    assert (place.folder / "copy.quizproject").is_file()
    place.files.copy(file)
    assert len(place.said) == 1


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (timedelta(seconds=20), "edited just now"),
        (timedelta(minutes=1), "edited 1 minute ago"),
        (timedelta(minutes=4), "edited 4 minutes ago"),
        (timedelta(hours=3), "edited today 09:00"),
        (timedelta(hours=20), "edited yesterday"),
        (timedelta(days=19), "edited 3 November"),
        (timedelta(days=400), "edited 18 October 2025"),
    ],
)
def test_times_are_in_words(back: timedelta, words: str) -> None:
    assert ago(NOW - back, NOW) == words
