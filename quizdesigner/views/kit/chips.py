"""Chips: a customer tag in its group's colours, painted in delegates or as a widget of its own."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.tokens import Triple

HEIGHT = 24
SMALL = 20

_PAD = 8
_DOT = 6
_GAP = 6


def chip_size(text: str, *, dot: bool = True, count: str = "", closable: bool = False, small: bool = False) -> QSize:
    """How large `paint_chip` draws this chip, in pixels."""
    metrics = QFontMetrics(font(12, 500))
    width = 2 * _PAD + metrics.horizontalAdvance(text)
    if dot:
        width += _DOT + _GAP
    if count:
        width += _GAP + metrics.horizontalAdvance(count)
    if closable:
        width += _GAP + 10
    return QSize(width, SMALL if small else HEIGHT)


def close_rect(rect: QRect) -> QRect:
    """Where a closable chip in `rect` is to be clicked to take it away."""
    return QRect(rect.right() - 21, rect.top(), 22, rect.height())


def paint_chip(
    painter: QPainter,
    rect: QRect,
    text: str,
    colours: Triple,
    *,
    dot: bool = True,
    count: str = "",
    closable: bool = False,
    ring: bool = False,
) -> None:
    """Draw a chip into `rect` (see `chip_size`): ground, dot, text (cut with … when narrow), `count`, a cross.

    `ring` draws the accent edge of a chip that is chosen or has the focus. `colours` come from
    `tokens.current().chip(tags.colour_of(project, name))`.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.ground))
    painter.drawRoundedRect(rect, 6, 6)
    left = rect.left() + _PAD
    right = rect.right() + 1 - _PAD
    if dot:
        painter.setBrush(QColor(colours.dot))
        painter.drawEllipse(QRectF(left, rect.center().y() + 0.5 - _DOT / 2 + 0.5, _DOT, _DOT))
        left += _DOT + _GAP
    if closable:
        paint_icon(painter, QRect(right - 12, rect.center().y() - 5, 12, 12), "x", colours.text)
        right -= 10 + _GAP
    painter.setFont(font(12, 500))
    painter.setPen(QColor(colours.text))
    metrics = painter.fontMetrics()
    if count:
        width = metrics.horizontalAdvance(count)
        painter.drawText(QRect(right - width, rect.top(), width, rect.height()), Qt.AlignmentFlag.AlignVCenter, count)
        right -= width + _GAP
    words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, right - left + 1)
    painter.drawText(QRect(left, rect.top(), right - left + 1, rect.height()), Qt.AlignmentFlag.AlignVCenter, words)
    if ring:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.current().accent), 2))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)
    painter.restore()


class Chip(QWidget):
    """One chip as a widget: `clicked` by mouse or Enter; `removed` by its cross, Delete or Backspace when closable."""

    clicked = Signal()
    removed = Signal()

    def __init__(self, text: str, colour: int | None, *, dot: bool = True, closable: bool = False) -> None:
        super().__init__()
        self._text = text
        self._colour = colour
        self._dot = dot
        self._closable = closable
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedSize(chip_size(text, dot=dot, closable=closable))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(
            painter,
            self.rect(),
            self._text,
            tokens.current().chip(self._colour),
            dot=self._dot,
            closable=self._closable,
            ring=self.hasFocus(),
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at: QPoint = event.position().toPoint()
        if self._closable and close_rect(self.rect()).contains(at):
            self.removed.emit()
        elif self.rect().contains(at):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        elif self._closable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)
