"""The quiz as a graph: which screen can follow which, by the structure of its rules alone.

What only counting can tell (two rules that never hold together) is left to `coverage`; what a look at one question
tells (rules that take up every answer, a condition on an answer still to come) is taken into account.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from quizdesigner.quiz.document import (
    All,
    Answered,
    Any,
    AnyCondition,
    Chose,
    Compare,
    HasTag,
    Jump,
    Not,
    Options,
    Question,
    Quiz,
    ResultsPage,
)


class Point(StrEnum):
    """What a stop is: a question or message, a results page, or the gate before one."""

    QUESTION = "question"
    PAGE = "page"
    GATE = "gate"


class Stop(Struct, frozen=True):
    """A point shoppers pass: the question or results page with the id `part`, or where its *show when* decides.

    `reached` says whether any way leads here from the beginning.
    """

    part: str
    point: Point
    reached: bool = True


class Way(StrEnum):
    """How one comes from a stop to another: in order, by a rule, through a gate, or past what the gate is before."""

    NEXT = "next"
    JUMP = "jump"
    SHOWN = "shown"
    PAST = "past"


class Edge(Struct, frozen=True):
    """A way from one stop to another, both as places in `Flow.stops`; ways lead to later places alone.

    `jumps` are the rules that lead the same way.
    """

    start: int
    end: int
    way: Way
    jumps: tuple[Jump, ...] = ()


class Flow(Struct, frozen=True):
    """Stops in the order of the quiz, each gate just before its screen, and the edges by start and end."""

    stops: tuple[Stop, ...]
    edges: tuple[Edge, ...]


def flow(quiz: Quiz) -> Flow:
    """The graph of a quiz.

    After a question, its rules; else what comes next: a screen that is always shown, or the gate of one that is not.
    A gate leads to its screen and, past it, to what comes after. The last results page has none, for it is shown to
    whoever is left.
    """
    parts: tuple[Question | ResultsPage, ...] = (*quiz.questions, *quiz.results)
    looks = _Looks(quiz)
    last = len(parts) - 1 if quiz.results else -1
    shown = [True if place == last else looks.shown(part.show_when, place) for place, part in enumerate(parts)]
    stops: list[Stop] = []
    screens: list[int] = []
    for part, always in zip(parts, shown, strict=True):
        if always is None:
            stops.append(Stop(part.id, Point.GATE))
        screens.append(len(stops))
        stops.append(Stop(part.id, Point.QUESTION if isinstance(part, Question) else Point.PAGE))
    # Where one comes in who is on the way to a place: its screen, its gate, or, where it is never shown, further on.
    entries: list[int | None] = [None] * (len(parts) + 1)
    for place in reversed(range(len(parts))):
        always = shown[place]
        entries[place] = entries[place + 1] if always is False else screens[place] - (always is None)
    edges: list[Edge] = []
    for place, screen in enumerate(screens):
        if shown[place] is None:
            edges.append(Edge(screen - 1, screen, Way.SHOWN))
            edges += _edge(screen - 1, entries[place + 1], Way.PAST)
        if place < len(quiz.questions):
            edges += _onward(looks, entries, screen, place)
    reached = _reached(entries[0], edges)
    return Flow(
        tuple(stop if at in reached else replace(stop, reached=False) for at, stop in enumerate(stops)),
        tuple(sorted(edges, key=lambda edge: (edge.start, edge.end))),
    )


def _onward(looks: _Looks, entries: list[int | None], screen: int, place: int) -> list[Edge]:
    """The ways out of a question; rules to where the order leads anyway lie on that way."""
    taken, goes_on = looks.taken(place)
    by_end: dict[int, list[Jump]] = {}
    for jump in taken:
        end = entries[looks.places[jump.to]]
        if end is not None:
            by_end.setdefault(end, []).append(jump)
    following = entries[place + 1]
    if not goes_on:
        following = None
    edges = [Edge(screen, end, Way.JUMP, tuple(jumps)) for end, jumps in by_end.items() if end != following]
    return edges + _edge(screen, following, Way.NEXT, tuple(by_end.get(following, ())) if following else ())


def _edge(start: int, end: int | None, way: Way, jumps: tuple[Jump, ...] = ()) -> list[Edge]:
    return [] if end is None else [Edge(start, end, way, jumps)]


def _reached(entry: int | None, edges: list[Edge]) -> set[int]:
    reached = set() if entry is None else {entry}
    for edge in sorted(edges, key=lambda edge: edge.start):
        if edge.start in reached:
            reached.add(edge.end)
    return reached


class _Sort(Struct, frozen=True):
    """What is known of an answer to one question: whether there is one, and which options it hits (None: unknown)."""

    given: bool
    hit: frozenset[str] | None = frozenset()


class _Looks:
    """What can be said of conditions without knowing the answers before: True, False, or None where it depends."""

    def __init__(self, quiz: Quiz) -> None:
        ids = (*(question.id for question in quiz.questions), *(page.id for page in quiz.results))
        self.places = {one: place for place, one in enumerate(ids)}
        self._questions = quiz.questions
        self._always = frozenset(quiz.tags)
        self._options = [frozenset(option.id for option in question.options) for question in quiz.questions]
        self._first: dict[str, int] = {}
        for place, question in enumerate(quiz.questions):
            for option in question.options:
                for tag in option.tags:
                    self._first.setdefault(tag, place)

    def shown(self, condition: AnyCondition | None, place: int) -> bool | None:
        """Whether the screen at this place is shown to those who come there."""
        return True if condition is None else _settled(condition, partial(self._before, place=place))

    def taken(self, place: int) -> tuple[tuple[Jump, ...], bool]:
        """The rules of a question that may be taken, and whether the order may go on after it."""
        question = self._questions[place]
        forward = [jump for jump in question.jumps if self.places.get(jump.to, -1) > place]
        taken: dict[str, Jump] = {}
        goes_on = False
        for sort in _sorts(question):
            for jump in forward:
                holds = _settled(jump.when, partial(self._here, place=place, sort=sort))
                if holds is not False:
                    taken[jump.id] = jump
                if holds:
                    break
            else:
                goes_on = True
        return tuple(jump for jump in forward if jump.id in taken), goes_on

    def _before(self, atom: _Atom, place: int) -> bool | None:
        """An atom where the answers before `place` are all there may be."""
        if isinstance(atom, HasTag):
            if atom.customer_tag in self._always:
                return True
            return None if self._first.get(atom.customer_tag, place) < place else False
        at = self.places.get(atom.question, place)
        return None if at < place and self._can_be(atom, at) else False

    def _here(self, atom: _Atom, place: int, sort: _Sort) -> bool | None:
        """An atom just after the question at `place` got an answer of this sort."""
        question = self._questions[place]
        if isinstance(atom, HasTag):
            giving = {option.id for option in question.options if atom.customer_tag in option.tags}
            if sort.hit is not None and giving & sort.hit:
                return True
            return None if giving and sort.hit is None else self._before(atom, place)
        if atom.question != question.id:
            return self._before(atom, place)
        if not sort.given or not self._can_be(atom, place):
            return False
        match atom:
            case Answered():
                return True
            case Chose(_, choice):
                return None if sort.hit is None else choice in sort.hit
            case Compare():
                return None

    def _can_be(self, atom: Chose | Answered | Compare, at: int) -> bool:
        """Whether the question at this place is one the atom can speak of."""
        traits = self._questions[at].traits if at < len(self._questions) else None
        if traits is None:
            return False
        match atom:
            case Answered():
                return traits.takes_answer
            case Chose(_, choice):
                return choice in self._options[at]
            case Compare():
                return traits.is_number


_Atom = Chose | Answered | Compare | HasTag


def _settled(condition: AnyCondition, look: Callable[[_Atom], bool | None]) -> bool | None:
    match condition:
        case All(parts):
            found = [_settled(part, look) for part in parts]
            return False if False in found else None if None in found else True
        case Any(parts):
            found = [_settled(part, look) for part in parts]
            return True if True in found else None if None in found else False
        case Not(part):
            inner = _settled(part, look)
            return None if inner is None else not inner
        case _:
            return look(condition)


def _sorts(question: Question) -> list[_Sort]:
    """The sorts of answers a question can get; none where a shopper can go no further."""
    sorts = [] if question.needed else [_Sort(given=False)]
    match question.traits.options:
        case Options.CHOICES if not question.takes_several:
            sorts += [_Sort(True, frozenset({option.id})) for option in question.options]
        case Options.CHOICES:
            sorts += [_Sort(True, None)] if question.options else []
        case Options.RANGES:
            sorts.append(_Sort(True, None if question.options else frozenset()))
        case Options.ANSWER:
            sorts.append(_Sort(True, frozenset(option.id for option in question.options)))
        case Options.NONE:
            pass
    return sorts
