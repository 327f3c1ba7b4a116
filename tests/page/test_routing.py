"""The page's script leads where Python leads, and says the same: over shared cases, and over generated forms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz import play
from quizdesigner.quiz.answers import from_fields, other_key, problem
from quizdesigner.quiz.document import Kind, Question, Quiz
from tests.page.engine import Engine, as_sets
from tests.quiz.cases import CASES, HoldsCase, RouteCase, as_answers
from tests.quiz.projects import projects

_SPACE = "\t\x1c \x85\xa0\u1680\u2028\u202f\u3000\ufeff\u200b"
_TEXTS = st.sampled_from(
    ["", "Ana", "a b", "über", "one\ntwo", "a\r\nb", "\u202eback", "x" * 500, "ü" * 501, "😀" * 500]
)
_TEXTS |= st.text("ab\n " + _SPACE, max_size=6)
_MAILS = st.sampled_from(
    ["ana@example.com", "ana@example", "@a.b", "a@b.c ", "a@b.c.", "ä@ö.de", "a b@c.d", "a@b.\ufeffc", "a@b.\x85c"]
) | st.integers(252, 503).map(lambda count: "a@" + "b" * (count - 4) + ".c")
_NUMBERS = st.sampled_from(
    "0 1 2 3 4 5 7 -1 -3 2.5 2,5 +1 1.0 01 -0 0.000001 0.0000001 .5 5. 1e3 ١ abc 999999999.999999 1000000000 -".split()
) | st.integers(-9, 9).map(lambda number: f"{number / 2}")
_DAYS = st.sampled_from(
    "2026-11-22 2024-02-29 2023-02-29 2026-13-01 2026-00-10 2026-1-1 0000-01-01 0001-01-01 9999-12-31".split()
) | st.sampled_from(["22.11.2026", "٢٠٢٦-11-22", "2026-11-22T00:00:00Z"])
# Where the script is kinder than the host (a number that is long enough but cannot be), nothing is to be compared.
_PHONES = st.sampled_from(
    ["+4915123456789", "0151 23456789", "(0151) 234-56789", "+1 201-555-0123", "12", "abc", "+49x151"]
)
_VALUES = {
    Kind.RATING: _NUMBERS,
    Kind.SLIDER: _NUMBERS,
    Kind.NUMBER: _NUMBERS,
    Kind.DATE: _DAYS,
    Kind.EMAIL: _MAILS | _TEXTS,
    Kind.PHONE: _PHONES,
    Kind.CONSENT: st.just("yes"),
}


@st.composite
def _forms(draw: st.DrawFn) -> tuple[Quiz, dict[str, list[str]]]:
    """A quiz, and fields its form could hold: right ones, odd ones, too many, too few."""
    quiz = draw(projects()).quizzes[0]
    quiz = replace(quiz, questions=tuple(_bounded(draw, question) for question in quiz.questions))
    fields: dict[str, list[str]] = {}
    for question in quiz.questions:
        if not question.traits.takes_answer or draw(st.integers(0, 5)) == 0:
            continue
        if question.traits.has_choices:
            ids = [choice.id for choice in question.options]
            most = len(ids) if question.takes_several else 1
            fields[question.id] = draw(st.lists(st.sampled_from(ids), max_size=most, unique=True))
            fields[other_key(question.id)] = [draw(_TEXTS)]
        else:
            fields[question.id] = [draw(_VALUES.get(question.kind, _TEXTS))]
    return quiz, fields


def _bounded(draw: st.DrawFn, question: Question) -> Question:
    if question.kind is Kind.DATE:
        days = st.sampled_from(["", "2020-01-01", "2026-11-22"])
        return replace(question, earliest=draw(days), latest=draw(days))
    if question.kind is Kind.PHONE:
        return replace(question, country="DE")
    return question


@pytest.mark.parametrize("case", CASES.conditions, ids=lambda case: case.says)
def test_conditions(engine: Engine, case: HoldsCase) -> None:
    assert engine.holds(case.when, as_answers(case.answers)) is case.holds


@pytest.mark.parametrize("case", CASES.routes, ids=lambda case: f"{case.quiz}: {case.says}")
def test_routes(engine: Engine, case: RouteCase) -> None:
    walked = engine.walk(CASES.quizzes[case.quiz], as_answers(case.answers))
    assert (walked.route, walked.waiting) == (case.route, case.waiting)


@settings(max_examples=250)
@given(form=_forms())
def test_generated_forms(engine: Engine, form: tuple[Quiz, dict[str, list[str]]]) -> None:
    _compare(engine, *form)


@pytest.mark.soak
# Hypothesis keeps what it has tried until a test ends: twenty thousand at once would fill a gigabyte.
@pytest.mark.parametrize("batch", range(20))
@settings(max_examples=1_000)
@given(form=_forms())
def test_many_generated_forms(engine: Engine, batch: int, form: tuple[Quiz, dict[str, list[str]]]) -> None:
    _compare(engine, *form)


def _compare(engine: Engine, quiz: Quiz, fields: dict[str, list[str]]) -> None:
    answers = from_fields(quiz, fields)
    walked = play.walk(quiz, answers)
    played = engine.play(quiz, fields)
    assert played.route == [question.id for question in walked.route]
    assert played.waiting == (walked.waiting.id if walked.waiting else None)
    if walked.waiting:
        id_ = walked.waiting.id
        assert played.words == problem(walked.waiting, answers.get(id_), answers.get(other_key(id_)))
    phones = {question.id for question in quiz.questions if question.kind is Kind.PHONE}
    counted = {name: answer for name, answer in as_sets(walked.answers).items() if name not in phones}
    assert {name: answer for name, answer in played.counted.items() if name not in phones} == counted
