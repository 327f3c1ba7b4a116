"""Looking through the texts of a quiz a little at a time, so that no key waits for it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from quizdesigner.quiz.document import Quiz
from quizdesigner.quiz.texts import Hit, Spot, beside, hits, pattern

_SLICE = 5
"""Milliseconds of a frame (16) that a search takes at once."""


class Asked(Struct, frozen=True):
    """What is looked for; an empty `language` is the source."""

    needle: str = ""
    language: str = ""
    match_case: bool = False
    whole_word: bool = False


class Search(QObject):
    """`found` gives every hit of the search begun last, in the order shoppers meet them, once it is through."""

    found = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._texts: Iterator[tuple[Spot, str]] = iter(())
        self._wanted = pattern("")
        self._hits: list[Hit] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def runs(self) -> bool:
        """Whether `found` is still to come."""
        return self._timer.isActive()

    def begin(self, quiz: Quiz, asked: Asked, *, after: int = 0) -> None:
        """Look for this, from `after` milliseconds on; what was looked for before is given up."""
        self._hits = []
        self._wanted = pattern(asked.needle, match_case=asked.match_case, whole_word=asked.whole_word)
        self._texts = beside(quiz, asked.language or quiz.language) if asked.needle else iter(())
        self._timer.start(after)

    def stop(self) -> None:
        """Give up; `found` does not come."""
        self._timer.stop()

    def _go_on(self) -> None:
        watch = QElapsedTimer()
        watch.start()
        for spot, text in self._texts:
            self._hits += hits(spot, text, self._wanted)
            if watch.elapsed() >= _SLICE:
                self._timer.start(0)
                return
        self.found.emit(tuple(self._hits))
