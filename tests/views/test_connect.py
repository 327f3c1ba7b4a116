"""The Connect place by real keys and clicks, with stand-ins for the services on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from quizdesigner.quiz.document import Connection, Service
from quizdesigner.sync.secrets import Secrets, connection_name
from quizdesigner.tour.klaviyo import MailingList
from quizdesigner.views.connect import ConnectPane
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Field
from tests.standins.klaviyo_troubles import Fault, Klaviyo
from tests.standins.receiver import Answer, Receiver, verified
from tests.sync.leads import HOOK, KEY, SIGNING
from tests.views.conftest import MemoryKeyring
from tests.views.connecting import ENTER, go_to, notes, press, states, type_key

pytestmark = pytest.mark.usefixtures("connected")


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


def connect(qtbot: QtBot, pane: ConnectPane, desk: Desk) -> Connection:
    """Connect Klaviyo and wait for its lists."""
    type_key(qtbot, pane, KEY)
    qtbot.waitUntil(lambda: len(desk.project.connections) == 1)
    qtbot.waitUntil(lambda: pane.detail.lists.pick.count() > 1)
    return desk.project.connections[0]


def test_connect_klaviyo(qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo, keyring: MemoryKeyring) -> None:
    made = connect(qtbot, pane, desk)
    assert (made.service, made.account, made.secret_hint) == (Service.KLAVIYO, "Halden Skin", "4f2c")
    assert keyring.kept == {("Quiz Designer", connection_name(desk.project.id, made.id)): KEY}
    assert states(pane)[0] == "Klaviyo, Connected to Halden Skin"
    assert pane.detail.badge.text() == "Halden Skin, tested just now"
    assert pane.detail.test.accessibleName() == "Test again"
    assert pane.detail.key.kept.text() == "pk_••• 4f2c"
    assert pane.detail.key.place.text() == "in the keyring"
    assert pane.detail.key.typed.fields[0].text() == ""
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
    assert pane.detail.key.typed.fields[0].text() == key
    assert desk.project.connections == ()
    assert keyring.kept == {}


def test_a_service_that_is_down_loses_nothing(qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo) -> None:
    klaviyo.faults.append(Fault("answer", status=503))
    type_key(qtbot, pane, KEY)
    qtbot.waitUntil(lambda: "trouble of its own" in pane.detail.key.trouble.text())
    assert pane.detail.key.typed.fields[0].text() == KEY
    press(qtbot, pane.detail.key.connect_button)
    qtbot.waitUntil(lambda: len(desk.project.connections) == 1)


def test_a_test_that_hangs_can_be_given_up(qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo) -> None:
    klaviyo.faults.append(Fault("hang"))
    type_key(qtbot, pane, KEY)
    qtbot.waitUntil(pane.detail.busy.isVisible)
    assert not pane.detail.key.connect_button.isEnabled()
    press(qtbot, pane.detail.busy.cancel)
    assert not pane.detail.busy.isVisible()
    assert pane.detail.key.typed.fields[0].text() == KEY
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


def test_retake_decides_what_is_taken_away(qtbot: QtBot, pane: ConnectPane, desk: Desk, klaviyo: Klaviyo) -> None:
    connect(qtbot, pane, desk)
    pane.dry_run.shopper.setFocus()
    qtbot.keyClick(pane.dry_run.shopper, Qt.Key.Key_Down)
    assert '"unappend"' in pane.dry_run.code.toPlainText()
    keep = next(one for one in pane.detail.retake.choice.findChildren(QPushButton) if one.text() == "Keep all")
    press(qtbot, keep)
    assert desk.project.connections[0].retake == "accumulate"
    assert '"unappend"' not in pane.dry_run.code.toPlainText()
    assert "Tags of both takes stay" in pane.detail.retake.means.text()
    qtbot.keyClick(pane.detail.retake.choice, Qt.Key.Key_Right)
    assert [one.retake for one in desk.project.connections] == ["by_group"]
    assert '"unappend"' in pane.dry_run.code.toPlainText()
    assert "replaces the earlier tags of its group" in pane.detail.retake.means.text()


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
    qtbot.keyClicks(pane.detail.key.typed.fields[0], "pk_half")
    qtbot.keyClick(pane.detail.key.typed.fields[0], Qt.Key.Key_Escape)
    assert pane.detail.key.kept.isVisible()
    press(qtbot, pane.detail.key.replace)
    klaviyo.key = "pk_fresh_fresh_fresh_9zz9"
    type_key(qtbot, pane, klaviyo.key)
    qtbot.waitUntil(lambda: desk.project.connections[0].secret_hint == "9zz9")
    assert list(keyring.kept.values()) == [klaviyo.key]


def test_a_webhook_has_an_address_and_a_signing_secret(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, receiver: Receiver
) -> None:
    go_to(qtbot, pane, Service.WEBHOOK)
    key = pane.detail.key
    address, signing = key.typed.fields
    assert (address.echoMode(), signing.echoMode()) == (Field.EchoMode.Normal, Field.EchoMode.Password)
    address.setFocus()
    qtbot.keyClicks(address, "hooks.example/quiz")
    assert not key.connect_button.isEnabled()
    qtbot.keyClick(address, ENTER)
    assert signing.hasFocus()
    qtbot.keyClick(signing, Qt.Key.Key_Tab)
    assert key.typed.make.hasFocus()
    qtbot.keyClick(key.typed.make, Qt.Key.Key_Backtab)
    qtbot.keyClicks(signing, SIGNING)
    qtbot.keyClick(signing, ENTER)
    qtbot.waitUntil(lambda: "begins with https://" in key.trouble.text())
    assert signing.text() == SIGNING
    address.selectAll()
    qtbot.keyClicks(address, "https://hooks.example/quiz")
    press(qtbot, key.connect_button)
    qtbot.waitUntil(lambda: len(desk.project.connections) == 1)
    made = desk.project.connections[0]
    assert (made.service, made.account) == (Service.WEBHOOK, "hooks.example")
    assert verified(receiver.received[0], SIGNING, desk.http.now())
    assert "Status 200" in pane.detail.said.text()
    assert key.kept.text() == f"whsec_••• {SIGNING[-4:]}"


def test_a_signing_secret_can_be_made(qtbot: QtBot, pane: ConnectPane, desk: Desk, receiver: Receiver) -> None:
    go_to(qtbot, pane, Service.WEBHOOK)
    press(qtbot, pane.detail.key.typed.make)
    made = pane.detail.key.typed.fields[1].text()
    assert made.startswith("whsec_")
    assert QGuiApplication.clipboard().text() == made
    qtbot.keyClicks(pane.detail.key.typed.fields[0], "https://hooks.example/quiz")
    receiver.answers.append(Answer(404))
    press(qtbot, pane.detail.key.connect_button)
    qtbot.waitUntil(lambda: "404" in pane.detail.key.trouble.text())
    assert desk.project.connections == ()


def test_zapier_takes_a_catch_hook_and_says_what_its_yes_is_worth(
    qtbot: QtBot, pane: ConnectPane, desk: Desk, receiver: Receiver
) -> None:
    go_to(qtbot, pane, Service.ZAPIER)
    type_key(qtbot, pane, "https://example.com/hook")
    qtbot.waitUntil(lambda: "not a Catch Hook" in pane.detail.key.trouble.text())
    type_key(qtbot, pane, HOOK)
    qtbot.waitUntil(lambda: len(desk.project.connections) == 1)
    assert "Look for the sample" in pane.detail.said.text()
    assert "Zapier, Connected to Zapier" in states(pane)
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
