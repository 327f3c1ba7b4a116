"""The limit on how much one count may cost, and the way to stop one that nobody waits for any more."""

from __future__ import annotations

from collections.abc import Callable

_PATIENCE = 10_000
"""Steps after which it is asked again whether to stop: a few milliseconds."""


class OverBudget(Exception):
    """A count needs more steps than it was given; caught where the count was asked for."""


class Stopped(Exception):
    """Nobody waits for the count any more; caught by whoever said so."""


def never() -> bool:
    """The count is wanted to its end."""
    return False


class Budget:
    """A number of steps that may be taken, each from one state to another. OverBudget when they are used up, Stopped
    when `stopped` says so.
    """

    def __init__(self, steps: int, stopped: Callable[[], bool] = never) -> None:
        self.steps = self.left = steps
        self._stopped = stopped
        self._ask_at = steps

    def take(self, steps: int) -> None:
        """Use up some steps."""
        self.left -= steps
        if self.left < 0:
            raise OverBudget
        if self.left <= self._ask_at:
            self._ask_at = self.left - _PATIENCE
            if self._stopped():
                raise Stopped

    def fresh(self) -> Budget:
        """A budget of the same size for another count."""
        return Budget(self.steps, self._stopped)
