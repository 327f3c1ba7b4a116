"""The key of a connection: typed once, kept in the keyring, shown by its last four characters ever after."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from quizdesigner.quiz.document import Connection, Service
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.views.connect.credential_fields import CredentialFields
from quizdesigner.views.connect.in_order import in_order
from quizdesigner.views.connect.keys import KeyState
from quizdesigner.views.kit import Card, Field, Figure, Notice, button, column, emptied, label, row
from quizdesigner.views.style import set_kind

_PLACES: dict[KeyState, tuple[str, str, str]] = {
    "keyring": ("lock", "ok", "in the keyring"),
    "session": ("clock", "warn", "for this session only"),
    "missing": ("triangle-alert", "warn", "missing on this computer"),
    "unknown": ("lock", "text3", ""),
}
_NEVER = "Never written to the project file. Colleagues enter their own."
_MISSING = "Everything else here works without it, and what is live goes on."


class KeyCard(Card):
    """`offered` gives a Secret to be tested and kept; `given_up` says that it is no longer to be."""

    offered = Signal(object)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._service = Service.KLAVIYO
        self._connection: Connection | None = None
        self._state: KeyState = "missing"
        self._busy = False
        self._replacing = False
        self.title = label("", "label", wrap=True)
        self._place_sign = Figure("lock", "ok", 14)
        self.place = label("", "ok")
        self.kept = Field("Key", mono=True)
        self.kept.setReadOnly(True)
        self.replace = button("Replace")
        self.replace.clicked.connect(self.open)
        self.connect_button = button("Connect", "primary")
        self.connect_button.clicked.connect(self._offer)
        self.back = button("Keep the old one", "ghost", small=True)
        self.back.clicked.connect(self._leave)
        self.trouble = Notice()
        self.hint = label(_NEVER, "secondary", wrap=True)
        self.typed = self._fields(self._service)
        self._kept_row = QWidget()
        self._kept_row.setLayout(row(self.kept, self.replace))
        self._typing = QWidget()
        self._typed_box = column(self.typed)
        buttons = row(self.connect_button, self.back, None, gap=6)
        self._typing.setLayout(column(self._typed_box, buttons, self.trouble, gap=8))
        head = row(self.title, self._place_sign, self.place, gap=6)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        for part in (self._kept_row, self._typing, self.hint):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_connection(self, service: Service, connection: Connection | None, state: KeyState, trouble: str) -> None:
        """Show the key of a connection, or the way to one. What is being typed for the same one stays."""
        if service is not self._service:
            self._replace_fields(service)
        if (service, _id(connection)) != (self._service, _id(self._connection)):
            self._clear()
        self._service, self._connection, self._state = service, connection, state
        credentials = CONNECTORS[service].credentials
        self.title.setText(credentials[0].label if len(credentials) == 1 else "Access")
        if connection is not None:
            self.kept.setText(f"{_start(service)}••• {connection.secret_hint}")
            self.kept.setCursorPosition(0)
        icon, colour, words = _PLACES[state] if connection else ("lock", "text3", "")
        self._place_sign.setVisible(bool(words))
        self._place_sign.show_icon(icon, colour)
        self.place.setText(words)
        set_kind(self.place, colour)
        self.hint.setText(self._hint(trouble))
        self._show_mode()

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is in this card."""
        held = QApplication.focusWidget()
        return held is not None and self.isAncestorOf(held)

    def open(self) -> None:
        """Let another key be typed."""
        self._replacing = True
        self._show_mode()
        self.typed.focus()

    def show_busy(self, busy: bool) -> None:
        """While a key is tested it can be read, not changed."""
        self._busy = busy
        self.typed.show_busy(busy)
        if busy and self.connect_button.hasFocus():
            # It cannot be pressed meanwhile, and what is typed can still be wrong.
            self.typed.focus()
        self._show_ready()

    def say(self, text: str) -> None:
        """Say why the key was not taken; it stays in the field."""
        self.trouble.say(text, "bad" if text else "plain")
        self.typed.show_bad(bool(text))

    def taken(self) -> None:
        """The key was kept: forget what was typed."""
        self._clear()
        self._show_mode()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._busy:
            self.given_up.emit()
        elif event.key() == Qt.Key.Key_Escape and self._replacing:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _hint(self, trouble: str) -> str:
        if self._connection is not None and self._state == "missing":
            return f"{_MISSING} {_NEVER}"
        return f"{trouble} {_NEVER}" if self._state == "session" and trouble else _NEVER

    def _fields(self, service: Service) -> CredentialFields:
        made = CredentialFields(service)
        made.edited.connect(self._edited)
        made.entered.connect(self._offer)
        return made

    def _replace_fields(self, service: Service) -> None:
        emptied(self._typed_box)
        self.typed = self._fields(service)
        self._typed_box.addWidget(self.typed)
        # Qt would show it a moment later, and nothing in it could be pressed until then.
        self.typed.show()
        in_order(self.replace, *self.typed.controls, self.connect_button)

    def _clear(self) -> None:
        self._replacing = False
        self.typed.clear()
        self.say("")

    def _leave(self) -> None:
        had = self.has_keyboard
        self.given_up.emit()
        self._clear()
        self._show_mode()
        if had:
            self.replace.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_mode(self) -> None:
        typing = self._connection is None or self._state == "missing" or self._replacing
        self._typing.setVisible(typing)
        self._kept_row.setVisible(not typing)
        self.back.setVisible(self._replacing)
        name = "Connect" if self._connection is None else "Test and keep"
        self.connect_button.setText(name)
        self.connect_button.setAccessibleName(name)
        self._show_ready()

    def _edited(self) -> None:
        self.say("")
        self._show_ready()

    def _show_ready(self) -> None:
        self.connect_button.setEnabled(self.typed.whole and not self._busy)

    def _offer(self) -> None:
        if self.connect_button.isEnabled():
            self.offered.emit(self.typed.secret)


def _start(service: Service) -> str:
    """What the text begins with whose last four characters are shown; empty where that may be one of several."""
    credentials = CONNECTORS[service].credentials
    last = next(at for at in reversed(range(len(credentials))) if not credentials[at].optional)
    starts = {one.start for one in credentials[last:]}
    return starts.pop() if len(starts) == 1 else ""


def _id(connection: Connection | None) -> str:
    return connection.id if connection else ""
