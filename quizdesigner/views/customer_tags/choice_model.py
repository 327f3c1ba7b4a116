"""The rows of the list as a Qt model: compared by value, so that a linked tag repaints one row and moves nothing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from quizdesigner.views.customer_tags.rows import ChoiceRow, Key, QuestionRow, Row, SectionRow

Index = QModelIndex | QPersistentModelIndex


class ChoiceModel(QAbstractListModel):
    """`show_rows` gives the rows; `rechipped` has a row before and after its tags changed."""

    rechipped = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self._places: dict[Key, int] = {}

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows instead."""
        before = self.rows
        if [row.key for row in before] == [row.key for row in rows]:
            self.rows = rows
            for place, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    at = self.index(place)
                    self.dataChanged.emit(at, at)
                    if isinstance(old, ChoiceRow):
                        self.rechipped.emit(old, new)
            return
        self.beginResetModel()
        self.rows = rows
        self._places = {row.key: place for place, row in enumerate(rows)}
        self.endResetModel()

    def row(self, key: Key | None) -> Row | None:
        """The row with this key; None when it is not shown."""
        place = None if key is None else self._places.get(key)
        return None if place is None else self.rows[place]

    def place(self, key: Key) -> int:
        """Where the row is; -1 when it is not shown."""
        return self._places.get(key, -1)

    def first_question(self) -> int:
        """Where the first question is; 0 when none is shown."""
        return next((place for place, row in enumerate(self.rows) if isinstance(row, QuestionRow)), 0)

    def choice_from(self, place: int, step: int) -> ChoiceRow | None:
        """The first choice at `place` or after it in steps of `step` (1 or -1)."""
        while 0 <= place < len(self.rows):
            row = self.rows[place]
            if isinstance(row, ChoiceRow):
                return row
            place += step
        return None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if not isinstance(self.rows[index.row()], ChoiceRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row)
            case Qt.ItemDataRole.UserRole:
                return row
            case _:
                return None


def spoken(row: Row) -> str:
    """What a screen reader says for a row."""
    match row:
        case QuestionRow():
            return f"Question {row.number}: {row.title}, {row.tagged} of {row.total} choices tagged"
        case SectionRow():
            return f"{row.title}: {row.about.lower()}"
        case ChoiceRow():
            return f"{row.title}, {', '.join(chip.name for chip in row.chips) or _bare(row)}"


def _bare(row: ChoiceRow) -> str:
    return "no tag" if row.icon else "no tag yet"
