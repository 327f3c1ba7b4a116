"""How a segment is painted: name with its pill, share and counts, the rule in chips, the bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import paint_chip
from quizdesigner.views.kit.rows import Index
from quizdesigner.views.segments import geometry
from quizdesigner.views.segments.rows import Note, SegmentRow
from quizdesigner.views.tokens import Tokens

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_CORNER = 9
_NOTE_GAP = 10


class SegmentDelegate(QStyledItemDelegate):
    """`typing` is the place of the row that has the fields over it, or -1; `counts` the width of the widest counts."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.typing = -1
        self.width = 780
        self.counts = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.row() == self.typing:
            return QSize(0, geometry.TYPING)
        return QSize(0, geometry.height(index.data(Qt.ItemDataRole.UserRole), self.width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = tokens.current()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row: SegmentRow = index.data(Qt.ItemDataRole.UserRole)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        typing = index.row() == self.typing
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hovered:
            ground = QColor(colours.selection if chosen else colours.hover)
            painter.fillPath(_ground(rect, top=index.row() == 0), ground)
        if not typing:
            self._paint_head(painter, rect, row, colours)
            _paint_rule(painter, rect, row, colours, plus=chosen or hovered)
        else:
            self._paint_figures(painter, rect, row, colours)
        _paint_bar(painter, geometry.bar_rect(rect), row.part, colours)
        if chosen and not typing and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), 7, 7)
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, row: SegmentRow, colours: Tokens) -> None:
        self._paint_figures(painter, rect, row, colours)
        line = geometry.name_rect(rect, self.counts)
        painter.setFont(font(13, 600))
        painter.setPen(QColor(colours.text))
        metrics = painter.fontMetrics()
        least = min(metrics.horizontalAdvance(row.name), max(line.width() // 3, 60)) if row.note else line.width()
        wide = _note_width(row.note, line.width() - least - _NOTE_GAP) if row.note else 0
        room = line.width() - (wide + _NOTE_GAP if wide else 0)
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(line.left(), line.top(), room + 1, line.height()), _MIDDLE, name)
        if row.note and wide:
            left = line.left() + metrics.horizontalAdvance(name) + _NOTE_GAP
            _paint_note(painter, QRect(left, line.top(), wide, line.height()), row.note, colours)

    def _paint_figures(self, painter: QPainter, rect: QRect, row: SegmentRow, colours: Tokens) -> None:
        painter.setFont(font(13, 600))
        painter.setPen(QColor(colours.warn if row.nobody else colours.text))
        painter.drawText(geometry.share_rect(rect, self.counts), _END, row.share)
        painter.setFont(font(12.5))
        painter.setPen(QColor(colours.text2))
        painter.drawText(geometry.counts_rect(rect, self.counts), _END, row.counts)


def _ground(rect: QRect, *, top: bool) -> QPainterPath:
    """The row's ground; the first one has the corners of the frame it stands in."""
    path = QPainterPath()
    if not top:
        path.addRect(QRectF(rect))
        return path
    # Rounded at all four corners, and square again at the lower two.
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(QRectF(rect), _CORNER, _CORNER)
    path.addRect(QRectF(rect).adjusted(0, _CORNER, 0, 0))
    return path


def _note_width(note: Note, room: int) -> int:
    """How wide the pill is; 0 where it would say nothing."""
    wanted = QFontMetrics(font(12, 500)).horizontalAdvance(note.text) + 34
    return min(wanted, room) if room > 70 else 0


def _paint_note(painter: QPainter, rect: QRect, note: Note, colours: Tokens) -> None:
    ground, ink, sign = (
        (colours.warn_ground, "warn", "triangle-alert") if note.tone == "warn" else (colours.active, "text2", "info")
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(rect, 11, 11)
    paint_icon(painter, QRect(rect.left() + 8, rect.center().y() - 6, 13, 13), sign, ink)
    painter.setFont(font(12, 500))
    painter.setPen(QColor(colours.colour(ink)))
    # One more than the words take: those that fit to the pixel would be cut.
    room = rect.width() - 33
    words = painter.fontMetrics().elidedText(note.text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRect(rect.left() + 25, rect.top(), room + 1, rect.height()), _MIDDLE, words)


def _paint_rule(painter: QPainter, rect: QRect, row: SegmentRow, colours: Tokens, *, plus: bool) -> None:
    for piece, place in zip(row.pieces, geometry.piece_rects(rect, row), strict=True):
        if piece.atom >= 0:
            paint_chip(painter, place, piece.text, colours.chip(piece.colour))
        else:
            painter.setFont(font(12))
            painter.setPen(QColor(colours.text2))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, piece.text)
    if plus:
        spot = geometry.plus_rect(rect, row)
        painter.setPen(QPen(QColor(colours.line_strong), 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(spot).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        paint_icon(painter, QRect(spot.left() + 5, spot.top() + 5, 14, 14), "plus", "text2")


def _paint_bar(painter: QPainter, rect: QRect, part: float, colours: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.active))
    painter.drawRoundedRect(rect, 4, 4)
    if part:
        # However small a share is, it is not nothing.
        full = max(2, round(rect.width() * part))
        painter.save()
        painter.setClipRect(QRect(rect.left(), rect.top(), full, rect.height()))
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(rect, 4, 4)
        painter.restore()
