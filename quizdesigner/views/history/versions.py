"""What was published of the quiz, version by version, and what changed from any of them to any other or the draft."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from quizdesigner.models.publications import Sent
from quizdesigner.quiz import compare
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import Project
from quizdesigner.views.desk import Desk
from quizdesigner.views.hosts import said_day
from quizdesigner.views.kit import Card, EmptyState, Select, button, column, label, row, scrolled
from quizdesigner.views.publish.comparison import Comparison
from quizdesigner.views.publish.tall import Tall

DRAFT = "draft"
"""The value of the draft among versions, which are host and revision: `h1 12`."""


class Versions(QWidget):
    """Two lists to choose from, and the comparison under them; at first the last version and the draft."""

    def __init__(self, desk: Desk, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._desk = desk
        self._now = now
        self._chosen: tuple[str, str, str] = ("", "", "")
        self.earlier = Select("From version", ())
        self.later = Select("To version", ())
        for one in (self.earlier, self.later):
            one.setMinimumWidth(290)
            one.changed.connect(lambda _: self._choose())
        self.turn = button("Swap", "ghost", "refresh-cw", hint="Compare the other way about")
        self.turn.clicked.connect(self._turn)
        self.comparison = Comparison(desk)
        inner = Tall()
        inner.setLayout(column(self.comparison, None, margins=(16, 14, 16, 14)))
        card = Card(margins=(1, 1, 1, 1))
        card.body.addWidget(scrolled(inner))
        chosen = row(label("From", "label"), self.earlier, label("to", "label"), self.later, self.turn, None, gap=8)
        compared = QWidget()
        compared.setLayout(column(chosen, card, gap=12))
        nothing = "Each version you publish will be listed here, to compare with another or your draft."
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(nothing, icon="globe"))
        self._stack.addWidget(compared)
        self.setLayout(column(self._stack))
        self.setFocusProxy(self.earlier)
        desk.editor.changed.connect(lambda _before, _after: self._follow())
        desk.quiz_changed.connect(lambda _: self._follow())
        desk.live_changed.connect(self._follow)
        desk.place_changed.connect(lambda _: self._follow())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def _follow(self) -> None:
        """Show what there is now; another quiz begins anew, and so does what was never chosen."""
        if not self.isVisible():
            return
        quiz = self._desk.quiz_id
        sent = self._desk.editor.file.publications(quiz)
        self._stack.setCurrentIndex(1 if sent else 0)
        if not sent:
            return
        options = [(_value(one), self._called(one)) for one in sent]
        options.append((DRAFT, "Draft: as it is now"))
        known = {value for value, _ in options}
        if self._chosen[0] != quiz or not known.issuperset(self._chosen[1:]):
            self._chosen = (quiz, _value(sent[0]), DRAFT)
        self.earlier.show_options(options, self._chosen[1])
        self.later.show_options(options, self._chosen[2])
        self._compare()

    def _choose(self) -> None:
        self._chosen = (self._desk.quiz_id, self.earlier.value, self.later.value)
        self._compare()

    def _turn(self) -> None:
        quiz, earlier, later = self._chosen
        self._chosen = (quiz, later, earlier)
        self._follow()

    def _compare(self) -> None:
        quiz, *chosen = self._chosen
        before, after = (self._bundle(quiz, one) for one in chosen)
        if after is not None and before is not None:
            found = compare.differences(before, after, quiz)
            self.comparison.show_versions(before, after, quiz, found)
            if not found:
                # Neither of the two needs to be live.
                self.comparison.title.setText("Nothing differs between these two.")

    def _bundle(self, quiz: str, version: str) -> Project | None:
        if version == DRAFT:
            return bundle_of(self._desk.project, self._desk.quiz)
        host, _, revision = version.rpartition(" ")
        found = self._desk.editor.file.publication(quiz, host, int(revision))
        return found.bundle if found else None

    def _called(self, one: Sent) -> str:
        """`Version 12, 14 November, Ana`; with the host where the project has several."""
        hosts = {host.id: host.name for host in self._desk.project.hosts}
        where = f" on {hosts.get(one.host, 'a host that is gone')}" if len(hosts) > 1 or one.host not in hosts else ""
        by = f", {one.by}" if one.by else ""
        return f"Version {one.revision}{where}, {said_day(one.at, self._now())}{by}"


def _value(one: Sent) -> str:
    return f"{one.host} {one.revision}"
