"""What of a paste could not come along, listed where the questions are until somebody puts it away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from quizdesigner.quiz.clipping import Pasted
from quizdesigner.quiz.document import Quiz
from quizdesigner.quiz.phrases import counted
from quizdesigner.views.kit import Figure, button, column, label, row

_LINES = 5
"""Lines seen at once; the list scrolls by keys and wheel."""


class LeftOver(QFrame):
    """Hidden until told. `put_away` says that a person has read it."""

    put_away = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "notice-warn")
        self._questions: frozenset[str] = frozenset()
        self._words = label("", "strong", wrap=True)
        self.list = QPlainTextEdit()
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setAccessibleName("What could not come along")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.done = button("Put away", "link", small=True)
        self.done.clicked.connect(self._put_away)
        head = row(Figure("triangle-alert", "warn"), self._words, self.done, gap=9)
        head.setStretch(1, 1)
        self.setLayout(column(head, self.list, gap=6, margins=(11, 6, 8, 9)))
        self.hide()

    def tell(self, pasted: Pasted) -> None:
        """List what could not come along; nothing is shown where all of it did."""
        count = len(pasted.left_over)
        self._questions = frozenset(pasted.questions)
        they = "the question speaks" if len(pasted.questions) == 1 else "the questions speak"
        self._words.setText(f"{counted(count, 'thing')} {they} of could not come along:")
        self.list.setPlainText("\n".join(pasted.left_over))
        self.list.setFixedHeight(self.list.fontMetrics().lineSpacing() * min(count + 1, _LINES) + 18)
        self.setAccessibleName(self._words.text())
        self.setVisible(bool(count))

    def follow(self, quiz: Quiz) -> None:
        """Go with the questions it is about: when the paste was undone, or another quiz is looked at."""
        if self._questions.isdisjoint(one.id for one in quiz.questions):
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
        else:
            super().keyPressEvent(event)

    def _put_away(self) -> None:
        self.hide()
        self.put_away.emit()
