"""How a row of what was found is painted: where it stands, and the text with the hit marked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizdesigner.quiz.texts import Hit
from quizdesigner.views import tokens
from quizdesigner.views.find.rows import Around, Names, around, where
from quizdesigner.views.fonts import font
from quizdesigner.views.kit.rows import Index

HIGH = 32
EDGE = 16
_WHERE = 176
_GAP = 12
_LONG = 1_000
"""Characters of a text on either side that can be seen at most; longer ones are not measured."""

NO_NAMES = Names({}, {}, {}, {})


class HitDelegate(QStyledItemDelegate):
    """Paints one line for each hit; `names` are those of its quiz, `right_to_left` says how its language is written."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.names = NO_NAMES
        self.right_to_left = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(Qt.ItemDataRole.UserRole)
        place, text = where(hit.spot, self.names), around(hit, self.names)
        colours = tokens.current()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        ground = QRectF(rect).adjusted(8, 1, -8, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(ground, 7, 7)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(ground, 7, 7)
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 6, 6)
        left = QRect(rect.left() + EDGE, rect.top(), _WHERE, rect.height())
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text2))
        words = painter.fontMetrics().elidedText(place, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, words)
        right = QRect(left.right() + 1 + _GAP, rect.top(), 0, rect.height())
        right.setRight(rect.right() - EDGE)
        self._paint_text(painter, right, fitted(text, right.width()))
        painter.restore()

    def _paint_text(self, painter: QPainter, rect: QRect, text: Around) -> None:
        """The text in one piece, so that letters that join do so at the ends of the hit, too."""
        colours = tokens.current()
        layout = QTextLayout(text.before + text.found + text.after, font(13))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        if self.right_to_left:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(rect.width())
        layout.endLayout()
        top = rect.top() + (rect.height() - line.height()) / 2
        ends = (_x(line.cursorToX(at)) for at in (len(text.before), len(text.before) + len(text.found)))
        start, end = sorted(ends)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_line))
        painter.drawRoundedRect(QRectF(rect.left() + start - 1, top, end - start + 2, line.height()), 4, 4)
        painter.setPen(QColor(colours.text))
        layout.draw(painter, QPointF(rect.left(), top))


def fitted(text: Around, width: int) -> Around:
    """The text cut to so many pixels, with the hit in sight and most of the room after it."""
    metrics = QFontMetrics(font(13))
    advance = metrics.horizontalAdvance
    before, after = text.before[-_LONG:], text.after[:_LONG]
    room = width - advance(text.found)
    if advance(before) + advance(after) <= room:
        return Around(before, text.found, after)
    found = metrics.elidedText(text.found, Qt.TextElideMode.ElideRight, width)
    room = max(0, width - advance(found) - 1)
    behind = min(advance(after), room - room // 3)
    before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, room - behind)
    return Around(before, found, metrics.elidedText(after, Qt.TextElideMode.ElideRight, room - advance(before)))


def _x(found: object) -> float:
    # PySide gives the place and the cursor it belongs to.
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
