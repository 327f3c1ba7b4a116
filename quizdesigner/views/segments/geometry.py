"""Where things stand in a segment's row, in pixels: one answer for the painter, the mouse and the fields."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from quizdesigner.views.customer_tags.geometry import flow
from quizdesigner.views.fonts import font
from quizdesigner.views.kit import chip_size
from quizdesigner.views.segments.chipped import Piece
from quizdesigner.views.segments.rows import SegmentRow

PAD = 18
TOP = 13
LINE = 22
CHIPS = 41
CHIP = 24
GAP = 6
BAR = 8
TYPING = 119
"""The height of a row that is typed in."""

_BAR_GAP = 9
_BOTTOM = 16
_PLUS = 24


def height(row: SegmentRow, width: int) -> int:
    """The height of a row of this width: more than one line of chips makes it grow."""
    return _chips_bottom(row.pieces, width) + _BAR_GAP + BAR + _BOTTOM


def piece_rects(rect: QRect, row: SegmentRow) -> list[QRect]:
    """Where each chip and word of the rule is painted."""
    return _placed(rect, row.pieces)[:-1]


def plus_rect(rect: QRect, row: SegmentRow) -> QRect:
    """Where the sign is that adds to the rule."""
    return _placed(rect, row.pieces)[-1]


def bar_rect(rect: QRect) -> QRect:
    """The bar of the share, at the bottom of a row."""
    return QRect(rect.left() + PAD, rect.bottom() - _BOTTOM - BAR + 1, rect.width() - 2 * PAD, BAR)


def share_rect(rect: QRect, counts: int) -> QRect:
    """Where the share ends, left of the counts, which are `counts` pixels wide in the widest row."""
    right = rect.right() - PAD - counts - 16
    return QRect(right - 79, rect.top() + TOP, 80, LINE)


def counts_rect(rect: QRect, counts: int) -> QRect:
    """Where the exact counts stand."""
    return QRect(rect.right() - PAD - counts + 1, rect.top() + TOP, counts, LINE)


def name_rect(rect: QRect, counts: int) -> QRect:
    """The room of the name and what is said about it."""
    left = rect.left() + PAD
    return QRect(left, rect.top() + TOP, share_rect(rect, counts).left() - 8 - left, LINE)


def counts_width(rows: tuple[SegmentRow, ...]) -> int:
    """How wide the widest counts are."""
    metrics = QFontMetrics(font(12.5))
    return max((metrics.horizontalAdvance(row.counts) + 1 for row in rows), default=0)


def _placed(rect: QRect, pieces: tuple[Piece, ...]) -> list[QRect]:
    left, top, room = rect.left() + PAD, rect.top() + CHIPS, rect.width() - 2 * PAD
    widths = [min(_width(piece.text, piece.atom >= 0), room) for piece in pieces] + [_PLUS]
    return [
        QRect(left + x, top + line * (CHIP + GAP), width, CHIP)
        for width, (line, x) in zip(widths, flow(widths, room), strict=True)
    ]


@lru_cache(maxsize=4096)
def _width(text: str, chip: bool) -> int:
    """A rule of thousands of tags has the same few again and again, and is laid out with every move of the mouse."""
    return chip_size(text).width() if chip else QFontMetrics(font(12)).horizontalAdvance(text) + 4


@lru_cache(maxsize=4096)
def _chips_bottom(pieces: tuple[Piece, ...], width: int) -> int:
    """Asked for every row by every layout of the place."""
    return max(rect.bottom() + 1 for rect in _placed(QRect(0, 0, width, 0), pieces))
