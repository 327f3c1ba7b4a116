"""A sheet over the place one is in, hanging from the top bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from quizdesigner.views.desk import Desk

_WIDE = 860
_HIGH = 690
_BELOW = 66
"""Pixels left free under a sheet: a notice stands there and covers none of its buttons."""


class Sheet(QWidget):
    """Dims what is under it. Esc or a click beside the sheet closes it."""

    def __init__(self, parent: QWidget, desk: Desk, inner: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.frame = QFrame(self)
        self.frame.setProperty("kind", "sheet")
        self._box = QVBoxLayout(self.frame)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(inner)
        self.inner = inner
        self.hide()

    def place(self, area: QRect) -> None:
        """Cover `area` of the window."""
        self.setGeometry(area)
        wide, high = min(_WIDE, area.width() - 48), min(_HIGH, area.height() - _BELOW)
        self.frame.setGeometry((area.width() - wide) // 2, 0, wide, high)

    def open(self, area: QRect) -> None:
        """Show the sheet; the keyboard is in it."""
        self.place(area)
        self.show()
        self.raise_()
        self.inner.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.inner.hasFocus():
            self.inner.focusNextChild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._desk.close_sheet()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.frame.geometry().contains(event.position().toPoint()):
            self._desk.close_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(20, 18, 15, 110))
