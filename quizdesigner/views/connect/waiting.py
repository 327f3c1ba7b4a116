"""A bar for work that can be given up."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QShowEvent

from quizdesigner.views.kit import Busy, button


class Waiting(Busy):
    """Its `cancel` button, which whoever uses this puts beside it, comes and goes with it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.cancel = button("Cancel", "link", small=True)
        self.cancel.setAccessibleName(f"Cancel: {name}")
        self.cancel.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.cancel.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.cancel.hide()
