"""The shortest finished walk that picks one of some options."""

from __future__ import annotations

from collections.abc import Iterator

from quizdesigner.quiz.coverage.avoid import Options
from quizdesigner.quiz.coverage.chart import Fork
from quizdesigner.quiz.coverage.report import Sheet
from quizdesigner.quiz.coverage.walks import NOWHERE, SCREEN, Picks, Step, Walks
from quizdesigner.quiz.coverage.ways import sorts


class Through:
    """Shortest walks by the option they pick; the best place to pass each fork is found once for all of them."""

    def __init__(self, walks: Walks) -> None:
        self._walks = walks
        chart = walks.chart
        # By fork and sort of answer: the length without the answers picked there, and the state to pass through.
        self._best: list[list[tuple[int, int]]] = [[(NOWHERE, -1)] * len(fork.facts) for fork in chart.forks]
        self._forks: list[list[Fork]] = [[] for _ in chart.quiz.questions]
        for fork in chart.forks:
            self._forks[fork.place].append(fork)
        for number in chart.order:
            state = chart.states[number]
            if state.fork is None:
                continue
            best = self._best[state.fork.number]
            for sort, target in enumerate(state.targets):
                length = walks.near[number] + SCREEN + walks.far[target]
                if length < best[sort][0]:
                    best[sort] = (length, number)

    def sheet(self, options: Options) -> Sheet | None:
        """The shortest finished sheet that picks one of the options; None when there is none."""
        shortest, found = NOWHERE, None
        for fork, sort, picks in self._passes(options):
            length, number = self._best[fork.number][sort]
            if length + len(picks) < shortest:
                shortest, found = length + len(picks), (number, sort, picks)
        chart, walks = self._walks.chart, self._walks
        for number, state in chart.ends:
            if chart.options + state.place - chart.end in options and walks.near[number] < shortest:
                shortest, found = walks.near[number], (number, 0, ())
        if found is None:
            return None
        number, choice, picks = found
        state = chart.states[number]
        if state.fork is None:
            return walks.sheet(walks.head(number))
        return walks.sheet([*walks.head(number), Step(state.place, picks), *walks.tail(state.targets[choice])])

    def _passes(self, options: Options) -> Iterator[tuple[Fork, int, Picks]]:
        """Each fork and sort of answer that can pick one of the options, with the shortest such answer."""
        chart = self._walks.chart
        for place in sorted({chart.place_of(number) for number in options if number < chart.options}):
            ask, start = chart.asked[place], chart.starts[place]
            for fork in self._forks[place]:
                if ask.single is not None:
                    for option in ask.single:
                        if start + option in options:
                            yield fork, fork.facts.index(fork.makes[option]), (option,)
                    continue
                effects = [(facts, start + option in options) for option, facts in enumerate(fork.makes)]
                ways = sorts(ask, effects, (0, False), _both)
                for (facts, hit), one in ways.items():
                    if hit:
                        yield fork, fork.facts.index(facts), one.picks


def _both(one: tuple[int, bool], other: tuple[int, bool]) -> tuple[int, bool]:
    return (one[0] | other[0], one[1] or other[1])
