"""The cards under the segments: what counting every answer sheet shows, each leading to where it is mended."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import PaintedButton
from quizdesigner.views.kit.plain import plain_tip
from quizdesigner.views.segments.facts import Fact

_SIGNS = {"ok": "circle-check", "warn": "triangle-alert", "plain": "info", "bad": "circle-x"}
_INKS = {"ok": "ok", "warn": "warn", "plain": "text2", "bad": "bad"}
_TALL = 87
_LOW = 70
_GAP = 12
_LEAST = 138
_WIDEST = 5
_WRAPS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class CoverageCards(QWidget):
    """The cards side by side, in as many lines as they need. `asked` gives the fact that was clicked."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Coverage")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.cards: list[FactCard] = []

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show these; cards stay the same widgets, so that the keyboard stays where it is."""
        while len(self.cards) > len(facts):
            gone = self.cards.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.cards) < len(facts):
            made = FactCard(self)
            made.clicked.connect(lambda _=False, made=made: self.asked.emit(made.fact))
            self.cards.append(made)
        for card, fact in zip(self.cards, facts, strict=True):
            card.show_fact(fact)
        self.updateGeometry()
        self._place()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = -(-len(self.cards) // self._across(width)) if self.cards else 0
        return max(0, lines * (self._high(width) + _GAP) - _GAP)

    def sizeHint(self) -> QSize:
        return QSize(640, self.heightForWidth(self.width() or 640))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _across(self, width: int) -> int:
        """How many cards stand side by side; lines are filled as evenly as can be."""
        count = max(1, len(self.cards))
        most = max(1, min((width + _GAP) // (_LEAST + _GAP), count))
        if most == count and count <= _WIDEST + 1:
            return count
        most = min(most, _WIDEST)
        return -(-count // (-(-count // most)))

    def _high(self, width: int) -> int:
        """How high the cards are: lower, where one line has room for all words of each."""
        across = self._across(width)
        room = (width - (across - 1) * _GAP) // across - 28
        metrics = QFontMetrics(font(12))
        return _TALL if any(metrics.horizontalAdvance(one.fact.text) > room for one in self.cards) else _LOW

    def _place(self) -> None:
        across, high = self._across(self.width()), self._high(self.width())
        wide = (self.width() - (across - 1) * _GAP) / across
        for at, card in enumerate(self.cards):
            line, place = divmod(at, across)
            left = round(place * (wide + _GAP))
            card.setGeometry(left, line * (high + _GAP), round((place + 1) * wide + place * _GAP) - left, high)
            card.show()


class FactCard(PaintedButton):
    """One fact; a button where it leads somewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fact = Fact("ok", "", "")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_fact(self, fact: Fact) -> None:
        """Show another fact."""
        self.fact = fact
        self.setAccessibleName(f"{fact.figure} {fact.text}")
        self.setAccessibleDescription(fact.detail)
        self.setToolTip(plain_tip(fact.detail))
        self.setEnabled(fact.leads)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if fact.leads else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if fact.leads else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_LEAST, _TALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        hovered = self.fact.leads and self.underMouse()
        painter.setPen(QColor(colours.line_strong if hovered else colours.line))
        painter.setBrush(QColor(colours.hover if hovered else colours.surface))
        painter.drawRoundedRect(frame, 10, 10)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        paint_icon(painter, QRect(14, 16, 16, 16), _SIGNS[self.fact.tone], _INKS[self.fact.tone])
        painter.setFont(font(16, 600))
        painter.setPen(QColor(colours.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        room = self.width() - 38 - 10
        figure = painter.fontMetrics().elidedText(self.fact.figure, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(38, 12, room, 24), middle, figure)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text2))
        painter.drawText(QRect(14, 42, self.width() - 24, self.height() - 44), int(_WRAPS), self.fact.text)
