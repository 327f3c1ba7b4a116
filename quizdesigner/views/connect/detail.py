"""One connection in the order a person thinks: key, list and consent, retake, what is sent, how it fares."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizdesigner.errors import QuizDesignerError, Refused
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import Account
from quizdesigner.sync.secrets import Secret
from quizdesigner.views.connect.deliveries import DeliveriesCard
from quizdesigner.views.connect.fields_card import FieldsCard
from quizdesigner.views.connect.key_card import KeyCard
from quizdesigner.views.connect.keys import Keys
from quizdesigner.views.connect.list_card import ListCard
from quizdesigner.views.connect.services import NAMES
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.kit import Badge, Busy, Card, Notice, Segmented, button, column, label, row

_RECEIVES = {
    Service.KLAVIYO: "Profiles with answers and tags, subscriptions of who ticks the box, an event that starts flows.",
    Service.ZAPIER: "One flat message for each finished quiz, to a Catch Hook; from there to thousands of services.",
    Service.WEBHOOK: "One signed call for each finished quiz, to any address on the internet.",
}

_RETAKES = (
    ("replace", "Replace this quiz's tags", "Tags of the first take that the second does not give are taken away."),
    ("accumulate", "Keep all", "Tags of both takes stay, also those that say the opposite."),
    ("by_group", "Replace by group", "A new goal: tag replaces the earlier goal: tags. All other tags stay."),
)
"""What a retake can do to the tags of the take before: value, words, and what that means."""


class ConnectionDetail(QWidget):
    """Shows a service and its connection, if it has one; `made` gives the id of a new connection."""

    made = Signal(str)

    def __init__(self, desk: Desk, keys: Keys) -> None:
        super().__init__()
        self._desk = desk
        self._keys = keys
        self._errand = Errand(desk)
        self._service = Service.KLAVIYO
        self._connection: Connection | None = None
        self._tested: dict[str, str] = {}
        self.title = label("", "title")
        self.badge = Badge()
        self.sentence = label("", "secondary", wrap=True)
        self.test = button("Test connection")
        self.test.clicked.connect(self._test)
        self.disconnect_button = button("Disconnect", "danger")
        self.disconnect_button.clicked.connect(self._disconnect)
        self.busy = Busy("Testing the connection")
        self.cancel = button("Cancel", "link", small=True)
        self.cancel.clicked.connect(self.stop)
        self.cancel.hide()
        self.said = Notice()
        self.key = KeyCard()
        self.key.offered.connect(self._try)
        self.lists = ListCard(desk, keys)
        self.retake = Segmented("On a retake", [(value, text) for value, text, _ in _RETAKES], "replace")
        self.retake.changed.connect(self._set_retake)
        self.retake_means = label("", "hint", wrap=True)
        self.retake_card = Card((15, 9, 11, 9))
        self.retake_card.body.addLayout(
            column(row(label("On a retake", "label"), None, self.retake), self.retake_means, gap=6)
        )
        self.fields = FieldsCard(desk)
        self.deliveries = DeliveriesCard(desk)
        cards = row(self.key, self.lists, gap=14)
        cards.setStretch(0, 6)
        cards.setStretch(1, 7)
        self.setLayout(
            column(
                row(self.title, self.badge, None, self.test, self.disconnect_button, gap=8),
                self.sentence,
                row(self.busy, self.cancel),
                self.said,
                cards,
                self.retake_card,
                self.fields,
                self.deliveries,
                None,
                gap=14,
                margins=(26, 20, 26, 24),
            )
        )

    def show_service(self, service: Service, connection: Connection | None) -> None:
        """Show a service; what is under way for another one is given up."""
        other = service is not self._service or (connection and connection.id) != (
            self._connection and self._connection.id
        )
        if other:
            self.stop()
            self.said.say("")
        self._service, self._connection = service, connection
        state = self._keys.state(connection)
        self.title.setText(NAMES[service])
        self._show_badge()
        self.sentence.setText(_RECEIVES[service])
        self.sentence.setVisible(connection is None)
        self.test.setVisible(connection is not None)
        self.test.setEnabled(state in ("keyring", "session"))
        self.test.setText("Test again" if connection and connection.id in self._tested else "Test connection")
        self.disconnect_button.setVisible(connection is not None)
        self.key.show_connection(service, connection, state, self._keys.trouble)
        self.lists.show_connection(connection)
        self.retake_card.setVisible(connection is not None)
        if connection is not None:
            self.retake.show_value(connection.retake)
            self.retake_means.setText(next(means for value, _, means in _RETAKES if value == connection.retake))
        self.fields.show_connection(
            connection or Connection("draft", service), self._desk.quiz, editable=connection is not None
        )
        self.deliveries.show_connection(connection)

    @property
    def service(self) -> Service:
        """The service shown."""
        return self._service

    def shows(self, entry: str) -> bool:
        """Whether this is the connection (or, without one, the service) shown."""
        return entry == (self._connection.id if self._connection else self._service.value)

    def stop(self) -> None:
        """Give up the test under way."""
        self._errand.cancel()
        self._show_busy(False)

    def stop_all(self) -> None:
        """Give up whatever is under way."""
        self.stop()
        self.lists.stop()
        self.deliveries.stop()

    def _show_badge(self) -> None:
        connection = self._connection
        if connection is None:
            self.badge.say("")
        elif self._keys.state(connection) == "missing":
            self.badge.say("Key missing on this computer", "warn")
        else:
            tested = self._tested.get(connection.id, "")
            self.badge.say(", ".join(filter(None, (connection.account, tested))), "ok")

    def _show_busy(self, busy: bool) -> None:
        if busy:
            self.busy.begin()
        else:
            self.busy.end()
        self.cancel.setVisible(busy)
        self.key.show_busy(busy)
        self.test.setEnabled(not busy and self._keys.state(self._connection) in ("keyring", "session"))

    def _try(self, secret: Secret) -> None:
        self.key.say("")
        self.said.say("")
        self._show_busy(True)
        self._errand.run(self._connect(self._service, self._connection, secret))

    async def _connect(self, service: Service, connection: Connection | None, secret: Secret) -> None:
        connector = CONNECTORS[service]
        try:
            connector.check_secret(secret)
            account = await connector.test(secret, self._desk.http)
        except QuizDesignerError as error:
            self._show_busy(False)
            self.key.say(f"{error} What you typed is still here; nothing was changed.")
            return
        self._show_busy(False)
        editor = self._desk.editor
        new = editor.new_id() if connection is None else connection.id
        # The key first: once the project has the connection, another one is shown and this work is given up.
        await self._keys.keep(new, secret)
        if connection is None:
            made = Connection(new, service, account=account.name, secret_hint=secret.hint)
            done = editor.do(edits.add_connection, made)
        else:
            known = {"account": account.name, "secret_hint": secret.hint}
            done = editor.do(edits.change_connection, new, label="replace key", **known)
        if done:
            self.key.taken()
            self.lists.forget()
            self._tell(new, account)
            self.made.emit(new)

    def _test(self) -> None:
        if self._connection is not None:
            self.said.say("")
            self._show_busy(True)
            self._errand.run(self._test_again(self._connection))

    async def _test_again(self, connection: Connection) -> None:
        try:
            secret = await self._keys.get(connection)
            if secret is None:
                raise Refused("The key is no longer on this computer. Enter it again.")
            account = await CONNECTORS[connection.service].test(secret, self._desk.http)
        except QuizDesignerError as error:
            self._show_busy(False)
            self._tested.pop(connection.id, None)
            self.said.say(f"{error} Nothing was changed.", "bad")
            return
        self._show_busy(False)
        if account.name != connection.account:
            self._desk.editor.do(edits.change_connection, connection.id, account=account.name, label="test connection")
        self._tell(connection.id, account)

    def _tell(self, connection_id: str, account: Account) -> None:
        self._tested[connection_id] = f"tested at {datetime.fromtimestamp(self._desk.http.now()):%H:%M}"
        self.said.say(account.note, "ok")
        self.test.setText("Test again")
        self._show_badge()

    def _set_retake(self, value: str) -> None:
        if self._connection is not None:
            self._desk.editor.do(edits.change_connection, self._connection.id, retake=value, label="set retake")

    def _disconnect(self) -> None:
        connection = self._connection
        if connection is not None and self._desk.editor.do(edits.delete_connection, connection.id):
            name = NAMES[connection.service]
            self._desk.notify(
                f"{name} is disconnected, and its key is forgotten on this computer. Undo brings the connection back;"
                " its key has to be entered again. What is live goes on until you publish."
            )
            self._desk.spawn(self._keys.forget(connection.id))
