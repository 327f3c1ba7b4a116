"""What becomes of each product: where it is shown, at a border, or beaten and by which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.coverage.budget import Budget, OverBudget
from quizdesigner.quiz.coverage.report import Alone, Count, Placing, SlotReach, TooMany
from quizdesigner.quiz.coverage.shelves import Filled, Shelf, Shelves, filling
from quizdesigner.quiz.coverage.slots import slots
from quizdesigner.quiz.coverage.stakes import Stake
from quizdesigner.quiz.coverage.tally import Tally
from quizdesigner.quiz.coverage.votes import ANY, Contest, Enough, Final, Marks
from quizdesigner.quiz.coverage.walks import Walks

NOWHERE = Placing(Count(0), Count(0), Count(0), Count(0))
"""How a product fares that no slot can ever show."""

APART = 3
"""How many of the products never shown together with one are told."""

_End = tuple[int, Filled, tuple[int, ...]]
"""The place of an end, how its shelves are filled, and the stakes that want to be shown."""


class Placings(NamedTuple):
    """What becomes of the products (by id), the answer sheets shown none, and how the slots are filled."""

    products: Mapping[str, Placing | Alone | TooMany]
    empty: Count | TooMany
    slots: tuple[SlotReach, ...] | TooMany


class Field:
    """The products that take part in the contest, on a chart that tells ends apart by the slots that are shown."""

    def __init__(self, walks: Walks, catalogue: Catalogue, products: Mapping[str, Stake]) -> None:
        self.walks = walks
        self.catalogue = catalogue
        numbers: dict[Stake, int] = {}
        for stake in products.values():
            numbers.setdefault(_what_matters(stake), len(numbers))
        self.stakes = tuple(numbers)
        self.products = {product: numbers[_what_matters(stake)] for product, stake in products.items()}
        self.shelves = Shelves(catalogue, walks.chart.quiz, self.products)
        self.ids = self.shelves.ids

    def same(self, other: Field) -> bool:
        """Whether the other has the same products, alike in all that counts, on the same walks."""
        return (
            self.walks is other.walks
            and self.stakes == other.stakes
            and self.products == other.products
            and self.ids == other.ids
            and self.shelves.alike == other.shelves.alike
            and self.shelves.pages == other.shelves.pages
        )

    def placings(self, budget: Budget) -> Placings:
        """How each product fares, by its id, the answer sheets that are shown no product, and how slots are filled."""
        try:
            contest = Contest(self.walks, self.stakes, budget.fresh())
        except OverBudget:
            return Placings(self._each_alone(budget), self._empty(budget), TooMany(budget.steps))
        ends = self._ends(contest)
        return Placings(
            self._placings(contest, ends),
            self._nothing(ends).count(contest),
            slots(self.walks.chart, self.shelves, ((*end[:2], tally) for end, tally in ends.items()), contest),
        )

    def _ends(self, contest: Contest) -> dict[_End, Tally]:
        """Ends are alike where the shelves are filled the same and the same products are left out."""
        found: dict[_End, Tally] = {}
        fill = _Fillings(self.walks, self.shelves)
        for final in contest.finals():
            included = final.marks.included
            excluded = final.marks.excluded
            wanted = [
                stake
                for stake, votes in enumerate(final.votes)
                if (votes > 0 or included[stake]) and not excluded[stake]
            ]
            found.setdefault((final.end.place, fill(final), tuple(wanted)), Tally()).add(final.ballot)
        return found

    def _nothing(self, ends: Mapping[_End, Tally]) -> Tally:
        empty = Tally()
        for (_, filled, _), tally in ends.items():
            if not any(filled.shown):
                empty.join(tally)
        return empty

    def _placings(self, contest: Contest, ends: Mapping[_End, Tally]) -> dict[str, Placing | Alone | TooMany]:
        ever = {product for _, filled, _ in ends for some in filled.shown for product in some}
        fates = _fates(self.shelves, ever)
        by_stake: dict[int, list[_Fate]] = {}
        by_alike: dict[int, list[_Fate]] = {}
        for fate in fates:
            by_stake.setdefault(self.shelves.alike[fate.alike].stake, []).append(fate)
            by_alike.setdefault(fate.alike, []).append(fate)
        by_product = {fate.product: fate for fate in fates}
        together: set[tuple[int, ...]] = set()
        for (place, filled, wanting), tally in ends.items():
            best = tuple(dict.fromkeys(product for one in filled.shown for product in one))
            together.add(best)
            for rank, product in enumerate(best):
                by_product[product].shown.join(tally)
                if rank == 0:
                    by_product[product].first.join(tally)
            for stake in wanting:
                for fate in by_stake[stake]:
                    if fate.product not in best:
                        shelves = self.shelves.taking(place - self.walks.chart.end, fate.alike)
                        fate.lose(tally, filled.fitting(shelves))
            tied: set[_Fate] = set()
            for border in filled.borders:
                free = filled.free(_shelves(self.walks, self.shelves, place), border)
                tied.update(fate for number in border.alike for fate in by_alike[number] if free(fate.product))
            for fate in tied:
                fate.tied.join(tally)
        for best in together:
            for product in best:
                by_product[product].beside.update(best)
        most_shown = sorted(ever, key=lambda one: (-by_product[one].shown.sheets, one))
        told = {(fate.alike, fate.product): self._told(fate, contest, most_shown) for fate in fates}
        common = {fate.alike: told[fate.alike, fate.product] for fate in fates if fate.product not in ever}
        return {
            self.ids[product]: told[number, product] if product in ever else common[number]
            for number, ones in enumerate(self.shelves.alike)
            for product in ones.products
        }

    def _told(self, fate: _Fate, contest: Contest, most_shown: Sequence[int]) -> Placing:
        most = min(fate.to, key=lambda one: (-fate.to[one], one), default=None)
        never_with = (product for product in most_shown if product not in fate.beside) if fate.beside else ()
        return Placing(
            fate.shown.count(contest),
            fate.first.count(contest),
            fate.beaten.count(contest),
            fate.tied.count(contest),
            "" if most is None else self.ids[most],
            0 if most is None else fate.to[most],
            tuple(self.ids[product] for product in islice(never_with, APART)),
        )

    def _each_alone(self, budget: Budget) -> dict[str, Placing | Alone | TooMany]:
        found: dict[str, Placing | Alone | TooMany] = {}
        for alike in self.shelves.alike:
            ids = [self.ids[product] for product in alike.products]
            # To be the only product is the same for all of them.
            only = Shelves(self.catalogue, self.walks.chart.quiz, {ids[0]: 0})
            told = self._where((self.stakes[alike.stake],), only, None, budget, lambda filled: any(filled.shown))
            found |= dict.fromkeys(ids, told if isinstance(told, TooMany) else Alone(told))
        return found

    def _empty(self, budget: Budget) -> Count | TooMany:
        sure = [
            ANY
            if self.shelves.sure(stake, votes=False)
            else self._enough
            if self.shelves.sure(stake, votes=True)
            else None
            for stake in range(len(self.stakes))
        ]
        return self._where(self.stakes, self.shelves, sure, budget, lambda filled: not any(filled.shown))

    def _where(
        self,
        stakes: Sequence[Stake],
        shelves: Shelves,
        sure: Sequence[int | None] | None,
        budget: Budget,
        holds: Callable[[Filled], bool],
    ) -> Count | TooMany:
        """The answer sheets whose shelves are filled so, leaving out where it is sure that something is shown."""
        enough = Enough(self._enough, sure or [None] * len(stakes))
        try:
            contest = Contest(self.walks, stakes, budget.fresh(), enough)
        except OverBudget:
            return TooMany(budget.steps)
        tally, fill = Tally(), _Fillings(self.walks, shelves)
        for final in contest.finals():
            if holds(fill(final)):
                tally.add(final.ballot)
        return tally.count(contest)

    @property
    def _enough(self) -> int:
        """The votes that are enough for any slot."""
        return (
            max((slot.minimum_votes for page in self.walks.chart.quiz.results for slot in page.slots), default=1) or 1
        )


class _Fate:
    """What becomes of one product, and of all alike that are never shown if it is not."""

    def __init__(self, alike: int, product: int) -> None:
        self.alike = alike
        self.product = product
        self.shown, self.first, self.beaten, self.tied = Tally(), Tally(), Tally(), Tally()
        # How often each product is shown where this one is beaten.
        self.to: dict[int, int] = {}
        # What is ever shown together with it, itself too.
        self.beside: set[int] = set()

    def lose(self, tally: Tally, winners: Iterable[int]) -> None:
        """Count sheets in which it is beaten by these."""
        self.beaten.join(tally)
        for winner in winners:
            self.to[winner] = self.to.get(winner, 0) + tally.sheets


class _Fillings:
    """How shelves are filled at every end, put in order once for the same slots and marks."""

    def __init__(self, walks: Walks, shelves: Shelves) -> None:
        self._walks = walks
        self._shelves = shelves
        self._known: dict[tuple[int, tuple[int, ...], Marks], Callable[[Sequence[int]], Filled]] = {}

    def __call__(self, final: Final) -> Filled:
        key = (final.end.place, final.end.shown, final.marks)
        fill = self._known.get(key)
        if fill is None:
            shelves = _shelves(self._walks, self._shelves, final.end.place)
            fill = self._known[key] = filling(shelves, final.end.shown, final.marks)
        return fill(final.votes)


def _shelves(walks: Walks, shelves: Shelves, place: int) -> Sequence[Shelf]:
    return shelves.pages[place - walks.chart.end] if shelves.pages else ()


def _fates(shelves: Shelves, ever: set[int]) -> list[_Fate]:
    """One for each product that is ever shown, and one for all others that are alike."""
    found = []
    for number, some in enumerate(shelves.alike):
        found += [_Fate(number, product) for product in some.products if product in ever]
        found += [_Fate(number, product) for product in some.products if product not in ever][:1]
    return found


def _what_matters(stake: Stake) -> Stake:
    """The stake without what makes no difference to what is shown."""
    if not stake.goes_by_variants:
        stake = stake._replace(variants=frozenset())
    if not (stake.fills or stake.include):
        stake = stake._replace(votes=())
    # Votes alone say who voted.
    return stake._replace(up=frozenset(), down=frozenset())
