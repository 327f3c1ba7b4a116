"""What counting adds to the findings: said once, where it can be mended, and borne out by playing every sheet."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizdesigner.quiz.check import findings
from quizdesigner.quiz.coverage import Coverage, TooMany, forecast
from quizdesigner.quiz.document import (
    All,
    AnyCondition,
    Choice,
    Chose,
    HasTag,
    Jump,
    Kind,
    Question,
    ResultsPage,
    Role,
    Segment,
)
from quizdesigner.quiz.problems import problems
from tests.quiz.faulty import CALM, DRY, FIRM, VIP, asking, found, of, only
from tests.quiz.projects import sleep_project


def test_a_sound_quiz_has_nothing_to_say() -> None:
    assert found(of(asking("a"), asking("b"))) == ()


def test_before_it_is_counted_there_is_what_a_look_tells() -> None:
    project = sleep_project()
    assert problems(project, project.quizzes[0], None) == findings(project, project.quizzes[0])


# -- ways


def test_what_nobody_reaches_is_one_finding_at_the_rule_to_blame() -> None:
    jumps = (Jump("j", "d", Chose("a", "a1")), Jump("k", "d", Chose("a", "a2")))
    one = only(of(asking("a", *jumps), asking("b", tags=(CALM, FIRM)), asking("c", tags=(CALM, DRY)), asking("d")))
    assert one.text == (
        "Nobody can reach question 2 and question 3. Question 1 always goes on to question 4, for each of its answers."
        " So nobody can get goal:calm, goal:firm and skin:dry."
    )
    assert (one.level, one.question, one.part, one.jump, one.tag) == ("warning", "a", "rules", "j", CALM)
    assert all(one.concerns(part) for part in ("a", "b", "c", "j", CALM, FIRM, DRY))
    assert not one.concerns("d")
    assert not one.concerns("")


def test_a_condition_that_never_holds_is_told_by_what_it_comes_to() -> None:
    both = All((HasTag(CALM), HasTag(FIRM)))
    one = only(of(asking("a", tags=(CALM, FIRM)), asking("b", when=both), asking("c")))
    assert one.text == (
        "Nobody can reach question 2. Its condition never holds:"
        " the shopper has goal:calm and the shopper has goal:firm."
    )
    assert (one.question, one.part) == ("b", "show_when")
    # A look alone finds that nothing gives the tag; counting says what that comes to, in its place.
    assert "Nobody can reach question 2." in only(of(asking("a"), asking("b", when=HasTag(CALM)), asking("c"))).text


def test_pages_after_one_for_everybody_are_fine_where_jumps_reach_them() -> None:
    pages = tuple(
        ResultsPage(name, name.title(), sections=of(asking("a")).quizzes[0].results[0].sections) for name in "xy"
    )
    pages = (pages[0], replace(pages[1], sections=(replace(pages[1].slots[0], id="other"),)))
    one = only(of(asking("a"), pages=pages))
    assert one.text == (
        "Nobody can reach the results page “Y”. The results page “X” stands before it and is shown to everybody."
    )
    assert (one.page, one.also) == ("x", ("y",))
    assert found(of(asking("a", Jump("j", "y", Chose("a", "a1"))), pages=pages)) == ()


def test_a_dead_end_is_an_error_and_what_lies_behind_it_no_news() -> None:
    no_day = Question("b", Kind.DATE, "Which day?", earliest="2021-02-30", latest="2021-02-30")
    one = only(of(asking("a", Jump("j", "c", Chose("a", "a1"))), no_day, asking("c")))
    assert (one.level, one.question) == ("error", "b")
    assert one.text == (
        "33.3 % of answer paths end at question 2 “Which day?”:"
        " it must be answered, and there is nothing to answer it with."
    )
    one = only(of(asking("a"), no_day, asking("c", tags=(CALM, FIRM))))
    assert one.text.startswith("Everybody gets stuck at question 2")


def test_where_a_look_says_why_nobody_gets_on_it_is_said_once() -> None:
    none = Question("b", Kind.SINGLE, "Which?")
    assert [one.text for one in found(of(asking("a"), none, asking("c")))] == ["Question 2 “Which?” has no choices."]


def test_a_range_that_no_answer_lies_in() -> None:
    ranges = (Choice("few", role=Role.RANGE, most=3), Choice("many", role=Role.RANGE, least=20, tags=(CALM,)))
    one = only(of(asking("a"), Question("n", Kind.NUMBER, "How many?", lowest=0, highest=9, choices=ranges)))
    assert one.text == ("No answer to question 2 “How many?” lies in “20 or more”. So nobody can get goal:calm.")
    assert (one.question, one.part, one.choice, one.tag) == ("n", "choices", "many", CALM)
    backwards = (replace(ranges[1], least=5.0, most=2.0),)
    texts = [one.text for one in found(of(Question("n", Kind.NUMBER, "How many?", choices=backwards)))]
    assert texts == [
        "A range of question 1 “How many?” goes from 5 to 2: no number lies in it.",
        "No answer path gives goal:calm.",
    ]


@pytest.mark.parametrize(
    ("jumps", "said"),
    [
        (
            (All((HasTag(CALM), HasTag(FIRM))),),
            "The rule of question 1 “What a?” is never used: its condition never holds.",
        ),
        (
            (Chose("a", "a1"), Chose("a", "a1")),
            "Rule 2 of question 1 “What a?” is never used: a rule before it has the same condition.",
        ),
        ((All(()), Chose("a", "a1")), "Rule 2 of question 1 “What a?” is never used: a rule before it always fits."),
        (
            (Chose("a", "a1"), Chose("a", "a2"), HasTag(CALM)),
            "Rule 3 of question 1 “What a?” is never used: the rules before it fit everybody.",
        ),
        (
            (Chose("a", "a1"), HasTag(CALM)),
            "Rule 2 of question 1 “What a?” is never used: its condition never holds where no rule before it fits.",
        ),
    ],
)
def test_a_rule_that_never_decides(jumps: tuple[AnyCondition, ...], said: str) -> None:
    rules = tuple(Jump(f"j{number}", "b", when) for number, when in enumerate(jumps))
    one = only(of(asking("a", *rules, tags=(CALM, FIRM)), asking("b")))
    assert one.text == said
    assert (one.question, one.part, one.jump) == ("a", "rules", rules[-1].id)


# -- what cannot be counted


def test_too_many_combinations_are_one_line_beside_what_a_look_tells() -> None:
    project = of(
        asking("a", tags=(CALM, "")),
        Question("b", Kind.SINGLE, "", choices=asking("b").choices, show_when=HasTag(CALM)),
    )
    told = found(project, budget=1)
    assert told[0].text == "Question 2 has no title."
    assert [one.text for one in told[1:]] == [
        "This quiz has too many combinations to count exactly: its rules look back at too many answers."
        " What nobody reaches or gets is not checked."
    ]


def test_a_single_figure_with_too_many_combinations_is_named() -> None:
    project = of(asking("a"), segments=(Segment("s", "Club", HasTag(VIP)),))
    counted = forecast(project, project.quizzes[0])
    assert isinstance(counted, Coverage)
    counted = replace(counted, rules={"s": TooMany(1)}, groups={"goal": TooMany(1)}, slots=TooMany(1))
    assert problems(project, project.quizzes[0], counted)[-1].text == (
        "Too many combinations to count exactly: which products are shown, segment “Club” and goal:."
        " That is not checked."
    )


def test_a_coverage_of_another_state_of_the_quiz_is_left_out() -> None:
    project = of(asking("a", Jump("j", "c", All(()))), asking("b"), asking("c"))
    old = forecast(project, project.quizzes[0])
    assert len(problems(project, project.quizzes[0], old)) == 1
    changed = of(asking("a"), asking("b"), asking("c"))
    assert problems(changed, changed.quizzes[0], old) == ()
