"""The contest of the products, counted exactly: every combination of votes shoppers can end with.

Which products are shown depends on all their votes at the same time, so the votes so far are carried along the chart,
side by side in one integer. Answers that leave the same votes are counted together; an excluded product's votes no
longer matter, so they are forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from quizdesigner.quiz.coverage.budget import Budget
from quizdesigner.quiz.coverage.chart import Fork
from quizdesigner.quiz.coverage.report import Sheet
from quizdesigner.quiz.coverage.walks import SCREEN, Picks, Step, Walks
from quizdesigner.quiz.coverage.ways import sorts
from quizdesigner.quiz.document import Effect, Link


class Ballot(Struct, gc=False):
    """One combination of votes at a state: how many walks come to it, and where the shortest of them came from."""

    sheets: int
    length: int
    state: int
    votes: int
    picks: Picks


class Final(NamedTuple):
    """A combination of votes at an end: each product's votes, or -1 if it is excluded."""

    place: int
    votes: tuple[int, ...]
    ballot: Ballot


class Contest:
    """The votes of some products (ids) along the chart.

    With `enough`, votes beyond that number are not counted. With `until_shown` as well, walks on which a product has
    enough votes that nothing later excludes are left out. OverBudget when there are too many combinations.
    """

    def __init__(
        self, walks: Walks, products: Sequence[str], budget: Budget, *, enough: int = 0, until_shown: bool = False
    ) -> None:
        self._walks = walks
        self._products = products
        self._budget = budget
        self._enough = enough
        self._until_shown = until_shown
        numbers = {product: number for number, product in enumerate(products)}
        questions = walks.chart.quiz.questions
        links: list[list[list[Link]]] = [
            [[link for link in choice.links if link.product in numbers] for choice in question.choices]
            if question.traits.has_choices
            else [[]] * ask.options
            for question, ask in zip(questions, walks.chart.asked, strict=True)
        ]
        most = sum(link.weight for question in links for option in question for link in option)
        # Votes of all products in the lower half of the integer, exclusions in the upper; no field can run over.
        self._width = most.bit_length() + 1
        self._field = (1 << self._width) - 1
        self._half = self._width * len(products)
        self._shifts = range(0, self._half, self._width)
        self._effects: list[list[int]] = []
        for question in links:
            self._effects.append([])
            for option in question:
                effect = 0
                for link in option:
                    shift = self._width * numbers[link.product]
                    excludes = link.effect is Effect.EXCLUDE
                    effect += 1 << shift + self._half if excludes else link.weight << shift
                self._effects[-1].append(effect)
        # By place: the products that an answer there or later can exclude, as bits.
        self._threatened = [0] * (len(questions) + 1)
        for place in range(len(questions) - 1, -1, -1):
            self._threatened[place] = self._threatened[place + 1]
            for option in links[place]:
                for link in option:
                    if link.effect is Effect.EXCLUDE:
                        self._threatened[place] |= 1 << numbers[link.product]
        self._ways: dict[int, list[tuple[int, int, int, Picks]]] = {}
        self._ballots: list[dict[int, Ballot]] = [{} for _ in walks.chart.states]
        self._run()

    def finals(self) -> Iterator[Final]:
        """All combinations shoppers end with."""
        chart = self._walks.chart
        for number in chart.order:
            if chart.states[number].fork is None:
                for votes, ballot in self._ballots[number].items():
                    yield Final(chart.states[number].place, self._unpacked(votes), ballot)

    def sheet(self, ballot: Ballot) -> Sheet:
        """The shortest answer sheet with these votes."""
        steps = []
        while ballot.state >= 0:
            steps.append(Step(self._walks.chart.states[ballot.state].place, ballot.picks))
            ballot = self._ballots[ballot.state][ballot.votes]
        return self._walks.sheet(steps[::-1])

    def _run(self) -> None:
        chart = self._walks.chart
        self._ballots[chart.root][0] = Ballot(1, 0, -1, 0, ())
        for number in chart.order:
            state = chart.states[number]
            if state.fork is None:
                # Putting a ranking together takes as long as ten steps.
                self._budget.take(10 * len(self._ballots[number]))
                continue
            # What is looked up here is not looked up a million times below.
            ways = [
                (self._ballots[target], chart.states[target].place, effect, count, SCREEN + len(picks), picks)
                for sort, effect, count, picks in self._sorts(state.fork)
                for target in (state.targets[sort],)
            ]
            self._budget.take(len(ways) * len(self._ballots[number]))
            half, enough, until_shown = self._half, self._enough, self._until_shown
            for votes, ballot in self._ballots[number].items():
                sheets, length = ballot.sheets, ballot.length
                for ballots, place, effect, count, more, picks in ways:
                    after = votes + effect
                    if effect and (enough or after >> half):
                        after = self._settled(after)
                    if until_shown and self._sure(after, place):
                        continue
                    there = ballots.get(after)
                    if there is None:
                        ballots[after] = Ballot(sheets * count, length + more, number, votes, picks)
                    else:
                        there.sheets += sheets * count
                        if length + more < there.length:
                            there.length, there.state, there.votes, there.picks = length + more, number, votes, picks

    def _sorts(self, fork: Fork) -> list[tuple[int, int, int, Picks]]:
        found = self._ways.get(fork.number)
        if found is None:
            effects = list(zip(fork.makes, self._effects[fork.place], strict=True))
            ways = sorts(self._walks.chart.asked[fork.place], effects, (0, 0), _both, self._budget)
            numbers = {facts: number for number, facts in enumerate(fork.facts)}
            found = [(numbers[facts], effect, one.number, one.picks) for (facts, effect), one in ways.items()]
            self._ways[fork.number] = found
        return found

    def _settled(self, votes: int) -> int:
        """The same votes without what no longer matters."""
        if self._enough:
            for number, count in enumerate(self._unpacked(votes)):
                if count > self._enough:
                    votes -= (count - self._enough) << self._width * number
        excluded = votes >> self._half
        while excluded:
            number = ((excluded & -excluded).bit_length() - 1) // self._width
            one = self._field << self._width * number
            votes = votes & ~(one | one << self._half) | 1 << self._half + self._width * number
            excluded &= ~one
        return votes

    def _sure(self, votes: int, place: int) -> bool:
        """Whether a product has enough votes and can no longer be excluded."""
        threatened = self._threatened[min(place, len(self._threatened) - 1)]
        return any(
            count >= self._enough and not threatened >> number & 1 for number, count in enumerate(self._unpacked(votes))
        )

    def _unpacked(self, votes: int) -> tuple[int, ...]:
        field, excluded = self._field, votes >> self._half
        if not excluded:
            return tuple([votes >> shift & field for shift in self._shifts])
        return tuple([-1 if excluded >> shift & field else votes >> shift & field for shift in self._shifts])


def _both(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return (one[0] | other[0], one[1] + other[1])
