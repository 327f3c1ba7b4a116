"""The main window: top bar, places, the place one is in, status line; sheets, palette and notices over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QWidget

from quizdesigner.quiz.document import Project
from quizdesigner.quiz.texts import Spot
from quizdesigner.views.commands import Command, Commanding, bind
from quizdesigner.views.desk import Desk
from quizdesigner.views.files import Files
from quizdesigner.views.find import FindBar, Texts
from quizdesigner.views.kit import EmptyState, button, column, row, rule
from quizdesigner.views.menu import WindowCommands, fill
from quizdesigner.views.notices import NoticeLine, ReadOnlyBar
from quizdesigner.views.palette import Entry, Palette, entries
from quizdesigner.views.places import PLACES
from quizdesigner.views.sheet import Sheet
from quizdesigner.views.sidebar import Sidebar
from quizdesigner.views.statusbar import Statusbar
from quizdesigner.views.topbar import NARROW as TOPBAR_NARROW
from quizdesigner.views.topbar import Topbar

Panes = Mapping[str, Callable[[Desk], QWidget]]
"""How each place is made, by its name; `publish` is a sheet."""

_COLLAPSE = 1280
"""Pixels of width at which the side bar shows icons alone."""


class MainWindow(QMainWindow):
    """One project on screen. `left` asks for the welcome screen; `closed` says that the window is gone."""

    left = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, panes: Panes, files: Files) -> None:
        super().__init__()
        self.desk = desk
        self._own = WindowCommands(desk, files, self)
        palette = Command("palette", "Search or run a command", self.open_palette, "Ctrl+K", "search")
        close = Command("close_project", "Close this project", self.left.emit, "Ctrl+W", "arrow-left")
        self.finder = FindBar(desk, self._language_here)
        self.statusbar = Statusbar(desk)
        own = self._own.commands(palette, close)
        self._commands = (*own, *self.finder.commands(), *self.statusbar.list.commands())
        self._by_id = {command.id: command for command in self._commands}
        self.actions_by_id = bind(self, self._commands)
        menu = QMenu(self)
        fill(menu, self.actions_by_id)
        self.topbar = Topbar(desk, self.actions_by_id, menu)
        self._own.topbar = self.topbar
        self.sidebar = Sidebar(desk)
        self.read_only = ReadOnlyBar(desk.editor.file.reason)
        self.read_only.copy.clicked.connect(self.actions_by_id["save_copy"].trigger)
        self.read_only.retry.clicked.connect(lambda: files.open_path(desk.editor.file.path))
        self.stack = QStackedWidget()
        self.stack.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.panes: dict[str, QWidget] = {}
        for place in PLACES:
            pane = panes[place.name](desk)
            self.panes[place.name] = pane
            self.stack.addWidget(pane)
            if isinstance(pane, Commanding):
                bind(pane, pane.commands())
        add_quiz = button("Add a quiz", "primary", "plus")
        add_quiz.clicked.connect(self.actions_by_id["add_quiz"].trigger)
        self._no_quiz = EmptyState("This project has no quiz yet. A quiz is what shoppers answer.", add_quiz)
        self.stack.addWidget(self._no_quiz)
        self._lay_out()
        self.finder.asked.connect(self._open_text)
        self.finder.left.connect(self._focus_place)
        self.palette_list = Palette(self._findable)
        self.palette_list.closed.connect(self._focus_place)
        self.sheets = {"publish": Sheet(self, desk, panes["publish"](desk))}
        self.notice = NoticeLine(self, above=self.statusbar.height())
        self.topbar.palette_asked.connect(self.open_palette)
        # First, so that what a place says when it is left stays.
        desk.place_changed.connect(lambda _: self.notice.pass_by())
        desk.place_changed.connect(lambda _: self._show_place())
        desk.sheet_changed.connect(self._show_sheet)
        desk.noticed.connect(self.notice.say)
        desk.quiz_changed.connect(lambda _: self._show_title())
        desk.editor.changed.connect(self._follow)
        # A method of the window, not a lambda: the files outlive the window, and must not speak to one that is gone.
        files.said.connect(self._say_trouble)
        self._show_title()
        self._show_place()
        self._ask_enabled()

    def open_palette(self) -> None:
        """Open the palette over everything."""
        self.palette_list.open_over(self)

    async def end(self) -> None:
        """Give up what waits for something outside, and let go of what is connected."""
        await self.desk.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.show_narrow(self.width() < _COLLAPSE)
        self.topbar.show_narrow(self.width() < TOPBAR_NARROW)
        self.notice.place()
        for sheet in self.sheets.values():
            sheet.place(self._area())

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _lay_out(self) -> None:
        place = column(self.finder, self.stack, gap=0)
        place.setStretch(1, 1)
        middle = row(self.sidebar, rule(upright=True), place, gap=0)
        middle.setStretch(2, 1)
        whole = QWidget()
        whole.setProperty("kind", "window")
        whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = column(self.topbar, rule(), self.read_only, middle, rule(), self.statusbar, gap=0)
        box.setStretch(3, 1)
        whole.setLayout(box)
        self.setCentralWidget(whole)
        self.setMinimumSize(960, 600)

    def _area(self) -> QRect:
        """What a sheet covers: all between top bar and status line."""
        top = self.topbar.height() + 1
        return QRect(0, top, self.width(), self.height() - top - self.statusbar.height())

    def _follow(self, before: Project, after: Project) -> None:
        if before.name != after.name or before.quizzes is not after.quizzes:
            self._show_title()
        if bool(before.quizzes) != bool(after.quizzes):
            self._show_place()
        self._ask_enabled()

    def _say_trouble(self, text: str) -> None:
        self.desk.notify(text, "bad")

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.desk.quiz.name} — {self.desk.project.name} — Quiz Designer")

    def _show_place(self) -> None:
        self.stack.setCurrentWidget(self._shown())
        self._focus_place()
        self._give_way()

    def _give_way(self) -> None:
        """What finds something in the place itself (Ctrl F among products) goes before what finds texts."""
        here = self._shown()
        taken = {one.shortcut for one in here.commands()} if isinstance(here, Commanding) else set()
        keys = self._by_id["find"].shortcut
        self.actions_by_id["find"].setShortcuts([] if keys in taken else [QKeySequence(keys)])

    def _language_here(self) -> str:
        here = self._shown()
        return here.language if isinstance(here, Texts) else ""

    def _open_text(self, spot: Spot, language: str) -> None:
        """Go to where a text is written: the Builder, or the place of translations and of the page's own words."""
        theme = self.panes["theme"]
        if spot.ids:
            self.desk.open_question(spot.ids[0])
        if spot.ids and not language:
            self.desk.go("builder")
        elif spot.owner == "quiz" and not language:
            self.topbar.rename_quiz()
            return
        elif isinstance(theme, Texts):
            self.desk.go("theme")
            theme.show_language(language)
            if not language:
                theme.show_tab("texts")
        self.finder.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shown(self) -> QWidget:
        """The pane of the place; a project without a quiz has nothing to show in most of them."""
        if self.desk.project.quizzes or self.desk.place in ("history", "settings"):
            return self.panes[self.desk.place]
        return self._no_quiz

    def _focus_place(self) -> None:
        """Give the keyboard to the pane, which says by a focus proxy where in it; else Tab begins at its first part."""
        pane = self._shown()
        self.stack.setFocus(Qt.FocusReason.OtherFocusReason)
        pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_sheet(self, name: str) -> None:
        for one, sheet in self.sheets.items():
            if one == name:
                sheet.open(self._area())
                self.notice.raise_()
            elif sheet.isVisible():
                sheet.hide()
                self._focus_place()

    def _findable(self) -> tuple[Entry, ...]:
        here = self.panes[self.desk.place]
        own = here.commands() if isinstance(here, Commanding) else ()
        return entries(self.desk, (*own, *(one for one in self._commands if one.id != "palette")))

    def _ask_enabled(self) -> None:
        for one, action in self.actions_by_id.items():
            action.setEnabled(self._by_id[one].enabled())
