"""Edits to the project itself, to whole quizzes and to their results pages."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection, HasTag, Project, Question, Quiz, ResultsPage, Slot, Theme
from quizdesigner.quiz.edits.logic import Atom, in_rules
from quizdesigner.quiz.edits.parts import changed, changed_parts, each, found, in_quiz, inserted, put, without


def rename_project(project: Project, name: str) -> Project:
    """Give the project (the client) another name."""
    return changed(project, name=_named(name, "The project"))


def add_quiz(project: Project, quiz: Quiz) -> Project:
    """Put a quiz at the end of the project."""
    return changed_parts(project, quizzes=inserted(project.quizzes, quiz, None))


def rename_quiz(project: Project, quiz_id: str, name: str) -> Project:
    """Give a quiz another name."""
    return in_quiz(project, quiz_id, lambda quiz: changed(quiz, name=_named(name, "The quiz")))


def delete_quiz(project: Project, quiz_id: str) -> Project:
    """Take a quiz out of the project; its tags and products stay."""
    return changed_parts(project, quizzes=without(project.quizzes, quiz_id))


def duplicate_quiz(project: Project, quiz_id: str, ids: Callable[[], str]) -> Project:
    """Put a copy of a quiz after the others. It sends the same fields to CRMs as the original.

    Its questions get new ids, since connections know by them which fields have names of their own or are left out.
    """
    quiz = project.quiz(quiz_id)
    new = {question.id: ids() for question in quiz.questions}

    def own(atom: Atom) -> Atom:
        return (
            atom if isinstance(atom, HasTag) else structs.replace(atom, question=new.get(atom.question, atom.question))
        )

    def copied(question: Question) -> Question:
        ruled = in_rules(question, own)
        jumps = tuple(structs.replace(jump, to=new.get(jump.to, jump.to)) for jump in ruled.jumps)
        return structs.replace(ruled, id=new[question.id], jumps=jumps)

    def named(connection: Connection) -> Connection:
        fields = (structs.replace(one, question=new[one.question]) for one in connection.fields if one.question in new)
        return changed(connection, fields=(*connection.fields, *fields))

    copy = structs.replace(
        quiz, id=ids(), name=f"{quiz.name} copy"[:1_000], questions=tuple(copied(one) for one in quiz.questions)
    )
    return add_quiz(changed_parts(project, connections=each(project.connections, named)), copy)


def set_theme(project: Project, quiz_id: str, theme: Theme) -> Project:
    """Give a quiz another look."""
    return in_quiz(project, quiz_id, lambda quiz: changed(quiz, theme=theme))


def change_results(project: Project, quiz_id: str, page_id: str, **fields: object) -> Project:
    """Change fields of a results page, such as title or link_label."""
    return _in_results(project, quiz_id, page_id, lambda page: changed(page, **fields))


def add_slot(project: Project, quiz_id: str, page_id: str, slot: Slot) -> Project:
    """Put a slot at the end of a results page."""
    return _in_results(
        project, quiz_id, page_id, lambda page: changed_parts(page, slots=inserted(page.slots, slot, None))
    )


def change_slot(project: Project, quiz_id: str, page_id: str, slot_id: str, **fields: object) -> Project:
    """Change fields of a slot, such as heading, count or minimum_votes."""

    def change(page: ResultsPage) -> ResultsPage:
        return changed_parts(page, slots=put(page.slots, changed(found(page.slots, slot_id), **fields)))

    return _in_results(project, quiz_id, page_id, change)


def delete_slot(project: Project, quiz_id: str, page_id: str, slot_id: str) -> Project:
    """Take a slot off a results page."""
    return _in_results(project, quiz_id, page_id, lambda page: changed_parts(page, slots=without(page.slots, slot_id)))


def _in_results(project: Project, quiz_id: str, page_id: str, change: Callable[[ResultsPage], ResultsPage]) -> Project:
    def change_quiz(quiz: Quiz) -> Quiz:
        return changed_parts(quiz, results=put(quiz.results, change(found(quiz.results, page_id))))

    return in_quiz(project, quiz_id, change_quiz)


def _named(name: str, what: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused(f"{what} needs a name; it keeps the one it had.")
    return name
