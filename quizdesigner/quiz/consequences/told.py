"""Each difference with the consequences that can only be its own, and the rest as what all of them do together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from fractions import Fraction
from typing import get_args

from msgspec import Struct

from quizdesigner.quiz.compare import Difference
from quizdesigner.quiz.compare.difference import Reach
from quizdesigner.quiz.consequences.lines import Effect, Line, Noun, Piece, effects
from quizdesigner.quiz.consequences.overall import too_many, whole
from quizdesigner.quiz.consequences.report import Consequences, Received
from quizdesigner.quiz.consequences.services import of_fields, of_names, of_values

_Say = Callable[[Received, Collection[str]], Line]

_FEW = 3
"""Shares that read the same as before, up to which each is said."""


class Change(Struct, frozen=True):
    """One difference, and what it does."""

    difference: Difference
    lines: tuple[Line, ...] = ()


class Told(Struct, frozen=True):
    """Everything an author reads: the changes, those that matter most to shoppers first; what they do `together`; and
    answer paths and routes of the `whole` in a sentence, empty where they are the same.
    """

    changes: tuple[Change, ...]
    together: tuple[Line, ...] = ()
    whole: str = ""


def told(differences: Sequence[Difference], found: Consequences | None) -> Told:
    """Put the figures to the differences they come from; before they are counted (None) the differences alone.

    A figure stands under a difference when that is the only one that can have changed it; and what came to be or is no
    more, when it is the only one that speaks of that very question, page, tag or product.
    """
    if found is None or not differences:
        return Told(tuple(Change(one) for one in differences))
    causes = _Causes(differences)
    lines: list[list[Effect]] = [[] for _ in differences]
    rest: list[Effect] = []

    def put(effect: Effect, cause: int | None) -> None:
        (rest if cause is None else lines[cause]).append(effect)

    for effect in effects(found):
        put(effect, causes.of(effect.noun, effect.ids, certain=effect.certain))
    for received in found.received:
        values = dict.fromkeys((*(received.values_new or ()), *(received.values_gone or ())))
        names = dict.fromkeys(one.tag for one in received.renamed)
        fields = dict.fromkeys(one.question for one in (*received.fields_new, *received.fields_gone))
        said: tuple[tuple[Noun, Iterable[str], _Say], ...] = (
            ("value", values, of_values),
            ("name", names, of_names),
            ("field", fields, of_fields),
        )
        for noun, ids, say in said:
            caused: dict[int | None, list[str]] = {}
            for one in ids:
                caused.setdefault(causes.of(noun, (one,), certain=True), []).append(one)
            for cause, some in caused.items():
                put(Effect(noun, frozenset(some), say(received, some), False), cause)
    order = sorted(range(len(differences)), key=lambda at: _heaviest(lines[at]), reverse=True)
    missing = too_many(found)
    return Told(
        tuple(Change(differences[at], _lines(lines[at])) for at in order),
        (*_lines(rest), *([missing] if missing else [])),
        whole(found),
    )


class _Causes:
    """The differences by what they can have caused, by their places."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        self._reach: dict[Reach, list[int]] = {reach: [] for reach in get_args(Reach)}
        self._speaks: dict[tuple[str, str], list[int]] = {}
        # Connections: they speak of no tag.
        self._services: list[int] = []
        for at, one in enumerate(differences):
            self._reach[one.reach].append(at)
            if one.reach == "crm" and not one.tags:
                self._services.append(at)
            for kind, ids in (("part", (one.part,)), ("tag", one.tags), ("product", one.products)):
                for id in ids:
                    self._speaks.setdefault((kind, id), []).append(at)

    def of(self, noun: Noun, ids: Collection[str], *, certain: bool) -> int | None:
        """Which difference a consequence comes from; None where that cannot be told."""
        every = self._reach["everything"]
        if len(every) > 1 and not certain:
            return None
        kind = {"field": "part", "segment": "tag", "value": "tag", "name": "tag"}.get(noun, noun)
        speak = {at for one in ids for at in self._speaks.get((kind, one), ())}
        match noun:
            case "part":
                causes = {*every}
            case "tag" | "segment" | "value":
                causes = {*every, *speak.intersection(self._reach["tags"])}
            case "product":
                causes = {*every, *self._reach["products"]}
            case "name":
                causes = speak.intersection(self._reach["crm"])
            case "field":
                causes = {*speak, *self._services}
        if len(causes) != 1 and certain and noun != "segment":
            causes &= speak
        return next(iter(causes)) if len(causes) == 1 else None


def _lines(effects: Sequence[Effect]) -> tuple[Line, ...]:
    """What is bad first, then the largest of each sort, then the second of each: the first few tell the whole story.

    Many shares that read the same as before are one line.
    """
    slight = [one for one in effects if one.slight and one.size]
    if len(slight) > _FEW:
        effects = [one for one in effects if one not in slight]
    places: dict[Noun, int] = {}
    ranked = []
    for one in sorted(effects, key=_weight, reverse=True):
        place = places[one.noun] = places.get(one.noun, -1) + 1
        ranked.append((not one.line.bad, place, -one.size, one.line))
    lines = [line for *_, line in sorted(ranked, key=lambda one: one[:3])]
    if len(slight) > _FEW:
        lines.append(Line((Piece(f"{len(slight):,} other shares change by less than 0.1 %"),)))
    return tuple(lines)


def _weight(effect: Effect) -> tuple[bool, Fraction]:
    return effect.line.bad, effect.size


def _heaviest(effects: Sequence[Effect]) -> tuple[bool, Fraction]:
    return max(map(_weight, effects), default=(False, Fraction(0)))
