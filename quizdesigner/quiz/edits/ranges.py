"""Edits to the ranges of a question whose answer is a number."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Choice, Project, Role
from quizdesigner.quiz.edits.choices import add_choice, delete_choice
from quizdesigner.quiz.edits.parts import changed_parts, found, in_question
from quizdesigner.quiz.ranges import equal, following


def add_range(project: Project, quiz_id: str, question_id: str, choice_id: str) -> Project:
    """Put a range below the others, over the numbers that are free next to the last."""
    span = following(found(project.quiz(quiz_id).questions, question_id))
    return add_choice(
        project, quiz_id, question_id, Choice(choice_id, role=Role.RANGE, least=span.least, most=span.most)
    )


def split_ranges(project: Project, quiz_id: str, question_id: str, count: int, ids: Callable[[], str]) -> Project:
    """Give a question `count` equal ranges. The first ones that were there keep their titles, tags and products.

    Refused where the question has no lowest and highest number, or fewer numbers than that.
    """
    question = found(project.quiz(quiz_id).questions, question_id)
    spans = equal(question, count)
    if not spans:
        raise Refused(f"There are no {count} ranges between the lowest and the highest number. Nothing was changed.")
    old = question.options
    for gone in old[count:]:
        project = delete_choice(project, quiz_id, question_id, gone.id)
    kept = (*old[:count], *(Choice(ids(), role=Role.RANGE) for _ in spans[len(old) :]))
    new = tuple(structs.replace(one, least=span.least, most=span.most) for one, span in zip(kept, spans, strict=True))
    return in_question(
        project,
        quiz_id,
        question_id,
        lambda now: changed_parts(now, choices=(*(one for one in now.choices if one.role is not Role.RANGE), *new)),
    )
