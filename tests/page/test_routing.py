"""The page's script leads where Python leads: over the same cases, and over generated quizzes and answers."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz import play
from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.document import Kind, Quiz
from tests.page.engine import Engine
from tests.quiz.cases import CASES, HoldsCase, RouteCase, as_answers
from tests.quiz.projects import answers, projects

_MAILS = st.sampled_from(
    ["ana@example.com", "ana@example", "@a.b", "a@b.c ", "a@b.c.", "ä@ö.de", "a b@c.d", "a@b.\ufeffc", "a@b.\x85c"]
)
_LONG = st.integers(252, 503).map(lambda count: "a@" + "b" * (count - 4) + ".c")


@st.composite
def _played(draw: st.DrawFn) -> tuple[Quiz, dict[str, Answer]]:
    """A quiz with bounds on its picks, and answers a form could hold: right ones, odd ones, too many, too few."""
    quiz = draw(projects()).quizzes[0]
    bounds = st.integers(0, 3)
    quiz = replace(
        quiz,
        questions=tuple(replace(question, least=draw(bounds), most=draw(bounds)) for question in quiz.questions),
    )
    given = draw(answers(quiz))
    for question in quiz.questions:
        if question.id in given and question.kind in (Kind.TEXT, Kind.NAME, Kind.EMAIL) and draw(st.booleans()):
            given[question.id] = draw(st.text(max_size=6) | _MAILS | _LONG)
    return quiz, given


@pytest.mark.parametrize("case", CASES.conditions, ids=lambda case: case.says)
def test_conditions(engine: Engine, case: HoldsCase) -> None:
    assert engine.holds(case.when, as_answers(case.answers)) is case.holds


@pytest.mark.parametrize("case", CASES.routes, ids=lambda case: f"{case.quiz}: {case.says}")
def test_routes(engine: Engine, case: RouteCase) -> None:
    route, waiting, _ = engine.walk(CASES.quizzes[case.quiz], as_answers(case.answers))
    assert (route, waiting) == (case.route, case.waiting)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(played=_played())
def test_generated_quizzes(engine: Engine, played: tuple[Quiz, dict[str, Answer]]) -> None:
    _compare(engine, *played)


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(played=_played())
def test_many_generated_quizzes(engine: Engine, played: tuple[Quiz, dict[str, Answer]]) -> None:
    _compare(engine, *played)


def _compare(engine: Engine, quiz: Quiz, given: dict[str, Answer]) -> None:
    walked = play.walk(quiz, given)
    route, waiting, counted = engine.walk(quiz, given)
    assert route == [question.id for question in walked.route]
    assert waiting == (walked.waiting.id if walked.waiting else None)
    assert as_answers(counted) == walked.answers
