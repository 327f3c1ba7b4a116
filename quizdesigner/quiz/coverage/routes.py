"""Routes: the different sequences of screens that lead to the end, counted, and held against those of another quiz."""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz.coverage.budget import Budget
from quizdesigner.quiz.coverage.chart import Chart


class Routes(Struct, frozen=True):
    """All routes of a quiz as a machine that reads them: each sequence of ids leads to one node of it at most.

    `parts` has by node the id of the question or results page that leads there (empty for the end of a quiz without
    results pages), `onward` the nodes after it, and `counts` how many routes go on from it to an end. Node 0 is the
    first screen; ways lead to nodes with higher numbers only.
    """

    parts: tuple[str, ...]
    onward: tuple[tuple[int, ...], ...]
    counts: tuple[int, ...]

    @property
    def number(self) -> int:
        """How many routes there are."""
        return self.counts[0]

    def ends_at(self, node: int) -> bool:
        """Whether the node is an end, and not a dead end."""
        return not self.onward[node] and self.counts[node] > 0


def routes(chart: Chart, budget: Budget) -> Routes:
    """The routes of a chart. OverBudget when there are too many sets of states to keep apart.

    Different answers may lead along one route and leave different things to remember, so a node is a set of states at
    one place. States from which the same routes go on are put together first.
    """
    sorts: dict[tuple[int, frozenset[int]], int] = {}
    sort_of: dict[int, int] = {}
    ways: list[tuple[int, frozenset[int]]] = []
    for number in reversed(chart.order):
        state = chart.states[number]
        key = (state.place, frozenset(sort_of[target] for target in state.targets))
        if key not in sorts:
            sorts[key] = len(ways)
            ways.append(key)
        sort_of[number] = sorts[key]
    root = frozenset((sort_of[chart.root],))
    waiting = [root]
    onward: dict[frozenset[int], tuple[frozenset[int], ...]] = {}
    while waiting:
        together = waiting.pop()
        if together in onward:
            continue
        budget.take(len(together))
        by_place: dict[int, set[int]] = {}
        for sort in together:
            for target in ways[sort][1]:
                by_place.setdefault(ways[target][0], set()).add(target)
        onward[together] = tuple(frozenset(some) for _, some in sorted(by_place.items()))
        waiting += onward[together]
    places = {together: ways[next(iter(together))][0] for together in onward}
    # Ways lead to later places, and the first screen is before all that can follow.
    nodes = sorted(onward, key=places.__getitem__)
    numbers = {together: number for number, together in enumerate(nodes)}
    counts = [0] * len(nodes)
    for together in reversed(nodes):
        ends = places[together] >= chart.end
        counts[numbers[together]] = 1 if ends else sum(counts[numbers[after]] for after in onward[together])
    ids = (*(question.id for question in chart.quiz.questions), *(page.id for page in chart.quiz.results), "")
    return Routes(
        tuple(ids[places[together]] for together in nodes),
        tuple(tuple(numbers[after] for after in onward[together]) for together in nodes),
        tuple(counts),
    )


def shared(one: Routes, other: Routes, budget: Budget) -> int:
    """How many routes both have: the same ids in the same order, to the same end. OverBudget as above.

    Both machines read side by side; each pair of nodes they can be at together is looked at once.
    """
    waiting = [(0, 0)] if one.parts[0] == other.parts[0] else []
    onward: dict[tuple[int, int], list[tuple[int, int]]] = {}
    while waiting:
        pair = waiting.pop()
        if pair in onward:
            continue
        mine, theirs = one.onward[pair[0]], other.onward[pair[1]]
        budget.take(1 + len(mine) + len(theirs))
        by_part = {other.parts[node]: node for node in theirs}
        onward[pair] = [(node, by_part[one.parts[node]]) for node in mine if one.parts[node] in by_part]
        waiting += onward[pair]
    counts: dict[tuple[int, int], int] = {}
    for pair in sorted(onward, reverse=True):
        both_end = one.ends_at(pair[0]) and other.ends_at(pair[1])
        counts[pair] = 1 if both_end else sum(counts[after] for after in onward[pair])
    return counts.get((0, 0), 0)
