"""One figure of both versions as shares of all answer paths, in words."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from quizdesigner.quiz.consequences.report import Both
from quizdesigner.quiz.shares import share

LONGEST = 10**15
"""From here on a number of answer paths says no more than its share."""


class Move(NamedTuple):
    """How many answer paths before and after, each of so many in all."""

    some: Both
    every: Both

    @property
    def moved(self) -> bool:
        """Whether the share is another, or none where there was one."""
        some, every = self
        return some.before * every.after != some.after * every.before or bool(some.before) != bool(some.after)

    @property
    def grows(self) -> bool:
        """Whether the share is larger now."""
        return self.some.after * self.every.before > self.some.before * self.every.after

    @property
    def certain(self) -> bool:
        """Whether it came to be or is no more."""
        return bool(self.some.before) != bool(self.some.after)

    @property
    def slight(self) -> bool:
        """Whether both shares read the same, so that it moved by less than 0.1 %."""
        some, every = self
        return share(some.before, every.before) == share(some.after, every.after)

    @property
    def was(self) -> str:
        """The share before, or the number itself where the shares read the same."""
        return self._told(self.some.before, self.every.before)

    @property
    def now(self) -> str:
        """The share after, in the same way."""
        return self._told(self.some.after, self.every.after)

    @property
    def paths(self) -> str:
        """The share after with what it is a share of: `25 % of answer paths`."""
        return f"{self.now} answer paths" if self._numbered else f"{self.now} of answer paths"

    @property
    def rest(self) -> str:
        """The share after of all others, in the same way."""
        return f"{share(self.every.after - self.some.after, self.every.after)} of answer paths"

    @property
    def counts(self) -> str:
        """The numbers themselves; empty where they are too long to be read."""
        some, every = self
        if max(every.before, every.after) >= LONGEST:
            return ""
        if every.before == every.after:
            return f"{some.before:,} → {some.after:,} of {every.after:,}"
        return f"{some.before:,} of {every.before:,} → {some.after:,} of {every.after:,}"

    @property
    def size(self) -> Fraction:
        """By which share it moved."""
        return abs(_fraction(self.some.after, self.every.after) - _fraction(self.some.before, self.every.before))

    @property
    def _numbered(self) -> bool:
        return self.slight and bool(self.some.before) and max(self.every.before, self.every.after) < LONGEST

    def _told(self, some: int, every: int) -> str:
        return f"{some:,} of {every:,}" if self._numbered else share(some, every)


def _fraction(some: int, every: int) -> Fraction:
    return Fraction(some, every) if every else Fraction(0)
