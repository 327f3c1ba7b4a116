"""How leads fare on their way from the host to the service; the host is asked, nothing is kept here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from quizdesigner.errors import QuizDesignerError, Unavailable
from quizdesigner.quiz.document import Connection, Host
from quizdesigner.quiz.phrases import counted
from quizdesigner.quiz.shares import grouped
from quizdesigner.sync.host import ConnectionState, Counts, Delivery, DeliveryState, HostClient
from quizdesigner.views.connect.at_host import AtHost
from quizdesigner.views.connect.delivery_row import DeliveryRow, Told
from quizdesigner.views.connect.in_order import in_order
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.kit import Busy, Card, Segmented, button, label, row
from quizdesigner.views.preview.rows import Rows

FEW = 8
"""Deliveries shown until more are wanted."""
AT_MOST = 50
"""Deliveries asked for; the host has them all."""

_FILTERS: dict[str, DeliveryState | None] = {"All": None, "Waiting": "waiting", "Refused": "refused"}
_NONE = {
    "All": "Nothing was sent yet.",
    "Waiting": "Nothing waits.",
    "Refused": "Nothing was refused.",
}


class DeliveriesCard(Card):
    """The newest deliveries of one connection; a refused one can be sent again, and all of them at once."""

    def __init__(self, desk: Desk, at_host: AtHost) -> None:
        super().__init__((0, 0, 0, 0))
        self._desk = desk
        self._at_host = at_host
        self._errand = Errand(desk)
        self._connection: Connection | None = None
        self._about = ("", "", 0)
        self._listed: tuple[Delivery, ...] = ()
        self._open: set[str] = set()
        self._most = FEW
        self.figures = label("", "secondary")
        self.quiet = label("", "secondary", wrap=True)
        self.quiet.setContentsMargins(15, 4, 15, 12)
        self.busy = Busy("Asking the host")
        self.refresh = button("Refresh", "link", small=True)
        self.refresh.clicked.connect(self._refresh)
        self.filter = Segmented("Deliveries", [(one, one) for one in _FILTERS], "All")
        self.filter.changed.connect(lambda _: self.ask())
        self.all_again = button("Send all refused again", small=True)
        self.all_again.clicked.connect(self._send_all_again)
        self._tools = QWidget()
        self._tools.setLayout(row(self.filter, None, self.all_again, margins=(13, 0, 11, 10)))
        self.rows: Rows[Told] = Rows(self._row, gap=0)
        self.more = button("Show more", "link", small=True)
        self.more.clicked.connect(self._show_more)
        self.body.setSpacing(0)
        self.body.addLayout(row(label("Deliveries", "label"), None, self.figures, self.refresh, margins=(15, 6, 11, 6)))
        self.body.addWidget(self._tools)
        self.body.addWidget(self.busy)
        self.body.addWidget(self.quiet)
        self.body.addWidget(self.rows)
        self.body.addLayout(row(self.more, None, margins=(11, 0, 11, 0)))
        desk.live_changed.connect(self._follow_live)

    def show_connection(self, connection: Connection | None) -> None:
        """Show how this connection fares; the host is asked when another is shown, and when a version went live."""
        about = (connection.id if connection else "", self._desk.live.host, self._desk.live.revision)
        other, self._about = about != self._about, about
        self._connection = connection
        self.setVisible(connection is not None)
        if other:
            self._open.clear()
            self._most = FEW
            self._show("", None, ())
            self.ask()

    def ask(self) -> None:
        """Ask the host."""
        connection = self._connection
        if connection is None:
            return
        host = self._at_host.host
        self.refresh.setVisible(host is not None)
        if host is None:
            self._show("Finished quizzes show here once the quiz is live on a host.", None, ())
            return
        self.busy.begin()
        self._errand.run(self._load(host, connection, self.filter.value))

    def stop(self) -> None:
        """Give up asking."""
        self._errand.cancel()
        self.busy.end()

    def _follow_live(self) -> None:
        if self.isVisible():
            self.show_connection(self._connection)

    def _refresh(self) -> None:
        if not self._errand.busy:
            self.ask()

    async def _load(self, host: Host, connection: Connection, shown: str) -> None:
        try:
            client = await self._at_host.client(host)
            if client is None:
                self._show(f"This computer has no token for {host.name}; Publish asks for it.", None, ())
                self.busy.end()
                return
            # The figures last: what is listed as refused must be counted, and can then be sent again.
            listed = await client.deliveries(connection.id, _FILTERS[shown] or "", AT_MOST)
            state = await client.connection_state(connection.id)
        except Unavailable:
            self._show(f"{host.name} does not answer now. Deliveries go on there all the same.", None, ())
        except QuizDesignerError as error:
            self._show(str(error), None, ())
        else:
            self._at_host.learn(connection.id, state)
            said = "" if listed else _NONE[shown]
            self._show("The host learns of this connection when you publish." if state is None else said, state, listed)
        self.busy.end()

    def _show(self, quiet: str, state: ConnectionState | None, listed: tuple[Delivery, ...]) -> None:
        self.quiet.setText(quiet)
        self.quiet.setVisible(bool(quiet))
        known = Counts(state.done, state.waiting, state.refused) if state else Counts(0, 0, 0)
        day = state.day if state else None
        some = known != Counts(0, 0, 0)
        self.figures.setText(f"last 24 hours: {_figures(day)}" if day else _figures(known))
        self.figures.setVisible(some)
        self._tools.setVisible(some)
        for name, count in (("Waiting", known.waiting), ("Refused", known.refused)):
            self.filter.set_text(name, f"{name} {grouped(count)}" if count else name)
        here = self._has_keyboard()
        self.all_again.setVisible(known.refused > 0)
        self._listed = listed
        self._show_rows()
        if here and not self._has_keyboard():
            # What was pressed is gone with its row, and Qt would go on at the other end of the window.
            self.refresh.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_keyboard(self) -> bool:
        held = QApplication.focusWidget()
        return held is not None and self.isAncestorOf(held)

    def _show_rows(self) -> None:
        now = datetime.now(UTC)
        self.rows.show_values([Told.at(one, now) for one in self._listed[: self._most]])
        self.rows.setVisible(bool(self._listed))
        rows = {one.delivery.id: one for one in self.rows.findChildren(DeliveryRow) if not one.isHidden()}
        shown = [rows[one.id] for one in self._listed[: self._most] if one.id in rows]
        in_order(self.all_again, *(part for one in shown for part in (one.toggle, one.again)), self.more)
        self.more.setVisible(len(self._listed) > self._most)

    def _show_more(self) -> None:
        self._most = AT_MOST
        self._show_rows()

    def _row(self, told: Told) -> DeliveryRow:
        delivery = told.delivery
        made = DeliveryRow(told, is_open=delivery.id in self._open)
        made.again_asked.connect(partial(self._send_again, delivery))
        made.opened.connect(lambda wanted: (self._open.add if wanted else self._open.discard)(delivery.id))
        return made

    def _send_again(self, delivery: Delivery) -> None:
        async def retry(client: HostClient) -> None:
            await client.retry(delivery.id)

        self._tell_host(retry, f"{delivery.contact or 'The shopper'} was not sent again.")

    def _send_all_again(self) -> None:
        connection = self._connection
        if connection is None:
            return

        async def retry(client: HostClient) -> None:
            count = await client.retry_all(connection.id)
            self._desk.notify(f"{counted(count, 'delivery is', 'deliveries are')} sent again.", "ok")

        self._tell_host(retry, "Nothing was sent again.")

    def _tell_host(self, retry: Callable[[HostClient], Awaitable[None]], failed: str) -> None:
        host = self._at_host.host
        if host is not None:
            # No errand of this card's: what the author asks next must not take it back.
            self._desk.spawn(self._retry(host, retry, failed))

    async def _retry(self, host: Host, retry: Callable[[HostClient], Awaitable[None]], failed: str) -> None:
        try:
            if (client := await self._at_host.client(host)) is not None:
                await retry(client)
        except QuizDesignerError as error:
            self._desk.notify(f"{failed} {error}", "warn")
        self.ask()


def _figures(counts: Counts) -> str:
    return f"{grouped(counts.done)} done, {grouped(counts.waiting)} waiting, {grouped(counts.refused)} refused"
