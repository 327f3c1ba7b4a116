"""The two fields of the bar, what to find and what to put there, and the keys that act from them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import Field


class FindField(Field):
    """`stepped` gives 1 for Enter and -1 for Shift Enter; `lowered` says that the keys lead down into the list."""

    stepped = Signal(int)
    lowered = Signal()

    def __init__(self) -> None:
        super().__init__("Find in all texts", hint="Find in all texts")
        self.setTextMargins(24, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_icon(QPainter(self), QRect(10, (self.height() - 16) // 2, 16, 16), "search", "text2")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Down:
            self.lowered.emit()
        else:
            super().keyPressEvent(event)


class ReplaceField(Field):
    """`given` comes with Enter; True with Ctrl Enter, for all there are."""

    given = Signal(bool)

    def __init__(self) -> None:
        super().__init__("Replace with", hint="Replace with")
        self.setTextMargins(24, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_icon(QPainter(self), QRect(10, (self.height() - 16) // 2, 16, 16), "pencil", "text2")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)
