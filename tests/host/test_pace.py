"""Waiting times: longer and longer, never too long, and what a service asks for within reason."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.host.pace import Rests, delay

chances = st.floats(0, 1, exclude_max=True)


@given(attempts=st.integers(1, 10_000), chance=chances)
def test_a_wait_is_between_two_seconds_and_an_hour(attempts: int, chance: float) -> None:
    assert 2.0 <= delay(attempts, None, chance) <= 3_600.0
    assert delay(attempts, None, chance) <= delay(attempts + 1, None, chance)


@given(asked=st.floats(allow_nan=False), chance=chances)
def test_what_a_service_asks_for_is_waited_up_to_a_day(asked: float, chance: float) -> None:
    wait = delay(1, asked, chance)
    assert 1.0 <= wait <= 86_400.0
    assert wait >= min(asked, 86_400.0)


def test_a_connection_rests_after_five_failures_in_a_row() -> None:
    rests = Rests()
    for _ in range(4):
        rests.failed(7, 100.0, None)
    assert rests.resting(100.0) == frozenset()
    rests.failed(7, 100.0, None)
    assert rests.resting(100.5) == {7}
    assert rests.resting(101.0) == frozenset()
    for _ in range(20):
        rests.failed(7, 200.0, None)
    assert rests.resting(259.9) == {7}
    assert rests.resting(260.0) == frozenset()


def test_an_answer_ends_the_rest() -> None:
    rests = Rests()
    rests.failed(7, 100.0, 50.0)
    assert rests.resting(149.0) == {7}
    rests.answered(7)
    assert rests.resting(149.0) == frozenset()
