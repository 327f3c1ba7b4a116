"""Hands on the keys in Customer Tags: moving, taking off, pasting, what is refused, undo, forty choices in a row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz.document import Choice, Kind, Project, Question, Quiz
from quizdesigner.views.customer_tags import CustomerTagsPane, geometry
from quizdesigner.views.customer_tags.rows import QuestionRow
from quizdesigner.views.desk import Desk
from tests.views.keyboard import press, write
from tests.views.tagging import Held, Key, lines, on_screen, open_choice, skin_project, tags_of


@pytest.fixture
def project() -> Project:
    """The project of these tests."""
    return skin_project()


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> CustomerTagsPane:
    """The place on screen."""
    return on_screen(desk, show)


def test_tab_adds_and_goes_on_and_shift_tab_goes_back(pane: CustomerTagsPane, desk: Desk) -> None:
    open_choice(pane, "feel", "dry")
    write("a")
    press(Key.Key_Tab)
    assert pane.list.typing == ("feel", "oily")
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    assert pane.list.typing == ("bother", "red")
    write("b")
    press(Key.Key_Tab, Held.ShiftModifier)
    assert pane.list.typing == ("feel", "fine")
    assert tags_of(desk, "feel", "dry") == ["skin:dry", "skin:a"]
    assert tags_of(desk, "bother", "red") == ["concern:redness", "b"]


def test_tab_leads_out_after_the_last_choice(pane: CustomerTagsPane) -> None:
    open_choice(pane, "bother", "none")
    press(Key.Key_Tab)
    assert pane.list.typing is None
    assert not pane.list.field.isVisible()
    assert not pane.list.hasFocus()


def test_enter_and_arrows_on_an_empty_field_move(pane: CustomerTagsPane) -> None:
    open_choice(pane, "feel", "fine")
    press(Key.Key_Return)
    assert pane.list.typing == ("bother", "red")
    press(Key.Key_Down)
    assert pane.list.typing == ("bother", "spots")
    press(Key.Key_Up)
    press(Key.Key_Up)
    assert pane.list.typing == ("feel", "fine")


def test_backspace_on_empty_takes_the_last_chip(pane: CustomerTagsPane, desk: Desk) -> None:
    open_choice(pane, "feel", "oily")
    write("x")
    press(Key.Key_Backspace)
    assert tags_of(desk, "feel", "oily") == ["skin:oily", "concern:redness"]
    press(Key.Key_Backspace)
    assert tags_of(desk, "feel", "oily") == ["skin:oily"]
    press(Key.Key_Backspace)
    press(Key.Key_Backspace)
    assert tags_of(desk, "feel", "oily") == []
    assert pane.list.field.line.hasFocus()


def test_left_reaches_the_chips_and_delete_takes_one_off(pane: CustomerTagsPane, desk: Desk) -> None:
    open_choice(pane, "feel", "oily")
    press(Key.Key_Left)
    press(Key.Key_Left)
    press(Key.Key_Delete)
    assert tags_of(desk, "feel", "oily") == ["concern:redness"]
    assert pane.list.field.line.hasFocus()


def test_ctrl_enter_tags_the_whole_question(pane: CustomerTagsPane, desk: Desk) -> None:
    open_choice(pane, "bother", "spots")
    write("all")
    press(Key.Key_Return, Held.ControlModifier)
    assert [tags_of(desk, "bother", choice)[-1] for choice in ("red", "spots", "none")] == ["all"] * 3
    assert desk.editor.undo_labels == ("tag question",)
    desk.editor.undo()
    assert tags_of(desk, "bother", "none") == []


def test_pasted_lists_become_several_tags(pane: CustomerTagsPane, desk: Desk) -> None:
    open_choice(pane, "feel", "fine")
    QGuiApplication.clipboard().setText("a, b; goal:c\nD\ta")
    press(Key.Key_V, Held.ControlModifier)
    assert tags_of(desk, "feel", "fine") == ["skin:a", "skin:b", "goal:c", "skin:D"]
    assert pane.list.field.line.text() == ""
    assert len(desk.editor.undo_labels) == 1


def test_a_comma_finishes_a_tag_as_it_was_typed(pane: CustomerTagsPane, desk: Desk) -> None:
    open_choice(pane, "feel", "fine")
    write("re,calm,")
    assert tags_of(desk, "feel", "fine") == ["skin:re", "skin:calm"]


def test_what_cannot_be_is_said_at_once_and_stays(pane: CustomerTagsPane, desk: Desk) -> None:
    field = open_choice(pane, "feel", "fine")
    QGuiApplication.clipboard().setText("x" * 101)
    press(Key.Key_V, Held.ControlModifier)
    assert field.said.text() == (
        "This tag has 106 characters; CRMs carry 100 at most. Mailchimp carries 100 characters of a tag."
    )
    press(Key.Key_Return)
    press(Key.Key_Tab)
    assert field.line.text() == "x" * 101
    assert pane.list.typing == ("feel", "fine")
    assert desk.editor.undo_labels == ()
    for _ in range(6):
        press(Key.Key_Backspace)
    assert field.said.text() == ""


def test_a_name_without_a_value_is_said_when_it_is_to_be_added(pane: CustomerTagsPane) -> None:
    field = open_choice(pane, "feel", "fine")
    write("goal:")
    assert field.said.text() == ""
    press(Key.Key_Return)
    assert field.said.text().startswith("Type a value after “goal:”")
    assert field.line.text() == "goal:"


def test_of_a_pasted_list_the_sound_ones_are_added(pane: CustomerTagsPane, desk: Desk) -> None:
    field = open_choice(pane, "feel", "fine")
    QGuiApplication.clipboard().setText(f"a, {'y' * 120}, b")
    press(Key.Key_V, Held.ControlModifier)
    assert tags_of(desk, "feel", "fine") == ["skin:a", "skin:b"]
    assert field.line.text() == "y" * 120
    assert "CRMs carry 100 at most" in field.said.text()


def test_a_megabyte_is_refused_in_words(pane: CustomerTagsPane, desk: Desk) -> None:
    field = open_choice(pane, "feel", "fine")
    QGuiApplication.clipboard().setText("x, " * 349_526)
    press(Key.Key_V, Held.ControlModifier)
    assert field.said.text() == (
        "That is 1,048,578 characters. At most 20,000 can be pasted at once; nothing was added."
    )
    assert field.line.text() == ""
    assert desk.editor.undo_labels == ()


def test_a_megabyte_from_the_mouses_menu_is_refused_too(pane: CustomerTagsPane, desk: Desk) -> None:
    field = open_choice(pane, "feel", "fine")
    QGuiApplication.clipboard().setText("x, " * 349_526)
    field.line.paste()
    assert field.said.text() == "That is too many characters. At most 20,000 can be pasted at once; nothing was added."
    assert field.line.text() == ""
    assert desk.editor.undo_labels == ()


def test_escape_closes_the_completer_then_the_field(pane: CustomerTagsPane, desk: Desk) -> None:
    field = open_choice(pane, "feel", "fine")
    write("re")
    press(Key.Key_Escape)
    assert field.isVisible()
    assert field.completer.popup.isHidden()
    assert field.line.text() == "re"
    press(Key.Key_Escape)
    assert not field.isVisible()
    assert pane.list.hasFocus()
    assert pane.list.current_key() == ("feel", "fine")
    assert desk.editor.undo_labels == ()


def test_the_whole_list_opens_on_an_empty_line(pane: CustomerTagsPane, desk: Desk) -> None:
    field = open_choice(pane, "feel", "fine")
    press(Key.Key_Down, Held.AltModifier)
    assert lines(field)[:2] == ["skin:dry, already on 1 choice", "skin:oily, already on 1 choice"]
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert tags_of(desk, "feel", "fine") == ["skin:oily"]


def test_unfinished_words_wait_where_they_were_typed(pane: CustomerTagsPane) -> None:
    field = open_choice(pane, "feel", "fine")
    write("unfin")
    open_choice(pane, "feel", "dry")
    assert field.line.text() == ""
    open_choice(pane, "feel", "fine")
    assert field.line.text() == "unfin"


def test_undo_shows_at_once_and_keeps_the_field(pane: CustomerTagsPane, desk: Desk) -> None:
    field = open_choice(pane, "feel", "fine")
    write("one")
    press(Key.Key_Return)
    write("half")
    undo = QAction("Undo", pane)
    undo.setShortcut("Ctrl+Z")
    undo.triggered.connect(desk.editor.undo)
    pane.addAction(undo)
    press(Key.Key_Z, Held.ControlModifier)
    assert not field.row.chips
    assert field.line.text() == "half"
    assert field.line.hasFocus()
    desk.editor.redo()
    assert [chip.name for chip in field.row.chips] == ["skin:one"]


def test_the_default_group_is_edited_in_place(pane: CustomerTagsPane, desk: Desk) -> None:
    open_choice(pane, "bother", "none")
    press(Key.Key_G, Held.ControlModifier)
    write("a:b")
    assert pane.list.group.said.text() == "A group has no colon inside it."
    press(Key.Key_Backspace)
    press(Key.Key_Backspace)
    press(Key.Key_Return)
    assert [row.group for row in pane.list.rows.rows if isinstance(row, QuestionRow)] == ["skin", "a"]
    write("fresh")
    press(Key.Key_Return)
    assert tags_of(desk, "bother", "none") == ["a:fresh"]


def test_the_chip_of_the_default_group_is_clicked(pane: CustomerTagsPane, qtbot: QtBot) -> None:
    head = pane.list.rows.row(("feel", ""))
    assert isinstance(head, QuestionRow)
    chip = geometry.group_rect(pane.list.visualRect(pane.list.rows.index(pane.list.rows.place(head.key))), head)
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=chip.center())
    assert pane.list.group.hasFocus()
    assert pane.list.group.text() == "skin"


def test_many_chips_make_the_row_grow(pane: CustomerTagsPane) -> None:
    field = open_choice(pane, "feel", "fine")
    QGuiApplication.clipboard().setText(", ".join(f"quite-a-long-name-{number}" for number in range(12)))
    press(Key.Key_V, Held.ControlModifier)
    rect = pane.list.visualRect(pane.list.rows.index(pane.list.rows.place(("feel", "fine"))))
    assert rect.height() > 42
    assert rect.contains(field.geometry())
    assert field.rect().contains(field.line.geometry())
    press(Key.Key_Escape)
    after = pane.list.visualRect(pane.list.rows.index(pane.list.rows.place(("feel", "fine"))))
    assert after.height() > 42


def test_a_readers_file_refuses_in_words(desk: Desk, pane: CustomerTagsPane, file: ProjectFile) -> None:
    said: list[str] = []
    desk.noticed.connect(lambda text, tone: said.append(text))
    file.close()
    with project_file.open(file.path, read_only=True) as reading:
        desk.editor.file = reading
        field = open_choice(pane, "feel", "fine")
        write("calm")
        press(Key.Key_Return)
        assert field.line.text() == "calm"
        assert said
        assert said[0].endswith("Nothing was changed.")


class TestForty:
    """The measure of the place: forty choices, by keys alone."""

    @pytest.fixture
    def project(self) -> Project:
        questions = tuple(
            Question(
                f"q{number}",
                Kind.SINGLE,
                f"Question {number}",
                choices=tuple(Choice(f"c{place}", f"Choice {place}") for place in range(5)),
                default_group=f"facet{number}",
            )
            for number in range(8)
        )
        return Project("p", "Halden", (Quiz("quiz", "Forty", questions),))

    def test_forty_choices_by_keys_alone(self, pane: CustomerTagsPane, desk: Desk, file: ProjectFile) -> None:
        words = "calm dry oily red firm".split()
        for number in range(8):
            for word in words:
                write(f"{word}{number}")
                press(Key.Key_Tab)
        assert pane.header.tagged.text() == "40 of 40 choices tagged"
        project = desk.project
        file.close()
        with project_file.open(file.path) as again:
            assert again.project == project
            names = {tag.id: tag.name for tag in again.project.tags}
            linked = [
                [names[tag] for tag in choice.tags]
                for question in again.project.quizzes[0].questions
                for choice in question.choices
            ]
        assert linked == [[f"facet{number}:{word}{number}"] for number in range(8) for word in words]
