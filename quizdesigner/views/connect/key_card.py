"""The key of a connection: typed once, kept in the keyring, shown by its last four characters ever after."""

from __future__ import annotations

from secrets import token_bytes

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from quizdesigner.quiz.document import Connection, Service
from quizdesigner.sync.connectors import CONNECTORS, webhook
from quizdesigner.sync.secrets import Secret
from quizdesigner.views.connect.keys import KeyState
from quizdesigner.views.kit import Card, Field, Figure, Notice, button, column, label, row
from quizdesigner.views.kit.fields import mark_bad
from quizdesigner.views.style import set_kind

_HINTS = {
    Service.KLAVIYO: "pk_…  In Klaviyo: Settings, API keys",
    Service.ZAPIER: "https://hooks.zapier.com/hooks/catch/…",
    Service.WEBHOOK: "https://example.com/hook",
}
_PLACES: dict[KeyState, tuple[str, str, str]] = {
    "keyring": ("lock", "ok", "in the keyring"),
    "session": ("clock", "warn", "for this session only"),
    "missing": ("triangle-alert", "warn", "missing on this computer"),
    "unknown": ("lock", "text3", ""),
}
_NEVER = "Never written to the project file. Colleagues enter their own."


class KeyCard(Card):
    """`offered` gives a Secret to be tested and kept."""

    offered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._service = Service.KLAVIYO
        self._connection: Connection | None = None
        self._state: KeyState = "missing"
        self._busy = False
        self._replacing = False
        self.title = label("", "label")
        self._place_sign = Figure("lock", "ok", 14)
        self.place = label("", "ok")
        self.kept = Field("Key", mono=True)
        self.kept.setReadOnly(True)
        self.replace = button("Replace")
        self.replace.clicked.connect(self.open)
        self.field = Field("Key", mono=True)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.signing = Field("Signing secret", mono=True)
        self.signing.setPlaceholderText("whsec_…")
        self.make = button("Make one", "plain", hint="A new signing secret; give it to whoever receives the calls")
        self.make.clicked.connect(self._make)
        self.connect_button = button("Connect", "primary")
        self.connect_button.clicked.connect(self._offer)
        self.back = button("Keep the old one", "ghost", small=True)
        self.back.clicked.connect(self._leave)
        self.trouble = Notice()
        self.hint = label(_NEVER, "secondary", wrap=True)
        for field in (self.field, self.signing):
            field.textEdited.connect(self._show_typed)
            field.returnPressed.connect(self._offer)
        self._kept_row = _line(self.kept, self.replace)
        self._signing_row = _line(self.signing, self.make)
        self._typed = QWidget()
        self._typed.setLayout(
            column(self.field, self._signing_row, row(self.connect_button, self.back, None, gap=6), self.trouble, gap=8)
        )
        self.body.addLayout(row(self.title, None, self._place_sign, self.place, gap=6))
        for part in (self._kept_row, self._typed, self.hint):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_connection(self, service: Service, connection: Connection | None, state: KeyState, trouble: str) -> None:
        """Show the key of a connection, or the way to one. What is being typed for the same one stays."""
        other = (service, _id(connection)) != (self._service, _id(self._connection))
        if other:
            self._clear()
        self._service, self._connection, self._state = service, connection, state
        self.title.setText(CONNECTORS[service].secret_label)
        self.field.setPlaceholderText(_HINTS[service])
        self.field.setAccessibleName("Address" if service is Service.WEBHOOK else CONNECTORS[service].secret_label)
        self._signing_row.setVisible(service is Service.WEBHOOK)
        # An address is checked by eye while it is typed; a key is not for eyes.
        self.field.setEchoMode(
            QLineEdit.EchoMode.Password if service is Service.KLAVIYO else QLineEdit.EchoMode.PasswordEchoOnEdit
        )
        if connection is not None:
            prefix = "pk_" if service is Service.KLAVIYO else ""
            self.kept.setText(f"{prefix}••• {connection.secret_hint}")
            self.kept.setCursorPosition(0)
        icon, colour, words = _PLACES[state] if connection else ("lock", "text3", "")
        self._place_sign.setVisible(bool(words))
        self._place_sign.show_icon(icon, colour)
        self.place.setText(words)
        set_kind(self.place, colour)
        self.hint.setText(f"{trouble} {_NEVER}" if state == "session" and trouble else _NEVER)
        self._show_mode()

    def open(self) -> None:
        """Let another key be typed."""
        self._replacing = True
        self._show_mode()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, busy: bool) -> None:
        """While a key is tested it can be read, not changed."""
        self._busy = busy
        self.field.setReadOnly(busy)
        self.signing.setReadOnly(busy)
        self._show_typed(keep_words=True)

    def say(self, text: str) -> None:
        """Say why the key was not taken; it stays in the field."""
        self.trouble.say(text, "bad" if text else "plain")
        mark_bad(self.field, bool(text))

    def taken(self) -> None:
        """The key was kept: forget what was typed."""
        self._clear()
        self._show_mode()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._replacing:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        self._replacing = False
        self.field.clear()
        self.signing.clear()
        self.make.setText("Make one")
        self.say("")

    def _leave(self) -> None:
        self._clear()
        self._show_mode()

    def _show_mode(self) -> None:
        typing = self._connection is None or self._state == "missing" or self._replacing
        self._typed.setVisible(typing)
        self._kept_row.setVisible(not typing)
        self.back.setVisible(self._replacing)
        self.connect_button.setText("Connect" if self._connection is None else "Test and keep")
        self._show_typed(keep_words=True)

    def _show_typed(self, _text: str = "", *, keep_words: bool = False) -> None:
        if not keep_words:
            self.say("")
        whole = bool(self.field.text().strip()) and (
            self._service is not Service.WEBHOOK or bool(self.signing.text().strip())
        )
        self.connect_button.setEnabled(whole and not self._busy)

    def _make(self) -> None:
        self.signing.setText(webhook.new_key(token_bytes(32)))
        QGuiApplication.clipboard().setText(self.signing.text())
        self.make.setText("Made and copied")
        self._show_typed()

    def _offer(self) -> None:
        if self.connect_button.isEnabled():
            typed = self.field.text()
            is_hook = self._service is Service.WEBHOOK
            self.offered.emit(webhook.join(typed, self.signing.text()) if is_hook else Secret(typed))


def _id(connection: Connection | None) -> str:
    return connection.id if connection else ""


def _line(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(*parts))
    return made
