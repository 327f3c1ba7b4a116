"""The model of the list of segments."""

from __future__ import annotations

from quizdesigner.views.kit.rows import RowsModel
from quizdesigner.views.segments.rows import SegmentRow, spoken


class SegmentModel(RowsModel[SegmentRow]):
    """The segments, in the order of the project."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.name, spoken=spoken, key=lambda row: row.id)

    def place(self, segment: str) -> int:
        """The row of a segment; -1 when it has none."""
        return next((place for place, row in enumerate(self.rows) if row.id == segment), -1)
