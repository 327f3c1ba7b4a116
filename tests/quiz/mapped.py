"""Small quizzes to draw maps of."""

from __future__ import annotations

from quizdesigner.quiz.document import (
    AnyCondition,
    Choice,
    Jump,
    Kind,
    Question,
    Quiz,
    ResultsPage,
)
from quizdesigner.quiz.flow import Flow, Point


def asking(name: str, *jumps: Jump, show_when: AnyCondition | None = None, required: bool = True) -> Question:
    """A question with two choices, `<name>1` and `<name>2`, each with a tag of its name."""
    choices = tuple(Choice(f"{name}{number}", f"{name} {number}", tags=(f"t{name}{number}",)) for number in (1, 2))
    return Question(
        name, Kind.SINGLE, f"What {name}?", required=required, choices=choices, jumps=jumps, show_when=show_when
    )


def quiz_of(*questions: Question, pages: tuple[ResultsPage, ...] = (ResultsPage("end", "Done"),)) -> Quiz:
    """These questions, by default with one results page."""
    return Quiz("quiz", "Quiz", questions, pages)


def name(found: Flow, at: int) -> str:
    """The part a stop is of; `?b` for the gate before b."""
    stop = found.stops[at]
    return f"?{stop.part}" if stop.point is Point.GATE else stop.part
