"""One connection in the order a person thinks: key, list and consent, retake, what is sent, how it fares."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from quizdesigner.errors import QuizDesignerError, Refused
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import Account, KeyRefused
from quizdesigner.sync.secrets import Secret
from quizdesigner.views.connect.account_badge import AccountBadge, ago
from quizdesigner.views.connect.at_host import AtHost
from quizdesigner.views.connect.deliveries import DeliveriesCard
from quizdesigner.views.connect.fields_card import FieldsCard
from quizdesigner.views.connect.gaps import Gaps
from quizdesigner.views.connect.key_card import KeyCard
from quizdesigner.views.connect.keys import Keys
from quizdesigner.views.connect.pick_card import PickCard
from quizdesigner.views.connect.retake_card import RetakeCard
from quizdesigner.views.connect.services import wanting
from quizdesigner.views.connect.setup_card import SetupCard
from quizdesigner.views.connect.switch_row import ASK_AGAIN, SwitchRow
from quizdesigner.views.connect.waiting import Waiting
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.kit import Notice, button, card, column, label, row

_RECEIVES = {
    Service.KLAVIYO: "Profiles with answers and tags, subscriptions for people who tick the box, an event that starts"
    " flows.",
    Service.HUBSPOT: "Contacts with answers and tags in properties, lists and subscriptions for people who tick the"
    " box.",
    Service.MAILCHIMP: "Members of an audience with tags and fields, subscribed if they tick the box, and an event.",
    Service.OMNISEND: "Contacts with answers and tags, subscribed if they tick the box, an event for automations.",
    Service.SHOPIFY: "Customers of the shop with tags and metafields, subscribed to marketing if they tick the box.",
    Service.ZAPIER: "One flat message for each finished quiz, to a Catch Hook; from there to thousands of services.",
    Service.WEBHOOK: "One signed call for each finished quiz, to any address on the internet.",
}
_TICK = 20_000
"""Milliseconds after which “tested 2 minutes ago” is looked at again."""


class ConnectionDetail(QWidget):
    """Shows a service and its connection, if it has one.

    `made` gives the id of a new connection, `unmade` says that the one shown is disconnected; `another_asked` asks for
    one more of the service shown.
    """

    made = Signal(str)
    unmade = Signal()
    another_asked = Signal()

    def __init__(self, desk: Desk, keys: Keys, at_host: AtHost) -> None:
        super().__init__()
        self._desk = desk
        self._keys = keys
        self._at_host = at_host
        self._errand = Errand(desk)
        self._service = Service.KLAVIYO
        self._connection: Connection | None = None
        self._tested: dict[str, float] = {}
        self._testing = False
        self.title = label("", "title")
        self.badge = AccountBadge()
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK)
        self._clock.timeout.connect(self._show_badge)
        self.sentence = label("", "secondary", wrap=True)
        self.test = button("Test connection")
        self.title.setMinimumHeight(self.test.sizeHint().height())
        self.test.clicked.connect(self._test)
        self.disconnect_button = button("Disconnect", "danger")
        self.disconnect_button.clicked.connect(self._disconnect)
        self.busy = Waiting("Testing the connection")
        self.busy.cancel.clicked.connect(self.stop)
        self.said = Notice()
        self.resume = button("Resume", small=True)
        self.resume.clicked.connect(lambda: self._test(resume=True))
        self.paused = Notice(action=self.resume)
        self.key = KeyCard()
        self.key.offered.connect(self._try)
        self.key.given_up.connect(self.stop)
        self.lists = PickCard(desk, keys, "list")
        self.subscriptions = PickCard(desk, keys, "subscription")
        self.ask_again = SwitchRow(desk, "double_opt_in", "Ask them to confirm (double opt-in)", ASK_AGAIN)
        self._ask_card = card(self.ask_again, None)
        self.retake = RetakeCard(desk)
        self.setup = SetupCard(desk, keys)
        self.fields = FieldsCard(desk)
        self.deliveries = DeliveriesCard(desk, at_host)
        self.gaps = Gaps()
        self.another = button("Connect another account", "link", small=True)
        self.another.clicked.connect(self.another_asked)
        self._picks = (self.lists, self.subscriptions, self._ask_card)
        self._picking = row(*self._picks, gap=14)
        self._cards = row(self.key, self._picking, gap=14)
        self._cards.setStretch(0, 6)
        self._cards.setStretch(1, 7)
        self.setLayout(
            column(
                row(self.title, self.badge, None, self.test, self.disconnect_button, gap=8),
                self.sentence,
                row(self.busy, self.busy.cancel),
                self.said,
                self.paused,
                self._cards,
                self.setup,
                self.retake,
                self.fields,
                self.deliveries,
                self.gaps,
                row(self.another, None),
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
        self.title.setText(service.label)
        self._show_badge()
        self.sentence.setText(_RECEIVES[service])
        self.sentence.setVisible(connection is None)
        self.test.setVisible(connection is not None and self._keys.state(connection) != "missing")
        self._show_paused()
        self._show_ready()
        self._name_test()
        self.disconnect_button.setVisible(connection is not None)
        self.another.setVisible(connection is not None)
        self.key.show_connection(service, connection, self._keys.state(connection), self._keys.trouble)
        self.lists.show_connection(connection)
        self.subscriptions.show_connection(connection)
        self.ask_again.show_connection(connection)
        self._ask_card.setVisible(not self.ask_again.isHidden())
        # Beside each other their lists would not be level where one label takes two lines.
        two = not self.lists.isHidden() and not self.subscriptions.isHidden()
        self._picking.setDirection(QBoxLayout.Direction.TopToBottom if two else QBoxLayout.Direction.LeftToRight)
        # There is room for a single field beside a single thing to pick.
        picks, fields = sum(not one.isHidden() for one in self._picks), len(CONNECTORS[service].credentials)
        several = picks > 1 or fields > 1
        self._cards.setDirection(QBoxLayout.Direction.TopToBottom if several else QBoxLayout.Direction.LeftToRight)
        self.retake.show_connection(connection)
        self.setup.show_connection(connection)
        self.fields.show_connection(
            connection or Connection("draft", service), self._desk.quiz, editable=connection is not None
        )
        self.deliveries.show_connection(connection)
        self.gaps.show_service(service)

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
        for part in (self.lists, self.subscriptions, self.setup, self.deliveries):
            part.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_badge()
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._testing:
            self.stop()
        else:
            super().keyPressEvent(event)

    def _show_badge(self) -> None:
        connection = self._connection
        if connection is None:
            self.badge.tell("", "", fine=True)
        elif words := wanting(connection, self._keys, self._at_host):
            self.badge.tell(words, "", fine=False)
        else:
            at = self._tested.get(connection.id)
            said = "" if at is None else ago(self._desk.http.now() - at)
            self.badge.tell(connection.account, said, fine=True)

    def _name_test(self) -> None:
        name = "Test again" if self._connection and self._connection.id in self._tested else "Test connection"
        self.test.setText(name)
        self.test.setAccessibleName(name)

    def _show_busy(self, busy: bool) -> None:
        self._testing = busy
        if busy:
            self.busy.begin()
        else:
            self.busy.end()
        self.key.show_busy(busy)
        self._show_ready()

    def _show_ready(self) -> None:
        ready = self._connection is not None and self._keys.has(self._connection) and not self._testing
        if not ready and (self.test.hasFocus() or self.resume.hasFocus()):
            # Qt would go on to Disconnect, and the next Enter with it.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.test.setEnabled(ready)
        self.resume.setEnabled(ready)
        if self.hasFocus() and ready:
            self.test.setFocus(Qt.FocusReason.TabFocusReason)

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
            self.key.say(_told(error))
            return
        self._show_busy(False)
        editor = self._desk.editor
        new = editor.new_id() if connection is None else connection.id
        typing = self.key.has_keyboard
        self._ask_anew()
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
            self._tell(new, account)
            self.made.emit(new)
            if typing:
                self._go_on()
            if connection is not None:
                self._desk.spawn(self._resume(connection.id, secret))

    def _go_on(self) -> None:
        """From the key, which is no longer there to type, to what is to be picked next."""
        picks = (one.pick for one in (self.lists, self.subscriptions) if not one.isHidden())
        next(picks, self.key.replace).setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_anew(self) -> None:
        """The key is another, and so may be the account."""
        self.lists.forget()
        self.subscriptions.forget()
        self.setup.stop()

    def _test(self, *, resume: bool = False) -> None:
        if self._connection is not None:
            self.said.say("")
            self._show_busy(True)
            self._errand.run(self._test_again(self._connection, resume))

    async def _test_again(self, connection: Connection, resume: bool) -> None:
        try:
            secret = await self._keys.get(connection)
            if secret is None:
                raise Refused("The key is no longer on this computer. Enter it again.")
            account = await CONNECTORS[connection.service].test(secret, self._desk.http)
        except QuizDesignerError as error:
            self._show_busy(False)
            self.said.say(_told(error), "bad")
            self._keys.tell_tested(connection.id, fine=False)
            return
        self._show_busy(False)
        if account.name != connection.account:
            self._desk.editor.do(edits.change_connection, connection.id, account=account.name, label="test connection")
        self._tell(connection.id, account)
        if resume:
            self._desk.spawn(self._resume(connection.id, secret))

    async def _resume(self, connection_id: str, secret: Secret) -> None:
        """Let the host go on with a key that was tested just now."""
        known = next((one for one in self._desk.project.connections if one.id == connection_id), None)
        if known is not None:
            await self._at_host.go_on(known, secret)
            self.deliveries.ask()

    def _show_paused(self) -> None:
        connection = self._connection
        reason = self._at_host.paused(connection) if connection else ""
        self.resume.setVisible(connection is not None and self._keys.has(connection))
        then = " Enter the key here, and what waits is sent." if self._keys.state(connection) == "missing" else ""
        self.paused.say(f"Paused at the host: {reason}{then}" if reason else "", "warn")

    def _tell(self, connection_id: str, account: Account) -> None:
        self._tested[connection_id] = self._desk.http.now()
        self.said.say(account.note, "ok")
        self._name_test()
        self._keys.tell_tested(connection_id, fine=True)
        self._show_badge()

    def _disconnect(self) -> None:
        connection = self._connection
        if connection is not None and self._desk.editor.do(edits.delete_connection, connection.id):
            name = connection.service.label
            self._desk.notify(
                f"{name} is disconnected, and its key is forgotten on this computer. Undo brings the connection back;"
                " its key has to be entered again. What is live goes on until you publish."
            )
            self._desk.spawn(self._keys.forget(connection.id))
            self.unmade.emit()


def _told(error: QuizDesignerError) -> str:
    """What went wrong, and what is safe; a service that does not know the key says both."""
    return str(error) if isinstance(error, KeyRefused) else f"{error} Nothing was changed."
