"""Making a starter somebody's own: the same work under ids that no other project has."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs

from quizdesigner.quiz.document import Project


def fresh(project: Project, ids: Callable[[], str]) -> Project:
    """The project with new ids for itself and each of its quizzes, taken from `ids` in that order.

    Two projects made from one starter can then live on one host. Questions, choices and tags keep their ids: those
    are unique within their quiz or project alone.
    """
    return structs.replace(
        project,
        id=ids(),
        quizzes=tuple(structs.replace(quiz, id=ids()) for quiz in project.quizzes),
    )
