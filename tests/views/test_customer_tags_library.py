"""The tag library and the filters: rename everywhere, merge, delete and undo, find, untagged, one tag's choices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Choice, Kind, Project, Question, Quiz
from quizdesigner.views.customer_tags import CustomerTagsPane
from quizdesigner.views.customer_tags.library_rows import GroupRow, TagRow
from quizdesigner.views.customer_tags.rows import ChoiceRow
from quizdesigner.views.desk import Desk
from tests.views.keyboard import press, write
from tests.views.tagging import Held, Key, library_project, on_screen


@pytest.fixture
def project() -> Project:
    return library_project()


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> CustomerTagsPane:
    """The place on screen."""
    return on_screen(desk, show)


def at_tag(pane: CustomerTagsPane, tag: str) -> QPoint:
    """Where a tag's chip is in the library."""
    library = pane.library.list
    return library.visualRect(library.rows.index(library.rows.place(tag))).center()


def choose(pane: CustomerTagsPane, tag: str) -> None:
    """Bring the library's cursor to a tag."""
    library = pane.library.list
    library.setFocus()
    library.setCurrentIndex(library.rows.index(library.rows.place(tag)))


def shown(pane: CustomerTagsPane) -> list[str]:
    """The choices in the list."""
    return [row.title for row in pane.list.rows.rows if isinstance(row, ChoiceRow) and not row.icon]


def names(desk: Desk) -> list[str]:
    """The tags of the project."""
    return [tag.name for tag in desk.project.tags]


def test_tags_stand_under_their_groups_with_counts(pane: CustomerTagsPane) -> None:
    rows = pane.library.list.rows.rows
    assert [(row.name, row.shown, row.unused) for row in rows if isinstance(row, GroupRow)] == [
        ("goal", 2, 0),
        ("avoid", 1, 1),
        ("", 1, 1),
    ]
    assert [(row.text, row.count) for row in rows if isinstance(row, TagRow)] == [
        ("sleep", 3),
        ("deep", 1),
        ("herbs", 0),
        ("<b>bold</b>", 0),
    ]


def test_the_library_can_stand_by_use(pane: CustomerTagsPane) -> None:
    pane.library.order.click()
    rows = pane.library.list.rows.rows
    assert [row.text for row in rows if isinstance(row, TagRow)] == [
        "goal:sleep",
        "goal:deep",
        "<b>bold</b>",
        "avoid:herbs",
    ]


def test_the_filter_field_narrows_the_library(pane: CustomerTagsPane) -> None:
    press(Key.Key_F, Held.ControlModifier | Held.ShiftModifier)
    write("her")
    assert [row.text for row in pane.library.list.rows.rows if isinstance(row, TagRow)] == ["herbs"]
    press(Key.Key_Escape)
    assert pane.library.list.rows.rowCount() == 7


def test_a_click_shows_the_tags_choices_and_again_all(pane: CustomerTagsPane, qtbot: QtBot) -> None:
    view = pane.library.list.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at_tag(pane, "sleep"))
    assert shown(pane) == ["Fall asleep", "Stay asleep", "Wool"]
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at_tag(pane, "deep"))
    assert shown(pane) == ["Stay asleep"]
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at_tag(pane, "deep"))
    assert len(shown(pane)) == 5
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at_tag(pane, "deep"))
    pane.list.setFocus()
    press(Key.Key_Escape)
    assert len(shown(pane)) == 5


def test_a_double_click_renames_everywhere(pane: CustomerTagsPane, desk: Desk, qtbot: QtBot) -> None:
    view = pane.library.list.viewport()
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at_tag(pane, "sleep"))
    field = pane.library.card.field
    assert field.hasFocus()
    assert field.selectedText() == "goal:sleep"
    write("goal:rest")
    press(Key.Key_Return)
    assert names(desk)[0] == "goal:rest"
    row = pane.list.rows.row(("avoid", "wool"))
    assert isinstance(row, ChoiceRow)
    assert [chip.name for chip in row.chips] == ["goal:rest"]
    assert not pane.library.card.isVisible()
    assert pane.library.list.hasFocus()
    assert pane.library.list.current_tag() == "sleep"


def test_a_taken_name_offers_to_merge(pane: CustomerTagsPane, desk: Desk) -> None:
    choose(pane, "deep")
    press(Key.Key_F2)
    write("Goal: Sleep")
    press(Key.Key_Return)
    card = pane.library.card
    assert card.said.text() == "“goal:sleep” is there already, on 3 choices. Enter again merges the two."
    assert card.do.text() == "Merge"
    assert "goal:deep" in names(desk)
    press(Key.Key_Return)
    assert "goal:deep" not in names(desk)
    assert pane.library.notice.text() == "goal:deep became goal:sleep on 1 choice."
    row = pane.list.rows.row(("goal", "stay"))
    assert isinstance(row, ChoiceRow)
    assert [chip.name for chip in row.chips] == ["goal:sleep"]


def test_a_name_no_crm_can_carry_stays_in_the_field(pane: CustomerTagsPane, desk: Desk) -> None:
    choose(pane, "deep")
    press(Key.Key_F2)
    write("goal;deep")
    card = pane.library.card
    assert card.said.text() == (
        "A tag cannot contain a semicolon: CRMs read it as the end of the tag. HubSpot splits a tag at a semicolon."
    )
    press(Key.Key_Return)
    assert card.field.text() == "goal;deep"
    press(Key.Key_Escape)
    assert card.isHidden()
    assert pane.library.list.hasFocus()
    assert desk.editor.undo_labels == ()


def test_a_group_is_renamed_with_all_its_tags(pane: CustomerTagsPane, desk: Desk) -> None:
    library = pane.library.list
    library.setFocus()
    library.setCurrentIndex(library.rows.index(0))
    press(Key.Key_F2)
    write("aim")
    press(Key.Key_Return)
    assert names(desk)[:2] == ["aim:sleep", "aim:deep"]
    assert desk.quiz.questions[0].default_group == "aim"


def test_one_tag_let_go_over_another_merges(pane: CustomerTagsPane, desk: Desk) -> None:
    library = pane.library.list
    data = library.rows.mimeData([library.rows.index(library.rows.place("deep"))])
    _drop(library.viewport(), at_tag(pane, "sleep"), data)
    assert pane.library.card.title.text() == "Merge goal:deep into goal:sleep"
    assert "goal:deep" in names(desk)
    press(Key.Key_Return)
    assert "goal:deep" not in names(desk)
    assert pane.library.notice.text() == "goal:deep became goal:sleep on 1 choice."


def test_a_tag_let_go_over_itself_or_a_group_does_nothing(pane: CustomerTagsPane, desk: Desk) -> None:
    library = pane.library.list
    data = library.rows.mimeData([library.rows.index(library.rows.place("deep"))])
    _drop(library.viewport(), at_tag(pane, "deep"), data)
    _drop(library.viewport(), library.visualRect(library.rows.index(0)).center(), data)
    assert desk.editor.undo_labels == ()


def test_a_tag_let_go_over_a_choice_is_linked(pane: CustomerTagsPane, desk: Desk) -> None:
    library = pane.library.list
    data = library.rows.mimeData([library.rows.index(library.rows.place("herbs"))])
    rect = pane.list.visualRect(pane.list.rows.index(pane.list.rows.place(("avoid", "noise"))))
    _drop(pane.list.viewport(), rect.center(), data)
    assert desk.quiz.questions[1].choices[1].tags == ("herbs",)


def test_merging_by_keys_alone(pane: CustomerTagsPane, desk: Desk) -> None:
    choose(pane, "deep")
    pane.library.list.begin("merge")
    card = pane.library.card
    assert not card.do.isEnabled()
    model = card.popup.view.model()
    assert [model.data(model.index(at, 0)) for at in range(model.rowCount())] == [
        "goal:sleep, already on 3 choices",
        "avoid:herbs, on no choice yet",
        "<b>bold</b>, on no choice yet",
    ]
    write("herb")
    press(Key.Key_Return)
    assert card.title.text() == "Merge goal:deep into avoid:herbs"
    assert "goal:deep" in names(desk)
    press(Key.Key_Return)
    assert "goal:deep" not in names(desk)
    assert desk.quiz.questions[0].choices[1].tags == ("herbs", "sleep")
    assert pane.library.list.current_tag() == "herbs"


def test_delete_says_what_it_touched_and_undo_brings_it_back(pane: CustomerTagsPane, desk: Desk, qtbot: QtBot) -> None:
    before = desk.project
    choose(pane, "sleep")
    press(Key.Key_Delete)
    assert "goal:sleep" in names(desk)
    press(Key.Key_Return)
    assert "goal:sleep" not in names(desk)
    assert pane.library.notice.text() == "goal:sleep was taken off 3 choices and out of 1 rule."
    assert pane.library.notice.isVisible()
    qtbot.mouseClick(pane.library.undo, Qt.MouseButton.LeftButton)
    assert desk.project == before
    assert not pane.library.notice.isVisible()
    assert pane.header.tagged.text() == "3 of 5 choices tagged"


def test_the_line_goes_when_undo_would_mean_another_step(pane: CustomerTagsPane, desk: Desk) -> None:
    choose(pane, "herbs")
    press(Key.Key_Delete)
    press(Key.Key_Return)
    assert pane.library.notice.text() == "avoid:herbs was deleted; it was on no choice."
    desk.editor.do(edits.rename_project, "Other")
    assert pane.library.notice.text() == ""


def test_find_narrows_by_choice_and_by_question(pane: CustomerTagsPane) -> None:
    press(Key.Key_F, Held.ControlModifier)
    assert pane.header.search.hasFocus()
    write("asleep")
    assert shown(pane) == ["Fall asleep", "Stay asleep"]
    press(Key.Key_Escape)
    write("avoid wool")
    assert shown(pane) == ["Wool"]
    write("x")
    assert shown(pane) == []
    assert any(label.text() == "No choice fits what you look for." for label in pane.findChildren(QLabel))
    again = next(one for one in pane.findChildren(QPushButton) if one.text() == "Show all choices")
    again.click()
    assert len(shown(pane)) == 5
    assert pane.header.search.text() == ""


def test_the_untagged_row_stays_until_it_is_left(pane: CustomerTagsPane, qtbot: QtBot) -> None:
    untagged = next(one for one in pane.header.findChildren(QPushButton) if one.text() == "Untagged 2")
    qtbot.mouseClick(untagged, Qt.MouseButton.LeftButton)
    assert shown(pane) == ["Nothing, thanks", "Noise"]
    pane.list.setFocus()
    press(Key.Key_Return)
    write("calm")
    press(Key.Key_Return)
    assert shown(pane) == ["Nothing, thanks", "Noise"]
    press(Key.Key_Tab)
    assert shown(pane) == ["Noise"]
    assert pane.list.typing == ("avoid", "noise")
    write("calm")
    press(Key.Key_Tab)
    assert shown(pane) == []
    assert any(label.text() == "Every choice has a tag." for label in pane.findChildren(QLabel))


def test_the_next_untagged_choice_is_one_key_away(pane: CustomerTagsPane) -> None:
    press(Key.Key_J, Held.ControlModifier)
    assert pane.list.typing == ("goal", "none")
    press(Key.Key_J, Held.ControlModifier)
    assert pane.list.typing == ("avoid", "noise")
    press(Key.Key_J, Held.ControlModifier)
    assert pane.list.typing == ("goal", "none")


def test_the_place_follows_the_question_looked_at(pane: CustomerTagsPane, desk: Desk) -> None:
    desk.open_question("avoid")
    assert pane.list.current_key() == ("avoid", "wool")
    pane.list.setFocus()
    press(Key.Key_Up)
    assert desk.question_id == "goal"


def test_a_tag_asked_for_elsewhere_is_shown(pane: CustomerTagsPane, desk: Desk) -> None:
    pane.library.search.setText("herbs")
    desk.tag_asked.emit("deep")
    assert shown(pane) == ["Stay asleep"]
    assert pane.library.list.current_tag() == "deep"


def test_what_changed_while_it_was_hidden_is_there_on_return(pane: CustomerTagsPane, desk: Desk) -> None:
    pane.hide()
    desk.editor.do(edits.add_choice, "quiz", "avoid", Choice("light", "Light"))
    desk.open_question("avoid")
    pane.show()
    assert shown(pane)[-1] == "Light"
    assert pane.list.current_key() == ("avoid", "wool")


def test_a_choice_deleted_under_the_field_leaves_the_focus_in_the_list(pane: CustomerTagsPane, desk: Desk) -> None:
    pane.list.open(("goal", "none"))
    desk.editor.do(edits.delete_choice, "quiz", "goal", "none")
    assert pane.list.typing is None
    assert pane.list.hasFocus()
    assert not pane.list.field.isVisible()


def test_f2_is_the_librarys_while_it_has_the_focus(pane: CustomerTagsPane) -> None:
    asked: list[str] = []
    action = QAction("Rename quiz", pane)
    action.setShortcut("F2")
    action.triggered.connect(lambda: asked.append("quiz"))
    pane.addAction(action)
    choose(pane, "deep")
    press(Key.Key_F2)
    assert asked == []
    assert pane.library.card.field.hasFocus()


def test_tool_tips_are_never_markup(pane: CustomerTagsPane) -> None:
    library = pane.library.list.rows
    tip = library.data(library.index(library.place("script")), Qt.ItemDataRole.ToolTipRole)
    assert tip == "<p>&lt;b&gt;bold&lt;/b&gt;, on no choice</p>"
    pane.show_choices_of("script")
    label = next(one for one in pane.findChildren(QLabel) if one.text() == "Only choices with <b>bold</b>")
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_every_control_has_a_name(pane: CustomerTagsPane) -> None:
    nameless = [
        one
        for one in pane.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isVisible() and not one.accessibleName()
    ]
    assert nameless == []


class TestNoChoices:
    """A quiz that asks nothing yet."""

    @pytest.fixture
    def project(self) -> Project:
        return Project("p", "Halden", (Quiz("quiz", "New", (Question("hi", Kind.WELCOME, "Hello"),)),))

    def test_an_empty_place_leads_to_the_builder(self, pane: CustomerTagsPane, desk: Desk, qtbot: QtBot) -> None:
        desk.go("customer_tags")
        assert pane.empty.isVisible()
        button = next(one for one in pane.empty.findChildren(QPushButton))
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert desk.place == "builder"


def _drop(target: QWidget, at: QPoint, data: QMimeData) -> None:
    """What Qt sends when something is dragged there and let go."""
    left, held = Qt.MouseButton.LeftButton, Held.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(at, Qt.DropAction.CopyAction, data, left, held))
    QApplication.sendEvent(target, QDragMoveEvent(at, Qt.DropAction.CopyAction, data, left, held))
    QApplication.sendEvent(target, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, left, held))
