"""A counting process that is killed, talks nonsense or never starts: the window goes on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess

from quizdesigner.models import project_file
from quizdesigner.quiz import edits
from quizdesigner.quiz.coverage import Count, Coverage, TooMany
from quizdesigner.quiz.document import (
    HasTag,
)
from quizdesigner.views.forecast import BROKE_OFF
from tests.journeys.conftest import Standing
from tests.quiz.projects import hopeless


def running(desktop: Standing) -> QProcess:
    """The counting process under way."""
    found = [one for one in desktop.whole.counter.findChildren(QProcess) if one.processId()]
    assert found, "it was started"
    return found[-1]


async def settled(desktop: Standing) -> None:
    """Wait until the quiz is counted."""
    await desktop.hands.until(lambda: desktop.desk.forecast.current, "the count")


def told(desktop: Standing) -> str:
    """The faults shown since this was asked last."""
    found, desktop.faults[:] = "\n".join(desktop.faults), []
    return found


def test_the_process_is_killed_while_it_counts(desktop: Standing) -> None:
    """It begins again by itself, once; the next edit begins anew."""

    async def walk() -> None:
        await desktop.open_new(hopeless(60))
        desk = desktop.desk
        await desktop.hands.until(lambda: desktop.whole.counter.findChildren(QProcess), "the process")
        assert (desk.forecast.coverage, desk.forecast.current) == (None, False)
        desk.editor.do(edits.change_question, "q", "q0", required=False)
        running(desktop).kill()
        await desktop.hands.until(lambda: desktop.faults, "the fault")
        assert "The counting process ended" in told(desktop)
        await settled(desktop)
        assert isinstance(desk.forecast.coverage, TooMany)

    desktop.run(walk())


def test_the_process_is_killed_while_nothing_is_asked(desktop: Standing) -> None:
    """What is asked next is asked of another, which is told the quiz first: no figure is made up."""

    async def walk() -> None:
        await desktop.open_new()
        desk = desktop.desk
        await settled(desktop)
        rule = HasTag(desk.project.tags[0].id)
        right = await desk.forecast.share(rule)
        assert isinstance(right, Count)
        assert right.sheets
        running(desktop).kill()
        await desktop.hands.until(lambda: desktop.faults, "the fault")
        assert "The counting process ended" in told(desktop)
        assert await desk.forecast.share(rule) == right
        running(desktop).kill()
        await desktop.hands.until(lambda: desktop.faults, "the fault")
        assert told(desktop)
        assert isinstance(await desk.forecast.whole(), Coverage)
        assert desktop.window.statusbar.saved.text() == "Saved"

    desktop.run(walk())


def test_the_process_talks_nonsense(desktop: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is begun again once and then left, until the next edit; nothing but counting suffers."""
    talks = desktop.folder / "talks"
    talks.mkdir()
    (talks / "sitecustomize.py").write_text("import os; os.write(1, b'{\"number\": \\xff\\x00 Hello\\n')\n")
    monkeypatch.setenv("PYTHONPATH", str(talks))

    async def walk() -> None:
        path = await desktop.open_new()
        desk = desktop.desk
        await desktop.hands.until(lambda: len(desktop.faults) == 2, "two faults")
        assert told(desktop).count("RuntimeError: The counting process ended") == 2
        assert not desk.forecast.current
        await desktop.hands.until(lambda: desk.problems.found, "a word about it")
        assert BROKE_OFF in desk.problems.found[-1].text
        await desktop.hands.press("Ctrl+5", "Ctrl+4", "Ctrl+2", "Ctrl+1")
        monkeypatch.delenv("PYTHONPATH")
        assert desk.editor.do(edits.set_quiz_tags, desk.quiz_id, ["more"], desk.editor.new_id)
        await settled(desktop)
        assert isinstance(desk.forecast.coverage, Coverage)
        assert desktop.window.statusbar.saved.text() == "Saved"
        await desktop.hands.press("Ctrl+W")
        with project_file.open(path) as file:
            assert file.project.quizzes[0].tags

    desktop.run(walk())


def test_the_process_does_not_start(desktop: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    there = sys.executable
    monkeypatch.setattr(sys, "executable", str(Path(there).parent / "nothing-is-here"))

    async def walk() -> None:
        await desktop.open_new()
        desk = desktop.desk
        await desktop.hands.until(lambda: len(desktop.faults) == 2, "two faults")
        assert "The counting process ended" in told(desktop)
        monkeypatch.setattr(sys, "executable", there)
        assert desk.editor.do(edits.set_quiz_tags, desk.quiz_id, ["more"], desk.editor.new_id)
        await settled(desktop)
        assert isinstance(desk.forecast.coverage, Coverage)

    desktop.run(walk())
