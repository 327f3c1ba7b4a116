"""What a service cannot do, said quietly before anybody waits for it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.document import Service
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.views.connect.services import spoken
from quizdesigner.views.kit import Figure, column, label, row


class Gaps(QWidget):
    """A line for each gap; nothing at all for a service without any."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "label")
        # As many as any service needs.
        self._lines = tuple(GapLine() for _ in range(max(len(one.gaps) for one in CONNECTORS.values())))
        lines = column(*self._lines, gap=4)
        self.setLayout(column(self.title, lines, gap=6, margins=(1, 2, 1, 0)))

    def show_service(self, service: Service) -> None:
        """Show what this service cannot do."""
        gaps = CONNECTORS[service].gaps
        self.setVisible(bool(gaps))
        self.title.setText(f"What {spoken(service)} cannot do")
        for at, line in enumerate(self._lines):
            line.say(gaps[at] if at < len(gaps) else "")


class GapLine(QWidget):
    """One thing a service cannot do."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = Figure("minus", "text3", 12)
        self._words = label("", "secondary", wrap=True)
        box = row(column(self._sign, None, margins=(0, 4, 0, 0)), self._words, gap=8)
        box.setStretch(1, 1)
        self.setLayout(box)

    def say(self, gap: str) -> None:
        """Show these words; nothing for empty ones."""
        self._words.setText(gap)
        self.setVisible(bool(gap))
