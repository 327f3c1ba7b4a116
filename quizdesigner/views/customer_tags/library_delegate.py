"""How the library is painted: a group with its dot and count, and under it the chips of its tags."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizdesigner.quiz.phrases import counted
from quizdesigner.views import tokens
from quizdesigner.views.customer_tags.library_rows import GroupRow, TagRow
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import chip_size, paint_chip
from quizdesigner.views.kit.rows import Index

PAD = 16

_GAP = 5
_SIGN = 18
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class LibraryDelegate(QStyledItemDelegate):
    """`filtering` is the tag the list of choices is narrowed to; `target` the one a dragged tag is over. `attending`
    rings the current row though the keyboard is elsewhere: in a card that speaks of it.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.width = 280
        self.filtering = ""
        self.target = ""
        self.attending = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, GroupRow):
            # As wide as the view, so that the chips before and after it stand in lines of their own.
            return QSize(self.width, (52 if index.row() else 38) + _SIGN * len(row.signs))
        size = chip_size(row.text, dot=False, count=str(row.count))
        return QSize(min(size.width() + _GAP, self.width), 28)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        attended = self.attending or bool(state & QStyle.StateFlag.State_HasFocus)
        focused = attended and bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, GroupRow):
            _paint_group(painter, rect, row, first=not index.row(), focused=focused)
        else:
            self._paint_tag(painter, rect, row, focused, bool(state & QStyle.StateFlag.State_MouseOver))
        painter.restore()

    def _paint_tag(self, painter: QPainter, rect: QRect, row: TagRow, focused: bool, hovered: bool) -> None:
        colours = tokens.current()
        on = row.chip.tag in (self.filtering, self.target)
        chip = QRect(rect.left(), rect.top() + 2, rect.width() - _GAP, 24)
        triple = colours.chip(row.chip.colour)
        paint_chip(painter, chip, row.text, triple, dot=False, count=str(row.count), ring=focused or on)
        if not on and not focused and (hovered or row.nobody or not row.count):
            pen = QPen(QColor(triple.dot if hovered else colours.warn), 1)
            if row.nobody or not row.count:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def _paint_group(painter: QPainter, rect: QRect, row: GroupRow, *, first: bool, focused: bool) -> None:
    colours = tokens.current()
    line = rect.adjusted(0, 2 if first else 16, 0, -_SIGN * len(row.signs))
    if not first:
        painter.fillRect(QRect(rect.left(), rect.top() + 11, rect.width(), 1), QColor(colours.line))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.chip(row.colour).dot))
    painter.drawRoundedRect(QRectF(line.left(), line.center().y() - 3.5, 9, 9), 2.5, 2.5)
    count = counted(row.shown, "tag") + (" · one value" if row.single else "")
    unused = "on no choice" if row.unused == row.shown else f"{row.unused} on no choice" if row.unused else ""
    small = QFontMetrics(font(12))
    after = small.horizontalAdvance(count) + 8 + (small.horizontalAdvance(unused) + 26 if unused else 0)
    painter.setFont(font(13, 600))
    painter.setPen(QColor(colours.text))
    left = line.left() + 17
    room = max(40, line.width() - 17 - after)
    name = painter.fontMetrics().elidedText(row.name or "no group", Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRect(left, line.top(), line.width(), line.height()), _MIDDLE, name)
    wide = painter.fontMetrics().horizontalAdvance(name)
    painter.setFont(font(12))
    painter.setPen(QColor(colours.text2))
    painter.drawText(QRect(left + wide + 8, line.top(), line.width(), line.height()), _MIDDLE, count)
    if unused:
        _paint_sign(painter, line, line.right() + 1 - small.horizontalAdvance(unused) - 18, unused)
    for place, sign in enumerate(row.signs):
        _paint_sign(painter, QRect(line.left(), line.bottom() - 5 + place * _SIGN, line.width(), _SIGN), left, sign)
    if focused:
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Around the words: the view ends where the dot begins.
        painter.drawRoundedRect(QRectF(line).adjusted(12, 5, -1, _SIGN * len(row.signs) - 5), 6, 6)


def _paint_sign(painter: QPainter, line: QRect, left: int, words: str) -> None:
    """The amber sign, and what is wrong beside it."""
    paint_icon(painter, QRect(left, line.center().y() - 6, 13, 13), "triangle-alert", "warn")
    painter.setPen(QColor(tokens.current().warn))
    rest = QRect(left + 18, line.top(), line.right() - left - 17, line.height())
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rest.width())
    painter.drawText(rest, _MIDDLE, shown)
