"""What a task touches, as the lines of its card: headings that say what happens there, and under each the places."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from quizdesigner.quiz.tags import Giver
from quizdesigner.quiz.touches import Entry, Spot, Touched

Task = Literal["rename", "merge", "split", "delete"]

Kind = Literal["giver", "rule", "segment", "connection"]


class Heading(Struct, frozen=True):
    """What happens to the `count` places below."""

    text: str
    count: int


class Place(Struct, frozen=True):
    """One place that is touched: `what` it is and `where`. `at` leads there: what gives or asks, or an id.

    `ticked` is None where there is nothing to choose.
    """

    kind: Kind
    what: str
    where: str
    at: Giver | str
    ticked: bool | None = None


Line = Heading | Place

_GIVERS = {
    "rename": "Give it under its new name",
    "merge": "Give {into} instead",
    "split": "Choose what gives the new tag",
    "delete": "No longer give it",
}
_RULES = {
    "rename": "Rules that look for it follow",
    "merge": "Rules look for {into}",
    "split": "Rules go on looking for {name}",
    "delete": "Rules lose this part",
}
_SEGMENTS = {
    "rename": "Segments follow",
    "merge": "Segments ask for {into}",
    "split": "Segments go on asking for {name}",
    "delete": "Segments lose this part",
}
_SERVICES = "Services keep what they have"


def lines(touched: Touched, task: Task, name: str, into: str, ticked: frozenset[Giver]) -> tuple[Line, ...]:
    """The card's lines for a task with the tag called `name`; `into` is the other tag of a merger."""

    def heading(words: dict[str, str], count: int) -> Heading:
        return Heading(words[task].format(name=name, into=into or "the other tag"), count)

    def spots(kind: Kind, some: tuple[Spot, ...]) -> tuple[Place, ...]:
        chooses = kind == "giver" and task == "split"
        return tuple(Place(kind, one.what, one.where, one.at, one.at in ticked if chooses else None) for one in some)

    def entries(kind: Kind, some: tuple[Entry, ...]) -> tuple[Place, ...]:
        return tuple(Place(kind, f"{one.name}: {one.text}" if one.text else one.name, "", one.id) for one in some)

    parts: tuple[tuple[Heading, tuple[Place, ...]], ...] = (
        (heading(_GIVERS, len(touched.givers)), spots("giver", touched.givers)),
        (heading(_RULES, len(touched.rules)), spots("rule", touched.rules)),
        (heading(_SEGMENTS, len(touched.segments)), entries("segment", touched.segments)),
        (Heading(_SERVICES, len(touched.connections)), entries("connection", touched.connections)),
    )
    made: list[Line] = []
    for head, places in parts:
        if places:
            made += [head, *places]
    return tuple(made)
