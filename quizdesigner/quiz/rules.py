"""Conditions and the one function that says whether they hold."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator

from msgspec import Struct, field

from quizdesigner.quiz.answers import Answer, given, millionths, picked
from quizdesigner.quiz.document import (
    All,
    Answered,
    Any,
    AnyCondition,
    Choice,
    Chose,
    Compare,
    HasTag,
    Not,
    Question,
    Quiz,
    Role,
)

DEEPEST = 50
"""Levels a condition may have; deciding one that is nested for its own sake could exhaust the stack."""

Atom = Chose | Answered | Compare | HasTag
"""A condition that refers to something itself."""

_COMPARES: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


class Known(Struct):
    """What a shopper's answers on the route so far come to: the answers, the choices they hit, the tags those give."""

    answers: dict[str, Answer] = field(default_factory=dict)
    picked: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    """In millionths."""
    tags: set[str] = field(default_factory=set)

    def add(self, question: Question, answer: Answer) -> None:
        """Take in one more acceptable answer."""
        chosen = picked(question, answer)
        self.answers[question.id] = answer
        self.picked[question.id] = chosen
        if question.traits.is_number and isinstance(answer, str):
            self.numbers[question.id] = millionths(answer)
        self.tags.update(tag for choice in chosen for tag in choice.tags)


def holds(condition: AnyCondition, known: Known) -> bool:
    """Whether the condition holds, given what is known of the shopper so far."""
    match condition:
        case Chose(question, choice):
            return any(one.id == choice for one in known.picked.get(question, ()))
        case Answered(question):
            return given(known.answers.get(question))
        case Compare(question, sign, value):
            number = known.numbers.get(question)
            return number is not None and _COMPARES[sign](number, millionths(value))
        case HasTag(tag):
            return tag in known.tags
        case All(parts):
            return all(holds(part, known) for part in parts)
        case Any(parts):
            return any(holds(part, known) for part in parts)
        case Not(part):
            return not holds(part, known)


def for_page(condition: AnyCondition, quiz: Quiz) -> AnyCondition:
    """The same condition in what the shopper's page knows: picks, answers given, and numbers.

    *Has tag* is spelled out as the choices that give it, so that the page never learns which choice gives which tag;
    ranges as comparisons.
    """
    match condition:
        case HasTag(tag):
            if tag in quiz.tags:
                return All(())
            return Any(
                tuple(
                    _hit(question, choice)
                    for question in quiz.questions
                    for choice in question.options
                    if tag in choice.tags
                )
            )
        case Chose(question_id, choice_id):
            for question in quiz.questions:
                if question.id == question_id:
                    return next((_hit(question, one) for one in question.options if one.id == choice_id), Any(()))
            return Any(())
        case Compare(question_id):
            is_number = any(one.id == question_id and one.traits.is_number for one in quiz.questions)
            return condition if is_number else Any(())
        case All(parts):
            return All(tuple(for_page(part, quiz) for part in parts))
        case Any(parts):
            return Any(tuple(for_page(part, quiz) for part in parts))
        case Not(part):
            return Not(for_page(part, quiz))
        case _:
            return condition


def _hit(question: Question, choice: Choice) -> AnyCondition:
    """When an answer hits this option of the question."""
    match choice.role:
        case Role.RANGE:
            least = () if choice.least is None else (Compare(question.id, ">=", choice.least),)
            most = () if choice.most is None else (Compare(question.id, "<=", choice.most),)
            bounds = (*least, *most)
            return All(bounds) if bounds else Answered(question.id)
        case Role.ANSWER:
            return Answered(question.id)
        case _:
            return Chose(question.id, choice.id)


def atoms(condition: AnyCondition) -> Iterator[Atom]:
    """The parts that refer to something: which choice, question or tag the condition speaks of."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from atoms(part)
        case Not(part):
            yield from atoms(part)
        case Chose() | Answered() | Compare() | HasTag():
            yield condition


def conditions(question: Question) -> tuple[AnyCondition, ...]:
    """Every condition a question holds: its *show when*, then its jumps in order."""
    shown = () if question.show_when is None else (question.show_when,)
    return shown + tuple(jump.when for jump in question.jumps)


def all_conditions(quiz: Quiz) -> Iterator[AnyCondition]:
    """Every condition of a quiz: those of its questions, its results pages and their sections."""
    for question in quiz.questions:
        yield from conditions(question)
    for page in quiz.results:
        for part in (page, *page.sections):
            if part.show_when is not None:
                yield part.show_when


def too_deep(condition: AnyCondition) -> bool:
    """Whether the condition has more than `DEEPEST` levels."""
    level: tuple[AnyCondition, ...] = (condition,)
    for _ in range(DEEPEST):
        level = tuple(inner for outer in level for inner in _inside(outer))
        if not level:
            return False
    return True


def _inside(condition: AnyCondition) -> tuple[AnyCondition, ...]:
    match condition:
        case All(parts) | Any(parts):
            return parts
        case Not(part):
            return (part,)
        case _:
            return ()
