"""What a shopper said, in words that may stand in a text of the results page."""

from __future__ import annotations

from html import escape

from quizdesigner.page import locales
from quizdesigner.page.setting import Setting
from quizdesigner.quiz import recall
from quizdesigner.quiz.answers import asks_text
from quizdesigner.quiz.document import Choice, Kind, Question, Quiz
from quizdesigner.quiz.play import GivenAnswer, Outcome
from quizdesigner.quiz.recommend import Standing


class Said:
    """A shopper's answers in the language of `quiz`."""

    def __init__(self, setting: Setting, quiz: Quiz, outcome: Outcome) -> None:
        self._setting = setting
        self._questions = {question.id: question for question in quiz.questions}
        self._given = {given.question: given for given in outcome.answers}

    def filled(self, text: str) -> str:
        """A text of the page with what it recalls, as HTML."""
        return escape(recall.filled(text, self._answer))

    def because(self, standing: Standing) -> str:
        """Why a product is recommended: the strongest reason, the first among equals; empty without one."""
        votes = [given for given in standing.by if given.weight > 0]
        reason = max(votes, key=lambda given: given.weight, default=next(iter(standing.included_by), None))
        if reason is None or reason.question not in self._questions:
            return ""
        question = self._questions[reason.question]
        choice = next((choice for choice in question.options if choice.id == reason.choice), None)
        said = self._choice(question, choice) if choice else ""
        return self._setting.say("because", answer=said) if said else ""

    def _answer(self, question_id: str) -> str:
        question, given = self._questions.get(question_id), self._given.get(question_id)
        if question is None or given is None or question.kind is Kind.CONSENT:
            return ""
        if question.traits.has_choices:
            picked = (choice for choice in question.options if choice.id in given.choices)
            return ", ".join(filter(None, (self._choice(question, choice) for choice in picked)))
        return self._typed(question, given)

    def _choice(self, question: Question, choice: Choice) -> str:
        """The words for a choice: its title, what was typed beside it, or the number that lies in it."""
        given = self._given.get(question.id)
        if given and asks_text(question, choice) and choice.id in given.choices:
            return given.values[given.choices.index(choice.id)]
        if given and question.traits.is_number and not choice.title:
            return " ".join(filter(None, (self._typed(question, given), question.unit)))
        return choice.title

    def _typed(self, question: Question, given: GivenAnswer) -> str:
        value = given.values[0]
        if question.traits.is_number:
            return locales.number(value, self._setting.language)
        return locales.day(value, self._setting.language) if question.kind is Kind.DATE else value
