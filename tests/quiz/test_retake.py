"""What a second take leaves of the first."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz.document import Retake
from quizdesigner.quiz.retake import After, after
from quizdesigner.quiz.tags import group_of

names = st.lists(
    st.sampled_from(["goal:sleep", "goal:energy", "Goal:calm", "skin:dry", "skin:oily", "vip", "new"]), max_size=6
).map(tuple)
retakes = st.sampled_from(get_args(Retake))


@pytest.mark.parametrize(
    ("retake", "expected"),
    [
        ("replace", After(("skin:dry", "goal:energy"), ("goal:energy",), ("goal:sleep", "age:30s", "vip"))),
        ("accumulate", After(("goal:sleep", "skin:dry", "age:30s", "vip", "goal:energy"), ("goal:energy",), ())),
        ("by_group", After(("skin:dry", "age:30s", "vip", "goal:energy"), ("goal:energy",), ("goal:sleep",))),
    ],
)
def test_the_three_ways(retake: Retake, expected: After) -> None:
    assert after(("goal:sleep", "skin:dry", "age:30s", "vip"), ("skin:dry", "goal:energy"), retake) == expected


def test_a_group_is_the_same_in_capitals() -> None:
    assert after(("Goal:sleep",), ("goal:energy",), "by_group").removed == ("Goal:sleep",)


@given(before=names, now=names, retake=retakes)
def test_the_sums_agree(before: tuple[str, ...], now: tuple[str, ...], retake: Retake) -> None:
    found = after(before, now, retake)
    assert set(found.tags) == set(before) - set(found.removed) | set(now)
    assert set(found.added) == set(now) - set(before)
    assert set(found.removed) <= set(before) - set(now)
    assert all(len(set(some)) == len(some) for some in (found.tags, found.added, found.removed))


@given(before=names, now=names)
def test_each_way_takes_away_what_it_says(before: tuple[str, ...], now: tuple[str, ...]) -> None:
    gone = set(before) - set(now)
    groups = {group_of(tag).casefold() for tag in now} - {""}
    assert set(after(before, now, "replace").removed) == gone
    assert after(before, now, "accumulate").removed == ()
    assert set(after(before, now, "by_group").removed) == {tag for tag in gone if group_of(tag).casefold() in groups}


@given(now=names, retake=retakes)
def test_the_same_take_again_changes_nothing(now: tuple[str, ...], retake: Retake) -> None:
    first = after((), now, retake)
    assert first == After(tuple(dict.fromkeys(now)), tuple(dict.fromkeys(now)), ())
    assert after(first.tags, now, retake) == After(first.tags, (), ())
