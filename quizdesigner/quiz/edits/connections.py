"""Edits to connections, hosts and the field names CRMs know questions by."""

from __future__ import annotations

from quizdesigner.quiz.document import Connection, FieldName, Host, Project, Question, Quiz
from quizdesigner.quiz.edits.parts import changed, changed_parts, each, found, in_quiz, inserted, put, without
from quizdesigner.quiz.fields import on_by_default
from quizdesigner.quiz.keys import keys


def add_connection(project: Project, connection: Connection) -> Project:
    """Put a connection after the others."""
    return changed_parts(project, connections=inserted(project.connections, connection, None))


def change_connection(project: Project, connection_id: str, **fields: object) -> Project:
    """Change plain fields of a connection: list, retake, account ..."""
    new = changed(found(project.connections, connection_id), **fields)
    return changed_parts(project, connections=put(project.connections, new))


def name_field(project: Project, connection_id: str, subject: str, name: str, off: bool) -> Project:
    """Give a field its own name in one connection, or leave it out; empty and as usual is the default.

    `subject` is the id of a question, or one of those in `fields`.
    """
    connection = found(project.connections, connection_id)
    others = tuple(field for field in connection.fields if field.question != subject)
    field = changed(FieldName(subject), name=name.strip(), off=off)
    usual = FieldName(subject, off=not on_by_default(connection.service, subject))
    fields = others if field == usual else (*others, field)
    return change_connection(project, connection_id, fields=fields)


def delete_connection(project: Project, connection_id: str) -> Project:
    """Take a connection away. Its secret is the caller's to forget."""
    return changed_parts(project, connections=without(project.connections, connection_id))


def add_host(project: Project, host: Host) -> Project:
    """Put a host after the others."""
    return changed_parts(project, hosts=inserted(project.hosts, host, None))


def change_host(project: Project, host_id: str, **fields: object) -> Project:
    """Change plain fields of a host: name, address, client."""
    new = changed(found(project.hosts, host_id), **fields)
    return changed_parts(project, hosts=put(project.hosts, new))


def delete_host(project: Project, host_id: str) -> Project:
    """Take a host off the list; what is live on it stays live."""
    return changed_parts(project, hosts=without(project.hosts, host_id))


def pin_keys(project: Project, quiz_id: str) -> Project:
    """Fix the field name of every question of a quiz, as it goes live, so that later renames keep it."""

    def change(quiz: Quiz) -> Quiz:
        named = keys(quiz)

        def pinned(question: Question) -> Question:
            return changed(question, key=named[question.id]) if question.id in named else question

        return changed_parts(quiz, questions=each(quiz.questions, pinned))

    return in_quiz(project, quiz_id, change)
