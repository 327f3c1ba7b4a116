"""What became of each product for one shopper: shown, excluded, or what stood in its way, as `recommend` decided it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import Product, Project, Quiz, Slot, Target, Ties
from quizdesigner.quiz.play import Outcome
from quizdesigner.quiz.recommend import Given, Standing, order
from quizdesigner.quiz.recommend import Shown as Filled


class Shown(Struct, frozen=True):
    """It is in this slot (id), as `fallback` where nothing fitted there. `ties` is the rule that put it before or after
    a product there with as many votes, if there is one.
    """

    slot: str
    fallback: bool = False
    ties: Ties | None = None


class NotForSale(Struct, frozen=True):
    """The shop does not sell it."""


class Excluded(Struct, frozen=True):
    """Choices exclude it, which always wins."""

    by: tuple[Given, ...]


class NotOver(Struct, frozen=True):
    """The shopper has still to answer this question (id); it has so many votes until then."""

    question: str
    votes: int


class NoSlot(Struct, frozen=True):
    """No slot is shown that takes it. `hidden` is one of the page that would, were it shown to this shopper (id)."""

    hidden: str = ""


class NotVoted(Struct, frozen=True):
    """The slot asks for no votes, and yet fills with products alone that some choice of the quiz votes for."""

    slot: str


class SoldOut(Struct, frozen=True):
    """It is sold out, and the slot hides such products, or puts these others before them (ids)."""

    slot: str
    others: tuple[str, ...] = ()


class TooFew(Struct, frozen=True):
    """It has fewer votes than the slot asks for."""

    slot: str
    needs: int
    has: int


class Spare(Struct, frozen=True):
    """Nothing fits in the slot, whose fallback it belongs to, and there is no room beside these others (ids)."""

    slot: str
    others: tuple[str, ...]


class Behind(Struct, frozen=True):
    """The slot has no room beside these others, which have more votes or must show (their standings, best first)."""

    slot: str
    others: tuple[Standing, ...]
    votes: int


class Tied(Struct, frozen=True):
    """These others (ids) have as many votes, the slot has no room for all, and this rule decided against it."""

    slot: str
    others: tuple[str, ...]
    ties: Ties


Fate = Shown | NotForSale | Excluded | NotOver | NoSlot | NotVoted | SoldOut | TooFew | Spare | Behind | Tied
"""What became of a product. Where several slots could have shown it, what stood in its way at the nearest."""

_NEAR: tuple[type[Fate], ...] = (NoSlot, NotVoted, SoldOut, TooFew, Spare, Behind, Tied)


class Fates:
    """The fates of all products; `outcome` is of the shopper's answers."""

    def __init__(self, project: Project, quiz: Quiz, outcome: Outcome) -> None:
        self._outcome = outcome
        self._catalogue = Catalogue(project)
        self._standings = {one.product: one for one in outcome.products}
        page = next((one for one in quiz.results if one.id == outcome.results), None)
        self.slots = {slot.id: slot for slot in page.slots} if page is not None else {}
        self._sources = {slot.id: self._ids(slot.source) if slot.source else None for slot in self.slots.values()}
        self._fallbacks = {slot.id: self._ids(slot.fallback) for slot in self.slots.values()}

    def of(self, product_id: str) -> Fate:
        """What became of this product; KeyError when the project has none such."""
        product = self._catalogue.product(product_id)
        if product is None:
            raise KeyError(product_id)
        filled = next((one for one in self._outcome.shown if product_id in one.products), None)
        if filled is not None:
            return self.shown(filled, product)
        if not product.published:
            return NotForSale()
        mine = self._standings.get(product_id) or Standing(product_id, product.title, 0)
        if mine.excluded_by:
            return Excluded(mine.excluded_by)
        if self._outcome.waiting is not None:
            return NotOver(self._outcome.waiting, mine.votes)
        missed = (self._missed(self.slots[one.slot], one, product, mine) for one in self._outcome.shown)
        nearest = max(missed, default=NoSlot(), key=_nearness)
        return NoSlot(self._hidden(product_id)) if isinstance(nearest, NoSlot) else nearest

    def shown(self, filled: Filled, product: Product) -> Shown:
        """How it came to be among the products of this slot."""
        mine = self._standings.get(product.id)
        if filled.fallback or mine is None:
            return Shown(filled.slot, filled.fallback)
        slot = self.slots[filled.slot]
        others = (one for one in self._equal(slot, filled, product, mine) if one is not product)
        return Shown(slot.id, ties=next((self._decides(slot, product, one) for one in others), None))

    def _missed(self, slot: Slot, filled: Filled, product: Product, mine: Standing) -> Fate:
        """What stood in the way in a slot that is shown, of a product that nothing excludes."""
        hides = slot.sold_out == "hide" and product.sold_out
        source = self._sources[slot.id]
        if (filled.fallback or not filled.products) and product.id in self._fallbacks[slot.id]:
            return SoldOut(slot.id) if hides else Spare(slot.id, filled.products)
        if source is not None and product.id not in source:
            return NoSlot()
        if hides:
            return SoldOut(slot.id)
        if not mine.included_by and mine.votes < slot.minimum_votes:
            return TooFew(slot.id, slot.minimum_votes, mine.votes)
        if product.id not in self._standings:
            return NotVoted(slot.id)
        return self._outdone(slot, filled, product, mine)

    def _outdone(self, slot: Slot, filled: Filled, product: Product, mine: Standing) -> Fate:
        """What put others before a product that fits."""
        equal = list(self._equal(slot, filled, product, mine))
        if equal:
            # Products are in order, so of equal ones the last shown is its neighbour.
            decided = self._decides(slot, product, equal[-1])
            others = (one.id for one in equal if self._decides(slot, product, one) is decided)
            return Tied(slot.id, tuple(others), decided)
        last = filled.products[-1]
        if bool(self._standings[last].included_by) == bool(mine.included_by) and self._goes_last(slot, product):
            first = tuple(one for one in filled.products if not self._goes_last(slot, self._catalogue.product(one)))
            if last in first:
                return SoldOut(slot.id, first)
        return Behind(slot.id, tuple(self._standings[one] for one in filled.products), mine.votes)

    def _equal(self, slot: Slot, filled: Filled, product: Product, mine: Standing) -> Iterator[Product]:
        """The products the slot shows that only its rule for ties tells from this one."""
        for one in filled.products:
            other, standing = self._catalogue.product(one), self._standings[one]
            same = (bool(standing.included_by), standing.votes) == (bool(mine.included_by), mine.votes)
            if other is not None and same and self._goes_last(slot, other) == self._goes_last(slot, product):
                yield other

    def _decides(self, slot: Slot, one: Product, other: Product) -> Ties:
        """What puts one of two equal products first: the slot's rule, or where that finds them equal the catalogue."""
        place = order(self._catalogue, slot.ties)
        return slot.ties if place(one)[:-1] != place(other)[:-1] else Ties.CATALOGUE

    def _goes_last(self, slot: Slot, product: Product | None) -> bool:
        return slot.sold_out == "last" and product is not None and product.sold_out

    def _hidden(self, product_id: str) -> str:
        """A slot of the page that this shopper is not shown, and that takes the product; empty for none."""
        shown = {one.slot for one in self._outcome.shown}
        hidden = ((slot, source) for slot, source in self._sources.items() if slot not in shown)
        return next((slot for slot, source in hidden if source is None or product_id in source), "")

    def _ids(self, targets: Sequence[Target]) -> frozenset[str]:
        return frozenset(one.id for target in targets for one in self._catalogue.matched(target))


def _nearness(fate: Fate) -> tuple[int, int]:
    return _NEAR.index(type(fate)), fate.has - fate.needs if isinstance(fate, TooFew) else 0
