"""The field a rule is typed into: what it offers, the share while typing, and what it says of a rule it cannot read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from quizdesigner.forecast.messages import Share
from quizdesigner.quiz import edits, segments
from quizdesigner.quiz.coverage import Coverage, TooMany
from quizdesigner.quiz.document import Project
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.forecast import BROKE_OFF
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.segments import SegmentsPane
from quizdesigner.views.segments.rule_field import RuleField
from tests.views.keyboard import focused, press, write
from tests.views.segmenting import Held, Key, SlowCounter, on_screen, segment_project


@pytest.fixture
def project() -> Project:
    """The project of these tests."""
    return segment_project()


@pytest.fixture
def pane(connected: None, desk: Desk, show: Callable[..., None]) -> SegmentsPane:
    """The place on screen, with the keyboard in the field of a new rule."""
    made = on_screen(desk, show)
    made.field.line.setFocus()
    return made


def test_a_tag_that_is_begun_is_completed(pane: SegmentsPane) -> None:
    write("sle")
    assert _offered(pane) == ("goal:sleep",)
    press(Key.Key_Tab)
    assert pane.field.line.text() == "goal:sleep "
    write("an")
    assert _offered(pane) == ("and",)
    press(Key.Key_Return)
    assert pane.field.line.text() == "goal:sleep and "
    assert set(_offered(pane)) == {"goal:sleep", "goal:deep", "avoid:herbs", "vip:launch"}


def test_the_arrows_choose_another_offer(pane: SegmentsPane) -> None:
    write("goal")
    assert _offered(pane) == ("goal:sleep", "goal:deep")
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert pane.field.line.text() == "goal:deep "


def test_an_offer_is_taken_with_the_mouse(pane: SegmentsPane) -> None:
    write("goal:sleep or (goal")
    popup = pane.field.line.popup
    spot = popup.view.visualRect(popup.view.model().index(1, 0)).center()
    QTest.mouseClick(popup.view.viewport(), Qt.MouseButton.LeftButton, Held.NoModifier, spot)
    assert pane.field.line.text() == "goal:sleep or (goal:deep "


def test_words_of_rules_are_offered_where_they_may_stand(pane: SegmentsPane) -> None:
    write("no")
    assert _offered(pane) == ("not", "nobody")
    press(Key.Key_Return)
    assert pane.field.line.text() == "not "
    write("goal:sleep o")
    assert _offered(pane) == ("or",)


def test_a_word_of_rules_ends_with_a_space(pane: SegmentsPane) -> None:
    write("goal:sleep or")
    assert _offered(pane) == ()
    press(Key.Key_Return)
    assert pane.field.line.text() == "goal:sleep or"
    write(" ")
    assert "goal:deep" in _offered(pane)


def test_a_whole_name_needs_no_completing(pane: SegmentsPane, desk: Desk) -> None:
    write("goal:deep")
    assert _offered(pane) == ()
    press(Key.Key_Return)
    assert desk.project.segments[-1].name == "goal:deep"


def test_the_word_under_the_cursor_is_completed_in_the_middle(pane: SegmentsPane) -> None:
    write("go and avoid:herbs")
    for _ in range(len(" and avoid:herbs")):
        press(Key.Key_Left)
    assert _offered(pane) == ()
    press(Key.Key_Down, Held.AltModifier)
    assert _offered(pane) == ("goal:sleep", "goal:deep")
    press(Key.Key_Return)
    assert pane.field.line.text() == "goal:sleep and avoid:herbs"
    assert pane.field.line.cursorPosition() == len("goal:sleep ")


def test_a_name_with_spaces_is_put_in_quotation_marks(pane: SegmentsPane, desk: Desk) -> None:
    desk.editor.do(edits.rename_tag, "t-deep", "goal:sleep deeply")
    write("deep")
    press(Key.Key_Return)
    assert pane.field.line.text() == f"{segments.spelled('goal:sleep deeply')} "


def test_the_share_stands_at_the_right_while_typing(qtbot: QtBot, pane: SegmentsPane) -> None:
    write("goal:sleep and not avoid:herbs")
    qtbot.waitUntil(lambda: pane.field.share.text() == "28.6 %")
    write(" or")
    assert pane.field.share.text() == ""
    write(" avoid:herbs")
    qtbot.waitUntil(lambda: pane.field.share.text() == "85.7 %")


def test_an_edit_counts_the_rule_again(qtbot: QtBot, pane: SegmentsPane, desk: Desk) -> None:
    write("vip:launch")
    qtbot.waitUntil(lambda: pane.field.share.text() == "0 %")
    desk.editor.do(edits.set_quiz_tags, desk.quiz_id, ("vip:launch",), desk.editor.new_id)
    qtbot.waitUntil(lambda: pane.field.share.text() == "100 %")


def test_an_older_answer_never_shows_over_a_newer_one(
    qtbot: QtBot,
    connected: None,
    editor: Editor,
    preferences: Preferences,
    secrets: Secrets,
    show: Callable[..., None],
) -> None:
    counter = SlowCounter()
    slow = Desk(editor, preferences, secrets, counter)
    field = RuleField(slow, "Rule")
    show(field, 600, 34)
    field.line.setFocus()
    write("goal:sleep")
    qtbot.waitUntil(lambda: _asked(counter) == ["goal:sleep"])
    write(" or avoid:herbs")
    qtbot.waitUntil(lambda: _asked(counter) == ["goal:sleep", "goal:sleep or avoid:herbs"])
    counter.let_go(1)
    assert field.share.text() == "85.7 %"
    counter.let_go(0)
    assert field.share.text() == "85.7 %"


def test_an_answer_that_comes_late_is_for_nobody(
    qtbot: QtBot,
    connected: None,
    editor: Editor,
    preferences: Preferences,
    secrets: Secrets,
    show: Callable[..., None],
) -> None:
    counter = SlowCounter()
    slow = Desk(editor, preferences, secrets, counter)
    field = RuleField(slow, "Rule")
    show(field, 600, 34)
    field.line.setFocus()
    write("goal:sleep")
    qtbot.waitUntil(lambda: len(counter.kept) == 1)
    write(" or ")
    counter.let_go(0)
    assert field.share.text() == ""


def test_too_many_combinations_are_said(
    qtbot: QtBot, pane: SegmentsPane, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def too_many(_rule: object) -> TooMany:
        return TooMany(10)

    monkeypatch.setattr(desk.forecast, "share", too_many)
    write("goal:sleep")
    qtbot.waitUntil(lambda: pane.field.share.text() == "too many combinations to count exactly")
    # Words under the figure would be typed unseen.
    assert pane.field.line.textMargins().right() > pane.field.share.sizeHint().width()


def test_what_the_next_letters_may_mend_is_no_fault_yet(pane: SegmentsPane) -> None:
    for text in ("goal:", "goal:slee", "(goal:sleep", "goal:sleep and", "goal:sleep and not "):
        pane.field.clear()
        write(text)
        assert pane.field.said.text() == ""


def test_what_was_typed_wrong_before_is_said_with_the_place(pane: SegmentsPane) -> None:
    write("goal:slep and ")
    assert pane.field.said.text() == "There is no tag “goal:slep”. Do you mean goal:sleep?"
    pane.field.clear()
    write("avoid:herbs and goal:slep or ")
    assert pane.field.said.text() == "Character 17: There is no tag “goal:slep”. Do you mean goal:sleep?"


def test_ctrl_z_belongs_to_the_window(pane: SegmentsPane, desk: Desk) -> None:
    write("goal:sleep")
    press(Key.Key_Z, Held.ControlModifier)
    assert pane.field.line.text() == "goal:sleep"
    assert focused() is pane.field.line


def test_a_quiz_too_large_to_count_is_said_plainly(pane: SegmentsPane, desk: Desk) -> None:
    desk.forecast.coverage = TooMany(10)
    desk.forecast.changed.emit()
    QCoreApplication.processEvents()
    assert pane.notice.text().startswith("This quiz has too many combinations to count exactly")
    assert [row.counts for row in pane.list.rows.rows] == ["too many combinations to count exactly"] * 3
    assert not pane.cards.isVisible()


def test_while_counting_the_last_figures_stay(pane: SegmentsPane, desk: Desk) -> None:
    assert isinstance(desk.forecast.coverage, Coverage)
    desk.forecast.current = False
    desk.forecast.changed.emit()
    assert pane.updated.text() == "counting…"
    assert pane.list.rows.rows[0].share == "66.7 %"
    desk.forecast.current = True
    desk.forecast.changed.emit()
    assert pane.updated.text() == "updated as you edit"


def test_counting_that_broke_off_is_said(pane: SegmentsPane, desk: Desk) -> None:
    desk.forecast.current, desk.forecast.broken, desk.forecast.coverage = False, True, None
    desk.forecast.changed.emit()
    QCoreApplication.processEvents()
    assert pane.notice.text() == BROKE_OFF
    assert pane.updated.text() == "not counted"
    assert {row.counts for row in pane.list.rows.rows} == {"not counted"}
    assert not pane.busy.isVisible()


def _asked(counter: SlowCounter) -> list[str]:
    """The rules that wait for their share."""
    project = segment_project()
    return [segments.written(project, ask.rule) for ask, _ in counter.kept if isinstance(ask, Share)]


def _offered(pane: SegmentsPane) -> tuple[str, ...]:
    """What the list under the field offers."""
    return pane.field.line.offered
