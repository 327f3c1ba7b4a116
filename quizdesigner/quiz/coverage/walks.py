"""Walks on a chart: how many there are from and to each state, and the shortest."""

from __future__ import annotations

from typing import NamedTuple

from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.coverage.chart import Chart
from quizdesigner.quiz.coverage.report import Sheet
from quizdesigner.quiz.coverage.ways import given

SCREEN = 1 << 32
"""What a screen adds to the length of a walk; an answer adds 1."""

NOWHERE = 1 << 62
"""The length of a walk that does not exist."""

Picks = tuple[int, ...]


class Step(NamedTuple):
    """An answer given at a place: the options picked there."""

    place: int
    picks: Picks


class Walks:
    """The walks of a chart, counted by state.

    `come` counts the walks from the start to a state, `finish` those on to a results page, `go` those on to a results
    page or a dead end. `near` and `far` are the lengths of the shortest walk from the start and to a results page.
    """

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        size = len(chart.states)
        self.come = [0] * size
        self.near = [NOWHERE] * size
        self._before: list[tuple[int, Picks]] = [(-1, ())] * size
        self.finish = [0] * size
        self.go = self.finish
        self.far = [NOWHERE] * size
        self._next: list[tuple[int, Picks]] = [(-1, ())] * size
        # Many examples take the same steps.
        self._given: dict[Step, dict[str, Answer]] = {}
        self._look_back()
        self._look_ahead()
        if any(state.fork is not None and not state.targets for state in chart.states):
            self.go = self._with_dead_ends()

    def head(self, state: int) -> list[Step]:
        """The steps of the shortest walk from the start to the state."""
        steps = []
        while state != self.chart.root:
            state, picks = self._before[state]
            steps.append(Step(self.chart.states[state].place, picks))
        return steps[::-1]

    def tail(self, state: int) -> list[Step]:
        """The steps of the shortest walk from the state to a results page; there must be one."""
        steps = []
        while self._next[state][0] >= 0:
            place = self.chart.states[state].place
            state, picks = self._next[state]
            steps.append(Step(place, picks))
        return steps

    def sheet(self, steps: list[Step]) -> Sheet:
        """The answer sheet of these steps."""
        found: dict[str, Answer] = {}
        for step in steps:
            answers = self._given.get(step)
            if answers is None:
                place, picks = step
                answers = given(self.chart.quiz.questions[place], self.chart.asked[place], picks)
                self._given[step] = answers
            found |= answers
        return found

    def _look_back(self) -> None:
        states, come, near = self.chart.states, self.come, self.near
        come[self.chart.root], near[self.chart.root] = 1, 0
        for number in self.chart.order:
            state, so_far, length = states[number], come[number], near[number] + SCREEN
            if state.fork is None:
                continue
            for target, ways in zip(state.targets, state.fork.ways, strict=False):
                come[target] += so_far * ways.number
                if length + len(ways.picks) < near[target]:
                    near[target] = length + len(ways.picks)
                    self._before[target] = (number, ways.picks)

    def _look_ahead(self) -> None:
        states, finish, far = self.chart.states, self.finish, self.far
        for number in reversed(self.chart.order):
            state = states[number]
            if state.fork is None:
                finish[number], far[number] = 1, 0
                continue
            for target, ways in zip(state.targets, state.fork.ways, strict=True):
                finish[number] += finish[target] * ways.number
                length = far[target] + SCREEN + len(ways.picks)
                if length < far[number]:
                    far[number] = length
                    self._next[number] = (target, ways.picks)

    def _with_dead_ends(self) -> list[int]:
        go = list(self.finish)
        for number in reversed(self.chart.order):
            state = self.chart.states[number]
            if state.fork is not None:
                go[number] = sum(
                    go[target] * ways.number for target, ways in zip(state.targets, state.fork.ways, strict=True)
                )
                if not state.targets:
                    go[number] = 1
        return go
