"""A sentence with chips, words that stand out and names of fields in it, painted and wrapped at its width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizdesigner.quiz.consequences import Piece
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.tags import colour_of
from quizdesigner.views import tokens
from quizdesigner.views.fonts import font, mono
from quizdesigner.views.kit import chip_size, paint_chip
from quizdesigner.views.kit.chips import SMALL

_LINE = 22
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class _Word(NamedTuple):
    """Something that is not broken: its text, how it looks, and its place."""

    text: str
    look: str
    spot: QRect


class Sentence(QWidget):
    """`pieces` in one colour, and after them `aside` in a fainter one: the numbers behind a share."""

    def __init__(self, project: Project, pieces: Sequence[Piece], aside: str = "", *, size: int = 12) -> None:
        super().__init__()
        self._colours = {one.text: colour_of(project, one.text) for one in pieces if one.look == "tag"}
        self._pieces = [(one.text, str(one.look)) for one in pieces]
        if aside:
            self._pieces += [("  ", "plain"), (aside, "aside")]
        self._fonts = {"plain": font(size), "strong": font(size, 600), "code": mono(size), "aside": font(11)}
        self.text = "".join(one.text for one in pieces)
        self.setAccessibleName(f"{self.text} ({aside})" if aside else self.text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = self._words(width)
        return words[-1].spot.top() + _LINE if words else _LINE

    def sizeHint(self) -> QSize:
        words = self._words(1 << 20)
        return QSize(words[-1].spot.right() + 2 if words else 0, _LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, _LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = tokens.current()
        inks = {"strong": "text", "code": "text", "aside": "text3"}
        for word in self._words(self.width()):
            if word.look == "tag":
                chip = QRect(word.spot.left(), word.spot.top() + (_LINE - SMALL) // 2, word.spot.width(), SMALL)
                paint_chip(painter, chip, word.text, colours.chip(self._colours[word.text]))
                continue
            painter.setFont(self._fonts[word.look])
            painter.setPen(QColor(colours.colour(inks.get(word.look, "text2"))))
            painter.drawText(word.spot, _MIDDLE, word.text)

    def _words(self, width: int) -> list[_Word]:
        """Every word at its place; a space at the end of a line hangs over its edge and is not seen."""
        found: list[_Word] = []
        left, top = 0, 0
        for text, look in self._pieces:
            for word in [text] if look == "tag" else _split(text):
                size = self._width(word, look)
                if left and left + self._width(word.rstrip(), look) > width:
                    left, top = 0, top + _LINE
                    if not word.strip():
                        continue
                found.append(_Word(word, look, QRect(left, top, min(size, max(width - left, 1)), _LINE)))
                left += size
        return found

    def _width(self, word: str, look: str) -> int:
        if look == "tag":
            return chip_size(word, small=True).width()
        used: QFont = self._fonts[look]
        return QFontMetrics(used).horizontalAdvance(word)


def _split(text: str) -> list[str]:
    """Words with the space behind them, so that `82 %` and a sign stay together where a no-break space holds them."""
    parts = text.replace(" %", "\u00a0%").split(" ")
    return [f"{part} " for part in parts[:-1]] + [part for part in parts[-1:] if part]
