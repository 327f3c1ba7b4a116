"""Where things stand in the grid, in pixels: one answer for the painter and the mouse."""

from __future__ import annotations

from math import ceil, sqrt

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics

from quizdesigner.views.fonts import font
from quizdesigner.views.kit import chip_size

ROW = 38
COLUMN = 56
FREE = 212
"""The least width of the column after the last tag: room for the field, and for the last head to lean into."""

MARGIN = 28
TITLE = 60
BOX = 16
"""The side of a mark. A click within `TARGET` of a cell's middle means the mark, any other the cell."""
TARGET = 28

CHIP = 20
LEAST_HEAD, MOST_HEAD = 96, 190
_ORIGIN = QPoint(13, -17)
"""From where a column meets the bottom of the heads to where the middle of its chip's left edge is."""
_LEAN = 1 / sqrt(2)
"""How far right and up a chip goes for each of its pixels: heads lean by 45 degrees."""


def side_width(width: int) -> int:
    """How much of the grid's width the words of the rows have."""
    return max(210, min(356, round(width * 0.3)))


def head_height(names: list[str]) -> int:
    """The height the leaning heads need, so that the longest can be read if it is not very long."""
    # The widest letters decide rarely; measuring two hundred names would take longer than the rest of an edit.
    longest = max((chip_width(name) for name in sorted(names, key=len)[-12:]), default=0)
    return max(LEAST_HEAD, min(MOST_HEAD, _height(longest)))


def chip_width(name: str) -> int:
    """How long a head's chip is when nothing is cut off."""
    return chip_size(name, small=True).width()


def chip_room(height: int) -> int:
    """How long a chip can be in heads of this height."""
    return ceil((height + _ORIGIN.y() - _END) / _LEAN)


def origin(left: int, height: int) -> QPoint:
    """Where the chip of a column begins whose left edge is at `left`, in heads of this height."""
    return QPoint(left, height) + _ORIGIN


def leans_over(left: int, height: int, length: int, point: QPoint) -> bool:
    """Whether a point of the heads is on the chip of a column, or so near that nothing else can be meant."""
    start = point - origin(left, height)
    along, across = (start.x() - start.y()) * _LEAN, (start.x() + start.y()) * _LEAN
    return -4 <= along <= length + 4 and abs(across) <= CHIP / 2 + 4


def box(cell: QRect) -> QRect:
    """Where the mark of a cell is."""
    return QRect(cell.left() + (COLUMN - BOX) // 2, cell.top() + (ROW - BOX) // 2 - 1, BOX, BOX)


def on_box(cell: QRect, point: QPoint) -> bool:
    """Whether a click at this point means the mark."""
    more = (TARGET - BOX) // 2
    return box(cell).adjusted(-more, -more, more, more).contains(point)


def words_width(text: str, size: int = 13) -> int:
    """How wide a text is."""
    return QFontMetrics(font(size)).horizontalAdvance(text)


_END = 18
"""What is left free above the middle of the highest chip's end."""


def _height(length: int) -> int:
    return ceil(length * _LEAN) - _ORIGIN.y() + _END
