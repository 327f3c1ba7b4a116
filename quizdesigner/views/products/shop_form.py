"""The way to a Shopify shop: its address, a token that is typed once, how far the reading is, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from quizdesigner.errors import Refused
from quizdesigner.sync.secrets import Secret
from quizdesigner.sync.shops import shopify
from quizdesigner.views.kit import Busy, Card, Field, Notice, SectionLabel, button, column, icon_button, label, row

_HINT = (
    "In Shopify: Settings, Apps, Develop apps. The app needs the permission read_products. The token stays in this"
    " computer's keyring and is never written to the project file."
)


class ShopForm(Card):
    """`asked` gives address, Secret and whether it is new; `given_up` that the author wants no more of it."""

    asked = Signal(str, object, bool)
    given_up = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kept: Secret | None = None
        self._kept_address = ""
        self.address = Field("Address of the Shopify shop", hint="https://name.myshopify.com")
        self.client_id = Field("Client ID", hint="for apps of the Dev Dashboard", mono=True)
        self.token = Field("Access token or client secret", hint="shpat_…", mono=True)
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.read = button("Get products", "primary")
        self.read.clicked.connect(self._ask)
        self.cancel = button("Cancel")
        self.cancel.clicked.connect(self.given_up)
        self.close_button = icon_button("x", "Close the way to the shop", small=True)
        self.close_button.clicked.connect(self.leave)
        self.trouble = Notice()
        self.busy = Busy("Reading the shop")
        self.count = label("", "secondary")
        for field in (self.address, self.client_id, self.token):
            field.returnPressed.connect(self._ask)
            field.textEdited.connect(lambda _: self.trouble.say(""))
        fields = row(
            _named("Shop", self.address),
            _named("Client ID, if the app has one", self.client_id),
            _named("Access token, or client secret", self.token),
            gap=10,
        )
        for at in range(3):
            fields.setStretch(at, 1)
        self.body.addLayout(row(SectionLabel("Products from a Shopify shop"), None, self.close_button))
        self.body.addLayout(fields)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.busy)
        self.body.addLayout(row(self.read, self.cancel, self.count, None))
        self.body.addWidget(label(_HINT, "hint", wrap=True))
        self.show_busy(False)
        self.hide()

    def open(self, kept: tuple[str, Secret] | None) -> None:
        """Show the form; `kept` is the shop this computer knows, with its token."""
        self._kept_address, self._kept = kept if kept else ("", None)
        self.address.setText(self._kept_address)
        self.token.setPlaceholderText(f"••• {self._kept.hint}, kept on this computer" if self._kept else "shpat_…")
        self.show()
        field = self.token if self.address.text() and self._kept is None else self.address
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Put the form away, and with it what was typed."""
        for field in (self.address, self.client_id, self.token):
            field.clear()
        self.trouble.say("")
        self.hide()
        self.closed.emit()

    def show_busy(self, busy: bool) -> None:
        """While the shop is read there is only Cancel."""
        for field in (self.address, self.client_id, self.token):
            field.setReadOnly(busy)
        self.read.setVisible(not busy)
        self.cancel.setVisible(busy)
        self.close_button.setEnabled(not busy)
        self.count.setText("")
        if busy:
            self.busy.begin()
        else:
            self.busy.end()

    def show_progress(self, done: int, total: int) -> None:
        """So many products have come, of so many; 0 when nobody knows."""
        self.busy.setRange(0, total)
        self.busy.step(done)
        self.count.setText(f"{done:,} of {total:,} products" if total else f"{done:,} products")

    def say(self, words: str) -> None:
        """Say why it did not work; what was typed stays."""
        self.trouble.say(words, "bad")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            (self.given_up.emit if self.cancel.isVisible() else self.leave)()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        typed = self.token.text().strip()
        try:
            address = shopify.shop_address(self.address.text())
            if not typed and self._kept is not None and address == self._kept_address:
                self.asked.emit(address, self._kept, False)
                return
            token = shopify.join(self.client_id.text(), typed)
        except Refused as error:
            self.trouble.say(str(error), "bad")
            return
        self.asked.emit(address, token, True)


def _named(name: str, field: Field) -> QWidget:
    made = QWidget()
    made.setLayout(column(label(name, "secondary"), field, gap=4))
    return made
