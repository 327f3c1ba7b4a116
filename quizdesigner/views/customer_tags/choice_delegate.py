"""How the rows of the list are painted: a question with its group and its ring, a section, a choice with its chips."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizdesigner.views import tokens
from quizdesigner.views.customer_tags import geometry
from quizdesigner.views.customer_tags.rows import ChoiceRow, QuestionRow, SectionRow
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import paint_chip
from quizdesigner.views.kit.rows import Index
from quizdesigner.views.tokens import Tokens

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ChoiceDelegate(QStyledItemDelegate):
    """Paints all kinds of rows. `typing` is the place of the row that has the field over it, or -1."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.typing = -1
        self.typing_height = geometry.ROW
        self.width = 800

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, ChoiceRow):
            return QSize(0, geometry.ROW)
        if index.row() == self.typing:
            return QSize(0, self.typing_height)
        return QSize(0, geometry.row_height(self.width, row.chips))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = tokens.current()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, QuestionRow):
            _paint_question(painter, rect, row, colours)
        elif isinstance(row, SectionRow):
            _paint_section(painter, rect, row, colours)
        else:
            typing = index.row() == self.typing
            chosen = typing or bool(state & QStyle.StateFlag.State_Selected)
            hovered = bool(state & QStyle.StateFlag.State_MouseOver)
            ground = colours.selection if chosen else colours.hover if hovered else colours.surface
            painter.fillRect(rect, QColor(ground))
            _paint_choice(painter, rect, row, colours, hints=not typing)
            if chosen and not typing and state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), 7, 7)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        painter.restore()


def _paint_section(painter: QPainter, rect: QRect, row: SectionRow, colours: Tokens) -> None:
    _paint_ground(painter, rect, colours)
    line = rect.adjusted(geometry.MARGIN, 0, -geometry.MARGIN, 0)
    painter.setFont(font(13, 600))
    painter.setPen(QColor(colours.text))
    painter.drawText(line, _MIDDLE, row.title)
    wide = painter.fontMetrics().horizontalAdvance(row.title)
    painter.setFont(font(12))
    painter.setPen(QColor(colours.text2))
    painter.drawText(line.adjusted(wide + 10, 0, 0, 0), _MIDDLE, row.about)


def _paint_ground(painter: QPainter, rect: QRect, colours: Tokens) -> None:
    painter.fillRect(rect, QColor(colours.window))
    painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), QColor(colours.line_strong))


def _paint_question(painter: QPainter, rect: QRect, row: QuestionRow, colours: Tokens) -> None:
    _paint_ground(painter, rect, colours)
    number = QRect(rect.left() + geometry.MARGIN, rect.top() + 11, 20, 20)
    _square(painter, number, row.number, colours.active, None, colours.text2)

    share = f"{row.tagged} of {row.total}"
    right = rect.right() - geometry.MARGIN
    painter.setFont(font(13))
    painter.setPen(QColor(colours.text2))
    painter.drawText(QRect(rect.left(), rect.top(), right - rect.left() + 1, rect.height()), _RIGHT, share)
    ring = QRectF(right - geometry.share_width(row) + 2, rect.top() + 14, 13, 13)
    _paint_ring(painter, ring, row.tagged / max(1, row.total), colours)

    chip = geometry.group_rect(rect, row)
    paint_chip(painter, chip, geometry.group_text(row), colours.chip(row.colour), dot=bool(row.group))
    lead = "New tags start with"
    painter.setFont(font(13))
    painter.setPen(QColor(colours.text2))
    words = QFontMetrics(font(13)).horizontalAdvance(lead)
    left = number.right() + 13
    title = row.title or "Question without a title"
    bold = QFontMetrics(font(13, 600))
    kind = QFontMetrics(font(12)).horizontalAdvance(row.kind)
    # The words before the chip go first when it is narrow, then the kind, and last the title is cut.
    room = chip.left() - 16 - left
    if bold.horizontalAdvance(title) + 10 + kind + 16 + words <= room:
        painter.drawText(QRect(chip.left() - 8 - words, rect.top(), words + 1, rect.height()), _MIDDLE, lead)
    painter.setFont(font(13, 600))
    painter.setPen(QColor(colours.text))
    shown = bold.elidedText(title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRect(left, rect.top(), room, rect.height()), _MIDDLE, shown)
    after = left + bold.horizontalAdvance(shown) + 10
    if after + kind <= chip.left() - 16:
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text2))
        painter.drawText(QRect(after, rect.top(), kind + 1, rect.height()), _MIDDLE, row.kind)


def _paint_choice(painter: QPainter, rect: QRect, row: ChoiceRow, colours: Tokens, *, hints: bool) -> None:
    line = QRect(rect.left(), rect.top(), rect.width(), geometry.ROW - 1)
    square = QRect(rect.left() + geometry.MARGIN, rect.top() + 9, 24, 24)
    _square(painter, square, row.letter, colours.surface, colours.line_strong, colours.text2)
    if row.icon:
        paint_icon(painter, square.adjusted(5, 5, -5, -5), row.icon, "text2")
    left = square.right() + 11
    room = rect.left() + geometry.chips_left(rect.width()) - 16 - left
    painter.setFont(font(13))
    painter.setPen(QColor(colours.text))
    title = row.title or "Choice without a title"
    shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRect(left, line.top(), room + 1, line.height()), _MIDDLE, shown)
    if not hints:
        return
    for chip, place in zip(row.chips, geometry.chip_rects(rect, row.chips), strict=True):
        paint_chip(painter, place, chip.name, colours.chip(chip.colour))
    at = rect.left() + geometry.chips_left(rect.width())
    if not row.chips and row.icon:
        painter.setPen(QColor(colours.text3))
        painter.drawText(QRect(at, line.top(), 120, line.height()), _MIDDLE, "No tag")
    elif not row.chips:
        pen = QPen(QColor(colours.warn), 1.3)
        pen.setDashPattern([2.0, 1.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(at + 0.5, line.center().y() - 6, 12, 12))
        painter.setPen(QColor(colours.warn))
        painter.drawText(QRect(at + 20, line.top(), 120, line.height()), _MIDDLE, "No tag yet")


def _square(painter: QPainter, rect: QRect, text: str, ground: str, edge: str | None, ink: str) -> None:
    painter.setPen(QColor(edge) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.setFont(font(12 if len(text) < 3 else 10, 600))
    painter.setPen(QColor(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _paint_ring(painter: QPainter, rect: QRectF, share: float, colours: Tokens) -> None:
    """A ring of which `share` (0 to 1) is drawn in colour."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.line_strong), 3))
    painter.drawEllipse(rect)
    pen = QPen(QColor(colours.ok if share == 1 else colours.warn), 3)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(rect, 90 * 16, -round(share * 360 * 16))


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
