"""How the parts of the grid are painted: bands, marks, words of rows, leaning heads."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF

from quizdesigner.quiz.marks import Giving, OfQuiz
from quizdesigner.views import tokens
from quizdesigner.views.customer_tags.grid import geometry
from quizdesigner.views.customer_tags.grid.rows import Band, Column, wants_tag, words
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import paint_chip

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def paint_band(painter: QPainter, rect: QRect, band: Band) -> None:
    """A band over the whole width of the grid, of which `rect` may begin outside of what is painted."""
    colours = tokens.current()
    painter.fillRect(rect, QColor(colours.window))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
    left = rect.left() + geometry.MARGIN
    number = QRect(left, rect.top() + (rect.height() - 20) // 2, 20 if len(band.number) < 3 else 26, 20)
    if band.number:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.active))
        painter.drawRoundedRect(number, 5, 5)
        painter.setFont(font(12 if len(band.number) < 3 else 10, 600))
        painter.setPen(QColor(colours.text2))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, band.number)
    elif not band.question:
        paint_icon(painter, number.adjusted(2, 2, -2, -2), "flag", "text2")
    painter.setFont(font(13, 600))
    painter.setPen(QColor(colours.text))
    room = QRect(left + 30, rect.top(), rect.right() - left - 30 - 12, rect.height() - 1)
    painter.drawText(room, _MIDDLE, _short(band.title, room.width(), 600))


def paint_words(painter: QPainter, rect: QRect, row: Giving, *, here: bool) -> None:
    """The words of a row at its left; `here` is the row of the current cell."""
    colours = tokens.current()
    painter.fillRect(rect, QColor(colours.hover if here else colours.surface))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
    left = rect.left() + geometry.TITLE
    if isinstance(row.giver, OfQuiz):
        sign = QRect(rect.left() + geometry.MARGIN + 2, rect.top() + (rect.height() - 16) // 2, 16, 16)
        paint_icon(painter, sign, "users", "text2")
    bare = "no tag" if wants_tag(row) else ""
    room = rect.right() - 12 - left - (geometry.words_width(bare, 12) + 10 if bare else 0)
    text = _short(words(row), room, 400)
    painter.setFont(font(13))
    painter.setPen(QColor(colours.text if row.title else colours.text3))
    painter.drawText(QRect(left, rect.top(), room + 1, rect.height() - 1), _MIDDLE, text)
    if bare:
        left += geometry.words_width(text) + 10
        painter.setFont(font(12))
        painter.setPen(QColor(colours.warn))
        painter.drawText(QRect(left, rect.top(), rect.right() - left, rect.height() - 1), _MIDDLE, bare)


def paint_mark(painter: QPainter, box: QRect, column: Column) -> None:
    """A mark in the colour of the tag's group."""
    ratio = painter.device().devicePixelRatioF()
    colours = tokens.current()
    ink = colours.side if colours.dark else colours.on_accent
    painter.drawPixmap(box.topLeft(), _mark(colours.chip(column.colour).dot, ink, ratio))


def paint_box(painter: QPainter, box: QRect) -> None:
    """The edge of a mark that a click would set."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(tokens.current().edge))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4.5, 4.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_head(painter: QPainter, start: QPoint, room: int, column: Column) -> None:
    """The leaning chip of a tag that begins at `start` and may be `room` long."""
    painter.save()
    painter.translate(start)
    painter.rotate(-45)
    length = min(room, geometry.chip_width(column.name))
    chip = QRect(0, -geometry.CHIP // 2, length, geometry.CHIP)
    paint_chip(painter, chip, column.name, tokens.current().chip(column.colour))
    painter.restore()


def paint_ring(painter: QPainter, cell: QRect, *, focused: bool) -> None:
    """The ring of the current cell, over the lines around it."""
    colours = tokens.current()
    painter.setPen(QPen(QColor(colours.accent if focused else colours.edge), 2, j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(cell.adjusted(1, 0, 0, -1))


@lru_cache(maxsize=64)
def _mark(colour: str, ink: str, ratio: float) -> QPixmap:
    made = QPixmap(round(geometry.BOX * ratio), round(geometry.BOX * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(0, 0, geometry.BOX, geometry.BOX), 4.5, 4.5)
    pen = QPen(QColor(ink), 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(4.2, 8.4), QPointF(6.8, 10.9), QPointF(11.8, 5.6)]))
    painter.end()
    return made


def _short(text: str, room: int, weight: int) -> str:
    return QFontMetrics(font(13, weight)).elidedText(text, Qt.TextElideMode.ElideRight, room)
