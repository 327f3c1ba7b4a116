"""Conditions as rows: what rows can show they give back unchanged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz.document import All, Answered, Any, AnyCondition, Chose, HasTag, Not, Question
from quizdesigner.quiz.rules import holds
from quizdesigner.views.builder import flat
from quizdesigner.views.builder.kinds import kind_line, new_question
from tests.quiz.projects import conditions, sleep_project


@given(conditions(3), st.sets(st.sampled_from(["t0", "t1", "t2", "t3"])))
def test_rows_mean_what_the_condition_meant(condition: AnyCondition, tags: set[str]) -> None:
    shown = flat.flat(condition)
    if shown is not None:
        answers = {"q0": ("c0",), "q1": ("c1", "c2")}
        assert holds(flat.built(shown), answers, tags) == holds(condition, answers, tags)


def test_groups_within_groups_are_no_rows() -> None:
    assert flat.flat(All((Any((Answered("a"), HasTag("t"))), Answered("b")))) is None
    assert flat.flat(Any(())) is None, "never is not always"
    assert flat.flat(None) == flat.Flat()


def test_a_row_says_something_else_of_the_same_subject() -> None:
    quiz = sleep_project().quizzes[0]
    goal: Question = quiz.questions[1]
    row: AnyCondition = Chose("goal", "stay")
    assert flat.with_verb(row, "is_not", goal) == Not(Chose("goal", "stay"))
    assert flat.with_verb(row, "answered", goal) == Answered("goal")
    assert flat.with_verb(Not(Answered("goal")), "is", goal) == Chose("goal", "fall")
    assert flat.with_verb(HasTag("t"), "has_not", None) == Not(HasTag("t"))
    assert flat.with_value(Not(Chose("goal", "stay")), "none") == Not(Chose("goal", "none"))


def test_kind_lines() -> None:
    quiz = sleep_project().quizzes[0]
    assert kind_line(quiz.questions[2]) == "Multiple choice, up to 2"
    assert kind_line(quiz.questions[0]) == "Welcome"


def test_a_new_question_has_what_its_kind_needs() -> None:
    for kind in flat_kinds():
        made = new_question(kind.kind, iter("abc").__next__)
        assert len(made.choices) == (2 if made.traits.has_choices else 0)


def flat_kinds() -> tuple[Question, ...]:
    return sleep_project().quizzes[0].questions
