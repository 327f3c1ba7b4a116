"""Conditions and the one function that says whether they hold."""

from __future__ import annotations

from collections.abc import Iterator, Set

from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.document import All, Answered, Any, AnyCondition, Chose, HasTag, Not, Question, Quiz

DEEPEST = 50
"""Levels a condition may have; deciding one that is nested for its own sake could exhaust the stack."""


def holds(condition: AnyCondition, answers: Answers, tags: Set[str]) -> bool:
    """Whether the condition holds, given the answers on the shopper's route so far and the tags they gave."""
    match condition:
        case Chose(question, choice):
            picked = answers.get(question, ())
            return isinstance(picked, tuple) and choice in picked
        case Answered(question):
            return bool(answers.get(question))
        case HasTag(tag):
            return tag in tags
        case All(parts):
            return all(holds(part, answers, tags) for part in parts)
        case Any(parts):
            return any(holds(part, answers, tags) for part in parts)
        case Not(part):
            return not holds(part, answers, tags)


def without_tags(condition: AnyCondition, quiz: Quiz) -> AnyCondition:
    """The same condition with each *has tag* spelled out as the choices that give it.

    The shopper's page gets this form, so that its script need not know which choice gives which tag.
    """
    match condition:
        case HasTag(tag):
            return Any(
                tuple(
                    Chose(question.id, choice.id)
                    for question in quiz.questions
                    for choice in question.choices
                    if tag in choice.tags
                )
            )
        case All(parts):
            return All(tuple(without_tags(part, quiz) for part in parts))
        case Any(parts):
            return Any(tuple(without_tags(part, quiz) for part in parts))
        case Not(part):
            return Not(without_tags(part, quiz))
        case _:
            return condition


def atoms(condition: AnyCondition) -> Iterator[Chose | Answered | HasTag]:
    """The parts that refer to something: which choice, question or tag the condition speaks of."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from atoms(part)
        case Not(part):
            yield from atoms(part)
        case Chose() | Answered() | HasTag():
            yield condition


def conditions(question: Question) -> tuple[AnyCondition, ...]:
    """Every condition a question holds: its *show when*, then its jumps in order."""
    shown = () if question.show_when is None else (question.show_when,)
    return shown + tuple(jump.when for jump in question.jumps)


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
