"""Counting the answer sheets for which sums hold, and finding the shortest for each."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import count

from quizdesigner.quiz.coverage.avoid import Avoiding, Options, width
from quizdesigner.quiz.coverage.budget import Budget, OverBudget
from quizdesigner.quiz.coverage.chart import Fork
from quizdesigner.quiz.coverage.report import Count, Sheet, TooMany
from quizdesigner.quiz.coverage.sums import Sum
from quizdesigner.quiz.coverage.walks import SCREEN, Picks, Step, Walks
from quizdesigner.quiz.coverage.ways import sorts

WORD = 1 << 12
"""The bits of an integer that cost about as much to handle as a step in Python."""

TOGETHER = 8 * WORD
"""The bits of integers worth handling: larger ones leave the processor's cache, smaller ones make more passes."""

MEMORY = 1 << 31
"""The bits one pass may hold at all states together."""


def avoided(walks: Walks, sets: Sequence[Options]) -> list[int]:
    """How many finished answer sheets avoid each set."""
    root, room = walks.chart.root, _room(walks)
    found: list[int] = []
    for first in range(0, len(sets), room):
        some = sets[first : first + room]
        avoiding = Avoiding(walks, some)
        found += [avoiding.of(root, number) for number in range(len(some))]
    return found


def counted(walks: Walks, sums: Sequence[Sum], budget: Budget) -> list[Count | TooMany]:
    """For each sum, the finished answer sheets where it holds; `TooMany` for those that exceed the budget.

    Finding each example may take as much again.
    """
    found: list[Count | TooMany] = [TooMany(budget.steps)] * len(sums)
    batch: list[int] = []
    used = 0
    for number, one in enumerate(sums):
        states, bits = len(walks.chart.states), len(one) * width(walks)
        if states * (1 + bits // WORD) > budget.steps or states * bits > MEMORY:
            continue
        if batch and used + len(one) > _room(walks):
            _count(walks, sums, batch, found, budget)
            batch, used = [], 0
        batch.append(number)
        used += len(one)
    if batch:
        _count(walks, sums, batch, found, budget)
    return found


def _room(walks: Walks) -> int:
    """How many sets to count in one pass."""
    return max(1, min(TOGETHER, MEMORY // len(walks.chart.states)) // width(walks))


def _count(
    walks: Walks, sums: Sequence[Sum], batch: Sequence[int], found: list[Count | TooMany], budget: Budget
) -> None:
    sets = list(dict.fromkeys(options for number in batch for options in sums[number]))
    avoiding = Avoiding(walks, sets)
    places = {options: place for place, options in enumerate(sets)}
    for number in batch:
        search = _Search(walks, avoiding, sums[number], places, budget.fresh())
        sheets = search.holds_on(walks.chart.root, 0)
        found[number] = Count(sheets, search.shortest() if sheets else None)


class _Search:
    """The shortest walk on which a sum holds, from the start outwards, the most promising walk first.

    What was picked so far counts as the sets it hits, as bits. How many walks go on to make the sum hold is known for
    every state, so no walk is followed in vain, and one where all go on well is finished at once.
    """

    def __init__(self, walks: Walks, avoiding: Avoiding, one: Sum, places: dict[Options, int], budget: Budget) -> None:
        self._walks = walks
        self._avoiding = avoiding
        self._parts = [(1 << number, factor, places[options]) for number, (options, factor) in enumerate(one.items())]
        self._hits: dict[int, int] = {}
        for (bit, _, _), options in zip(self._parts, one, strict=True):
            for option in options:
                self._hits[option] = self._hits.get(option, 0) | bit
        self._budget = budget
        self._ways: dict[int, list[tuple[int, int, Picks]]] = {}

    def holds_on(self, state: int, hit: int) -> int:
        """On how many walks from the state to an end the sum holds, the sets in `hit` having been hit before."""
        return sum(factor * self._avoiding.of(state, number) for bit, factor, number in self._parts if not hit & bit)

    def shortest(self) -> Sheet | None:
        """The shortest sheet, of which there must be one; None when the budget is used up before it is found."""
        try:
            return self._found()
        except OverBudget:
            return None

    def _found(self) -> Sheet:
        walks, states = self._walks, self._walks.chart.states
        numbers = count()
        start = (walks.chart.root, 0)
        before: dict[tuple[int, int], tuple[tuple[int, int], Picks]] = {}
        lengths = {start: 0}
        # Of walks equally promising, the one that has come farthest.
        waiting = [(walks.far[walks.chart.root], 0, 0, start)]
        while True:
            _, _, _, here = heappop(waiting)
            state, hit = here
            if self.holds_on(state, hit) == walks.finish[state]:
                break
            fork = states[state].fork
            for sort, more, picks in self._sorts(fork) if fork else ():
                there = (states[state].targets[sort], hit | more)
                length = lengths[here] + SCREEN + len(picks)
                if length < lengths.get(there, length + 1) and self.holds_on(*there):
                    lengths[there] = length
                    before[there] = (here, picks)
                    place = states[there[0]].place
                    heappush(waiting, (length + walks.far[there[0]], -place, next(numbers), there))
        steps = walks.tail(here[0])[::-1]
        while here != start:
            here, picks = before[here]
            steps.append(Step(states[here[0]].place, picks))
        return walks.sheet(steps[::-1])

    def _sorts(self, fork: Fork) -> list[tuple[int, int, Picks]]:
        """The sorts of answer of a fork, told apart also by the sets they hit."""
        found = self._ways.get(fork.number)
        if found is None:
            chart = self._walks.chart
            start = chart.starts[fork.place]
            effects = [(facts, self._hits.get(start + option, 0)) for option, facts in enumerate(fork.makes)]
            ways = sorts(chart.asked[fork.place], effects, (0, 0), _both, self._budget)
            numbers = {facts: number for number, facts in enumerate(fork.facts)}
            found = [(numbers[facts], hits, one.picks) for (facts, hits), one in ways.items()]
            self._ways[fork.number] = found
        self._budget.take(len(found) * (1 + len(self._parts) // 4))
        return found


def _both(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return (one[0] | other[0], one[1] | other[1])
