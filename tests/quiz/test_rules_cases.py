"""Python agrees with the cases for conditions and routes; `tests/page/test_routing.py` asks the page's script."""

from __future__ import annotations

import pytest

from quizdesigner.quiz import rules
from quizdesigner.quiz.play import walk
from tests.quiz.cases import CASES, HoldsCase, RouteCase, as_answers, known


@pytest.mark.parametrize("case", CASES.conditions, ids=lambda case: case.says)
def test_conditions(case: HoldsCase) -> None:
    assert rules.holds(case.when, known(case.answers)) is case.holds


@pytest.mark.parametrize("case", CASES.routes, ids=lambda case: f"{case.quiz}: {case.says}")
def test_routes(case: RouteCase) -> None:
    walked = walk(CASES.quizzes[case.quiz], as_answers(case.answers))
    assert [question.id for question in walked.route] == case.route
    assert (walked.waiting.id if walked.waiting else None) == case.waiting
