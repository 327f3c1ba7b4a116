"""Lines that say something without stopping anybody: the floating one, the read-only bar."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QGuiApplication
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QPushButton, QWidget

from quizdesigner.views.kit import Figure, button, icon_button, label, row

_SIGN = {"plain": "info", "ok": "circle-check", "warn": "triangle-alert", "bad": "circle-x"}
_WIDEST = 640
_STAYS = {"plain": 6_000, "ok": 6_000, "warn": 20_000}
"""Milliseconds a line stays; what went wrong stays until it is put away."""


class NoticeLine(QFrame):
    """Floats above the status bar of its parent. It leaves by itself, a warning later; what went wrong stays."""

    def __init__(self, parent: QWidget, above: int) -> None:
        super().__init__(parent)
        self._parent = parent
        self._above = above
        self._details = ""
        self.setProperty("kind", "notice-float")
        self._figure = Figure("info")
        self._words = label("", wrap=False)
        self.copy: QPushButton = button("Copy details", "link", small=True)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))
        self.close_button = icon_button("x", "Put away", small=True)
        self.close_button.clicked.connect(self.hide)
        self.setLayout(row(self._figure, self._words, self.copy, self.close_button, margins=(14, 6, 8, 6)))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 6)
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        self._leave = QTimer(self)
        self._leave.setSingleShot(True)
        self._leave.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, tone: str = "plain", details: str = "") -> None:
        """Show these words; `details` can be copied."""
        self._details = details
        self._figure.show_icon(_SIGN[tone], _ink(tone))
        self._words.setWordWrap(False)
        self._words.setText(text)
        widest = min(_WIDEST, self._parent.width() - 220)
        if self._words.sizeHint().width() > widest:
            self._words.setWordWrap(True)
            self._words.setFixedWidth(widest)
        else:
            self._words.setFixedWidth(self._words.sizeHint().width())
        self.copy.setVisible(bool(details))
        self.setAccessibleName(text)
        self.place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._leave.stop()
        if tone in _STAYS:
            self._leave.start(_STAYS[tone])

    def pass_by(self) -> None:
        """Somebody goes elsewhere: put away what would have left by itself."""
        if self._leave.isActive():
            self.hide()

    def text(self) -> str:
        """The words shown."""
        return self._words.text()

    def place(self) -> None:
        """Stand in the middle, above the status bar."""
        self.adjustSize()
        parent = self._parent
        self.move((parent.width() - self.width()) // 2, parent.height() - self._above - self.height() - 12)


class ReadOnlyBar(QFrame):
    """Says why nothing can be changed and what can be done about it; not there when everything can."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.setProperty("kind", "bar-warn")
        words = label(f"{reason} You can look, preview and save a copy.", "warn")
        self.copy = button("Save a copy", "plain", "copy", small=True)
        self.retry = button("Try again", "ghost", "rotate-cw", small=True)
        box = row(Figure("lock", "warn"), words, None, self.copy, self.retry, margins=(16, 4, 14, 4))
        self.setLayout(box)
        self.setVisible(bool(reason))


def _ink(tone: str) -> str:
    """The colour a tone's sign has."""
    return "accent_text" if tone == "plain" else tone
