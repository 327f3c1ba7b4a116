"""Why not this one? What became of a product for a shopper one chooses: a saved one, or the one in Preview."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import play
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.document import Product, Project, Quiz
from quizdesigner.quiz.why import Why
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import SectionLabel, Select, column, label

_PREVIEW = "preview"
"""Stands for the shopper in Preview; ids of saved shoppers have a sign before them."""

_MANY = 1_500
"""Products from which on playing the quiz can take longer than a frame; 10,000 took 65 ms."""
_PAUSE = 120
"""Milliseconds without a change before such a quiz is played again, so that no letter of a title waits for it."""


class WhyPart(QWidget):
    """A list of shoppers, and the answer under it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._product: Product | None = None
        self._asked: tuple[Project, Quiz, Answers] | None = None
        self._why: Why | None = None
        self.shopper = Select("Shopper to ask about", ())
        self.shopper.setProperty("small", True)
        self.shopper.changed.connect(lambda _: self._answer())
        self.answer = label("", "secondary", wrap=True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._answer_late)
        self.setLayout(column(SectionLabel("Why not this one?"), self.shopper, self.answer, gap=8))

    def show_product(self, product: Product | None) -> None:
        """Ask about this product, with the shoppers there are now."""
        self._product = product
        quiz, answers = self._desk.quiz, self._desk.answers
        options = [(f"/{one.id}", one.name) for one in quiz.shoppers]
        # Right after another quiz was opened, the shopper in Preview is still one of the quiz before.
        if any(question.id in answers for question in quiz.questions):
            options.append((_PREVIEW, "The shopper in Preview"))
        now = self.shopper.value
        self.shopper.show_options(options, now if any(now == one for one, _ in options) else _first(options))
        self.shopper.setVisible(bool(options))
        self._answer()

    def _answer_late(self) -> None:
        # A place that is not seen follows when it is; by then the product may be gone.
        if self.isVisible():
            self._answer(waited=True)

    def _answer(self, *, waited: bool = False) -> None:
        product, quiz = self._product, self._desk.quiz
        if product is None:
            return
        saved = {f"/{one.id}": one.answers for one in quiz.shoppers}
        answers = self._desk.answers if self.shopper.value == _PREVIEW else saved.get(self.shopper.value)
        if answers is None:
            self.answer.setText("Answer some questions in Preview, or save a shopper there, and it says here why.")
            return
        project = self._desk.project
        asked = (project, quiz, answers)
        # What is said of one product is known for all of them.
        if self._why is None or self._asked is None or any(a is not b for a, b in zip(asked, self._asked, strict=True)):
            if len(project.products) >= _MANY and not waited:
                self._soon.start()
                return
            self._asked, self._why = asked, Why(project, quiz, play.outcome(project, quiz, answers))
        self.answer.setText(self._why.sentence(product.id))


def _first(options: list[tuple[str, str]]) -> str:
    return options[0][0] if options else ""
