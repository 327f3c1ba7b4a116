"""Counting in the test's own process: what the window is told before the next line of the test."""

from __future__ import annotations

import msgspec

from quizdesigner.forecast.messages import Ask
from quizdesigner.forecast.worker import Worker
from quizdesigner.quiz.coverage.budget import never
from quizdesigner.views.counter import Answered

_BUDGET = 400_000
"""Enough for the starters the tests show, but for products in the large ones."""


class CountingHere:
    """Answers at once; what is asked and told goes through JSON as it does between processes."""

    def __init__(self) -> None:
        self.lives = 1
        self._worker = Worker(never, _BUDGET)
        self._last = 0

    def number(self) -> int:
        """A number no other ask has."""
        self._last += 1
        return self._last

    def ask(self, ask: Ask, answered: Answered | None = None) -> None:
        """Do it now."""
        asked = msgspec.json.decode(msgspec.json.encode(ask), type=Ask)
        replies = [*self._worker.take(asked)]
        if self._worker.later:
            replies += self._worker.count_patiently()
        for reply in replies:
            if answered is not None:
                answered(reply.answer)

    def forget(self, number: int) -> None:
        """Nothing waits here."""
