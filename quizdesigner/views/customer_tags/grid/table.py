"""Hands on the grid: what keys and mouse do there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from quizdesigner.quiz.marks import Marks
from quizdesigner.views.customer_tags.grid import changes, geometry
from quizdesigner.views.customer_tags.grid.view import NOWHERE, GridView

Flag = QItemSelectionModel.SelectionFlag


class GridTable(GridView):
    """`marked` gives marks to set and clear, and what to call that; `naming` the row a new tag is to be typed for, and
    the letter typed already. `copied` and `pasted` ask for the clipboard, `asked` for a menu about a tag's column.
    """

    marked = Signal(object, str)
    naming = Signal(int, str)
    copied = Signal()
    pasted = Signal()
    asked = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heads.picked.connect(self._pick_column)
        self.side.picked.connect(self._pick_row)
        self.heads.asked.connect(self.asked)

    # -- whole rows and columns --------------------------------------------------------------------------------------

    def _pick_column(self, section: int, more: bool) -> None:
        if section == len(self.grid.columns):
            self.naming.emit(self.currentIndex().row(), "")
        else:
            self._pick(0, section, len(self.grid.rows) - 1, section, more)

    def _pick_row(self, section: int, more: bool) -> None:
        if self.grid.giving(section) is not None:
            self._pick(section, 0, section, max(0, len(self.grid.columns) - 1), more)

    def _pick(self, top: int, left: int, bottom: int, right: int, more: bool) -> None:
        """Select whole columns or rows; `more` goes on from those selected before."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        first = changes.next_giving(self.grid.rows, top, 1)
        if first < 0:
            return
        if more and self.currentIndex().isValid():
            before = self.area()
            top, bottom = min(top, before.top), max(bottom, before.top + before.rows - 1)
            left, right = min(left, before.left), max(right, before.left + before.columns - 1)
        else:
            self.selectionModel().setCurrentIndex(self.grid.index(first, left), Flag.NoUpdate)
        block = QItemSelection(self.grid.index(top, left), self.grid.index(bottom, right))
        self.selectionModel().select(block, Flag.ClearAndSelect)

    # -- keys --------------------------------------------------------------------------------------------------------

    def moveCursor(self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier) -> QModelIndex:
        to = super().moveCursor(action, held)
        if not to.isValid() or self.grid.giving(to.row()) is not None:
            return to
        # Qt steps over bands one by one, but stays where it is when a page ends on one.
        step = -1 if action == QAbstractItemView.CursorAction.MovePageUp else 1
        row = changes.next_giving(self.grid.rows, to.row(), step)
        if row < 0:
            row = changes.next_giving(self.grid.rows, to.row(), -step)
        return self.grid.index(row, to.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        free = self.currentIndex().column() == len(self.grid.columns) and self.currentIndex().isValid()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif self.fill_from is not None and key == Qt.Key.Key_Escape:
            self.fill_from = None
            self.viewport().update()
        elif free and self._names(event):
            self.naming.emit(self.currentIndex().row(), event.text().strip())
        elif key == Qt.Key.Key_Space and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.turn()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._mark(changes.filled(self.grid.rows, self.grid.columns, self.area(), on=False), "clear tags")
        elif control and key == Qt.Key.Key_D:
            self._mark(changes.down(self.grid.rows, self.grid.columns, self.area()), "fill tags down")
        elif control and key == Qt.Key.Key_R:
            self._mark(changes.right(self.grid.rows, self.grid.columns, self.area()), "fill tags right")
        elif key in _MOVES or event.matches(QKeySequence.StandardKey.SelectAll):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def turn(self) -> None:
        """Set every cell selected; where all are set, clear them."""
        on = not changes.all_on(self.grid.rows, self.grid.columns, self.area())
        marks = changes.filled(self.grid.rows, self.grid.columns, self.area(), on=on)
        self._mark(marks, "set tags" if on else "clear tags")

    def _mark(self, marks: tuple[Marks, ...], what: str) -> None:
        if marks:
            self.marked.emit(marks, what)

    @staticmethod
    def _names(event: QKeyEvent) -> bool:
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            return not held
        return not held and bool(event.text().strip()) and event.text().isprintable()

    # -- mouse -------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        row, column = index.row(), index.column()
        if event.button() != Qt.MouseButton.LeftButton or self.grid.giving(row) is None:
            return
        plain = not event.modifiers()
        if plain and column == len(self.grid.columns):
            self.go_to(row, column)
            self.naming.emit(row, "")
        elif plain and geometry.on_box(self.visualRect(index), point):
            self.fill_sets = not self.grid.is_on(row, column)
            self.fill_from = (row, column)
            self.go_to(row, column)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self.fill_from is not None:
            self._reach(point)
        elif event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
        else:
            index = self.indexAt(point)
            over = 0 <= index.column() < len(self.grid.columns) and geometry.on_box(self.visualRect(index), point)
            self.hover((index.row(), index.column()) if over else NOWHERE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        area, self.fill_from = self.filling(), None
        if area is None:
            super().mouseReleaseEvent(event)
            return
        what = ("set tags" if self.fill_sets else "clear tags") if (area.rows, area.columns) == (1, 1) else "fill tags"
        self._mark(changes.filled(self.grid.rows, self.grid.columns, area, on=self.fill_sets), what)
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second click of two is one like the first: it takes back what that did.
        self.mousePressEvent(event)

    def _reach(self, point: QPoint) -> None:
        """The drag goes as far as this point; past an edge it goes on by one, and what is reached comes into sight."""
        inside = self.viewport().rect()
        row = self.rowAt(min(max(point.y(), 0), inside.bottom()))
        row = len(self.grid.rows) - 1 if row < 0 else row + _beyond(point.y(), inside.bottom())
        column = self.columnAt(min(max(point.x(), 0), inside.right())) + _beyond(point.x(), inside.right())
        to = changes.next_giving(self.grid.rows, max(0, min(row, len(self.grid.rows) - 1)), -1)
        if to >= 0:
            self.go_to(to, max(0, min(column, len(self.grid.columns) - 1)))
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = self.currentIndex(), self.mapToGlobal(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(self.viewport().mapFrom(self, event.pos()))
        else:
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.asked.emit(index.column(), at)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.hover(NOWHERE)
        return super().viewportEvent(event)


def _beyond(at: int, last: int) -> int:
    """1 after the last pixel, -1 before the first, 0 between them."""
    return (at > last) - (at < 0)


_MOVES = frozenset(
    (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    )
)
