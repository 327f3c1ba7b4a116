"""What becomes of each product: where it is shown, excluded, or beaten and by which."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from quizdesigner.quiz.coverage.budget import Budget, OverBudget
from quizdesigner.quiz.coverage.report import Alone, Count, Placing, TooMany
from quizdesigner.quiz.coverage.votes import Ballot, Contest
from quizdesigner.quiz.coverage.walks import Walks
from quizdesigner.quiz.document import ResultsPage


def placings(
    walks: Walks, products: Sequence[str], budget: Budget
) -> tuple[dict[str, Placing | Alone | TooMany], Count | TooMany]:
    """How each of the products (ids in catalogue order) fares, and the answer sheets that are shown none of them."""
    try:
        return _placings(walks, products, budget.fresh())
    except OverBudget:
        return {product: _alone(walks, product, budget) for product in products}, _empty(walks, products, budget)


def shown(page: ResultsPage | None, votes: Sequence[int]) -> tuple[int, ...]:
    """The products a results page shows, best first, by their places in `votes`; -1 votes are an exclusion.

    Each slot takes from the top of what the ones before it left, as `play` fills them.
    """
    if page is None:
        return ()
    ranking = sorted([one for one, count in enumerate(votes) if count >= 0], key=votes.__getitem__, reverse=True)
    taken = 0
    for slot in page.slots:
        best = ranking[taken : taken + slot.count]
        taken += sum(votes[one] >= slot.minimum_votes for one in best)
    return tuple(ranking[:taken])


class _Tally(Struct):
    """Answer sheets counted so far, and the shortest of them."""

    sheets: int = 0
    shortest: Ballot | None = None

    def add(self, sheets: int, shortest: Ballot) -> None:
        """Count some more."""
        self.sheets += sheets
        if self.shortest is None or shortest.length < self.shortest.length:
            self.shortest = shortest

    def count(self, contest: Contest) -> Count:
        """As it is told."""
        return Count(self.sheets, contest.sheet(self.shortest) if self.shortest else None)


def _placings(
    walks: Walks, products: Sequence[str], budget: Budget
) -> tuple[dict[str, Placing | Alone | TooMany], Count]:
    contest = Contest(walks, products, budget)
    # Ends are alike where the same products are shown in the same order and the same ones beaten.
    alike: dict[tuple[tuple[int, ...], tuple[int, ...]], _Tally] = {}
    for final in contest.finals():
        best = shown(_page(walks, final.place), final.votes)
        beaten = tuple([one for one, count in enumerate(final.votes) if count > 0 and one not in best])
        alike.setdefault((best, beaten), _Tally()).add(final.ballot.sheets, final.ballot)
    empty = _Tally()
    tallies = [(_Tally(), _Tally(), _Tally(), [0] * len(products)) for _ in products]
    for (best, beaten), tally in alike.items():
        if tally.shortest is None:
            continue
        for place, one in enumerate(best):
            tallies[one][0].add(tally.sheets, tally.shortest)
            if place == 0:
                tallies[one][1].add(tally.sheets, tally.shortest)
        for one in beaten:
            tallies[one][2].add(tally.sheets, tally.shortest)
            for winner in best:
                tallies[one][3][winner] += tally.sheets
        if not best:
            empty.add(tally.sheets, tally.shortest)
    found: dict[str, Placing | Alone | TooMany] = {}
    for product, (in_slot, first, loses, to) in zip(products, tallies, strict=True):
        most = max(to)
        beaten_by = products[to.index(most)] if most else ""
        found[product] = Placing(in_slot.count(contest), first.count(contest), loses.count(contest), beaten_by)
    return found, empty.count(contest)


def _alone(walks: Walks, product: str, budget: Budget) -> Alone | TooMany:
    try:
        contest = Contest(walks, (product,), budget.fresh(), enough=_enough(walks))
    except OverBudget:
        return TooMany(budget.steps)
    tally = _Tally()
    for final in contest.finals():
        if shown(_page(walks, final.place), final.votes):
            tally.add(final.ballot.sheets, final.ballot)
    return Alone(tally.count(contest))


def _empty(walks: Walks, products: Sequence[str], budget: Budget) -> Count | TooMany:
    # Only where every page has a slot does a product with enough votes mean that something is shown.
    pages = walks.chart.quiz.results
    sure = bool(pages) and all(page.slots for page in pages)
    try:
        contest = Contest(walks, products, budget.fresh(), enough=_enough(walks), until_shown=sure)
    except OverBudget:
        return TooMany(budget.steps)
    tally = _Tally()
    for final in contest.finals():
        if not shown(_page(walks, final.place), final.votes):
            tally.add(final.ballot.sheets, final.ballot)
    return tally.count(contest)


def _enough(walks: Walks) -> int:
    """The votes that are enough for any slot."""
    return max((slot.minimum_votes for page in walks.chart.quiz.results for slot in page.slots), default=1) or 1


def _page(walks: Walks, place: int) -> ResultsPage | None:
    pages = walks.chart.quiz.results
    return pages[place - walks.chart.end] if pages else None
