"""The rows of what a service receives, as a model a list shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from quizdesigner.quiz.received import FieldRow

_AnyIndex = QModelIndex | QPersistentModelIndex


class FieldModel(QAbstractListModel):
    """The rows. Those with a subject can be edited: the text to edit is what the author typed, where that is known."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[FieldRow, ...] = ()
        self._typed: Mapping[str, str] = {}

    def show_rows(self, rows: tuple[FieldRow, ...], typed: Mapping[str, str]) -> None:
        """Show these rows, with what was typed for each subject; for the same things, an open editor stays open."""
        before, self._typed = (self.rows, self._typed), typed
        if [row.subject or row.what for row in rows] != [row.subject or row.what for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        elif (rows, typed) != before:
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
            return f"{row.what}: {'left out' if row.off else row.name}{', name taken' if row.clash else ''}"
        if role == Qt.ItemDataRole.EditRole:
            return self._typed.get(row.subject) or row.name
        return row if role == Qt.ItemDataRole.UserRole else None
