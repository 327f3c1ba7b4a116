"""Undo and redo as a value: the steps that were done, the steps that were undone, and the rule for merging them."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from quizdesigner.quiz.rows import Patch, merged

MOST = 500
"""Steps that can be undone; the oldest is forgotten when another is done."""


class Step(Struct, frozen=True):
    """One step of an author: its name in the menu (“Rename question”) and what it changed.

    `n` tells the steps of a history apart and grows with time. Steps in a row with the same `merge` are one step, so
    that typing in one field is undone at once; None merges with nothing.
    """

    n: int
    label: str
    patch: Patch
    merge: str | None = None


class History(Struct, frozen=True):
    """`done` in the order it was done; `undone` with the next to be redone first.

    When `sealed`, the next step merges with nothing: the author has left the field, undone something, or come back.
    """

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
    sealed: bool = True


def push(history: History, label: str, patch: Patch, merge: str | None = None) -> History:
    """The history after one more step; what was undone can no longer be redone.

    A step that merges down to nothing (typed and deleted again) leaves the history.
    """
    last = history.done[-1] if history.done else None
    if last is None or history.sealed or merge is None or last.merge != merge:
        step = Step(last.n + 1 if last else 1, label, patch, merge)
        return History((*history.done, step)[-MOST:], (), sealed=False)
    both = merged(last.patch, patch)
    if not both:
        return History(history.done[:-1])
    return History((*history.done[:-1], replace(last, patch=both)), (), sealed=False)


def seal(history: History) -> History:
    """The same history, with its last step finished."""
    return history if history.sealed else replace(history, sealed=True)


def undo(history: History) -> tuple[Step, History]:
    """The step to take back, and the history once it is. IndexError when there is none."""
    step = history.done[-1]
    return step, History(history.done[:-1], (step, *history.undone))


def redo(history: History) -> tuple[Step, History]:
    """The step to do again, and the history once it is. IndexError when there is none."""
    step = history.undone[0]
    return step, History((*history.done, step), history.undone[1:])
