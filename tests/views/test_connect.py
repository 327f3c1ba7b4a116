"""The Connect place by real keys and clicks, with stand-ins for the services on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.sync.connectors import klaviyo as connector
from quizdesigner.sync.secrets import Secrets, connection_name
from quizdesigner.tour.klaviyo import Fault, Klaviyo, MailingList
from quizdesigner.views.connect import ConnectPane
from quizdesigner.views.connect.fields_card import name_rect, toggle_rect
from quizdesigner.views.connect.payload import payload
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Field
from tests.standins.receiver import Answer, Receiver, verified
from tests.sync.leads import HOOK, KEY, SIGNING
from tests.views.conftest import MemoryKeyring

pytestmark = pytest.mark.usefixtures("connected")

LEFT = Qt.MouseButton.LeftButton
ENTER = Qt.Key.Key_Return


@pytest.fixture
def klaviyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Klaviyo]:
    with Klaviyo(KEY) as service:
        service.lists = {f"L{at}": MailingList(f"List {at}", double_opt_in=at == 12) for at in range(1, 14)}
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_KLAVIYO", service.url)
        yield service


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    with Receiver() as service:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_WEBHOOK", service.url)
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_ZAPIER", service.url)
        yield service


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None]) -> ConnectPane:
    made = ConnectPane(desk)
    show(made)
    return made


def type_key(qtbot: QtBot, pane: ConnectPane, key: str) -> None:
    """Type a key and press Enter."""
    pane.detail.key.field.setFocus()
    pane.detail.key.field.selectAll()
    qtbot.keyClicks(pane.detail.key.field, key)
    qtbot.keyClick(pane.detail.key.field, ENTER)


def connect(qtbot: QtBot, pane: ConnectPane, desk: Desk) -> Connection:
    """Connect Klaviyo and wait for its lists."""
    type_key(qtbot, pane, KEY)
    qtbot.waitUntil(lambda: len(desk.project.connections) == 1)
    qtbot.waitUntil(lambda: pane.detail.lists.pick.count() > 1)
    return desk.project.connections[0]


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible(), button.text()
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, LEFT)


def states(pane: ConnectPane) -> list[str]:
    """The rows at the left as they read."""
    return [str(pane.model.data(pane.model.index(row))) for row in range(pane.model.rowCount())]


def field_index(pane: ConnectPane, name: str) -> QModelIndex:
    rows = pane.detail.fields.model.rows
    return pane.detail.fields.model.index(next(at for at, row in enumerate(rows) if row.name == name))


def edit_field(qtbot: QtBot, pane: ConnectPane, name: str) -> Field:
    """Click a field's name; gives the editor that opens."""
    fields = pane.detail.fields.list
    box = fields.visualRect(field_index(pane, name))
    qtbot.mouseClick(fields.viewport(), LEFT, pos=name_rect(box).center())
    return next(one for one in fields.findChildren(Field) if one.isVisible())


def test_only_services_that_work_are_listed(pane: ConnectPane) -> None:
    assert states(pane) == ["Klaviyo, Not connected", "Zapier, Not connected", "Webhook, Not connected"]


def test_connect_klaviyo(qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo, keyring: MemoryKeyring) -> None:
    made = connect(qtbot, pane, desk)
    assert (made.service, made.account, made.secret_hint) == (Service.KLAVIYO, "Halden Skin", "4f2c")
    assert keyring.kept == {("Quiz Designer", connection_name(desk.project.id, made.id)): KEY}
    assert states(pane)[0] == "Klaviyo, Connected to Halden Skin"
    assert pane.detail.badge.text().startswith("Halden Skin, tested at ")
    assert pane.detail.key.kept.text() == "pk_••• 4f2c"
    assert pane.detail.key.place.text() == "in the keyring"
    assert pane.detail.key.field.text() == ""
    assert KEY.encode() not in desk.editor.file.path.read_bytes()


@pytest.mark.parametrize(
    ("key", "words"),
    [("pk_wrong_wrong_wrong", "does not know this key"), ("sk_0123456789abcdef", "begin with “pk_”")],
)
def test_a_wrong_key_is_said_in_place_and_stays(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo, keyring: MemoryKeyring, key: str, words: str
) -> None:
    type_key(qtbot, pane, key)
    qtbot.waitUntil(lambda: words in pane.detail.key.trouble.text())
    assert pane.detail.key.field.text() == key
    assert desk.project.connections == ()
    assert keyring.kept == {}


def test_a_service_that_is_down_loses_nothing(qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo) -> None:
    klaviyo.faults.append(Fault("answer", status=503))
    type_key(qtbot, pane, KEY)
    qtbot.waitUntil(lambda: "trouble of its own" in pane.detail.key.trouble.text())
    assert pane.detail.key.field.text() == KEY
    press(qtbot, pane.detail.key.connect_button)
    qtbot.waitUntil(lambda: len(desk.project.connections) == 1)


def test_a_test_that_hangs_can_be_given_up(qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo) -> None:
    klaviyo.faults.append(Fault("hang"))
    type_key(qtbot, pane, KEY)
    qtbot.waitUntil(pane.detail.busy.isVisible)
    assert not pane.detail.key.connect_button.isEnabled()
    press(qtbot, pane.detail.cancel)
    assert not pane.detail.busy.isVisible()
    assert pane.detail.key.field.text() == KEY
    press(qtbot, pane.detail.key.connect_button)
    qtbot.waitUntil(lambda: len(desk.project.connections) == 1)


def test_test_again_shows_a_key_that_was_withdrawn(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo
) -> None:
    connect(qtbot, pane, desk)
    klaviyo.account = "Halden Skin Care"
    press(qtbot, pane.detail.test)
    qtbot.waitUntil(lambda: desk.project.connections[0].account == "Halden Skin Care")
    qtbot.waitUntil(pane.detail.test.isEnabled)
    klaviyo.key = "pk_another_another"
    press(qtbot, pane.detail.test)
    qtbot.waitUntil(lambda: "does not know this key" in pane.detail.said.text())


def test_pick_a_list_from_the_second_page(qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo) -> None:
    connect(qtbot, pane, desk)
    pick = pane.detail.lists.pick
    assert pick.count() == 14
    assert "none is picked" in notes(pane)
    at = pick.findData("L12")
    assert pick.itemText(at) == "List 12   double opt-in"
    pick.setFocus()
    for _ in range(at):
        qtbot.keyClick(pick, Qt.Key.Key_Down)
    assert desk.project.connections[0].list_id == "L12"
    assert desk.project.connections[0].list_name == "List 12"
    assert pane.dry_run.summary.text() == "3 requests, all fit Klaviyo's limits"


def notes(pane: ConnectPane) -> str:
    """The words under the dry run."""
    layout = pane.dry_run.notes
    found = [item.widget() for at in range(layout.count()) if (item := layout.itemAt(at)) is not None]
    return " ".join(one.accessibleName() for one in found if one is not None)


def test_rename_a_field_is_one_step_and_shows_in_the_dry_run(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo
) -> None:
    connect(qtbot, pane, desk)
    editor = edit_field(qtbot, pane, "quiz_goal")
    editor.selectAll()
    qtbot.keyClicks(editor, "skin_wish")
    assert '"skin_wish":' in pane.dry_run.code.toPlainText()
    qtbot.keyClick(editor, ENTER)
    assert desk.project.connections[0].fields[0].name == "skin_wish"
    desk.editor.undo()
    assert desk.project.connections[0].fields == ()
    assert '"quiz_goal":' in pane.dry_run.code.toPlainText()


def test_an_emptied_field_has_its_usual_name_again(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo
) -> None:
    connect(qtbot, pane, desk)
    editor = edit_field(qtbot, pane, "quiz_tags")
    editor.selectAll()
    qtbot.keyClicks(editor, "tags")
    assert desk.project.connections[0].tag_field == "tags"
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.text() == ""
    assert desk.project.connections[0].tag_field == "quiz_tags"


def test_leave_a_field_out_by_mouse_and_take_it_back_by_key(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo
) -> None:
    connect(qtbot, pane, desk)
    fields = pane.detail.fields.list
    index = field_index(pane, "quiz_goal")
    qtbot.mouseClick(fields.viewport(), LEFT, pos=toggle_rect(fields.visualRect(index)).center())
    assert desk.project.connections[0].fields[0].off
    assert '"quiz_goal":' not in pane.dry_run.code.toPlainText()
    fields.setCurrentIndex(index)
    qtbot.keyClick(fields, Qt.Key.Key_Delete)
    assert desk.project.connections[0].fields == ()


def test_keys_stay_when_a_question_is_renamed_after_it_went_live(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo
) -> None:
    connect(qtbot, pane, desk)
    desk.editor.do(edits.pin_keys, desk.quiz_id)
    question = next(one for one in desk.quiz.questions if one.key == "goal")
    desk.editor.do(edits.change_question, desk.quiz_id, question.id, title="Your wish?")
    row = pane.detail.fields.model.rows[field_index(pane, "quiz_goal").row()]
    assert row.what == "1  Your wish?"


def test_retake_decides_what_is_taken_away(qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo) -> None:
    connect(qtbot, pane, desk)
    pane.dry_run.shopper.setFocus()
    qtbot.keyClick(pane.dry_run.shopper, Qt.Key.Key_Down)
    assert '"unappend"' in pane.dry_run.code.toPlainText()
    keep = next(one for one in pane.detail.retake.findChildren(QPushButton) if one.text() == "Keep all")
    press(qtbot, keep)
    assert desk.project.connections[0].retake == "accumulate"
    assert '"unappend"' not in pane.dry_run.code.toPlainText()
    assert "Tags of both takes stay" in pane.detail.retake_means.text()
    qtbot.keyClick(pane.detail.retake, Qt.Key.Key_Right)
    assert [one.retake for one in desk.project.connections] == ["by_group"]
    assert '"unappend"' in pane.dry_run.code.toPlainText()
    assert "replaces the earlier goal: tags" in pane.detail.retake_means.text()


def test_the_dry_run_is_what_the_connector_sends(qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo) -> None:
    made = connect(qtbot, pane, desk)
    lead = pane.dry_run.lead
    assert lead is not None
    before = len(klaviyo.requests)
    for at, request in enumerate(connector.requests(made, lead)):
        tab = next(one for one in pane.dry_run.findChildren(QPushButton) if one.text().startswith(f"{at + 1} "))
        press(qtbot, tab)
        assert pane.dry_run.code.toPlainText() == payload(request).text
    press(qtbot, pane.dry_run.copy)
    assert QGuiApplication.clipboard().text() == pane.dry_run.code.toPlainText()
    assert len(klaviyo.requests) == before


def test_a_quiz_nobody_can_finish_says_so(pane: ConnectPane, desk: Desk) -> None:
    question = next(one for one in desk.quiz.questions if one.traits.has_choices)
    for choice in question.choices:
        desk.editor.do(edits.delete_choice, desk.quiz_id, question.id, choice.id)
    assert "Nobody can finish this quiz yet" in notes(pane)
    assert pane.dry_run.code.toPlainText() == ""


def test_disconnect_forgets_the_key_and_can_be_undone(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo, keyring: MemoryKeyring
) -> None:
    made = connect(qtbot, pane, desk)
    said: list[str] = []
    desk.noticed.connect(lambda text, _: said.append(text))
    press(qtbot, pane.detail.disconnect_button)
    assert states(pane)[0] == "Klaviyo, Not connected"
    assert "its key is forgotten" in said[0]
    qtbot.waitUntil(lambda: keyring.kept == {})
    desk.editor.undo()
    assert desk.project.connections == (made,)
    assert states(pane)[0] == "Klaviyo, Key missing on this computer"
    assert pane.detail.badge.text() == "Key missing on this computer"
    type_key(qtbot, pane, KEY)
    qtbot.waitUntil(lambda: states(pane)[0] == "Klaviyo, Connected to Halden Skin")
    assert len(desk.project.connections) == 1


def test_replace_a_key_or_think_better_of_it(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo, keyring: MemoryKeyring
) -> None:
    connect(qtbot, pane, desk)
    press(qtbot, pane.detail.key.replace)
    qtbot.keyClicks(pane.detail.key.field, "pk_half")
    qtbot.keyClick(pane.detail.key.field, Qt.Key.Key_Escape)
    assert pane.detail.key.kept.isVisible()
    press(qtbot, pane.detail.key.replace)
    klaviyo.key = "pk_fresh_fresh_fresh_9zz9"
    type_key(qtbot, pane, klaviyo.key)
    qtbot.waitUntil(lambda: desk.project.connections[0].secret_hint == "9zz9")
    assert list(keyring.kept.values()) == [klaviyo.key]


def test_a_webhook_has_an_address_and_a_signing_secret(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, receiver: Receiver
) -> None:
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    key = pane.detail.key
    qtbot.keyClicks(key.field, "hooks.example/quiz")
    assert not key.connect_button.isEnabled()
    qtbot.keyClicks(key.signing, SIGNING)
    qtbot.keyClick(key.signing, ENTER)
    qtbot.waitUntil(lambda: "begins with https://" in key.trouble.text())
    assert key.signing.text() == SIGNING
    key.field.selectAll()
    qtbot.keyClicks(key.field, "https://hooks.example/quiz")
    press(qtbot, key.connect_button)
    qtbot.waitUntil(lambda: len(desk.project.connections) == 1)
    made = desk.project.connections[0]
    assert (made.service, made.account) == (Service.WEBHOOK, "hooks.example")
    assert verified(receiver.received[0], SIGNING, desk.http.now())
    assert "Status 200" in pane.detail.said.text()


def test_a_signing_secret_can_be_made(qtbot: QtBot, pane: ConnectPane, desk: Desk, receiver: Receiver) -> None:
    pane.list.setCurrentIndex(pane.model.index(2))
    press(qtbot, pane.detail.key.make)
    made = pane.detail.key.signing.text()
    assert made.startswith("whsec_")
    assert QGuiApplication.clipboard().text() == made
    qtbot.keyClicks(pane.detail.key.field, "https://hooks.example/quiz")
    receiver.answers.append(Answer(404))
    press(qtbot, pane.detail.key.connect_button)
    qtbot.waitUntil(lambda: "404" in pane.detail.key.trouble.text())
    assert desk.project.connections == ()


def test_zapier_takes_a_catch_hook_and_says_what_its_yes_is_worth(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, receiver: Receiver
) -> None:
    pane.list.setCurrentIndex(pane.model.index(1))
    type_key(qtbot, pane, "https://example.com/hook")
    qtbot.waitUntil(lambda: "not a Catch Hook" in pane.detail.key.trouble.text())
    type_key(qtbot, pane, HOOK)
    qtbot.waitUntil(lambda: len(desk.project.connections) == 1)
    assert "Look for the sample" in pane.detail.said.text()
    assert states(pane)[1] == "Zapier, Connected to Zapier"
    assert HOOK.encode() not in desk.editor.file.path.read_bytes()


class TestWithoutAKeyring:
    @pytest.fixture
    def secrets(self) -> Secrets:
        def none() -> MemoryKeyring:
            raise ImportError("no keyring")

        return Secrets(none)

    def test_the_key_is_for_this_session_only(
        self, qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo
    ) -> None:
        connect(qtbot, pane, desk)
        assert pane.detail.key.place.text() == "for this session only"
        assert "This computer has no keyring." in pane.detail.key.hint.text()
        assert states(pane)[0] == "Klaviyo, Connected to Halden Skin"

    def test_a_window_opened_again_says_the_same(
        self, qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo, show: Callable[..., None]
    ) -> None:
        connect(qtbot, pane, desk)
        again = ConnectPane(desk)
        show(again)
        qtbot.waitUntil(lambda: again.detail.key.place.text() == "for this session only")


def test_at_the_least_width_the_dry_run_gives_way(pane: ConnectPane) -> None:
    assert pane.dry_run.isVisible()
    pane.resize(900, 600)
    assert not pane.dry_run.isVisible()
    assert pane.detail.isVisible()
