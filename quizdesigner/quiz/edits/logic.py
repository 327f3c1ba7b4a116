"""Edits to rules: *show when*, *then go to*, and what becomes of them when something they speak of goes away."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

import msgspec

from quizdesigner.quiz.document import (
    All,
    Any,
    AnyCondition,
    Jump,
    Not,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Section,
)
from quizdesigner.quiz.edits.parts import (
    changed,
    changed_parts,
    each,
    found,
    in_question,
    inserted,
    moved,
    put,
    unless_same,
    without,
)
from quizdesigner.quiz.rules import Atom

ShownT = TypeVar("ShownT", bound=ResultsPage | Section)


def set_show_when(project: Project, quiz_id: str, question_id: str, condition: AnyCondition | None) -> Project:
    """Show a question only when the condition holds; None shows it always."""
    return in_question(project, quiz_id, question_id, lambda question: changed(question, show_when=condition))


def add_jump(project: Project, quiz_id: str, question_id: str, jump: Jump) -> Project:
    """Put a *then go to* rule below the others of a question."""
    return in_question(
        project,
        quiz_id,
        question_id,
        lambda question: changed_parts(question, jumps=inserted(question.jumps, jump, None)),
    )


def change_jump(project: Project, quiz_id: str, question_id: str, jump_id: str, **fields: object) -> Project:
    """Change where a rule leads (`to`) or its condition (`when`)."""

    def change(question: Question) -> Question:
        return changed_parts(question, jumps=put(question.jumps, changed(found(question.jumps, jump_id), **fields)))

    return in_question(project, quiz_id, question_id, change)


def move_jump(project: Project, quiz_id: str, question_id: str, jump_id: str, to: int) -> Project:
    """Move a rule up or down; the first that fits wins."""
    return in_question(
        project,
        quiz_id,
        question_id,
        lambda question: changed_parts(question, jumps=moved(question.jumps, jump_id, to)),
    )


def delete_jump(project: Project, quiz_id: str, question_id: str, jump_id: str) -> Project:
    """Take a rule away."""
    return in_question(
        project,
        quiz_id,
        question_id,
        lambda question: changed_parts(question, jumps=without(question.jumps, jump_id)),
    )


def forget(quiz: Quiz, about: Callable[[Atom], bool], *, gone: Collection[str] = ()) -> Quiz:
    """The quiz with every part of a rule left out that `about` picks, and every jump to the questions or pages `gone`.

    `references` tells beforehand which those are.
    """

    def change(question: Question) -> Question:
        jumps = tuple(jump for jump in question.jumps if jump.to not in gone)
        return changed_parts(question, jumps=unless_same(question.jumps, jumps))

    fewer = changed_parts(quiz, questions=each(quiz.questions, change))
    return in_all_rules(fewer, lambda atom: None if about(atom) else atom)


def in_all_rules(quiz: Quiz, change: Callable[[Atom], Atom | None]) -> Quiz:
    """The quiz with each atom of every rule as `change` gives it: of questions, results pages and sections."""

    def shown(part: ShownT) -> ShownT:
        if part.show_when is None:
            return part
        when = rewritten(part.show_when, change)
        return part if when is part.show_when else msgspec.structs.replace(part, show_when=when)

    def page(one: ResultsPage) -> ResultsPage:
        sections = unless_same(one.sections, tuple(shown(section) for section in one.sections))
        return changed_parts(shown(one), sections=sections)

    return changed_parts(
        quiz,
        questions=each(quiz.questions, lambda question: in_rules(question, change)),
        results=each(quiz.results, page),
    )


def in_rules(question: Question, change: Callable[[Atom], Atom | None]) -> Question:
    """The question with each atom of its rules as `change` gives it, or without it where that is None.

    A jump whose whole condition goes, goes with it; a *show when* whose whole condition goes shows the question always.
    """
    shown = None if question.show_when is None else rewritten(question.show_when, change)
    jumps = tuple(
        jump if when is jump.when else msgspec.structs.replace(jump, when=when)
        for jump in question.jumps
        if (when := rewritten(jump.when, change)) is not None
    )
    jumps = unless_same(question.jumps, jumps)
    if shown is question.show_when and jumps is question.jumps:
        return question
    return msgspec.structs.replace(question, show_when=shown, jumps=jumps)


def rewritten(condition: AnyCondition, change: Callable[[Atom], Atom | None]) -> AnyCondition | None:
    """The condition with each atom as `change` gives it, or left out where that is None; None when nothing is left.

    What comes to stand twice in an *all* or *any* stands there once.
    """
    match condition:
        case All(parts) | Any(parts):
            found = (rewritten(part, change) for part in parts)
            kept = unless_same(parts, tuple(part for part in found if part is not None))
            if kept is parts:
                return condition
            return msgspec.structs.replace(condition, of=tuple(dict.fromkeys(kept))) if kept else None
        case Not(part):
            inner = rewritten(part, change)
            if inner is None:
                return None
            return condition if inner is part else Not(inner)
        case _:
            return change(condition)
