"""A connection's tab: the very requests it would send for this shopper, and what a person should know about them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.lead import Lead
from quizdesigner.quiz.retake import After
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import Request
from quizdesigner.sync.dry_run import of_lead
from quizdesigner.views.connect.payload import payload
from quizdesigner.views.connect.request_code import RequestCode
from quizdesigner.views.kit import Notice, column, label, scrolled
from quizdesigner.views.kit.labels import show_when
from quizdesigner.views.preview.rows import Rows


class RequestsView(QWidget):
    """Shows what one connection would be told."""

    def __init__(self) -> None:
        super().__init__()
        self.state = label("", "strong", wrap=True)
        self._promise = label("Nothing leaves this computer.", "secondary")
        self.notes: Rows[str] = Rows(lambda text: Notice(text, "warn"), gap=8)
        self.requests: Rows[tuple[Request, After]] = Rows(lambda shown: _request(*shown), gap=18)
        inner = QWidget()
        head = column(self.state, self._promise, gap=2)
        inner.setLayout(column(head, self.notes, self.requests, None, gap=14, margins=(18, 14, 18, 16)))
        self.setLayout(column(scrolled(inner), gap=0))

    def show_lead(self, connection: Connection, lead: Lead, finished: bool) -> None:
        """Show the requests for this lead; before the shopper has `finished` it is what is known so far."""
        found = of_lead(connection, lead)
        self.state.setText(_state(CONNECTORS[connection.service].label, len(found.requests), finished))
        self.notes.show_values(found.notes)
        self.notes.setVisible(bool(found.notes))
        self.requests.show_values([(one, found.tags) for one in found.requests])


def names(connections: tuple[Connection, ...]) -> dict[str, str]:
    """What each connection's tab is called, by its id: the service, and the account where a service comes twice."""
    labels = {one.id: CONNECTORS[one.service].label for one in connections}
    twice = {text for text in labels.values() if list(labels.values()).count(text) > 1}
    return {
        one.id: f"{labels[one.id]} {one.account}".strip() if labels[one.id] in twice else labels[one.id]
        for one in connections
    }


def _state(name: str, count: int, finished: bool) -> str:
    number = {0: "nothing", 1: "this request"}.get(count, f"these {count} requests, in order")
    if finished:
        return f"{name} is sent {number}."
    return f"If the quiz ended here, {name} would be sent {number}."


def _request(request: Request, changes: After) -> QWidget:
    code = RequestCode(f"Body of {request.title}", whole=True)
    code.show_payload(payload(request, changes))
    when = label(request.when, "hint", wrap=True)
    show_when(when, bool(request.when))
    made = QWidget()
    made.setLayout(column(label(request.title, "strong", wrap=True), when, code, gap=6))
    return made
