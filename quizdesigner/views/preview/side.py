"""The panel beside the page: this shopper so far, as a profile and as each connection would be told."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from quizdesigner.quiz import play
from quizdesigner.quiz.coverage import Count, TooMany
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.quiz.lead import lead
from quizdesigner.quiz.onward import begins_like
from quizdesigner.quiz.phrases import counted
from quizdesigner.sync.dry_run import LINK, rfc3339
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Panel, Tabs, button, label, row, rule
from quizdesigner.views.preview.pages import SUBMISSION
from quizdesigner.views.preview.profile import profile
from quizdesigner.views.preview.profile_view import ProfileView
from quizdesigner.views.preview.requests_view import RequestsView, names
from quizdesigner.views.preview.saved import SavedShoppers
from quizdesigner.views.preview.shopper import Shopper

_ROOMY = 400
"""Pixels of width from which the head has room for all its words."""


class ShopperPanel(Panel):
    """Shows one shopper; `restarted` asks for the next."""

    restarted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__((0, 0, 0, 0))
        self.saved = SavedShoppers(desk)
        self.save = button("Save shopper", "plain", "save", small=True, hint="Keep these answers under a name")
        self.save.clicked.connect(self.saved.begin)
        self.restart = button("Restart", "plain", "rotate-cw", small=True, hint="Begin again as a new shopper")
        self.restart.clicked.connect(self.restarted)
        self.profile = ProfileView()
        self.requests = RequestsView()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.profile)
        self._stack.addWidget(self.requests)
        self.tabs = Tabs()
        self.tabs.chosen.connect(lambda _: self._show())
        self._shown: tuple[Project, Quiz, Shopper, int] | None = None
        # The shopper of whom it was asked how many answer paths are still open.
        self._asked: tuple[Project, Quiz, Shopper, int] | None = None
        self._forecast = desk.forecast
        self._now = desk.http.now
        desk.forecast.changed.connect(self._count_open)
        self.body.setSpacing(0)
        head = row(label("This shopper so far", "section"), None, self.save, self.restart, margins=(18, 14, 16, 8))
        self.body.addLayout(head)
        self.body.addWidget(self.saved)
        self.body.addWidget(self.tabs)
        self.body.addWidget(rule())
        self.body.addWidget(self._stack, 1)

    def show_shopper(self, project: Project, quiz: Quiz, shopper: Shopper, revision: int, saved: str) -> None:
        """Show this shopper of this quiz, who began as the one that was `saved` (an id, or empty).

        `revision` is the version the quiz would go live as.
        """
        self._shown = (project, quiz, shopper, revision)
        self.save.setEnabled(bool(quiz.questions))
        self.saved.show_shoppers(quiz, saved, shopper.answers)
        self.tabs.show_names({"": "Profile", **names(project.connections)})
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.save.setText("Save shopper" if self.width() >= _ROOMY else "Save")

    def _show(self) -> None:
        if self._shown is None:
            return
        project, quiz, shopper, revision = self._shown
        outcome = play.outcome(project, quiz, shopper.answers)
        connection = next((one for one in project.connections if one.id == self.tabs.value), None)
        if connection is None:
            self._count_open()
            self.profile.show_profile(profile(project, quiz, outcome, shopper))
            self.profile.another.show_shopper(project, quiz, shopper.answers)
            self._stack.setCurrentWidget(self.profile)
        else:
            at = rfc3339(self._now())
            told = lead(project, quiz, outcome, event_id=SUBMISSION, at=at, revision=revision, link=LINK)
            self.requests.show_lead(connection, told, shopper.finished)
            self._stack.setCurrentWidget(self.requests)

    def _count_open(self) -> None:
        """Say how many answer paths are still open. What was asked for another shopper is not said of this one."""
        self._asked = asked = self._shown
        self.profile.still_open.setText("")
        if asked is None or not self.isVisible() or not self._forecast.current:
            return
        _, quiz, shopper, _ = asked
        if shopper.finished or not shopper.answers:
            return

        def told(found: Count | TooMany) -> None:
            if self._asked is asked and isinstance(found, Count):
                self.profile.still_open.setText(f"{counted(found.sheets, 'answer path')} still open")

        self._forecast.tell_share(begins_like(quiz, shopper.answers, shopper.place), told)
