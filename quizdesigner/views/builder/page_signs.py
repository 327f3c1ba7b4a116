"""What is painted on the canvas and not written on: progress, the consent box, stars, a slider, ranges."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizdesigner.page.numbers import MAX_STARS, starts_at
from quizdesigner.page.theme import Palette
from quizdesigner.quiz.document import Choice, Question, Theme
from quizdesigner.quiz.sentences import of_range
from quizdesigner.views.builder.look import colours
from quizdesigner.views.fonts import font

_LOOK = Theme()


class Sign(QWidget):
    """Something painted in the colours of a theme."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.theme = _LOOK
        self.look: Palette = colours(_LOOK)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        if theme is not self.theme:
            self.theme, self.look = theme, colours(theme)
            self.update()

    def brush(self) -> QPainter:
        """A painter with smooth edges and no pen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        return painter


class Progress(Sign):
    """How much of the quiz lies behind, as the page shows it."""

    def __init__(self) -> None:
        super().__init__(4)
        self._share = 0.0

    def show_share(self, share: float, theme: Theme) -> None:
        """From 0 to 1; 0, and a theme without progress, show nothing."""
        self.show_theme(theme)
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._share or not self.theme.progress:
            return
        painter = self.brush()
        painter.setBrush(QColor(self.look.line))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        painter.setBrush(QColor(self.look.brand))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * self._share, 4), 2, 2)


class TickBox(Sign):
    """The empty consent box: never ticked beforehand, so nothing here ticks it."""

    def __init__(self) -> None:
        super().__init__(32)
        self.setFixedSize(QSize(24, 32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.brush()
        painter.setPen(QColor(self.look.edge))
        painter.setBrush(QColor(self.look.surface))
        corners = min(self.theme.corners, 6)
        painter.drawRoundedRect(QRectF(0.5, 5.5, 22, 22), corners, corners)


class Stars(Sign):
    """A rating: as many stars as there are."""

    def __init__(self) -> None:
        super().__init__(48)
        self._count = 5

    def show_question(self, question: Question, theme: Theme) -> None:
        """Show this question's stars."""
        self.show_theme(theme)
        self._count = max(1, min(MAX_STARS, round(question.numbers[1] or 5)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.brush()
        painter.setPen(QPen(QColor(self.look.edge), 1.6, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(QColor(self.look.surface))
        wide = min(52.0, self.width() / self._count)
        left = (self.width() - wide * self._count) / 2
        for at in range(self._count):
            painter.drawPolygon(_star(QPointF(left + wide * (at + 0.5), self.height() / 2 + 1), min(18.0, wide * 0.4)))


class SliderLook(Sign):
    """A track with its handle where it stands before it is touched, and the number there."""

    def __init__(self) -> None:
        super().__init__(62)
        self._at = 0.5
        self._words = ""

    def show_question(self, question: Question, theme: Theme) -> None:
        """Show this question's slider."""
        self.show_theme(theme)
        lowest, highest, _ = question.numbers
        start = starts_at(question)
        wide = (highest or 0) - (lowest or 0)
        self._at = (float(start) - (lowest or 0)) / wide if wide > 0 else 0.0
        self._words = f"{start} {question.unit}".rstrip()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.brush()
        middle = self.height() - 18.0
        left = 12 + self._at * (self.width() - 24)
        painter.setBrush(QColor(self.look.line))
        painter.drawRoundedRect(QRectF(2, middle - 3, self.width() - 4, 6), 3, 3)
        painter.setBrush(QColor(self.look.brand))
        painter.drawRoundedRect(QRectF(2, middle - 3, left, 6), 3, 3)
        painter.setPen(QPen(QColor(self.look.surface), 3))
        painter.drawEllipse(QPointF(left, middle), 12, 12)
        painter.setFont(font(17, 600))
        painter.setPen(QColor(self.look.ink))
        painter.drawText(QRect(0, 0, self.width(), 28), Qt.AlignmentFlag.AlignCenter, self._words)


class RangeLine(Sign):
    """The ranges of a question on a line: where each lies, what it is called, and where there is none."""

    def __init__(self) -> None:
        super().__init__(58)
        self._question: Question | None = None

    def show_question(self, question: Question, theme: Theme) -> None:
        """Show the ranges of this question."""
        self.show_theme(theme)
        self._question = question
        said = "; ".join(f"{of_range(one)}: {one.title}" if one.title else of_range(one) for one in question.options)
        self.setAccessibleName(f"Ranges: {said}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._question is None:
            return
        painter = self.brush()
        painter.setBrush(QColor(self.look.line))
        painter.drawRoundedRect(QRectF(0, 12, self.width(), 4), 2, 2)
        painter.setFont(font(11.5))
        bars = list(self._bars(self._question))
        for at, (one, bar) in enumerate(bars):
            colour = QColor(self.look.brand)
            # Neighbours differ in strength, so that one sees where one ends.
            colour.setAlphaF(0.85 if at % 2 == 0 else 0.45)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(bar, 4, 4)
            words = [
                (colour, text)
                for colour, text in ((self.look.ink, one.title), (self.look.quiet, of_range(one)))
                if text
            ]
            needed = max(painter.fontMetrics().horizontalAdvance(text) for _, text in words) + 1
            left = max(0.0, min(bar.left(), self.width() - needed))
            end = bars[at + 1][1].left() - 8 if at + 1 < len(bars) else self.width()
            spot = QRectF(left, 23, max(0.0, end - left), 16)
            for ink, text in words:
                painter.setPen(QColor(ink))
                shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(spot.width()))
                painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
                spot.translate(0, 16)

    def _bars(self, question: Question) -> Iterator[tuple[Choice, QRectF]]:
        """Each range that lies within the bounds, and where it is drawn."""
        lowest, highest = _reach(question)
        for one in question.options:
            least = lowest if one.least is None else max(one.least, lowest)
            most = highest if one.most is None else min(one.most, highest)
            if least <= most:
                left, right = ((end - lowest) / (highest - lowest) * self.width() for end in (least, most))
                yield one, QRectF(left + 1, 10, max(5.0, right - left - 2), 8)


def _reach(question: Question) -> tuple[float, float]:
    """Where the line of ranges begins and ends: at the bounds, else a little outside of the ranges."""
    lowest, highest, step = question.numbers
    ends = [end for one in question.options for end in (one.least, one.most) if end is not None]
    first, last = min(ends, default=0), max(ends, default=10)
    beyond = max((last - first) * 0.25, step)
    begin = first - beyond if lowest is None else lowest
    end = last + beyond if highest is None else highest
    return (begin, end) if end > begin else (begin, begin + 1)


def _star(middle: QPointF, radius: float) -> QPolygonF:
    corners = []
    for at in range(10):
        far = radius if at % 2 == 0 else radius * 0.46
        angle = -pi / 2 + at * pi / 5
        corners.append(middle + QPointF(far * cos(angle), far * sin(angle)))
    return QPolygonF(corners)
