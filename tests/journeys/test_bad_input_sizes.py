"""Quizzes too large to count, projects without a quiz, and files that can only be read, in all places of audience."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication

from quizdesigner.models import project_file
from quizdesigner.quiz import edits
from quizdesigner.quiz.coverage import Coverage, TooMany
from quizdesigner.quiz.document import HasTag
from quizdesigner.starters import load_starter
from quizdesigner.views.customer_tags import CustomerTagsPane
from quizdesigner.views.customer_tags.touch_lines import Task
from quizdesigner.views.segments import SegmentsPane
from quizdesigner.views.welcome import Welcome
from tests.journeys.conftest import Standing
from tests.journeys.test_bad_input_counting import settled
from tests.quiz.projects import hopeless

Begin = tuple[str, Callable[[], object], tuple[str, ...]]
"""A place, how a try begins there, and the keys that end it."""


def segments_pane(desktop: Standing) -> SegmentsPane:
    """The place Segments."""
    found = desktop.window.panes["segments"]
    assert isinstance(found, SegmentsPane)
    return found


def test_a_quiz_nobody_can_count_is_edited_like_any_other(desktop: Standing) -> None:
    async def walk() -> None:
        path = await desktop.open_new(hopeless(700))
        hands, desk, window = desktop.hands, desktop.desk, desktop.window
        await hands.press("Ctrl+5")
        pane = segments_pane(desktop)
        await hands.until(lambda: isinstance(desk.forecast.coverage, TooMany), "the first answer")
        assert "too many combinations to count exactly" in pane.notice.text()
        for at in range(3):
            # Each of these ends a count of several seconds, which nobody waits for any more.
            assert desk.editor.do(edits.change_question, "q", f"q{at}", title=f"Other {at}")
            await hands.rest()
        for keys in ("Ctrl+4", "Ctrl+2", "Ctrl+1"):
            await hands.press(keys)
        assert window.statusbar.saved.text() == "Saved"
        assert isinstance(await desk.forecast.share(HasTag("t1")), TooMany)
        await hands.press("Ctrl+W")
        with project_file.open(path) as file:
            assert file.project.quizzes[0].questions[2].title == "Other 2"

    desktop.run(walk())


def test_windows_come_one_after_the_other_while_it_counts(desktop: Standing) -> None:
    async def walk() -> None:
        await desktop.open_new(hopeless(60), "first")
        await desktop.hands.rest()
        await desktop.hands.press("Ctrl+W")
        assert isinstance(desktop.whole.window, Welcome)
        await desktop.open_new(load_starter("coffee"), "second")
        await desktop.hands.press("Ctrl+5")
        await settled(desktop)
        second = desktop.desk.forecast.coverage
        assert isinstance(second, Coverage)
        assert len(second.tags) == len(desktop.desk.project.tags)
        desktop.whole.files.open_path(desktop.folder / "first.quizproject")
        await desktop.hands.rest()
        await desktop.hands.until(lambda: desktop.desk.forecast.coverage is not None, "the first answer")
        assert isinstance(desktop.desk.forecast.coverage, TooMany)
        desktop.desk.editor.do(edits.change_question, "q", "q0", required=False)
        await desktop.hands.press("Ctrl+Q")
        assert desktop.whole.finished.done()

    desktop.run(walk())


def test_a_project_without_quizzes_in_every_place(desktop: Standing) -> None:
    async def walk() -> None:
        made = load_starter("skin")
        await desktop.open_new(replace(made, quizzes=()))
        desk, window = desktop.desk, desktop.window
        before = desk.project
        for keys in ("Ctrl+5", "Ctrl+4", "Ctrl+2", "Ctrl+1"):
            await desktop.hands.press(keys, "Down", "Space", "Ctrl+V", "Alt+Down")
            await asyncio.sleep(0.05)
        for name in ("history", "segments", "customer_tags"):
            desk.go(name)
            await desktop.hands.rest()
        pane = segments_pane(desktop)
        for one in made.segments:
            pane.show_segment(one.id)
            pane.side.way.preview_one()
            pane.side.copy.copy("klaviyo")
            await desktop.hands.rest()
        window.statusbar.problems.click()
        await desktop.hands.rest()
        assert desk.forecast.coverage is None
        assert [one.name for one in desk.project.segments] == [one.name for one in before.segments]

    desktop.run(walk())


def test_a_file_that_can_only_be_read_in_every_place_of_the_audience(desktop: Standing) -> None:
    """Whatever is tried, nothing changes, and one is told so."""

    async def walk() -> None:
        path = desktop.folder / "client.quizproject"
        project_file.create(path, load_starter("skin")).close()
        with project_file.open(path):
            desktop.whole.files.open_path(path)
            await desktop.hands.rest()
            desk, window, hands = desktop.desk, desktop.window, desktop.hands
            before = desk.project
            tag, group, segment = before.tags[0].id, before.tag_groups[0].name, before.segments[0].id
            await hands.press("Ctrl+5", "Ctrl+4")
            pane, tags = segments_pane(desktop), window.panes["customer_tags"]
            assert isinstance(tags, CustomerTagsPane)
            tags.show_view("grid")
            grid = tags.grid
            assert grid is not None

            def go_to_grid() -> None:
                tags.show_view("grid")
                grid.table.setFocus()

            def begin_task(task: Task) -> None:
                tags.show_view("list")
                tags.library.ask(task, tag)

            def go_to_segment() -> None:
                pane.list.choose(segment)
                pane.list.setFocus()

            def in_grid(*keys: str) -> Begin:
                return "customer_tags", go_to_grid, keys

            def in_library(task: Task, *keys: str) -> Begin:
                return "customer_tags", lambda: begin_task(task), keys

            first = next(one for one in desk.quiz.questions if one.traits.has_choices).choices[0]
            QGuiApplication.clipboard().setText(f"{first.title}\tvip")
            tries: tuple[Begin, ...] = (
                in_grid("Space"),
                in_grid("Ctrl+V"),
                in_grid("Delete"),
                in_grid("End", "V", "I", "P", "Return"),
                in_library("rename", "V", "I", "P", "Return"),
                in_library("delete", "Return"),
                ("customer_tags", lambda: tags.library.list.grouped.emit(group, True), ("V", "I", "P", "Return")),
                ("segments", lambda: pane.list.rename(segment), ("V",)),
                ("segments", pane.list.delete, ()),
                ("segments", go_to_segment, ("Alt+Down",)),
                ("segments", lambda: pane.field.begin(before.tags[0].name), ("Return",)),
            )
            for at, (place, begin, keys) in enumerate(tries):
                desk.go(place)
                await hands.rest()
                window.notice.hide()
                begin()
                await hands.press(*keys)
                assert desk.project is before, at
                assert "Nothing was changed." in window.notice.text(), (at, window.notice.text())
                await hands.press("Escape")

    desktop.run(walk())
