"""How boxes, gates, lines and labels are drawn, in any colours: on screen, and in what is exported."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise
from math import hypot

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from quizdesigner.quiz.flow_layout import GATE, HEIGHT, LABEL, LABEL_HEIGHT, WIDTH
from quizdesigner.quiz.flow_layout import Line as Course
from quizdesigner.views.flow.picture import Box, Line, Picture
from quizdesigner.views.fonts import font
from quizdesigner.views.tokens import Tokens

FAINT = 0.35
"""Zoom below which words are too small to read and are left out."""

_CORNER = 26
_HEAD = 6
_INSIDE = 12
_ROUND = 9
_LONG = 280

_GROUND = {"plain": "surface", "shown": "accent_soft", "page": "ok_ground", "warn": "warn_ground"}
_EDGE = {"plain": "line_strong", "shown": "accent_line", "page": "ok", "warn": "warn"}
_INK = {"plain": "text3", "shown": "text2", "page": "text2", "warn": "warn"}
_STROKE = {"plain": "edge", "jump": "accent", "idle": "edge", "warn": "warn"}
_PILL = {"plain": "line_strong", "jump": "accent_line", "idle": "line_strong", "warn": "warn"}


def paint_picture(painter: QPainter, picture: Picture, colours: Tokens, words: float = 1) -> None:
    """Draw the whole map at 100 %; `words` as in `paint_box`."""
    lines = list(zip(picture.lines, picture.layout.lines, strict=True))
    for line, course in lines:
        paint_line(painter, stroke(line, course), line, colours)
    for box, room in zip(picture.boxes, picture.layout.boxes, strict=True):
        painter.save()
        painter.translate(room.x, room.y)
        if box is None:
            paint_gate(painter, colours)
        else:
            paint_box(painter, box, colours, words)
        painter.restore()
    for line, course in lines:
        if course.label is not None and line.label:
            painter.save()
            painter.translate(*course.label)
            paint_label(painter, line, colours, label_width(course))
            painter.restore()


def paint_box(painter: QPainter, box: Box, colours: Tokens, words: float = 1) -> None:
    """Draw a screen's box around the origin; `words` is how much of its width they may take: 0 for none at all."""
    room = QRectF(-WIDTH / 2, -HEIGHT / 2, WIDTH, HEIGHT)
    edge = QColor(colours.colour(_EDGE[box.tone]))
    if box.tone == "warn":
        edge.setAlpha(130)
    painter.setPen(QPen(edge, 1.2))
    painter.setBrush(QColor(colours.colour(_GROUND[box.tone])))
    painter.drawRoundedRect(room, _ROUND, _ROUND)
    if not words:
        return
    inside = room.adjusted(_INSIDE, 12, -_INSIDE + 2, -11)
    width = round(inside.width() * words)
    painter.setFont(font(13, 600))
    painter.setPen(QColor(colours.text))
    painter.drawText(inside, Qt.AlignmentFlag.AlignTop, _elided(box.title, 13, 600, width))
    painter.setFont(font(11.5))
    painter.setPen(QColor(colours.colour(_INK[box.tone])))
    painter.drawText(inside, Qt.AlignmentFlag.AlignBottom, _under(box.under, width))


def paint_gate(painter: QPainter, colours: Tokens) -> None:
    """Draw the point before a screen that is not for everybody."""
    painter.setPen(QPen(QColor(colours.edge), 1.2))
    painter.setBrush(QColor(colours.window))
    painter.drawEllipse(QPointF(0, 0), GATE / 2 - 1, GATE / 2 - 1)


class Stroke(Struct, frozen=True):
    """A line ready to be drawn: its path, and the head of its arrow, if it has one."""

    path: QPainterPath
    head: QPolygonF | None


def stroke(line: Line, course: Course) -> Stroke:
    """Make a line ready to be drawn."""
    if not line.arrow:
        return Stroke(path(course), None)
    (x, y), (end_x, end_y) = course.spots[-2:]
    # A curve arrives level, an arc from above or below.
    along = QPointF(0, _HEAD if end_y > y else -_HEAD) if course.arc and x == end_x else QPointF(_HEAD, 0)
    across = QPointF(-along.y(), along.x()) * 0.62
    end = QPointF(end_x, end_y)
    return Stroke(path(course), QPolygonF([end - along + across, end, end - along - across]))


def paint_line(painter: QPainter, stroke: Stroke, line: Line, colours: Tokens, *, strong: bool = False) -> None:
    """Draw a way with its arrow's head."""
    ink = QColor(colours.colour(_STROKE[line.tone]))
    pen = QPen(ink, 2.4 if strong else 1.6 if line.tone == "jump" else 1.3)
    if line.tone in ("idle", "warn"):
        pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(stroke.path)
    if stroke.head is not None:
        painter.setPen(QPen(ink, 1.6 if strong else 1.3))
        painter.drawPolyline(stroke.head)


def paint_label(painter: QPainter, line: Line, colours: Tokens, width: int) -> None:
    """Draw the words on a way around the origin, at most `width` wide."""
    words, room = label_room(line.label, width)
    painter.setPen(QPen(QColor(colours.colour(_PILL[line.tone])), 1))
    painter.setBrush(QColor(colours.accent_soft if line.tone == "jump" else colours.surface))
    painter.drawRoundedRect(room, 5, 5)
    painter.setFont(font(11.5))
    painter.setPen(QColor(colours.accent_text if line.tone == "jump" else colours.text2))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


def label_width(course: Course) -> int:
    """How wide the words on a way may be: a long arc has room for a sentence."""
    if not course.arc or course.label is None:
        return LABEL
    ends = [x for x, _ in course.spots]
    free = 2 * (min(course.label[0] - min(ends), max(ends) - course.label[0]) - _CORNER - 8)
    return max(LABEL, min(_LONG, round(free)))


def label_room(text: str, most: int) -> tuple[str, QRectF]:
    """The words a label of `most` pixels has room for, and the room it takes around the origin."""
    words = _elided(text, 11.5, 400, most - 16)
    width = min(most, _metrics(11.5, 400).horizontalAdvance(words) + 18)
    return words, QRectF(-width / 2, -LABEL_HEIGHT / 2, width, LABEL_HEIGHT)


def path(course: Course) -> QPainterPath:
    """The line as drawn: curves from row to row, or an arc's round corners."""
    spots = [QPointF(x, y) for x, y in course.spots]
    made = QPainterPath(spots[0])
    if course.arc:
        for before, corner, after in zip(spots, spots[1:], spots[2:], strict=False):
            made.lineTo(_towards(corner, before))
            made.quadTo(corner, _towards(corner, after))
        made.lineTo(spots[-1])
        return made
    for one, other in pairwise(spots):
        if one.y() == other.y():
            made.lineTo(other)
        else:
            middle = (one.x() + other.x()) / 2
            made.cubicTo(middle, one.y(), middle, other.y(), other.x(), other.y())
    return made


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    """Where the round part of a corner ends on the way to another spot."""
    way = other - corner
    long = hypot(way.x(), way.y()) or 1
    return corner + way * min(_CORNER / long, 0.5)


def _under(text: str, width: int) -> str:
    """A second line: of `when …, 33 %` the condition is cut, never the share."""
    when, dot, share = text.rpartition(" · ")
    if not dot:
        return _elided(text, 11.5, 400, width)
    room = width - _metrics(11.5, 400).horizontalAdvance(dot + share)
    return _elided(when, 11.5, 400, round(room)) + dot + share


@cache
def _metrics(size: float, weight: int) -> QFontMetricsF:
    return QFontMetricsF(font(size, weight))


@lru_cache(maxsize=4_000)
def _elided(text: str, size: float, weight: int, width: int) -> str:
    return _metrics(size, weight).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, width)
