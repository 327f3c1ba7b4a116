"""A list whose rows are put in order by dragging, with a line where they will land, or with Alt and the arrow keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from quizdesigner.views import tokens

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole
"""The `Row` itself."""


class Row(Struct, frozen=True):
    """What a list shows: `part` is compared by identity, `number` and `spoken` by value."""

    id: str
    part: object
    number: int | None = None
    movable: bool = True


class Rows(QAbstractListModel):
    """Rows with ids; `show_rows` tells views of no more than what differs. `spoken` puts a row into words."""

    def __init__(self, mime: str, spoken: Callable[[Row], str]) -> None:
        super().__init__()
        self._mime = mime
        self._spoken = spoken
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        old, new = self._rows, tuple(rows)
        if [row.id for row in old] != [row.id for row in new]:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        self._rows = new
        for at, (before, after) in enumerate(zip(old, new, strict=True)):
            if before.part is not after.part or before.number != after.number:
                self.dataChanged.emit(self.index(at, 0), self.index(at, 0))

    def row(self, at: int) -> Row:
        """The row at a place."""
        return self._rows[at]

    def place(self, row_id: str) -> QModelIndex:
        """Where the row with this id is; an invalid index when it is not."""
        at = next((at for at, row in enumerate(self._rows) if row.id == row_id), -1)
        return self.index(at, 0) if at >= 0 else QModelIndex()

    @property
    def movable(self) -> int:
        """How many rows, from the first, can be moved."""
        return sum(row.movable for row in self._rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsDragEnabled if self._rows[index.row()].movable else usual

    def mimeTypes(self) -> list[str]:
        return [self._mime]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        made = QMimeData()
        if indexes:
            made.setData(self._mime, QByteArray(self._rows[indexes[0].row()].id.encode()))
        return made

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class OrderList(QListView):
    """`moved` gives a row's id and its new place, `deleted` the id of a row, `picked` the id of what became current."""

    moved = Signal(str, int)
    deleted = Signal(str)
    picked = Signal(str)

    def __init__(self, name: str, model: Rows) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._rows = model
        self._drop = -1
        self.setModel(model)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_current(self, row_id: str) -> None:
        """Make the row with this id the current one and bring it into view; none for an unknown id."""
        index = self._rows.place(row_id)
        if index != self.currentIndex() or not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)

    @property
    def current(self) -> str:
        """The id of the current row; empty when there is none."""
        index = self.currentIndex()
        return self._rows.row(index.row()).id if index.isValid() else ""

    def event(self, event: QEvent) -> bool:
        # The pane has these keys for the question; in a list with the focus they mean the row.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _step(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        movable = index.isValid() and self._rows.row(index.row()).movable
        if step := _step(event):
            if movable and 0 <= index.row() + step < self._rows.movable:
                self.moved.emit(self.current, index.row() + step)
        elif event.key() == Qt.Key.Key_Delete and movable:
            self.deleted.emit(self.current)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Rows of this very list alone: another window's have other ids.
        if event.source() in (self, None) and event.mimeData().hasFormat(self._rows.mimeTypes()[0]):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._show_drop(self._landing(event.position().toPoint()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_drop(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        row_id = bytes(event.mimeData().data(self._rows.mimeTypes()[0]).data()).decode()
        here = self._rows.place(row_id)
        to = self._landing(event.position().toPoint())
        self._show_drop(-1)
        self.stopAutoScroll()
        event.acceptProposedAction()
        if here.isValid():
            # The place counts without the row that is being moved.
            self.moved.emit(row_id, to - 1 if to > here.row() else to)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop < 0:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.current().accent), 2))
        last = self._drop >= self._rows.movable
        rect = self.visualRect(self._rows.index(self._rows.movable - 1 if last else self._drop, 0))
        line = max(1, rect.bottom() + 1 if last else rect.top())
        painter.drawLine(14, line, self.viewport().width() - 14, line)
        painter.setBrush(QColor(tokens.current().surface))
        painter.drawEllipse(QPoint(11, line), 3, 3)

    def _landing(self, at: QPoint) -> int:
        """Before which row something dropped here goes."""
        index = self.indexAt(at)
        if not index.isValid():
            return self._rows.movable
        below = at.y() > self.visualRect(index).center().y()
        return min(index.row() + int(below), self._rows.movable)

    def _show_drop(self, place: int) -> None:
        if place != self._drop:
            self._drop = place
            self.viewport().update()

    def _tell(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self.picked.emit(self._rows.row(now.row()).id)


def paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, ground: QRectF, corner: int, *, focused: bool
) -> None:
    """What is behind a row that is chosen, in a list that is `focused` or not, or that has the mouse over it."""
    colours = tokens.current()
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setPen(QPen(QColor(colours.accent if focused else colours.accent_line), 2 if focused else 1))
        painter.setBrush(QColor(colours.selection))
        painter.drawRoundedRect(ground, corner, corner)
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.hover))
        painter.drawRoundedRect(ground, corner, corner)


def _step(event: QKeyEvent) -> int:
    """-1 for Alt+Up, 1 for Alt+Down, 0 for any other key."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
