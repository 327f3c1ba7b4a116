"""What a retake does to the tags of the take before."""

from __future__ import annotations

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.retake import RETAKES
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Card, Segmented, column, label, row


class RetakeCard(Card):
    """Shows and sets it for one connection."""

    def __init__(self, desk: Desk) -> None:
        super().__init__((15, 9, 11, 9))
        self._desk = desk
        self._connection: Connection | None = None
        self.choice = Segmented("On a retake", [(way, said.label) for way, said in RETAKES.items()], "replace")
        self.choice.changed.connect(self._choose)
        self.means = label("", "hint", wrap=True)
        self.body.addLayout(column(row(label("On a retake", "label"), None, self.choice), self.means, gap=6))

    def show_connection(self, connection: Connection | None) -> None:
        """Show what this connection does; nothing before there is one."""
        self._connection = connection
        self.setVisible(connection is not None)
        if connection is not None:
            self.choice.show_value(connection.retake)
            self.means.setText(RETAKES[connection.retake].meaning)

    def _choose(self, value: str) -> None:
        if self._connection is not None:
            self._desk.editor.do(edits.change_connection, self._connection.id, retake=value, label="set retake")
