"""How the grid looks and where its cells are: heads that stay in sight, and cells painted only where they are seen."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelection, QItemSelectionModel, QPoint, QRect, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleStateChangeEvent,
    QColor,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from quizdesigner.quiz.marks import Area, Giving
from quizdesigner.views import tokens
from quizdesigner.views.customer_tags.grid import changes, geometry
from quizdesigner.views.customer_tags.grid.heads import Corner, GiverHeads, TagHeads
from quizdesigner.views.customer_tags.grid.model import GridModel
from quizdesigner.views.customer_tags.grid.painting import paint_band, paint_box, paint_mark, paint_ring
from quizdesigner.views.customer_tags.grid.rows import Band
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit.rows import Index

NOWHERE = (-1, -1)


class GridView(QTableView):
    """Qt's table keeps the current cell, the selection and what a screen reader is told; here it is painted.

    One pass paints all cells in sight: a delegate asked for each of five hundred would take longer than a frame.
    """

    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = GridModel(self)
        self.hovered = NOWHERE
        """The cell whose mark the mouse is over."""
        self.fill_from: tuple[int, int] | None = None
        """Where a drag that fills began; the current cell is how far it reaches."""
        self.fill_sets = False
        self.heads = TagHeads(self.grid, self)
        self.side = GiverHeads(self.grid, self)
        self._corner = Corner(self)
        # Qt paints a box of its own between two scroll bars.
        self.setCornerWidget(QWidget())
        self.setModel(self.grid)
        self.setItemDelegate(_Untouched(self))
        self.setHorizontalHeader(self.heads)
        self.setVerticalHeader(self.side)
        self.setAccessibleName("Customer tags by choice")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.grid.modelReset.connect(self._begin_anew)

    def area(self) -> Area:
        """The block of cells selected: at least the current one. Without a current cell it has no rows."""
        current, ranges = self.currentIndex(), self.selectionModel().selection().toList()
        if not current.isValid():
            return Area(0, 0, 0, 0)
        if not ranges:
            return Area(current.row(), current.column())
        top, left = min(one.top() for one in ranges), min(one.left() for one in ranges)
        bottom, right = max(one.bottom() for one in ranges), max(one.right() for one in ranges)
        return changes.between(top, left, bottom, right)

    def filling(self) -> Area | None:
        """What a drag that fills has reached; None when there is none."""
        if self.fill_from is None:
            return None
        return changes.between(*self.fill_from, self.currentIndex().row(), self.currentIndex().column())

    def go_to(self, row: int, column: int, *, show: bool = True) -> None:
        """Make a cell the current one, and the only one selected."""
        index = self.grid.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if show:
            self.scrollTo(index)

    def fit(self) -> None:
        """Give the heads the room their words need, and the column after the last tag what is left."""
        self.heads.fit()
        self.side.setFixedWidth(geometry.side_width(self.width()))
        self.updateGeometries()
        left = self.viewport().width() - len(self.grid.columns) * geometry.COLUMN
        self.heads.resizeSection(len(self.grid.columns), max(geometry.FREE, left))

    def _begin_anew(self) -> None:
        """Other rows or tags: what the mouse was doing with those before is over."""
        self.fill_from, self.hovered = None, NOWHERE
        self.fit()

    def tell_mark(self) -> None:
        """Tell a screen reader that the mark of the current cell is another one."""
        current = self.currentIndex()
        state = QAccessible.State()
        state.checked = True
        event = QAccessibleStateChangeEvent(self, state)
        # Children of a table are its heads and then each row, which begins with a head of its own.
        event.setChild((current.row() + 1) * (self.grid.columnCount() + 1) + current.column() + 1)
        QAccessible.updateAccessibility(event)

    def hover(self, cell: tuple[int, int]) -> None:
        """The mouse is over the mark of this cell."""
        if cell != self.hovered:
            self.hovered = cell
            self.viewport().update()

    # -- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours = tokens.current()
        wide = self.viewport().width()
        painter.fillRect(event.rect(), QColor(colours.window))
        first, last = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        if first < 0:
            return
        last = last if last >= 0 else len(self.grid.rows) - 1
        left, right = self.columnAt(0), self.columnAt(wide - 1)
        seen = range(left, (right if right >= 0 else len(self.grid.columns)) + 1)
        top, bottom = self.rowViewportPosition(first), self.rowViewportPosition(last) + geometry.ROW
        painter.fillRect(QRect(0, top, wide, bottom - top), QColor(colours.surface))
        current = self.currentIndex()
        if current.isValid():
            ground = colours.selection if self.hasFocus() else colours.active
            painter.fillRect(self._block(self.area()), QColor(ground))
        for column in seen:
            at = self.columnViewportPosition(column)
            painter.fillRect(QRect(at, top, 1, bottom - top), QColor(colours.line))
        # What is out of sight at the left goes on behind the words of the rows.
        behind = self.horizontalScrollBar().value() > 0
        painter.fillRect(QRect(0, top, 1, bottom - top), QColor(colours.line_strong if behind else colours.line))
        for row in range(first, last + 1):
            shown = self.grid.rows[row]
            y = self.rowViewportPosition(row)
            if isinstance(shown, Band):
                paint_band(painter, QRect(-self.side.width(), y, wide + self.side.width(), geometry.ROW), shown)
            else:
                painter.fillRect(QRect(0, y + geometry.ROW - 1, wide, 1), QColor(colours.line))
                self._paint_marks(painter, row, shown, seen)
        if current.isValid():
            paint_icon(painter, self._box(current.row(), len(self.grid.columns)), "plus", "text3")
            paint_ring(painter, self._block(Area(current.row(), current.column())), focused=self.hasFocus())

    def _paint_marks(self, painter: QPainter, row: int, shown: Giving, seen: range) -> None:
        on = {place for tag in shown.tags if (place := self.grid.places.get(tag, -1)) >= 0}
        filling = self.filling()
        if filling is not None and filling.top <= row < filling.top + filling.rows:
            reached = range(filling.left, filling.left + filling.columns)
            on = on.union(reached) if self.fill_sets else on.difference(reached)
        for column in on:
            if column in seen:
                paint_mark(painter, self._box(row, column), self.grid.columns[column])
        if row == self.hovered[0] and self.hovered[1] not in on:
            paint_box(painter, self._box(*self.hovered))

    def _box(self, row: int, column: int) -> QRect:
        return geometry.box(QRect(self.columnViewportPosition(column), self.rowViewportPosition(row), 0, 0))

    def _block(self, area: Area) -> QRect:
        """Where a block of cells is; the column after the last tag counts as wide as the others."""
        at = QPoint(self.columnViewportPosition(area.left), self.rowViewportPosition(area.top))
        return QRect(at.x(), at.y(), area.columns * geometry.COLUMN + 1, area.rows * geometry.ROW)

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.heads.show_here(current.column())
        self.side.show_here(current.row())
        self.viewport().update()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._corner.setGeometry(0, 0, self.side.width(), self.heads.height())
        self._corner.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        # Bands stand still while cells move sideways, so that moving what is painted is not enough.
        self.viewport().update()
        self.scrolled.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.grid.giving(self.currentIndex().row()) is None:
            first = changes.next_giving(self.grid.rows, 0, 1)
            if first >= 0:
                self.go_to(first, 0, show=False)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


class _Untouched(QStyledItemDelegate):
    """Leaves clicks to the view: Qt's own would look for a mark of its style at the left of each cell."""

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        return False
