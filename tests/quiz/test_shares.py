"""Shares of exact counts in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz.shares import share


@pytest.mark.parametrize(
    ("some", "whole", "words"),
    [
        (0, 7, "0 %"),
        (7, 7, "100 %"),
        (1, 2, "50 %"),
        (97_200, 427_680, "22.7 %"),
        (1, 10_000, "< 0.1 %"),
        (9_999, 10_000, "> 99.9 %"),
        (0, 0, "0 %"),
        (10**400, 3 * 10**400, "33.3 %"),
    ],
)
def test_a_share_in_words(some: int, whole: int, words: str) -> None:
    assert share(some, whole) == words


@given(st.integers(0, 10**30), st.integers(1, 10**30))
def test_none_and_all_are_said_of_none_and_all_alone(some: int, whole: int) -> None:
    some = min(some, whole)
    assert (share(some, whole) == "0 %") == (some == 0)
    assert (share(some, whole) == "100 %") == (some == whole)
