"""The forecast of a window, counted by a process of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizdesigner.errors import Unavailable
from quizdesigner.forecast.messages import Ask
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.coverage import Count, Coverage, Placing, TooMany, Wanted, forecast
from quizdesigner.quiz.document import HasTag, Not, Segment
from quizdesigner.quiz.play import walk
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views.counter import Answered, CountingProcess
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.forecast import BROKE_OFF
from quizdesigner.views.preferences import Preferences
from tests.quiz.projects import hopeless
from tests.views.counting import CountingHere
from tests.views.standing import finish


@pytest.fixture
def process(qapp: QApplication) -> Iterator[CountingProcess]:
    made = CountingProcess()
    yield made
    made.stop()


@pytest.fixture
def desk(editor: Editor, preferences: Preferences, secrets: Secrets, process: CountingProcess) -> Desk:
    return Desk(editor, preferences, secrets, process)


def settled(desk: Desk, qtbot: QtBot) -> Coverage:
    """The forecast once everything asked so far is counted."""
    qtbot.waitUntil(lambda: desk.forecast.current)
    found = desk.forecast.coverage
    assert isinstance(found, Coverage)
    return found


def test_each_edit_is_counted_exactly_beside_the_window(desk: Desk, qtbot: QtBot) -> None:
    project = desk.project
    assert desk.forecast.coverage is None
    first = settled(desk, qtbot)
    right = forecast(project, desk.quiz)
    assert isinstance(right, Coverage)
    assert (first.sheets, first.questions) == (right.sheets, right.questions)
    assert all(isinstance(one.placing, Placing) for one in first.products)

    optional = next(one for one in desk.quiz.questions if one.traits.has_choices and one.required)
    desk.editor.do(edits.change_question, desk.quiz_id, optional.id, required=False)
    assert not desk.forecast.current
    second = settled(desk, qtbot)
    assert second.sheets > first.sheets
    desk.editor.do(edits.change_question, desk.quiz_id, optional.id, title="Only words")
    assert settled(desk, qtbot).sheets == second.sheets
    desk.editor.undo()
    desk.editor.undo()
    assert settled(desk, qtbot) == first


def test_many_edits_in_a_row_end_with_the_last_one(desk: Desk, qtbot: QtBot) -> None:
    tags = [tag.id for tag in desk.project.tags[:3]]
    for number, tag in enumerate(tags):
        desk.editor.do(edits.add_segment, Segment(f"s{number}", tag, HasTag(tag)))
    found = settled(desk, qtbot)
    assert [*found.rules][-3:] == ["s0", "s1", "s2"]


@pytest.mark.usefixtures("loop")
def test_examples_shares_and_comparisons_are_answered(desk: Desk, qtbot: QtBot) -> None:
    tag = desk.project.tags[0].id
    desk.editor.do(edits.add_segment, Segment("not", "Not", Not(HasTag(tag))))
    found = settled(desk, qtbot)

    async def ask() -> None:
        sheet = await desk.forecast.example(Wanted("rule", "not"))
        assert sheet is not None
        assert tag not in walk(desk.quiz, sheet).ends_with.tags
        share = await desk.forecast.share(HasTag(tag))
        assert isinstance(share, Count)
        assert share.sheets + found.rules["not"].sheets == found.sheets  # type: ignore[union-attr]
        whole = await desk.forecast.whole()
        assert isinstance(whole, Coverage)
        assert whole.rules["not"] == Count(found.sheets - share.sheets, sheet)
        before = bundle_of(desk.project, desk.quiz)
        project = edits.delete_tag(desk.project, tag)
        after = bundle_of(project, project.quiz(desk.quiz_id))
        told = await desk.forecast.consequences(before, after, desk.quiz_id)
        assert told.figures.tags  # type: ignore[union-attr]

    finish(ask())


@pytest.mark.usefixtures("loop")
def test_a_process_that_dies_is_said_and_the_next_edit_starts_another(
    desk: Desk, process: CountingProcess, qtbot: QtBot
) -> None:
    settled(desk, qtbot)
    running = process.findChild(QProcess)
    assert isinstance(running, QProcess)

    said: list[str] = []

    async def ask() -> None:
        waiting = asyncio.ensure_future(desk.forecast.whole())
        await asyncio.sleep(0)
        running.kill()
        with pytest.raises(Unavailable) as trouble:
            await waiting
        said.append(str(trouble.value))

    with qtbot.captureExceptions() as faults:
        finish(ask())
        qtbot.waitUntil(lambda: bool(faults))
    assert "Your work is safe" in said[0]
    assert "The counting process ended" in str(faults[0][1])
    desk.editor.do(edits.add_segment, Segment("s", "S", HasTag(desk.project.tags[0].id)))
    assert "s" in settled(desk, qtbot).rules
    assert settled(desk, qtbot).products


def test_counting_that_breaks_off_twice_is_a_problem_until_an_edit_brings_it_back(
    editor: Editor, preferences: Preferences, secrets: Secrets, qtbot: QtBot
) -> None:
    counter = Deadly()
    desk = Desk(editor, preferences, secrets, counter)
    qtbot.waitUntil(lambda: desk.forecast.broken)
    qtbot.waitUntil(lambda: bool(desk.problems.found))
    (told,) = desk.problems.found
    assert told.text.startswith(BROKE_OFF)
    assert (counter.lives, desk.forecast.current) == (3, False)

    counter.deadly = False
    desk.editor.do(edits.set_quiz_tags, desk.quiz_id, ["more"], desk.editor.new_id)
    settled(desk, qtbot)
    assert not desk.forecast.broken
    assert told not in desk.forecast.problems


def test_too_many_is_no_answer_while_a_better_one_is_on_its_way(desk: Desk, qtbot: QtBot) -> None:
    settled(desk, qtbot)
    seen: list[tuple[bool, bool]] = []
    desk.forecast.changed.connect(
        lambda: seen.append((isinstance(desk.forecast.coverage, TooMany), desk.forecast.current))
    )
    desk.editor.do(lambda _: hopeless(60), label="another quiz")
    qtbot.waitUntil(lambda: desk.forecast.current)
    assert (False, False) in seen
    assert (True, False) not in seen
    assert seen[-1] == (True, True)


class Deadly(CountingHere):
    """Dies over each version while it is `deadly`."""

    deadly = True

    def ask(self, ask: Ask, answered: Answered | None = None) -> None:
        """Die over it, or count."""
        if not self.deadly:
            super().ask(ask, answered)
        elif answered is not None:
            self.lives += 1
            answered(None)


def test_a_project_without_a_quiz_has_nothing_to_count(desk: Desk, file: ProjectFile, qtbot: QtBot) -> None:
    settled(desk, qtbot)
    desk.editor.do(lambda project: replace(project, quizzes=()), label="delete all")
    assert desk.forecast.coverage is None
    assert desk.forecast.current
