"""Two versions of a quiz side by side: every change with its consequences, counted beside the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from quizdesigner.errors import Unavailable
from quizdesigner.quiz.compare import Difference
from quizdesigner.quiz.consequences import Consequences, Told, told
from quizdesigner.quiz.document import Project, Segment
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.kit import Busy, Notice, column, emptied, label, row
from quizdesigner.views.kit.labels import show_when
from quizdesigner.views.publish.changes import Effects, change_lines

_MANY = 6
"""Consequences of all changes together, shown before somebody asks for the rest."""


class Comparison(QWidget):
    """The changes stand here at once; what they do to shoppers follows, and nothing waits for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._counting = Errand(desk)
        self._shown: tuple[object, ...] = ()
        self.told = Told(())
        self.title = label("What changes for shoppers", "strong")
        self.counting = label("Counting what this does to shoppers…", "hint")
        self.counting.hide()
        self.busy = Busy("Counting")
        self.whole = label("", "secondary", wrap=True)
        self.trouble = Notice()
        self.lines = column(gap=8)
        self.setLayout(
            column(row(self.title, None, self.counting), self.busy, self.whole, self.trouble, self.lines, gap=8)
        )

    def show_versions(
        self, before: Project | None, after: Project, quiz_id: str, differences: Sequence[Difference]
    ) -> None:
        """Show what publishing bundle `after` over bundle `before` changes; a first version has no consequences."""
        segments: tuple[Segment, ...] = self._desk.project.segments
        shown = (before, after, quiz_id, segments)
        if shown == self._shown:
            return
        self._shown = shown
        self._counting.cancel()
        self.trouble.say("")
        self._show(told(differences, None))
        self.title.setText("What changes for shoppers" if differences else "Everything here is live.")
        counts = before is not None and bool(differences)
        self._wait(counts)
        if before is not None and differences:
            self._counting.run(self._count(before, after, quiz_id, differences))

    async def _count(self, before: Project, after: Project, quiz_id: str, differences: Sequence[Difference]) -> None:
        found: Consequences | None = None
        try:
            found = await self._desk.forecast.consequences(before, after, quiz_id)
        except Unavailable as error:
            self.trouble.say(str(error), "warn")
        finally:
            self._wait(False)
        if found is not None:
            self._show(told(differences, found))

    def _wait(self, waits: bool) -> None:
        show_when(self.counting, waits)
        if waits:
            self.busy.begin()
        else:
            self.busy.end()

    def _show(self, said: Told) -> None:
        self.told = said
        self.whole.setText(said.whole)
        show_when(self.whole, bool(said.whole))
        emptied(self.lines)
        for line in change_lines(self._desk.project, said.changes):
            self.lines.addWidget(line)
        if said.together:
            self.lines.addWidget(label("All of it together", "strong"))
            self.lines.addWidget(Effects(self._desk.project, said.together, few=_MANY))
