"""Rules in chips, figures of coverage and the mends, as values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz import rules, segments
from quizdesigner.quiz.coverage import Count, Coverage, TooMany, forecast
from quizdesigner.quiz.document import (
    All,
    Any,
    AnyCondition,
    Choice,
    HasTag,
    Kind,
    Not,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Segment,
    Tag,
)
from quizdesigner.quiz.shares import grouped
from quizdesigner.views.customer_tags.rows import chips
from quizdesigner.views.segments.chipped import going_on, pieces, spans, turned, without
from quizdesigner.views.segments.facts import Fact, facts
from quizdesigner.views.segments.rows import rows
from tests.views.segmenting import rule_of, segment_project

_NAMES = ("a", "b", "very dry", 'say "yes"', "not")
PROJECT = Project("p", "P", tags=tuple(Tag(f"t{at}", name) for at, name in enumerate(_NAMES)))

conditions = st.recursive(
    st.builds(HasTag, st.sampled_from([tag.id for tag in PROJECT.tags])),
    lambda inner: st.one_of(
        st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Any, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)
worlds = st.sets(st.sampled_from([tag.id for tag in PROJECT.tags]))


@given(conditions)
def test_each_chip_knows_where_its_tag_is_written(rule: AnyCondition) -> None:
    shown = pieces(chips(PROJECT), rule)
    text = segments.written(PROJECT, rule)
    names = [piece.text for piece in shown if piece.atom >= 0]
    assert [text[start:end] for start, end in spans(shown)] == [segments.spelled(name) for name in names]


@given(conditions, st.data())
def test_turning_a_tag_twice_changes_nothing(rule: AnyCondition, data: st.DataObject) -> None:
    atom = data.draw(st.integers(0, len(_atoms(rule)) - 1))
    assert turned(turned(rule, atom), atom) == segments.tidied(rule)


@given(conditions, worlds, st.data())
def test_a_turned_tag_is_asked_the_other_way_round(rule: AnyCondition, has: set[str], data: st.DataObject) -> None:
    atom = data.draw(st.integers(0, len(_atoms(rule)) - 1))
    tag = _atoms(rule)[atom]
    if _atoms(rule).count(tag) == 1:
        other = has ^ {tag}
        assert rules.holds(turned(rule, atom), rules.Known(tags=has)) == rules.holds(rule, rules.Known(tags=other))


@given(conditions, st.data())
def test_a_tag_taken_out_leaves_the_others(rule: AnyCondition, data: st.DataObject) -> None:
    before = _atoms(rule)
    atom = data.draw(st.integers(0, len(before) - 1))
    left = without(rule, atom)
    assert (_atoms(left) if left is not None else []) == before[:atom] + before[atom + 1 :]


@given(conditions, st.sampled_from(["and", "or"]), worlds)
def test_going_on_means_the_whole_rule(rule: AnyCondition, word: str, has: set[str]) -> None:
    text = going_on(segments.written(PROJECT, rule), rule, word) + "a"
    meant = (All if word == "and" else Any)((rule, HasTag("t0")))
    known = rules.Known(tags=has)
    assert rules.holds(rule_of(PROJECT, text), known) == rules.holds(meant, known)


def test_a_row_without_a_count_says_that_it_is_counted() -> None:
    assert {row.counts for row in rows(segment_project(), None, {}, "counting…")} == {"counting…"}


def test_too_many_is_said_once_nothing_better_comes() -> None:
    project = segment_project()
    counted = replace(_counted(project), rules=dict.fromkeys(("sleepers", "no-herbs", "vip"), TooMany(10)))
    assert {row.counts for row in rows(project, counted, {}, "counting…")} == {"counting…"}
    assert {row.counts for row in rows(project, counted, {}, "")} == {"too many combinations to count exactly"}


def test_numbers_too_long_to_be_read_leave_the_share_alone() -> None:
    project = replace(Project("p", "P"), tags=(Tag("t", "vip"),), segments=(Segment("s", "All", HasTag("t")),))
    (row,) = rows(project, replace(_counted(segment_project()), sheets=10**200, rules={"s": Count(10**199)}), {}, "")
    assert (row.share, row.counts, row.part) == ("10 %", "", 0.1)
    assert grouped(10**200) == "over 1,000,000,000,000,000"


def test_a_share_too_small_for_the_eye_still_shows() -> None:
    project = segment_project()
    counted = _counted(project)
    (row, *_) = rows(project, replace(counted, sheets=10**400), {}, "")
    assert row.share == "< 0.1 %"
    assert row.part == 0.0
    assert not row.nobody


def test_what_nobody_reaches_stands_on_its_card() -> None:
    never = HasTag("t-none")
    quiz = Quiz(
        "q",
        "Q",
        (
            Question("one", Kind.SINGLE, "One?", choices=(Choice("a", "A", tags=("t-a",)),)),
            Question("two", Kind.SINGLE, "Two?", choices=(Choice("b", "B", tags=("t-b",)),), show_when=never),
            Question("slide", Kind.STATEMENT, "Hello", show_when=never),
            Question("stuck", Kind.SINGLE, "Stuck?", show_when=never),
        ),
        (ResultsPage("rare", "Rare", show_when=never), ResultsPage("end", "End")),
    )
    names = (("t-a", "a"), ("t-b", "b"), ("t-none", "never"), ("t-other", "other quiz"))
    project = Project("p", "P", (quiz,), tags=tuple(Tag(one, name) for one, name in names))
    assert [(one.figure, one.text, one.part or one.tag) for one in facts(project, quiz, _counted(project))] == [
        ("1 of 3", "questions reachable, 1 slide not", "two"),
        ("1", "results page nobody ends on", "rare"),
        ("0", "dead ends", ""),
        ("1", "tag no shopper can get", "t-b"),
        ("100 %", "of paths are shown no product", ""),
    ]
    waiting = replace(project, segments=(Segment("s", "S", rule_of(project, '"other quiz"')),))
    tags = next(one for one in facts(waiting, quiz, _counted(waiting)) if "no shopper" in one.text)
    assert (tags.figure, tags.text, tags.detail) == ("2", "tags no shopper can get", "b, other quiz")


@pytest.mark.parametrize(("fact", "leads"), [(Fact("ok", "0", "x"), False), (Fact("warn", "1", "x", tag="t"), True)])
def test_only_what_leads_somewhere_is_a_button(fact: Fact, leads: bool) -> None:
    assert fact.leads is leads


def _atoms(rule: AnyCondition) -> list[str]:
    return [atom.customer_tag for atom in rules.atoms(segments.tidied(rule)) if isinstance(atom, HasTag)]


def _counted(project: Project) -> Coverage:
    found = forecast(project, project.quizzes[0])
    assert isinstance(found, Coverage)
    return found
