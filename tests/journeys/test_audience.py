"""The audience road: tags pasted into the grid, a segment typed, its shopper previewed, what a change does to both said
before it is published, and the same numbers on the command line, in the file and in the client report.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from quizdesigner.models import project_file
from quizdesigner.quiz import rules
from quizdesigner.quiz.coverage import Count, Coverage, forecast
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.play import walk
from quizdesigner.quiz.shares import share
from quizdesigner.views.customer_tags.grid import TagGrid
from quizdesigner.views.publish.comparison import Comparison
from tests.journeys.conftest import Standing
from tests.views.playing import NO_GRAPHICS_CARD

pytestmark = NO_GRAPHICS_CARD

SHEET = "\tmood:calm\tmood:bright\nCalm down and lose the redness\tx\t\nEven out dark spots\t\tx\nNobody said this\tx\t"
RULE = "mood:calm and not routine:full"
NAME = "Calm minimalists"


@pytest.fixture(autouse=True)
def clipboard() -> Iterator[None]:
    """Empty again before the application goes."""
    yield
    QGuiApplication.clipboard().clear()


def right(project: Project) -> Coverage:
    """Everything counted from the start, in this process."""
    found = forecast(project, project.quizzes[0])
    assert isinstance(found, Coverage)
    return found


def members(project: Project, found: Coverage) -> int:
    """How many answer sheets are in the segment of this journey."""
    count = found.rules[next(one.id for one in project.segments if one.name == NAME)]
    assert isinstance(count, Count)
    return count.sheets


async def paste_tags(desktop: Standing) -> None:
    """Open the grid by keys and paste the spreadsheet's block."""
    hands, author = desktop.hands, desktop.author
    await author.go("customer_tags", "Ctrl+4")
    await hands.press("Ctrl+Shift+G")
    QGuiApplication.clipboard().setText(SHEET)
    await hands.press("Ctrl+V")
    await hands.until(lambda: any(tag.name == "mood:bright" for tag in desktop.desk.project.tags), "the pasted tags")


async def type_segment(desktop: Standing) -> None:
    """Type the rule and its name."""
    hands, desk = desktop.hands, desktop.desk
    await desktop.author.go("segments", "Ctrl+5")
    await hands.press("Ctrl+Shift+N")
    await hands.write(RULE)
    # The first Escape puts the offers away, so that Enter means the rule.
    before = len(desk.project.segments)
    await hands.press("Return")
    if len(desk.project.segments) == before:
        await hands.press("Return")
    await hands.until(lambda: len(desk.project.segments) > before, "the new segment")
    await hands.press("Ctrl+A")
    await hands.write(NAME)
    await hands.press("Return")
    await hands.until(lambda: desk.project.segments[-1].name == NAME, "the segment's name")


async def counted(desktop: Standing) -> Coverage:
    """What the window knows once all is counted."""
    desk = desktop.desk
    await desktop.hands.until(lambda: desk.forecast.current, "the count")
    assert isinstance(desk.forecast.coverage, Coverage)
    return desk.forecast.coverage


def test_who_gets_what_is_known_before_it_is_live(desktop: Standing, tmp_path: Path) -> None:
    hands, author = desktop.hands, desktop.author
    said: list[str] = []
    files: list[Path] = []

    async def work() -> None:
        files.append(await desktop.open_new())
        desk = desktop.desk
        await paste_tags(desktop)
        await type_segment(desktop)
        told, real = await counted(desktop), right(desk.project)
        assert members(desk.project, told) == members(desk.project, real) > 0
        assert (told.sheets, told.questions) == (real.sheets, real.questions)

        await hands.click("Preview one", QAbstractButton)
        await hands.until(lambda: desk.place == "preview" and desk.answers, "the segment's shopper in Preview")
        ended = walk(desk.quiz, desk.answers)
        assert ended.waiting is None
        assert rules.holds(desk.project.segments[-1].rule, ended.ends_with)

        await hands.press("Ctrl+Shift+P")
        await hands.click("Use this computer", QAbstractButton)
        await hands.until(lambda: desk.live.online, "the host")
        await author.publish()
        await hands.press("Escape")

        await author.go("customer_tags", "Ctrl+4")
        await unmark(desktop, "Calm down and lose the redness", "mood:calm")
        was, now = real, right(desk.project)
        await counted(desktop)
        await hands.press("Ctrl+Shift+P")
        sheet = desktop.window.sheets["publish"].findChild(Comparison)
        assert isinstance(sheet, Comparison)
        await hands.until(lambda: sheet.told.whole or any(one.lines for one in sheet.told.changes), "the consequences")
        lines = [line for change in sheet.told.changes for line in change.lines] + [*sheet.told.together]
        said.extend(f"{line.text} | {line.counts}" for line in lines)
        before, after = members(desk.project, was), members(desk.project, now)
        assert before > after == 0
        gone = f"{share(before, was.sheets)} before | {before:,} → 0 of {now.sheets:,}"
        assert f"Segment {NAME} is empty now, {gone}" in said
        await author.publish()

    desktop.run(work())
    file = files[0]
    with project_file.open(file, read_only=True) as opened:
        project = opened.project
        assert [one.revision for one in opened.publications(project.quizzes[0].id)] == [2, 1]
    quiz = project.quizzes[0].id
    printed = json.loads(quizdesigner("coverage", file, "--quiz", quiz, "--json"))
    real = right(project)
    assert (printed["sheets"], printed["empty"]["sheets"]) == (real.sheets, real.empty.sheets)  # type: ignore[union-attr]
    assert f"Nobody is in “{NAME}”" in quizdesigner("check", file)
    assert NAME in quizdesigner("diff", file, "--quiz", quiz, "--from", 1, "--to", 2)
    quizdesigner("report", file, "--quiz", quiz, "--out", tmp_path / "report.html")
    assert NAME in (tmp_path / "report.html").read_text("utf-8")


async def unmark(desktop: Standing, choice: str, tag: str) -> None:
    """Take a tag off a choice: its cell in the grid, and Space."""
    grid = desktop.window.findChild(TagGrid)
    assert isinstance(grid, TagGrid)
    model, down, across = grid.table.model(), Qt.Orientation.Vertical, Qt.Orientation.Horizontal
    row = next(at for at in range(model.rowCount()) if choice in str(model.headerData(at, down)))
    column = next(at for at in range(model.columnCount()) if model.headerData(at, across) == tag)
    grid.table.go_to(row, column)
    await desktop.hands.press("Space")


def quizdesigner(*words: object) -> str:
    """What the command prints."""
    command = [sys.executable, "-m", "quizdesigner", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
