"""What a service receives, by real keys and clicks: renamed, left out, sent, taken twice, spelled otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Connection, FieldName, Project, Service
from quizdesigner.quiz.fields import EVENT, SCORE
from quizdesigner.starters import load_starter
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.views.connect import ConnectPane
from quizdesigner.views.connect.field_list import toggle_rect
from quizdesigner.views.desk import Desk
from tests.views.connecting import LEFT, edit_field, editing, field_index, go_to, leave_field

pytestmark = pytest.mark.usefixtures("connected")


@pytest.fixture
def project() -> Project:
    """Connected with everything, on a computer without the keys: nothing is asked, and all can be edited."""
    made = tuple(Connection(f"{service}1", service, list_id="L", list_name="List") for service in CONNECTORS)
    return replace(load_starter("skin"), connections=made)


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> ConnectPane:
    made = ConnectPane(desk)
    show(made)
    return made


def connection(desk: Desk, service: Service) -> Connection:
    return next(one for one in desk.project.connections if one.service is service)


def keys(pane: ConnectPane) -> list[str]:
    assert pane.dry_run.made is not None
    return [one.key for one in pane.dry_run.made.requests]


def decided(desk: Desk, service: Service) -> tuple[FieldName, ...]:
    return connection(desk, service).fields


def test_rename_a_field_is_one_step_and_shows_in_the_dry_run(qtbot: QtBot, pane: ConnectPane, desk: Desk) -> None:
    editor = edit_field(qtbot, pane, "quiz_goal")
    editor.selectAll()
    qtbot.keyClicks(editor, "skin_wish")
    assert '"skin_wish":' in pane.dry_run.code.toPlainText()
    leave_field(qtbot, pane, editor)
    assert decided(desk, Service.KLAVIYO)[0].name == "skin_wish"
    desk.editor.undo()
    assert decided(desk, Service.KLAVIYO) == ()
    assert '"quiz_goal":' in pane.dry_run.code.toPlainText()


def test_an_emptied_field_has_its_usual_name_again(qtbot: QtBot, pane: ConnectPane, desk: Desk) -> None:
    editor = edit_field(qtbot, pane, "quiz_tags")
    editor.selectAll()
    qtbot.keyClicks(editor, "tags")
    assert connection(desk, Service.KLAVIYO).tag_field == "tags"
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.text() == ""
    assert connection(desk, Service.KLAVIYO).tag_field == "quiz_tags"


def test_leave_a_field_out_by_mouse_and_take_it_back_by_key(qtbot: QtBot, pane: ConnectPane, desk: Desk) -> None:
    fields = pane.detail.fields.list
    index = field_index(pane, "quiz_goal")
    qtbot.mouseClick(fields.viewport(), LEFT, pos=toggle_rect(fields.visualRect(index)).center())
    assert decided(desk, Service.KLAVIYO)[0].off
    assert '"quiz_goal":' not in pane.dry_run.code.toPlainText()
    fields.setCurrentIndex(index)
    qtbot.keyClick(fields, Qt.Key.Key_Delete)
    assert decided(desk, Service.KLAVIYO) == ()


def test_keys_stay_when_a_question_is_renamed_after_it_went_live(qtbot: QtBot, pane: ConnectPane, desk: Desk) -> None:
    desk.editor.do(edits.pin_keys, desk.quiz_id)
    question = next(one for one in desk.quiz.questions if one.key == "goal")
    desk.editor.do(edits.change_question, desk.quiz_id, question.id, title="Your wish?")
    row = pane.detail.fields.model.rows[field_index(pane, "quiz_goal").row()]
    assert row.what == "1  Your wish?"


def test_one_that_is_left_out_by_default_is_sent_by_a_key_and_taken_back(
    qtbot: QtBot, pane: ConnectPane, desk: Desk
) -> None:
    go_to(qtbot, pane, Service.HUBSPOT)
    fields = pane.detail.fields.list
    fields.setCurrentIndex(field_index(pane, "Votes of the first product"))
    assert '"quiz_score":' not in pane.dry_run.code.toPlainText()
    qtbot.keyClick(fields, Qt.Key.Key_Space)
    assert decided(desk, Service.HUBSPOT) == (FieldName(SCORE),)
    assert '"quiz_score":' in pane.dry_run.code.toPlainText()
    qtbot.keyClick(fields, Qt.Key.Key_Space)
    assert decided(desk, Service.HUBSPOT) == ()


def test_a_name_the_service_spells_otherwise_is_shown_as_it_goes_there(
    qtbot: QtBot, pane: ConnectPane, desk: Desk
) -> None:
    go_to(qtbot, pane, Service.HUBSPOT)
    editor = edit_field(qtbot, pane, "quiz_result")
    editor.selectAll()
    qtbot.keyClicks(editor, "Skin Type!")
    assert editor.text() == "Skin Type!"
    assert pane.detail.fields.spelled.text() == "“Skin Type!” goes to HubSpot as skin_type."
    leave_field(qtbot, pane, editor)
    assert field_index(pane, "Results page").data() == "Results page: skin_type"
    assert '"skin_type":' in pane.dry_run.code.toPlainText()
    again = edit_field(qtbot, pane, "skin_type")
    assert again.text() == "Skin Type!"
    again.selectAll()
    qtbot.keyClicks(again, "skin")
    assert not pane.detail.fields.spelled.isVisible()


def test_a_name_that_is_taken_says_so_until_it_is_another(qtbot: QtBot, pane: ConnectPane, desk: Desk) -> None:
    editor = edit_field(qtbot, pane, "quiz_goal")
    editor.selectAll()
    qtbot.keyClicks(editor, "quiz_result")
    index = pane.detail.fields.model.index(2)
    assert index.data().endswith(": quiz_result, name taken")
    qtbot.keyClicks(editor, "_2")
    assert index.data().endswith(": quiz_result_2")


def test_leaving_out_keeps_the_name_that_was_typed(qtbot: QtBot, pane: ConnectPane, desk: Desk) -> None:
    editor = edit_field(qtbot, pane, "quiz_goal")
    editor.selectAll()
    qtbot.keyClicks(editor, "wish")
    leave_field(qtbot, pane, editor)
    fields = pane.detail.fields.list
    for off in (True, False):
        qtbot.keyClick(fields, Qt.Key.Key_Delete)
        (field,) = decided(desk, Service.KLAVIYO)
        assert (field.name, field.off) == ("wish", off)


def test_the_event_is_renamed_and_left_out_as_fields_are(qtbot: QtBot, pane: ConnectPane, desk: Desk) -> None:
    editor = edit_field(qtbot, pane, "Completed quiz")
    editor.selectAll()
    qtbot.keyClicks(editor, "Took the quiz")
    leave_field(qtbot, pane, editor)
    assert decided(desk, Service.KLAVIYO) == (FieldName(EVENT, "Took the quiz"),)
    assert keys(pane) == ["profile", "consent", "event"]
    qtbot.keyClick(pane.detail.fields.list, Qt.Key.Key_Delete)
    assert keys(pane) == ["profile", "consent"]


def test_tags_go_to_hubspot_as_a_text_when_the_author_says_so(qtbot: QtBot, pane: ConnectPane, desk: Desk) -> None:
    assert not pane.detail.fields.as_text.isVisible()
    go_to(qtbot, pane, Service.HUBSPOT)
    assert pane.detail.fields.model.rows[field_index(pane, "quiz_tags").row()].kind == "checkboxes"
    pane.detail.fields.as_text.switch.setFocus()
    qtbot.keyClick(pane.detail.fields.as_text.switch, Qt.Key.Key_Space)
    assert connection(desk, Service.HUBSPOT).tags_as_text
    assert pane.detail.fields.model.rows[field_index(pane, "quiz_tags").row()].kind == "text"
    desk.editor.undo()
    assert not pane.detail.fields.as_text.switch.isChecked()


@pytest.mark.parametrize("service", list(CONNECTORS))
def test_every_row_of_every_service_is_renamed_or_stands_fast(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, service: Service
) -> None:
    go_to(qtbot, pane, service)
    fields, model = pane.detail.fields.list, pane.detail.fields.model
    for at, row in enumerate(model.rows):
        fields.setCurrentIndex(model.index(at))
        if row.off:
            qtbot.keyClick(fields, Qt.Key.Key_Space)
        qtbot.keyClick(fields, Qt.Key.Key_F2)
        editor = editing(pane)
        assert (editor is not None) is bool(row.subject)
        if editor is not None:
            editor.selectAll()
            qtbot.keyClicks(editor, f"o{at}")
            leave_field(qtbot, pane, editor)
            assert model.rows[at].name.casefold().removeprefix("quiz.") == f"o{at}"
            assert not model.rows[at].clash
