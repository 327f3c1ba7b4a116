"""A list whose rows are put in order by dragging, with a line where they will land, or with Alt and the arrow keys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from msgspec import Struct
from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QRect,
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
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractScrollArea, QListView, QStyle, QStyleOptionViewItem

from quizdesigner.views import tokens
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit.rows import Index, RowsModel, set_up_list
from quizdesigner.views.problems import Sign

ROW = Qt.ItemDataRole.UserRole
"""The `Row` itself."""


class Row(Struct, frozen=True):
    """What a list shows: `part` is what the row stands for."""

    id: str
    part: object
    number: int | None = None
    title: str = ""
    movable: bool = True
    sign: Sign = ""


class Rows(RowsModel[Row]):
    """Rows that can be dragged, as `mime`. `spoken` puts a row into words."""

    def __init__(self, mime: str, spoken: Callable[[Row], str]) -> None:
        super().__init__(spoken, key=lambda row: row.id)
        self._mime = mime

    def place(self, row_id: str) -> QModelIndex:
        """Where the row with this id is; an invalid index when it is not."""
        at = next((at for at, row in enumerate(self.rows) if row.id == row_id), -1)
        return self.index(at, 0) if at >= 0 else QModelIndex()

    @property
    def movable(self) -> int:
        """How many rows, from the first, can be moved."""
        return sum(row.movable for row in self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsDragEnabled if self.rows[index.row()].movable else usual

    def mimeTypes(self) -> list[str]:
        return [self._mime]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        made = QMimeData()
        ids = [self.rows[at].id for at in sorted(index.row() for index in indexes) if self.rows[at].movable]
        if ids:
            made.setData(self._mime, QByteArray(" ".join(ids).encode()))
        return made

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class OrderList(QListView):
    """`moved` gives the ids of rows and their new place among the others, `deleted` ids, `picked` the id of what became
    current, `opened` the id of the row Enter was pressed on. With `several`, Shift and Ctrl choose more than one.
    """

    moved = Signal(object, int)
    deleted = Signal(object)
    picked = Signal(str)
    opened = Signal(str)

    def __init__(
        self, name: str, model: Rows, delegate: Callable[[QListView], QAbstractItemDelegate], *, several: bool = False
    ) -> None:
        super().__init__()
        if several:
            self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self._rows = model
        self._drop = -1
        set_up_list(self, name, model, delegate(self), even=False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_current(self, row_id: str) -> None:
        """Make the row with this id the current one and bring it into view; none for an unknown id."""
        index = self._rows.place(row_id)
        if index != self.currentIndex() or not self.selectionModel().isSelected(index):
            # Not the view's own setCurrentIndex: that asks which keys are held, as if it were a click.
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.scrollTo(index)

    @property
    def current(self) -> str:
        """The id of the current row; empty when there is none."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].id if index.isValid() else ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the rows that are chosen and can be moved, in their order; the current one where none is."""
        chosen = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        places = sorted(index.row() for index in chosen if index.isValid())
        return tuple(row.id for row in (self._rows.rows[place] for place in places) if row.movable)

    def choose(self, row_ids: Collection[str]) -> None:
        """Choose these rows too, beside the current one."""
        for row_id in row_ids:
            index = self._rows.place(row_id)
            if index.isValid():
                self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    def step(self, step: int) -> None:
        """Move what is chosen up (-1) or down (1), all of it in one; past the ends it stays."""
        chosen = self.chosen
        places = [self._rows.place(row_id).row() for row_id in chosen]
        if not places:
            return
        # Places count without what moves; rows between those that are chosen stay where they are among the others.
        first, last = places[0], places[-1] - len(places) + 1
        to = first - 1 if step < 0 else last + 1
        gathered = places[-1] - places[0] == len(places) - 1
        if not gathered:
            to = first if step < 0 else last
        if 0 <= to <= self._rows.movable - len(places):
            self.moved.emit(chosen, to)

    def event(self, event: QEvent) -> bool:
        # The pane has these keys for the question; in a list with the focus they mean the row.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _step(event):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:
            # Qt's views would make the first row current, which nobody picked.
            QAbstractScrollArea.focusInEvent(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step := _step(event):
            self.step(step)
        elif event.key() == Qt.Key.Key_Delete and self.chosen:
            self.deleted.emit(self.chosen)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            # Not Qt's own `activated`: on a Mac, Enter does not send it.
            self.opened.emit(self.current)
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
        row_ids = bytes(event.mimeData().data(self._rows.mimeTypes()[0]).data()).decode().split()
        places = [self._rows.place(row_id).row() for row_id in row_ids]
        to = self._landing(event.position().toPoint())
        self._show_drop(-1)
        self.stopAutoScroll()
        event.acceptProposedAction()
        if places and -1 not in places:
            # The place counts without the rows that are being moved.
            self.moved.emit(tuple(row_ids), to - sum(place < to for place in places))

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
            self.picked.emit(self._rows.rows[now.row()].id)


def paint_sign(painter: QPainter, room: QRect, sign: Sign) -> None:
    """Draw the sign of something to mend."""
    paint_icon(painter, room, "circle-x" if sign == "bad" else "triangle-alert", sign)


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
