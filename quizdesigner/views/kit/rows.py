"""Lists of painted rows: the model that gives rows as values, and what every such list is like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemDelegate, QFrame, QListView

from quizdesigner.views.kit.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")

_MANY = 8
"""Rows that are shown anew one by one; more of them are shown as one stretch."""


def set_up_list(
    view: QListView, name: str, model: QAbstractItemModel, delegate: QAbstractItemDelegate, *, even: bool
) -> None:
    """Make `view` a list of what the delegate paints; `even` says that all rows are of one height."""
    model.setParent(view)
    delegate.setParent(view)
    view.setModel(model)
    view.setItemDelegate(delegate)
    view.setAccessibleName(name)
    if even:
        view.setUniformItemSizes(True)
    else:
        view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.setMouseTracking(True)


class RowsModel(QAbstractListModel, Generic[Row]):
    """Rows a list shows, each as it is by `UserRole`; `altered` gives one before and after it changed in its place.

    `words` says a row, `spoken` says it to a screen reader where that is more, `tip` under the mouse. A row keeps its
    `key` while what it says changes; without keys every list of rows is another one.
    """

    altered = Signal(object, object)

    def __init__(
        self,
        words: Callable[[Row], str],
        *,
        spoken: Callable[[Row], str] | None = None,
        tip: Callable[[Row], str] | None = None,
        key: Callable[[Row], object] | None = None,
    ) -> None:
        super().__init__()
        self._words = words
        self._spoken = spoken or words
        self._tip = tip
        self._key = key
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows. Where the same ones are in the same places, only those that differ are shown anew."""
        key, before, after = self._key, self.rows, tuple(rows)
        if key is None or [key(row) for row in before] != [key(row) for row in after]:
            self.beginResetModel()
            self.rows = after
            self.endResetModel()
            return
        self.rows = after
        places = [place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        stretches = [(places[0], places[-1])] if len(places) > _MANY else [(place, place) for place in places]
        for first, last in stretches:
            self.dataChanged.emit(self.index(first), self.index(last))
        for place in places:
            self.altered.emit(before[place], after[place])

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case Qt.ItemDataRole.ToolTipRole if self._tip:
                return plain_tip(self._tip(row))
            case Qt.ItemDataRole.UserRole:
                return row
            case _:
                return None
