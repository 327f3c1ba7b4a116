"""The map's columns and rows: columns by the longest way, order in them by barycentre, rows as straight as can be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from quizdesigner.quiz.flow import Edge, Flow, Point, Way

_SWEEPS = 3
_FAR = 2
"""Columns of screens a rule leaps over to be drawn as an arc, where its question has other ways on."""

_VERY_FAR = 10
"""Columns of screens after which it is an arc in any case."""

_PULL = {Way.PAST: 3, Way.NEXT: 2, Way.JUMP: 1, Way.SHOWN: 1}
"""How strongly a way wants to be straight: the order of the quiz is the trunk."""


class Grid(Struct, frozen=True):
    """Column and row of each stop; for each edge whether it is an arc, and else its rows in the columns between."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    arcs: tuple[bool, ...]
    bends: tuple[tuple[int, ...], ...]


def grid(flow: Flow) -> Grid:
    """Give every stop a column and a row, every edge that is no arc a row in each column it passes."""
    columns = _columns(flow)
    arcs = _arcs(flow, columns)
    knots = _Knots(flow, columns, arcs)
    rows = _rows(knots, _ordered(knots))
    return Grid(
        tuple(columns),
        tuple(rows[: len(columns)]),
        tuple(arcs),
        tuple(tuple(rows[knot] for knot in chain) for chain in knots.chains),
    )


def _columns(flow: Flow) -> list[int]:
    """One more than the furthest stop that leads here; what nothing leads to stands below what is before it."""
    columns = [0] * len(flow.stops)
    before: list[list[int]] = [[] for _ in flow.stops]
    for edge in flow.edges:
        before[edge.end].append(edge.start)
    for at in range(1, len(flow.stops)):
        columns[at] = max((columns[one] + 1 for one in before[at]), default=columns[at - 1])
    pages = [at for at, stop in enumerate(flow.stops) if stop.point is Point.PAGE]
    for page in pages:
        columns[page] = max(columns[one] for one in pages)
    return columns


def _arcs(flow: Flow, columns: Sequence[int]) -> list[bool]:
    wide = [0] * (max(columns, default=0) + 1)
    ways = [0] * len(flow.stops)
    for stop, column in zip(flow.stops, columns, strict=True):
        if stop.point is not Point.GATE:
            wide[column] = 1
    for edge in flow.edges:
        ways[edge.start] += 1
    screens = list(accumulate(wide))

    def leaps(edge: Edge, over: int) -> bool:
        between = screens[columns[edge.end] - 1] - screens[columns[edge.start]]
        return edge.way is Way.JUMP and between >= (over if ways[edge.start] > 1 else _VERY_FAR)

    # A shorter one joins the arcs that lead to the same stop.
    ends = {edge.end for edge in flow.edges if leaps(edge, _FAR)}
    return [leaps(edge, 1 if edge.end in ends else _FAR) for edge in flow.edges]


class _Knots:
    """What takes up a row: the stops, then the bends of edges in the columns they pass; ties join neighbours."""

    def __init__(self, flow: Flow, columns: Sequence[int], arcs: Sequence[bool]) -> None:
        self.chains: list[list[int]] = []
        self.columns: list[list[int]] = [[] for _ in range(max(columns, default=-1) + 1)]
        self.ahead: list[list[int]] = [[] for _ in flow.stops]
        self.behind: list[list[int]] = [[] for _ in flow.stops]
        self.pulls: list[list[int]] = [[] for _ in flow.stops]
        # Above the trunk what leaps over it, below it what it passes by, and last what nobody reaches.
        self.first = [1 if stop.reached else 2 for stop in flow.stops]
        ways = [0] * len(flow.stops)
        for edge in flow.edges:
            ways[edge.start] += 1
        for at, column in enumerate(columns):
            self.columns[column].append(at)
        for edge, arc in zip(flow.edges, arcs, strict=True):
            leap = edge.way is Way.JUMP and ways[edge.start] > 1
            pull = _PULL[Way.NEXT if edge.way is Way.JUMP and not leap else edge.way]
            chain: list[int] = []
            if not arc:
                last = edge.start
                for column in range(columns[edge.start] + 1, columns[edge.end]):
                    chain.append(self._bend(column, -1 if leap else 0))
                    self._tie(last, chain[-1], pull)
                    last = chain[-1]
                self._tie(last, edge.end, pull)
            self.chains.append(chain)

    def _bend(self, column: int, first: int) -> int:
        knot = len(self.ahead)
        self.columns[column].append(knot)
        self.first.append(first)
        for ties in (self.ahead, self.behind, self.pulls):
            ties.append([])
        return knot

    def _tie(self, one: int, other: int, pull: int) -> None:
        self.ahead[one].append(other)
        self.behind[other].append(one)
        self.pulls[other].append(pull)


def _ordered(knots: _Knots) -> list[list[int]]:
    """The knots of each column from top to bottom: forward and back again, each by the middle of its neighbours."""
    columns = [sorted(column, key=lambda knot: (knots.first[knot], knot)) for column in knots.columns]
    places = [0] * len(knots.ahead)
    for column in columns:
        for place, knot in enumerate(column):
            places[knot] = place

    def sort(column: list[int], ties: list[list[int]]) -> None:
        def middle(knot: int) -> float:
            near = ties[knot]
            return sum(places[one] for one in near) / len(near) if near else places[knot]

        column.sort(key=middle)
        for place, knot in enumerate(column):
            places[knot] = place

    for _ in range(_SWEEPS):
        for column in reversed(columns):
            sort(column, knots.ahead)
        for column in columns:
            sort(column, knots.behind)
    return columns


def _rows(knots: _Knots, columns: list[list[int]]) -> list[int]:
    """Rows that keep the order and lie as near as can be to those of the stops before, the stronger pull first."""
    rows = [0] * len(knots.ahead)
    for column in columns:
        wanted: list[tuple[int, int]] = []
        for place, knot in enumerate(column):
            behind = [rows[one] for one in knots.behind[knot]]
            row = _median(list(zip(behind, knots.pulls[knot], strict=True)))
            if row is None:
                row = wanted[-1][0] + place if wanted else 0
            wanted.append((row - place, sum(knots.pulls[knot])))
        for place, (knot, row) in enumerate(zip(column, _rising(wanted), strict=True)):
            rows[knot] = row + place
    return rows


def _rising(wanted: list[tuple[int, int]]) -> list[int]:
    """The numbers that never fall and are nearest to those wanted, each with its weight (pooled neighbours)."""
    pools: list[tuple[int, list[tuple[int, int]]]] = []
    for one in wanted:
        pool = [one]
        while pools and pools[-1][0] > (_median(pool) or 0):
            pool = pools.pop()[1] + pool
        pools.append((_median(pool) or 0, pool))
    return [number for number, pool in pools for _ in pool]


def _median(weighted: list[tuple[int, int]]) -> int | None:
    """The middle of numbers with weights, the lower of two; None when there are none."""
    if not weighted:
        return None
    half = sum(weight for _, weight in weighted) / 2
    passed = 0
    for number, weight in sorted(weighted):
        passed += weight
        if passed >= half:
            return number
    return None
