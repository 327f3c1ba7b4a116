"""Edits to saved shoppers: made-up answer sheets for previews and dry runs."""

from __future__ import annotations

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Project, Quiz, Shopper
from quizdesigner.quiz.edits.parts import changed, changed_parts, found, in_quiz, inserted, put, without


def save_shopper(project: Project, quiz_id: str, shopper: Shopper) -> Project:
    """Keep a shopper: in the place of the one with its id, or after the others. Refused without a name."""

    def change(quiz: Quiz) -> Quiz:
        known = any(one.id == shopper.id for one in quiz.shoppers)
        old = found(quiz.shoppers, shopper.id) if known else Shopper(shopper.id, "")
        new = changed(old, name=_named(shopper.name), answers=shopper.answers)
        return changed_parts(quiz, shoppers=put(quiz.shoppers, new) if known else inserted(quiz.shoppers, new, None))

    return in_quiz(project, quiz_id, change)


def rename_shopper(project: Project, quiz_id: str, shopper_id: str, name: str) -> Project:
    """Give a saved shopper another name. Refused when it is empty."""
    return in_quiz(
        project,
        quiz_id,
        lambda quiz: changed_parts(
            quiz, shoppers=put(quiz.shoppers, changed(found(quiz.shoppers, shopper_id), name=_named(name)))
        ),
    )


def delete_shopper(project: Project, quiz_id: str, shopper_id: str) -> Project:
    """Forget a saved shopper."""
    return in_quiz(project, quiz_id, lambda quiz: changed_parts(quiz, shoppers=without(quiz.shoppers, shopper_id)))


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused("A shopper needs a name, so that you find them again.")
    return name
