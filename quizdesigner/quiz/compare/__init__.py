"""Two versions of a quiz: what changed, as sentences an author reads before publishing."""

from __future__ import annotations

from collections.abc import Iterator

from quizdesigner.quiz.compare.connections import connections
from quizdesigner.quiz.compare.difference import RANKS, Difference
from quizdesigner.quiz.compare.looks import looks
from quizdesigner.quiz.compare.products import products
from quizdesigner.quiz.compare.questions import questions
from quizdesigner.quiz.compare.results import results
from quizdesigner.quiz.compare.tags import tags
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.phrases import counted

__all__ = ["Difference", "differences"]


def differences(before: Project | None, after: Project, quiz_id: str) -> tuple[Difference, ...]:
    """What publishing `after` changes against `before`: first what changes the ways through the quiz, then who gets
    which tag, then products, then what a CRM is sent, then texts and looks.

    Both are bundles (`bundle_of`) of one quiz; `before` is None when nothing is live yet.
    """
    if before is None:
        asked = sum(question.traits.takes_answer for question in after.quiz(quiz_id).questions)
        live = f"Live from now on: {counted(asked, 'question')}, {counted(len(after.tags), 'customer tag')}."
        return (Difference("added", "First version", effect=live),)
    found = sorted(_differences(before, after, quiz_id), key=lambda one: RANKS[one.reach])
    # The order of a choice's tags, say: the digest differs, and the author is told that it is nothing to worry about.
    return tuple(found) if found or before == after else (Difference("changed", "Details", "nothing shoppers notice"),)


def _differences(before: Project, after: Project, quiz_id: str) -> Iterator[Difference]:
    old, new = before.quiz(quiz_id), after.quiz(quiz_id)
    yield from questions(before, after, old, new)
    yield from results(before, after, old, new)
    yield from tags(before, after, old, new)
    yield from products(before, after, old, new)
    yield from connections(before, after)
    yield from looks(before, after, old, new)
