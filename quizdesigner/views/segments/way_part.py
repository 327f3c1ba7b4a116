"""The segment looked at: the shortest way in, what it shares with others, and how a service would define it."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from quizdesigner.quiz.coverage import Count, Coverage, Sheet, Wanted
from quizdesigner.quiz.document import Segment
from quizdesigner.quiz.phrases import listed
from quizdesigner.quiz.shares import grouped, of_all, share
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.kit import Busy, button, column, emptied, label, row
from quizdesigner.views.kit.labels import show_when
from quizdesigner.views.kit.plain import plain_tip
from quizdesigner.views.segments.overlaps import Overlaps
from quizdesigner.views.segments.ways import Step, beside, steps
from quizdesigner.views.segments.words import wrapped

_SAID = 4
"""Segments named of those that share shoppers."""

_MOST = 24
"""Answers of an example that are shown; nobody reads on, and hundreds of labels stop the window for a second."""


class WayPart(QWidget):
    """Shows one segment at a time. `shown` says that the example came."""

    shown = Signal()

    def __init__(self, desk: Desk, overlaps: Overlaps) -> None:
        super().__init__()
        self._desk = desk
        self._overlaps = overlaps
        self._segment: Segment | None = None
        self._quiz_id = ""
        self._counted: Coverage | None = None
        self._said: tuple[str, ...] = ()
        self.sheet: Sheet | None = None
        self._example = Errand(desk)
        self._sharing = Errand(desk)
        self.name = wrapped("", "label")
        self.preview = button("Preview one", "plain", "play", small=True, hint="Open this shopper in Preview")
        self.preview.clicked.connect(self.preview_one)
        self.lead = wrapped()
        self.busy = Busy("Looking for the shortest way in")
        self._frame = QFrame()
        self._frame.setProperty("kind", "sunken")
        self._lines = QGridLayout(self._frame)
        self._lines.setContentsMargins(12, 10, 12, 10)
        self._lines.setHorizontalSpacing(6)
        self._lines.setVerticalSpacing(5)
        self._lines.setColumnStretch(1, 1)
        self.overlap = wrapped()
        head = row(self.name, self.preview)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.lead, self._frame, self.busy, self.overlap, gap=8))
        for one in (self._example, self._sharing):
            desk.ended.connect(one.cancel)

    @property
    def lines(self) -> list[str]:
        """The answers shown, as they are read."""
        return list(self._said)

    def show_segment(self, segment: Segment | None) -> None:
        """Show another segment, or the same as it is counted now."""
        coverage = self._desk.forecast.coverage
        counted = coverage if isinstance(coverage, Coverage) and self._desk.forecast.current else None
        before, self._segment = self._segment, segment
        if segment is None:
            self.stop()
            return
        same = before is not None and before.id == segment.id and before.rule is segment.rule
        same = same and self._quiz_id == self._desk.quiz_id
        self._quiz_id = self._desk.quiz_id
        known = same and counted is self._counted
        self.name.setText(segment.name)
        self.name.setToolTip(plain_tip(segment.name))
        if not same:
            self.stop()
            self._show_way((), "")
            self._show_overlap("")
        if not known and counted is not None:
            self._counted = counted
            self._look(segment, counted)

    def stop(self) -> None:
        """Nobody looks any more."""
        self._example.cancel()
        self._sharing.cancel()
        self.busy.end()
        self._counted = None

    def preview_one(self) -> None:
        """Show the example in Preview, as soon as it is known."""
        if self.sheet is not None:
            self._desk.preview_shopper(self.sheet)
        elif self._segment is not None and self._desk.forecast.current:
            self._desk.spawn(self._preview(self._segment))

    # -- the way in --------------------------------------------------------------------------------------------------

    def _look(self, segment: Segment, coverage: Coverage) -> None:
        count = coverage.rules.get(segment.id)
        self.preview.setVisible(isinstance(count, Count) and count.sheets > 0)
        if not isinstance(count, Count):
            self._show_way((), "There are too many combinations to count this segment exactly.")
        elif not count.sheets:
            self._show_way((), "No answers lead into this segment.")
        elif count.sheets == coverage.sheets:
            self._show_way((), "Every shopper who finishes is in this segment, whatever they answer.")
        else:
            self.busy.begin()
            self._example.run(self._find(segment))
        self._sharing.run(self._share(segment))

    async def _find(self, segment: Segment) -> None:
        try:
            sheet = await self._desk.forecast.example(Wanted("rule", segment.id))
            if sheet is None:
                self._show_way((), "Finding the shortest way in would take too long.")
                return
            self.sheet = sheet
            way = steps(self._desk.quiz, sheet)
            self._show_way(way, "An example shopper, the shortest way in")
            enough = await self._enough(way, segment)
            if enough < len(way):
                self._show_way(way[:enough], "An example shopper, the shortest way in", any_after=True)
        finally:
            self.busy.end()
        self.shown.emit()

    async def _enough(self, way: tuple[Step, ...], segment: Segment) -> int:
        """After how many of the answers nothing that follows can lead out of the segment again."""
        least, most = 1, len(way)
        while least < most:
            middle = (least + most) // 2
            out = await self._desk.forecast.share(beside(way[:middle], segment.rule))
            if isinstance(out, Count) and not out.sheets:
                most = middle
            else:
                least = middle + 1
        return most

    async def _preview(self, segment: Segment) -> None:
        sheet = await self._desk.forecast.example(Wanted("rule", segment.id))
        if sheet is None:
            self._desk.notify(f"No shopper is known who is in {segment.name}.", "warn")
        else:
            self._desk.preview_shopper(sheet)

    def _show_way(self, way: tuple[Step, ...], lead: str, *, any_after: bool = False) -> None:
        if not way:
            self.sheet = None
        self.lead.setText(lead)
        show_when(self.lead, bool(lead))
        emptied(self._lines)
        rest = max(0, len(way) - _MOST)
        way = way[:_MOST]
        said = [step.answer for step in way]
        if any_after or rest:
            said[-1] += f" … then {f'{grouped(rest)} more' if rest else 'any answer'}"
        self._said = tuple(f"{step.number} {answer}" for step, answer in zip(way, said, strict=True))
        for at, step in enumerate(way):
            number = label(step.number, "hint")
            answer = wrapped(said[at], "")
            answer.setToolTip(plain_tip(step.question))
            answer.setAccessibleDescription(step.question)
            self._lines.addWidget(number, at, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(answer, at, 1)
        show_when(self._frame, bool(way))

    # -- shared with others ------------------------------------------------------------------------------------------

    async def _share(self, segment: Segment) -> None:
        whole = self._counted
        assert whole is not None, "there is something to share"
        found: list[tuple[int, str]] = []
        unknown = False
        for other in self._desk.project.segments:
            if other.id == segment.id:
                continue
            # What is known is told at once; the window goes on between a thousand of them all the same.
            await asyncio.sleep(0)
            both = await self._overlaps.shared(segment, other)
            unknown = unknown or both is None
            if both:
                found.append((both, other.name))
        found.sort(key=lambda one: -one[0])
        readable = bool(of_all(0, whole.sheets))
        said = [
            f"{name} ({f'{grouped(both)}, ' if readable else ''}{share(both, whole.sheets)})"
            for both, name in found[:_SAID]
        ]
        if len(found) > _SAID:
            said.append(f"{len(found) - _SAID} more")
        text = f"Shares shoppers with {listed(said)}." if said else ""
        if not said and not unknown and len(self._desk.project.segments) > 1:
            text = "Shares no shopper with another segment."
        self._show_overlap(text)

    def _show_overlap(self, text: str) -> None:
        # The sign belongs to its number, also where a line ends.
        self.overlap.setText(text.replace(" %", "\u00a0%"))
        show_when(self.overlap, bool(text))
