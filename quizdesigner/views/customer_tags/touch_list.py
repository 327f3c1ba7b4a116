"""The list in a task's card: the places it touches, each to go to, or to tick where one chooses among them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quizdesigner.quiz.tags import Giver
from quizdesigner.views import tokens
from quizdesigner.views.customer_tags.touch_lines import Heading, Line, Place
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit.rows import Index, RowsModel, set_up_list

_MOST = 280
"""Pixels the list may have; what is more scrolls."""

_BOX = 24
_PAD = 4
_WRAP = Qt.TextFlag.TextWordWrap


class TouchList(QListView):
    """`opened` gives the place a person wants to go to; `ticked` says that they chose other places."""

    opened = Signal(object)
    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines = _Lines()
        set_up_list(self, "What it touches", self.lines, _Painter(self), even=False)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show these, in a list no higher than they need."""
        if lines != self.lines.rows:
            at = self.currentIndex().row()
            self.lines.show_rows(lines)
            self.setCurrentIndex(self.lines.index(at))
        self.setVisible(bool(lines))
        self._fit()

    def chosen(self) -> tuple[Giver, ...]:
        """The places that are ticked."""
        return tuple(
            one.at for one in self.lines.rows if isinstance(one, Place) and one.ticked and isinstance(one.at, Giver)
        )

    def toggle(self, index: Index) -> None:
        """Tick a place, or no longer."""
        if self.lines.toggle(index.row()):
            self.ticked.emit()

    def sizeHint(self) -> QSize:
        return QSize(0, self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._high(), 80))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            # The first row is a heading.
            self.setCurrentIndex(self.lines.index(1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self._place(self.currentIndex())
        match event.key():
            case Qt.Key.Key_Space if here and here.ticked is not None:
                self.toggle(self.currentIndex())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if here and here.ticked is None:
                self.opened.emit(here)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Escape:
                event.ignore()
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        place = self._place(index)
        if place is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if place.ticked is None:
            self.opened.emit(place)
        else:
            self.toggle(index)

    def _place(self, index: QModelIndex) -> Place | None:
        line = self.lines.rows[index.row()] if index.isValid() else None
        return line if isinstance(line, Place) else None

    def _high(self) -> int:
        return min(_MOST, sum(self.sizeHintForRow(row) for row in range(min(self.lines.rowCount(), _MOST))))

    def _fit(self) -> None:
        if self.maximumHeight() != self._high():
            self.setMaximumHeight(self._high())
            self.updateGeometry()


class _Lines(RowsModel[Line]):
    def __init__(self) -> None:
        super().__init__(spoken)

    def toggle(self, row: int) -> bool:
        line = self.rows[row]
        if not isinstance(line, Place) or line.ticked is None:
            return False
        new = Place(line.kind, line.what, line.where, line.at, not line.ticked)
        self.rows = (*self.rows[:row], new, *self.rows[row + 1 :])
        self.dataChanged.emit(self.index(row), self.index(row))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.rows[index.row()] if index.isValid() else None
        if not isinstance(line, Place):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if line.ticked is None else flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.rows[index.row()] if index.isValid() else None
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(line, Place) and line.ticked is not None:
            return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
        return super().data(index, role)


def spoken(line: Line) -> str:
    """What a screen reader says for a line."""
    if isinstance(line, Heading):
        return f"{line.text}: {line.count:,}"
    return f"{line.what}, {line.where}" if line.where else line.what


class _Painter(QStyledItemDelegate):
    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, Heading):
            return QSize(0, 26 if index.row() else 22)
        high = _text_rect(line, self._view.viewport().width()).height()
        return QSize(0, max(28, high + (16 if line.where else 0) + 2 * _PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Heading):
            _paint_heading(painter, rect, line)
        else:
            hovered = bool(state & QStyle.StateFlag.State_MouseOver)
            focused = bool(state & QStyle.StateFlag.State_Selected) and bool(state & QStyle.StateFlag.State_HasFocus)
            _paint_place(painter, rect, line, hovered=hovered, focused=focused)
        painter.restore()


def _paint_heading(painter: QPainter, rect: QRect, line: Heading) -> None:
    colours = tokens.current()
    painter.setFont(font(12))
    painter.setPen(QColor(colours.text2))
    count = f"{line.count:,}"
    wide = painter.fontMetrics().horizontalAdvance(count)
    bottom = QRect(rect.left() + _PAD, rect.bottom() - 20, rect.width() - 2 * _PAD, 18)
    painter.drawText(bottom, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
    painter.setFont(font(12, 600))
    room = bottom.width() - wide - 8
    shown = painter.fontMetrics().elidedText(line.text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(bottom, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_place(painter: QPainter, rect: QRect, line: Place, *, hovered: bool, focused: bool) -> None:
    colours = tokens.current()
    if hovered or focused:
        painter.setPen(QPen(QColor(colours.accent), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.hover))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)
    if line.ticked is not None:
        _paint_box(painter, QRectF(rect.left() + _PAD + 0.5, rect.top() + 6.5, 15, 15), line.ticked)
    painter.setFont(font(12))
    painter.setPen(QColor(colours.text))
    words = _text_rect(line, rect.width()).translated(rect.topLeft())
    painter.drawText(words, _WRAP, line.what)
    if line.where:
        painter.setPen(QColor(colours.text2))
        below = QRect(words.left(), words.bottom() + 1, rect.right() - _PAD - words.left(), 16)
        where = painter.fontMetrics().elidedText(line.where, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, where)


def _paint_box(painter: QPainter, rect: QRectF, ticked: bool) -> None:
    colours = tokens.current()
    painter.setPen(QPen(QColor(colours.accent if ticked else colours.edge), 1))
    painter.setBrush(QColor(colours.accent if ticked else colours.surface))
    painter.drawRoundedRect(rect, 4, 4)
    if ticked:
        paint_icon(painter, rect.adjusted(1.5, 1.5, -1.5, -1.5), "check", "on_accent")


def _text_rect(line: Place, width: int) -> QRect:
    """Where the words of a place stand in a row `width` wide."""
    left = _PAD + (_BOX if line.ticked is not None else 0)
    room = QRect(left, _PAD, max(40, width - left - _PAD), 1_000)
    return QFontMetrics(font(12)).boundingRect(room, _WRAP, line.what)
