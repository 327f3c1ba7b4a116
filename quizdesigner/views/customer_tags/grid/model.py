"""The grid as a Qt model: nothing is kept per cell, so that a thousand questions by two hundred tags cost nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from quizdesigner.quiz.marks import Giver, Giving
from quizdesigner.views.customer_tags.grid.rows import Band, Column, Row, same_places, wants_tag, words
from quizdesigner.views.kit.plain import plain_tip
from quizdesigner.views.kit.rows import Index

Role = Qt.ItemDataRole


class GridModel(QAbstractTableModel):
    """Rows by tags; the column after the last tag is where a new one is typed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.columns: tuple[Column, ...] = ()
        self.places: Mapping[str, int] = {}
        """The column of each tag, by its id."""
        self._givers: Mapping[Giver, int] = {}

    def show(self, rows: tuple[Row, ...], columns: tuple[Column, ...]) -> None:
        """Show these. Begun anew only where rows or tags came, went or moved."""
        tags = [one.tag for one in columns]
        if same_places(self.rows, rows) and tags == [one.tag for one in self.columns]:
            before, self.rows = self.rows, rows
            changed = [place for place, (old, new) in enumerate(zip(before, rows, strict=True)) if old is not new]
            if changed:
                self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(columns)))
                # A row says beside its words that it has no tag.
                self.headerDataChanged.emit(Qt.Orientation.Vertical, changed[0], changed[-1])
            if columns != self.columns:
                self.columns = columns
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
            return
        self.beginResetModel()
        self.rows, self.columns = rows, columns
        self.places = {tag: place for place, tag in enumerate(tags)}
        self._givers = {row.giver: place for place, row in enumerate(rows) if isinstance(row, Giving)}
        self.endResetModel()

    def giving(self, row: int) -> Giving | None:
        """The giver of a row; None for a band, and outside."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Giving) else None

    def place(self, giver: Giver) -> int:
        """The row of a giver, or -1."""
        return self._givers.get(giver, -1)

    def is_on(self, row: int, column: int) -> bool:
        """Whether the giver of a row gives the tag of a column."""
        giving = self.giving(row)
        return giving is not None and column < len(self.columns) and self.columns[column].tag in giving.tags

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.giving(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() < len(self.columns) else usual

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        giving = self.giving(index.row())
        if giving is None:
            return None
        tag = index.column() < len(self.columns)
        if role == Role.CheckStateRole and tag:
            on = self.is_on(index.row(), index.column())
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Role.AccessibleTextRole:
            # Readers that tell neither heads nor states tell at least the words of a cell.
            if not tag:
                return f"New tag for {words(giving)}"
            on = self.is_on(index.row(), index.column())
            return f"{self.columns[index.column()].name}, {words(giving)}: {'set' if on else 'not set'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        match role:
            case Role.DisplayRole | Role.AccessibleTextRole:
                return self._head(section, orientation)
            case Role.ToolTipRole:
                return plain_tip(self._head(section, orientation))
            case _:
                return None

    def _head(self, section: int, orientation: Qt.Orientation) -> str:
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section].name if 0 <= section < len(self.columns) else "New tag"
        row = self.rows[section]
        if isinstance(row, Band):
            return f"Question {row.number}: {row.title}" if row.number else row.title
        return f"{words(row)}, no tag" if wants_tag(row) else words(row)
