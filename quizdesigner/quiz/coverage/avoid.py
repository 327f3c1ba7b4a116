"""How many finished answer sheets avoid each of many sets of options: the one number all counts of tags are made of.

A shopper has a tag unless all options that give it are avoided; a rule over tags is a sum of such numbers. Avoiding
needs nothing to be remembered, so it is counted in one pass over the chart, for many sets at once: their numbers lie
side by side in one large integer, and a mask takes out those whose set an answer hits.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence

from quizdesigner.quiz.coverage.chart import Fork
from quizdesigner.quiz.coverage.walks import Walks
from quizdesigner.quiz.coverage.ways import sorts

Options = frozenset[int]
"""Options of the whole quiz, by their number in it; ends are among them (see `Chart`)."""


def width(walks: Walks) -> int:
    """The bits one number takes: those of the largest there can be, in whole bytes."""
    return (walks.finish[walks.chart.root].bit_length() // 8 + 1) * 8


class Avoiding:
    """The finished walks from each state on that pick no option of a set, for several sets."""

    def __init__(self, walks: Walks, sets: Sequence[Options]) -> None:
        self._walks = walks
        # Whole bytes, so that one number can be read without shifting all of them.
        self._bytes = width(walks) // 8
        self._count = len(sets)
        self._all = (1 << 8 * self._bytes * self._count) - 1
        # By option: the places in `sets` of those that have it.
        self._hits: dict[int, list[int]] = {}
        for number, options in enumerate(sets):
            for option in options:
                self._hits.setdefault(option, []).append(number)
        self._known_terms: dict[int, list[tuple[int, int, int]]] = {}
        self._numbers = self._pass(self._mask(range(self._count), b"\1" + bytes(self._bytes - 1)))
        self._read: dict[int, bytes] = {}

    def of(self, state: int, number: int) -> int:
        """How many walks from the state to an end avoid the set with this number."""
        read = self._read.get(state)
        if read is None:
            read = self._read[state] = self._numbers[state].to_bytes(self._bytes * self._count, "little")
        return int.from_bytes(read[number * self._bytes : (number + 1) * self._bytes], "little")

    def _mask(self, numbers: Iterable[int], field: bytes) -> int:
        """An integer with `field` in the place of each of these sets."""
        fields = [bytes(self._bytes)] * self._count
        for number in numbers:
            fields[number] = field
        return int.from_bytes(b"".join(fields), "little")

    def _pass(self, ones: int) -> list[int]:
        chart = self._walks.chart
        numbers = [0] * len(chart.states)
        for number in reversed(chart.order):
            state = chart.states[number]
            if state.fork is None:
                hit = self._hits.get(chart.options + state.place - chart.end)
                numbers[number] = ones ^ ones & self._mask(hit, b"\xff" * self._bytes) if hit else ones
                continue
            terms = self._known_terms.get(state.fork.number)
            if terms is None:
                terms = self._known_terms[state.fork.number] = self._terms(state.fork)
            found = 0
            for sort, mask, count in terms:
                found += (numbers[state.targets[sort]] & mask) * count
            numbers[number] = found
        return numbers

    def _terms(self, fork: Fork) -> list[tuple[int, int, int]]:
        """For each sort of answer: which sets' numbers go on, and in how many ways."""
        ask, start = self._walks.chart.asked[fork.place], self._walks.chart.starts[fork.place]
        hits = [self._hits.get(start + option, ()) for option in range(len(ask.options))]
        if ask.single is not None:
            return self._one_pick(fork, ask.single, ask.skip, hits)
        # By set: its options at this question, as bits. Sets with the same ones are avoided in the same ways.
        mine: dict[int, int] = {}
        for option, numbers in enumerate(hits):
            for number in numbers:
                mine[number] = mine.get(number, 0) | 1 << option
        alike: dict[int, list[int]] = {}
        for number in range(self._count):
            alike.setdefault(mine.get(number, 0), []).append(number)
        terms = []
        for options, numbers in alike.items():
            mask = self._mask(numbers, b"\xff" * self._bytes)
            forbidden = {option for option in range(len(ask.options)) if options >> option & 1}
            left = sorts(ask, fork.makes, 0, operator.or_, forbidden=forbidden)
            terms += [(sort, mask, left[facts].number) for sort, facts in enumerate(fork.facts) if facts in left]
        return terms

    def _one_pick(
        self, fork: Fork, single: Sequence[int], skip: bool, hits: Sequence[Sequence[int]]
    ) -> list[tuple[int, int, int]]:
        counts: dict[tuple[int, int], int] = {}
        for option in single:
            numbers = hits[option]
            mask = self._all ^ self._mask(numbers, b"\xff" * self._bytes) if numbers else self._all
            key = (fork.facts.index(fork.makes[option]), mask)
            counts[key] = counts.get(key, 0) + 1
        if skip:
            key = (fork.facts.index(0), self._all)
            counts[key] = counts.get(key, 0) + 1
        return [(sort, mask, count) for (sort, mask), count in counts.items()]
