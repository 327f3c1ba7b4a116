"""The ways to answer one question, counted by what they do and not listed: twenty choices have a million subsets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from math import comb
from typing import NamedTuple, TypeVar

from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.coverage.budget import Budget
from quizdesigner.quiz.document import Kind, Question
from quizdesigner.quiz.samples import TYPED

_Effect = TypeVar("_Effect")
_Key = TypeVar("_Key")


class Asked(NamedTuple):
    """What a question accepts: `options` things to pick (a text or a box is one), from `least` to `most` of them, or
    none at all where that is allowed (`skip`). Where no number of picks will do, `most` is 0.
    """

    options: int
    least: int
    most: int
    skip: bool


class Ways(NamedTuple):
    """How many answers there are of one sort, and the shortest of them as places of its options."""

    number: int
    picks: tuple[int, ...]


def asked(question: Question) -> Asked:
    """What the question accepts, as `answers.problem` has it."""
    if not question.traits.takes_answer:
        return Asked(0, 1, 0, True)
    skip = not question.required
    if not question.traits.has_choices:
        return Asked(1, 1, 1, skip)
    count = len(question.choices)
    if not question.takes_several:
        return Asked(count, 1, min(1, count), skip)
    least, most = max(1, question.least), min(question.most or count, count)
    return Asked(count, least, most if least <= most else 0, skip)


def sorts(
    ask: Asked,
    effects: Sequence[_Effect],
    nothing: _Effect,
    joined: Callable[[_Effect, _Effect], _Effect],
    budget: Budget | None = None,
    forbidden: Collection[int] = (),
) -> dict[_Effect, Ways]:
    """The answers that pick none of `forbidden`, by what their options do together.

    `effects` has one entry an option; `nothing` is what changes nothing, and `joined` adds one effect to another. Where
    several options are picked, as many steps are taken from the budget as there are sorts.
    """
    found: dict[_Effect, Ways] = {}
    if ask.skip:
        found[nothing] = Ways(1, ())
    if ask.most == 1:
        for option in range(ask.options):
            if option not in forbidden:
                _add(found, effects[option], 1, (option,))
        return found
    free = [option for option in range(ask.options) if effects[option] == nothing and option not in forbidden]
    # How often each effect comes about with so many picks among the options that do something.
    picked: dict[tuple[_Effect, int], Ways] = {(nothing, 0): Ways(1, ())}
    for option in range(ask.options):
        if effects[option] == nothing or option in forbidden:
            continue
        if budget is not None:
            budget.take(2 * len(picked))
        for (effect, number), ways in list(picked.items()):
            if number < ask.most:
                key = (joined(effect, effects[option]), number + 1)
                _add(picked, key, ways.number, (*ways.picks, option))
    for (effect, number), ways in picked.items():
        fewest = max(ask.least - number, 0)
        more = sum(comb(len(free), extra) for extra in range(fewest, min(ask.most - number, len(free)) + 1))
        if more:
            _add(found, effect, ways.number * more, tuple(sorted((*ways.picks, *free[:fewest]))))
    return found


def answer(question: Question, picks: tuple[int, ...]) -> Answer | None:
    """The picked options as an answer a shopper could have given; None when there is none."""
    if not picks:
        return None
    if question.traits.has_choices:
        return tuple(question.choices[option].id for option in picks)
    return True if question.kind is Kind.CONSENT else TYPED[question.kind]


def _add(found: dict[_Key, Ways], key: _Key, count: int, picks: tuple[int, ...]) -> None:
    earlier = found.get(key)
    if earlier is None:
        found[key] = Ways(count, picks)
    else:
        shorter = picks if len(picks) < len(earlier.picks) else earlier.picks
        found[key] = Ways(earlier.number + count, shorter)
