"""Tags as chips that wrap like words; those that are gone are struck through in a dashed frame."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.kit import chip_size, paint_chip
from quizdesigner.views.kit.wrapping import Wrapping


class Shown(Struct, frozen=True):
    """A chip, or with `word` plain words between chips; `gone` strikes it through."""

    text: str
    colour: int | None = None
    gone: bool = False
    word: bool = False


class TagFlow(Wrapping):
    """Chips in lines as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Shown, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What the chips say, without those that are gone."""
        return tuple(one.text for one in self.shown if not one.gone and not one.word)

    def show_tags(self, shown: tuple[Shown, ...]) -> None:
        """Show other chips."""
        if shown != self.shown:
            self.shown = shown
            words = [f"{one.text} removed" if one.gone else one.text for one in shown]
            self.setAccessibleName(", ".join(words))
            self.wrap([_size(one) for one in shown])

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one, rect in zip(self.shown, self.rects(self.width()), strict=True):
            if one.word:
                painter.setFont(font(12))
                painter.setPen(QColor(colours.text2))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, one.text)
            elif one.gone:
                _paint_gone(painter, rect, one.text)
            else:
                paint_chip(painter, rect, one.text, colours.chip(one.colour))


def _size(one: Shown) -> QSize:
    size = chip_size(one.text, dot=not one.gone and not one.word)
    return QSize(size.width() - 8 * one.word, size.height())


def _paint_gone(painter: QPainter, rect: QRect, text: str) -> None:
    colours = tokens.current()
    pen = QPen(QColor(colours.edge), 1)
    pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    struck = font(12)
    struck.setStrikeOut(True)
    painter.setFont(struck)
    painter.setPen(QColor(colours.text2))
    words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 14)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
