"""Undo and redo as a value: what merges, what is forgotten, and that every way back leads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz.history import MOST, History, push, redo, seal, undo
from quizdesigner.quiz.rows import Change, apply, inverse, patch
from tests.quiz.projects import sleep_project


def change(before: str, after: str) -> tuple[Change, ...]:
    """A patch that turns one text into another."""
    return (Change("tag", "t", before.encode(), after.encode()),)


def test_typing_in_one_field_is_one_step() -> None:
    history = push(History(), "Rename tag", change("", "s"), "tag t")
    history = push(history, "Rename tag", change("s", "sl"), "tag t")
    assert [(one.n, one.label, one.patch) for one in history.done] == [(1, "Rename tag", change("", "sl"))]


@pytest.mark.parametrize(("first", "second"), [("tag t", "tag u"), (None, None), ("tag t", None), (None, "tag t")])
def test_other_fields_are_steps_of_their_own(first: str | None, second: str | None) -> None:
    history = push(push(History(), "One", change("a", "b"), first), "Two", change("b", "c"), second)
    assert [one.label for one in history.done] == ["One", "Two"]


def test_leaving_the_field_finishes_the_step() -> None:
    history = seal(push(History(), "One", change("a", "b"), "tag t"))
    assert len(push(history, "Two", change("b", "c"), "tag t").done) == 2


def test_coming_back_by_undo_and_typing_on_begins_a_new_step() -> None:
    history = push(push(History(), "One", change("a", "b"), "x"), "Two", change("b", "c"))
    _, history = undo(history)
    history = push(history, "Three", change("b", "d"), "x")
    assert [one.label for one in history.done] == ["One", "Three"]
    assert history.undone == ()


def test_typing_and_deleting_again_leaves_no_step() -> None:
    history = push(History(), "One", change("a", "b"))
    history = push(push(history, "Type", change("b", "c"), "x"), "Type", change("c", "b"), "x")
    assert [one.label for one in history.done] == ["One"]
    assert len(push(history, "Type", change("b", "c"), None).done) == 2


def test_the_oldest_step_is_forgotten() -> None:
    history = History()
    for number in range(MOST + 5):
        history = push(history, f"Step {number}", change(str(number), str(number + 1)))
    assert len(history.done) == MOST
    assert history.done[0].label == "Step 5"


def test_nothing_to_undo_or_redo() -> None:
    with pytest.raises(IndexError):
        undo(History())
    with pytest.raises(IndexError):
        redo(History())


@given(st.lists(st.tuples(st.sampled_from(["name", "shop", "undo", "redo"]), st.integers(0, 3)), max_size=30))
def test_every_way_back_leads_back(walk: list[tuple[str, int]]) -> None:
    """Against a model that keeps every project there was: a list, and a place in it."""
    project = sleep_project()
    history = History()
    past, place = [project], 0
    for what, number in walk:
        if what == "undo" and history.done:
            step, history = undo(history)
            project, place = apply(project, inverse(step.patch)), place - 1
        elif what == "redo" and history.undone:
            step, history = redo(history)
            project, place = apply(project, step.patch), place + 1
        elif what in ("name", "shop"):
            after = replace(project, **{what: f"https://{number}.example"})
            if there := patch(project, after):
                history = push(history, what, there)
                project, place, past = after, place + 1, [*past[: place + 1], after]
        assert project == past[place]
        assert len(history.done) == place
        assert len(history.undone) == len(past) - place - 1
        numbers = [one.n for one in (*history.done, *history.undone)]
        assert numbers == sorted(set(numbers))
