"""Which parts of the page's script and style sheet a quiz needs, so that a plain one does not pay for all."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from quizdesigner.page.choices import SEARCHED
from quizdesigner.quiz import recall
from quizdesigner.quiz.document import Kind, Question, Quiz, Role

_STYLES = {
    Kind.DROPDOWN: ("list",),
    Kind.RATING: ("stars",),
    Kind.SLIDER: ("slider",),
    Kind.PHONE: ("list", "phone"),
}


class Needed(Struct, frozen=True):
    """Names of files in `resources/page`, each kind in an order that stays."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def of_quiz(quiz: Quiz) -> Needed:
    """The parts for what is in the quiz."""
    styles = {style for question in quiz.questions for style in _STYLES.get(question.kind, ())}
    return Needed(
        tuple(sorted({one for question in quiz.questions for one in _scripts(question)})), tuple(sorted(styles))
    )


def _scripts(question: Question) -> Iterator[str]:
    if any(choice.role not in (Role.ORDINARY, Role.RANGE, Role.ANSWER) for choice in question.options):
        yield "roles"
    if question.kind is Kind.DROPDOWN and len(question.options) > SEARCHED:
        yield "list"
    if question.kind in (Kind.SLIDER, Kind.PHONE):
        yield question.kind.value
    if question.video:
        yield "video"
    if recall.recalled(question.title) or recall.recalled(question.description):
        yield "recall"
