"""Which segments hold the same shoppers as another, lie inside another, or share some with it: exact, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QObject, Signal

from quizdesigner.quiz import rules
from quizdesigner.quiz.coverage import Count, Coverage, Sheet
from quizdesigner.quiz.document import All, AnyCondition, Not, Quiz, Segment
from quizdesigner.quiz.play import walk
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.segments.rows import Note

_MOST = 40
"""Segments compared with one another: the pairs of more would keep the counting busy for long."""


class Overlaps(QObject):
    """`changed` says that more is known. What is known of two segments holds while the quiz and their rules do.

    Few pairs have to be counted: every shopper the counting gives as an example shows of many others that the one does
    not lie in the other, and what is the same as an earlier segment is compared no further.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._errand = Errand(desk)
        self._quiz: Quiz | None = None
        self._rules: dict[str, AnyCondition] = {}
        # How many of the first are not in the second; None where they are too many to count.
        self._outside: dict[tuple[str, str], int | None] = {}
        # The tags of shoppers that are known, and which of the segments compared each of them is in.
        self._met: set[frozenset[str]] = set()
        self._inside: set[frozenset[str]] = set()
        desk.ended.connect(self._errand.cancel)

    def look(self) -> None:
        """Compare all segments, if the counts are those of now."""
        if isinstance(self._desk.forecast.coverage, Coverage) and self._desk.forecast.current:
            self._settle()
            if next(self._open(), None) is not None:
                self._errand.run(self._compare())
            self.changed.emit()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._errand.cancel()

    def notes(self) -> dict[str, Note]:
        """What is worth saying of a segment beside others, by its id."""
        found: dict[str, Note] = {}
        for one, other in self._pairs():
            if self._outside.get((one.id, other.id)) != 0:
                continue
            if self._same(one, other):
                found[other.id] = Note(f"same shoppers as {one.name}")
            else:
                found.setdefault(one.id, Note(f"lies wholly inside {other.name}", "plain"))
        return found

    async def shared(self, one: Segment, other: Segment) -> int | None:
        """How many answer sheets are in both; None where they are too many to count, or a rule is another one now."""
        sheets, others = self._sheets(one), self._sheets(other)
        if sheets is None or others is None:
            return None
        if not sheets or not others:
            return 0
        self._settle()
        outside = await self._ask(*sorted((one, other), key=self._order))
        return None if outside is None else min(sheets, others) - outside

    async def _compare(self) -> None:
        for one, other in self._open():
            await self._ask(one, other)
        self.changed.emit()

    def _open(self) -> Iterator[tuple[Segment, Segment]]:
        """Pairs of which nobody knows yet whether the first lies in the second."""
        for one, other in self._pairs():
            known = (one.id, other.id) in self._outside
            if not known and not any(one.id in inside and other.id not in inside for inside in self._inside):
                yield one, other

    def _pairs(self) -> Iterator[tuple[Segment, Segment]]:
        """Each two segments once, the smaller first, of the same size the earlier; none where nobody is."""
        some = sorted((one for one in self._desk.project.segments[:_MOST] if self._sheets(one)), key=self._order)
        copies: set[str] = set()
        for at, one in enumerate(some):
            for other in some[at + 1 :] if one.id not in copies else ():
                if other.id not in copies:
                    yield one, other
                    if self._same(one, other):
                        copies.add(other.id)

    async def _ask(self, one: Segment, other: Segment) -> int | None:
        """How many of the first are not in the second."""
        pair = (one.id, other.id)
        if pair not in self._outside:
            quiz = self._quiz
            found = await self._desk.forecast.share(All((one.rule, Not(other.rule))))
            if (
                quiz is not self._desk.quiz
                or self._now(one.id) is not one.rule
                or self._now(other.id) is not other.rule
            ):
                return None
            self._outside[pair] = found.sheets if isinstance(found, Count) else None
            if isinstance(found, Count) and found.example is not None:
                self._meet(found.example)
        return self._outside[pair]

    def _settle(self) -> None:
        """Forget what is not so any more."""
        quiz, segments = self._desk.quiz, self._desk.project.segments
        changed = {one.id for one in segments if self._rules.get(one.id) is not one.rule}
        if quiz is not self._quiz:
            self._quiz = quiz
            self._outside.clear()
            self._met.clear()
        elif not changed and len(segments) == len(self._rules):
            return
        self._rules = {one.id: one.rule for one in segments}
        self._outside = {pair: known for pair, known in self._outside.items() if changed.isdisjoint(pair)}
        self._inside = {self._segments_of(tags) for tags in self._met}

    def _meet(self, sheet: Sheet) -> None:
        walked = walk(self._desk.quiz, sheet)
        if walked.waiting is None:
            tags = frozenset(walked.ends_with.tags)
            self._met.add(tags)
            self._inside.add(self._segments_of(tags))

    def _segments_of(self, tags: frozenset[str]) -> frozenset[str]:
        known = rules.Known(tags=set(tags))
        compared = islice(self._rules.items(), _MOST)
        return frozenset(one for one, rule in compared if rules.holds(rule, known))

    def _same(self, one: Segment, other: Segment) -> bool:
        return self._outside.get((one.id, other.id)) == 0 and self._sheets(one) == self._sheets(other)

    def _now(self, segment: str) -> AnyCondition | None:
        return next((one.rule for one in self._desk.project.segments if one.id == segment), None)

    def _order(self, segment: Segment) -> tuple[int, int]:
        place = next(at for at, one in enumerate(self._desk.project.segments) if one.id == segment.id)
        return self._sheets(segment) or 0, place

    def _sheets(self, segment: Segment) -> int | None:
        coverage = self._desk.forecast.coverage
        count = coverage.rules.get(segment.id) if isinstance(coverage, Coverage) else None
        return count.sheets if isinstance(count, Count) else None
