"""What would break, said where something is about to be deleted or changed, with the ways on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from quizdesigner.quiz.references import Reference
from quizdesigner.views.kit import Figure, button, column, label, row

_NAMED = 4
"""References listed by name; the rest are counted."""


class WouldBreak(QFrame):
    """Hidden until asked. `agreed` and `kept` give what a person decided, `looked` the part (id) they want to see."""

    agreed = Signal()
    kept = Signal()
    looked = Signal(str)

    def __init__(self, agree: str) -> None:
        super().__init__()
        self.setProperty("kind", "notice-warn")
        self._first = ""
        self._words: QLabel = label("", "strong", wrap=True)
        self._list: QLabel = label("", "secondary", wrap=True)
        self.agree = button(agree, "danger", small=True)
        self.show_first = button("Show the first", "link", small=True)
        self.keep = button("Keep", "link", small=True)
        self.agree.clicked.connect(self.agreed)
        self.show_first.clicked.connect(lambda: self.looked.emit(self._first))
        self.keep.clicked.connect(self.kept)
        head = QHBoxLayout()
        head.setSpacing(9)
        head.addWidget(Figure("triangle-alert", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._words, 1)
        buttons = row(self.agree, self.show_first, self.keep, None, gap=2)
        self.setLayout(column(head, row(25, self._list, gap=0), buttons, gap=4, margins=(11, 9, 8, 7)))
        self.hide()

    def ask(self, sentence: str, references: Sequence[Reference]) -> None:
        """Show a sentence with what would break under it, and give the keyboard to the buttons."""
        self._first = references[0].part
        lines = [f"{one.text}" for one in references[:_NAMED]]
        if len(references) > _NAMED:
            lines.append(f"and {len(references) - _NAMED} more")
        self._words.setText(sentence)
        self._list.setText("\n".join(lines))
        self.setAccessibleName(f"{sentence} {', '.join(lines)}")
        self.show()
        self.agree.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def words(self) -> str:
        """All that is said."""
        return f"{self._words.text()}\n{self._list.text()}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.kept.emit()
        else:
            super().keyPressEvent(event)
