"""Rules over tags as sums of avoided sets, which is the form they are counted in.

That a shopper has a tag is one minus that all options giving it were avoided; and two sets are both avoided exactly
when their union is. So any rule is a sum of avoided sets with whole factors: `a or b` takes two, `a and b` four, and
ten tags in one long *and* a thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from quizdesigner.quiz.coverage.avoid import Options
from quizdesigner.quiz.coverage.budget import Budget, OverBudget
from quizdesigner.quiz.document import All, Any, AnyCondition, Not
from quizdesigner.quiz.rules import Atom

Sum = dict[Options, int]
"""By avoided set, how often it counts. On each answer sheet the sum is 1 or 0: the rule holds or not."""

NO_OPTION: Options = frozenset()
"""The set every answer sheet avoids."""

LONGEST = 1024
"""Sets a sum may have; a rule that needs more is too large to count."""


def picks_any(options: Options) -> Sum:
    """That at least one of the options is picked."""
    return {NO_OPTION: 1, options: -1} if options else {}


def of_rule(rule: AnyCondition, options: Callable[[Atom], Options], budget: Budget) -> Sum:
    """The rule as a sum; `options` says which options make a part of it true. OverBudget when it is too long."""
    match rule:
        case All(parts):
            return _every([of_rule(part, options, budget) for part in parts], budget)
        case Any(parts):
            return _opposite(_every([_opposite(of_rule(part, options, budget)) for part in parts], budget))
        case Not(part):
            return _opposite(of_rule(part, options, budget))
        case _:
            return picks_any(options(rule))


def any_or_every(options: Options, sets: Iterable[Options], budget: Budget) -> Sum:
    """That one of the options is picked, or every one of the sets is hit. OverBudget when the sum is too long."""
    every = _every([picks_any(one) for one in sets], budget)
    return _opposite(_every([_opposite(picks_any(options)), _opposite(every)], budget))


def none_of(sets: Iterable[Options]) -> Sum:
    """That none of the sets is hit."""
    return {NO_OPTION.union(*sets): 1}


def one_of(sets: Sequence[Options]) -> Sum:
    """That exactly one of the sets is hit."""
    found: Sum = {}
    everything = NO_OPTION.union(*sets)
    for number in range(len(sets)):
        _add(found, NO_OPTION.union(*sets[:number], *sets[number + 1 :]), 1)
        _add(found, everything, -1)
    return found


def several_of(sets: Sequence[Options]) -> Sum:
    """That at least two of the sets are hit."""
    found = _opposite(one_of(sets))
    _add(found, NO_OPTION.union(*sets), -1)
    return found


def _opposite(one: Sum) -> Sum:
    found = {options: -factor for options, factor in one.items()}
    _add(found, NO_OPTION, 1)
    return found


def _every(sums: Sequence[Sum], budget: Budget) -> Sum:
    product: Sum = {NO_OPTION: 1}
    # Short ones first: a part that never holds ends it at once.
    for one in sorted(sums, key=len):
        budget.take(len(product) * len(one))
        longer: Sum = {}
        for mine, factor in product.items():
            for other, times in one.items():
                _add(longer, mine | other, factor * times)
        product = longer
        if len(product) > LONGEST:
            raise OverBudget
    return product


def _add(found: Sum, options: Options, factor: int) -> None:
    total = found.get(options, 0) + factor
    if total:
        found[options] = total
    else:
        found.pop(options, None)
