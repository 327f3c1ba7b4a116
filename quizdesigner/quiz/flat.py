"""A rule over tags in the two flat forms CRMs take: *and* of *or*s, and *or* of *and*s."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from msgspec import Struct

from quizdesigner.quiz.document import All, Any, AnyCondition, HasTag, Not
from quizdesigner.quiz.segments import tags_of

MOST = 128
"""Groups a form may have; each *or* within an *and* can double them."""

_MOST_TRIED = 16 * MOST


class Literal(Struct, frozen=True):
    """Having a tag (its id), or not having it."""

    tag: str
    has: bool


Groups = tuple[tuple[Literal, ...], ...]
"""The groups of a form, and what is in each, in the order the rule names the tags."""


def all_of_any(rule: AnyCondition) -> Groups | None:
    """The rule as groups that must all hold, where of each group one literal is enough; None when there are too many.

    No groups: it always holds. One empty group: it never does, though not every rule that never does comes out so.
    Raises ValueError when the rule speaks of more than tags.
    """
    return _sorted(rule, _groups(rule, True, All))


def any_of_all(rule: AnyCondition) -> Groups | None:
    """The rule as groups of which one must hold, with all its literals; None when there are too many.

    No groups: it never holds. One empty group: it always does, though not every rule that always does comes out so.
    Raises ValueError when the rule speaks of more than tags.
    """
    return _sorted(rule, _groups(rule, True, Any))


_Group = frozenset[Literal]


def _groups(rule: AnyCondition, wanted: bool, outer: type[All] | type[Any]) -> list[_Group] | None:
    """The groups of the rule, or of its opposite, joined by `outer`."""
    match rule:
        case HasTag(tag):
            return [frozenset({Literal(tag, wanted)})]
        case Not(part):
            return _groups(part, not wanted, outer)
        case All(parts) | Any(parts):
            inside = [_groups(part, wanted, outer) for part in parts]
            known = [one for one in inside if one is not None]
            if len(known) < len(inside):
                return None
            # The opposite of an *and* is the *or* of the opposites.
            if isinstance(rule, outer) is wanted:
                return _least(group for one in known for group in one)
            return _multiplied(known)
        case _:
            raise ValueError(f"not a rule over tags: {rule}")


def _multiplied(factors: list[list[_Group]]) -> list[_Group] | None:
    found: list[_Group] | None = [frozenset()]
    for factor in factors:
        if found is None or len(found) * len(factor) > _MOST_TRIED:
            return None
        found = _least(one | other for one, other in product(found, factor))
    return found


def _least(groups: Iterable[_Group]) -> list[_Group] | None:
    """Those groups that say something: without what a shorter one says already, and what contradicts itself."""
    kept: list[_Group] = []
    for group in sorted({*groups}, key=len):
        contradicts = any(Literal(one.tag, not one.has) in group for one in group)
        if contradicts or any(other <= group for other in kept):
            continue
        kept.append(group)
        if len(kept) > MOST:
            return None
    return kept


def _sorted(rule: AnyCondition, groups: list[_Group] | None) -> Groups | None:
    if groups is None:
        return None
    places = {tag: place for place, tag in enumerate(tags_of(rule))}

    def place(literal: Literal) -> tuple[int, bool]:
        return places[literal.tag], not literal.has

    within = [tuple(sorted(group, key=place)) for group in groups]
    return tuple(sorted(within, key=lambda group: [place(one) for one in group]))
