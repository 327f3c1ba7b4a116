"""The parts of the inspector: a small heading, something at its right, what belongs to it, and findings under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.check import Finding
from quizdesigner.views.kit import Notice, SectionLabel, column, label, row, rule


class Section(QWidget):
    """A part with a line under it; put what belongs to it into `body`."""

    def __init__(self, name: str, aside: QWidget | None = None) -> None:
        super().__init__()
        self.heading = SectionLabel(name)
        head = row(self.heading, None)
        if aside is not None:
            head.addWidget(aside)
        self.body = column(gap=6)
        self._notices: list[Notice] = []
        self._found = column(gap=6)
        inner = column(head, self.body, self._found, gap=8, margins=(16, 13, 16, 14))
        self.setLayout(column(inner, rule(), gap=0))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what is to be mended here, each in a line."""
        # Two choices without a text are one thing to say.
        findings = list({one.text: one for one in findings}.values())
        while len(self._notices) < len(findings):
            notice = Notice()
            self._notices.append(notice)
            self._found.addWidget(notice)
        for at, notice in enumerate(self._notices):
            if at < len(findings):
                notice.say(findings[at].text, "bad" if findings[at].level == "error" else "warn")
            else:
                notice.say("")

    @property
    def notices(self) -> tuple[str, ...]:
        """The words of the findings on show."""
        return tuple(notice.text() for notice in self._notices if notice.text())


def line(name: str, *parts: QWidget) -> QWidget:
    """A name at the left and its controls at the right; hide it as a whole."""
    made = QWidget()
    made.setMinimumHeight(30)
    made.setLayout(row(label(name), None, *parts))
    return made
