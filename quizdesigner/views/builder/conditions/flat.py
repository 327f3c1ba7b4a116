"""Conditions as the editor shows them: rows joined by *all* or *any*; a row speaks of one thing or is a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, structs

from quizdesigner.quiz import sentences
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
    Question,
    Quiz,
)
from quizdesigner.quiz.rules import Atom

Join = Literal["all", "any"]
Verb = Literal["is", "is_not", "answered", "not_answered", "<", "<=", "=", ">=", ">", "has", "has_not"]
Kind = Literal["row", "group", "other"]

TAGS = "customer tags"
"""The subject of rows about tags; no question has this id, for ids hold no spaces."""

_SIGNS: tuple[tuple[Verb, str], ...] = (
    ("<", "is less than"),
    ("<=", "is at most"),
    ("=", "is exactly"),
    (">=", "is at least"),
    (">", "is more than"),
)


class Flat(Struct, frozen=True):
    """Rows and how they are joined."""

    join: Join = "all"
    rows: tuple[AnyCondition, ...] = ()


def flat(condition: AnyCondition | None) -> Flat:
    """The rows of a condition; each is of a `kind_of`."""
    match condition:
        case None:
            return Flat()
        case All(parts):
            return Flat("all", parts)
        case Any(parts) if parts:
            return Flat("any", parts)
    return Flat("all", (condition,))


def built(shown: Flat) -> AnyCondition:
    """The condition the rows stand for; without rows, *always*."""
    if len(shown.rows) == 1:
        return shown.rows[0]
    return Any(shown.rows) if shown.join == "any" and shown.rows else All(shown.rows)


def kind_of(row: AnyCondition) -> Kind:
    """Whether a row speaks of one thing, is a group of such rows, or is nested deeper than rows can show."""
    if _is_row(row):
        return "row"
    if isinstance(row, All | Any) and row.of and all(_is_row(part) for part in row.of):
        return "group"
    return "other"


def atom_of(row: AnyCondition) -> Atom:
    """What a row speaks of."""
    inner = row.of if isinstance(row, Not) else row
    if not isinstance(inner, Chose | Answered | Compare | HasTag):
        raise TypeError("a group is no row")
    return inner


def subject_of(row: AnyCondition) -> str:
    """The id of the question a row is about, or `TAGS`."""
    atom = atom_of(row)
    return TAGS if isinstance(atom, HasTag) else atom.question


def verb_of(row: AnyCondition) -> Verb:
    """What a row says of its subject."""
    denied = isinstance(row, Not)
    match atom_of(row):
        case Chose():
            return "is_not" if denied else "is"
        case Answered():
            return "not_answered" if denied else "answered"
        case Compare(_, sign):
            return sign
        case HasTag():
            return "has_not" if denied else "has"


def verbs_for(question: Question | None) -> tuple[tuple[Verb, str], ...]:
    """What can be said of a question, or of tags (None), with its words."""
    if question is None:
        return (("has", "has"), ("has_not", "does not have"))
    word = sentences.answered(question)
    said: tuple[tuple[Verb, str], ...] = (("answered", f"is {word}"), ("not_answered", f"is not {word}"))
    if question.traits.is_number:
        said = (*_SIGNS, *said)
    if not _picks(question):
        return said
    within = question.traits.is_number
    return (("is", "is in" if within else "is"), ("is_not", "is not in" if within else "is not"), *said)


def first_row(project: Project, quiz: Quiz, subject: str) -> AnyCondition:
    """A row to begin with for this subject: its first choice or range, that it is answered, or the first tag."""
    if subject == TAGS:
        return HasTag(project.tags[0].id)
    question = next(one for one in quiz.questions if one.id == subject)
    if _picks(question):
        return Chose(subject, question.options[0].id)
    return Compare(subject, ">=", _near(question)) if question.traits.is_number else Answered(subject)


def beginning(project: Project, quiz: Quiz, subjects: Sequence[Question]) -> AnyCondition | None:
    """A row to begin with, about the first of these questions or a tag; None when there is nothing to speak of."""
    subject = next((one.id for one in subjects), TAGS if project.tags else "")
    return first_row(project, quiz, subject) if subject else None


def with_verb(row: AnyCondition, verb: Verb, question: Question | None) -> AnyCondition:
    """The row saying something else of the same subject; its choice, number or tag stays where it has one."""
    atom = atom_of(row)
    match verb:
        case "has" | "has_not":
            pass
        case "is" | "is_not":
            if question is not None and not isinstance(atom, Chose):
                atom = Chose(question.id, question.options[0].id)
        case "answered" | "not_answered":
            if not isinstance(atom, HasTag):
                atom = Answered(atom.question)
        case "<" | "<=" | "=" | ">=" | ">":
            # No comparison is denied: each has its opposite among the others.
            return Compare(subject_of(row), verb, atom.value if isinstance(atom, Compare) else _near(question))
    return Not(atom) if verb in ("is_not", "not_answered", "has_not") else atom


def with_value(row: AnyCondition, value: str | float) -> AnyCondition:
    """The row about another choice or tag (its id), or another number."""
    atom = atom_of(row)
    match atom, value:
        case Chose(), str():
            atom = Chose(atom.question, value)
        case HasTag(), str():
            atom = HasTag(value)
        case Compare(), int() | float():
            atom = structs.replace(atom, value=value)
    return Not(atom) if isinstance(row, Not) else atom


def _is_row(condition: AnyCondition) -> bool:
    denied = isinstance(condition, Not)
    inner = condition.of if isinstance(condition, Not) else condition
    return isinstance(inner, Chose | Answered | HasTag) or (isinstance(inner, Compare) and not denied)


def _picks(question: Question) -> bool:
    """Whether one can be asked which of its options the answer is."""
    return bool(question.options) and (question.traits.has_choices or question.traits.is_number)


def _near(question: Question | None) -> float:
    """A number this question takes."""
    lowest, highest, _ = question.numbers if question else (None, None, 1)
    return lowest if lowest is not None else highest if highest is not None else 0
