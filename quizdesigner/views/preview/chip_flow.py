"""Chips that wrap like words, painted: the tags a shopper has, the segments they are in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent

from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.kit import chip_size, paint_chip
from quizdesigner.views.kit.wrapping import Wrapping
from quizdesigner.views.preview.profile import Named


class ChipFlow(Wrapping):
    """Chips in lines as wide as there is room, and quiet words after the last."""

    def __init__(
        self, chips: tuple[Named, ...] = (), hint: str = "", *, small: bool = False, dots: bool = True
    ) -> None:
        super().__init__()
        self._chips: tuple[Named, ...] = ()
        self._hint = ""
        self._small = small
        self._dots = dots
        self.show_chips(chips, hint)

    @property
    def names(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(chip.name for chip in self._chips)

    def show_chips(self, chips: tuple[Named, ...], hint: str = "") -> None:
        """Show other chips."""
        self._chips, self._hint = chips, hint
        self.setAccessibleName(", ".join([*self.names, hint] if hint else self.names))
        sizes = [chip_size(chip.name, small=self._small, dot=self._dots) for chip in chips]
        if hint:
            height = sizes[0].height() if sizes else 18
            sizes.append(QSize(QFontMetrics(font(12)).horizontalAdvance(hint) + 2, height))
        self.wrap(sizes)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        rects = self.rects(self.width())
        for chip, rect in zip(self._chips, rects, strict=False):
            paint_chip(painter, rect, chip.name, colours.chip(chip.colour), dot=self._dots)
        if self._hint:
            painter.setFont(font(12))
            painter.setPen(QColor(colours.text2))
            painter.drawText(rects[-1], Qt.AlignmentFlag.AlignVCenter, self._hint)
