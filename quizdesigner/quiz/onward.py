"""The answer paths that are still open to a shopper, as a condition that coverage can count."""

from __future__ import annotations

from collections.abc import Iterator

from quizdesigner.quiz.answers import Answer, Answers
from quizdesigner.quiz.document import All, Answered, AnyCondition, Chose, Compare, Not, Question, Quiz
from quizdesigner.quiz.play import walk


def begins_like(quiz: Quiz, answers: Answers, place: str) -> AnyCondition:
    """What the answer sheets have in common that begin as these answers do, up to the question at `place` (its id).

    Answers decide the way, so nothing is said of it. A choice is told by those that were not picked, because a count of
    avoided options costs the same however many they are.
    """
    walked = walk(quiz, answers)
    parts: list[AnyCondition] = []
    for question in walked.route:
        if question.id == place:
            break
        parts += _said(question, walked.answers.get(question.id))
    return All(tuple(parts))


def _said(question: Question, answer: Answer | None) -> Iterator[AnyCondition]:
    if not question.traits.takes_answer:
        return
    if answer is None:
        yield Not(Answered(question.id))
    elif isinstance(answer, tuple):
        yield from (Not(Chose(question.id, one.id)) for one in question.options if one.id not in answer)
        if question.takes_several or not question.needed:
            yield from (Chose(question.id, one) for one in answer)
    elif question.traits.is_number and isinstance(answer, str):
        yield Compare(question.id, "=", float(answer))
    elif not question.needed:
        yield Answered(question.id)
