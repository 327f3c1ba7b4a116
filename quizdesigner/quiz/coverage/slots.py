"""How the slots of results pages are filled."""

from __future__ import annotations

from collections.abc import Iterable

from quizdesigner.quiz.coverage.chart import Chart
from quizdesigner.quiz.coverage.report import SlotReach
from quizdesigner.quiz.coverage.shelves import Filled, Shelf, Shelves
from quizdesigner.quiz.coverage.tally import Tally
from quizdesigner.quiz.coverage.votes import Contest


def slots(
    chart: Chart, shelves: Shelves, ends: Iterable[tuple[int, Filled, Tally]], contest: Contest
) -> tuple[SlotReach, ...]:
    """Every slot, in the order of the pages; `ends` are places of ends with their shelves as they are filled."""
    found = [
        [_Slot(page.id, shelf) for shelf in some] for page, some in zip(chart.quiz.results, shelves.pages, strict=True)
    ]
    for place, filled, tally in ends:
        if not found:
            break
        page = found[place - chart.end]
        for slot, fits, shown in zip(page, filled.fits, filled.shown, strict=True):
            slot.add(fits, bool(shown), tally)
        for border in filled.borders:
            free = filled.free(shelves.pages[place - chart.end], border)
            some = (product for number in border.alike for product in shelves.alike[number].products)
            page[border.shelf].tie(tally, filter(free, some))
    return tuple(slot.told(shelves, contest) for page in found for slot in page)


class _Slot:
    """One slot, and the answer sheets counted so far."""

    def __init__(self, page: str, shelf: Shelf) -> None:
        self._page = page
        self._slot = shelf.slot
        self._filled = [Tally() for _ in range(shelf.slot.count + 1)]
        self._fallback, self._empty, self._tied = Tally(), Tally(), Tally()
        self._ties: set[int] = set()

    def add(self, fits: int, shown: bool, tally: Tally) -> None:
        """Count sheets in which so many products fit, and whether any is shown."""
        if fits >= 0:
            self._filled[fits].join(tally)
        if fits == 0:
            (self._fallback if shown else self._empty).join(tally)

    def tie(self, tally: Tally, products: Iterable[int]) -> None:
        """Count sheets in which the slot had room for only some of these products, of which none was better."""
        self._tied.join(tally)
        self._ties.update(products)

    def told(self, shelves: Shelves, contest: Contest) -> SlotReach:
        """As it is told."""
        shown = Tally()
        for some in self._filled:
            shown.join(some)
        return SlotReach(
            self._page,
            self._slot.id,
            shown.count(contest),
            tuple(some.count(contest) for some in self._filled),
            self._fallback.count(contest),
            self._empty.count(contest),
            self._tied.count(contest),
            tuple(shelves.ids[product] for product in sorted(self._ties)),
        )
