"""The counting process as the window has it: started when first asked, and again should it die."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec
from msgspec import Raw
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer

import quizdesigner
from quizdesigner.forecast.messages import Ask, Reply

Answered = Callable[[Raw | None], None]
"""Takes an answer, or None when the process died over it; called on the window's thread, for a draft twice at most."""


class Counter(Protocol):
    """Counts beside the window."""

    def number(self) -> int:
        """A number no other ask has."""

    def ask(self, ask: Ask, answered: Answered | None = None) -> None:
        """Send it; `answered` gets the answer when it comes."""

    def forget(self, number: int) -> None:
        """Nobody waits for this answer any more."""

    @property
    def lives(self) -> int:
        """Which process it is: what one was told, the next one does not know."""


class CountingProcess(QObject):
    """A process of its own for all windows, one after the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._waiting: dict[int, Answered] = {}
        self._last = 0
        self.lives = 1
        self._reply = msgspec.json.Decoder(Reply)

    def number(self) -> int:
        """A number no other ask has."""
        self._last += 1
        return self._last

    def ask(self, ask: Ask, answered: Answered | None = None) -> None:
        """Send it; `answered` gets the answer when it comes."""
        if answered is not None:
            self._waiting[ask.number] = answered
        process = self._process or self._started()
        process.write(msgspec.json.encode(ask) + b"\n")

    def forget(self, number: int) -> None:
        """Nobody waits for this answer any more."""
        self._waiting.pop(number, None)

    def stop(self) -> None:
        """End the process; what it counts is nobody's any more."""
        process, self._process = self._process, None
        self._waiting.clear()
        self.lives += 1
        if process is not None:
            process.finished.disconnect()
            process.kill()
            process.waitForFinished(2_000)
            process.deleteLater()

    def _started(self) -> QProcess:
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        # It has to find this very program, wherever that was started from.
        here = str(Path(quizdesigner.__file__).parent.parent)
        environment.insert("PYTHONPATH", os.pathsep.join(filter(None, (here, environment.value("PYTHONPATH")))))
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._died)
        process.errorOccurred.connect(self._failed)
        self._process = process
        process.start(sys.executable, ["-m", "quizdesigner.forecast"])
        return process

    def _read(self) -> None:
        process = self._process
        if process is None or not process.canReadLine():
            return
        try:
            reply = self._reply.decode(process.readLine().data())
        except msgspec.DecodeError:
            # What comes after such a line cannot be trusted either: its end is that of a process that died.
            process.kill()
            return
        answered = self._waiting.get(reply.number)
        if answered is not None:
            answered(reply.answer)
        # One line in each turn of the loop, so that the window goes on between them.
        QTimer.singleShot(0, self, self._read)

    def _failed(self, error: QProcess.ProcessError) -> None:
        # What never started does not finish either.
        if error is QProcess.ProcessError.FailedToStart:
            self._died()

    def _died(self) -> None:
        """It was killed, or has a fault: that is shown like any other, and the next ask starts another."""
        process, self._process = self._process, None
        self.lives += 1
        waiting, self._waiting = self._waiting, {}
        for answered in waiting.values():
            answered(None)
        if process is not None:
            said = bytes(process.readAllStandardError().data()).decode(errors="replace")
            process.deleteLater()
            raise RuntimeError(f"The counting process ended ({process.errorString()}).\n{said}")
