"""Words that can be pressed, for rows where a button would be too loud."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.kit import PaintedButton


class Words(PaintedButton):
    """Words that can be pressed, in a colour of the theme, cut where they are too long."""

    def __init__(self, words: str, colour: str, *, weight: int = 400, right: bool = False) -> None:
        super().__init__()
        self._words, self._colour, self._weight, self._right = words, colour, weight, right
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        wide = QSizePolicy.Policy.Maximum if right else QSizePolicy.Policy.Ignored
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._font()).horizontalAdvance(self._words) + 16, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(whole, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(whole, 6, 6)
        painter.setFont(self._font())
        painter.setPen(QColor(colours.colour(self._colour)))
        room = self.rect().adjusted(6, 0, -6, 0)
        side = Qt.AlignmentFlag.AlignRight if self._right else Qt.AlignmentFlag.AlignLeft
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)

    def _font(self) -> QFont:
        return font(12.5, self._weight)
