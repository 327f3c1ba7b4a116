"""Hosts in the Publish sheet, by real keys and clicks: adding one, its token, this computer as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizdesigner.errors import Refused
from quizdesigner.host import serve
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Host, Project
from quizdesigner.starters import load_starter
from quizdesigner.sync.secrets import Secret, Secrets, host_name
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.publish import PublishSheet
from tests.standins.receiver import Answer, Receiver
from tests.views.conftest import MemoryKeyring
from tests.views.publishing import fill, is_done, press, with_host
from tests.views.standing import HostNearby, finish

KEY = Qt.Key

pytestmark = pytest.mark.usefixtures("connected")


def test_without_a_host_the_sheet_asks_for_one(qtbot: QtBot, sheet: PublishSheet) -> None:
    assert sheet.form.isVisible()
    assert "none yet" in sheet.sentence.text()
    assert not sheet.foot.act.isEnabled()
    qtbot.keyClick(sheet.form.address, KEY.Key_Escape)
    assert not sheet.form.isVisible()


def test_a_host_is_checked_before_it_is_kept(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby, keyring: MemoryKeyring
) -> None:
    with_host(qtbot, sheet, host)
    kept = desk.project.hosts[0]
    assert (kept.address, kept.client, kept.name) == (host.address, "Halden Skin", f"127.0.0.1:{host.port}")
    assert host_name(kept.id) in {name for _, name in keyring.kept}
    assert sheet.form.token.text() == ""
    assert desk.live.online is True
    assert sheet.foot.act.text() == "Publish version 1"


@pytest.mark.parametrize(
    ("address", "token", "words"),
    [
        ("", "qd_0123456789ab_wrong", "does not know this token"),
        ("http://127.0.0.1:9", "qd_0123456789ab_x", "did not answer"),
        ("http://quiz.example", "qd_0123456789ab_x", "must begin with https://"),
        ("quiz", "qd_0123456789ab_x", "begins with https://"),
    ],
)
def test_what_is_wrong_with_a_host_is_said_in_place(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby, address: str, token: str, words: str
) -> None:
    fill(qtbot, sheet, address or host.address, token)
    qtbot.waitUntil(lambda: words in sheet.form.trouble.text())
    assert "Nothing was kept" in sheet.form.trouble.text()
    assert bool(sheet.form.token.property("bad")) == ("this token" in words)
    qtbot.keyClicks(sheet.form.token, "x")
    assert not sheet.form.token.property("bad")
    assert sheet.form.token.text() == f"{token}x"
    assert desk.project.hosts == ()


def test_a_server_that_is_no_host_is_not_kept(qtbot: QtBot, desk: Desk, sheet: PublishSheet) -> None:
    with Receiver(lambda _: Answer(200, b"<html>Welcome</html>")) as other:
        fill(qtbot, sheet, other.url, "qd_0123456789ab_x")
        qtbot.waitUntil(lambda: "not a Quiz Designer host" in sheet.form.trouble.text())
    assert desk.project.hosts == ()


def test_a_token_that_may_only_look_is_refused(qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby) -> None:
    fill(qtbot, sheet, host.address, host.token("read"))
    qtbot.waitUntil(lambda: "may look but not publish" in sheet.form.trouble.text())
    assert desk.project.hosts == ()


class TestAtTheStart:
    """A window that opens on a project with a host, before the sheet was opened."""

    @pytest.fixture
    def project(self, host: HostNearby) -> Project:
        return replace(load_starter("skin"), hosts=(Host("h1", "Halden", host.address),))

    def test_the_host_is_asked_once_the_loop_runs(
        self, qtbot: QtBot, desk: Desk, host: HostNearby, keyring: MemoryKeyring
    ) -> None:
        keyring.set_password("Quiz Designer", host_name("h1"), host.token())
        qtbot.addWidget(PublishSheet(desk))
        assert desk.live.online is None
        desk.begin()
        qtbot.waitUntil(lambda: desk.live.online is True)

    def test_nobody_is_asked_or_told_where_there_is_no_token(self, qtbot: QtBot, desk: Desk) -> None:
        said: list[str] = []
        desk.noticed.connect(lambda text, _: said.append(text))
        sheet = PublishSheet(desk)
        qtbot.addWidget(sheet)
        desk.begin()
        finish(desk.secrets.get(host_name("h1")))
        assert (desk.live.online, sheet.publisher.reached, said) == (None, ("unknown", ""), [])


def test_this_computer_is_offered_only_where_it_can_serve(qtbot: QtBot, desk: Desk, sheet: PublishSheet) -> None:
    assert sheet.form.isVisible()
    assert not sheet.form.here.isVisible()


def test_this_computer_becomes_the_host(qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby) -> None:
    async def serve_here() -> str:
        desk.editor.do(edits.add_host, Host("here", "This computer", host.address))
        await desk.secrets.set(host_name("here"), Secret(host.token()))
        return "here"

    desk.use_this_computer = serve_here
    sheet.form.open(None)
    assert sheet.form.here.isVisible()
    sheet.form.here.setFocus()
    qtbot.keyClick(sheet.form.here, KEY.Key_Return)
    qtbot.waitUntil(lambda: sheet.publisher.reached[0] == "yes")
    assert not sheet.form.isVisible()
    assert sheet.hosts.currentText() == "Live host: This computer"
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: is_done(sheet))


def test_why_this_computer_cannot_serve_is_said(qtbot: QtBot, desk: Desk, sheet: PublishSheet) -> None:
    async def refuse() -> str:
        raise Refused("The folder cannot be used.")

    desk.use_this_computer = refuse
    sheet.form.open(None)
    press(qtbot, sheet.form.here)
    qtbot.waitUntil(lambda: "The folder cannot be used." in sheet.form.trouble.text())
    assert sheet.form.here.isEnabled()


def test_a_revoked_token_is_said_and_replaced(qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby) -> None:
    token = host.token()
    fill(qtbot, sheet, host.address, token)
    qtbot.waitUntil(lambda: sheet.publisher.reached[0] == "yes")
    serve.revoke_token(host.data, token)
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: "may have been revoked" in sheet.trouble.text())
    press(qtbot, sheet.token)
    assert sheet.form.address.text() == host.address
    fill(qtbot, sheet, host.address, host.token())
    qtbot.waitUntil(lambda: sheet.publisher.reached[0] == "yes" and not sheet.form.isVisible())
    assert len(desk.project.hosts) == 1


def test_a_token_is_kept_for_this_session_where_there_is_no_keyring(
    qtbot: QtBot, loop: None, editor: Editor, preferences: Preferences, host: HostNearby, show: Callable[..., None]
) -> None:
    def none() -> MemoryKeyring:
        raise ImportError("no keyring")

    desk = Desk(editor, preferences, Secrets(none))
    said: list[str] = []
    desk.noticed.connect(lambda text, _: said.append(text))
    sheet = PublishSheet(desk)
    show(sheet, 860, 690)
    desk.open_sheet("publish")
    with_host(qtbot, sheet, host)
    assert any("until you close Quiz Designer" in text for text in said)
    finish(desk.end())
