"""Too much and too odd text in everything about tags, segments and shoppers that can be typed or pasted into."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from quizdesigner.models import project_file
from quizdesigner.quiz.document import (
    Any,
    HasTag,
    Project,
    Segment,
    Shopper,
)
from quizdesigner.starters import load_starter
from quizdesigner.views.customer_tags import CustomerTagsPane
from quizdesigner.views.customer_tags.grid import TagGrid
from quizdesigner.views.preview.another import AnotherProduct
from quizdesigner.views.preview.saved import SavedShoppers
from quizdesigner.views.segments import SegmentsPane
from tests.journeys.conftest import Standing
from tests.journeys.test_bad_input_text import read_as_markup, said, whole
from tests.views.test_preview import pytestmark as engine_words

CONTROL = Qt.KeyboardModifier.ControlModifier


def tags_pane(desktop: Standing) -> CustomerTagsPane:
    """The place Customer Tags."""
    found = desktop.window.panes["customer_tags"]
    assert isinstance(found, CustomerTagsPane)
    return found


def segments_pane(desktop: Standing) -> SegmentsPane:
    """The place Segments."""
    found = desktop.window.panes["segments"]
    assert isinstance(found, SegmentsPane)
    return found


async def grid_of(desktop: Standing) -> TagGrid:
    """The grid of Customer Tags, with the keyboard at the first choice."""
    await desktop.author.go("customer_tags", "Ctrl+4")
    pane = tags_pane(desktop)
    pane.show_view("grid")
    await desktop.hands.rest()
    assert pane.grid is not None
    pane.grid.table.setFocus()
    return pane.grid


def paste(widget: QWidget, text: str) -> None:
    """Paste as the keys do."""
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(widget, Qt.Key.Key_V, CONTROL)


def line_with_keys() -> QLineEdit:
    """The line that has the keyboard."""
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    return found


async def settled(desktop: Standing) -> None:
    """Wait until the quiz is counted."""
    await desktop.hands.until(lambda: desktop.desk.forecast.current, "the count")


def in_file(desktop: Standing) -> Project:
    """What the file holds, read anew as by the next who opens it."""
    with project_file.open(desktop.desk.editor.file.path, read_only=True) as file:
        return file.project


@engine_words
def test_a_megabyte_is_pasted_into_every_field_of_the_audience(desktop: Standing) -> None:
    """Each keeps what was there and says in words why; none takes the window away."""

    async def walk() -> None:
        project = whole()
        quiz = replace(project.quizzes[0], shoppers=(Shopper("s", "Ana", {}),))
        await desktop.open_new(replace(project, quizzes=(quiz, *project.quizzes[1:])))
        window, hands, desk = desktop.window, desktop.hands, desktop.desk
        tag = desk.project.tags[0]
        group = desk.project.tag_groups[0].name
        await hands.press("Ctrl+5")
        segments = segments_pane(desktop)
        await hands.press("Ctrl+4")
        tags = tags_pane(desktop)
        await hands.press("Ctrl+7")
        saved, another = window.findChild(SavedShoppers), window.findChild(AnotherProduct)
        assert isinstance(saved, SavedShoppers)
        assert isinstance(another, AnotherProduct)
        grid = await grid_of(desktop)
        met = set()

        def name_in_grid() -> None:
            tags.show_view("grid")
            grid.table.setFocus()
            QTest.keyClick(grid.table, Qt.Key.Key_End)
            QTest.keyClick(grid.table, Qt.Key.Key_Return)

        def rename_in_list() -> None:
            tags.show_view("list")
            tags.library.ask("rename", tag.id)

        for place, begin in (
            ("segments", segments.field.line.setFocus),
            ("segments", lambda: segments.list.rename(segments.list.current)),
            ("segments", lambda: segments.list.edit_rule(segments.list.current)),
            ("customer_tags", name_in_grid),
            ("customer_tags", rename_in_list),
            ("customer_tags", lambda: tags.library.ask("split", tag.id)),
            ("customer_tags", lambda: tags.library.ask("merge", tag.id)),
            ("customer_tags", lambda: tags.library.list.grouped.emit(group, True)),
            ("preview", saved.begin),
            ("preview", another.open),
        ):
            desk.go(place)
            await hands.rest()
            window.notice.hide()
            begin()
            await hands.rest()
            field, before, words = line_with_keys(), desk.project, said(window)
            paste(field, "x" * 1_000_000)
            assert len(field.text()) <= 40_000, field.accessibleName()
            QTest.keyClick(field, Qt.Key.Key_Return)
            await hands.rest()
            name = field.accessibleName()
            assert desk.project is before, name
            assert said(window) - words, name
            met.add(name)
            await hands.press("Escape")
        assert len(met) == 10, met
        assert in_file(desktop) == before

    desktop.run(walk())


def test_sheets_nobody_meant_are_pasted_into_the_grid(desktop: Standing) -> None:
    """Formulas, lone quotation marks, line ends of all systems, halves of characters, and far too much of it."""

    async def walk() -> None:
        await desktop.open_new()
        grid, window = await grid_of(desktop), desktop.window
        desk = desktop.desk
        first = next(one for one in desk.quiz.questions if one.traits.has_choices).choices[0]
        for text, words in (
            ("x" * 1_000_000, "Nothing was pasted; 1 row fits no choice: “xxxx"),
            ("x\t" * 10_000 + "\n" + "x\n" * 100_000, "at most 2,000,000 cells can be pasted at once"),
            ('=1+1\t=HYPERLINK("javascript:alert(1)")\n@SUM(A1)\t-2+3', "2 rows fit no choice: “=1+1”, “@SUM(A1)”"),
            ('"never closed\tx\n"x"y\tz', "2 rows fit no choice"),
            (f"{first.title}\t\0\n", "Nothing was pasted"),
            (f"{first.title}\t{'y' * 5_000}\r", "1 name cannot be a tag: “yyyy"),
        ):
            window.notice.hide()
            before = desk.project
            paste(grid.table, text)
            assert words in window.notice.text(), text[:40]
            assert desk.project is before
        assert read_as_markup(window) == []

        # What is odd and can be a tag becomes one, in one step that is undone in one.
        heads = "\t".join(f"sheet{at % 50}:{at} <b>" for at in range(10_000))
        for text, words in (
            (f"\t{heads}\n{first.title}" + "\tx" * 10_000, "10,000 tags set; new: "),
            (f"{first.title}\t\u202e=HYPERLINK('x')\u202c\r\n{first.title}\t👩\u200d👩\u200d👧 שלום\r\n", "tag"),
        ):
            before = desk.project
            paste(grid.table, text)
            assert words in window.notice.text()
            assert in_file(desktop) == desk.project != before
            await desktop.hands.rest()
            assert read_as_markup(window) == []
            desk.editor.undo()
            assert desk.project == before

    desktop.run(walk())


def test_rules_nobody_meant_are_typed(desktop: Standing) -> None:
    async def walk() -> None:
        await desktop.open_new()
        await desktop.hands.press("Ctrl+5")
        pane, desk = segments_pane(desktop), desktop.desk
        tag = desk.project.tags[0].name
        before = desk.project
        for text, words in (
            ("(" * 10_000, "Brackets are nested more than 50 levels deep here."),
            ("not " * 4_000 + tag, "Brackets are nested more than 50 levels deep here."),
            (")" * 10_000, "This bracket closes nothing"),
            ("no such tag", "There is no tag “no”."),
            ("👩\u200d👩\u200d👧 or \u202egoal", "There is no tag “👩\u200d👩\u200d👧”."),
            ("<img src=x> and {0} %s", "There is no tag “<img”."),
            ('"' * 9_999, "This quotation mark is not closed."),
            (f"{tag} or " * 5_000 + tag, "A rule can have 19,999 characters here."),
            ("\0", "There is no tag"),
        ):
            pane.field.line.setFocus()
            pane.field.clear()
            paste(pane.field.line, text)
            pane.field.line.popup.hide()
            await desktop.hands.press("Return")
            assert words in pane.field.said.text(), text[:20]
            assert desk.project is before
            assert read_as_markup(desktop.window) == []

    desktop.run(walk())


def test_a_rule_too_long_for_its_line_is_not_cut_by_looking_at_it(desktop: Standing) -> None:
    async def walk() -> None:
        project = load_starter("skin")
        every = Any(tuple(HasTag(one.id) for one in project.tags) * 70)
        await desktop.open_new(replace(project, segments=(Segment("long", "Long", every),)))
        await desktop.hands.press("Ctrl+5")
        pane, desk = segments_pane(desktop), desktop.desk
        before = desk.project
        pane.list.edit_rule("long")
        await desktop.hands.press("Return")
        assert desk.project is before
        pane.list.edit_rule("long")
        await desktop.hands.write(" ")
        await desktop.hands.press("Return")
        assert "A rule can have 19,999 characters here." in pane.list.fields.rule.said.text()
        await desktop.hands.press("Escape")
        assert desk.project is before

    desktop.run(walk())
