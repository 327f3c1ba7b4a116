"""The inspector's *show when*: the condition a question is shown on."""

from __future__ import annotations

from quizdesigner.quiz.document import Project, Question, Quiz
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.conditions.line import ConditionLine
from quizdesigner.views.builder.sections import Section


class ShowWhen(Section):
    """*Show when*: a sentence, and under it the condition when it is being edited."""

    def __init__(self, author: Author) -> None:
        self.line = ConditionLine("Shown when", "Always shown.", "this question")
        super().__init__("Show when", self.line.edit)
        self.line.changed.connect(author.show_when)
        self.body.addWidget(self.line)

    def show_question(self, project: Project, quiz: Quiz, question: Question) -> None:
        """Show when this question is shown."""
        self.line.show_condition(project, quiz, question.show_when, _earlier(quiz, question), question.id)


def _earlier(quiz: Quiz, question: Question) -> list[Question]:
    """What *show when* may speak of: questions before this one, the nearest first."""
    place = quiz.questions.index(question)
    return [one for one in reversed(quiz.questions[:place]) if one.traits.takes_answer]
