"""The list of segments: making, typing, moving, deleting, chips, pills, cards, and what is left when nothing can be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Kind, Project, Question, Quiz, Segment
from quizdesigner.settings import new_id
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.kit import column
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.segments import SegmentsPane
from quizdesigner.views.segments.coverage_cards import CoverageCards
from quizdesigner.views.segments.facts import Fact
from tests.views.counting import CountingHere
from tests.views.keyboard import focused, press, write
from tests.views.segmenting import Held, Key, on_screen, rule_of, rules, segment_project, shown
from tests.views.standing import finish


@pytest.fixture
def project() -> Project:
    """The project of these tests."""
    return segment_project()


@pytest.fixture
def pane(connected: None, desk: Desk, show: Callable[..., None]) -> SegmentsPane:
    """The place on screen."""
    return on_screen(desk, show)


def test_each_segment_has_its_exact_share(pane: SegmentsPane) -> None:
    assert shown(pane, "sleepers") == ("66.7 %", "28 of 42")
    assert shown(pane, "no-herbs") == ("57.1 %", "24 of 42")
    assert shown(pane, "vip") == ("0 %", "0 of 42")


def test_an_edit_elsewhere_shows_at_once(pane: SegmentsPane, desk: Desk) -> None:
    desk.editor.do(edits.unlink_tag, desk.quiz_id, "avoid", "wool", "t-sleep")
    assert shown(pane, "sleepers")[1] != "28 of 42"
    desk.editor.undo()
    assert shown(pane, "sleepers") == ("66.7 %", "28 of 42")


def test_a_segment_nobody_can_get_into_says_why(pane: SegmentsPane) -> None:
    row = pane.list.rows.rows[2]
    assert row.nobody
    assert row.note is not None
    assert row.note.text == "nobody can get here: vip:launch is on no choice"


def test_typing_a_rule_and_enter_makes_a_segment_to_be_named(pane: SegmentsPane, desk: Desk) -> None:
    press(Key.Key_N, Held.ControlModifier | Held.ShiftModifier)
    assert focused() is pane.field.line
    write("not avoid:herbs")
    press(Key.Key_Return)
    assert rules(desk)["not avoid:herbs"] == "not avoid:herbs"
    assert pane.field.line.text() == ""
    assert focused() is pane.list.fields.name
    assert pane.list.fields.name.selectedText() == "not avoid:herbs"
    write("Herbs are fine")
    press(Key.Key_Return)
    assert list(rules(desk)) == ["Sleepers", "No herbs", "VIP", "Herbs are fine"]
    assert focused() is pane.list
    assert shown(pane, pane.list.current) == ("42.9 %", "18 of 42")
    assert desk.editor.undo_labels[:2] == ("rename segment", "add segment")


def test_what_cannot_be_read_makes_nothing_and_says_where(pane: SegmentsPane, desk: Desk) -> None:
    pane.field.line.setFocus()
    write("goal:sleep avoid:herbs")
    press(Key.Key_Return)
    assert len(desk.project.segments) == 3
    assert pane.field.said.text() == "Character 12: Put “and” or “or” before “avoid:herbs”."
    press(Key.Key_Escape)
    assert pane.field.line.text() == ""
    assert pane.field.said.text() == ""
    assert focused() is pane.list


def test_enter_types_on_the_rule_and_keeps_it(pane: SegmentsPane, desk: Desk) -> None:
    press(Key.Key_Return)
    assert focused() is pane.list.fields.rule.line
    assert pane.list.fields.rule.line.text() == "goal:sleep"
    write(" or goal:deep")
    press(Key.Key_Return)
    assert rules(desk)["Sleepers"] == "goal:sleep or goal:deep"
    assert focused() is pane.list
    assert not pane.list.fields.isVisible()


def test_esc_leaves_the_rule_as_it_was(pane: SegmentsPane, desk: Desk) -> None:
    press(Key.Key_Return)
    write(" or goal:de")
    press(Key.Key_Escape)  # the list of tags
    press(Key.Key_Escape)
    assert rules(desk)["Sleepers"] == "goal:sleep"
    assert not desk.editor.can_undo
    assert focused() is pane.list


def test_f2_renames_in_one_step(pane: SegmentsPane, desk: Desk) -> None:
    press(Key.Key_F2)
    write("Good sleepers")
    press(Key.Key_Return)
    assert next(iter(rules(desk))) == "Good sleepers"
    desk.editor.undo()
    assert next(iter(rules(desk))) == "Sleepers"
    assert not desk.editor.can_undo


def test_a_name_is_never_empty(pane: SegmentsPane, desk: Desk) -> None:
    press(Key.Key_F2)
    press(Key.Key_Delete)
    press(Key.Key_Return)
    assert next(iter(rules(desk))) == "Sleepers"
    press(Key.Key_F2)
    assert pane.list.fields.name.text() == "Sleepers"


def test_leaving_the_fields_keeps_what_can_be_read(qtbot: QtBot, pane: SegmentsPane, desk: Desk) -> None:
    press(Key.Key_Return)
    write(" or goal:deep ")
    pane.field.line.setFocus()
    qtbot.waitUntil(lambda: not pane.list.fields.isVisible())
    assert rules(desk)["Sleepers"] == "goal:sleep or goal:deep"
    assert focused() is pane.field.line


def test_leaving_the_fields_loses_nothing_half_typed(qtbot: QtBot, pane: SegmentsPane, desk: Desk) -> None:
    press(Key.Key_Return)
    write(" or ")
    press(Key.Key_Escape)
    pane.field.line.setFocus()
    qtbot.waitUntil(lambda: bool(pane.list.fields.rule.said.text()))
    assert pane.list.fields.rule.said.text() == "After “or” a tag is missing."
    assert pane.list.fields.rule.line.text() == "goal:sleep or "
    assert rules(desk)["Sleepers"] == "goal:sleep"


def test_alt_arrows_move_a_segment(pane: SegmentsPane, desk: Desk) -> None:
    press(Key.Key_Down, Held.AltModifier)
    assert list(rules(desk)) == ["No herbs", "Sleepers", "VIP"]
    assert pane.list.current == "sleepers"
    press(Key.Key_Up, Held.AltModifier)
    press(Key.Key_Up, Held.AltModifier)
    assert list(rules(desk)) == ["Sleepers", "No herbs", "VIP"]


def test_delete_takes_a_segment_away_and_says_how_to_get_it_back(pane: SegmentsPane, desk: Desk) -> None:
    said: list[str] = []
    desk.noticed.connect(lambda text, _: said.append(text))
    press(Key.Key_Down)
    press(Key.Key_Delete)
    assert list(rules(desk)) == ["Sleepers", "VIP"]
    assert pane.list.current == "vip"
    assert said == ["Deleted No herbs. Undo brings it back."]
    desk.editor.undo()
    assert list(rules(desk)) == ["Sleepers", "No herbs", "VIP"]


def test_undo_takes_the_segment_away_that_is_typed_in(pane: SegmentsPane, desk: Desk) -> None:
    pane.field.line.setFocus()
    write("goal:deep")
    press(Key.Key_Return)
    desk.editor.undo()
    assert len(desk.project.segments) == 3
    assert not pane.list.fields.isVisible()
    assert focused() is pane.list


def test_the_same_shoppers_and_those_inside_are_flagged(qtbot: QtBot, pane: SegmentsPane, desk: Desk) -> None:
    for name, text in (("Again", "not not goal:sleep"), ("Fewer", "goal:sleep and avoid:herbs")):
        desk.editor.do(edits.add_segment, Segment(name, name, rule_of(desk.project, text)))

    def said() -> dict[str, str]:
        return {row.id: row.note.text for row in pane.list.rows.rows if row.note}

    qtbot.waitUntil(lambda: {"Again", "Fewer"} <= said().keys())
    assert said()["Again"] == "same shoppers as Sleepers"
    assert said()["Fewer"] == "lies wholly inside No herbs"
    assert "sleepers" not in said()
    assert said()["vip"].startswith("nobody can get here")


def test_the_cards_lead_to_where_it_is_mended(qtbot: QtBot, pane: SegmentsPane, desk: Desk) -> None:
    facts = {card.fact.text: card for card in pane.cards.cards}
    assert {text: (card.fact.figure, card.fact.tone) for text, card in facts.items()} == {
        "questions reachable": ("5 of 5", "ok"),
        "dead ends": ("0", "ok"),
        "tag no shopper can get": ("1", "warn"),
        "of paths end with two goal: tags": ("19 %", "warn"),
        "of paths are shown no product": ("33.3 %", "warn"),
    }
    tags: list[str] = []
    desk.tag_asked.connect(tags.append)
    QTest.mouseClick(facts["tag no shopper can get"], Qt.MouseButton.LeftButton)
    assert (desk.place, tags) == ("customer_tags", ["t-vip"])
    facts["of paths end with two goal: tags"].setFocus()
    with qtbot.waitSignal(desk.shopper_asked) as asked:
        press(Key.Key_Return)
    assert asked.args is not None
    assert asked.args[0]["goal"] == ("stay",)
    assert not facts["dead ends"].isEnabled()


def test_a_project_without_segments_has_one_sentence_and_one_button(pane: SegmentsPane, desk: Desk) -> None:
    for one in desk.project.segments:
        desk.editor.do(edits.delete_segment, one.id)
    assert pane.empty.isVisible()
    assert not pane.new.isVisible()
    buttons = pane.empty.findChildren(QAbstractButton)
    assert [one.text() for one in buttons] == ["Type a rule"]
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert focused() is pane.field.line
    assert "goal:sleep" in pane.field.line.offered


def test_without_tags_the_way_leads_to_customer_tags(connected: None, desk: Desk, show: Callable[..., None]) -> None:
    bare = Quiz("bare", "Bare", (Question("q", Kind.NAME, "Your name"),))
    made = on_screen(desk, show)
    before = desk.project
    desk.editor.do(lambda project: replace(project, quizzes=(bare,), tags=(), segments=()), label="empty")
    assert desk.project is not before
    assert made.no_tags.isVisible()
    QTest.mouseClick(made.no_tags.findChildren(QAbstractButton)[0], Qt.MouseButton.LeftButton)
    assert desk.place == "customer_tags"


def test_nothing_can_be_changed_in_a_project_that_is_read_only(
    connected: None, file: ProjectFile, preferences: Preferences, secrets: Secrets, show: Callable[..., None]
) -> None:
    with project_file.open(file.path, read_only=True) as reading:
        desk = Desk(Editor(reading, new_id), preferences, secrets, CountingHere())
        pane = on_screen(desk, show)
        said: list[str] = []
        desk.editor.refused.connect(said.append)
        pane.field.line.setFocus()
        write("goal:deep")
        press(Key.Key_Return)
        assert pane.field.line.text() == "goal:deep"
        assert said == [f"{reading.reason} Nothing was changed."]
        pane.list.setFocus()
        press(Key.Key_Delete)
        press(Key.Key_Down, Held.AltModifier)
        press(Key.Key_Return)
        write(" or goal:deep ")
        press(Key.Key_Return)
        assert rules(desk) == {
            "Sleepers": "goal:sleep",
            "No herbs": "avoid:herbs and (goal:sleep or goal:deep)",
            "VIP": "vip:launch and goal:sleep",
        }
        assert pane.list.fields.rule.line.text() == "goal:sleep or goal:deep "
        pane.close()
        finish(desk.end())


def test_forty_segments_leave_the_field_and_the_cards_in_sight(
    connected: None, desk: Desk, show: Callable[..., None]
) -> None:
    rule = rule_of(desk.project, "goal:sleep")
    many = tuple(Segment(f"s{at}", f"Segment {at}", rule) for at in range(40))
    desk.editor.do(lambda project: replace(project, segments=many), label="many")
    pane = on_screen(desk, show, 1224, 640)
    assert pane.list.verticalScrollBar().maximum() > 0
    bottom = pane.cards.mapTo(pane, QPoint(0, pane.cards.height())).y()
    assert bottom <= pane.height()
    press(Key.Key_End)
    assert pane.list.current == "s39"


def test_the_cards_have_room_for_each_line_of_them(qtbot: QtBot) -> None:
    cards, around = CoverageCards(), QWidget()
    around.setLayout(column(cards, None, margins=(0, 0, 0, 0)))
    qtbot.addWidget(around)
    around.resize(1200, 600)
    around.show()
    cards.show_facts((Fact("ok", "0", "of paths end without a skin: tag"),) * 6)
    qtbot.waitUntil(lambda: cards.height() == cards.heightForWidth(1200))
    assert len({card.y() for card in cards.cards}) == 1
    around.resize(700, 600)
    assert len({card.y() for card in cards.cards}) == 2
    assert cards.height() == max(card.geometry().bottom() for card in cards.cards) + 1


def test_every_control_has_a_name(pane: SegmentsPane) -> None:
    controls = [*pane.findChildren(QAbstractButton), *pane.findChildren(QLineEdit), *pane.findChildren(QComboBox)]
    nameless = [one for one in controls if one.isVisible() and not one.accessibleName()]
    assert nameless == []


def test_tab_goes_as_one_reads(pane: SegmentsPane) -> None:
    pane.new.setFocus()
    names = []
    for _ in range(9):
        names.append(focused().accessibleName())
        press(Key.Key_Tab)
    assert names == [
        "New segment",
        "Segments",
        "Rule of a new segment",
        "1 tag no shopper can get",
        "19 % of paths end with two goal: tags",
        "33.3 % of paths are shown no product",
        "Preview one",
        "Copy as",
        "Preview one with this fault of goal:",
    ]
    pane.list.rename("sleepers")
    press(Key.Key_Tab)
    assert focused() is pane.list.fields.rule.line


def test_the_place_is_given_a_segment_to_show(pane: SegmentsPane, desk: Desk) -> None:
    desk.segment_asked.emit("vip")
    assert pane.list.current == "vip"
    assert focused() is pane.list
