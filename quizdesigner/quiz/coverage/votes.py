"""The contest of the products, counted exactly: every combination of votes shoppers can end with.

Which products are shown depends on all their votes at the same time, so the votes so far are carried along the chart,
side by side in one integer. Answers that leave the same votes are counted together; an excluded product's votes no
longer matter, so they are forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from quizdesigner.quiz.coverage.budget import Budget
from quizdesigner.quiz.coverage.chart import Chart, Fork, State
from quizdesigner.quiz.coverage.report import Sheet
from quizdesigner.quiz.coverage.stakes import Stake
from quizdesigner.quiz.coverage.walks import SCREEN, Picks, Step, Walks
from quizdesigner.quiz.coverage.ways import sorts

ANY = -(1 << 60)
"""Fewer votes than there can be."""


class Ballot(Struct, gc=False):
    """One combination of votes at a state: how many walks come to it, and where the shortest of them came from."""

    sheets: int
    length: int
    state: int
    votes: int
    picks: Picks


class Marks(NamedTuple):
    """What else was said of each stake: whether it is excluded, included, and may fill a slot without any vote."""

    excluded: tuple[bool, ...]
    included: tuple[bool, ...]
    fills: tuple[bool, ...]


class Final(NamedTuple):
    """A combination at an end: each stake's votes, which mean nothing where it is excluded, and its marks."""

    end: State
    votes: tuple[int, ...]
    marks: Marks
    ballot: Ballot


class Enough(NamedTuple):
    """That more votes than some number make no difference; and for each stake how many are enough, with no exclusion
    to fear, for something to be shown for sure (None: no number is). Such walks are left out.
    """

    votes: int
    sure: Sequence[int | None]


class Contest:
    """The votes of some stakes along the chart; with `enough`, only as far as they make a difference to one of them.

    OverBudget when there are too many combinations.
    """

    def __init__(self, walks: Walks, stakes: Sequence[Stake], budget: Budget, enough: Enough | None = None) -> None:
        self._walks = walks
        self._budget = budget
        self._enough = enough
        self._fields = _Fields(walks.chart, stakes)
        self._limits = _limits(walks.chart, stakes, enough.votes) if enough else []
        self._ways: dict[int, list[tuple[int, int, int, int, Picks]]] = {}
        self._ballots: list[dict[int, Ballot]] = [{} for _ in walks.chart.states]
        self._run()

    def finals(self) -> Iterator[Final]:
        """All combinations shoppers end with."""
        fields = self._fields
        for number, end in self._walks.chart.ends:
            for packed, ballot in self._ballots[number].items():
                yield Final(end, fields.votes(packed), fields.marks(packed >> fields.half), ballot)

    def sheet(self, ballot: Ballot) -> Sheet:
        """The shortest answer sheet with these votes."""
        steps = []
        while ballot.state >= 0:
            steps.append(Step(self._walks.chart.states[ballot.state].place, ballot.picks))
            ballot = self._ballots[ballot.state][ballot.votes]
        return self._walks.sheet(steps[::-1])

    def _run(self) -> None:
        chart, fields = self._walks.chart, self._fields
        self._ballots[chart.root][fields.start] = Ballot(1, 0, -1, 0, ())
        # Putting a ranking together takes as long as ten steps, and longer the more there is to rank.
        ranking = 10 * (1 + fields.count // 16)
        for number in chart.order:
            state = chart.states[number]
            if state.fork is None:
                self._budget.take(ranking * len(self._ballots[number]))
                continue
            # What is looked up here is not looked up a million times below.
            ways = [
                (self._ballots[target], chart.states[target].place, votes, marks, count, SCREEN + len(picks), picks)
                for sort, votes, marks, count, picks in self._sorts(state.fork)
                for target in (state.targets[sort],)
            ]
            self._budget.take(len(ways) * len(self._ballots[number]))
            half, enough, settled = fields.half, self._enough, fields.settled
            for packed, ballot in self._ballots[number].items():
                sheets, length = ballot.sheets, ballot.length
                for ballots, place, votes, marks, count, more, picks in ways:
                    after = packed
                    if votes or marks:
                        after = (packed + votes) | marks
                        if after >> half:
                            keep, put = settled(after >> half)
                            after = after & keep | put
                    if enough is not None:
                        after = self._limited(after, place)
                        if after < 0:
                            continue
                    there = ballots.get(after)
                    if there is None:
                        ballots[after] = Ballot(sheets * count, length + more, number, packed, picks)
                    else:
                        there.sheets += sheets * count
                        if length + more < there.length:
                            there.length, there.state, there.votes, there.picks = length + more, number, packed, picks

    def _sorts(self, fork: Fork) -> list[tuple[int, int, int, int, Picks]]:
        found = self._ways.get(fork.number)
        if found is None:
            start = self._walks.chart.starts[fork.place]
            effects = [(facts, *self._fields.effect(start + option)) for option, facts in enumerate(fork.makes)]
            ways = sorts(self._walks.chart.asked[fork.place], effects, (0, 0, 0), _both, self._budget)
            numbers = {facts: number for number, facts in enumerate(fork.facts)}
            found = [
                (numbers[facts], votes, marks, one.number, one.picks) for (facts, votes, marks), one in ways.items()
            ]
            self._ways[fork.number] = found
        return found

    def _limited(self, packed: int, place: int) -> int:
        """The same without votes that make no difference any more; -1 when something is sure to be shown."""
        fields, limits = self._fields, self._limits[min(place, len(self._limits) - 1)]
        assert self._enough is not None
        marks = fields.marks(packed >> fields.half)
        for stake, (count, limit, enough) in enumerate(
            zip(fields.votes(packed), limits, self._enough.sure, strict=True)
        ):
            if marks.excluded[stake]:
                continue
            if enough is not None and not limit.threatened and (marks.included[stake] or count >= enough + limit.falls):
                return -1
            kept = min(max(count, limit.lowest), limit.highest)
            packed += (kept - count) << fields.width * stake
        return packed


class _Fields:
    """How votes and marks are packed: votes in the lower half of the integer, counted from below zero so that no
    field can run over; one bit for each mark in the upper half.
    """

    def __init__(self, chart: Chart, stakes: Sequence[Stake]) -> None:
        self._stakes = stakes
        self.count = len(stakes)
        falls = max((sum(-votes for _, votes in stake.votes if votes < 0) for stake in stakes), default=0)
        rises = max((sum(votes for _, votes in stake.votes if votes > 0) for stake in stakes), default=0)
        self.width = (falls + rises).bit_length() + 1
        self.half = self.width * len(stakes)
        self._falls = falls
        self._field = (1 << self.width) - 1
        self._fills = tuple(stake.fills for stake in stakes)
        self._shifts = range(0, self.half, self.width)
        self.start = sum(falls << shift for shift in self._shifts)
        votes = [0] * sum(len(ask.options) for ask in chart.asked)
        marks = [0] * len(votes)
        # By stake: the bits that say excluded, included, and without one of its variants each.
        self._bits: list[tuple[int, int, int]] = []
        bit = 1
        for shift, stake in zip(self._shifts, stakes, strict=True):
            for option, count in stake.votes:
                votes[option] += count << shift
            exclude, include, without = bit, bit << 1, 0
            bit <<= 2
            for some, mark in ((stake.exclude, exclude), (stake.include, include)):
                for option in some:
                    marks[option] |= mark
            for variant in stake.variants:
                for option in variant:
                    marks[option] |= bit
                without |= bit
                bit <<= 1
            self._bits.append((exclude, include, without))
        self._effects = [(count, mark << self.half) for count, mark in zip(votes, marks, strict=True)]
        self._marks: dict[int, Marks] = {}
        self._settled: dict[int, tuple[int, int]] = {}

    def effect(self, option: int) -> tuple[int, int]:
        """What an option of the quiz adds to the votes, and the marks it sets."""
        return self._effects[option]

    def votes(self, packed: int) -> tuple[int, ...]:
        """The votes of each stake."""
        field, falls = self._field, self._falls
        return tuple([(packed >> shift & field) - falls for shift in self._shifts])

    def marks(self, marks: int) -> Marks:
        """What the upper half of the integer says."""
        found = self._marks.get(marks)
        if found is None:
            found = self._marks[marks] = Marks(
                tuple([self._excluded(marks, stake) for stake in range(self.count)]),
                tuple([bool(marks & include) for _, include, _ in self._bits]),
                self._fills,
            )
        return found

    def settled(self, marks: int) -> tuple[int, int]:
        """What to keep of an integer with these marks, and what to put in: of what is excluded, nothing else counts."""
        found = self._settled.get(marks)
        if found is None:
            forget, put = 0, 0
            for stake, (exclude, include, without) in enumerate(self._bits):
                if self._excluded(marks, stake):
                    forget |= self._field << self.width * stake | (exclude | include | without) << self.half
                    # Room below again, for votes against it that are yet to come.
                    put |= exclude << self.half | self._falls << self.width * stake
            found = self._settled[marks] = (~forget, put)
        return found

    def _excluded(self, marks: int, stake: int) -> bool:
        exclude, _, without = self._bits[stake]
        return bool(marks & exclude) or (self._stakes[stake].goes_by_variants and marks & without == without)


class _Limit(NamedTuple):
    """Between which votes a stake's still make a difference at a place; how many of them can be lost from there on, and
    whether an exclusion may come.
    """

    lowest: int
    highest: int
    falls: int
    threatened: bool


def _limits(chart: Chart, stakes: Sequence[Stake], enough: int) -> list[tuple[_Limit, ...]]:
    """By place, for each stake."""
    columns = []
    for stake in stakes:
        rises, falls, threats = [0] * (chart.end + 1), [0] * (chart.end + 1), [False] * (chart.end + 1)
        for option, votes in stake.votes:
            place, some = chart.place_of(option), rises if votes > 0 else falls
            several = chart.asked[place].single is None
            some[place] = some[place] + abs(votes) if several else max(some[place], abs(votes))
        for option in stake.exclude.union(*(stake.variants if stake.goes_by_variants else ())):
            threats[chart.place_of(option)] = True
        left = (accumulate(reversed(some)) for some in (rises, falls))
        columns.append(
            [
                _Limit(-1 - rise, enough + fall, fall, threat)
                for rise, fall, threat in zip(*left, accumulate(reversed(threats), bool.__or__), strict=True)
            ][::-1]
        )
    return list(zip(*columns, strict=True)) or [()] * (chart.end + 1)


def _both(one: tuple[int, int, int], other: tuple[int, int, int]) -> tuple[int, int, int]:
    return (one[0] | other[0], one[1] + other[1], one[2] | other[2])
