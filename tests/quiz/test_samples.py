"""Sample shoppers: they finish every quiz that can be finished, by its own rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz.answers import problems
from quizdesigner.quiz.document import Choice, Chose, Jump, Kind, Question, Quiz, ResultsPage
from quizdesigner.quiz.play import outcome, walk
from quizdesigner.quiz.samples import sample
from quizdesigner.starters import load_starter
from tests.quiz.projects import sleep_project


@pytest.mark.parametrize("name", ["skin", "sleep", "coffee"])
@pytest.mark.parametrize("pick", [0, 1, 7])
def test_a_sample_finishes_a_finished_quiz(name: str, pick: int) -> None:
    project = load_starter(name)
    for quiz in project.quizzes:
        answers = sample(quiz, pick)
        assert problems(quiz, answers) == ()
        found = outcome(project, quiz, answers)
        assert found.waiting is None
        assert found.contact.email == "ana@example.com"


def test_the_pick_goes_round_again() -> None:
    quiz = sleep_project().quizzes[0]
    first = next(question for question in quiz.questions if question.kind is Kind.SINGLE)
    count = len(first.choices)
    assert sample(quiz, 0)[first.id] == sample(quiz, count)[first.id] == (first.choices[0].id,)
    assert sample(quiz, 1)[first.id] == (first.choices[1 % count].id,)


def test_only_what_the_shopper_meets_is_answered() -> None:
    yes, no = Choice("yes", "Yes"), Choice("no", "No")
    asked = Question("a", Kind.SINGLE, "Skip?", choices=(yes, no), jumps=(Jump("j", "end", Chose("a", "yes")),))
    quiz = Quiz("q", "Quiz", (asked, Question("b", Kind.TEXT, "Why?")), (ResultsPage("end"),))
    assert sample(quiz, 0) == {"a": ("yes",)}
    assert sample(quiz, 1) == {"a": ("no",), "b": "In my own words"}


def test_a_question_nobody_can_answer_ends_the_walk_there() -> None:
    quiz = Quiz("q", "Quiz", (Question("a", Kind.SINGLE, "Empty"), Question("b", Kind.TEXT, "Why?")))
    assert sample(quiz, 0) == {}


@given(count=st.integers(1, 6), least=st.integers(0, 6), pick=st.integers(0, 20))
def test_enough_choices_are_made_where_several_are_wanted(count: int, least: int, pick: int) -> None:
    choices = tuple(Choice(f"c{at}", str(at)) for at in range(count))
    quiz = Quiz("q", "Quiz", (Question("a", Kind.MULTIPLE, "Some", choices=choices, least=min(least, count)),))
    answers = sample(quiz, pick)
    assert walk(quiz, answers).waiting is None
    assert f"c{pick % count}" in answers["a"]  # type: ignore[operator]
