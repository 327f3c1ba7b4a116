"""Killed at any moment, the file holds what was last called saved, or the one step that was just being saved."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from quizdesigner.models import project_file
from quizdesigner.quiz.wire import digest
from tests.quiz.projects import sleep_project

ROOT = Path(__file__).parents[2]


def killed(path: Path, seed: str, after: float) -> list[tuple[str, str]]:
    """What a writer said that was killed this many seconds after its first acknowledgement."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.models.writer", str(path), seed], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    with writer:
        first = writer.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            writer.wait(after)
        writer.kill()
        lines = [first, *writer.stdout]
    return [(what, about) for what, about in (line.split() for line in lines)]


def kill(folder: Path, times: int) -> int:
    """Kill writers of one file one after another; returns how many steps they had called saved."""
    path = folder / "killed.quizproject"
    project_file.create(path, sleep_project()).close()
    chance = random.Random(times)
    acknowledged = 0
    for number in range(times):
        said = killed(path, f"{times}-{number}", chance.uniform(0, 0.05))
        saved = [about for what, about in said if what == "saved"]
        allowed = {saved[-1], *(about for _, about in said[-1:])}
        with project_file.open(path) as file:
            assert not file.read_only
            assert digest(file.project) in allowed
            found = file.project
            if file.undo():
                file.redo()
            assert file.project == found
        acknowledged += len(saved) - 1
    return acknowledged


def test_killed_at_any_moment_nothing_saved_is_lost(tmp_path: Path) -> None:
    assert kill(tmp_path, 10) > 10


@pytest.mark.soak
def test_killed_very_often_nothing_saved_is_lost(tmp_path: Path) -> None:
    assert kill(tmp_path, 400) > 400
