"""Conditions as the editor shows them: rows joined by *all* or *any*, each about one question or tag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from quizdesigner.quiz.document import (
    All,
    Answered,
    Any,
    AnyCondition,
    Chose,
    HasTag,
    Not,
    Project,
    Question,
    Quiz,
)

Atom = Chose | Answered | HasTag
Join = Literal["all", "any"]
Verb = Literal["is", "is_not", "answered", "not_answered", "has", "has_not"]

TAGS = "customer tags"
"""The subject of rows about tags; no question has this id, for ids hold no spaces."""


class Flat(Struct, frozen=True):
    """Rows and how they are joined."""

    join: Join = "all"
    rows: tuple[AnyCondition, ...] = ()


def flat(condition: AnyCondition | None) -> Flat | None:
    """The rows of a condition; None when groups stand inside groups, which rows cannot show."""
    match condition:
        case None:
            return Flat()
        case All(parts) if all(_is_row(part) for part in parts):
            return Flat("all", parts)
        case Any(parts) if parts and all(_is_row(part) for part in parts):
            return Flat("any", parts)
        case _ if _is_row(condition):
            return Flat("all", (condition,))
    return None


def built(shown: Flat) -> AnyCondition:
    """The condition the rows stand for; without rows, *always*."""
    if len(shown.rows) == 1:
        return shown.rows[0]
    return Any(shown.rows) if shown.join == "any" and shown.rows else All(shown.rows)


def atom_of(row: AnyCondition) -> Atom:
    """What a row speaks of."""
    inner = row.of if isinstance(row, Not) else row
    if not isinstance(inner, Chose | Answered | HasTag):
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
        case HasTag():
            return "has_not" if denied else "has"


def verbs_for(question: Question | None) -> tuple[tuple[Verb, str], ...]:
    """What can be said of a question, or of tags (None), with its words."""
    if question is None:
        return (("has", "has"), ("has_not", "does not have"))
    said: tuple[tuple[Verb, str], ...] = (("answered", "is answered"), ("not_answered", "is not answered"))
    return (("is", "is"), ("is_not", "is not"), *said) if question.traits.has_choices and question.choices else said


def first_row(project: Project, quiz: Quiz, subject: str) -> AnyCondition:
    """A row to begin with for this subject: its first choice, that it is answered, or the first tag."""
    if subject == TAGS:
        return HasTag(project.tags[0].id)
    question = next(one for one in quiz.questions if one.id == subject)
    return (
        Chose(subject, question.choices[0].id)
        if question.traits.has_choices and question.choices
        else Answered(subject)
    )


def beginning(project: Project, quiz: Quiz, subjects: Sequence[Question]) -> AnyCondition | None:
    """A row to begin with, about the first of these questions or a tag; None when there is nothing to speak of."""
    subject = next((one.id for one in subjects), TAGS if project.tags else "")
    return first_row(project, quiz, subject) if subject else None


def with_verb(row: AnyCondition, verb: Verb, question: Question | None) -> AnyCondition:
    """The row saying something else of the same subject; its choice or tag stays where it has one."""
    atom = atom_of(row)
    if verb in ("is", "is_not") and question is not None and not isinstance(atom, Chose):
        atom = Chose(question.id, question.choices[0].id)
    elif verb in ("answered", "not_answered") and not isinstance(atom, HasTag):
        atom = Answered(atom.question)
    return Not(atom) if verb in ("is_not", "not_answered", "has_not") else atom


def with_value(row: AnyCondition, value: str) -> AnyCondition:
    """The row about another choice or tag."""
    atom = atom_of(row)
    if isinstance(atom, Chose):
        atom = Chose(atom.question, value)
    elif isinstance(atom, HasTag):
        atom = HasTag(value)
    return Not(atom) if isinstance(row, Not) else atom


def _is_row(condition: AnyCondition) -> bool:
    inner = condition.of if isinstance(condition, Not) else condition
    return isinstance(inner, Chose | Answered | HasTag)
