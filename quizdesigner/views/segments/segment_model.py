"""The model of the list: its rows as values, and what a screen reader says of each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from quizdesigner.views.segments.rows import SegmentRow, spoken

Index = QModelIndex | QPersistentModelIndex


class SegmentModel(QAbstractListModel):
    """The segments, in the order of the project."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[SegmentRow, ...] = ()

    def show_rows(self, rows: tuple[SegmentRow, ...]) -> None:
        """Show these; where the same segments stand in the same places, only what differs is shown anew."""
        before, self.rows = self.rows, rows
        if [row.id for row in before] != [row.id for row in rows]:
            self.rows = before
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        for place, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place), self.index(place))

    def place(self, segment: str) -> int:
        """The row of a segment; -1 when it has none."""
        return next((place for place, row in enumerate(self.rows) if row.id == segment), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return row if role == Qt.ItemDataRole.UserRole else None
