"""Edits to questions: add, change, reorder, duplicate, delete, make it another kind."""

from __future__ import annotations

from collections.abc import Callable, Collection

from msgspec import structs

from quizdesigner.quiz.document import Answered, Choice, Chose, Compare, HasTag, Kind, Project, Question, Quiz
from quizdesigner.quiz.edits.logic import forget, in_rules
from quizdesigner.quiz.edits.parts import (
    changed,
    changed_parts,
    found,
    in_question,
    in_quiz,
    inserted,
    moved,
    unless_same,
)
from quizdesigner.quiz.edits.recalls import forgetting, recalled_in
from quizdesigner.quiz.rules import Atom


def add_question(project: Project, quiz_id: str, question: Question, at: int | None = None) -> Project:
    """Put a question before place `at` (0 is first), or at the end."""
    return in_quiz(project, quiz_id, lambda quiz: changed_parts(quiz, questions=inserted(quiz.questions, question, at)))


def change_question(project: Project, quiz_id: str, question_id: str, **fields: object) -> Project:
    """Change plain fields of a question: title, description, required, least, most, advance, button ..."""
    return in_question(project, quiz_id, question_id, lambda question: changed(question, **fields))


def set_kind(project: Project, quiz_id: str, question_id: str, kind: Kind, choices: tuple[Choice, ...] = ()) -> Project:
    """Make a question another kind. What the new kind does not use stays stored, so that going back loses nothing.

    `choices` are what it begins with where it has none that the new kind uses.
    """

    def change(question: Question) -> Question:
        other = changed(question, kind=kind)
        return other if other.options else changed_parts(other, choices=(*other.choices, *choices))

    return in_question(project, quiz_id, question_id, change)


def move_question(project: Project, quiz_id: str, question_id: str, to: int) -> Project:
    """Move a question to place `to`. Jumps that now point backwards stay and are found by `check`."""
    return in_quiz(project, quiz_id, lambda quiz: changed_parts(quiz, questions=moved(quiz.questions, question_id, to)))


def move_questions(project: Project, quiz_id: str, question_ids: Collection[str], to: int) -> Project:
    """Move questions, in the order they stand in, before place `to` of the others."""

    def change(quiz: Quiz) -> Quiz:
        chosen = _chosen(quiz, question_ids)
        rest = tuple(one for one in quiz.questions if one not in chosen)
        place = max(0, min(to, len(rest)))
        return changed_parts(quiz, questions=unless_same(quiz.questions, (*rest[:place], *chosen, *rest[place:])))

    return in_quiz(project, quiz_id, change)


def duplicate_question(project: Project, quiz_id: str, question_id: str, ids: Callable[[], str]) -> Project:
    """Put a copy right after a question, with new ids and no CRM field of its own yet.

    Tags, products and rules are copied; a rule that speaks of the question itself speaks of the copy.
    """
    return duplicate_questions(project, quiz_id, (question_id,), ids)


def duplicate_questions(
    project: Project, quiz_id: str, question_ids: Collection[str], ids: Callable[[], str]
) -> Project:
    """Put copies right after the last of these questions. Their rules and texts speak of each other's copies."""

    def change(quiz: Quiz) -> Quiz:
        chosen = _chosen(quiz, question_ids)
        if not chosen:
            return quiz
        place = quiz.questions.index(chosen[-1]) + 1
        copies = _copies(chosen, ids)
        return changed_parts(quiz, questions=(*quiz.questions[:place], *copies, *quiz.questions[place:]))

    return in_quiz(project, quiz_id, change)


def delete_question(project: Project, quiz_id: str, question_id: str) -> Project:
    """Take a question out, and with it all that speaks of it (`references.to_question` tells what): the parts of rules,
    and recalls of its answer, in whose place stand their fallbacks.
    """
    return delete_questions(project, quiz_id, (question_id,))


def delete_questions(project: Project, quiz_id: str, question_ids: Collection[str]) -> Project:
    """Take questions out as `delete_question` does."""

    def change(quiz: Quiz) -> Quiz:
        gone = {question.id for question in _chosen(quiz, question_ids)}
        left = tuple(question for question in quiz.questions if question.id not in gone)
        fewer = changed_parts(quiz, questions=unless_same(quiz.questions, left))
        ruled = forget(fewer, lambda atom: not isinstance(atom, HasTag) and atom.question in gone, gone=gone)
        return forgetting(ruled, gone)

    return in_quiz(project, quiz_id, change)


def _chosen(quiz: Quiz, question_ids: Collection[str]) -> tuple[Question, ...]:
    """The questions with these ids in their order; KeyError when one is not there."""
    for question_id in question_ids:
        found(quiz.questions, question_id)
    return tuple(one for one in quiz.questions if one.id in question_ids)


def _copies(questions: tuple[Question, ...], ids: Callable[[], str]) -> tuple[Question, ...]:
    new = {question.id: ids() for question in questions}
    choices = {(one.id, choice.id): ids() for one in questions for choice in one.choices}

    def own(atom: Atom) -> Atom:
        match atom:
            case Chose(question, choice) if question in new:
                return Chose(new[question], choices.get((question, choice), choice))
            case Answered(question) | Compare(question) if question in new:
                return structs.replace(atom, question=new[question])
        return atom

    def copied(question: Question) -> Question:
        ruled = in_rules(recalled_in(question, new), own)
        return structs.replace(
            ruled,
            id=new[question.id],
            key="",
            choices=tuple(structs.replace(one, id=choices[question.id, one.id]) for one in question.choices),
            jumps=tuple(structs.replace(jump, id=ids(), to=new.get(jump.to, jump.to)) for jump in ruled.jumps),
        )

    return tuple(copied(question) for question in questions)
