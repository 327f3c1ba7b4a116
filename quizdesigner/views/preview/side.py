"""The panel beside the page: this shopper so far, as a profile and as each connection would be told."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from quizdesigner.quiz import play
from quizdesigner.quiz.coverage import Count, TooMany
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.quiz.lead import lead
from quizdesigner.quiz.onward import begins_like
from quizdesigner.quiz.shares import counted
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Panel, button, label, row, rule, scrolled, tab
from quizdesigner.views.preview.pages import SUBMISSION
from quizdesigner.views.preview.profile import profile
from quizdesigner.views.preview.profile_view import ProfileView
from quizdesigner.views.preview.requests_view import RequestsView, names
from quizdesigner.views.preview.saved import SavedShoppers
from quizdesigner.views.preview.shopper import Shopper

_WHEN = "the time of the answers"
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
            told = lead(project, quiz, outcome, event_id=SUBMISSION, at=_WHEN, revision=revision)
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


class Tabs(QWidget):
    """Names in a line, one of them chosen; more than fit can be scrolled to. `chosen` gives the value."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.value = ""
        self._names: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._inner = QWidget()
        self._line = QHBoxLayout(self._inner)
        self._line.setContentsMargins(18, 2, 18, 0)
        self._line.setSpacing(18)
        self._line.addStretch(1)
        self._area: QScrollArea = scrolled(self._inner)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedHeight(34)
        self._area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setLayout(row(self._area))

    def show_names(self, names: dict[str, str]) -> None:
        """Offer these names by value. The chosen one stays chosen while it is there, else the first is."""
        if names == self._names:
            return
        self._names = names
        for old in self._group.buttons():
            self._group.removeButton(old)
            old.hide()
            old.deleteLater()
        if self.value not in names:
            self.value = next(iter(names), "")
        for value, name in names.items():
            made = tab(name, name)
            made.setChecked(value == self.value)
            made.clicked.connect(lambda _=False, value=value, made=made: self._choose(value, made))
            self._group.addButton(made)
            self._line.insertWidget(self._line.count() - 1, made)

    def tab(self, name: str) -> QPushButton:
        """The tab with this name."""
        return next(one for one in self._group.buttons() if isinstance(one, QPushButton) and one.text() == name)

    def _choose(self, value: str, made: QPushButton) -> None:
        self._area.ensureWidgetVisible(made)
        self.value = value
        self.chosen.emit(value)
