"""An audience, made by hand, that fits neither its quiz nor itself, in every place that shows it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from msgspec.structs import replace

from quizdesigner.models.publications import Publication
from quizdesigner.quiz import wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.coverage import Coverage
from quizdesigner.quiz.document import (
    All,
    Any,
    Chose,
    HasTag,
    Not,
    Project,
    Quiz,
    Segment,
    Shopper,
    TagGroup,
)
from quizdesigner.starters import load_starter
from quizdesigner.views.history import HistoryPane
from quizdesigner.views.preview.saved import SavedShoppers
from tests.journeys.conftest import Standing
from tests.journeys.test_bad_input_audience import grid_of, in_file, paste, segments_pane, settled
from tests.journeys.test_bad_input_text import HOSTILE, hostile, read_as_markup
from tests.views.test_preview import pytestmark as engine_words


def odd(project: Project) -> Project:
    """The project with everything in its audience that does not fit: a file made by hand may say so."""
    quiz = project.quizzes[0]
    tag, nobody = project.tags[0].id, "a-tag-that-is-not-there"
    deep: Not = Not(HasTag(nobody))
    for _ in range(22):
        deep = Not(All((deep,)))
    page = replace(quiz.results[0], tags=(nobody, tag, tag))
    shoppers = (
        Shopper(
            "s1", HOSTILE, {quiz.questions[0].id: True, "gone": "x" * 20_000, quiz.questions[1].id: ("gone",) * 500}
        ),
        Shopper("s2", "", {}),
        Shopper("s3", "\u202eanA\0", {one.id: "\u202e" for one in quiz.questions}),
    )
    segments = (
        Segment("deep", HOSTILE, deep),
        Segment("gone", "\0\u202e", HasTag(nobody)),
        Segment("chose", "", Chose(quiz.questions[1].id, "gone")),
        Segment("all", "All", All(())),
        Segment("none", "None", Any(())),
    )
    groups = (
        TagGroup("goal", 7, True),
        TagGroup("other", 10**30),
        TagGroup("<b>x", single=True),
        TagGroup("", single=True),
    )
    return replace(
        project,
        quizzes=(replace(quiz, tags=(nobody, tag, tag), results=(page, *quiz.results[1:]), shoppers=shoppers),),
        segments=segments,
        tag_groups=groups,
    )


@engine_words
def test_an_audience_that_does_not_fit_its_quiz_is_shown_all_the_same(desktop: Standing) -> None:
    async def walk() -> None:
        project = odd(hostile(load_starter("skin")))
        assert wire.loads(wire.dumps(project)) == project
        await desktop.open_new(project)
        window, desk, hands = desktop.window, desktop.desk, desktop.hands
        await settled(desktop)
        assert isinstance(desk.forecast.coverage, Coverage)
        for keys in ("Ctrl+5", "Ctrl+4", "Ctrl+7", "Ctrl+2", "Ctrl+6", "Ctrl+1"):
            await hands.press(keys)
            assert read_as_markup(window) == [], keys
        pane = segments_pane(desktop)
        await hands.press("Ctrl+5")
        for one in desk.project.segments:
            pane.show_segment(one.id)
            for service in ("klaviyo", "mailchimp", "hubspot"):
                pane.side.copy.copy(service)
            await asyncio.sleep(0.1)
            assert read_as_markup(window) == [], one.id
        await hands.press("Ctrl+7")
        saved = window.findChild(SavedShoppers)
        assert isinstance(saved, SavedShoppers)
        for shopper in desk.quiz.shoppers:
            saved.chosen.emit(shopper.id)
            await asyncio.sleep(0.2)
            assert read_as_markup(window) == [], shopper.id
        window.statusbar.problems.click()
        await hands.rest()
        assert read_as_markup(window) == []
        assert any("is not there" in one.text for one in desk.problems.found)
        for _ in desk.problems.found:
            desk.problems.visit_next()
            await hands.rest()
        grid = await grid_of(desktop)
        paste(grid.table, "x")
        assert in_file(desktop) == desk.project
        assert read_as_markup(window) == []

    desktop.run(walk())


@engine_words
def test_versions_with_markup_and_of_nothing_alike_are_held_against_each_other(desktop: Standing) -> None:
    """An earlier version that has nothing in common with the draft, on a host that is gone, by somebody with markup."""

    async def walk() -> None:
        project = odd(hostile(load_starter("skin")))
        await desktop.open_new(project)
        window, desk = desktop.window, desktop.desk
        evil, empty = (
            bundle_of(one, one.quizzes[0])
            for one in (project, replace(project, tags=(), products=(), quizzes=(Quiz("skin", HOSTILE),)))
        )
        for revision, bundle in enumerate((empty, evil, empty), 1):
            at = datetime(2026, 11, revision, tzinfo=UTC)
            sent = Publication("skin", f"<b>{revision}", revision, wire.digest(bundle), at, HOSTILE, HOSTILE, bundle)
            desk.editor.file.record_publication(sent)
        desk.go("history")
        pane = window.panes["history"]
        assert isinstance(pane, HistoryPane)
        pane.show_part("versions")
        versions = pane.versions
        values = [versions.earlier.itemText(at) for at in range(versions.earlier.count())]
        assert len(values) == 4
        for place in range(len(values)):
            versions.earlier.setCurrentIndex(place)
            versions.earlier.changed.emit(versions.earlier.value)
            await asyncio.sleep(0.3)
            assert read_as_markup(window) == []
            versions.turn.click()
            await asyncio.sleep(0.3)
            assert read_as_markup(window) == []
        await desktop.hands.press("Ctrl+Shift+P")
        await asyncio.sleep(0.3)
        assert read_as_markup(window) == []

    desktop.run(walk())
