"""The line to replace with: the field, this one, all, and what was done with its way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.views.find.fields import ReplaceField
from quizdesigner.views.kit import Figure, button, label, row


class ReplaceLine(QWidget):
    """`one` and `all` say what is to be replaced; `taken_back` asks for undo."""

    one = Signal()
    all = Signal()
    taken_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = ReplaceField()
        self.replace = button("Replace", small=True, hint="This one, and on to the next  (Enter)")
        self.replace_all = button("Replace all", small=True, hint="In every text listed, as one step  (Ctrl Enter)")
        self.words = label("", "ok")
        self.undo = button("Undo", "link", small=True)
        self._said = QWidget()
        self._said.setLayout(row(Figure("circle-check", "ok"), self.words, self.undo, gap=6))
        self.setLayout(row(self.field, self.replace, self.replace_all, 4, self._said, None, gap=6))
        self.field.given.connect(lambda everywhere: (self.all if everywhere else self.one).emit())
        self.replace.clicked.connect(self.one)
        self.replace_all.clicked.connect(self.all)
        self.undo.clicked.connect(self.taken_back)
        self.say("")

    def show_some(self, some: bool) -> None:
        """Whether there is anything to replace."""
        for part in (self.replace, self.replace_all):
            part.setEnabled(some)

    def say(self, text: str) -> None:
        """Say what was done, with Undo beside it; nothing for empty words."""
        if not text and self.undo.hasFocus():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.setText(text)
        self._said.setVisible(bool(text))
        if text:
            self._said.setAccessibleName(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self._said, QAccessible.Event.Alert))
