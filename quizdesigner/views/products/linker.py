"""A new link: which choice, and what it does to the product."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.document import Effect, Quiz
from quizdesigner.quiz.recall import unanswered
from quizdesigner.views.kit import Select, button, column, row

_EFFECTS = (
    ("upvote", "Votes for it"),
    ("downvote", "Votes against it"),
    ("include", "Must show it"),
    ("exclude", "Excludes it"),
)


class Linker(QWidget):
    """`set_asked` gives question, choice, Effect and weight."""

    set_asked = Signal(str, str, object, int)

    def __init__(self) -> None:
        super().__init__()
        self.choice = Select("Choice to link", ())
        self.effect = Select("What the choice does", _EFFECTS, "upvote")
        self.link = button("Link", "primary", small=True)
        self.link.clicked.connect(self._ask)
        line = row(self.effect, self.link)
        line.setStretch(0, 1)
        self.setLayout(column(self.choice, line, gap=6, margins=(0, 4, 0, 6)))
        self.hide()

    def show_choices(self, quiz: Quiz, numbers: dict[str, int], linked: set[tuple[str, str]]) -> None:
        """Offer the choices of a quiz that do not speak of the product yet."""
        free = [
            (f"{question.id}/{choice.id}", f"{numbers[question.id]}  {choice.title or unanswered(question.title)}")
            for question in quiz.questions
            for choice in question.options
            if (question.id, choice.id) not in linked
        ]
        # What was being picked stays picked; another product begins at the first.
        kept = self.choice.value if self.isVisible() else ""
        self.choice.show_options(free, kept if any(kept == value for value, _ in free) else next(iter(free), ("",))[0])
        self.link.setEnabled(bool(free))

    def open(self) -> None:
        """Show it, with the keyboard in it."""
        self.show()
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        if self.choice.value:
            question, choice = self.choice.value.split("/")
            self.set_asked.emit(question, choice, Effect(self.effect.value), 1)
            self.hide()
