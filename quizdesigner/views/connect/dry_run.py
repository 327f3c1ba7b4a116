"""The dry run: the exact requests a shopper would cause, computed here and sent nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.document import Connection, Project, Quiz
from quizdesigner.quiz.phrases import counted
from quizdesigner.quiz.retake import After
from quizdesigner.quiz.samples import sample
from quizdesigner.sync import dry_run as ground
from quizdesigner.sync.connectors.base import Request
from quizdesigner.views.connect.in_order import in_order
from quizdesigner.views.connect.payload import NOTHING, Payload, payload
from quizdesigner.views.connect.request_code import RequestCode
from quizdesigner.views.connect.services import spoken
from quizdesigner.views.kit import (
    Notice,
    Panel,
    Select,
    Tabs,
    button,
    column,
    emptied,
    label,
    row,
    rule,
    scrolled,
)
from quizdesigner.views.publish.tall import Tall

MADE_UP = (("first", "A first-time shopper"), ("second", "The same shopper, second take"))
"""Shoppers every quiz has; ids of saved ones stand behind a slash."""

_TABS = {"Subscribe to the list": "List"}
"""What tabs say where the key of a request would say less."""

_EDGE = 16
_NOTED = 190


class DryRun(Panel):
    """One tab for each request. `made` is what is shown; None before there is anything to show."""

    def __init__(self, now: Callable[[], float]) -> None:
        super().__init__((0, 0, 0, 0))
        self._now = now
        self._about: tuple[Connection, Project, Quiz] | None = None
        self.made: ground.DryRun | None = None
        self._payloads: dict[str, Payload] = {}
        self.shopper = Select("Shopper", MADE_UP, "first")
        self.shopper.changed.connect(lambda _: self._show())
        self.before = Select("Who they were the first time", ())
        self.before.changed.connect(lambda _: self._show())
        self.copy = button("Copy", "ghost", "copy", small=True, hint="This request, with its headers")
        self.copy.clicked.connect(self._copy)
        self.copy_all = button("Copy all", "ghost", "braces", small=True, hint="All requests, as JSON")
        self.copy_all.clicked.connect(self._copy_all)
        self.tabs = Tabs(_EDGE)
        self.tabs.chosen.connect(lambda _: self._show_request())
        self.when = label("", "hint", wrap=True)
        self.code = RequestCode("Request")
        self.notes = column(gap=6)
        inner = Tall()
        inner.setLayout(self.notes)
        self._noted = scrolled(inner)
        self.summary = Notice()
        words = label("Exactly what would be sent. Nothing leaves this computer.", "hint", wrap=True)
        head = row(label("Dry run", "label"), None, self.copy_all, self.copy, gap=2)
        below = column(self.when, self.code, self._noted, self.summary, gap=10, margins=(_EDGE, 12, _EDGE, 16))
        below.setStretch(1, 1)
        # For when there is no request to fill the room.
        below.addStretch(0)
        self._under_tabs = rule()
        self.body.setSpacing(0)
        self.body.addLayout(column(head, self.shopper, self.before, words, gap=8, margins=(_EDGE, 18, _EDGE, 10)))
        self.body.addWidget(rule())
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._under_tabs)
        self.body.addLayout(below, 1)

    def show_connection(self, connection: Connection, project: Project, quiz: Quiz) -> None:
        """Show what this connection would send."""
        self._about = (connection, project, quiz)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_notes()

    @property
    def request(self) -> Request | None:
        """The request whose tab is chosen."""
        requests = self.made.requests if self.made else ()
        return next((one for one in requests if one.key == self.tabs.value), None)

    def _copy(self) -> None:
        if self.request is not None:
            QGuiApplication.clipboard().setText(ground.spelled_out(self.request))

    def _copy_all(self) -> None:
        if self.made is not None:
            text = msgspec.json.format(msgspec.json.encode(ground.listed(self.made.requests)), indent=2)
            QGuiApplication.clipboard().setText(text.decode())

    def _show(self) -> None:
        if self._about is None:
            return
        connection, project, quiz = self._about
        answers, before = self._takes(quiz)
        self.made = ground.dry_run(
            project, quiz, connection, answers, at=ground.rfc3339(self._now()), event_id=ground.EVENT_ID, before=before
        )
        requests = self.made.requests
        self.tabs.show_names({one.key: f"{at} {_tab(one)}" for at, one in enumerate(requests, 1)})
        in_order(self.before, *self.tabs.findChildren(QPushButton), self.code)
        for part in (self.tabs, self._under_tabs, self.code):
            part.setVisible(bool(requests))
        for one in (self.copy, self.copy_all):
            one.setEnabled(bool(requests))
        self._payloads = {one.key: payload(one, self.made.tags) for one in requests}
        self._show_notes(connection, self.made)
        self._show_request()

    def _takes(self, quiz: Quiz) -> tuple[Answers, Answers | None]:
        """The answers of the shopper who is chosen, and those of their first take, if there was one."""
        saved = {f"/{one.id}": one for one in quiz.shoppers}
        options = [*MADE_UP, *((value, f"Saved shopper: {one.name}") for value, one in saved.items())]
        chosen = self.shopper.value if self.shopper.value in dict(options) else "first"
        self.shopper.show_options(options, chosen)
        others = [(value, f"Before: {one.name}") for value, one in saved.items() if value != chosen]
        earlier = self.before.value if self.before.value in dict(others) else "nobody"
        self.before.show_options([("nobody", "Before: nobody"), *others], earlier)
        self.before.setVisible(chosen in saved and bool(others))
        if chosen in saved:
            return saved[chosen].answers, saved[earlier].answers if earlier in saved else None
        return (sample(quiz, 1), sample(quiz, 0)) if chosen == "second" else (sample(quiz, 0), None)

    def _show_notes(self, connection: Connection, made: ground.DryRun) -> None:
        emptied(self.notes)
        parts: list[QWidget] = [Notice(note, "warn") for note in made.notes]
        if gone := _unsaid(made.tags, self._payloads.values()):
            parts.insert(0, label(gone, "bad", wrap=True))
        for part in parts:
            self.notes.addWidget(part)
            # Qt would show it a moment later, and count its height only then.
            part.show()
        self._fit_notes()
        count = len(made.requests)
        said = counted(count, "request, fits", "requests, all fit")
        name = spoken(connection.service)
        whose = f"{name}'" if name.endswith("s") else f"{name}'s"
        self.summary.say(f"{said} {whose} limits" if count and not made.notes else "", "ok")

    def _fit_notes(self) -> None:
        """As high as the notes are, up to a height: however many, the request stays in sight."""
        if self.notes.count():
            self._noted.setFixedHeight(min(_NOTED, self.notes.heightForWidth(self.width() - 2 * _EDGE)))
        self._noted.setVisible(self.notes.count() > 0)

    def _show_request(self) -> None:
        request = self.request
        self.code.show_payload(self._payloads[request.key] if request else NOTHING)
        self.when.setText(request.when if request else "")
        self.when.setVisible(bool(self.when.text()))


def _unsaid(tags: After, payloads: Iterable[Payload]) -> str:
    """The tags that go, in words, where no request names them: the service is told which stay."""
    said = any(mark.sort == "removed" for one in payloads for mark in one.marks)
    return "" if said or not tags.removed else f"Taken away: {', '.join(tags.removed)}"


def _tab(request: Request) -> str:
    """A request in a word."""
    return _TABS.get(request.title) or request.key.replace("_", " ").capitalize()
