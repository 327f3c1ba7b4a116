"""What counting adds to the map: shares, what nobody reaches, and what is to blame."""

from __future__ import annotations

import pytest

from quizdesigner.quiz.coverage import Coverage, coverage
from quizdesigner.quiz.document import (
    All,
    Answered,
    Any,
    AnyCondition,
    Chose,
    Compare,
    HasTag,
    Jump,
    Kind,
    Not,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Tag,
)
from quizdesigner.quiz.flow import flow
from quizdesigner.quiz.flow_reach import Reach, fault, faults, percent, reach, unreached, untaken
from quizdesigner.quiz.flow_words import in_short
from tests.quiz.mapped import asking, name, quiz_of

PROJECT = Project("p", "Client", tags=(Tag("ta1", "goal:calm"), Tag("ta2", "goal:firm")))


def counted_of(quiz: Quiz) -> Reach:
    """What counting every answer sheet tells."""
    found = coverage(PROJECT, quiz)
    assert isinstance(found, Coverage)
    return reach(found)


def test_shares_say_how_many_answer_paths_come_by() -> None:
    quiz = quiz_of(asking("a", Jump("j", "c", Chose("a", "a1"))), asking("b"), asking("c", show_when=HasTag("tb1")))
    counted = counted_of(quiz)
    # a1 goes to c, which is not shown without b1; a2 b1 c1, a2 b1 c2, a2 b2.
    assert counted.paths == 4
    assert [counted.share(one) for one in ("a", "b", "c", "end")] == ["100 %", "75 %", "50 %", "100 %"]


@pytest.mark.parametrize(
    ("some", "whole", "said"),
    [
        (0, 7, "0 %"),
        (7, 7, "100 %"),
        (1, 10**40, "<1 %"),
        (10**40 - 1, 10**40, ">99 %"),
        (1, 3, "33 %"),
        (1, 8, "13 %"),
    ],
)
def test_a_share_is_never_all_or_nothing_where_it_is_not(some: int, whole: int, said: str) -> None:
    assert percent(some, whole) == said


def test_rules_that_never_hold_together_are_found_by_counting() -> None:
    both = All((HasTag("ta1"), HasTag("ta2")))
    quiz = quiz_of(asking("a"), asking("b", show_when=both), asking("c", Jump("j", "end", both)), asking("d"))
    found = flow(quiz)
    assert unreached(found, None) == frozenset()
    counted = counted_of(quiz)
    assert unreached(found, counted) == {"b"}
    idle = untaken(found, counted)
    ways = {f"{name(found, edge.start)} {edge.way}": unused for edge, unused in zip(found.edges, idle, strict=True)}
    assert {way for way, unused in ways.items() if unused} == {"?b shown", "b next", "c jump"}


def test_the_rules_that_take_everybody_elsewhere_are_named() -> None:
    jumps = (Jump("j", "d", Chose("a", "a1")), Jump("k", "d", Chose("a", "a2")))
    quiz = quiz_of(asking("a", *jumps), asking("b"), asking("c"), asking("d"))
    for counted in (None, counted_of(quiz)):
        for one, number in (("b", 2), ("c", 3)):
            found = fault(PROJECT, quiz, flow(quiz), counted, one)
            assert found is not None
            assert found.title == f"Nobody can reach question {number}"
            assert found.text == "Question 1 always goes on to question 4, for each of its answers."
            assert (found.at, found.jumps, found.show_when) == ("a", ("j", "k"), False)
        assert fault(PROJECT, quiz, flow(quiz), counted, "d") is None
        every = faults(PROJECT, quiz, flow(quiz), counted)
        assert {part: (one.at, one.jumps) for part, one in every.items()} == dict.fromkeys("bc", ("a", ("j", "k")))


def test_a_condition_that_never_holds_is_named() -> None:
    both = All((HasTag("ta1"), HasTag("ta2")))
    quiz = quiz_of(asking("a"), asking("b", show_when=both), pages=(ResultsPage("x", show_when=both), ResultsPage("y")))
    counted = counted_of(quiz)
    for one in ("b", "x"):
        found = fault(PROJECT, quiz, flow(quiz), counted, one)
        assert found is not None
        assert found.text == "Its condition never holds: the shopper has goal:calm and the shopper has goal:firm."
        assert (found.at, found.jumps, found.show_when) == (one, (), True)
    assert fault(PROJECT, quiz, flow(quiz), counted, "y") is None


def test_a_page_for_everybody_hides_those_after_it() -> None:
    quiz = quiz_of(asking("a"), pages=(ResultsPage("x", "First"), ResultsPage("y", "Second")))
    found = fault(PROJECT, quiz, flow(quiz), None, "y")
    assert found is not None
    assert found.text == "The results page “First” stands before it and is shown to everybody."
    assert found.at == "x"


def test_a_question_nobody_can_answer_is_a_dead_end() -> None:
    quiz = quiz_of(Question("a", Kind.SINGLE, "Which?"), asking("b"))
    for counted in (None, counted_of(quiz)):
        found = fault(PROJECT, quiz, flow(quiz), counted, "a")
        assert found is not None
        assert found.title == "Nobody gets past question 1"
        beyond = fault(PROJECT, quiz, flow(quiz), counted, "b")
        assert beyond is not None
        assert beyond.text == "Nobody gets past question 1: there is nothing to answer it with."


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Any((Chose("a", "a1"), Chose("a", "a2"))), "a 1 or a 2"),
        (All((HasTag("ta1"), Not(Answered("a")))), "goal:calm and not question 1 answered"),
        (Not(Any((HasTag("ta1"), HasTag("ta2")))), "not (goal:calm or goal:firm)"),
        (Compare("a", ">=", 2.5), "question 1 ≥ 2.5"),
        (All((Chose("a", "gone"), HasTag("gone"))), "a choice that is not there and a tag that is not there"),
        (All(()), "always"),
        (Any(()), "never"),
    ],
)
def test_conditions_in_the_fewest_words(condition: AnyCondition, said: str) -> None:
    assert in_short(PROJECT, quiz_of(asking("a")), condition) == said
