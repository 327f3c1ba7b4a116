"""The rows of what a service receives, as a model a list shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt

from quizdesigner.quiz.received import FieldRow
from quizdesigner.views.kit.rows import Index, RowsModel


class FieldModel(RowsModel[FieldRow]):
    """The rows. Those with a subject can be edited: the text to edit is what the author typed, where that is known."""

    def __init__(self) -> None:
        super().__init__(_words, key=lambda row: row.subject or row.what)
        self._typed: Mapping[str, str] = {}

    def show_fields(self, rows: tuple[FieldRow, ...], typed: Mapping[str, str]) -> None:
        """Show these rows, with what was typed for each subject; for the same things, an open editor stays open."""
        before, self._typed = self._typed, typed
        self.show_rows(rows)
        if typed != before:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.rows[index.row()] if index.isValid() else None
        return flags | Qt.ItemFlag.ItemIsEditable if row and row.subject and not row.off else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.EditRole:
            row = self.rows[index.row()]
            return self._typed.get(row.subject) or row.name
        return super().data(index, role)


def _words(row: FieldRow) -> str:
    return f"{row.what}: {'left out' if row.off else row.name}{', name taken' if row.clash else ''}"
