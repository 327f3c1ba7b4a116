"""A field for each of the texts a service's secret is made of."""

from __future__ import annotations

from secrets import token_bytes

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from quizdesigner.quiz.document import Service
from quizdesigner.sync.connectors import CONNECTORS, webhook
from quizdesigner.sync.connectors.base import Credential, joined
from quizdesigner.sync.secrets import Secret
from quizdesigner.views.kit import Field, button, column, label, row
from quizdesigner.views.kit.fields import mark_bad


class CredentialFields(QWidget):
    """The fields of one service. `edited` comes from people alone, `entered` with Enter when all is typed."""

    edited = Signal()
    entered = Signal()

    def __init__(self, service: Service) -> None:
        super().__init__()
        self._credentials = CONNECTORS[service].credentials
        self.fields = tuple(_field(one) for one in self._credentials)
        self.make = button("Make one", "plain", hint="A new signing secret; give it to whoever receives the calls")
        self.make.clicked.connect(self._make)
        box = column(gap=8)
        for credential, field in zip(self._credentials, self.fields, strict=True):
            field.textEdited.connect(lambda _: self.edited.emit())
            field.returnPressed.connect(self._enter)
            # A single one is named by the card it stands in.
            if len(self.fields) > 1:
                words = f"{credential.label} (optional)" if credential.optional else credential.label
                box.addWidget(label(words, "secondary"))
                box.addSpacing(-4)
            last = field is self.fields[-1]
            box.addLayout(row(field, self.make) if last and service is Service.WEBHOOK else row(field))
        self.setLayout(box)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the keyboard can be in, in order."""
        return self.fields if self.make.parent() is None else (*self.fields, self.make)

    @property
    def whole(self) -> bool:
        """Whether everything is typed that is not optional."""
        return self._empty() is None

    @property
    def secret(self) -> Secret:
        """What is typed, as one secret."""
        return joined([field.text() for field in self.fields])

    def clear(self) -> None:
        """Forget what is typed."""
        for field in self.fields:
            field.clear()
        self.make.setText("Make one")

    def focus(self) -> None:
        """Let the first be typed."""
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, busy: bool) -> None:
        """While the secret is tested it can be read, not changed."""
        for field in self.fields:
            field.setReadOnly(busy)
        self.make.setEnabled(not busy)

    def show_bad(self, bad: bool) -> None:
        """Say that what is typed was not taken."""
        for field in self.fields:
            mark_bad(field, bad)

    def _empty(self) -> Field | None:
        pairs = zip(self._credentials, self.fields, strict=True)
        return next((field for one, field in pairs if not one.optional and not field.text().strip()), None)

    def _enter(self) -> None:
        empty = self._empty()
        if empty is not None:
            empty.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.entered.emit()

    def _make(self) -> None:
        field = self.fields[-1]
        field.setText(webhook.new_key(token_bytes(32)))
        QGuiApplication.clipboard().setText(field.text())
        self.make.setText("Made and copied")
        self.edited.emit()


def _field(credential: Credential) -> Field:
    made = Field(credential.label, hint=credential.hint, mono=True)
    if credential.hidden:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
