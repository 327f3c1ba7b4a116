"""The bar at the top: project and quiz, the palette, undo and redo, what is not live, Preview, Publish."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project
from quizdesigner.views.desk import Desk
from quizdesigner.views.icons import icon
from quizdesigner.views.kit import Figure, KeyHint, Square, button, icon_button, label, pressed_by_keys, row
from quizdesigner.views.kit.plain import plain_entry, plain_tip
from quizdesigner.views.preferences import colour_of
from quizdesigner.views.switcher import Switcher

NARROW = 1180
"""Pixels of width below which the palette's field and the words about changes give way."""


class Topbar(QFrame):
    """Shows the desk; what it can do are the window's commands, given as actions by their ids."""

    palette_asked = Signal()

    def __init__(self, desk: Desk, actions: Mapping[str, QAction], menu: QMenu) -> None:
        super().__init__()
        self._desk = desk
        self._actions = actions
        self.setProperty("kind", "topbar")
        self.setFixedHeight(52)
        self.menu_button = icon_button("menu", "Menu")
        self.menu_button.clicked.connect(
            lambda: menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))
        )
        self.square = Square(desk.project.name)
        self.project = Switcher("Project", self._rename_project)
        self.quiz = Switcher("Quiz", self._rename_quiz, strong=True)
        self.search = SearchButton()
        self.search.clicked.connect(self.palette_asked)
        self.undo = self._tool("undo-2", "undo")
        self.redo = self._tool("redo-2", "redo")
        self.changes = label("", "secondary")
        self.preview = button("Preview", "plain", "play", hint="Ctrl 7")
        self.preview.clicked.connect(lambda: desk.go("preview"))
        self.publish = button("Publish", "primary", "cloud-upload", hint="Ctrl Shift P")
        self.publish.clicked.connect(lambda: desk.open_sheet("publish"))
        left = row(self.menu_button, 2, self.square, self.project, label("/", "hint"), self.quiz, None, gap=4)
        left.setSpacing(5)
        right = row(None, self.undo, self.redo, 12, self.changes, 4, self.preview, self.publish, gap=6)
        box: QHBoxLayout = row(left, self.search, right, gap=12, margins=(10, 0, 14, 0))
        # Both sides as wide as each other: the field stays in the middle whatever the sides say.
        box.setStretch(0, 1)
        box.setStretch(2, 1)
        self.setLayout(box)
        desk.editor.changed.connect(self._follow)
        desk.quiz_changed.connect(lambda _: self._show())
        desk.live_changed.connect(self._show_live)
        self.project.opening.connect(self._fill_projects)
        self.quiz.opening.connect(self._fill_quizzes)
        self._show()
        self._show_live()

    def show_narrow(self, narrow: bool) -> None:
        """Give way in a narrow window."""
        self.search.show_narrow(narrow)
        self.changes.setVisible(not narrow and bool(self.changes.text()))

    def rename_quiz(self) -> None:
        """Let the quiz's name be typed in place."""
        self.quiz.rename(self._desk.quiz.name)

    def rename_project(self) -> None:
        """Let the project's name be typed in place."""
        self.project.rename(self._desk.project.name)

    def _tool(self, icon: str, command: str) -> QPushButton:
        made = icon_button(icon, command.capitalize())
        made.clicked.connect(self._actions[command].trigger)
        return made

    def _follow(self, before: Project, after: Project) -> None:
        self._show()

    def _show(self) -> None:
        project, editor = self._desk.project, self._desk.editor
        self.square.show_name(project.name, colour_of(project))
        self.project.show_text(project.name)
        self.quiz.show_text(self._desk.quiz.name)
        for tool, can, word, what, keys in (
            (self.undo, editor.can_undo, "Undo", editor.undo_label, "Ctrl Z"),
            (self.redo, editor.can_redo, "Redo", editor.redo_label, "Ctrl Shift Z"),
        ):
            tool.setEnabled(can)
            tool.setToolTip(plain_tip(f"{word} {what}  ({keys})" if can else f"Nothing to {word.lower()}"))
            tool.setAccessibleName(f"{word} {what}" if can else word)

    def _show_live(self) -> None:
        live = self._desk.live
        if live.queued:
            text = "waiting for the host"
        elif live.changes is None:
            text = ""
        elif live.changes:
            text = f"{live.changes} change{'s' * (live.changes != 1)} not live"
        else:
            text = "everything live"
        self.changes.setText(text)
        self.changes.setVisible(bool(text))

    def _fill_projects(self, menu: QMenu) -> None:
        for recent in self._desk.preferences.choices.recent[:8]:
            action = menu.addAction(plain_entry(recent.name))
            action.setToolTip(plain_tip(recent.path))
            action.triggered.connect(lambda _=False, path=recent.path: self._desk.file_asked.emit(path))
        menu.addSeparator()
        self._offer(menu, "rename_project", "new_project", "open_file", "close_project")

    def _fill_quizzes(self, menu: QMenu) -> None:
        for quiz in self._desk.project.quizzes:
            action = menu.addAction(plain_entry(quiz.name))
            action.setToolTip(plain_tip(quiz.name))
            action.setCheckable(True)
            if quiz.id == self._desk.quiz_id:
                action.setIcon(icon("check"))
            action.setChecked(quiz.id == self._desk.quiz_id)
            action.triggered.connect(lambda _=False, quiz_id=quiz.id: self._desk.open_quiz(quiz_id))
        menu.addSeparator()
        self._offer(menu, "add_quiz", "import_quiz", "duplicate_quiz", "rename_quiz", "delete_quiz")

    def _offer(self, menu: QMenu, *ids: str) -> None:
        for one in ids:
            menu.addAction(self._actions[one])

    def _rename_quiz(self, name: str) -> bool:
        return self._desk.editor.do(edits.rename_quiz, self._desk.quiz_id, name)

    def _rename_project(self, name: str) -> bool:
        return self._desk.editor.do(edits.rename_project, name)


class SearchButton(QPushButton):
    """Looks like a field, opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "search")
        pressed_by_keys(self)
        self.setAccessibleName("Search or run a command, Ctrl K")
        self._words = label("", "placeholder")
        self.setLayout(row(Figure("search"), self._words, None, KeyHint("Ctrl K"), gap=8, margins=(10, 0, 8, 0)))
        self.show_narrow(False)

    def show_narrow(self, narrow: bool) -> None:
        """Fewer words in a narrow window."""
        self._words.setText("Search" if narrow else "Search or run a command")
        self.setFixedSize(QSize(180 if narrow else 300, 32))
