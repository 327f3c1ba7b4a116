"""How leads fare on their way from the host to the service; the host is asked, nothing is kept here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from quizdesigner.errors import QuizDesignerError, Unavailable
from quizdesigner.quiz.document import Connection, Host
from quizdesigner.quiz.shares import grouped
from quizdesigner.sync.host import ConnectionState, Delivery, HostClient
from quizdesigner.sync.secrets import host_name
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.hosts import said_day, usual_host
from quizdesigner.views.kit import Busy, Card, Figure, Notice, button, column, emptied, label, row, rule

MOST = 8
"""Deliveries shown; the host has them all."""

_SIGNS = {"done": ("circle-check", "ok"), "waiting": ("clock", "text2"), "refused": ("circle-x", "bad")}


class DeliveriesCard(Card):
    """The newest deliveries of one connection; a refused one can be sent again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__((0, 0, 0, 0))
        self._desk = desk
        self._errand = Errand(desk)
        self._connection: Connection | None = None
        self._about = ("", "", 0)
        self.figures = label("", "secondary")
        self.quiet = label("", "secondary", wrap=True)
        self.quiet.setContentsMargins(15, 4, 15, 12)
        self.trouble = Notice()
        self.busy = Busy("Asking the host")
        self.refresh = button("Refresh", "link", small=True)
        self.refresh.clicked.connect(self._refresh)
        self.rows = column(gap=0)
        self.body.setSpacing(0)
        self.body.addLayout(row(label("Deliveries", "label"), None, self.figures, self.refresh, margins=(15, 6, 11, 6)))
        self.body.addWidget(self.busy)
        self.body.addWidget(self.quiet)
        self.body.addWidget(self.trouble)
        self.body.addLayout(self.rows)
        desk.live_changed.connect(self._follow_live)

    def show_connection(self, connection: Connection | None) -> None:
        """Show how this connection fares; the host is asked when another is shown, and when a version went live."""
        about = (connection.id if connection else "", self._desk.live.host, self._desk.live.revision)
        other, self._about = about != self._about, about
        self._connection = connection
        self.setVisible(connection is not None)
        if other:
            self._show("", None, ())
            self.ask()

    def ask(self) -> None:
        """Ask the host."""
        connection = self._connection
        if connection is None:
            return
        host = usual_host(self._desk.editor.file, self._desk.project, self._desk.quiz_id)
        self.refresh.setVisible(host is not None)
        if host is None:
            self._show("Finished quizzes show here once the quiz is live on a host.", None, ())
            return
        self.busy.begin()
        self._errand.run(self._load(host, connection))

    def _follow_live(self) -> None:
        if self.isVisible():
            self.show_connection(self._connection)

    def _refresh(self) -> None:
        if not self._errand.busy:
            self.ask()

    def stop(self) -> None:
        """Give up asking."""
        self._errand.cancel()
        self.busy.end()

    async def _load(self, host: Host, connection: Connection) -> None:
        try:
            client = await self._client(host)
            if client is None:
                self._show(f"This computer has no token for {host.name}; Publish asks for it.", None, ())
                self.busy.end()
                return
            state = await client.connection_state(connection.id)
            listed = await client.deliveries(connection.id) if state is not None else ()
        except Unavailable:
            self._show(f"{host.name} does not answer now. Deliveries go on there all the same.", None, ())
        except QuizDesignerError as error:
            self._show(str(error), None, ())
        else:
            said = "" if listed else "Nothing was sent yet."
            self._show("The host learns of this connection when you publish." if state is None else said, state, listed)
        self.busy.end()

    async def _client(self, host: Host) -> HostClient | None:
        token = await self._desk.secrets.get(host_name(host.id))
        return HostClient(host.address, token, self._desk.http) if token else None

    def _show(self, quiet: str, state: ConnectionState | None, listed: tuple[Delivery, ...]) -> None:
        self.quiet.setText(quiet)
        self.quiet.setVisible(bool(quiet))
        self.trouble.say(f"Paused at the host: {state.paused}" if state and state.paused else "", "warn")
        self.figures.setText(
            f"{grouped(state.done)} done, {grouped(state.waiting)} waiting, {grouped(state.refused)} refused"
            if state and listed
            else ""
        )
        emptied(self.rows)
        for one in listed[:MOST]:
            self.rows.addWidget(DeliveryRow(one, partial(self._send_again, one)))

    def _send_again(self, delivery: Delivery) -> None:
        host = usual_host(self._desk.editor.file, self._desk.project, self._desk.quiz_id)
        if host is not None and self._connection is not None:
            # No errand of this card's: what the author asks next must not take it back.
            self._desk.spawn(self._retry(host, delivery))

    async def _retry(self, host: Host, delivery: Delivery) -> None:
        try:
            if (client := await self._client(host)) is not None:
                await client.retry(delivery.id)
        except QuizDesignerError as error:
            self._desk.notify(f"{delivery.contact} was not sent again. {error}", "warn")
        self.ask()


class DeliveryRow(QWidget):
    """One delivery: state, contact, what the service said, when."""

    def __init__(self, delivery: Delivery, again: Callable[[], None]) -> None:
        super().__init__()
        self.delivery = delivery
        icon, ink = _SIGNS[delivery.state]
        note = label(delivery.note, "secondary", wrap=True)
        note.setContentsMargins(39, 0, 11, 8)
        note.setVisible(bool(delivery.note))
        when = label(said_day(datetime.fromisoformat(delivery.at), datetime.now(UTC)), "hint")
        contact = label(delivery.contact or "no email address")
        box = row(Figure(icon, ink), contact, None, when, gap=8, margins=(15, 4, 11, 4))
        if delivery.state == "refused":
            self.again = button("Send again", "link", small=True)
            self.again.setAccessibleName(f"Send again to {delivery.contact}")
            self.again.clicked.connect(again)
            box.addWidget(self.again)
        self.setAccessibleName(f"{delivery.contact}, {delivery.state}. {delivery.note}")
        self.setLayout(column(rule(), box, note, gap=0))
