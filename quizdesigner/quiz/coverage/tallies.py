"""The counts of sets of options and of sums on one chart, each counted once however often it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from quizdesigner.quiz.coverage.avoid import Options
from quizdesigner.quiz.coverage.budget import Budget
from quizdesigner.quiz.coverage.holding import avoided, counted
from quizdesigner.quiz.coverage.reach import picked
from quizdesigner.quiz.coverage.report import Count, TooMany
from quizdesigner.quiz.coverage.sums import Sum
from quizdesigner.quiz.coverage.through import Through
from quizdesigner.quiz.coverage.walks import Walks

_Sums = frozenset[tuple[Options, int]]


class Tallies:
    """What was counted on these walks stays known from one coverage to the next; `forget` drops what was not asked for
    since it was called last.
    """

    def __init__(self, walks: Walks) -> None:
        self.walks = walks
        self._through = Through(walks)
        self._picked = picked(walks, walks.finish)
        self._hit: dict[Options, Count] = {}
        self._held: dict[_Sums, Count | TooMany] = {}
        self._asked: set[Options | _Sums] = set()

    def forget(self) -> None:
        """Drop the counts nobody asked for, so that an afternoon of edits does not fill the memory."""
        self._hit = {key: count for key, count in self._hit.items() if key in self._asked}
        self._held = {key: count for key, count in self._held.items() if key in self._asked}
        self._asked = set()

    def hit(self, sets: Sequence[Options]) -> list[Count]:
        """The answer sheets that pick at least one option of each set."""
        self._asked.update(sets)
        self._count_hits([options for options in dict.fromkeys(sets) if options not in self._hit])
        return [self._hit[options] for options in sets]

    def hold(self, sums: Sequence[Sum], budget: Budget) -> list[Count | TooMany]:
        """The answer sheets for which each sum holds."""
        keys = [frozenset(one.items()) for one in sums]
        self._asked.update(keys)
        missing = {key: one for key, one in zip(keys, sums, strict=True) if key not in self._held}
        self._held |= zip(missing, counted(self.walks, list(missing.values()), budget), strict=True)
        return [self._held[key] for key in keys]

    def _count_hits(self, sets: Sequence[Options]) -> None:
        chart, total = self.walks.chart, self.walks.finish[self.walks.chart.root]
        counts: dict[Options, int] = {}
        many = []
        for options in sets:
            if not options.isdisjoint(chart.all_ends):
                many.append(options)
                continue
            places = {chart.place_of(option) for option in options}
            # No two options of a question that takes one pick are on one sheet.
            if all(chart.asked[place].single is not None for place in places) and len(places) < 2:
                counts[options] = sum(self._picked[option] for option in options)
            else:
                many.append(options)
        counts |= zip(many, (total - avoids for avoids in avoided(self.walks, many)), strict=True)
        for options, sheets in counts.items():
            self._hit[options] = Count(sheets, self._through.sheet(options) if sheets else None)
