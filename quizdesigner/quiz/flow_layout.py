"""Where the map draws each stop and edge, in pixels at 100 %: x grows to the right, y downwards.

Lines change rows only between columns, and arcs run outside the rows, so that no line crosses a box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from quizdesigner.quiz.flow import Edge, Flow, Point, Way
from quizdesigner.quiz.flow_grid import Grid, grid

WIDTH = 144
HEIGHT = 62
GATE = 10
"""Sizes of a screen's box, and of a gate across."""

LABEL = 116
LABEL_HEIGHT = 20
"""The room a label has at most."""

GAP = 26
NARROW = 17
ROW = 92
LANE = 34
"""From column to column, from column to gate, from row to row, and from one arc to the next."""

_ROOMY = GAP + LABEL + 8
"""From column to column where a label needs a straight piece between them: lines turn first."""

_PORT = 20
"""Between two arcs at one box."""

Spot = tuple[float, float]


class Box(Struct, frozen=True):
    """Where a stop is drawn: its middle, and its size."""

    x: float
    y: float
    width: float
    height: float


class Line(Struct, frozen=True):
    """An edge as drawn: spots from start to end, and the middle of its label, where it has one.

    Spots of different height are joined by a curve, those of an `arc` by straight lines with round corners.
    """

    spots: tuple[Spot, ...]
    arc: bool = False
    label: Spot | None = None


class Layout(Struct, frozen=True):
    """Boxes in the order of `Flow.stops`, lines in that of `Flow.edges`, and the bounds of all."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0


def layout(flow: Flow) -> Layout:
    """Lay out a quiz; the same flow always looks the same."""
    if not flow.stops:
        return Layout((), ())
    drawn = _Drawing(flow, grid(flow))
    lines = dict((*drawn.curves(), *drawn.arcs()))
    return _bounded(tuple(drawn.boxes), tuple(lines[at] for at in range(len(flow.edges))))


def labelled(flow: Flow) -> list[bool]:
    """Which edges say their condition: rules with another way beside them, and those that choose a results page."""
    ways = [0] * len(flow.stops)
    for edge in flow.edges:
        ways[edge.start] += 1

    def says(edge: Edge) -> bool:
        if edge.way is Way.SHOWN:
            return flow.stops[edge.end].point is Point.PAGE
        return edge.way is Way.JUMP and ways[edge.start] > 1

    return [says(edge) for edge in flow.edges]


def _bounded(boxes: tuple[Box, ...], lines: tuple[Line, ...]) -> Layout:
    xs = [x for box in boxes for x in (box.x - box.width / 2, box.x + box.width / 2)]
    ys = [y for box in boxes for y in (box.y - box.height / 2, box.y + box.height / 2)]
    for line in lines:
        xs += [x for x, _ in line.spots]
        ys += [y for _, y in line.spots]
        if line.label is not None:
            xs += [line.label[0] - LABEL / 2, line.label[0] + LABEL / 2]
            ys += [line.label[1] - LABEL_HEIGHT / 2, line.label[1] + LABEL_HEIGHT / 2]
    return Layout(boxes, lines, min(xs), min(ys), max(xs), max(ys))


class _Drawing:
    """A flow with its grid, and from where to where each column reaches."""

    def __init__(self, flow: Flow, grid: Grid) -> None:
        self.flow = flow
        self.grid = grid
        self.labelled = labelled(flow)
        self.lefts, self.rights = self._across()
        self.boxes = [
            Box(
                (self.lefts[column] + self.rights[column]) / 2,
                row * ROW,
                *((GATE, GATE) if stop.point is Point.GATE else (WIDTH, HEIGHT)),
            )
            for stop, column, row in zip(flow.stops, grid.columns, grid.rows, strict=True)
        ]

    def _across(self) -> tuple[list[float], list[float]]:
        """Left and right end of each column; a label on a short straight line gets its room between two."""
        count = max(self.grid.columns) + 1
        widths, gaps = [GATE] * count, [NARROW] * count
        for stop, column in zip(self.flow.stops, self.grid.columns, strict=True):
            if stop.point is not Point.GATE:
                widths[column], gaps[column] = WIDTH, GAP
        for at, edge in enumerate(self.flow.edges):
            first, last = self.grid.columns[edge.start], self.grid.columns[edge.end]
            straight = len({*self.grid.bends[at], self.grid.rows[edge.start], self.grid.rows[edge.end]}) == 1
            if self.labelled[at] and not self.grid.arcs[at] and straight and WIDTH not in widths[first + 1 : last]:
                gaps[last] = _ROOMY
        lefts: list[float] = []
        rights: list[float] = []
        for width, gap in zip(widths, gaps, strict=True):
            lefts.append(rights[-1] + gap if rights else 0)
            rights.append(lefts[-1] + width)
        return lefts, rights

    # -- lines through the grid

    def curves(self) -> Iterator[tuple[int, Line]]:
        """Every edge that is no arc, by its place."""
        taken: list[Spot] = []
        for at, edge in enumerate(self.flow.edges):
            if self.grid.arcs[at]:
                continue
            label = None
            if self.labelled[at]:
                choices = list(self._label_spots(at, edge))
                label = next((one for one in choices if not _overlaps(one, taken)), choices[0])
                taken.append(label)
            yield at, Line(self._spots(at, edge), label=label)

    def _spots(self, at: int, edge: Edge) -> tuple[Spot, ...]:
        start, end = self.boxes[edge.start], self.boxes[edge.end]
        first = self.grid.columns[edge.start]
        spots = [(start.x + start.width / 2, start.y), (self.rights[first], start.y)]
        for column, row in enumerate((*self.grid.bends[at], self.grid.rows[edge.end]), first + 1):
            y = row * ROW
            turned = min(self.rights[column - 1] + GAP, self.lefts[column])
            spots += [(turned, y), (self.lefts[column], y), (self.rights[column], y)]
        return (*dict.fromkeys((*spots[:-1], (end.x - end.width / 2, end.y))),)

    def _label_spots(self, at: int, edge: Edge) -> Iterator[Spot]:
        """Where a label may sit, best first: on a line through a column, in a turn between rows, before the end."""
        first = self.grid.columns[edge.start]
        rows = (self.grid.rows[edge.start], *self.grid.bends[at], self.grid.rows[edge.end])
        for column, row in enumerate(self.grid.bends[at], first + 1):
            if self.rights[column] - self.lefts[column] == WIDTH:
                yield (self.lefts[column] + self.rights[column]) / 2, row * ROW
        for column, (one, other) in reversed(list(enumerate(pairwise(rows), first))):
            right, left = self.rights[column], self.lefts[column + 1]
            if left - right == _ROOMY:
                yield (right + GAP + left) / 2, other * ROW
            elif one != other:
                yield (right + left) / 2, (other + (0.5 if one > other else -0.5)) * ROW

    # -- arcs

    def arcs(self) -> Iterator[tuple[int, Line]]:
        """Every arc by its place; those that lead to one stop share a lane, shorter ones lie nearer."""
        by_end: dict[int, list[int]] = {}
        for at, edge in enumerate(self.flow.edges):
            if self.grid.arcs[at]:
                by_end.setdefault(edge.end, []).append(at)
        sides = {1: _Side(self, 1), -1: _Side(self, -1)}
        shortest = sorted(by_end, key=lambda end: (self._reach(by_end[end]), end))
        lanes = []
        for end in shortest:
            side = self._side(sides, end, by_end[end])
            lanes.append((side, end, by_end[end], side.lane(self._columns(by_end[end]))))
        # Of several arcs from one box the longest starts leftmost, so that none crosses another.
        ports = _Ports()
        for side, end, _, _ in lanes:
            ports.open(end, side.sign)
        for side, _, places, _ in reversed(lanes):
            for at in places:
                ports.open(self.flow.edges[at].start, side.sign)
        arriving = [side.into(end, y, ports.next(end, side.sign)) for side, end, _, y in lanes]
        for (side, _, places, y), into in reversed(list(zip(lanes, arriving, strict=True))):
            for at in places:
                start = self.flow.edges[at].start
                out = side.out(start, y, ports.next(start, side.sign))
                middle = (out[-1][0] + into[0][0]) / 2 if len(places) == 1 else out[-1][0] + LABEL / 2 + 14
                yield at, Line((*out, *into), arc=True, label=(middle, y) if self.labelled[at] else None)

    def _columns(self, places: Sequence[int]) -> tuple[int, int]:
        """The columns arcs to one stop go over, first and last."""
        edges = [self.flow.edges[at] for at in places]
        return min(self.grid.columns[edge.start] for edge in edges), self.grid.columns[edges[0].end]

    def _reach(self, places: Sequence[int]) -> int:
        first, last = self._columns(places)
        return last - first

    def _side(self, sides: dict[int, _Side], end: int, places: Sequence[int]) -> _Side:
        """Above, unless more of these stops look out below."""
        stops = [end, *(self.flow.edges[at].start for at in places)]
        below, above = (sum(side.is_outer(stop) for stop in stops) for side in (sides[1], sides[-1]))
        return sides[1 if below > above else -1]


class _Side:
    """The room above (sign -1) or below (sign 1) the rows, and how far arcs have taken it up, by columns."""

    def __init__(self, drawing: _Drawing, sign: int) -> None:
        self.sign = sign
        self._drawing = drawing
        grid = drawing.grid
        count = len(drawing.lefts)
        rows: list[list[int]] = [[] for _ in range(count)]
        for column, row in zip(grid.columns, grid.rows, strict=True):
            rows[column].append(row * sign)
        self._outermost = [max(column) for column in rows]
        for edge, bends in zip(drawing.flow.edges, grid.bends, strict=True):
            for column, row in enumerate(bends, grid.columns[edge.start] + 1):
                rows[column].append(row * sign)
        self._reach = [max(column) * ROW + HEIGHT / 2 for column in rows]

    def is_outer(self, stop: int) -> bool:
        """Whether no other stop lies between this one and the room."""
        return self._drawing.grid.rows[stop] * self.sign == self._outermost[self._drawing.grid.columns[stop]]

    def lane(self, columns: tuple[int, int]) -> float:
        """Take up the nearest free height over these columns."""
        first, last = columns
        y = max(self._reach[first : last + 1]) + LANE
        self._reach[first : last + 1] = [y] * (last + 1 - first)
        return y * self.sign

    def out(self, stop: int, y: float, port: float) -> tuple[Spot, ...]:
        """From the stop to the lane at height `y`: straight, or between the columns where another is in the way."""
        box = self._drawing.boxes[stop]
        if self.is_outer(stop):
            return (box.x + port, box.y + self.sign * box.height / 2), (box.x + port, y)
        x = self._drawing.rights[self._drawing.grid.columns[stop]] + GAP / 2
        return (box.x + box.width / 2, box.y), (x, box.y), (x, y)

    def into(self, stop: int, y: float, port: float) -> tuple[Spot, ...]:
        """From the lane to the stop."""
        box = self._drawing.boxes[stop]
        if self.is_outer(stop):
            return (box.x + port, y), (box.x + port, box.y + self.sign * box.height / 2)
        x = self._drawing.lefts[self._drawing.grid.columns[stop]] - GAP / 2
        return (x, y), (x, box.y), (box.x - box.width / 2, box.y)


class _Ports:
    """The places along one side of a box where arcs end and begin, from left to right as they are asked for."""

    def __init__(self) -> None:
        self._count: dict[tuple[int, int], int] = {}
        self._given: dict[tuple[int, int], int] = {}

    def open(self, stop: int, sign: int) -> None:
        """One more arc ends or begins here."""
        self._count[stop, sign] = self._count.get((stop, sign), 0) + 1

    def next(self, stop: int, sign: int) -> float:
        """How far right of the middle the next one does."""
        count, given = self._count[stop, sign], self._given.get((stop, sign), 0)
        self._given[stop, sign] = given + 1
        apart = min(_PORT, (WIDTH - 24) / count)
        return (given - (count - 1) / 2) * apart


def _overlaps(spot: Spot, taken: Sequence[Spot]) -> bool:
    return any(abs(spot[0] - x) < LABEL + 4 and abs(spot[1] - y) < LABEL_HEIGHT + 4 for x, y in taken)
