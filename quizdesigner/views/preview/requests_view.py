"""A connection's tab: the very requests it would send for this shopper, and what a person should know about them."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import Request
from quizdesigner.views.kit import Notice, column, label, scrolled
from quizdesigner.views.preview.rows import Rows


class RequestsView(QWidget):
    """Shows what one connection would be told."""

    def __init__(self) -> None:
        super().__init__()
        self.state = label("", "strong", wrap=True)
        self._promise = label("Nothing leaves this computer.", "secondary")
        self.notes: Rows[str] = Rows(lambda text: Notice(text, "warn"), gap=8)
        self.requests: Rows[Request] = Rows(_request, gap=18)
        inner = QWidget()
        head = column(self.state, self._promise, gap=2)
        inner.setLayout(column(head, self.notes, self.requests, None, gap=14, margins=(18, 14, 18, 16)))
        self.setLayout(column(scrolled(inner), gap=0))

    def show_lead(self, connection: Connection, lead: Lead, finished: bool) -> None:
        """Show the requests for this lead; before the shopper has `finished` it is what is known so far."""
        connector = CONNECTORS[connection.service]
        requests = connector.requests(connection, lead)
        self.state.setText(_state(connection, connector.label, len(requests), finished))
        notes = connector.notes(connection, lead)
        self.notes.show_values(notes)
        self.notes.setVisible(bool(notes))
        self.requests.show_values(requests)


def names(connections: tuple[Connection, ...]) -> dict[str, str]:
    """What each connection's tab is called, by its id: the service, and the account where a service comes twice."""
    labels = {one.id: CONNECTORS[one.service].label for one in connections}
    twice = {text for text in labels.values() if list(labels.values()).count(text) > 1}
    return {
        one.id: f"{labels[one.id]} {one.account}".strip() if labels[one.id] in twice else labels[one.id]
        for one in connections
    }


def _state(connection: Connection, name: str, count: int, finished: bool) -> str:
    if not connection.enabled:
        return f"{name} is switched off: it is told nothing. This is what it would be sent."
    number = {0: "nothing", 1: "this request"}.get(count, f"these {count} requests, in order")
    if finished:
        return f"{name} is sent {number}."
    return f"If the quiz ended here, {name} would be sent {number}."


def _request(request: Request) -> QWidget:
    body = label(msgspec.json.format(request.content, indent=2).decode(), "mono", wrap=True)
    body.setAccessibleName(f"Body of {request.title}")
    body.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    frame = QFrame()
    frame.setProperty("kind", "sunken")
    frame.setLayout(column(body, margins=(12, 10, 12, 10)))
    address = label(f"{request.method} {request.url}", "mono", wrap=True)
    made = QWidget()
    made.setLayout(column(label(request.title, "strong", wrap=True), address, frame, gap=6))
    return made
