"""Shoppers made up from the quiz itself, so that an author sees what a CRM would be told before anybody came."""

from __future__ import annotations

from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.document import Kind, Question, Quiz
from quizdesigner.quiz.play import walk

TYPED = {Kind.NAME: "Ana", Kind.EMAIL: "ana@example.com", Kind.TEXT: "In my own words"}
"""What a made-up shopper types."""


def sample(quiz: Quiz, pick: int) -> dict[str, Answer]:
    """Answers by question id of a shopper who makes the `pick`-th choice everywhere, counted from 0 and round again.

    Where several choices are wanted, the next ones too. Only questions such a shopper meets are answered.
    """
    # Answers off the route count for nothing, so one walk over all of them finds the route.
    everywhere = {question.id: _answer(question, pick) for question in quiz.questions if question.traits.takes_answer}
    return walk(quiz, everywhere).answers


def _answer(question: Question, pick: int) -> Answer:
    if question.kind is Kind.CONSENT:
        return True
    if not question.traits.has_choices:
        return TYPED[question.kind]
    wanted = max(1, question.least) if question.takes_several else 1
    count = len(question.choices)
    places = sorted({(pick + more) % count for more in range(wanted)}) if count else ()
    return tuple(question.choices[place].id for place in places)
