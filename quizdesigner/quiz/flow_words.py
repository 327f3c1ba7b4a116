"""Conditions in the fewest words, for where a sentence has no room: `Stings or Flushes`, `goal:maintain`."""

from __future__ import annotations

from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import (
    All,
    Answered,
    Any,
    AnyCondition,
    Chose,
    Compare,
    HasTag,
    Not,
    Project,
    Quiz,
)
from quizdesigner.quiz.sentences import answered, number, of_range

_SIGNS = {"<": "<", "<=": "≤", "=": "=", ">=": "≥", ">": ">"}


def in_short(project: Project, quiz: Quiz, condition: AnyCondition) -> str:
    """The condition in a few words; the whole of it is what `sentences.of_condition` says."""
    match condition:
        case Chose(question, choice):
            return _choice(quiz, question, choice)
        case Answered(question):
            asked = next((one for one in quiz.questions if one.id == question), None)
            return f"{_question(quiz, question)} {answered(asked)}"
        case Compare(question, sign, value):
            return f"{_question(quiz, question)} {_SIGNS[sign]} {number(value)}"
        case HasTag(tag):
            return next((one.name for one in project.tags if one.id == tag), "a tag that is not there")
        case Not(part):
            inner = in_short(project, quiz, part)
            return f"not ({inner})" if isinstance(part, All | Any) and len(part.of) > 1 else f"not {inner}"
        case All(()):
            return "always"
        case Any(()):
            return "never"
        case All(parts) | Any(parts):
            word = " and " if isinstance(condition, All) else " or "
            return word.join(in_short(project, quiz, part) for part in parts)


def _choice(quiz: Quiz, question: str, choice: str) -> str:
    for one in quiz.questions:
        if one.id == question:
            for option in one.options:
                if option.id == choice:
                    return option.title or of_range(option) or "a choice without text"
    return "a choice that is not there"


def _question(quiz: Quiz, question: str) -> str:
    number = numbers(quiz).get(question)
    return f"question {number}" if number else "a question that is not there"
