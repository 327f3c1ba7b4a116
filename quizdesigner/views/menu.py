"""The window's own commands, each listed once, and the menu that is drawn from them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from quizdesigner.quiz import edits
from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk
from quizdesigner.views.files import Files, blank_quiz
from quizdesigner.views.places import PLACES
from quizdesigner.views.report import Reporter
from quizdesigner.views.topbar import Topbar

_MENU = (
    ("new_project", "open_file", "import_quiz", "save_copy"),
    ("undo", "redo", "find", "replace", "palette"),
    ("add_quiz", "duplicate_quiz", "rename_quiz", "delete_quiz", "rename_project"),
    ("problems", "next_problem"),
    ("preview_question", "report", "publish"),
    ("close_project", "quit"),
)


class WindowCommands:
    """What the window can do: files, steps, quizzes, places. `topbar` comes later: it renames in place."""

    def __init__(self, desk: Desk, files: Files, window: QWidget) -> None:
        self.topbar: Topbar | None = None
        self._desk = desk
        self._files = files
        self._window = window
        self._reporter = Reporter(desk, files)

    def commands(self, palette: Command, close: Command) -> tuple[Command, ...]:
        """All of them, in the order the palette shows while nothing is typed."""
        desk, files, editor = self._desk, self._files, self._desk.editor
        places = tuple(
            Command(f"go_{one.name}", f"Go to {one.title}", partial(desk.go, one.name), one.shortcut, one.icon)
            for one in PLACES
        )
        return (
            *places,
            Command("publish", "Publish", lambda: desk.open_sheet("publish"), "Ctrl+Shift+P", "cloud-upload"),
            Command(
                "preview_question", "Preview this question", desk.preview_question, "Alt+P", "eye", self._has_question
            ),
            Command("report", "Client report…", self._reporter.ask, "", "sticky-note", self._has_quiz),
            palette,
            Command("undo", "Undo", editor.undo, "Ctrl+Z", "undo-2", lambda: editor.can_undo),
            Command("redo", "Redo", editor.redo, "Ctrl+Shift+Z, Ctrl+Y", "redo-2", lambda: editor.can_redo),
            Command("add_quiz", "Add a quiz", self._add_quiz, "", "plus"),
            Command("duplicate_quiz", "Duplicate this quiz", self._duplicate_quiz, "", "copy", self._has_quiz),
            Command("rename_quiz", "Rename this quiz", self._rename_quiz, "F2", "pencil", self._has_quiz),
            Command("delete_quiz", "Delete this quiz", self._delete_quiz, "", "trash-2", self._has_quiz),
            Command("rename_project", "Rename this project", self._rename_project, "", "pencil"),
            Command("new_project", "New project", files.new, "Ctrl+N", "file-plus"),
            Command("open_file", "Open a file", files.open, "Ctrl+O", "folder-open"),
            Command("import_quiz", "Import a quiz", files.import_json, "", "import"),
            Command("save_copy", "Save a copy", lambda: files.copy(editor.file), "Ctrl+Shift+S", "save"),
            Command("theme_light", "Use the light theme", lambda: desk.choose_theme("light"), "", "sun"),
            Command("theme_dark", "Use the dark theme", lambda: desk.choose_theme("dark"), "", "moon"),
            close,
            Command("quit", "Quit", self._window.close, "Ctrl+Q", "x"),
        )

    def _has_quiz(self) -> bool:
        return bool(self._desk.project.quizzes)

    def _has_question(self) -> bool:
        return bool(self._desk.quiz.questions)

    def _add_quiz(self) -> None:
        quiz = blank_quiz("New quiz", self._desk.editor.new_id)
        if self._desk.editor.do(edits.add_quiz, quiz):
            self._desk.open_quiz(quiz.id)
            self._desk.go("builder")
            self._rename_quiz()

    def _duplicate_quiz(self) -> None:
        if self._desk.editor.do(edits.duplicate_quiz, self._desk.quiz_id, self._desk.editor.new_id):
            self._desk.open_quiz(self._desk.project.quizzes[-1].id)

    def _delete_quiz(self) -> None:
        name = self._desk.quiz.name
        if self._desk.editor.do(edits.delete_quiz, self._desk.quiz_id):
            self._desk.notify(f"Deleted {name}. Undo brings it back.")

    def _rename_quiz(self) -> None:
        if self.topbar is not None:
            self.topbar.rename_quiz()

    def _rename_project(self) -> None:
        if self.topbar is not None:
            self.topbar.rename_project()


def fill(menu: QMenu, actions: Mapping[str, QAction]) -> None:
    """Put the window's commands into its menu, group by group."""
    for group in _MENU:
        for one in group:
            menu.addAction(actions[one])
        menu.addSeparator()
