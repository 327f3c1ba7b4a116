"""The place History: the project's steps, and what was published of the quiz."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QStackedWidget, QWidget

from quizdesigner.views.desk import Desk
from quizdesigner.views.history.steps import Steps
from quizdesigner.views.history.versions import Versions
from quizdesigner.views.kit import Header, Segmented, column

_SAID = {
    "steps": "One history for the whole project, kept in its file. Click a step to go there.",
    "versions": "Hold any two published versions, or one and your draft, against each other.",
}


class HistoryPane(QWidget):
    """Two views of what was: `steps` and `versions`."""

    def __init__(self, desk: Desk, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__()
        self.steps = Steps(desk)
        self.view = self.steps.view
        self.versions = Versions(desk, now)
        self._stack = QStackedWidget()
        self._parts: dict[str, QWidget] = {"steps": self.steps, "versions": self.versions}
        for part in self._parts.values():
            self._stack.addWidget(part)
        self.shown = Segmented("Show", (("steps", "Steps", "undo-2"), ("versions", "Versions", "globe")), "steps")
        self.shown.changed.connect(self.show_part)
        self._header = Header("History", _SAID["steps"])
        self._header.aside.addWidget(self.shown)
        middle = QWidget()
        middle.setMaximumWidth(860)
        middle.setLayout(column(self._header, self._stack, gap=16))
        self.setLayout(column(middle, margins=(28, 22, 28, 22)))
        self.setFocusProxy(self.view)

    def show_part(self, name: str) -> None:
        """Show the steps or the versions."""
        self.shown.show_value(name)
        self._header.sentence.setText(_SAID[name])
        self._stack.setCurrentWidget(self._parts[name])
        self.setFocusProxy(self._parts[name])
