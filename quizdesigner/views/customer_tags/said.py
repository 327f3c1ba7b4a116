"""Words that float under a field: why what is typed there cannot be."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from quizdesigner.quiz import tags
from quizdesigner.views.kit import label
from quizdesigner.views.kit.labels import Tone
from quizdesigner.views.style import set_kind


def why_not(name: str) -> str:
    """Why this cannot be a customer tag, and which services are the reason; empty when it can."""
    trouble = tags.trouble(name)
    return " ".join((trouble, *(limit.text for limit in tags.limits(name)))) if trouble else ""


class Said(QFrame):
    """One sentence under a field, over whatever is there. Empty words hide it."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self._field = field
        self.setProperty("kind", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = label("", "bad", wrap=True)
        box = QHBoxLayout(self)
        box.setContentsMargins(10, 6, 10, 6)
        box.addWidget(self._words)
        self.hide()

    def text(self) -> str:
        """The words on screen."""
        return self._words.text() if self.isVisible() else ""

    def say(self, text: str, tone: Tone = "bad") -> None:
        """Show these words under the field."""
        if not text:
            self.hide()
            return
        new = not self.isVisible() or text != self._words.text()
        self._words.setText(text)
        set_kind(self._words, "secondary" if tone == "plain" else tone)
        self.setAccessibleName(text)
        self._place()
        if new:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _place(self) -> None:
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 6))
        wide = min(max(self._field.width(), 240), 420, window.width() - 16)
        high = max(self.heightForWidth(wide), 32)
        left = max(8, min(corner.x(), window.width() - wide - 8))
        top = corner.y()
        if top + high > window.height() - 8:
            top -= high + self._field.height() + 12
        self.setGeometry(left, top, wide, high)
        self.show()
        self.raise_()
