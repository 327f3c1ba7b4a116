"""What a made-up shopper types or ticks, so that the question it is for accepts it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date

from quizdesigner.quiz import samples
from quizdesigner.quiz.answers import Answer, problem
from quizdesigner.quiz.document import Kind, Question

BESIDE = "Something else"
"""What is typed beside the choice *other*."""

_DAYS = range(1, date.max.toordinal() + 1)


def typed(question: Question) -> Answer | None:
    """An answer to a question that is typed or ticked; None when it accepts none at all."""
    return next((one for one in _tries(question) if problem(question, one) is None), None)


def _tries(question: Question) -> Iterator[Answer]:
    """Answers of which the question accepts one if it accepts any."""
    if question.kind is Kind.CONSENT:
        yield True
        return
    yield samples.typed(question)
    # What authors hardly ever ask for: a text to the letter, or days that no calendar has.
    match question.kind:
        case Kind.TEXT | Kind.LONG_TEXT:
            yield "x" * max(1, question.shortest)
        case Kind.DATE:
            if question.earliest:
                yield from map(_day, _DAYS[bisect_left(_DAYS, question.earliest, key=_day) :][:1])
            if question.latest:
                yield from map(_day, _DAYS[: bisect_right(_DAYS, question.latest, key=_day)][-1:])


def _day(number: int) -> str:
    return date.fromordinal(number).isoformat()
