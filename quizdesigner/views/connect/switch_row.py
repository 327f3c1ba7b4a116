"""A setting of a connection that is on or off, where the service leaves it to us."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Switch, column, label, row

ASK_AGAIN = {
    Service.MAILCHIMP: "People who tick the box get an email from Mailchimp, and are subscribed once they confirm.",
    Service.SHOPIFY: "People who tick the box are “pending” until they confirm. The shop's own settings decide"
    " whether Shopify sends the email that asks them.",
}
AS_TEXT = {
    Service.HUBSPOT: "The key then needs no right to change properties for each new tag. Segments are poorer: they can"
    " only search within the text.",
}
"""What it means to be on, for the services that have it."""


class SwitchRow(QWidget):
    """The switch with its words; hidden for services that do not have it. `field` is what it sets."""

    def __init__(
        self, desk: Desk, field: Literal["double_opt_in", "tags_as_text"], text: str, means: Mapping[Service, str]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._field = field
        self._means = means
        self._connection: Connection | None = None
        self.switch = Switch(text)
        self.switch.clicked.connect(self._set)
        self.means = label("", "secondary", wrap=True)
        head = row(label(text, "label", wrap=True), self.switch)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.means, gap=4))

    def show_connection(self, connection: Connection | None) -> None:
        """Show how it is set."""
        self._connection = connection
        means = self._means.get(connection.service, "") if connection else ""
        self.setVisible(bool(means))
        self.means.setText(means)
        if connection is not None:
            self.switch.show_on(getattr(connection, self._field))

    def _set(self, on: bool) -> None:
        connection = self._connection
        fields: dict[str, Any] = {self._field: on}
        if connection is not None and not self._desk.editor.do(edits.change_connection, connection.id, **fields):
            self.switch.show_on(not on)
