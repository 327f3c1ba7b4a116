"""The limit on how much one count may cost, so that none can freeze the window."""

from __future__ import annotations


class OverBudget(Exception):
    """A count needs more steps than it was given; caught where the count was asked for."""


class Budget:
    """A number of steps that may be taken, each from one state to another. OverBudget when they are used up."""

    def __init__(self, steps: int) -> None:
        self.steps = self.left = steps

    def take(self, steps: int) -> None:
        """Use up some steps."""
        self.left -= steps
        if self.left < 0:
            raise OverBudget

    def fresh(self) -> Budget:
        """A budget of the same size for another count."""
        return Budget(self.steps)
