"""Recommending products: what the picked choices say about each, and which ones the slots of a results page show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from decimal import Decimal

from msgspec import Struct

from quizdesigner.quiz import rules
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import (
    By,
    Choice,
    Effect,
    Link,
    Product,
    Question,
    Quiz,
    ResultsPage,
    Slot,
    Target,
    Ties,
    Variant,
)

_NO_PRICE = Decimal("Infinity")


class Given(Struct, frozen=True):
    """The choice that gave something, and the question it was made at (ids). `weight` is below 0 for a downvote."""

    question: str
    choice: str
    weight: int = 1


class Standing(Struct, frozen=True):
    """How a product fared: its votes with the choices they came from, and what included or excluded it, if anything.

    `votes` is 0 for one without votes that was included, excluded, or may fill a slot which asks for none. `variant` is
    the one the shopper's choices prefer, or empty.
    """

    product: str
    title: str
    votes: int
    by: tuple[Given, ...] = ()
    excluded_by: tuple[Given, ...] = ()
    included_by: tuple[Given, ...] = ()
    variant: str = ""


class Shown(Struct, frozen=True):
    """The products a slot of the results page shows, best first (ids). `fallback` when nothing had fitted."""

    slot: str
    products: tuple[str, ...]
    fallback: bool = False


Picked = Iterable[tuple[Question, Choice]]
"""The options a shopper's answers hit, in route order."""


def standings(catalogue: Catalogue, picked: Picked, fillers: Set[str] = frozenset()) -> tuple[Standing, ...]:
    """Every published product that something was said about, and the `fillers` (ids): those that must show first, then
    most votes, ties in catalogue order, excluded ones last.
    """
    said: dict[str, _Said] = {}
    for question, choice in picked:
        for link in choice.links:
            for product in catalogue.matched(link):
                said.setdefault(product.id, _Said()).add(Given(question.id, choice.id, link.weight), link)
    found = [
        (said.get(product.id) or _Said()).standing(product)
        for product in filter(None, map(catalogue.product, {*said, *fillers}))
        if product.published
    ]
    # Taking one variant out puts no product forward.
    stand = [one for one in found if one.by or one.included_by or one.excluded_by or one.product in fillers]
    return tuple(
        sorted(
            stand,
            key=lambda one: (bool(one.excluded_by), not one.included_by, -one.votes, catalogue.place(one.product)),
        )
    )


def fillers(catalogue: Catalogue, quiz: Quiz) -> frozenset[str]:
    """The products any choice of the quiz votes for, with which a slot that asks for no votes fills up (ids)."""
    links = (link for question in quiz.questions for choice in question.options for link in choice.links)
    upvotes = {Target(link.to, link.by) for link in links if link.effect is Effect.UPVOTE}
    return frozenset(product.id for target in upvotes for product in catalogue.matched(target))


def shown(
    catalogue: Catalogue, page: ResultsPage, found: Sequence[Standing], known: rules.Known
) -> tuple[tuple[str, ...], tuple[Shown, ...]]:
    """The sections of the page this shopper gets (ids), and what each slot among them shows, filled in order."""
    sections = [one for one in page.sections if one.show_when is None or rules.holds(one.show_when, known)]
    used: set[str] = set()
    filled = []
    for slot in sections:
        if isinstance(slot, Slot):
            one = _filled(catalogue, slot, found, used)
            used.update(one.products)
            filled.append(one)
    return tuple(one.id for one in sections), tuple(filled)


def twice(catalogue: Catalogue, choice: Choice) -> dict[str, tuple[Link, ...]]:
    """The products several votes of one choice reach, by id, with those links."""
    found: dict[str, tuple[Link, ...]] = {}
    votes = [link for link in choice.links if link.effect in (Effect.UPVOTE, Effect.DOWNVOTE)]
    if len(votes) < 2:
        return found
    for link in votes:
        for product in catalogue.matched(link):
            found[product.id] = (*found.get(product.id, ()), link)
    return {product: links for product, links in found.items() if len(links) > 1}


def order(catalogue: Catalogue, ties: Ties) -> Callable[[Product], tuple[object, ...]]:
    """A rule for ties as a key to sort products by; what it finds equal stands in catalogue order."""

    def place(product: Product) -> tuple[object, ...]:
        prices = [variant.price for variant in product.variants if variant.price is not None]
        at = catalogue.place(product.id)
        match ties:
            case Ties.CHEAPEST:
                return (min(prices, default=_NO_PRICE), at)
            case Ties.DEAREST:
                return (-min(prices, default=-_NO_PRICE), at)
            case Ties.NEWEST:
                return (tuple(-ord(sign) for sign in product.created) or (1,), at)
            case Ties.CATALOGUE:
                return (at,)

    return place


class _Said:
    """What the picked choices say about one product."""

    def __init__(self) -> None:
        self._votes: list[Given] = []
        self._included: list[Given] = []
        self._excluded: list[Given] = []
        self._without: dict[str, Given] = {}
        self._variants: dict[str, int] = {}

    def add(self, by: Given, link: Link) -> None:
        match link.effect:
            case Effect.UPVOTE:
                self._vote(by, link, by.weight)
            case Effect.DOWNVOTE:
                self._vote(Given(by.question, by.choice, -by.weight), link, -by.weight)
            case Effect.INCLUDE:
                self._included.append(by)
                # Whatever is voted for: the author says that this one must show.
                self._prefer(link, 1_000_000)
            case Effect.EXCLUDE if link.by is By.VARIANT:
                self._without.setdefault(link.to, by)
            case Effect.EXCLUDE:
                self._excluded.append(by)

    def standing(self, product: Product) -> Standing:
        left = [one for one in product.variants if one.id not in self._without]
        gone = tuple(self._without.values()) if self._without and not left else ()
        return Standing(
            product.id,
            product.title,
            sum(vote.weight for vote in self._votes),
            tuple(self._votes),
            (*self._excluded, *gone),
            tuple(self._included),
            self._preferred(left),
        )

    def _vote(self, by: Given, link: Link, votes: int) -> None:
        self._votes.append(by)
        self._prefer(link, votes)

    def _prefer(self, link: Link, votes: int) -> None:
        if link.by is By.VARIANT:
            self._variants[link.to] = self._variants.get(link.to, 0) + votes

    def _preferred(self, left: list[Variant]) -> str:
        """The variant with most votes, of those that are left, in stock before sold out; empty when none stands out."""
        if not (self._variants or self._without) or not left:
            return ""
        best = min(left, key=lambda one: (one.stock is not None and one.stock <= 0, -self._variants.get(one.id, 0)))
        return best.id


def _filled(catalogue: Catalogue, slot: Slot, found: Sequence[Standing], used: Set[str]) -> Shown:
    standing = {one.product: one for one in found}
    source = None if not slot.source else _matched(catalogue, slot.source).keys()
    fits = [
        product
        for one in found
        if not one.excluded_by
        and (one.included_by or one.votes >= slot.minimum_votes)
        and (source is None or one.product in source)
        and (product := catalogue.product(one.product))
        and _may_show(slot, product, used)
    ]
    by_rule = order(catalogue, slot.ties)
    if fits:
        best = sorted(
            fits,
            key=lambda product: (
                not standing[product.id].included_by,
                slot.sold_out == "last" and product.sold_out,
                -standing[product.id].votes,
                by_rule(product),
            ),
        )
        return Shown(slot.id, tuple(product.id for product in best[: slot.count]))
    instead = [
        product
        for product in _matched(catalogue, slot.fallback).values()
        if not (product.id in standing and standing[product.id].excluded_by) and _may_show(slot, product, used)
    ]
    instead.sort(key=lambda product: (slot.sold_out == "last" and product.sold_out, by_rule(product)))
    return Shown(slot.id, tuple(product.id for product in instead[: slot.count]), fallback=bool(instead))


def _may_show(slot: Slot, product: Product, used: Set[str]) -> bool:
    return (
        product.published
        and not (slot.sold_out == "hide" and product.sold_out)
        and (slot.repeat or product.id not in used)
    )


def _matched(catalogue: Catalogue, targets: Iterable[Target]) -> dict[str, Product]:
    return {product.id: product for target in targets for product in catalogue.matched(target)}
