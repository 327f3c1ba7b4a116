"""The numbers a question takes, cut into pieces: what no range and no rule tells apart is one answer."""

from __future__ import annotations

from collections.abc import Iterable

from quizdesigner.quiz.answers import millionths, plain
from quizdesigner.quiz.document import Compare, Question

LARGEST = 999_999_999_999_999
"""The largest number an answer can be, in millionths; the smallest is as far below zero."""

_CUTS = {"<": (0,), ">=": (0,), "<=": (1,), ">": (1,), "=": (0, 1)}
"""Where a comparison cuts the line: right before its number, or right after it."""


def pieces(question: Question, compares: Iterable[Compare]) -> tuple[str, ...]:
    """A possible number of each piece, smallest first, in the form answers have.

    The line is cut at both ends of every range of the question, and at the numbers the comparisons ask for. Of each
    piece with any possible number it is the lowest, or the one nearest to nought where the piece has no lower end.
    """
    lowest, highest, step = question.numbers
    start, grid = millionths(lowest or 0), millionths(step)
    bottom = -LARGEST if lowest is None else start
    top = LARGEST if highest is None else min(millionths(highest), LARGEST)
    cuts = {millionths(one.value) + after for one in compares for after in _CUTS[one.sign]}
    cuts.update(millionths(one.least) for one in question.options if one.least is not None)
    cuts.update(millionths(one.most) + 1 for one in question.options if one.most is not None)
    firsts = [bottom, *sorted(cut for cut in cuts if bottom < cut <= top)]
    found = []
    for first, last in zip(firsts, [*(cut - 1 for cut in firsts[1:]), top], strict=True):
        low, high = first + (start - first) % grid, last - (last - start) % grid
        if low <= high:
            found.append(plain(min(high, 0) if lowest is None and first == bottom else low))
    return tuple(found)
