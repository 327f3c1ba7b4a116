"""The Settings place by real clicks: a host leaves the project, and comes back by undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Host
from quizdesigner.sync.secrets import SERVICE, host_name
from quizdesigner.views.desk import Desk
from quizdesigner.views.settings_place import SettingsPane
from tests.views.conftest import MemoryKeyring
from tests.views.connecting import press

LIVE = Host("h1", "Halden live", "https://quiz.halden.example")
TRIAL = Host("h2", "Trial", "https://trial.halden.example")


@pytest.fixture
def pane(connected: None, desk: Desk, show: Callable[..., None]) -> SettingsPane:
    """Settings, of a project with two hosts."""
    for host in (LIVE, TRIAL):
        desk.editor.do(edits.add_host, host)
    made = SettingsPane(desk)
    show(made)
    return made


def test_a_host_is_removed_with_its_token_and_comes_back_by_undo(
    qtbot: QtBot, pane: SettingsPane, desk: Desk, keyring: MemoryKeyring
) -> None:
    for host in (LIVE, TRIAL):
        keyring.set_password(SERVICE, host_name(host.id), f"token of {host.name}")
    said: list[str] = []
    desk.noticed.connect(lambda text, _: said.append(text))
    press(qtbot, pane.hosts.buttons[0])
    assert hosts(desk) == ["Trial"]
    assert [one.accessibleName() for one in pane.hosts.buttons] == ["Remove Trial"]
    assert pane.hosts.buttons[0].hasFocus()
    assert "What is live there stays live. Undo brings the host back" in said[0]
    qtbot.waitUntil(lambda: list(keyring.kept.values()) == ["token of Trial"])
    desk.editor.undo()
    assert hosts(desk) == ["Halden live", "Trial"]
    assert [one.accessibleName() for one in pane.hosts.buttons] == ["Remove Halden live", "Remove Trial"]


def test_without_a_host_nothing_stands_there(qtbot: QtBot, pane: SettingsPane, desk: Desk) -> None:
    for _ in range(2):
        press(qtbot, pane.hosts.buttons[0])
    assert hosts(desk) == []
    assert not pane.hosts.isVisible()


def hosts(desk: Desk) -> list[str]:
    """The names of the project's hosts."""
    return [host.name for host in desk.project.hosts]
