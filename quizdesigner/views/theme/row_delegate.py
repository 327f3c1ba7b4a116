"""How a row of the table of texts is painted: where it stands, the source, the translation or that it is missing."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.kit.rows import Index
from quizdesigner.views.theme.rows import Row

EDGE = 16
WHERE = 84
GAP = 10
_PAD = 9
_LEAST = 38
_SIZE, _SMALL = 12, 11.5


class RowDelegate(QStyledItemDelegate):
    """Paints three columns that break their lines. `typing` is the key of the row that has the field over it."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.typing = ""
        self.right_to_left = False
        self._missing = ""
        self._width = 400
        self._heights: dict[tuple[str, str, str], int] = {}

    def measure(self, width: int) -> None:
        """Lay rows out for this width."""
        if width != self._width:
            self._width = width
            self._heights.clear()

    def show_source(self, language: str) -> bool:
        """Say, where a translation is missing, that shoppers are shown the text in `language`.

        Whether that is another one than before, so that rows may have other heights.
        """
        missing = f"missing, {language} is shown"
        if missing == self._missing:
            return False
        self._missing = missing
        self._heights.clear()
        return True

    def columns(self, rect: QRect) -> tuple[QRect, QRect, QRect]:
        """Where label, source and translation stand in a row."""
        half = self.half
        left = rect.left() + EDGE
        where = QRect(left, rect.top(), WHERE, rect.height())
        source = QRect(where.right() + 1 + GAP, rect.top(), half, rect.height())
        return where, source, QRect(source.right() + 1 + GAP, rect.top(), half, rect.height())

    def target(self, rect: QRect) -> QRect:
        """Where the field stands in a row."""
        return self.columns(rect)[2].adjusted(-11, 2, 8, -3)

    def height(self, row: Row) -> int:
        """Pixels a row needs."""
        key = (row.spot.label, row.source, row.text)
        if key not in self._heights:
            said = (
                _height(row.spot.label, _SMALL, WHERE),
                _height(row.source, _SIZE, self.half),
                # A little narrower than it is painted, as the field over it is. Nobody types the other words.
                _height(row.text, _SIZE, self.half - 4) if row.text else _height(self._missing, _SIZE, self.half),
            )
            self._heights[key] = max(_LEAST, max(said) + 2 * _PAD)
        return self._heights[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.height(index.data(Qt.ItemDataRole.UserRole)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = tokens.current()
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        typing = row.spot.key == self.typing
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if typing or state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        where, source, target = self.columns(rect)
        _words(painter, where, row.spot.label, colours.text3, size=_SMALL)
        _words(painter, source, row.source, colours.text)
        if not typing:
            said = row.text or self._missing
            _words(
                painter,
                target,
                said,
                colours.text if row.text else colours.warn,
                right_to_left=self.right_to_left and bool(row.text),
            )
        if state & QStyle.StateFlag.State_HasFocus and not typing:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), 7, 7)
        painter.restore()

    @property
    def half(self) -> int:
        """Pixels a text is wide."""
        return max(60, (self._width - 2 * EDGE - WHERE - 2 * GAP) // 2)


def _laid_out(text: str, size: float, width: int, *, right_to_left: bool = False) -> tuple[QTextLayout, float]:
    """The text broken into lines of this width, at words where it can be, and how high it is."""
    # What ends a line of a text is another sign to Qt.
    layout = QTextLayout(text.replace("\n", "\u2028"), font(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if right_to_left:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    layout.setTextOption(option)
    layout.beginLayout()
    high = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, high))
        high += line.height()
    layout.endLayout()
    return layout, high


def _height(text: str, size: float, width: int) -> int:
    return ceil(_laid_out(text, size, width)[1])


def _words(
    painter: QPainter, rect: QRect, text: str, colour: str, *, size: float = _SIZE, right_to_left: bool = False
) -> None:
    layout, high = _laid_out(text, size, rect.width(), right_to_left=right_to_left)
    painter.setPen(QColor(colour))
    layout.draw(painter, QPointF(rect.left(), rect.top() + round((rect.height() - high) / 2)))
