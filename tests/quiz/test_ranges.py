"""Ranges of numbers: gaps, overlaps, equal ones, and the edits that make them."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.errors import Refused
from quizdesigner.quiz import edits
from quizdesigner.quiz.answers import in_range, millionths
from quizdesigner.quiz.document import Choice, Chose, Kind, Project, Question, Quiz, ResultsPage, Role
from quizdesigner.quiz.ranges import Span, equal, following, gaps, overlaps

bounds = st.none() | st.integers(-4, 14)


def ranged(
    *ends: tuple[float | None, float | None],
    lowest: float | None = None,
    highest: float | None = None,
    step: float = 1,
) -> Question:
    choices = tuple(Choice(f"r{at}", role=Role.RANGE, least=least, most=most) for at, (least, most) in enumerate(ends))
    return Question("q", Kind.NUMBER, "How old?", choices=choices, lowest=lowest, highest=highest, step=step)


def test_gaps_and_overlaps_are_named_by_the_numbers_that_can_be_answered() -> None:
    assert gaps(ranged((18, 24), (30, None))) == (Span(None, 17), Span(25, 29))
    assert gaps(ranged((18, 24), lowest=18, highest=50)) == (Span(25, 50),)
    assert gaps(ranged((None, None))) == ()
    assert gaps(ranged()) == ()
    assert gaps(ranged((0, 0.5), (1.5, 2), lowest=0, highest=2, step=0.5)) == (Span(1, 1),)
    assert overlaps(ranged((18, 24), (24, 30))) == (Span(24, 24),)
    assert overlaps(ranged((0, 4.5), (4.5, 9))) == (), "no whole number lies in both"
    assert overlaps(ranged((None, 24), (None, 10))) == (Span(None, 10),)


@given(st.lists(st.tuples(bounds, bounds), max_size=4), st.integers(1, 3))
def test_every_number_is_in_a_gap_or_in_a_range_and_twice_only_where_they_overlap(
    ends: list[tuple[int | None, int | None]], step: int
) -> None:
    question = ranged(*ends, lowest=0, highest=12, step=step)

    def inside(span: Span, number: int) -> bool:
        return in_range(Choice("span", least=span.least, most=span.most), millionths(number))

    for number in range(0, 13, step):
        hits = sum(in_range(one, millionths(number)) for one in question.options)
        in_gap = any(inside(span, number) for span in gaps(question))
        assert in_gap == (not hits and bool(question.options))
        assert any(inside(span, number) for span in overlaps(question)) == (hits > 1)


@given(st.integers(1, 5), st.integers(0, 20), st.sampled_from([1, 2, 0.5]))
def test_equal_ranges_leave_no_number_out(count_: int, highest: int, step: float) -> None:
    question = ranged(lowest=0, highest=highest, step=step)
    spans = equal(question, count_)
    if not spans:
        assert highest / step + 1 < count_
        return
    whole = ranged(*((span.least, span.most) for span in spans), lowest=0, highest=highest, step=step)
    assert len(spans) == count_
    assert gaps(whole) == overlaps(whole) == ()


def test_a_new_range_fills_the_gap_after_the_last() -> None:
    assert following(ranged(lowest=0, highest=10)) == Span(0, 10)
    assert following(ranged((0, 3), (8, 10), lowest=0, highest=10)) == Span(4, 7)
    assert following(ranged((5, 6), lowest=0, highest=10)) == Span(7, 10)
    assert following(ranged((None, 19), (20, 45))) == Span(46, None)
    assert following(ranged((None, None))) == Span()


def test_splitting_keeps_what_the_first_ranges_gave_and_forgets_rules_about_the_others() -> None:
    question = ranged((0, 1), (2, 3), (4, 5), lowest=0, highest=5)
    named = Question(
        "q", Kind.NUMBER, "How old?", lowest=0, highest=5, choices=(*question.choices, Choice("old", "Yes"))
    )
    later = Question("t", Kind.TEXT, "Why?", show_when=Chose("q", "r2"))
    project = Project("p", "Client", (Quiz("z", "Quiz", (named, later), (ResultsPage("end"),)),))
    fresh = count(1)

    split = edits.split_ranges(project, "z", "q", 2, lambda: f"new{next(fresh)}").quizzes[0]
    assert [(one.id, one.least, one.most) for one in split.questions[0].options] == [("r0", 0, 2), ("r1", 3, 5)]
    assert split.questions[0].choices[0].id == "old", "what another kind of this question uses stays"
    assert split.questions[1].show_when is None

    more = edits.split_ranges(project, "z", "q", 5, lambda: f"new{next(fresh)}").quizzes[0]
    assert [one.id for one in more.questions[0].options] == ["r0", "r1", "r2", "new1", "new2"]
    with pytest.raises(Refused, match="no 9 ranges"):
        edits.split_ranges(project, "z", "q", 9, str)
    added = edits.add_range(project, "z", "q", "new").quizzes[0].questions[0].options[-1]
    assert (added.role, added.id) == (Role.RANGE, "new")
