"""Edits to questions: add, change, reorder, duplicate, delete, make it another kind."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from quizdesigner.quiz.document import Answered, Chose, Kind, Project, Question, Quiz
from quizdesigner.quiz.edits.logic import Atom, forget, in_rules
from quizdesigner.quiz.edits.parts import (
    changed,
    changed_parts,
    found,
    in_question,
    in_quiz,
    inserted,
    moved,
    without,
)


def add_question(project: Project, quiz_id: str, question: Question, at: int | None = None) -> Project:
    """Put a question before place `at` (0 is first), or at the end."""
    return in_quiz(project, quiz_id, lambda quiz: changed_parts(quiz, questions=inserted(quiz.questions, question, at)))


def change_question(project: Project, quiz_id: str, question_id: str, **fields: object) -> Project:
    """Change plain fields of a question: title, description, required, least, most, advance, button ..."""
    return in_question(project, quiz_id, question_id, lambda question: changed(question, **fields))


def set_kind(project: Project, quiz_id: str, question_id: str, kind: Kind) -> Project:
    """Make a question another kind. What the new kind does not use stays stored, so that going back loses nothing."""
    return in_question(project, quiz_id, question_id, lambda question: changed(question, kind=kind))


def move_question(project: Project, quiz_id: str, question_id: str, to: int) -> Project:
    """Move a question to place `to`. Jumps that now point backwards stay and are found by `check`."""
    return in_quiz(project, quiz_id, lambda quiz: changed_parts(quiz, questions=moved(quiz.questions, question_id, to)))


def duplicate_question(project: Project, quiz_id: str, question_id: str, ids: Callable[[], str]) -> Project:
    """Put a copy right after a question, with new ids and no CRM field of its own yet.

    Tags, products and rules are copied; a rule that speaks of the question itself speaks of the copy.
    """

    def change(quiz: Quiz) -> Quiz:
        question = found(quiz.questions, question_id)
        place = quiz.questions.index(question)
        return changed_parts(quiz, questions=inserted(quiz.questions, _copy(question, ids), place + 1))

    return in_quiz(project, quiz_id, change)


def delete_question(project: Project, quiz_id: str, question_id: str) -> Project:
    """Take a question out, and with it the parts of rules that speak of it (`logic.referring` tells which)."""

    def change(quiz: Quiz) -> Quiz:
        return forget(
            changed_parts(quiz, questions=without(quiz.questions, question_id)),
            lambda atom: getattr(atom, "question", None) == question_id,
            gone=question_id,
        )

    return in_quiz(project, quiz_id, change)


def _copy(question: Question, ids: Callable[[], str]) -> Question:
    new = ids()
    choices = {choice.id: ids() for choice in question.choices}

    def own(atom: Atom) -> Atom:
        match atom:
            case Chose(question.id, choice):
                return Chose(new, choices.get(choice, choice))
            case Answered(question.id):
                return Answered(new)
        return atom

    ruled = in_rules(question, own)
    return msgspec.structs.replace(
        ruled,
        id=new,
        key="",
        choices=tuple(msgspec.structs.replace(choice, id=choices[choice.id]) for choice in question.choices),
        jumps=tuple(msgspec.structs.replace(jump, id=ids()) for jump in ruled.jumps),
    )
