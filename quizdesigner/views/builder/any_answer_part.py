"""The inspector's *when answered*: whether any answer to a typed question gives tags and votes."""

from __future__ import annotations

from quizdesigner.quiz.document import Choice, Project, Question
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.chip_line import ChipLine
from quizdesigner.views.builder.links.choice_details import ChoiceDetails
from quizdesigner.views.builder.sections import Section, line
from quizdesigner.views.kit import Switch, label


class AnyAnswerPart(Section):
    """A switch; under it, once it is on, the tags and products of whoever answers."""

    def __init__(self, author: Author) -> None:
        super().__init__("When answered")
        self._author = author
        self._choice: Choice | None = None
        self.switch = Switch("Any answer gives tags and votes")
        self.switch.clicked.connect(self._turn)
        self.tags = ChipLine()
        self.details = ChoiceDetails(author)
        self.details.delete.hide()
        self._hint = label("Tags and products for everybody who answers, whatever they say.", "hint", wrap=True)
        self.body.addWidget(line("Give tags and votes", self.switch))
        self.body.addWidget(self._hint)
        self.body.addWidget(self.tags)
        self.body.addWidget(self.details)

    def show_question(self, project: Project, question: Question) -> None:
        """Show what any answer to this question gives."""
        self._choice = next(iter(question.options), None)
        on = self._choice is not None
        self.switch.show_on(on)
        self._hint.setVisible(not on)
        self.tags.setVisible(on)
        self.details.setVisible(on)
        if self._choice is not None:
            self.tags.show_tags(project, self._choice.tags)
            self.details.show_choice(project, self._choice)

    def _turn(self, on: bool) -> None:
        if on:
            self._author.add_answer()
        elif self._choice is not None:
            self._author.delete_choice(self._choice.id)
        # Where it was refused, or is being asked about, it stands as it stood.
        question = self._author.question
        self.switch.show_on(question is not None and bool(question.options))
