"""A thin bar in place for work that takes longer than 300 ms."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QSizePolicy

_PATIENCE = 300


class Busy(QProgressBar):
    """Shown once the work begun has lasted 300 ms; `end` hides it. Give `total` to show how much is done."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setFixedHeight(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PATIENCE)
        self._wait.timeout.connect(self.show)
        self.hide()

    def begin(self, total: int = 0) -> None:
        """Work has begun; `total` steps, or nobody knows how many (0)."""
        self.setRange(0, total)
        self.setValue(0)
        self._wait.start()

    def step(self, done: int) -> None:
        """So many steps are done."""
        self.setValue(done)

    def end(self) -> None:
        """The work is over, however it went."""
        self._wait.stop()
        self.hide()
