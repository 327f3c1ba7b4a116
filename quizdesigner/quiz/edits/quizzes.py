"""Edits to the project itself and to whole quizzes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection, HasTag, Project, Question, Quiz
from quizdesigner.quiz.edits.logic import in_all_rules
from quizdesigner.quiz.edits.parts import changed, changed_parts, each, in_quiz, inserted, without
from quizdesigner.quiz.edits.recalls import recalling
from quizdesigner.quiz.rules import Atom


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
        jumps = tuple(structs.replace(jump, to=new.get(jump.to, jump.to)) for jump in question.jumps)
        return structs.replace(question, id=new[question.id], jumps=jumps)

    def named(connection: Connection) -> Connection:
        fields = (structs.replace(one, question=new[one.question]) for one in connection.fields if one.question in new)
        return changed(connection, fields=(*connection.fields, *fields))

    ruled = recalling(in_all_rules(quiz, own), new)
    copy = structs.replace(
        ruled, id=ids(), name=f"{quiz.name} copy"[:1_000], questions=tuple(copied(one) for one in ruled.questions)
    )
    return add_quiz(changed_parts(project, connections=each(project.connections, named)), copy)


def _named(name: str, what: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused(f"{what} needs a name; it keeps the one it had.")
    return name
