"""A connection the host has paused: it is seen at once, and goes on with a key that works."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Service
from quizdesigner.sync.secrets import connection_name
from quizdesigner.views.connect import ConnectPane
from quizdesigner.views.desk import Desk
from quizdesigner.views.publish import Publisher
from tests.standins.klaviyo_troubles import Fault, Klaviyo
from tests.views.connecting import go_to, press, states, type_key
from tests.views.standing import HostNearby
from tests.views.test_connect_deliveries import answer, host, keyring, klaviyo, live, project

__all__ = ["host", "keyring", "klaviyo", "live", "project"]

pytestmark = pytest.mark.usefixtures("connected")

FRESH = "pk_fresh_fresh_fresh_9zz9"
PAUSED = "Klaviyo, Paused at the host"


@pytest.fixture
def said(desk: Desk) -> list[str]:
    """What is said in the line that is in nobody's way."""
    found: list[str] = []
    desk.noticed.connect(lambda text, _: found.append(text))
    return found


@pytest.fixture
def pane(live: str, desk: Desk, show: Callable[..., None]) -> ConnectPane:
    made = ConnectPane(desk)
    show(made)
    return made


def pause(qtbot: QtBot, host: HostNearby, desk: Desk, live: str) -> None:
    """Let a shopper meet a key Klaviyo does not take."""
    answer(desk, live, "ana@example.com")
    qtbot.waitUntil(lambda: paused(host) == 1)


def paused(host: HostNearby) -> object:
    return host.ask("SELECT COUNT(*) FROM connection WHERE paused IS NOT NULL")[0]


def test_a_new_key_goes_to_the_host_that_waits_for_one(
    qtbot: QtBot, host: HostNearby, desk: Desk, live: str, pane: ConnectPane, klaviyo: Klaviyo, said: list[str]
) -> None:
    klaviyo.key = FRESH
    pause(qtbot, host, desk, live)
    pane.hide()
    pane.show()
    qtbot.waitUntil(lambda: states(pane)[0] == PAUSED)
    assert pane.detail.badge.text() == "Paused at the host"
    assert pane.detail.paused.text().startswith("Paused at the host: Klaviyo does not know this key.")
    press(qtbot, pane.detail.key.replace)
    type_key(qtbot, pane, FRESH)
    qtbot.waitUntil(lambda: "ana@example.com" in klaviyo.profiles)
    qtbot.waitUntil(lambda: states(pane)[0] == "Klaviyo, Connected to Halden Skin")
    qtbot.waitUntil(lambda: said == ["Halden goes on with this key; what waited is sent now."])
    assert not pane.detail.paused.isVisible()


def test_the_same_key_goes_on_once_it_may_do_enough(
    qtbot: QtBot, host: HostNearby, desk: Desk, live: str, pane: ConnectPane, klaviyo: Klaviyo, said: list[str]
) -> None:
    klaviyo.faults.append(Fault("answer", on="/api/profile-import", status=403))
    pause(qtbot, host, desk, live)
    # What the host says when it is asked for deliveries is enough.
    press(qtbot, pane.detail.deliveries.refresh)
    qtbot.waitUntil(lambda: states(pane)[0] == PAUSED)
    qtbot.waitUntil(pane.detail.resume.isEnabled)
    pane.detail.resume.setFocus()
    qtbot.keyClick(pane.detail.resume, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "ana@example.com" in klaviyo.profiles)
    qtbot.waitUntil(lambda: states(pane)[0] == "Klaviyo, Connected to Halden Skin")
    qtbot.waitUntil(lambda: said == ["Halden goes on with this key; what waited is sent now."])
    assert pane.detail.test.hasFocus()


def test_a_key_that_does_not_work_here_is_not_given_to_the_host(
    qtbot: QtBot, host: HostNearby, desk: Desk, live: str, pane: ConnectPane, klaviyo: Klaviyo, said: list[str]
) -> None:
    klaviyo.key = FRESH
    pause(qtbot, host, desk, live)
    press(qtbot, pane.detail.deliveries.refresh)
    qtbot.waitUntil(pane.detail.resume.isVisible)
    press(qtbot, pane.detail.resume)
    qtbot.waitUntil(lambda: "does not know this key" in pane.detail.said.text())
    assert (paused(host), said) == (1, [])


def test_the_key_of_another_account_waits_for_a_publication(
    qtbot: QtBot, host: HostNearby, desk: Desk, live: str, pane: ConnectPane, klaviyo: Klaviyo, said: list[str]
) -> None:
    klaviyo.key, klaviyo.account = FRESH, "Halden Hair"
    pause(qtbot, host, desk, live)
    press(qtbot, pane.detail.key.replace)
    type_key(qtbot, pane, FRESH)
    qtbot.waitUntil(lambda: said != [])
    assert said == ["What is live was set up for another account. Publish, and what waits is sent."]
    assert paused(host) == 1
    assert states(pane)[0] == PAUSED


def test_a_publication_is_seen_beside_every_service(
    qtbot: QtBot, host: HostNearby, desk: Desk, live: str, pane: ConnectPane, klaviyo: Klaviyo
) -> None:
    klaviyo.faults.append(Fault("answer", on="/api/profile-import", status=403))
    pause(qtbot, host, desk, live)
    press(qtbot, pane.detail.deliveries.refresh)
    qtbot.waitUntil(lambda: states(pane)[0] == PAUSED)
    go_to(qtbot, pane, Service.WEBHOOK)
    desk.editor.do(edits.rename_quiz, desk.quiz_id, "Skin finder")
    publisher = Publisher(desk)
    publisher.publish()
    qtbot.waitUntil(lambda: states(pane)[0] == "Klaviyo, Connected to Halden Skin")


def test_what_works_goes_on_with_its_key_until_a_publication(
    qtbot: QtBot, pane: ConnectPane, klaviyo: Klaviyo, said: list[str]
) -> None:
    klaviyo.key = FRESH
    press(qtbot, pane.detail.key.replace)
    type_key(qtbot, pane, FRESH)
    qtbot.waitUntil(lambda: said != [])
    assert said == ["Halden goes on with the key it has until you publish."]


def test_without_the_key_a_colleague_is_told_what_helps(
    qtbot: QtBot, host: HostNearby, desk: Desk, live: str, klaviyo: Klaviyo, show: Callable[..., None]
) -> None:
    klaviyo.key = FRESH
    pause(qtbot, host, desk, live)
    desk.spawn(desk.secrets.delete(connection_name(desk.project.id, "k1")))
    pane = ConnectPane(desk)
    show(pane)
    qtbot.waitUntil(lambda: pane.detail.paused.text().endswith("Enter the key here, and what waits is sent."))
    assert not pane.detail.resume.isVisible()
    type_key(qtbot, pane, FRESH)
    qtbot.waitUntil(lambda: "ana@example.com" in klaviyo.profiles)
