"""Chips that wrap like words, painted: the tags a shopper has, the segments they are in."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.kit import chip_size, paint_chip
from quizdesigner.views.preview.profile import Named

_GAP = 6


class ChipFlow(QWidget):
    """Chips in lines as wide as there is room, and quiet words after the last."""

    def __init__(
        self, chips: tuple[Named, ...] = (), hint: str = "", *, small: bool = False, dots: bool = True
    ) -> None:
        super().__init__()
        self._chips: tuple[Named, ...] = ()
        self._hint = ""
        self._small = small
        self._dots = dots
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_chips(chips, hint)

    @property
    def names(self) -> tuple[str, ...]:
        """What is shown."""
        return tuple(chip.name for chip in self._chips)

    def show_chips(self, chips: tuple[Named, ...], hint: str = "") -> None:
        """Show other chips."""
        self._chips, self._hint = chips, hint
        self.setAccessibleName(", ".join([*self.names, hint] if hint else self.names))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((rect.bottom() + 1 for rect in self._rects(width)), default=0)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(self.width() or 240))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(self.width() or 240))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        rects = list(self._rects(self.width()))
        for chip, rect in zip(self._chips, rects, strict=False):
            paint_chip(painter, rect, chip.name, colours.chip(chip.colour), dot=self._dots)
        if self._hint:
            painter.setFont(font(12))
            painter.setPen(QColor(colours.text2))
            painter.drawText(rects[-1], Qt.AlignmentFlag.AlignVCenter, self._hint)

    def _rects(self, width: int) -> Iterator[QRect]:
        left = top = 0
        sizes = [chip_size(chip.name, small=self._small, dot=self._dots) for chip in self._chips]
        if self._hint:
            height = sizes[0].height() if sizes else 18
            sizes.append(QSize(QFontMetrics(font(12)).horizontalAdvance(self._hint) + 2, height))
        for size in sizes:
            wide = min(size.width(), width)
            if left and left + wide > width:
                left, top = 0, top + size.height() + _GAP
            yield QRect(left, top, wide, size.height())
            left += wide + _GAP
