"""Tags that no choice gives: every taker's and those of results pages, typed as anywhere; and list or grid."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Kind, Project, Question, Quiz, ResultsPage
from quizdesigner.views.customer_tags import CustomerTagsPane
from quizdesigner.views.customer_tags.choice_model import spoken
from quizdesigner.views.customer_tags.rows import EVERYONE, ChoiceRow, SectionRow
from quizdesigner.views.desk import Desk
from tests.views.keyboard import press, write
from tests.views.tagging import Held, Key, on_screen, open_choice, skin_project, tags_of


@pytest.fixture
def project() -> Project:
    """The skin project with two results pages."""
    made = skin_project()
    pages = (ResultsPage("calm", "Your calm routine"), ResultsPage("plain"))
    return structs.replace(made, quizzes=(structs.replace(made.quizzes[0], results=pages),))


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> CustomerTagsPane:
    """The place on screen."""
    return on_screen(desk, show)


def named(desk: Desk, some: tuple[str, ...]) -> list[str]:
    """The names of these tags."""
    names = {tag.id: tag.name for tag in desk.project.tags}
    return [names[tag] for tag in some]


def shown(pane: CustomerTagsPane) -> list[str]:
    """Every row of the list that is not a question, as it is read aloud."""
    rows = pane.list.rows.rows
    return [spoken(row) for row in rows if isinstance(row, SectionRow) or (isinstance(row, ChoiceRow) and row.icon)]


def test_every_shopper_stands_first_and_results_pages_last(pane: CustomerTagsPane) -> None:
    assert shown(pane) == [
        "Every shopper: given on the first screen",
        "Whoever takes this quiz, no tag",
        "Results pages: given at the end",
        "Whoever ends on Your calm routine, no tag",
        "Whoever ends on a results page without a title, no tag",
    ]
    assert pane.header.tagged.text() == "3 of 6 choices tagged"


def test_the_list_begins_at_the_choices(pane: CustomerTagsPane) -> None:
    assert pane.list.current_key() == ("feel", "dry")
    press(Key.Key_Home)
    assert pane.list.current_key() == EVERYONE


def test_every_taker_is_tagged_by_the_same_keys(pane: CustomerTagsPane, desk: Desk) -> None:
    press(Key.Key_Home)
    write("taker")
    press(Key.Key_Return)
    write("often")
    press(Key.Key_Return, Held.ControlModifier)
    assert named(desk, desk.quiz.tags) == ["taker", "often"]
    assert desk.editor.undo_labels == ("tag every shopper", "tag every shopper")
    QGuiApplication.clipboard().setText("a, b")
    press(Key.Key_V, Held.ControlModifier)
    assert named(desk, desk.quiz.tags) == ["taker", "often", "a", "b"]
    press(Key.Key_Backspace)
    assert named(desk, desk.quiz.tags) == ["taker", "often", "a"]
    desk.editor.undo()
    desk.editor.undo()
    assert [chip.name for chip in pane.list.field.row.chips] == ["taker", "often"]


def test_tab_goes_from_the_last_choice_to_the_results_pages_and_out(pane: CustomerTagsPane, desk: Desk) -> None:
    open_choice(pane, "bother", "none")
    press(Key.Key_Tab)
    assert pane.list.typing == ("calm", "")
    assert desk.question_id == "calm"
    write("redn")
    press(Key.Key_Tab)
    assert named(desk, desk.quiz.results[0].tags) == ["concern:redness"]
    assert pane.list.typing == ("plain", "")
    press(Key.Key_Tab)
    assert pane.list.typing is None


def test_a_tag_of_a_results_page_is_found_and_counted(pane: CustomerTagsPane, desk: Desk) -> None:
    desk.editor.do(edits.set_page_tags, "quiz", "calm", ["newsletter"], desk.editor.new_id)
    library = pane.library.list.rows
    at = library.index(library.place("plain"))
    assert library.data(at, Qt.ItemDataRole.AccessibleTextRole) == "newsletter, in 1 place"
    pane.show_choices_of("plain")
    assert [row.title for row in pane.list.rows.rows if isinstance(row, ChoiceRow)] == [
        "Whoever ends on Your calm routine"
    ]
    open_choice(pane, "calm", "")
    press(Key.Key_Backspace)
    assert desk.quiz.results[0].tags == ()


def test_the_filters_leave_sections_out_that_have_nothing_to_show(pane: CustomerTagsPane) -> None:
    pane.header.show_untagged(True)
    assert shown(pane) == []
    pane.header.show_untagged(False)
    press(Key.Key_F, Held.ControlModifier)
    write("calm")
    assert shown(pane) == ["Results pages: given at the end", "Whoever ends on Your calm routine, no tag"]


def test_the_next_untagged_is_always_a_choice(pane: CustomerTagsPane) -> None:
    open_choice(pane, "bother", "none")
    press(Key.Key_J, Held.ControlModifier)
    assert pane.list.typing == ("feel", "fine")


def test_a_tag_let_go_over_a_results_page_is_given_there(pane: CustomerTagsPane, desk: Desk) -> None:
    pane.list.dropped.emit(("plain", ""), "dry")
    assert desk.quiz.results[1].tags == ("dry",)


class TestQuestionsWithoutChoices:
    """A quiz that asks for an email address alone still has takers."""

    @pytest.fixture
    def project(self) -> Project:
        return Project("p", "Halden", (Quiz("quiz", "New", (Question("mail", Kind.EMAIL, "Your email"),)),))

    def test_every_taker_can_be_tagged(self, pane: CustomerTagsPane, desk: Desk) -> None:
        press(Key.Key_Home)
        write("lead")
        press(Key.Key_Return)
        assert named(desk, desk.quiz.tags) == ["lead"]


def test_list_and_grid_share_the_filter(pane: CustomerTagsPane, qtbot: QtBot) -> None:
    grid = next(one for one in pane.header.findChildren(QPushButton) if one.text() == "Grid")
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton)
    assert pane.grid is not None
    assert pane.grid.isVisible()
    assert not pane.library.isVisible()
    assert not pane.header.search.isVisible()
    pane.header.show_untagged(True)
    press(Key.Key_G, Held.ControlModifier | Held.ShiftModifier)
    assert pane.list.isVisible()
    assert pane.library.isVisible()
    assert [row.title for row in pane.list.rows.rows if isinstance(row, ChoiceRow)] == [
        "Comfortable",
        "<b>Spots</b>",
        "Nothing",
    ]


def test_what_is_asked_for_in_the_list_leaves_the_grid(pane: CustomerTagsPane, desk: Desk) -> None:
    pane.show_view("grid")
    desk.tag_asked.emit("dry")
    assert pane.list.isVisible()
    assert tags_of(desk, "feel", "dry") == ["skin:dry"]
    pane.show_view("grid")
    press(Key.Key_J, Held.ControlModifier)
    assert pane.list.typing == ("feel", "fine")
