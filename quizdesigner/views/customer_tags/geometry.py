"""Where things stand in a row of the list, in pixels: one answer for the painter, the mouse and the field."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics

from quizdesigner.views.customer_tags.rows import Chip, QuestionRow
from quizdesigner.views.fonts import font
from quizdesigner.views.kit import chip_size

ROW = 42
MARGIN = 28
CHIP = 24
GAP = 6

_CHIPS_AT = 0.355
"""The share of the width that belongs to the sign and the words of a choice."""


def chips_left(width: int) -> int:
    """Where the chips of a row begin."""
    return MARGIN + 8 + round((width - 2 * MARGIN) * _CHIPS_AT)


def field_rect(row: QRect) -> QRect:
    """Where the field stands in a row that is typed in: its frame is 8 pixels left of the chips."""
    left = row.left() + chips_left(row.width()) - 8
    return QRect(left, row.top() + 4, row.right() - MARGIN - left + 1, row.height() - 9)


@lru_cache(maxsize=4096)
def chip_width(name: str, closable: bool = False) -> int:
    """The width of a chip in pixels; measured once, since every key asks."""
    return chip_size(name, closable=closable).width()


def flow(widths: Sequence[int], room: int) -> list[tuple[int, int]]:
    """Line and left edge of each of these widths, set one after another into lines `room` wide."""
    places: list[tuple[int, int]] = []
    line = left = 0
    for width in widths:
        if left and left + width > room:
            line, left = line + 1, 0
        places.append((line, left))
        left += width + GAP
    return places


def chip_rects(row: QRect, chips: Sequence[Chip]) -> list[QRect]:
    """Where each chip of a row is painted."""
    left = row.left() + chips_left(row.width())
    room = row.right() - MARGIN - left
    widths = [min(chip_width(chip.name), room) for chip in chips]
    return [
        QRect(left + x, row.top() + 9 + line * (CHIP + GAP), width, CHIP)
        for width, (line, x) in zip(widths, flow(widths, room), strict=True)
    ]


def row_height(width: int, chips: Sequence[Chip]) -> int:
    """The height of a row: more than one line of chips makes it grow."""
    room = width - MARGIN - chips_left(width)
    lines = max((line for line, _ in flow([min(chip_width(chip.name), room) for chip in chips], room)), default=0)
    return ROW + lines * (CHIP + GAP)


def group_text(row: QuestionRow) -> str:
    """What the chip of a question's default group says."""
    return f"{row.group}:" if row.group else "no group"


def group_rect(row: QRect, head: QuestionRow) -> QRect:
    """Where the chip of the default group is, at the right of a question's row."""
    size: QSize = chip_size(group_text(head), dot=bool(head.group))
    right = row.right() - MARGIN - share_width(head) - 16
    return QRect(right - size.width() + 1, row.top() + 10, size.width(), 22)


def share_width(head: QuestionRow) -> int:
    """The width of the ring and the words `4 of 4` at the end of a question's row."""
    return 22 + QFontMetrics(font(13)).horizontalAdvance(f"{head.tagged} of {head.total}")
