"""The line one types a tag into: the group in front and the rest behind stand in it in grey, without being its text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent

from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.kit import Field


class TagLine(Field):
    """`take` is shown every key first and says whether it used it; so Tab and Enter mean what the row says."""

    def __init__(self, name: str, take: Callable[[QKeyEvent], bool], *, hint: str = "") -> None:
        super().__init__(name, hint=hint)
        self._take = take
        self._lead = ""
        self._tail = ""
        self.setProperty("kind", "bare")
        self.setFont(font(13, 600))

    def show_around(self, lead: str, tail: str) -> None:
        """Show this before and after the words typed, where there is room; neither is part of them."""
        if self._metrics().horizontalAdvance(lead + self.text()) > self.width() - 2 * _INSET:
            lead = tail = ""
        if (lead, tail) != (self._lead, self._tail):
            self._lead, self._tail = lead, tail
            self.setTextMargins(self._metrics().horizontalAdvance(lead), 0, 0, 0)
            self.update()

    @property
    def around(self) -> tuple[str, str]:
        """What stands before and after the words typed."""
        return self._lead, self._tail

    def words_width(self) -> int:
        """The pixels everything in the line takes."""
        return self._metrics().horizontalAdvance(self._lead + self.text() + self._tail)

    def event(self, event: QEvent) -> bool:
        # Qt gives Tab to whoever comes next before keyPressEvent is asked.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._take(event):
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._lead and not self._tail:
            return
        painter = QPainter(self)
        metrics = self._metrics()
        painter.setFont(font(13, 600))
        lead = metrics.horizontalAdvance(self._lead)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(tokens.current().text2))
        painter.drawText(QRect(_INSET, 0, lead, self.height()), middle, self._lead)
        left = _INSET + lead + metrics.horizontalAdvance(self.text())
        painter.setFont(font(13, 400))
        painter.setPen(QColor(tokens.current().text3))
        if left < self.width():
            painter.drawText(QRect(left, 0, self.width() - left, self.height()), middle, self._tail)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(font(13, 600))


_INSET = 2
"""Pixels a QLineEdit keeps free before its text."""
