"""Where the keyboard is in Connect after each act, and what a second account of a service is like."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.quiz.document import Service
from quizdesigner.sync.host import Delivery
from quizdesigner.tour.klaviyo import MailingList
from quizdesigner.views.connect import ConnectPane
from quizdesigner.views.connect.account_badge import ago
from quizdesigner.views.connect.delivery_row import DeliveryRow, Told
from quizdesigner.views.desk import Desk
from tests.standins.hubspot import SECRET, HubSpot
from tests.standins.klaviyo_troubles import Fault, Klaviyo
from tests.sync.leads import KEY
from tests.views.conftest import MemoryKeyring
from tests.views.connecting import ENTER, go_to, states, type_key

pytestmark = pytest.mark.usefixtures("connected")

ESCAPE = Qt.Key.Key_Escape
TAB = Qt.Key.Key_Tab
FRESH = "pk_fresh_fresh_fresh_9zz9"


@pytest.fixture
def klaviyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Klaviyo]:
    with Klaviyo(KEY) as service:
        service.lists = {"L1": MailingList("Newsletter")}
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_KLAVIYO", service.url)
        yield service


@pytest.fixture
def pane(desk: Desk, show: Callable[..., None], klaviyo: Klaviyo) -> ConnectPane:
    made = ConnectPane(desk)
    show(made)
    return made


@pytest.fixture
def connected_pane(qtbot: QtBot, pane: ConnectPane) -> ConnectPane:
    """With Klaviyo connected, and its lists there."""
    type_key(qtbot, pane, KEY)
    qtbot.waitUntil(lambda: pane.detail.lists.pick.count() == 2)
    return pane


def enter(qtbot: QtBot, button: QPushButton) -> None:
    """Press a button that can be pressed by Enter."""
    assert button.isVisible(), button.text()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, ENTER)


def test_after_the_key_comes_the_list(qtbot: QtBot, connected_pane: ConnectPane, desk: Desk) -> None:
    pick = connected_pane.detail.lists.pick
    assert pick.hasFocus()
    qtbot.keyClick(pick, Qt.Key.Key_Down)
    assert desk.project.connections[0].list_name == "Newsletter"


def test_a_key_that_could_not_be_tested_is_still_in_hand(
    qtbot: QtBot, pane: ConnectPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_ZAPIER", "http://127.0.0.1:1")
    go_to(qtbot, pane, Service.ZAPIER)
    type_key(qtbot, pane, "https://hooks.zapier.com/hooks/catch/1/abc/")
    qtbot.waitUntil(pane.detail.key.trouble.isVisible)
    assert pane.detail.key.typed.fields[0].hasFocus()


def test_enter_twice_on_a_test_never_disconnects(qtbot: QtBot, connected_pane: ConnectPane, desk: Desk) -> None:
    detail = connected_pane.detail
    enter(qtbot, detail.test)
    assert not detail.disconnect_button.hasFocus()
    qtbot.waitUntil(detail.test.hasFocus)
    qtbot.keyClick(detail.test, ENTER)
    qtbot.waitUntil(detail.test.hasFocus)
    assert len(desk.project.connections) == 1


def test_a_failed_test_shows_until_one_goes_well(qtbot: QtBot, connected_pane: ConnectPane, klaviyo: Klaviyo) -> None:
    pane, detail = connected_pane, connected_pane.detail
    klaviyo.key = FRESH
    enter(qtbot, detail.test)
    qtbot.waitUntil(lambda: detail.badge.text() == "The last test failed")
    assert states(pane)[0] == "Klaviyo, The last test failed"
    assert "does not know this key" in detail.said.text()
    klaviyo.key = KEY
    enter(qtbot, detail.test)
    qtbot.waitUntil(lambda: detail.badge.text() == "Halden Skin, tested just now")
    assert states(pane)[0] == "Klaviyo, Connected to Halden Skin"


def test_escape_gives_up_the_test_of_another_key_and_then_keeps_the_old_one(
    qtbot: QtBot, connected_pane: ConnectPane, desk: Desk, klaviyo: Klaviyo, keyring: MemoryKeyring
) -> None:
    key, busy = connected_pane.detail.key, connected_pane.detail.busy
    enter(qtbot, key.replace)
    klaviyo.faults.append(Fault("hang"))
    type_key(qtbot, connected_pane, FRESH)
    qtbot.waitUntil(busy.isVisible)
    qtbot.keyClick(key.typed.fields[0], ESCAPE)
    assert not busy.isVisible()
    assert key.typed.fields[0].text() == FRESH
    qtbot.keyClick(key.typed.fields[0], ESCAPE)
    assert key.replace.hasFocus()
    assert key.kept.isVisible()
    assert list(keyring.kept.values()) == [KEY]
    assert desk.project.connections[0].secret_hint == "4f2c"


def test_what_was_tested_for_another_key_is_given_up_with_it(
    qtbot: QtBot, connected_pane: ConnectPane, klaviyo: Klaviyo, keyring: MemoryKeyring
) -> None:
    key = connected_pane.detail.key
    enter(qtbot, key.replace)
    klaviyo.key = FRESH
    klaviyo.faults.append(Fault("hang"))
    type_key(qtbot, connected_pane, FRESH)
    enter(qtbot, key.back)
    assert key.replace.hasFocus()
    assert not connected_pane.detail.busy.isVisible()
    assert list(keyring.kept.values()) == [KEY]


class TestTwoAccounts:
    OTHER = "pk_outlet_outlet_outlet_77aa"

    @pytest.fixture
    def both(self, qtbot: QtBot, connected_pane: ConnectPane, desk: Desk, klaviyo: Klaviyo) -> ConnectPane:
        enter(qtbot, connected_pane.detail.another)
        assert connected_pane.detail.key.typed.fields[0].hasFocus()
        assert states(connected_pane)[:2] == ["Klaviyo, Connected to Halden Skin", "Klaviyo, Another account"]
        klaviyo.key, klaviyo.account = self.OTHER, "Halden Outlet"
        type_key(qtbot, connected_pane, self.OTHER)
        qtbot.waitUntil(lambda: len(desk.project.connections) == 2)
        return connected_pane

    def test_the_second_has_a_key_and_a_row_of_its_own(
        self, both: ConnectPane, desk: Desk, keyring: MemoryKeyring
    ) -> None:
        rows = ["Klaviyo, Connected to Halden Skin", "Klaviyo, Connected to Halden Outlet", "HubSpot, Not connected"]
        assert states(both)[:3] == rows
        assert both.detail.badge.text() == "Halden Outlet, tested just now"
        assert list(keyring.kept.values()) == [KEY, self.OTHER]

    def test_to_disconnect_one_leaves_the_other_out_of_reach_of_the_same_key(
        self, qtbot: QtBot, both: ConnectPane, desk: Desk
    ) -> None:
        enter(qtbot, both.detail.disconnect_button)
        assert both.list.hasFocus()
        assert [one.account for one in desk.project.connections] == ["Halden Skin"]
        assert states(both)[:2] == ["Klaviyo, Connected to Halden Skin", "HubSpot, Not connected"]

    def test_escape_leaves_the_row_for_another(self, qtbot: QtBot, connected_pane: ConnectPane) -> None:
        pane = connected_pane
        command = next(one for one in pane.commands() if one.id == "connect.another")
        assert command.enabled()
        command.run()
        assert not command.enabled()
        qtbot.keyClicks(pane.detail.key.typed.fields[0], "pk_half")
        qtbot.keyClick(pane.detail.key.typed.fields[0], ESCAPE)
        assert states(pane)[:2] == ["Klaviyo, Connected to Halden Skin", "HubSpot, Not connected"]
        assert pane.list.hasFocus()
        assert pane.detail.key.kept.isVisible()


def test_tab_goes_through_the_dry_run_as_it_is_laid_out(qtbot: QtBot, connected_pane: ConnectPane) -> None:
    dry_run = connected_pane.dry_run
    dry_run.shopper.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(dry_run.shopper, TAB)
    assert dry_run.tabs.tab("1 Profile").hasFocus()


def test_what_sets_an_account_up_keeps_the_keyboard(
    qtbot: QtBot, pane: ConnectPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    with HubSpot() as account:
        account.knows_all_fields = False
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_HUBSPOT", account.url)
        go_to(qtbot, pane, Service.HUBSPOT)
        type_key(qtbot, pane, SECRET)
        setup = pane.detail.setup
        qtbot.waitUntil(lambda: bool(setup.lines))
        enter(qtbot, setup.make)
        qtbot.waitUntil(lambda: setup.said.text() == "Everything HubSpot needs is there.")
        qtbot.waitUntil(setup.again.hasFocus)
        account.plan = lambda came: "hang"
        qtbot.keyClick(setup.again, ENTER)
        qtbot.keyClick(setup, ESCAPE)
        assert setup.said.text() == "Stopped before the service answered."
        assert setup.again.hasFocus()


def test_another_theme_cuts_nothing_off(qtbot: QtBot, connected_pane: ConnectPane, desk: Desk) -> None:
    pane = connected_pane
    before = pane.detail.minimumSizeHint().width()
    try:
        desk.choose_theme("dark")
        QApplication.processEvents()
        assert pane.detail.minimumSizeHint().width() == before
        assert pane.detail.width() <= pane.scroller.viewport().width()
    finally:
        desk.choose_theme("light")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "tested just now"),
        (59, "tested just now"),
        (60, "tested 1 minute ago"),
        (3_599, "tested 59 minutes ago"),
        (3_600, "tested 1 hour ago"),
        (50 * 3_600, "tested 50 hours ago"),
    ],
)
def test_how_long_ago_a_test_was(seconds: float, words: str) -> None:
    assert ago(seconds) == words


def test_a_delivery_never_stands_on_screen_by_itself(qapp: QApplication) -> None:
    class Shown(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                found.append(type(watched).__name__)
            return False

    found: list[str] = []
    shown = Shown()
    qapp.installEventFilter(shown)
    delivery = Delivery("1", "ana@example.com", "2026-11-21T10:00:00Z", "refused", 1, "No.")
    row = DeliveryRow(Told(delivery, "today", "No."), is_open=True)
    qapp.removeEventFilter(shown)
    assert found == []
    assert row.delivery is delivery
