"""The ranges of a number by hand: made, named, put in order, split evenly and deleted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Choice, Chose, Kind, Project, Question, Quiz, ResultsPage, Role, Tag
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.builder.ranges_part import told
from quizdesigner.views.desk import Desk
from tests.views.building import ALT, KEY, builder, pick, reopened
from tests.views.keyboard import focused, press, write


@pytest.fixture
def project() -> Project:
    questions = (
        Question("age", Kind.NUMBER, "How old are you?", lowest=10, highest=90),
        Question("why", Kind.TEXT, "Why?"),
    )
    quiz = Quiz("q", "Quiz", questions, (ResultsPage("end", "Done"),))
    return Project("p", "Client", (quiz,), tags=(Tag("t", "age:young"),))


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> BuilderPane:
    made = builder(desk)
    show(made)
    return made


def ends(desk: Desk) -> list[tuple[float | None, float | None]]:
    return [(one.least, one.most) for one in desk.quiz.questions[0].options]


def test_ranges_are_made_by_keys(desk: Desk, pane: BuilderPane, file: ProjectFile) -> None:
    part = pane.inspector.ranges
    part.add.setFocus()
    press(KEY.Key_Return)
    assert ends(desk) == [(10, 90)], "the first takes every number"
    assert focused() is part.shown[0].title
    write("Young")
    part.shown[0].most.setFocus()
    part.shown[0].most.selectAll()
    write("29")
    part.add.setFocus()
    press(KEY.Key_Return)
    write("Older")
    assert ends(desk) == [(10, 29), (30, 90)], "the next fills the gap"
    assert [one.title for one in desk.quiz.questions[0].options] == ["Young", "Older"]
    assert [one.role for one in desk.quiz.questions[0].choices] == [Role.RANGE, Role.RANGE]
    assert not part.said.isVisible()
    assert reopened(file) == desk.project
    for _ in range(5):
        desk.editor.undo()
    assert ends(desk) == []


def test_gaps_and_overlaps_are_said_in_place(desk: Desk, pane: BuilderPane) -> None:
    for name, least, most in (("r1", 10, 30), ("r2", 30, 40), ("r3", 51, None)):
        desk.editor.do(edits.add_choice, "q", "age", Choice(name, name, role=Role.RANGE, least=least, most=most))
    said = pane.inspector.ranges.said
    assert said.text().startswith("In no range: 41 to 50. In several ranges: 30;")
    first = pane.inspector.ranges.shown[0]
    first.most.setFocus()
    press(KEY.Key_Down)
    assert said.text() == "In no range: 41 to 50."
    assert told(Question("n", Kind.NUMBER)) == ""


def test_a_range_is_shown_with_its_tags_and_moved_by_keys(desk: Desk, pane: BuilderPane) -> None:
    for name in ("r1", "r2"):
        desk.editor.do(edits.add_range, "q", "age", name)
    desk.editor.do(edits.change_choice, "q", "age", "r1", title="Young", tags=("t",))
    part = pane.inspector.ranges
    part.shown[0].title.setFocus()
    assert part.details.isVisible()
    press(KEY.Key_Down, ALT)
    assert [one.id for one in desk.quiz.questions[0].options] == ["r2", "r1"]
    assert focused() is part.shown[1].title
    assert len(desk.quiz.questions) == 2
    assert desk.quiz.questions[0].id == "age", "Alt+Down in a range moves the range, not the question"


def test_equal_ranges_keep_names_and_ask_about_those_that_go(desk: Desk, pane: BuilderPane) -> None:
    for name in ("r1", "r2", "r3"):
        desk.editor.do(edits.add_choice, "q", "age", Choice(name, name, role=Role.RANGE, least=10))
    desk.editor.do(edits.set_show_when, "q", "why", Chose("age", "r3"))
    desk.open_question("age")
    split = pane.inspector.ranges.split
    pick(split, "3")
    assert ends(desk) == [(10, 36), (37, 63), (64, 90)]
    assert split.currentIndex() == 0
    pick(split, "2")
    asked = pane.canvas.would_break
    assert "A rule of question 2 “Why?”" in asked.words
    assert len(ends(desk)) == 3
    press(KEY.Key_Return)
    assert ends(desk) == [(10, 50), (51, 90)]
    assert desk.quiz.questions[1].show_when is None
    desk.editor.undo()
    assert len(ends(desk)) == 3
    assert desk.quiz.questions[1].show_when == Chose("age", "r3")


def test_a_range_is_deleted_and_undone(desk: Desk, pane: BuilderPane, qtbot: QtBot) -> None:
    for name in ("r1", "r2"):
        desk.editor.do(edits.add_range, "q", "age", name)
    part = pane.inspector.ranges
    qtbot.mouseClick(part.shown[0].remove, Qt.MouseButton.LeftButton)
    assert [one.id for one in desk.quiz.questions[0].options] == ["r2"]
    press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(part.shown) == 2


def test_without_bounds_there_is_nothing_to_split(desk: Desk, pane: BuilderPane) -> None:
    desk.editor.do(edits.change_question, "q", "age", lowest=None)
    assert not pane.inspector.ranges.split.isEnabled()
