"""The heads of the grid: tags leaning over their columns, and the words of each row beside it. Both stay in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from quizdesigner.views import tokens
from quizdesigner.views.customer_tags.grid import geometry
from quizdesigner.views.customer_tags.grid.model import GridModel
from quizdesigner.views.customer_tags.grid.painting import paint_band, paint_head, paint_words
from quizdesigner.views.customer_tags.grid.rows import Band
from quizdesigner.views.icons import paint_icon


class Heads(QHeaderView):
    """`picked` gives a section that was clicked, and whether Shift was held; `asked` one of which more is wanted."""

    picked = Signal(int, bool)
    asked = Signal(int, QPoint)

    def __init__(self, orientation: Qt.Orientation, grid: GridModel, size: int, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.grid = grid
        self.table = parent
        self.here = -1
        """The section of the current cell."""
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(size)
        self.setDefaultSectionSize(size)
        self.setSectionsClickable(False)

    def show_here(self, section: int) -> None:
        """Show in which section the current cell is."""
        if section != self.here:
            self.here = section
            self.viewport().update()

    def sizeHint(self) -> QSize:
        # Qt's own asks the model for two hundred heads after each edit; how large these are is known.
        return self.minimumSize()

    def section_at(self, point: QPoint) -> int:
        """The section at a point, or -1."""
        return self.logicalIndexAt(point)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        section = self.section_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and section >= 0:
            self.picked.emit(section, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        section = self.section_at(event.pos())
        if section >= 0:
            self.asked.emit(section, event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            section = self.section_at(event.pos())
            role = Qt.ItemDataRole.ToolTipRole
            said = self.grid.headerData(section, self.orientation(), role) if section >= 0 else ""
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().viewportEvent(event)


class TagHeads(Heads):
    """The tags, leaning. A chip reaches over the columns after its own, and is to be clicked wherever it is."""

    def __init__(self, grid: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid, geometry.COLUMN, parent)
        self.setAccessibleName("Customer tags")

    def fit(self) -> None:
        """Be as high as the longest name needs."""
        self.setFixedHeight(geometry.head_height([one.name for one in self.grid.columns]))

    def section_at(self, point: QPoint) -> int:
        below = self.logicalIndexAt(point)
        room = geometry.chip_room(self.height())
        last = len(self.grid.columns) - 1
        for section in range(min(last, below if below >= 0 else last), -1, -1):
            left = self.sectionViewportPosition(section)
            if left < point.x() - self.height() - geometry.COLUMN:
                break
            length = min(room, geometry.chip_width(self.grid.columns[section].name))
            if geometry.leans_over(left, self.height(), length, point):
                return section
        return below

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens.current()
        high, wide = self.height(), self.viewport().width()
        painter.fillRect(self.viewport().rect(), QColor(colours.surface))
        painter.fillRect(QRect(0, high - 1, wide, 1), QColor(colours.line))
        room = geometry.chip_room(high)
        # Chips of columns out of sight at the left may lean into it.
        first = max(0, self.visualIndexAt(0) - high // geometry.COLUMN - 1)
        for section in range(first, len(self.grid.columns)):
            left = self.sectionViewportPosition(section)
            if left > wide:
                break
            paint_head(painter, geometry.origin(left, high), room, self.grid.columns[section])
        last = len(self.grid.columns)
        left = self.sectionViewportPosition(last)
        paint_icon(painter, QRect(left + (geometry.COLUMN - 16) // 2, high - 32, 16, 16), "plus", "text2")
        if self.here >= 0:
            mark = QRect(self.sectionViewportPosition(self.here) + 1, high - 2, geometry.COLUMN - 1, 2)
            painter.fillRect(mark, QColor(colours.accent))


class GiverHeads(Heads):
    """The words of each row, and a question's band as it goes on over the cells."""

    def __init__(self, grid: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, grid, geometry.ROW, parent)
        self.setAccessibleName("Choices")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(tokens.current().window))
        first, last = self.visualIndexAt(event.rect().top()), self.visualIndexAt(event.rect().bottom())
        if first < 0:
            return
        for place in range(first, (last if last >= 0 else len(self.grid.rows) - 1) + 1):
            row = self.grid.rows[place]
            top = self.sectionViewportPosition(place)
            if isinstance(row, Band):
                paint_band(painter, QRect(0, top, self.table.width(), geometry.ROW), row)
            else:
                paint_words(painter, QRect(0, top, self.width(), geometry.ROW), row, here=place == self.here)


class Corner(QWidget):
    """What is left of the heads of both sides, where neither has anything to say."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = tokens.current()
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(colours.line))
