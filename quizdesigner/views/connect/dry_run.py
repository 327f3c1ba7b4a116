"""The dry run: the exact requests a made-up shopper would cause, computed here and sent nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtGui import QColor, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPlainTextEdit, QTextEdit

from quizdesigner.quiz.check import label as question_label
from quizdesigner.quiz.document import Connection, Project, Quiz
from quizdesigner.quiz.lead import Lead, lead
from quizdesigner.quiz.play import outcome
from quizdesigner.quiz.samples import sample
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import Request
from quizdesigner.views import tokens
from quizdesigner.views.connect.payload import Payload, payload
from quizdesigner.views.connect.services import spoken
from quizdesigner.views.kit import Notice, Panel, Select, button, column, emptied, label, row, rule, tab

SHOPPERS = (("first", "First choice everywhere"), ("second", "Second take, other choices"))
_SHORT = {
    "Update the profile": "Profile",
    "Subscribe to the list": "List",
    "Subscribe to email": "Email",
    "Record “Completed quiz”": "Event",
}


class DryRun(Panel):
    """One tab for each request. `lead` is what the requests are made of; None while the quiz cannot be finished."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__((0, 0, 0, 0))
        self._now = now
        self._connection: Connection | None = None
        self._project: Project | None = None
        self._quiz: Quiz | None = None
        self._shown = 0
        self.lead: Lead | None = None
        self.requests: tuple[Request, ...] = ()
        self.shopper = Select("Shopper", SHOPPERS, "first")
        self.shopper.changed.connect(lambda _: self._show())
        self.copy = button("Copy", "ghost", "copy", small=True)
        self.copy.clicked.connect(self._copy)
        self._tabs = QButtonGroup(self)
        self._tab_row = QHBoxLayout()
        self._tab_row.setContentsMargins(16, 0, 16, 0)
        self._tab_row.setSpacing(14)
        self.code = QPlainTextEdit()
        self.code.setProperty("kind", "code")
        self.code.setReadOnly(True)
        self.code.setAccessibleName("Request")
        self.code.setTabChangesFocus(True)
        self.notes = column(gap=6)
        self.summary = Notice()
        words = label("Exactly what would be sent. Nothing leaves this computer.", "hint", wrap=True)
        top = column(
            row(label("Dry run", "label"), None, self.copy), self.shopper, words, gap=8, margins=(16, 18, 16, 10)
        )
        below = column(self.code, self.notes, self.summary, gap=10, margins=(16, 12, 16, 16))
        below.setStretch(0, 1)
        self.body.setSpacing(0)
        self.body.addLayout(top)
        self.body.addWidget(rule())
        self.body.addLayout(self._tab_row)
        self.body.addWidget(rule())
        self.body.addLayout(below, 1)

    def show_connection(self, connection: Connection, project: Project, quiz: Quiz) -> None:
        """Show what this connection would send."""
        if self._connection is None or connection.id != self._connection.id:
            self._shown = 0
        self._connection, self._project, self._quiz = connection, project, quiz
        self._show()

    def show_colours(self) -> None:
        """Paint the request in the colours of now."""
        if self.requests:
            self._show_request(self._shown)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.toPlainText())

    def _show(self) -> None:
        connection, project, quiz = self._connection, self._project, self._quiz
        if connection is None or project is None or quiz is None:
            return
        self.lead, why = _lead(project, quiz, self.shopper.value, self._now())
        connector = CONNECTORS[connection.service]
        self.requests = connector.requests(connection, self.lead) if self.lead else ()
        notes = connector.notes(connection, self.lead) if self.lead else (why,)
        self._show_tabs()
        self._show_notes(connection, notes)
        if self.requests:
            self._show_request(min(self._shown, len(self.requests) - 1))
        else:
            self.code.setPlainText("")
        self.copy.setEnabled(bool(self.requests))

    def _show_tabs(self) -> None:
        titles = [f"{at} {_SHORT.get(one.title, one.title)}" for at, one in enumerate(self.requests, 1)]
        if titles == [one.text() for one in self._tabs.buttons()]:
            return
        emptied(self._tab_row)
        for one in self._tabs.buttons():
            self._tabs.removeButton(one)
        for at, title in enumerate(titles):
            made = tab(title, f"Request {title}", self.requests[at].title)
            made.clicked.connect(lambda _=False, at=at: self._show_request(at))
            self._tabs.addButton(made, at)
            self._tab_row.addWidget(made)
        self._tab_row.addStretch(1)

    def _show_notes(self, connection: Connection, notes: tuple[str, ...]) -> None:
        emptied(self.notes)
        for note in notes:
            self.notes.addWidget(Notice(note, "warn"))
        count = len(self.requests)
        noun = "1 request" if count == 1 else f"{count} requests"
        fits = "fits" if count == 1 else "all fit"
        self.summary.say(f"{noun}, {fits} {spoken(connection.service)}'s limits" if count and not notes else "", "ok")

    def _show_request(self, at: int) -> None:
        self._shown = at
        self._tabs.button(at).setChecked(True)
        shown = payload(self.requests[at])
        if self.code.toPlainText() != shown.text:
            self.code.setPlainText(shown.text)
        self.code.setExtraSelections([_selection(self.code, shown, number) for number in range(len(shown.marks))])


def _lead(project: Project, quiz: Quiz, shopper: str, now: float) -> tuple[Lead | None, str]:
    """What the shopper would cause, or why there is no such shopper. The second take is the first shopper again."""
    first = outcome(project, quiz, sample(quiz, 0))
    taken = outcome(project, quiz, sample(quiz, 1)) if shopper == "second" else first
    if taken.waiting is not None:
        question = next(one for one in quiz.questions if one.id == taken.waiting)
        return None, f"Nobody can finish this quiz yet: {question_label(quiz, question)} cannot be answered."
    at = datetime.fromtimestamp(int(now), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    before = tuple(tag.name for tag in first.tags) if shopper == "second" else ()
    return lead(project, quiz, taken, event_id=f"sample-{shopper}", at=at, revision=1, tags_before=before), ""


def _selection(code: QPlainTextEdit, shown: Payload, number: int) -> QTextEdit.ExtraSelection:
    mark = shown.marks[number]
    made = QTextEdit.ExtraSelection()
    cursor = QTextCursor(code.document())
    cursor.setPosition(mark.start)
    cursor.setPosition(mark.start + mark.length, QTextCursor.MoveMode.KeepAnchor)
    ink = QTextCharFormat()
    ink.setForeground(QColor(tokens.current().ok if mark.sort == "added" else tokens.current().bad))
    made.cursor = cursor
    made.format = ink
    return made
