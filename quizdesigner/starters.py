"""The finished quizzes a project can start from, read from the bundled resources."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Project
from quizdesigner.settings import resource


class Starter(Struct, frozen=True):
    """One finished quiz: its short name, the title people see, and the file it is in."""

    name: str
    title: str
    path: Path


_TITLES = {"skin": "Skin routine finder", "sleep": "Find your sleep stack", "coffee": "Which roast are you?"}
"""In the order in which they are offered."""


def starters() -> tuple[Starter, ...]:
    """Every finished quiz there is, in the order in which they are offered."""
    return tuple(Starter(name, title, resource(f"starters/{name}.json")) for name, title in _TITLES.items())


def load_starter(name: str) -> Project:
    """The project of the starter with this short name; KeyError when there is none.

    All projects loaded from one starter have the same ids: see `quiz.starters.fresh`.
    """
    paths = {starter.name: starter.path for starter in starters()}
    return wire.loads(paths[name].read_bytes())
