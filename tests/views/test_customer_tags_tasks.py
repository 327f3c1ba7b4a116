"""The library's cards: what a task touches before it is done, splitting, groups, and what counting says about tags."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.coverage import TooMany, forecast
from quizdesigner.quiz.document import (
    All,
    Any,
    Choice,
    Chose,
    Connection,
    HasTag,
    Jump,
    Kind,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Segment,
    Service,
    Tag,
    TagGroup,
)
from quizdesigner.views.customer_tags import CustomerTagsPane
from quizdesigner.views.customer_tags.library_rows import GroupRow, TagRow
from quizdesigner.views.customer_tags.touch_list import spoken
from quizdesigner.views.desk import Desk
from tests.views.keyboard import press, write
from tests.views.tagging import Key, on_screen, tags_of


@pytest.fixture
def project() -> Project:
    """Skin twice in two questions, a rule, a segment, a connection; a question nobody gets to, with a tag."""
    skin = Question(
        "skin",
        Kind.SINGLE,
        "How is your skin?",
        choices=(Choice("dry", "Tight", tags=("dry",)), Choice("oily", "Shiny", tags=("oily",))),
        jumps=(Jump("j", "feel", Any((Chose("skin", "dry"), Chose("skin", "oily")))),),
    )
    never = Question("never", Kind.SINGLE, "Never asked", choices=(Choice("a", "A", tags=("lost",)),))
    feel = Question(
        "feel",
        Kind.SINGLE,
        "And at midday?",
        choices=(Choice("dry", "Flaky", tags=("dry",)), Choice("oily", "Shiny", tags=("oily",))),
    )
    tip = Question("tip", Kind.STATEMENT, "A tip", show_when=HasTag("dry"))
    quiz = Quiz("quiz", "Skin", (skin, never, feel, tip), (ResultsPage("end", "Your routine", tags=("dry",)),))
    return Project(
        "p",
        "Halden",
        (quiz,),
        tags=(Tag("dry", "skin:dry"), Tag("oily", "skin:oily"), Tag("lost", "skin:lost"), Tag("vip", "vip:launch")),
        tag_groups=(TagGroup("skin", 1, True), TagGroup("vip", 2)),
        segments=(Segment("s1", "Dry ones", All((HasTag("dry"), HasTag("oily")))),),
        connections=(Connection("k1", Service.KLAVIYO),),
    )


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> CustomerTagsPane:
    """The place on screen."""
    return on_screen(desk, show)


def begin(pane: CustomerTagsPane, task: str, tag: str) -> None:
    """Ask for a task with a tag, as the menu does."""
    library = pane.library.list
    library.setFocus()
    library.setCurrentIndex(library.rows.index(library.rows.place(tag)))
    pane.library.ask(task, tag)  # type: ignore[arg-type]


def said(pane: CustomerTagsPane) -> list[str]:
    """The lines of the card as they are read aloud."""
    return [spoken(line) for line in pane.library.card.list.lines.rows]


def group(pane: CustomerTagsPane, name: str) -> GroupRow:
    """A group of the library."""
    return next(row for row in pane.library.list.rows.rows if isinstance(row, GroupRow) and row.name == name)


def at_group(pane: CustomerTagsPane, name: str) -> QPoint:
    """Where the title of a group is."""
    library = pane.library.list
    rect = library.visualRect(library.rows.index(library.rows.rows.index(group(pane, name))))
    return QPoint(rect.left() + 24, rect.center().y())


def test_delete_shows_all_it_touches_first(pane: CustomerTagsPane, desk: Desk) -> None:
    begin(pane, "delete", "dry")
    assert said(pane) == [
        "No longer give it: 3",
        "Tight, Question 1 “How is your skin?”",
        "Flaky, Question 3 “And at midday?”",
        "Whoever ends on Your routine",
        "Rules lose this part: 1",
        "Shown when the shopper has skin:dry, Statement “A tip”",
        "Segments lose this part: 1",
        "Dry ones",
        "Services keep what they have: 1",
        "Klaviyo: Profiles that carry skin:dry in quiz_tags keep it until they take the quiz again.",
    ]
    assert not desk.editor.can_undo
    press(Key.Key_Return)
    assert desk.editor.undo_labels == ("delete tag",)
    assert desk.project.segments[0].rule == All((HasTag("oily"),))
    assert desk.quiz.results[0].tags == ()
    assert pane.library.notice.text() == "skin:dry was taken off 3 places and out of 1 rule and 1 segment."
    assert pane.library.list.hasFocus()


def test_escape_leaves_everything_as_it_was(pane: CustomerTagsPane, desk: Desk) -> None:
    for task in ("rename", "merge", "split", "delete"):
        begin(pane, task, "dry")
        assert pane.library.card.isVisible()
        press(Key.Key_Escape)
        if task == "merge":
            # The first closed the list of tags.
            press(Key.Key_Escape)
        assert not pane.library.card.isVisible()
        assert pane.library.list.hasFocus()
    assert desk.editor.undo_labels == ()


def test_a_split_by_keys_alone(pane: CustomerTagsPane, desk: Desk) -> None:
    begin(pane, "split", "dry")
    card = pane.library.card
    assert card.field.text() == "skin:"
    write("flaky")
    press(Key.Key_Return)
    assert card.said.text() == "Tick what is to give the new tag."
    press(Key.Key_Tab)
    press(Key.Key_Down)
    press(Key.Key_Space)
    assert card.do.isEnabled()
    press(Key.Key_Return)
    assert tags_of(desk, "feel", "dry") == ["skin:flaky"]
    assert tags_of(desk, "skin", "dry") == ["skin:dry"]
    assert desk.editor.undo_labels == ("split tag",)
    assert pane.library.notice.text() == "1 place of skin:dry now gives skin:flaky."
    desk.editor.undo()
    assert tags_of(desk, "feel", "dry") == ["skin:dry"]


def test_a_split_by_the_mouse(pane: CustomerTagsPane, desk: Desk, qtbot: QtBot) -> None:
    begin(pane, "split", "dry")
    write("page")
    card = pane.library.card
    rect = card.list.visualRect(card.list.lines.index(3))
    qtbot.mouseClick(card.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    qtbot.mouseClick(card.do, Qt.MouseButton.LeftButton)
    names = {tag.id: tag.name for tag in desk.project.tags}
    assert [names[tag] for tag in desk.quiz.results[0].tags] == ["skin:page"]


def test_the_places_lead_where_they_are(pane: CustomerTagsPane, desk: Desk) -> None:
    segments: list[str] = []
    desk.segment_asked.connect(segments.append)
    begin(pane, "delete", "dry")
    card = pane.library.card.list

    def go_to(row: int) -> None:
        card.setFocus()
        card.setCurrentIndex(card.lines.index(row))
        press(Key.Key_Return)

    go_to(2)
    assert pane.list.typing == ("feel", "dry")
    go_to(5)
    assert (desk.place, desk.question_id) == ("builder", "tip")
    go_to(7)
    assert (desk.place, segments) == ("segments", ["s1"])
    go_to(9)
    assert desk.place == "connect"


def test_the_card_follows_what_changes_and_goes_with_its_tag(pane: CustomerTagsPane, desk: Desk) -> None:
    begin(pane, "delete", "lost")
    desk.editor.do(edits.rename_tag, "lost", "skin:found")
    assert pane.library.card.title.text() == "Delete skin:found"
    pane.list.open(("skin", "dry"))
    desk.editor.do(edits.delete_tag, "lost")
    assert not pane.library.card.isVisible()
    assert pane.list.field.line.hasFocus()


def test_a_click_on_a_group_opens_its_card(pane: CustomerTagsPane, desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(pane.library.list.viewport(), Qt.MouseButton.LeftButton, pos=at_group(pane, "skin"))
    card = pane.library.group
    assert card.isVisible()
    assert card.single.isChecked()
    press(Key.Key_Right)
    assert desk.project.tag_groups[0] == TagGroup("skin", 2, True)
    qtbot.mouseClick(card.colours.parts[5], Qt.MouseButton.LeftButton)
    assert group(pane, "skin").colour == 5
    qtbot.mouseClick(card.single, Qt.MouseButton.LeftButton)
    assert desk.project.tag_groups[0] == TagGroup("skin", 5, False)
    assert desk.editor.undo_labels == ("allow several values", "colour group", "colour group")
    desk.editor.undo()
    assert card.single.isChecked()
    press(Key.Key_Escape)
    assert not card.isVisible()
    assert pane.library.list.hasFocus()


def test_the_menu_key_opens_a_group_and_enter_keeps_its_name(pane: CustomerTagsPane, desk: Desk) -> None:
    library = pane.library.list
    library.setFocus()
    library.setCurrentIndex(library.rows.index(0))
    at = library.visualRect(library.currentIndex()).center()
    QApplication.sendEvent(library, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, QPoint()))
    card = pane.library.group
    assert card.isVisible()
    card.name.setFocus()
    card.name.selectAll()
    write("a:b")
    assert card.said.text() == "A group has no colon inside it."
    press(Key.Key_Return)
    assert card.isVisible()
    card.name.selectAll()
    write("feel")
    press(Key.Key_Return)
    assert not card.isVisible()
    assert [tag.name for tag in desk.project.tags][:2] == ["feel:dry", "feel:oily"]
    assert desk.project.tag_groups[0] == TagGroup("feel", 1, True)


def test_a_readers_file_leaves_the_switch_where_it_was(desk: Desk, pane: CustomerTagsPane, file: ProjectFile) -> None:
    file.close()
    with project_file.open(file.path, read_only=True) as reading:
        desk.editor.file = reading
        pane.library.list.grouped.emit("skin", False)
        pane.library.group.single.click()
        assert pane.library.group.single.isChecked()
        begin(pane, "delete", "vip")
        press(Key.Key_Return)
        assert pane.library.card.isVisible()


def test_counting_is_said_at_tags_and_groups(pane: CustomerTagsPane, desk: Desk) -> None:
    count(desk)
    skin = group(pane, "skin")
    assert skin.single
    assert skin.signs == ("75 % of paths end with several", "no shopper can get lost")
    assert group(pane, "vip").signs == ()
    tag = next(row for row in pane.library.list.rows.rows if isinstance(row, TagRow) and row.chip.tag == "lost")
    assert tag.nobody
    library = pane.library.list.rows
    told = library.data(library.index(library.place("lost")), Qt.ItemDataRole.AccessibleTextRole)
    assert told == "skin:lost, on 1 choice; no shopper can get it"
    pane.library.list.viewport().grab()


def test_what_was_counted_while_nobody_looked_is_said_on_coming_back(pane: CustomerTagsPane, desk: Desk) -> None:
    count(desk)
    pane.hide()
    desk.forecast.coverage = TooMany(1_000)
    desk.forecast.changed.emit()
    pane.show()
    assert group(pane, "skin").signs == ()
    assert pane.library.note.isVisible()


def test_too_many_is_said_and_never_a_wrong_number(pane: CustomerTagsPane, desk: Desk) -> None:
    desk.forecast.coverage = TooMany(1_000)
    desk.forecast.changed.emit()
    assert pane.library.note.text() == "There are too many combinations to count who gets which tag."
    assert pane.library.note.isVisible()
    assert group(pane, "skin").signs == ()
    count(desk)
    assert not pane.library.note.isVisible()


def count(desk: Desk) -> None:
    """What the counting process says after a while."""
    desk.forecast.coverage = forecast(desk.project, desk.quiz)
    desk.forecast.changed.emit()
