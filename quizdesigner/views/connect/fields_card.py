"""What a service receives: each thing with its field, renamed in place, left out or sent again."""

from __future__ import annotations

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Connection, Quiz
from quizdesigner.quiz.fields import TAGS
from quizdesigner.quiz.received import FieldRow, field_rows
from quizdesigner.views.connect.field_list import PAD, ROW, FieldList
from quizdesigner.views.connect.field_rows import FieldModel
from quizdesigner.views.connect.services import spoken
from quizdesigner.views.connect.switch_row import AS_TEXT, SwitchRow
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Card, label, row, rule


class FieldsCard(Card):
    """The table of one connection and the quiz looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__((0, 0, 0, 6))
        self._desk = desk
        self._connection: Connection | None = None
        self.title = label("", "label")
        self.model = FieldModel()
        self.list = FieldList(self.model)
        self.list.named.connect(self._name)
        self.list.toggled.connect(self._toggle)
        self.list.left.connect(desk.editor.seal)
        self.spelled = label("", "hint", wrap=True)
        self.spelled.setContentsMargins(PAD, 8, PAD, 4)
        self.as_text = SwitchRow(desk, "tags_as_text", "Tags as a text, without options to set up", AS_TEXT)
        self.as_text.setContentsMargins(PAD, 6, 11, 6)
        hint = label("keys stay the same when a question is renamed", "hint")
        self._rule = rule()
        self.body.setSpacing(0)
        self.body.addLayout(row(self.title, None, hint, margins=(PAD, 10, PAD, 10)))
        for part in (rule(), self.list, self.spelled, self._rule, self.as_text):
            self.body.addWidget(part)

    def show_connection(self, connection: Connection, quiz: Quiz, *, editable: bool) -> None:
        """Show what this connection sends of the quiz; `editable` once it is connected."""
        if self._connection is None or connection.id != self._connection.id:
            self._say_spelled("")
        self._connection = connection
        self.title.setText(f"What {spoken(connection.service)} receives")
        self.model.show_fields(field_rows(connection, quiz), _typed(connection))
        self.list.editable = editable
        self.list.setFixedHeight(len(self.model.rows) * ROW + 2)
        self.as_text.show_connection(connection if editable else None)
        self._rule.setVisible(not self.as_text.isHidden())

    def _row(self, subject: str) -> FieldRow | None:
        return next((one for one in self.model.rows if one.subject == subject), None)

    def _name(self, subject: str, text: str) -> None:
        connection, found = self._connection, self._row(subject)
        if connection is None or found is None:
            return
        name = "" if text.strip() == found.usual else text.strip()
        do, merge = self._desk.editor.do, f"field:{connection.id}:{subject}"
        if subject == TAGS:
            do(edits.change_connection, connection.id, tag_field=name or found.usual, merge=merge, label="name field")
        else:
            do(edits.name_field, connection.id, subject, name, off=False, merge=merge)
        after = self._row(subject)
        takes = after.name if after and name else name
        self._say_spelled(f"“{name}” goes to {spoken(connection.service)} as {takes}." if takes != name else "")

    def _toggle(self, subject: str) -> None:
        connection, found = self._connection, self._row(subject)
        if connection is not None and found is not None:
            name = _typed(connection).get(subject, "")
            step = "send field" if found.off else "leave out field"
            self._desk.editor.do(edits.name_field, connection.id, subject, name, off=not found.off, label=step)

    def _say_spelled(self, text: str) -> None:
        self.spelled.setText(text)
        self.spelled.setVisible(bool(text))


def _typed(connection: Connection) -> dict[str, str]:
    """What the author typed as names, by subject; the service may spell it otherwise."""
    return {TAGS: connection.tag_field, **{one.question: one.name for one in connection.fields if one.name}}
