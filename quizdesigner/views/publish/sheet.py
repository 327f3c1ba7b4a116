"""The Publish sheet: where to, what stands in the way, what changes for shoppers, then the quiz's address."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from quizdesigner.quiz.check import untagged
from quizdesigner.views.desk import Desk
from quizdesigner.views.hosts import said_day
from quizdesigner.views.kit import Field, Notice, Select, button, column, emptied, label, row, rule, scrolled
from quizdesigner.views.publish.checks import check_lines
from quizdesigner.views.publish.comparison import Comparison
from quizdesigner.views.publish.done import DonePage
from quizdesigner.views.publish.facts import Facts
from quizdesigner.views.publish.foot import Foot
from quizdesigner.views.publish.host_form import HostForm
from quizdesigner.views.publish.intent import Done, Stopped, Waiting
from quizdesigner.views.publish.publisher import Publisher
from quizdesigner.views.publish.tall import Tall

_NEW = "+"
"""The entry of the host list that adds one; ids of hosts have no such sign."""


class PublishSheet(QWidget):
    """Shows a Publisher and asks it for what a person wants. It makes its own, one for each window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.publisher = publisher = Publisher(desk)
        self._listed: tuple[object, ...] = ()
        self._asking = False
        self.title = label("", "heading")
        self.sentence = label("", "secondary", wrap=True)
        self.hosts = Select("Host", (), "")
        self.hosts.setPlaceholderText("No host yet")
        self.hosts.setFixedWidth(276)
        self.hosts.changed.connect(self._choose)
        self.token = button("Token", "ghost", "key-round", hint="Enter another token for this host")
        self.token.clicked.connect(self._ask_token)
        self.form = HostForm(desk, publisher)
        self.form.finished.connect(self._form_left)
        self.stranger = Notice()
        self.trouble = Notice()
        self.checks = column(gap=4)
        self.comparison = Comparison(desk)
        self.by = Field("Your name, as colleagues see it", publisher.by, small=True)
        self.by.setFixedWidth(160)
        # As many letters as a host takes.
        self.by.setMaxLength(200)
        self.by.textEdited.connect(self._name_by)
        self.done = DonePage()
        self.foot = Foot(desk, publisher)
        self.setFocusProxy(self.foot.act)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._overview())
        self._stack.addWidget(self.done)
        head = row(column(self.title, self.sentence, gap=4), self.token, self.hosts, gap=6, margins=(26, 22, 26, 18))
        head.setStretch(0, 1)
        box = column(head, rule(), self._stack, rule(), self.foot, gap=0)
        box.setStretch(2, 1)
        self.setLayout(box)
        publisher.changed.connect(self._show)
        desk.sheet_changed.connect(self._opened)
        desk.editor.changed.connect(lambda _before, _after: self._show_hosts())
        self._show()

    def _overview(self) -> QWidget:
        named = row(label("Published by", "secondary"), self.by, None, gap=8)
        inner = Tall()
        inner.setLayout(
            column(
                self.form,
                self.stranger,
                self.trouble,
                self.checks,
                rule(),
                self.comparison,
                named,
                None,
                gap=12,
                margins=(26, 18, 26, 18),
            )
        )
        return scrolled(inner)

    def _opened(self, name: str) -> None:
        if name == "publish" and self._desk.project.quizzes:
            # A missing token is asked for once; who puts the question away is not asked again.
            self._asking = True
            self.publisher.settle()
            self.publisher.refresh()
            self.publisher.look()
            if self.publisher.host is None:
                self.form.open(None)
        else:
            self.form.hide()

    def _show(self) -> None:
        if self._desk.sheet != "publish":
            return
        publisher, state = self.publisher, self.publisher.state
        facts, host = publisher.facts, publisher.host
        self.title.setText(f"Publish {self._desk.quiz.name}")
        self.sentence.setText(self._said(facts))
        self._show_hosts()
        self.stranger.say(publisher.stranger, "warn")
        reached, words = publisher.reached
        if isinstance(state, Stopped | Waiting):
            self.trouble.say(state.text, "warn" if isinstance(state, Waiting) or reached == "away" else "bad")
        elif reached in ("away", "no token", "refused"):
            self.trouble.say(words, "warn")
            if reached == "no token" and self._asking:
                self._asking = False
                self.form.open(host)
        else:
            self.trouble.say("")
        self.token.setVisible(host is not None)
        if facts is not None:
            self._show_lists(facts)
        if isinstance(state, Done):
            self.done.show_done(state, self._desk.quiz.name)
        self._stack.setCurrentIndex(1 if isinstance(state, Done) else 0)
        self.foot.show_state()

    def _said(self, facts: Facts | None) -> str:
        host, publisher = self.publisher.host, self.publisher
        if host is None:
            return "A host is where shoppers find the quiz. This project has none yet."
        to = f"Version {publisher.version} to {host.name}."
        if facts is None or facts.last is None:
            return f"{to} Nothing is live there yet." if not publisher.expected else to
        at: datetime = facts.last.at
        live = f"Version {facts.last.revision} is live since {said_day(at, datetime.now(UTC))}."
        # Who has just published wants to hear of that, not of the next version.
        return live if isinstance(publisher.state, Done) else f"{to} {live}"

    def _show_hosts(self) -> None:
        host = self.publisher.host
        options = [(one.id, f"Live host: {one.name}") for one in self._desk.project.hosts]
        self.hosts.show_options([*options, (_NEW, "Add a host…")], host.id if host else "")

    def _show_lists(self, facts: Facts) -> None:
        project, quiz = self._desk.project, self._desk.quiz
        before = facts.last.bundle if facts.last else None
        self.comparison.show_versions(before, facts.bundle, quiz.id, facts.differences)
        findings = self.publisher.findings
        coverage = self._desk.forecast.coverage
        listed = (findings, project.connections, self.publisher.missing, coverage, untagged(quiz))
        if listed == self._listed:
            return
        self._listed = listed
        lines = check_lines(
            project, quiz, findings, coverage, self.publisher.missing, self._desk.problems.visit, self._go_connect
        )
        emptied(self.checks)
        for line in lines:
            self.checks.addWidget(line)

    def _choose(self, value: str) -> None:
        if value == _NEW:
            self.form.open(None)
        else:
            self.form.hide()
            self.publisher.choose_host(value)

    def _ask_token(self) -> None:
        self.form.open(self.publisher.host)

    def _form_left(self) -> None:
        self._show()
        self.foot.act.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_by(self, name: str) -> None:
        self.publisher.by = name.strip()

    def _go_connect(self) -> None:
        self._desk.go("connect")
