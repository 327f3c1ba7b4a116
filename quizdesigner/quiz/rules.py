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


class ForPage:
    """Says conditions of a quiz in what the shopper's page knows: picks, answers given, and numbers.

    *Has tag* is spelled out as the choices that give it, so that the page never learns which choice gives which tag;
    ranges as comparisons.
    """

    def __init__(self, quiz: Quiz) -> None:
        self._always = frozenset(quiz.tags)
        self._numbers = {question.id for question in quiz.questions if question.traits.is_number}
        self._hits: dict[tuple[str, str], AnyCondition] = {}
        self._giving: dict[str, list[AnyCondition]] = {}
        for question in quiz.questions:
            for choice in question.options:
                hit = self._hits[question.id, choice.id] = _hit(question, choice)
                for tag in dict.fromkeys(choice.tags):
                    self._giving.setdefault(tag, []).append(hit)

    def __call__(self, condition: AnyCondition) -> AnyCondition:
        """The same condition in the page's own terms."""
        match condition:
            case HasTag(tag):
                return All(()) if tag in self._always else Any(tuple(self._giving.get(tag, ())))
            case Chose(question, choice):
                return self._hits.get((question, choice), Any(()))
            case Compare(question):
                return condition if question in self._numbers else Any(())
            case All(parts):
                return All(tuple(map(self, parts)))
            case Any(parts):
                return Any(tuple(map(self, parts)))
            case Not(part):
                return Not(self(part))
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
