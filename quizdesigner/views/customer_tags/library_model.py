"""The library's rows as a Qt model; a tag can be dragged, and another be let go over it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, Qt

from quizdesigner.quiz.phrases import counted
from quizdesigner.views.customer_tags.library_rows import Row, TagRow, placed
from quizdesigner.views.kit.rows import Index, RowsModel

MIME = "application/x-quizdesigner-customer-tag"


class LibraryModel(RowsModel[Row]):
    """Groups and tags. Where a count alone is another one, nothing else is set anew."""

    def __init__(self) -> None:
        super().__init__(_text, spoken=spoken, tip=spoken, key=_shape)

    def place(self, tag: str) -> int:
        """Where the tag with this id is; -1 when it is not shown."""
        return next(
            (place for place, row in enumerate(self.rows) if isinstance(row, TagRow) and row.chip.tag == tag),
            -1,
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if isinstance(self.rows[index.row()], TagRow):
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        row = self.rows[indexes[0].row()]
        if isinstance(row, TagRow):
            data.setData(MIME, row.chip.tag.encode())
        return data


def _text(row: Row) -> str:
    return row.text if isinstance(row, TagRow) else row.name


def _shape(row: Row) -> tuple[str, str, int]:
    """What a row's size comes from."""
    return (row.chip.tag, row.text, len(str(row.count))) if isinstance(row, TagRow) else ("", row.name, len(row.signs))


def dragged_tag(data: QMimeData) -> str:
    """The id of the tag that is dragged; empty for anything else."""
    return bytes(data.data(MIME).data()).decode(errors="replace") if data.hasFormat(MIME) else ""


def spoken(row: Row) -> str:
    """What a screen reader says for a row."""
    if isinstance(row, TagRow):
        nobody = "; no shopper can get it" if row.nobody else ""
        return f"{row.chip.name}, {placed(row.count, row.others)}{nobody}"
    unused = (f"{row.unused} on no choice",) if row.unused else ()
    single = ("one value only",) if row.single else ()
    said = (counted(row.shown, "tag"), *single, *unused, *row.signs)
    return f"Group {row.name or 'without a name'}, {', '.join(said)}"
