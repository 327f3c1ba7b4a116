"""Project files as the window deals with them: make, open, import, copy; the system's own file dialogs ask where."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from quizdesigner.errors import QuizDesignerError
from quizdesigner.models import project_file
from quizdesigner.models.project_file import SUFFIX, ProjectFile
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Project, Quiz, ResultsPage, Slot
from quizdesigner.quiz.starters import fresh
from quizdesigner.views.preferences import Preferences

_PROJECTS = f"Quiz Designer projects (*{SUFFIX})"
_JSON = "Quiz Designer JSON (*.json)"

_UNSPELLED = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_LONGEST = 200
"""Bytes of a file's name before its ending: disks take 255."""

Ask = Callable[[str, Path, str], Path | None]
"""Asks for a file: title, where to begin, which kinds; None when nothing was picked."""


def ask_open(title: str, start: Path, kinds: str) -> Path | None:
    """Ask for a file that is there."""
    name, _ = QFileDialog.getOpenFileName(QApplication.activeWindow(), title, str(start), kinds)
    return Path(name) if name else None


def ask_save(title: str, start: Path, kinds: str) -> Path | None:
    """Ask where a new file is to be. A file that is there already is never written over; `create` says so."""
    name, _ = QFileDialog.getSaveFileName(
        QApplication.activeWindow(), title, str(start), kinds, options=QFileDialog.Option.DontConfirmOverwrite
    )
    return Path(name) if name else None


class Files(QObject):
    """`opened` gives a ProjectFile to work on; `said` words about what could not be done."""

    opened = Signal(object)
    said = Signal(str)

    def __init__(
        self, preferences: Preferences, ids: Callable[[], str], open_dialog: Ask = ask_open, save_dialog: Ask = ask_save
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._ids = ids
        self._open_dialog = open_dialog
        self._save_dialog = save_dialog
        self.held: ProjectFile | None = None
        """The file the window shows; opened a second time it would be found locked, by ourselves."""

    def new(self) -> None:
        """Make an empty project; its name is that of its file."""
        self._make("New project", "New client", lambda name: blank(name, self._ids))

    def start_from(self, title: str, project: Project) -> None:
        """Make a project from a finished quiz."""
        started = fresh(project, self._ids)
        self._make(f"New project from {title}", project.name, lambda name: replace(started, name=name))

    def import_json(self) -> None:
        """Make a project from JSON."""
        source = self._open_dialog("Import a quiz", documents(), _JSON)
        if source is None:
            return
        try:
            project = wire.loads(source.read_bytes())
        except OSError as error:
            self.said.emit(f"“{source.name}” cannot be read: {error.strerror}.")
        except QuizDesignerError as error:
            self.said.emit(f"“{source.name}”: {error}")
        else:
            self._make("Save the imported project", project.name, lambda name: replace(project, name=name))

    def open(self) -> None:
        """Ask for a project file and open it."""
        path = self._open_dialog("Open a project", documents(), _PROJECTS)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open this project file; one that is open in this window for writing stays as it is."""
        held = self.held
        if held is None or held.read_only or held.path != path.resolve():
            self._open(lambda: project_file.open(path))

    def copy(self, file: ProjectFile) -> None:
        """Write a copy to hand on, without the undo history."""
        start = file.path.with_name(f"{file.path.stem} copy{SUFFIX}")
        path = self._save_dialog("Save a copy", start, _PROJECTS)
        if path is None:
            return
        try:
            file.copy_to(_suffixed(path))
        except QuizDesignerError as error:
            self.said.emit(str(error))

    def ask_new(self, title: str, name: str, kinds: str) -> Path | None:
        """Ask where a new file is to be, with this name, which has an ending, unless the person gives another; None
        when nowhere.
        """
        stem, _, ending = name.rpartition(".")
        return self._save_dialog(title, documents() / f"{_file_name(stem)}.{ending}", kinds)

    def _make(self, title: str, name: str, project: Callable[[str], Project]) -> None:
        path = self._save_dialog(title, documents() / f"{_file_name(name)}{SUFFIX}", _PROJECTS)
        if path is not None:
            # Whoever left the suggested file name wants the name it came from, not what a disk can spell of it.
            stem = _suffixed(path).stem
            chosen = name if stem == _file_name(name) else stem
            self._open(lambda: project_file.create(_suffixed(path), project(chosen)))

    def _open(self, open_file: Callable[[], ProjectFile]) -> None:
        try:
            file = open_file()
        except QuizDesignerError as error:
            self.said.emit(str(error))
            return
        self._preferences.opened(file.path, file.project)
        self.opened.emit(file)


def documents() -> Path:
    """The folder people keep their files in."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def blank(name: str, ids: Callable[[], str]) -> Project:
    """A project with one empty quiz."""
    return Project(ids(), name, quizzes=(blank_quiz("New quiz", ids),))


def blank_quiz(name: str, ids: Callable[[], str]) -> Quiz:
    """A quiz with no question yet and a results page with one slot."""
    slot = Slot(ids(), heading="Recommended for you")
    return Quiz(ids(), name, results=(ResultsPage(ids(), title="Your results", sections=(slot,)),))


def _suffixed(path: Path) -> Path:
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def _file_name(name: str) -> str:
    """As much of a name as every disk can spell, with room for an ending; without marks that turn its direction."""
    spelled = _UNSPELLED.sub(" ", name).encode()[:_LONGEST]
    return spelled.decode(errors="ignore").strip() or "Project"
