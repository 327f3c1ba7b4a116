"""A quiz as a chart of all walks: a state for each question and each thing later rules may still need to know there.

States that leave the same rules open are one state, so the chart grows with what matters at the same time, not with the
number of answers. Everything else is counted on it. How it comes about: see `drawing`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from msgspec import Struct

from quizdesigner.quiz.coverage.ways import Asked, Ways
from quizdesigner.quiz.document import Quiz, ResultsPage


class Fork(NamedTuple):
    """The sorts of answer to a question that may lead to different places, with the facts (bits) each makes true.

    States whose open rules ask for the same facts share one. `makes` has the facts of each single option.
    """

    number: int
    place: int
    facts: tuple[int, ...]
    ways: tuple[Ways, ...]
    makes: tuple[int, ...]


class State(NamedTuple):
    """A shopper at the question (or end) at `place`. For each sort of answer of the fork: where it leads, and the place
    of the jump that decided so among the question's jumps, or -1. Ends have no fork; a dead end has no way on.

    `shown` is for ends of charts that tell slots apart: the slots of the results page that are shown, by their places.
    """

    place: int
    fork: Fork | None
    targets: tuple[int, ...] = ()
    fired: tuple[int, ...] = ()
    shown: tuple[int, ...] = ()


class Chart(Struct, frozen=True):
    """The states of a quiz by number; `order` has the numbers by place, so that ways only lead on in it.

    Places from `len(quiz.questions)` on are ends: the results pages in order, or one end if there are none. Options of
    all questions are numbered through; `starts` has the number of each question's first. The ends have the numbers
    after them, for an end gives tags too: every finished walk picks exactly one.
    """

    quiz: Quiz
    asked: tuple[Asked, ...]
    starts: tuple[int, ...]
    states: tuple[State, ...]
    order: tuple[int, ...]
    root: int
    forks: tuple[Fork, ...]

    def place_of(self, option: int) -> int:
        """The place of the question an option belongs to."""
        return bisect_right(self.starts, option) - 1

    @property
    def end(self) -> int:
        """The place of the first results page."""
        return len(self.quiz.questions)

    @property
    def options(self) -> int:
        """How many options the questions have in all, and so the number of the first end."""
        return self.starts[-1] + len(self.asked[-1].options) if self.asked else 0

    @property
    def all_ends(self) -> range:
        """The numbers of the ends, as options."""
        return range(self.options, self.options + max(1, len(self.quiz.results)))

    @property
    def ends(self) -> tuple[tuple[int, State], ...]:
        """The states that are ends, each with its number."""
        return tuple((number, self.states[number]) for number in self.order if self.states[number].fork is None)

    def page(self, end: State) -> ResultsPage | None:
        """The results page an end is; None in a quiz without any."""
        pages = self.quiz.results
        return pages[end.place - self.end] if pages else None
