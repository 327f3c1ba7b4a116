"""What there is to mend in the quiz looked at, found once for all panes, and the way to each of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from quizdesigner.errors import Unavailable
from quizdesigner.quiz.check import Finding, capital, numbers
from quizdesigner.quiz.coverage import Coverage, TooMany
from quizdesigner.quiz.document import Project, Question, Quiz, ResultsPage
from quizdesigner.quiz.flow_reach import named
from quizdesigner.quiz.touches import called

if TYPE_CHECKING:
    from quizdesigner.views.desk import Desk

Place = Literal["builder", "products", "customer_tags", "segments", "connect"]

Sign = Literal["", "warn", "bad"]
"""Whether there is something to mend, and how bad it is."""

_REST = 250
"""Milliseconds after the last edit until what is found is shown: a title half typed is nobody's problem."""

_PARTS = {"title": "title", "choices": "choices", "show_when": "show when", "rules": "then go to", "": ""}


class Problems(QObject):
    """`found` are the problems of the quiz looked at, errors first; `changed` says that they were found anew.

    `asked` gives a Finding somebody wants to be taken to; the builder shows the part of a question or page it is about.
    """

    changed = Signal()
    asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.found: tuple[Finding, ...] = ()
        self._coverage: Coverage | TooMany | None = None
        self._last: tuple[Finding | None, int] = (None, -1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.look)

    def begin(self) -> None:
        """Look, and look again when the hands rest after an edit, for each quiz, and when it was counted."""
        self._desk.editor.changed.connect(lambda before, after: self._soon.start(_REST))
        self._desk.quiz_changed.connect(lambda _: self.look())
        self._desk.forecast.changed.connect(self._count)
        self._soon.start(0)

    @property
    def known(self) -> bool:
        """Whether the quiz was counted, so that having found nothing means something."""
        return self._coverage is not None or not self._desk.project.quizzes

    def look(self) -> None:
        """Look through the quiz now."""
        desk, forecast = self._desk, self._desk.forecast
        self._soon.stop()
        self._coverage = forecast.coverage
        some = bool(desk.project.quizzes)
        self.found = forecast.problems if some else ()
        self.changed.emit()

    def visit(self, finding: Finding) -> None:
        """Go to what a finding is about."""
        desk = self._desk
        self._last = (finding, self.found.index(finding) if finding in self.found else -1)
        if finding.question or finding.page:
            desk.open_question(finding.question or finding.page)
        place = place_of(finding)
        desk.go(place)
        if place == "builder":
            self.asked.emit(finding)
        elif finding.segment:
            desk.segment_asked.emit(finding.segment)
        elif place == "segments":
            desk.group_asked.emit(finding.group)
        elif place == "products":
            desk.product_asked.emit(finding.product)
        elif place == "customer_tags":
            desk.tag_asked.emit(finding.tag)
        elif place == "connect":
            desk.connection_asked.emit(finding.connection)

    def visit_next(self) -> None:
        """Go to the problem after the one visited last, and say what it is."""
        if not self.found:
            self._desk.notify("There is nothing to mend.", "ok")
            return
        last, at = self._last
        # Where the last one was mended, the next one has taken its place.
        at = self.found.index(last) + 1 if last in self.found else max(at, 0)
        at %= len(self.found)
        self.visit(self.found[at])
        many = f"{at + 1} of {len(self.found)}: " if len(self.found) > 1 else ""
        self._desk.notify(many + self.found[at].text, "bad" if self.found[at].level == "error" else "warn")

    async def preview(self, finding: Finding) -> None:
        """Preview a shopper who shows it."""
        if finding.wanted is None:
            return
        try:
            sheet = await self._desk.forecast.example(finding.wanted)
        except Unavailable as error:
            self._desk.notify(str(error), "warn")
            return
        if sheet is None:
            self._desk.notify("Finding an example would take too long.", "warn")
        else:
            self._desk.preview_shopper(sheet)

    def _count(self) -> None:
        counted = self._desk.forecast
        over = not counted.counting
        if not self._soon.isActive() and (over or counted.coverage is not self._coverage):
            self._soon.start(0)


def signs(found: Iterable[Finding]) -> dict[str, Sign]:
    """The sign of each question, choice and results page (by its id) that something is found of: the worst."""
    some = [(one.level, part) for one in found for part in (one.question, one.choice, one.page, *one.also) if part]
    warned: dict[str, Sign] = {part: "warn" for _, part in some}
    return warned | {part: "bad" for level, part in some if level == "error"}


def place_of(finding: Finding) -> Place:
    """The place a finding belongs to: where it is mended. Each belongs to one."""
    if finding.question or finding.page:
        return "builder"
    if finding.segment or finding.group:
        return "segments"
    if finding.product:
        return "products"
    if finding.connection:
        return "connect"
    return "customer_tags" if finding.tag else "builder"


def where(project: Project, quiz: Quiz, finding: Finding) -> str:
    """Where a finding is, in few words: `Question 4, then go to`."""
    parts: tuple[Question | ResultsPage, ...] = (*quiz.questions, *quiz.results)
    part = next((one for one in parts if one.id in (finding.question, finding.page)), None)
    if part is not None:
        name = named(part, numbers(quiz).get(part.id))
        return ", ".join(filter(None, (capital(name), _PARTS[finding.part])))
    if finding.segment:
        name = next((one.name for one in project.segments if one.id == finding.segment), "")
        return f"Segments, {name}"
    if finding.group:
        return f"Segments, {finding.group}:"
    if finding.product:
        title = next((one.title for one in project.products if one.id == finding.product), "")
        return f"Products, {title}"
    if finding.connection:
        made = next((one for one in project.connections if one.id == finding.connection), None)
        return f"Connect, {called(project, made)}" if made else "Connect"
    if finding.tag:
        return f"Customer Tags, {next((one.name for one in project.tags if one.id == finding.tag), '')}"
    return "The whole quiz"
