"""The rows of the list as a Qt model: compared by value, so that a linked tag repaints one row and moves nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt

from quizdesigner.views.customer_tags.rows import ChoiceRow, Key, QuestionRow, Row, SectionRow
from quizdesigner.views.kit.rows import Index, RowsModel


class ChoiceModel(RowsModel[Row]):
    """Questions, sections and choices; of these, choices alone can be chosen, and take a tag let go over them."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.title, spoken=spoken, key=lambda row: row.key)
        self._places: dict[Key, int] = {}
        # Before any view asks where a row has gone.
        self.modelReset.connect(self._find_places)

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

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if not isinstance(self.rows[index.row()], ChoiceRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled

    def _find_places(self) -> None:
        self._places = {row.key: place for place, row in enumerate(self.rows)}


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
