"""One take of the quiz: who takes it, and the tags that come of it."""

from __future__ import annotations

import operator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.coverage import Wanted
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.kit import Select, column, label, row
from quizdesigner.views.segments.tag_flow import Shown, TagFlow
from quizdesigner.views.segments.takes import answers_of, chips, names_after, options


class Take(QFrame):
    """`changed` says that another shopper takes it, or that their tags are known now."""

    changed = Signal()

    def __init__(self, desk: Desk, title: str, usual: str) -> None:
        super().__init__()
        self._desk = desk
        self._errand = Errand(desk)
        self._usual = usual
        self._picked = ""
        # Of which segment an example was asked for, and by which counts.
        self._asked = ""
        self._by: object = None
        # What was looked at to show what is shown.
        self._about: tuple[object, ...] = ()
        self.names: tuple[str, ...] = ()
        """The tags the take gives, none while nobody knows."""
        self.setProperty("kind", "sunken")
        self.who = Select(title, ())
        self.who.setProperty("small", True)
        self.who.setMinimumWidth(120)
        self.who.changed.connect(self._pick)
        self.flow = TagFlow()
        head = row(label(title, "secondary"), self.who, gap=12)
        head.setStretch(1, 1)
        self.setLayout(column(head, self.flow, gap=8, margins=(12, 7, 8, 10)))
        desk.ended.connect(self._errand.cancel)

    def show_quiz(self, project: Project, quiz: Quiz) -> None:
        """Follow the project: who can take the quiz, and what comes of it now."""
        about = (quiz, self._desk.answers, project.segments, project.tags, project.tag_groups)
        same = len(about) == len(self._about) and all(map(operator.is_, about, self._about))
        if same and not self._picked.startswith("segment:"):
            # Playing a long quiz takes longer than a frame.
            return
        self._about = about
        offered = options(project, quiz, self._desk.answers)
        values = [value for value, _ in offered]
        now = self._picked if self._picked in values else self._usual
        self.who.show_options(offered, now)
        self._take(now)

    def _pick(self, value: str) -> None:
        self._picked = value
        self._take(value)

    def _take(self, value: str) -> None:
        desk = self._desk
        known = answers_of(desk.quiz, value, desk.answers)
        if known is None:
            counted = desk.forecast.coverage
            if desk.forecast.current and (value != self._asked or counted is not self._by):
                self._asked, self._by = value, counted
                self._errand.run(self._ask(value))
            return
        self._asked = ""
        self._errand.cancel()
        self._show(known)

    async def _ask(self, value: str) -> None:
        sheet = await self._desk.forecast.example(Wanted("rule", value.partition(":")[2]))
        self._show(sheet)

    def _show(self, answers: Answers | None) -> None:
        project = self._desk.project
        names = () if answers is None else names_after(project, self._desk.quiz, answers)
        nothing = "nobody can get into this segment" if answers is None else "no tags"
        self.flow.show_tags(chips(project, names) or (Shown(nothing, word=True),))
        if names != self.names:
            self.names = names
            self.changed.emit()
