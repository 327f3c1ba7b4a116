"""The rows of what a service receives, as a model a list shows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from quizdesigner.quiz.received import FieldRow

_AnyIndex = QModelIndex | QPersistentModelIndex


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
