"""The slots of results pages as shelves: the products each may show, and those it does show, as `recommend` fills them.

Products that share a stake and that every slot treats alike are taken together until it comes to which are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.coverage.votes import Marks
from quizdesigner.quiz.document import Product, Quiz, Slot, Target
from quizdesigner.quiz.recommend import order


class Alike(NamedTuple):
    """Products of one stake (its number) that every slot treats alike, by their places in the catalogue."""

    stake: int
    products: tuple[int, ...]


class _Row(NamedTuple):
    """What a shelf may show of products alike (their number), by their places in the catalogue, best first."""

    alike: int
    stake: int
    sold_out: bool
    products: tuple[int, ...]


class Shelf(NamedTuple):
    """A slot with what it may show, and what it falls back to: products with the numbers of their stakes, best first.

    `rank` says where each product stands by the slot's rule for ties.
    """

    slot: Slot
    rows: tuple[_Row, ...]
    fallback: tuple[tuple[int, int], ...]
    rank: Mapping[int, int]


class Border(NamedTuple):
    """Products alike (their numbers) that are equal by votes where a shelf, by its place, has room for only some."""

    shelf: int
    alike: tuple[int, ...]


class Filled(NamedTuple):
    """The products on each shelf, best first, and the borders at which the rule for ties decided.

    `fits` says how many of a shelf's products fit, the rest being its fallback; -1 for a shelf that is not shown.
    """

    shown: tuple[tuple[int, ...], ...]
    fits: tuple[int, ...]
    borders: tuple[Border, ...]

    def fitting(self, shelves: Iterable[int]) -> Iterable[int]:
        """The products that fit these shelves (their places), each once; what is a fallback does not fit."""
        return dict.fromkeys(product for place in shelves if self.fits[place] > 0 for product in self.shown[place])

    def free(self, shelves: Sequence[Shelf], border: Border) -> Callable[[int], bool]:
        """Whether a product was still to be had at the border."""
        if border.shelf == 0 or shelves[border.shelf].slot.repeat:
            return lambda product: True
        used = set(chain(*self.shown[: border.shelf]))
        return lambda product: product not in used


class Shelves:
    """The shelves of every results page of a quiz, for products (by id) with the numbers of their stakes."""

    def __init__(self, catalogue: Catalogue, quiz: Quiz, products: Mapping[str, int]) -> None:
        slots = [slot for page in quiz.results for slot in page.slots]
        sources = [_ids(catalogue, slot.source) if slot.source else products.keys() for slot in slots]
        fallbacks = [_ids(catalogue, slot.fallback) for slot in slots]
        known = [(one, stake) for product, stake in products.items() if (one := catalogue.product(product)) is not None]
        alike: dict[tuple[object, ...], list[Product]] = {}
        for one, stake in known:
            inside = tuple(one.id in ids for ids in chain(sources, fallbacks))
            alike.setdefault((stake, one.sold_out, inside), []).append(one)
        groups = list(alike.values())
        self.alike = tuple(
            Alike(products[some[0].id], tuple(catalogue.place(one.id) for one in some)) for some in groups
        )
        made = (
            _shelf(catalogue, slot, products, groups, source, fallback)
            for slot, source, fallback in zip(slots, sources, fallbacks, strict=True)
        )
        self.ids = {catalogue.place(one.id): one.id for one, _ in known}
        """The products' ids by their places in the catalogue."""
        self.pages = tuple(tuple(next(made) for _ in page.slots) for page in quiz.results)
        self._taking: list[dict[int, tuple[int, ...]]] = []
        for page in self.pages:
            taking: dict[int, tuple[int, ...]] = {}
            for place, shelf in enumerate(page):
                for line in shelf.rows:
                    taking[line.alike] = (*taking.get(line.alike, ()), place)
            self._taking.append(taking)

    def taking(self, page: int, alike: int) -> tuple[int, ...]:
        """The shelves of a page (by its place), by theirs, that may show products alike (their number)."""
        return self._taking[page].get(alike, ()) if self._taking else ()

    def sure(self, stake: int, *, votes: bool) -> bool:
        """Whether every page shows something if no answer excludes the products of this stake: in any case, or if they
        have `votes` enough for any slot.
        """
        return bool(self.pages) and all(
            any(
                any(one == stake for _, one in shelf.fallback)
                or (votes and any(row.stake == stake for row in shelf.rows))
                for shelf in shelves
                if shelf.slot.show_when is None
            )
            for shelves in self.pages
        )


def filling(shelves: Sequence[Shelf], shown: Sequence[int], marks: Marks) -> Callable[[Sequence[int]], Filled]:
    """How the shelves are filled, of which those `shown` are on the page (their places): by the votes of each stake."""
    ready = []
    for place in shown:
        shelf = shelves[place]
        slot = shelf.slot
        rows = []
        for row in shelf.rows:
            included = marks.included[row.stake]
            if not marks.excluded[row.stake] and (included or marks.fills[row.stake]):
                # Included ones come first, then by stock.
                key = (not included) * 2 + (slot.sold_out == "last" and row.sold_out)
                rows.append((key << 64, None if included else slot.minimum_votes, row))
        fallback = [product for product, stake in shelf.fallback if not marks.excluded[stake]]
        ready.append((place, shelf, rows, fallback))

    def fill(votes: Sequence[int]) -> Filled:
        used: set[int] = set()
        borders = []
        found: list[tuple[int, ...]] = [()] * len(shelves)
        fits = [-1] * len(shelves)
        for place, shelf, rows, fallback in ready:
            count, hidden = shelf.slot.count, () if shelf.slot.repeat else used
            equal: dict[int, list[_Row]] = {}
            for key, least, row in rows:
                has = votes[row.stake]
                if least is None or has >= least:
                    equal.setdefault(key - has, []).append(row)
            best: list[int] = []
            for key in sorted(equal):
                some = [product for row in equal[key] for product in row.products if product not in hidden]
                if len(equal[key]) > 1:
                    some.sort(key=shelf.rank.__getitem__)
                if len(some) > count - len(best):
                    borders.append(Border(place, tuple([row.alike for row in equal[key]])))
                best += some[: count - len(best)]
                if len(best) == count:
                    break
            fits[place] = len(best)
            if not best:
                best = [product for product in fallback if product not in hidden][:count]
            used.update(best)
            found[place] = tuple(best)
        return Filled(tuple(found), tuple(fits), tuple(borders))

    return fill


def _shelf(
    catalogue: Catalogue,
    slot: Slot,
    products: Mapping[str, int],
    groups: Sequence[Sequence[Product]],
    source: Iterable[str],
    fallback: Iterable[str],
) -> Shelf:
    known = (one for product in products if (one := catalogue.product(product)) is not None)
    hides = slot.sold_out == "hide"
    by_rule = [one for one in sorted(known, key=order(catalogue, slot.ties)) if not (hides and one.sold_out)]
    rank = {catalogue.place(one.id): number for number, one in enumerate(by_rule)}
    source, fallback = set(source), set(fallback)
    rows = tuple(
        _Row(
            number,
            products[some[0].id],
            some[0].sold_out,
            tuple(sorted((catalogue.place(one.id) for one in some), key=rank.__getitem__)),
        )
        for number, some in enumerate(groups)
        if some[0].id in source and not (hides and some[0].sold_out)
    )
    falls = [one for one in by_rule if one.id in fallback]
    if slot.sold_out == "last":
        falls.sort(key=lambda one: one.sold_out)
    # Two versions of a slot that differ in words alone are one shelf.
    plain = replace(slot, heading="", empty="", translations={}, reasons=True, button="view")
    return Shelf(plain, rows, tuple((catalogue.place(one.id), products[one.id]) for one in falls), rank)


def _ids(catalogue: Catalogue, targets: Iterable[Target]) -> set[str]:
    return {product.id for target in targets for product in catalogue.matched(target)}
