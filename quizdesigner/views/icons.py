"""Lucide icons drawn in the theme's colours: an icon names its colour and looks it up each time it is painted."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from quizdesigner.settings import resource
from quizdesigner.views import tokens


def icon(name: str, colour: str = "text2") -> QIcon:
    """The icon for a button or menu. `colour` is a token's name (`accent_text`) or `#RRGGBB`; it follows the theme."""
    return QIcon(_Engine(name, colour))


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, colour: str = "text2") -> None:
    """Draw the icon into `rect` (16 x 16 as a rule) with the colours on screen now."""
    _renderer(name, tokens.current().colour(colour)).render(painter, QRectF(rect))


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))


class _Engine(QIconEngine):
    """Paints one icon at any size; faint where the control is disabled."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        # A button leaves 4 pixels after its icon and has no say in it; those who want more ask for a wider icon.
        side = min(rect.width(), rect.height())
        colour = "text3" if mode is QIcon.Mode.Disabled else self._colour
        painter.save()
        painter.setOpacity(0.6 if mode is QIcon.Mode.Disabled else 1.0)
        paint_icon(painter, QRect(rect.left(), rect.top(), side, side), self._name, colour)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)
