"""What a service receives of a quiz, as rows: what it is, the field it goes to, and of what kind that is."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import Connection, Quiz, Service
from quizdesigner.quiz.keys import field_name, keys
from quizdesigner.quiz.recall import unanswered

_AnyIndex = QModelIndex | QPersistentModelIndex

TAGS = "tags"
"""Stands where a question's id stands, for the field the customer tags go to."""


class FieldRow(Struct, frozen=True):
    """One thing sent. `subject` is the id of the question an author can name the field of, TAGS, or empty.

    `usual` is the name it has unless the author gives another; `off` says that it is left out.
    """

    what: str
    name: str
    kind: str
    subject: str = ""
    usual: str = ""
    off: bool = False


_FIRST: dict[Service, tuple[FieldRow, ...]] = {
    Service.KLAVIYO: (FieldRow("Email, name", "email, first_name", "profile"),),
    Service.ZAPIER: (
        FieldRow("Email, name", "email, first_name", "text"),
        FieldRow("Consent", "email_consent, consent_text, consent_at", "yes or no"),
        FieldRow("Customer tags", "tags, tags_added, tags_removed", "text with commas"),
    ),
    Service.WEBHOOK: (
        FieldRow("Email, name", "contact", "object"),
        FieldRow("Consent", "consent", "object"),
        FieldRow("Customer tags", "tags, tags_added, tags_removed", "lists"),
    ),
}
_LAST: dict[Service, tuple[FieldRow, ...]] = {
    Service.KLAVIYO: (
        FieldRow("Recommended products", "quiz_products", "list"),
        FieldRow("Results page", "quiz_result", "text"),
        FieldRow("Finished the quiz", "Completed quiz", "event"),
    ),
    Service.ZAPIER: (
        FieldRow("Recommended products", "products", "line items"),
        FieldRow("Results page", "result_name", "text"),
    ),
    Service.WEBHOOK: (
        FieldRow("Recommended products", "products", "list"),
        FieldRow("Results page", "result", "text"),
    ),
}


def field_rows(connection: Connection, quiz: Quiz) -> tuple[FieldRow, ...]:
    """Everything this connection sends of the quiz, in reading order."""
    rows = list(_FIRST[connection.service])
    if connection.service is Service.KLAVIYO:
        rows.append(FieldRow("Customer tags", connection.tag_field or "quiz_tags", "list", TAGS, "quiz_tags"))
    named, number = keys(quiz), numbers(quiz)
    for question in quiz.questions:
        if question.id not in named or question.traits.contact:
            continue
        key = named[question.id]
        name = field_name(connection, question.id, key)
        kind = "list" if question.takes_several and connection.service is not Service.ZAPIER else "text"
        what = f"{number[question.id]}  {unanswered(question.title).strip() or question.traits.label}"
        rows.append(FieldRow(what, name or f"quiz_{key}", kind, question.id, f"quiz_{key}", name is None))
    return (*rows, *_LAST[connection.service])


class FieldModel(QAbstractListModel):
    """The rows. Those with a subject can be edited."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[FieldRow, ...] = ()

    def show_rows(self, rows: tuple[FieldRow, ...]) -> None:
        """Show these rows; while they are about the same things, an open editor stays open."""
        if [row.subject or row.what for row in rows] != [row.subject or row.what for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        elif rows != self.rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: _AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.rows[index.row()] if index.isValid() else None
        return flags | Qt.ItemFlag.ItemIsEditable if row and row.subject and not row.off else flags

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.what}: {'left out' if row.off else row.name}"
        if role == Qt.ItemDataRole.EditRole:
            return row.name
        return row if role == Qt.ItemDataRole.UserRole else None
