"""Beside the segments: the way in, what is shared, a service's words, groups with two values, and a second take."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import (
    Choice,
    Connection,
    Kind,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Segment,
    Service,
    Shopper,
)
from quizdesigner.quiz.play import walk
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Segmented, Select
from quizdesigner.views.segments import SegmentsPane, take
from tests.views.keyboard import press
from tests.views.segmenting import Key, on_screen, rule_of, segment_project, shown


@pytest.fixture
def project() -> Project:
    """The project of these tests."""
    return segment_project()


@pytest.fixture
def pane(connected: None, desk: Desk, show: Callable[..., None]) -> SegmentsPane:
    """The place on screen."""
    return on_screen(desk, show)


def test_the_shortest_way_in_ends_where_any_answer_will_do(qtbot: QtBot, pane: SegmentsPane) -> None:
    qtbot.waitUntil(lambda: pane.side.way.lines == ["1 Fall asleep … then any answer"])
    press(Key.Key_Down)
    qtbot.waitUntil(lambda: pane.side.way.lines == ["1 Fall asleep", "2 Herbs … then any answer"])


def test_preview_one_plays_that_very_shopper(qtbot: QtBot, pane: SegmentsPane, desk: Desk) -> None:
    qtbot.waitUntil(lambda: pane.side.way.sheet is not None)
    with qtbot.waitSignal(desk.shopper_asked) as asked:
        QTest.mouseClick(pane.side.way.preview, Qt.MouseButton.LeftButton)
    assert asked.args is not None
    walked = walk(desk.quiz, asked.args[0])
    assert walked.waiting is None
    assert "t-sleep" in walked.ends_with.tags
    assert desk.place == "preview"


def test_a_segment_nobody_is_in_has_nobody_to_preview(qtbot: QtBot, pane: SegmentsPane) -> None:
    press(Key.Key_End)
    assert pane.side.way.lead.text() == "No answers lead into this segment."
    assert pane.side.way.lines == []
    assert not pane.side.way.preview.isVisible()


def test_what_segments_share_is_counted(qtbot: QtBot, pane: SegmentsPane) -> None:
    qtbot.waitUntil(lambda: pane.side.way.overlap.text() == "Shares shoppers with No herbs (16, 38.1\u00a0%).")
    press(Key.Key_End)
    qtbot.waitUntil(lambda: pane.side.way.overlap.text() == "Shares no shopper with another segment.")


def test_a_segment_of_everybody_says_so(qtbot: QtBot, pane: SegmentsPane, desk: Desk) -> None:
    desk.editor.do(edits.add_segment, Segment("all", "All", rule_of(desk.project, "everyone")))
    pane.list.choose("all")
    assert pane.side.way.lead.text().startswith("Every shopper who finishes is in this segment")


def test_a_segment_is_copied_in_the_words_of_a_service(pane: SegmentsPane, desk: Desk) -> None:
    desk.editor.do(edits.change_connection, "k1", tag_field="halden_tags")
    copy = pane.side.copy
    action = next(one for one in copy.menu.actions() if one.text() == "Klaviyo")
    action.trigger()
    assert "halden_tags contains goal:sleep" in QGuiApplication.clipboard().text()
    assert copy.shown.isVisible()
    assert copy.title.text() == "For Klaviyo, copied"
    assert copy.lines.text() == QGuiApplication.clipboard().text()
    assert "halden_tags" in copy.notes.text()
    press(Key.Key_Down)
    assert not copy.shown.isVisible()


def test_two_values_in_one_group_are_shown_with_their_mends(qtbot: QtBot, pane: SegmentsPane, desk: Desk) -> None:
    (part,) = pane.side.contradictions.parts[:1]
    qtbot.waitUntil(part.flow.isVisible)
    assert part.flow.names == ("goal:deep", "goal:sleep")
    assert part.text.text().startswith(
        "goal: may hold one value. 19 % of answer paths end with more than one goal: tag"
    )
    assert part.text.text().endswith("Klaviyo would show these shoppers in two segments.")
    # The other question gives it too, and means that group.
    assert part.mend.text() == "See what gives goal:sleep"
    with qtbot.waitSignal(desk.tag_asked) as asked:
        QTest.mouseClick(part.mend, Qt.MouseButton.LeftButton)
    assert asked.args == ["t-sleep"]
    assert desk.place == "customer_tags"
    qtbot.waitUntil(pane.side.contradictions.parts[0].allow.isVisible)
    allow = pane.side.contradictions.parts[0].allow
    assert allow.text() == "Allow both"
    QTest.mouseClick(allow, Qt.MouseButton.LeftButton)
    assert not any(group.single for group in desk.project.tag_groups)
    assert pane.side.contradictions.parts == []


def test_a_value_one_question_alone_gives_can_be_of_another_group(qtbot: QtBot, pane: SegmentsPane, desk: Desk) -> None:
    desk.editor.do(edits.unlink_tag, "sleep", "avoid", "wool", "t-sleep")
    desk.editor.do(edits.link_tags, "sleep", "avoid", "wool", ("goal:warm",), desk.editor.new_id)
    part = pane.side.contradictions.parts[0]
    qtbot.waitUntil(part.flow.isVisible)
    assert part.mend.text() == "Rename to avoid:warm"
    QTest.mouseClick(part.mend, Qt.MouseButton.LeftButton)
    assert any(tag.name == "avoid:warm" for tag in desk.project.tags)
    assert pane.side.contradictions.parts == []


def test_a_value_of_the_group_its_question_is_about_is_not_renamed(
    qtbot: QtBot, pane: SegmentsPane, desk: Desk
) -> None:
    desk.editor.do(edits.set_default_group, "sleep", "goal", "goal")
    desk.editor.do(edits.unlink_tag, "sleep", "avoid", "wool", "t-sleep")
    for choice in ("fall", "stay"):
        desk.editor.do(edits.link_tags, "sleep", "goal", choice, ("mood:a", "goal:calm"), desk.editor.new_id)
    part = pane.side.contradictions.parts[0]
    qtbot.waitUntil(part.flow.isVisible)
    assert part.mend.text() == "See what gives goal:calm"


def test_a_guest_among_the_tags_of_another_question_is_the_one_to_look_at(
    qtbot: QtBot, pane: SegmentsPane, desk: Desk
) -> None:
    desk.editor.do(edits.unlink_tag, "sleep", "avoid", "wool", "t-sleep")
    desk.editor.do(edits.set_default_group, "sleep", "avoid", "avoid")
    desk.editor.do(edits.link_tags, "sleep", "goal", "fall", ("avoid:noise",), desk.editor.new_id)
    desk.editor.do(edits.link_tags, "sleep", "avoid", "noise", ("avoid:noise",), desk.editor.new_id)
    desk.editor.do(edits.set_single, "avoid", True)
    parts = {one.finding.group: one for one in pane.side.contradictions.parts}
    qtbot.waitUntil(parts["avoid"].flow.isVisible)
    assert parts["avoid"].flow.names == ("avoid:noise", "avoid:herbs")
    assert parts["avoid"].mend.text() == "See what gives avoid:noise"


def test_a_long_way_in_is_cut_before_nobody_reads_on(qtbot: QtBot, pane: SegmentsPane, desk: Desk) -> None:
    many = tuple(
        Question(f"m{at}", Kind.SINGLE, f"More {at}?", choices=(Choice(f"c{at}", f"Yes {at}", tags=("t-vip",)),))
        for at in range(40)
    )
    last = Question("last", Kind.SINGLE, "Last?", choices=(Choice("in", "In", tags=("t-deep",)), Choice("out", "Out")))
    quiz = replace(desk.quiz, id="long", name="Long", questions=(*many, last))
    desk.editor.do(lambda project: replace(project, quizzes=(*project.quizzes, quiz)), label="long")
    desk.open_quiz("long")
    rule = rule_of(desk.project, "goal:deep")
    desk.editor.do(edits.add_segment, Segment("deep", "Deep", rule))
    pane.show_segment("deep")
    qtbot.waitUntil(lambda: len(pane.side.way.lines) == 24)
    assert pane.side.way.lines[-1] == "24 Yes 23 … then 17 more"


def test_a_second_take_is_tried_in_all_three_ways(pane: SegmentsPane, desk: Desk) -> None:
    _keep(desk, "Ana", {"goal": ("fall",), "avoid": ("herbs",), "why": "No", "mail": "a@b.co"})
    _keep(desk, "Bo", {"goal": ("stay",), "avoid": ("noise",), "mail": "a@b.co"})
    retake = pane.side.retake
    _choose(retake.first.who, "Ana")
    _choose(retake.second.who, "Bo")
    assert retake.first.names == ("goal:sleep", "avoid:herbs")
    assert retake.second.names == ("goal:deep",)
    assert retake.retake.value == "replace"
    assert _gone(pane) == ("goal:sleep", "avoid:herbs")
    assert _kept(pane) == ("goal:deep",)
    _choose(retake.retake, "Keep all")
    assert _kept(pane) == ("goal:sleep", "avoid:herbs", "goal:deep")
    assert _gone(pane) == ()
    _choose(retake.retake, "Replace by group")
    assert _kept(pane) == ("avoid:herbs", "goal:deep")
    assert _gone(pane) == ("goal:sleep",)
    assert retake.meaning.text().startswith("A new tag replaces the earlier tags of its group.")


def test_the_connection_says_what_a_retake_does(pane: SegmentsPane, desk: Desk) -> None:
    desk.editor.do(edits.add_connection, Connection("w", Service.WEBHOOK, retake="accumulate"))
    which = pane.side.retake.which
    assert isinstance(which, Segmented)
    part = next(one for one in which.findChildren(type(pane.new)) if one.text() == "Webhook")
    QTest.mouseClick(part, Qt.MouseButton.LeftButton)
    assert pane.side.retake.retake.value == "accumulate"
    desk.editor.do(edits.change_connection, "w", retake="by_group")
    assert pane.side.retake.retake.value == "by_group"


def test_without_connections_any_service_can_be_tried(pane: SegmentsPane, desk: Desk) -> None:
    desk.editor.do(edits.delete_connection, "k1")
    which = pane.side.retake.which
    assert isinstance(which, Select)
    assert [which.itemText(at) for at in range(which.count())][:2] == ["Klaviyo", "HubSpot"]


def test_the_example_of_a_segment_takes_the_quiz_too(qtbot: QtBot, pane: SegmentsPane, desk: Desk) -> None:
    take = pane.side.retake.second
    _choose(take.who, "Example: No herbs")
    qtbot.waitUntil(lambda: take.names == ("goal:sleep", "avoid:herbs"))
    _choose(take.who, "Example: VIP")
    qtbot.waitUntil(lambda: take.flow.shown[0].text == "nobody can get into this segment")
    assert take.names == ()
    desk.editor.do(edits.delete_segment, "vip")
    assert take.who.value == "sample:1"


def test_the_answers_given_in_preview_can_take_it(pane: SegmentsPane, desk: Desk) -> None:
    desk.answers = {"goal": ("none",), "mail": "a@b.co"}
    pane.hide()
    pane.show()
    _choose(pane.side.retake.first.who, "Answers given in Preview")
    assert pane.side.retake.first.names == ()
    assert [one.text for one in pane.side.retake.first.flow.shown] == ["no tags"]


def test_the_panel_gives_way_in_a_narrow_window(connected: None, desk: Desk, show: Callable[..., None]) -> None:
    pane = on_screen(desk, show, 960, 600)
    assert not pane.side.isVisible()
    pane.resize(1224, 640)
    assert pane.side.isVisible()


def test_a_hidden_place_asks_for_nothing(pane: SegmentsPane, desk: Desk) -> None:
    pane.hide()
    desk.editor.do(edits.delete_segment, "sleepers")
    assert len(pane.list.rows.rows) == 3
    pane.show()
    assert len(pane.list.rows.rows) == 2


def test_another_quiz_is_counted_by_itself(qtbot: QtBot, pane: SegmentsPane, desk: Desk) -> None:
    qtbot.waitUntil(lambda: bool(pane.side.way.lines))
    one = Question("one", Kind.SINGLE, "One?", choices=(Choice("a", "Yes", tags=("t-sleep",)), Choice("b", "No")))
    desk.editor.do(edits.add_quiz, Quiz("second", "Second", (one,), (ResultsPage("done", "Done"),)))
    desk.open_quiz("second")
    assert shown(pane, "sleepers") == ("50 %", "1 of 2")
    qtbot.waitUntil(lambda: pane.side.way.lines == ["1 Yes"])


def _keep(desk: Desk, name: str, answers: dict[str, object]) -> None:
    shopper = replace(Shopper(name.lower(), name), answers=answers)
    assert desk.editor.do(edits.save_shopper, desk.quiz_id, shopper)


def _choose(select: Select, text: str) -> None:
    select.setFocus()
    at = select.findText(text)
    assert at >= 0, [select.itemText(one) for one in range(select.count())]
    press(Key.Key_Home)
    while select.currentIndex() < at:
        press(Key.Key_Down)


def _gone(pane: SegmentsPane) -> tuple[str, ...]:
    return tuple(one.text for one in pane.side.retake.after.shown if one.gone)


def test_a_take_is_played_again_only_for_another_quiz(
    monkeypatch: pytest.MonkeyPatch, pane: SegmentsPane, desk: Desk
) -> None:
    played: list[Quiz] = []

    def play(_: Project, quiz: Quiz, _answers: object) -> tuple[str, ...]:
        played.append(quiz)
        return ()

    monkeypatch.setattr(take, "names_after", play)
    desk.forecast.changed.emit()
    assert played == []
    desk.editor.do(edits.unlink_tag, "sleep", "goal", "stay", "t-deep")
    assert played


def _kept(pane: SegmentsPane) -> tuple[str, ...]:
    return pane.side.retake.after.names
