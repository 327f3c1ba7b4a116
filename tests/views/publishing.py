"""What the tests of the Publish sheet share: hands on its fields, and what is live in the end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from quizdesigner.views.desk import Desk
from quizdesigner.views.publish import PublishSheet
from quizdesigner.views.publish.intent import Done
from tests.views.standing import HostNearby

KEY = Qt.Key


def fill(qtbot: QtBot, sheet: PublishSheet, address: str, token: str) -> None:
    """Type a host's address and token, and press Enter."""
    form = sheet.form
    for field, text in ((form.address, address), (form.token, token)):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, text)
    qtbot.keyClick(form.token, KEY.Key_Return)


def with_host(qtbot: QtBot, sheet: PublishSheet, host: HostNearby) -> None:
    """Add the host by hand and wait until it has answered."""
    fill(qtbot, sheet, host.address, host.token())
    qtbot.waitUntil(lambda: sheet.publisher.reached[0] == "yes")
    qtbot.waitUntil(lambda: not sheet.form.isVisible())


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def is_done(sheet: PublishSheet) -> bool:
    return isinstance(sheet.publisher.state, Done)


def standing(desk: Desk) -> tuple[int, int | None]:
    """The live version and how many changes are not live, as top bar and status line show them."""
    return desk.live.revision, desk.live.changes


def revisions(host: HostNearby) -> list[object]:
    """Every revision the host ever made live."""
    return host.ask("SELECT number FROM revision ORDER BY number")
