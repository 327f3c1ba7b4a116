"""The answer paths still open: as many as there are sheets that begin with the same answers."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizdesigner.quiz import rules
from quizdesigner.quiz.coverage import Count, Coverage, coverage
from quizdesigner.quiz.document import Options, Project
from quizdesigner.quiz.onward import begins_like
from tests.quiz.covered import covered
from tests.quiz.sheets import Census


@settings(max_examples=40)
@given(covered(40), st.integers(0, 10**6), st.integers(0, 6))
def test_as_many_paths_are_open_as_sheets_begin_so(project: Project, pick: int, far: int) -> None:
    quiz = project.quizzes[0]
    finished = Census(project, quiz).finished
    assume(finished)
    one = finished[pick % len(finished)]
    route = one.outcome.route
    assume(route)
    place = route[min(far, len(route) - 1)]
    rule = begins_like(quiz, one.answers, place)
    # Numbers are told apart where the rule asks for one, so the sheets to compare with are those with it.
    census = Census(project, quiz, (rule,))
    known = {question.id: question for question in quiz.questions}
    before = [part for part in route[: route.index(place)] if known[part].traits.options is not Options.RANGES]
    alike = census.where(
        lambda other: (
            other.outcome.route[: len(route[: route.index(place) + 1])] == route[: route.index(place) + 1]
            and all(other.answers.get(part) == one.answers.get(part) for part in before)
            and rules.holds(rule, other.walk.known)
        )
    )
    found = coverage(project, quiz, rules={"open": rule})
    assert isinstance(found, Coverage)
    open_to = found.rules["open"]
    assert isinstance(open_to, Count)
    assert open_to.sheets == len(alike) > 0
