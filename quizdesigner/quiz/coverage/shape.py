"""What the counts of a quiz depend on: two versions of a quiz with the same shape have the same answer sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from quizdesigner.quiz.document import Compare, HasTag, Question, Quiz, ResultsPage
from quizdesigner.quiz.rules import all_conditions, atoms


def shape(quiz: Quiz, compares: Iterable[Compare]) -> bytes:
    """Everything that decides which answer sheets there are and where they lead; `compares` tell numbers apart, too.

    Words, pictures, links and tags that no rule asks for are not in it.
    """
    asked = {atom.customer_tag for one in all_conditions(quiz) for atom in atoms(one) if isinstance(atom, HasTag)}
    return msgspec.msgpack.encode(
        (
            [_question(one, asked) for one in quiz.questions],
            [tuple(_page(one)) for one in quiz.results],
            sorted(asked.intersection(quiz.tags)),
            tuple(compares),
        )
    )


def _question(question: Question, asked: set[str]) -> tuple[object, ...]:
    return (
        question.id,
        question.kind,
        question.required,
        question.several,
        (question.least, question.most, question.shortest, question.longest),
        (question.lowest, question.highest, question.step),
        (question.earliest, question.latest, question.country),
        question.show_when,
        question.jumps,
        [
            (one.id, one.role, one.least, one.most, [tag for tag in one.tags if tag in asked] if asked else ())
            for one in question.options
        ],
    )


def _page(page: ResultsPage) -> Iterator[object]:
    yield from (page.id, page.show_when)
    for slot in page.slots:
        yield slot.id, slot.show_when
