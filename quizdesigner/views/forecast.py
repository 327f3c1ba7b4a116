"""The exact coverage of the quiz looked at, counted beside the window; panes show what it says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Raw
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from quizdesigner.errors import Unavailable
from quizdesigner.forecast.messages import NOTHING, Ask, Compared, Counted, Draft, Example, Share, Whole
from quizdesigner.quiz import rows
from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.consequences import Consequences
from quizdesigner.quiz.coverage import Count, Coverage, QuestionReach, Sheet, TooMany, Wanted
from quizdesigner.quiz.document import AnyCondition, Project
from quizdesigner.views.counter import Counter
from quizdesigner.views.editor import touched

if TYPE_CHECKING:
    from quizdesigner.views.desk import Desk

_DECODERS = {field.name: msgspec.json.Decoder(field.type) for field in msgspec.structs.fields(Coverage)}
"""By part of the coverage."""

_SHARE = msgspec.json.Decoder[Count | TooMany | None](Count | TooMany | None)

_FINDINGS = msgspec.json.Decoder(tuple[Finding, ...])

_COUNTED = ("quizzes", "tags", "tag_groups", "segments", "products", "collections", "connections")
"""The parts of a project whose change makes what is known out of date."""

_SOON = 60
"""Milliseconds a large quiz waits after an edit, so that not every key of a word is counted."""

_LARGE = 200
"""Questions from which on a quiz is large: writing it out for the counting process takes some milliseconds."""

BROKE_OFF = "Counting broke off. Your work is safe; it begins again with your next edit."

_UNCHECKED = Finding("warning", f"{BROKE_OFF} Until then shares and problems are those found before.")
"""Among the problems, because those are in sight from every place."""


class Forecast(QObject):
    """`changed` says that there is something new to show: another `coverage`, or that it is no longer `current`.

    `coverage` is what was counted last for the quiz looked at, without examples; None before the first count and in a
    project without quizzes. `problems` are what there is to mend, found with it. `current` says whether both are of the
    project as it is now, with nothing better to come; `broken` that they are not and nothing comes: the counting
    process died over this version twice.
    """

    changed = Signal()

    def __init__(self, desk: Desk, counter: Counter | None) -> None:
        super().__init__(desk)
        self._desk = desk
        self._counter = counter
        self.coverage: Coverage | TooMany | None = None
        self.problems: tuple[Finding, ...] = ()
        self.current = False
        self.broken = False
        self._quiz_id = ""
        # The last draft the process was asked about; waiting for its first answer, no other one is sent.
        self._number = 0
        self._waits = False
        # Whether the process died over this version once already.
        self._died = False
        # Those of a large quiz come some at a time.
        self._questions: tuple[QuestionReach, ...] = ()
        self._behind = False
        # The version the process knows, and which process that is.
        self._sent: tuple[int, Project | None] = (0, None)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._count)

    @property
    def counting(self) -> bool:
        """Whether something better is still to come."""
        return not (self.current or self.broken)

    def begin(self) -> None:
        """Count, and count again after each edit and for each quiz."""
        self._desk.editor.changed.connect(self._follow)
        self._desk.quiz_changed.connect(lambda _: self._turn())
        self._turn()

    def tell_share(self, rule: AnyCondition, told: Callable[[Count | TooMany], None]) -> None:
        """Call `told` with the shoppers for whom a rule holds, for what is shown all the time and nobody waits for."""
        counter = self._counter
        if counter is None:
            return
        number = counter.number()

        def answered(raw: Raw | None) -> None:
            counter.forget(number)
            found = _SHARE.decode(raw) if raw is not None and self._counter is counter else None
            if found is not None:
                told(found)

        counter.ask(Share(number, rule), answered)

    async def share(self, rule: AnyCondition) -> Count | TooMany:
        """The shoppers for whom a rule holds at the end, with an example."""
        found: Count | TooMany | None = await self._ask(Share(self._next(), rule), Count | TooMany | None)
        return Count(0) if found is None else found

    async def example(self, wanted: Wanted) -> Sheet | None:
        """The shortest answer sheet of a count; None when there is none."""
        found: Sheet | None = await self._ask(Example(self._next(), wanted), Sheet | None)
        return found

    async def whole(self) -> Coverage | TooMany | None:
        """The coverage with every example, counted with all patience; None without a quiz."""
        found: Coverage | TooMany | None = await self._ask(Whole(self._next()), Coverage | TooMany | None)
        return found

    async def consequences(self, before: Project, after: Project, quiz_id: str) -> Consequences:
        """What publishing one bundle over another changes for shoppers."""
        segments = self._desk.project.segments
        ask = Compared(self._next(), before, after, quiz_id, segments)
        found: Consequences = await self._ask(ask, Consequences)
        return found

    def end(self) -> None:
        """The window closes: nobody waits for an answer any more."""
        if self._counter is not None:
            self._counter.forget(self._number)
            self._counter = None

    def _follow(self, before: Project, after: Project) -> None:
        if touched(before, after, *_COUNTED):
            self._note_behind()

    def _turn(self) -> None:
        """Another quiz: what is known is of the one before."""
        if self._quiz_id != self._desk.quiz_id:
            self._quiz_id = self._desk.quiz_id
            self.coverage, self.problems = None, ()
        self._note_behind()

    def _note_behind(self) -> None:
        if self._counter is None:
            return
        self._behind, self._died = True, False
        if not self.counting:
            self.current = self.broken = False
            self.changed.emit()
        if len(self._desk.quiz.questions) < _LARGE:
            self._count()
        else:
            self._soon.start(_SOON)

    def _count(self) -> None:
        """Ask for the newest version, unless an older one is still being counted: its answer brings us back here."""
        if self._counter is None or not self._behind:
            return
        project, quiz = self._desk.project, self._desk.quiz
        if not project.quizzes:
            self.coverage, self.problems, self.current, self._behind = None, (), True, False
            self.changed.emit()
            return
        if self._waits:
            return
        self._behind = False
        self._counter.forget(self._number)
        self._questions = ()
        self._number, self._waits = self._counter.number(), True
        # Pictures count nothing, and they are large.
        version = replace(project, media=(), hosts=())
        lives, before = self._sent
        known = before if lives == self._counter.lives else None
        self._sent = (self._counter.lives, version)
        afresh = known is None or not isinstance(self.coverage, Coverage)
        draft = Draft(self._number, quiz.id, rows.patch(known, version), known is None, afresh)
        self._counter.ask(draft, lambda raw: self._show(quiz.id, raw))

    def _show(self, quiz_id: str, raw: Raw | None) -> None:
        if raw is None:
            self._waits, self._behind = False, True
            # Begun again once: a quiz over which each process dies would go on for ever. Another edit tries anew.
            if not self._died:
                self._died = True
                self._count()
            elif self.counting:
                self.broken = True
                self.problems += (_UNCHECKED,)
                self.changed.emit()
            return
        counted = msgspec.json.decode(raw, type=Counted)
        if counted.more and counted.parts:
            self._questions += _DECODERS["questions"].decode(counted.parts["questions"])
            return
        self._waits = False
        if quiz_id == self._desk.quiz_id:
            self.coverage = self._joined(counted)
            self.problems = _FINDINGS.decode(counted.problems) if counted.problems != NOTHING else self.problems
            self.current = counted.final and not self._behind
            self.broken = False
            self.changed.emit()
        self._count()

    def _joined(self, counted: Counted) -> Coverage | TooMany | None:
        """What was known with what is new. That there is too much to count is known once nothing better will follow."""
        if counted.parts is None:
            return TooMany(counted.budget) if counted.final else self.coverage
        new = {name: _DECODERS[name].decode(raw) for name, raw in counted.parts.items()}
        if self._questions:
            new["questions"], self._questions = self._questions, ()
        return replace(self.coverage, **new) if isinstance(self.coverage, Coverage) else Coverage(**new)

    def _next(self) -> int:
        return 0 if self._counter is None else self._counter.number()

    async def _ask(self, ask: Ask, kind: Any) -> Any:
        counter = self._counter
        if counter is None:
            raise LookupError("nobody counts for this window")
        if self._sent[0] != counter.lives and self._desk.project.quizzes:
            # It died while nothing was asked. Another one has to be told what it is asked about.
            self._behind, self._waits = True, False
            self._count()
        future: asyncio.Future[Raw | None] = asyncio.get_running_loop().create_future()
        counter.ask(ask, lambda raw: None if future.done() else future.set_result(raw))
        try:
            raw = await future
        finally:
            counter.forget(ask.number)
        if raw is None:
            raise Unavailable(BROKE_OFF)
        return msgspec.json.decode(raw, type=kind)
