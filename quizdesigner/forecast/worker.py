"""What the counting process does with what it is asked, without the process around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from quizdesigner.forecast.messages import NOTHING, Ask, Compared, Counted, Draft, Example, Reply, Share, Whole
from quizdesigner.quiz import rows
from quizdesigner.quiz.consequences import consequences
from quizdesigner.quiz.coverage import BUDGET, Count, Counting, Coverage, Stopped, TooMany, example_of
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.quiz.problems import problems

QUICK = 200_000
"""Steps one count may take before there is a first answer: some tenths of a second."""


AT_ONCE = 80
"""Questions told in one line."""


class Worker:
    """Answers one ask after the other. `later` says that a draft still waits to be counted with more patience."""

    def __init__(self, stopped: Callable[[], bool], budget: int = BUDGET) -> None:
        self._stopped = stopped
        self._quick = Counting(min(QUICK, budget))
        self._patient = Counting(budget, stopped)
        self._project: Project | None = None
        self._quiz: Quiz | None = None
        self._number = 0
        self._coverage: Coverage | TooMany | None = None
        # What the window was told last, part by part.
        self._told: dict[str, Raw] = {}
        self._told_problems = NOTHING
        self.later = False

    def take(self, ask: Ask) -> Iterator[Reply]:
        """The answer to one ask. Raises Stopped when something else is asked over a long count: ask it again later."""
        match ask:
            case Draft():
                yield from self._counted(ask)
            case Share(number, rule):
                found = self._quick.share(self._project, self._quiz, rule) if self._project and self._quiz else None
                yield _reply(number, found)
            case Example(number, wanted):
                known = self._coverage
                yield _reply(number, example_of(known, wanted) if isinstance(known, Coverage) else None)
            case Whole(number):
                if self.later and self._project and self._quiz:
                    self._coverage = self._patient.forecast(self._project, self._quiz)
                yield _reply(number, self._coverage)
            case Compared(number, before, after, quiz_id, segments):
                yield _reply(number, consequences(before, after, quiz_id, segments, stopped=self._stopped))

    def count_patiently(self) -> Iterator[Reply]:
        """Count the last draft with the larger budget; nothing when that was stopped, and it is still to be done."""
        assert self._project is not None
        assert self._quiz is not None
        try:
            self._coverage = self._patient.forecast(self._project, self._quiz)
        except Stopped:
            return
        self.later = False
        yield from self._tell()

    def _counted(self, draft: Draft) -> Iterator[Reply]:
        if draft.afresh:
            self._told, self._told_problems = {}, NOTHING
        self._project = rows.apply(None if draft.first else self._project, draft.patch)
        self._quiz, self._number = self._project.quiz(draft.quiz_id), draft.number
        self._coverage = self._known(self._project, self._quiz)
        self.later = False
        if self._coverage is None:
            self._coverage = self._quick.forecast(self._project, self._quiz)
            self.later = not _exact(self._coverage)
        yield from self._tell()

    def _known(self, project: Project, quiz: Quiz) -> Coverage | TooMany | None:
        """The coverage, where to count it with all patience takes no time; None also when something else is asked."""
        if not self._patient.knows(project, quiz):
            return None
        try:
            return self._patient.forecast(project, quiz)
        except Stopped:
            # The draft is taken in already, so it cannot be asked again.
            return None

    def _tell(self) -> Iterator[Reply]:
        coverage, final = self._coverage, not self.later
        if not isinstance(coverage, Coverage):
            self._told = {}
            budget = coverage.budget if coverage else 0
            yield _reply(self._number, Counted(None, budget, final, problems=self._problems(final)))
            return
        parts = {name: _encoded(getattr(coverage, name)) for name in coverage.__struct_fields__}
        new = {name: raw for name, raw in parts.items() if self._told.get(name) != raw}
        self._told = parts
        if "questions" in new and len(coverage.questions) > AT_ONCE:
            del new["questions"]
            for first in range(0, len(coverage.questions), AT_ONCE):
                some = _encoded(coverage.questions[first : first + AT_ONCE])
                yield _reply(self._number, Counted({"questions": some}, 0, final, more=True))
        yield _reply(self._number, Counted(new, 0, final, problems=self._problems(final)))

    def _problems(self, final: bool) -> Raw:
        """The findings, where they are new."""
        assert self._project is not None
        assert self._quiz is not None
        found = Raw(msgspec.json.encode(problems(self._project, self._quiz, self._coverage, final=final)))
        before, self._told_problems = self._told_problems, found
        return NOTHING if found == before else found


def bare(value: Any) -> Any:
    """The same report without examples, which are long and asked for one at a time."""
    match value:
        case Count(sheets):
            return Count(sheets)
        case msgspec.Struct():
            return replace(value, **{name: bare(getattr(value, name)) for name in value.__struct_fields__})
        case tuple():
            return tuple(map(bare, value))
        case dict():
            return {name: bare(one) for name, one in value.items()}
        case _:
            return value


def _encoded(part: object) -> Raw:
    return Raw(msgspec.json.encode(bare(part)))


def _reply(number: int, answer: object) -> Reply:
    return Reply(number, Raw(msgspec.json.encode(answer)))


def _exact(report: object) -> bool:
    """Whether nothing in a report was too much to count."""
    match report:
        case TooMany():
            return False
        case Count():
            return True
        case msgspec.Struct():
            return all(_exact(getattr(report, name)) for name in report.__struct_fields__)
        case tuple():
            return all(map(_exact, report))
        case dict():
            return all(map(_exact, report.values()))
        case _:
            return True
