"""The ranges of a question whose answer is a number: where they leave gaps, where they overlap, and equal ones."""

from __future__ import annotations

from math import inf

from msgspec import Struct

from quizdesigner.quiz.answers import millionths
from quizdesigner.quiz.document import Question

_MILLION = 1_000_000


class Span(Struct, frozen=True):
    """Numbers from `least` to `most`, both included; None is open on that side."""

    least: float | None = None
    most: float | None = None


def gaps(question: Question) -> tuple[Span, ...]:
    """The numbers the question takes that lie in none of its ranges, smallest first; empty while it has no range."""
    grid = _grid(question)
    found = []
    free = grid.lowest
    for least, most in _ends(question):
        before = min(grid.below(least), grid.highest)
        if free <= before and least > -inf:
            found.append(_span(free, before))
        free = max(free, grid.above(most))
    if question.options and free <= grid.highest and free < inf:
        found.append(_span(free, grid.highest))
    return tuple(found)


def overlaps(question: Question) -> tuple[Span, ...]:
    """The numbers of the question that lie in two of its ranges or more, smallest first."""
    grid = _grid(question)
    found = []
    reach = -inf
    for place, (least, most) in enumerate(_ends(question)):
        until = min(most, reach)
        if place and grid.at_least(least) <= until:
            found.append(_span(least, until))
        reach = max(reach, most)
    return tuple(found)


def equal(question: Question, count: int) -> tuple[Span, ...]:
    """`count` ranges over all numbers the question takes, with as many steps in each, the first ones one more.

    Empty where the question has no lowest or highest number, or fewer numbers than that.
    """
    grid = _grid(question)
    if grid.lowest == -inf or grid.highest == inf:
        return ()
    numbers = int(grid.highest - grid.lowest) // grid.step + 1
    if not 0 < count <= numbers:
        return ()
    each, more = divmod(numbers, count)
    found, first = [], grid.lowest
    for place in range(count):
        last = first + (each + (place < more) - 1) * grid.step
        found.append(_span(first, last))
        first = last + grid.step
    return tuple(found)


def following(question: Question) -> Span:
    """A range to begin with: the gap next to the last range, else the first gap, else every number."""
    if not question.options:
        return Span(*question.numbers[:2])
    free, last = gaps(question), question.options[-1].most
    after = (gap for gap in free if last is not None and gap.least is not None and gap.least >= last)
    return next(after, free[0] if free else Span())


class _Grid(Struct, frozen=True):
    """The numbers a question takes, in millionths: every `step` from `base`, in bounds that may be infinite."""

    lowest: float
    highest: float
    base: int
    step: int

    def below(self, number: float) -> float:
        """The largest number of the grid under `number`."""
        return number if abs(number) == inf else self.base + (int(number) - self.base - 1) // self.step * self.step

    def above(self, number: float) -> float:
        """The smallest number of the grid over `number`."""
        return number if abs(number) == inf else self.base + ((int(number) - self.base) // self.step + 1) * self.step

    def at_least(self, number: float) -> float:
        """The smallest number of the grid that is not under `number`."""
        return self.above(number - 1)


def _grid(question: Question) -> _Grid:
    lowest, highest, step = question.numbers
    return _Grid(
        _exact(lowest, -inf), _exact(highest, inf), 0 if lowest is None else millionths(lowest), millionths(step)
    )


def _ends(question: Question) -> list[tuple[float, float]]:
    return sorted((_exact(one.least, -inf), _exact(one.most, inf)) for one in question.options)


def _exact(number: float | None, none: float) -> float:
    return none if number is None else millionths(number)


def _span(least: float, most: float) -> Span:
    return Span(_number(least), _number(most))


def _number(millions: float) -> float | None:
    return None if abs(millions) == inf else millions / _MILLION
