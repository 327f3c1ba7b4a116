"""The welcome screen: begin, go on with a client's project, start from a finished quiz."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMainWindow, QSizePolicy, QStackedWidget, QWidget

from quizdesigner.quiz.document import Project
from quizdesigner.views.commands import Command, bind
from quizdesigner.views.files import Files
from quizdesigner.views.kit import EmptyState, Figure, KeyHint, SearchField, button, column, label, row, rule, scrolled
from quizdesigner.views.kit.frames import Panel
from quizdesigner.views.notices import NoticeLine
from quizdesigner.views.preferences import Preferences, Recent
from quizdesigner.views.starter_card import WIDE, StarterCard
from quizdesigner.views.welcome_list import ProjectList, Row


class Offer(Struct, frozen=True):
    """A finished quiz to start from."""

    title: str
    project: Project


class Welcome(QMainWindow):
    """Shown while no project is open. `now` tells the time, for words such as 4 minutes ago."""

    closed = Signal()

    def __init__(
        self, files: Files, preferences: Preferences, offers: Sequence[Offer], now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._now = now
        self.setWindowTitle("Quiz Designer")
        self.setMinimumSize(860, 560)
        self.new = button("New project", "primary", "plus")
        self.open = button("Open a file", "plain", "folder-open")
        self.import_quiz = button("Import a quiz", "ghost", "import")
        self.search = SearchField("Find a client or quiz")
        self.search.setFixedWidth(220)
        self.search.textEdited.connect(lambda _: self._show_projects())
        self.projects = ProjectList()
        self.projects.picked.connect(lambda path: files.open_path(Path(path)))
        self.projects.forgotten.connect(self._forget)
        self._nothing = EmptyState("Projects you make or open are listed here.", icon="folder-open")
        self._nothing.setFixedHeight(140)
        self._list = QStackedWidget()
        self._list.addWidget(self.projects)
        self._list.addWidget(self._nothing)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.cards = [StarterCard(offer.title, offer.project) for offer in offers]
        for card, offer in zip(self.cards, offers, strict=True):
            card.clicked.connect(lambda _=False, offer=offer: files.start_from(offer.title, offer.project))
        middle = row(self._side(), rule(upright=True), self._main(), gap=0)
        middle.setStretch(2, 1)
        whole = QWidget()
        whole.setProperty("kind", "window")
        whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole.setLayout(middle)
        self.setCentralWidget(whole)
        # Nothing is chosen before somebody chooses; Tab begins at New project.
        whole.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        whole.setFocus(Qt.FocusReason.OtherFocusReason)
        self.notice = NoticeLine(self, above=8)
        # A method of the window, not a lambda: the files outlive the window, and must not speak to one that is gone.
        files.said.connect(self._say_trouble)
        self.new.clicked.connect(files.new)
        self.open.clicked.connect(files.open)
        self.import_quiz.clicked.connect(files.import_json)
        bind(
            self,
            (
                Command("new_project", "New project", files.new, "Ctrl+N"),
                Command("open_file", "Open a file", files.open, "Ctrl+O"),
                Command("find", "Find a client or quiz", self.search.setFocus, "Ctrl+F"),
                Command("quit", "Quit", self.close, "Ctrl+Q"),
            ),
        )
        self._show_projects()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = self._grid.spacing()
        columns = max(1, min(4, (self.width() - 300 - 80 + gap) // (WIDE + gap)))
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // columns, at % columns)
        self._grid.setColumnStretch(columns, 1)
        self.notice.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _say_trouble(self, text: str) -> None:
        self.notice.say(text, "bad")

    def _side(self) -> Panel:
        side = Panel(margins=(26, 34, 26, 30))
        side.setProperty("kind", "side")
        side.setFixedWidth(300)
        mark = _Mark()
        side.body.addLayout(row(mark, column(label("Quiz Designer", "heading"), label("works offline", "hint"), gap=1)))
        side.body.addSpacing(22)
        for one in (self.new, self.open, self.import_quiz):
            one.setProperty("tall", True)
            one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            side.body.addWidget(one)
        self.open.setProperty("align", "left")
        self.import_quiz.setProperty("align", "left")
        self.open.setLayout(row(None, KeyHint("Ctrl O"), margins=(0, 0, 12, 0)))
        side.body.addStretch(1)
        words = (
            "One file per client. Copy it, mail it, keep it. Keys stay in your keyring, shoppers' answers on the host."
        )
        side.body.addWidget(label(words, "secondary", wrap=True))
        return side

    def _main(self) -> QWidget:
        inner = QWidget()
        title = label("Projects", "heading")
        # As high as the field beside it, which comes with the first project.
        title.setFixedHeight(32)
        head = row(title, None, self.search)
        start = row(
            label("Start from a finished quiz", "heading"),
            None,
            label("tagged, with products and results; change what you like", "secondary"),
        )
        inner.setLayout(column(head, 2, self._list, 24, start, 2, self._grid, None, gap=8, margins=(40, 30, 40, 30)))
        return scrolled(inner)

    def _show_projects(self) -> None:
        wanted = self.search.text().casefold().split()
        recent = self._preferences.choices.recent
        rows = [self._row(one) for one in recent if all(word in _words(one) for word in wanted)]
        self.projects.show_rows(rows)
        self._nothing.sentence.setText(
            "No project has this in its name." if recent else "Projects you make or open are listed here."
        )
        self._list.setCurrentWidget(self.projects if rows else self._nothing)
        self._list.setFixedHeight(self.projects.height_of_rows() if rows else 140)
        self.search.setVisible(bool(recent))

    def _row(self, recent: Recent) -> Row:
        path = Path(recent.path)
        try:
            edited = ago(datetime.fromtimestamp(path.stat().st_mtime), self._now())
        except OSError:
            edited = ""
        return Row(recent.path, recent.name, ", ".join(recent.quizzes), edited, recent.colour)

    def _forget(self, path: str) -> None:
        self._preferences.forget(path)
        self._show_projects()


class _Mark(QWidget):
    """The program's sign."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "mark")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedSize(38, 38)
        self.setLayout(row(Figure("tags", "on_accent", 20), margins=(9, 9, 9, 9)))


def ago(then: datetime, now: datetime) -> str:
    """How long ago something was edited, in the words of the list."""
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return "edited just now"
    if minutes < 60:
        return f"edited {minutes} minute{'s' * (minutes != 1)} ago"
    if then.date() == now.date():
        return f"edited today {then:%H:%M}"
    if (now.date() - then.date()).days == 1:
        return "edited yesterday"
    return f"edited {then.day} {then:%B}" + (f" {then.year}" if then.year != now.year else "")


def _words(recent: Recent) -> str:
    return " ".join((recent.name, *recent.quizzes)).casefold()
