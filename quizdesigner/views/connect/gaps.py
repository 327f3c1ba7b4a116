"""What a service cannot do, said quietly before anybody waits for it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.document import Service
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.views.connect.services import spoken
from quizdesigner.views.kit import Figure, column, emptied, label, row


class Gaps(QWidget):
    """A line for each gap; nothing at all for a service without any."""

    def __init__(self) -> None:
        super().__init__()
        self._service: Service | None = None
        self.title = label("", "label")
        self.lines = column(gap=4)
        self.setLayout(column(self.title, self.lines, gap=6, margins=(1, 2, 1, 0)))

    def show_service(self, service: Service) -> None:
        """Show what this service cannot do."""
        gaps = CONNECTORS[service].gaps
        self.setVisible(bool(gaps))
        if service is self._service:
            return
        self._service = service
        self.title.setText(f"What {spoken(service)} cannot do")
        emptied(self.lines)
        for gap in gaps:
            self.lines.addWidget(_line(gap))


def _line(gap: str) -> QWidget:
    made = QWidget()
    sign = column(Figure("minus", "text3", 12), None, margins=(0, 4, 0, 0))
    box = row(sign, label(gap, "secondary", wrap=True), gap=8)
    box.setStretch(1, 1)
    made.setLayout(box)
    return made
