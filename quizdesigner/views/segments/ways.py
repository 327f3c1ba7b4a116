"""A shopper's answers as the way one reads them: question by question, in the words of the page."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from quizdesigner.quiz.answers import Answer, Answers
from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import All, Answered, AnyCondition, Chose, Kind, Not, Question, Quiz
from quizdesigner.quiz.play import walk
from quizdesigner.quiz.recall import unanswered
from quizdesigner.quiz.sentences import of_range


class Step(Struct, frozen=True):
    """One answer: the number its question is shown with, the question's words, and what was answered.

    `given` is what the shopper did, as a condition.
    """

    number: str
    question: str
    answer: str
    given: tuple[AnyCondition, ...]


def steps(quiz: Quiz, answers: Answers) -> tuple[Step, ...]:
    """The answers that count, in the order of the route; questions left out have none."""
    walked = walk(quiz, answers)
    numbered = numbers(quiz)
    made = []
    for question in walked.route:
        answer = walked.answers.get(question.id)
        if answer is None:
            continue
        picked = walked.known.picked[question.id]
        made.append(
            Step(
                str(numbered.get(question.id, "")),
                unanswered(question.title) or question.traits.label,
                _said(question, answer, [one.title or of_range(one) for one in picked]),
                tuple(Chose(question.id, one.id) for one in picked) or (Answered(question.id),),
            )
        )
    return tuple(made)


def tags_given(quiz: Quiz, answers: Answers) -> dict[str, str]:
    """The tags a shopper ends with (ids), in the order they come, and the last question that gave each, or nothing."""
    walked = walk(quiz, answers)
    found = dict.fromkeys(quiz.tags, "")
    for question, choice in walked.picked:
        found |= dict.fromkeys(choice.tags, question.id)
    for tag in walked.end.tags if walked.end else ():
        found.setdefault(tag, "")
    return found


def beside(way: Iterable[Step], rule: AnyCondition) -> AnyCondition:
    """Shoppers who answered so, among others, and for whom the rule does not hold; with none, these answers suffice."""
    return All((*(one for step in way for one in step.given), Not(rule)))


def _said(question: Question, answer: Answer, titles: list[str]) -> str:
    if question.traits.has_choices:
        return ", ".join(title or "a choice without text" for title in titles)
    if question.kind is Kind.CONSENT:
        return "ticks the box"
    words = answer if isinstance(answer, str) else ""
    if question.traits.is_number:
        return words
    return f"writes “{words}”" if words else "any text"
