"""Routes equal those one gets by playing every answer sheet, and so do those that two quizzes share."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz.coverage.budget import Budget, OverBudget
from quizdesigner.quiz.coverage.drawing import drawn
from quizdesigner.quiz.coverage.routes import Routes, routes, shared
from quizdesigner.quiz.document import Choice, Chose, Jump, Kind, Project, Question, Quiz, ResultsPage
from tests.quiz.changed import changed
from tests.quiz.sheets import Census

Route = tuple[tuple[str, ...], str | None]


def played(project: Project) -> set[Route]:
    """The routes of all sheets, the slow way."""
    census = Census(project, project.quizzes[0])
    return {(one.outcome.route, one.outcome.results) for one in census.finished}


def machine(quiz: Quiz) -> Routes:
    return routes(drawn(quiz, Budget(1_000_000)), Budget(1_000_000))


@settings(max_examples=120)
@given(changed())
def test_routes_and_those_two_quizzes_share_equal_playing_every_sheet(pair: tuple[Project, Project]) -> None:
    before, after = pair
    old, new = machine(before.quizzes[0]), machine(after.quizzes[0])
    was, now = played(before), played(after)
    assert (old.number, new.number) == (len(was), len(now))
    both = shared(old, new, Budget(1_000_000))
    assert both == shared(new, old, Budget(1_000_000)) == len(was & now)
    assert shared(old, old, Budget(1_000_000)) == len(was)


@settings(max_examples=60)
@given(changed(), st.integers(0, 30))
def test_with_any_budget_the_number_is_right_or_not_told(pair: tuple[Project, Project], steps: int) -> None:
    old, new = (machine(project.quizzes[0]) for project in pair)
    try:
        both = shared(old, new, Budget(steps))
    except OverBudget:
        return
    assert both == len(played(pair[0]) & played(pair[1]))


def long_quiz(count: int) -> Quiz:
    """Questions of which every second can be jumped over, so that routes double with each pair."""
    questions = []
    for place in range(count):
        jumps = (Jump("j", f"q{place + 2}", Chose(f"q{place}", "b")),) if place % 2 == 0 and place + 2 < count else ()
        questions.append(
            Question(f"q{place}", Kind.SINGLE, "?", choices=(Choice("a", "A"), Choice("b", "B")), jumps=jumps)
        )
    return Quiz("quiz", "Quiz", tuple(questions), (ResultsPage("end"),))


def test_numbers_no_list_could_hold_are_exact() -> None:
    quiz = long_quiz(301)
    old = machine(quiz)
    assert old.number == 2**150
    shorter = replace(quiz, questions=tuple(one for one in quiz.questions if one.id != "q1"))
    new = machine(shorter)
    # Without q1 only the routes are left that jumped over it.
    assert new.number == 2**149
    assert shared(old, new, Budget(1_000_000)) == 2**149
    other = replace(quiz, questions=(*quiz.questions[1:], replace(quiz.questions[0], jumps=())))
    assert shared(old, machine(other), Budget(1_000_000)) == 0
