"""The Publish sheet with a real host on loopback: versions, cancelling, queueing, and who was first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.quiz import edits, wire
from quizdesigner.quiz.document import Choice, Connection, Host, Kind, Question, Service
from quizdesigner.settings import new_id
from quizdesigner.starters import load_starter
from quizdesigner.sync.secrets import Secrets, connection_name
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.publish import PublishSheet
from quizdesigner.views.publish.changes import ChangeLine
from quizdesigner.views.publish.checks import CheckLine
from quizdesigner.views.publish.intent import Stopped, Waiting
from tests.views.conftest import MemoryKeyring
from tests.views.publishing import is_done, press, revisions, standing, with_host
from tests.views.standing import HostNearby, finish

pytestmark = pytest.mark.usefixtures("connected")


def test_publish_then_change_then_publish_again(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby
) -> None:
    with_host(qtbot, sheet, host)
    assert standing(desk) == (0, None)
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: is_done(sheet))
    assert sheet.done.title.text().startswith("Version 1 is live")
    assert sheet.sentence.text().startswith("Version 1 is live since")
    assert sheet.done.link.text() == f"{host.address}/q/skin-routine-finder"
    assert "<iframe" in sheet.done.embed_frame.text()
    assert "<dialog" in sheet.done.embed_popup.text()
    assert standing(desk) == (1, 0)
    assert desk.live.online is True
    copy = next(one for one in sheet.done.findChildren(QPushButton) if one.accessibleName() == "Copy link")
    press(qtbot, copy)
    assert QGuiApplication.clipboard().text() == sheet.done.link.text()
    assert all(question.key for question in desk.quiz.questions if question.traits.takes_answer)

    press(qtbot, sheet.foot.act)
    assert desk.sheet == ""
    question = next(question for question in desk.quiz.questions if question.traits.has_choices)
    desk.editor.do(edits.change_choice, desk.quiz_id, question.id, question.choices[0].id, title="Something else")
    qtbot.waitUntil(lambda: standing(desk) == (1, 1))
    desk.open_sheet("publish")
    assert [one.difference.effect for one in sheet.findChildren(ChangeLine) if one.isVisible()] == [
        f"“{question.choices[0].title}” is now “Something else”."
    ]
    assert sheet.foot.act.text() == "Publish version 2"
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: is_done(sheet))
    assert standing(desk) == (2, 0)
    assert [one.revision for one in desk.editor.file.publications(desk.quiz_id)] == [2, 1]
    assert revisions(host) == [1, 2]


def test_what_is_live_is_read_once_and_not_at_each_edit(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_host(qtbot, sheet, host)
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: is_done(sheet))
    read: list[bytes] = []
    monkeypatch.setattr(wire, "loads", read.append)
    for name in ("A", "B"):
        desk.editor.do(edits.rename_quiz, desk.quiz_id, name)
        sheet.publisher.refresh()
        assert standing(desk) == (1, 1)
    assert read == []


def test_cancel_before_the_switch_leaves_nothing_live(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby
) -> None:
    with_host(qtbot, sheet, host)
    press(qtbot, sheet.foot.act)
    assert sheet.foot.steps.isVisible()
    assert not sheet.foot.act.isEnabled()
    press(qtbot, sheet.foot.back)
    assert sheet.foot.act.text() == "Publish version 1"
    sheet.publisher.look()
    qtbot.waitUntil(lambda: sheet.publisher.reached[0] == "yes")
    assert revisions(host) == []


def test_after_the_switch_is_asked_for_there_is_no_way_back(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby
) -> None:
    with_host(qtbot, sheet, host)
    steps: list[tuple[str, bool]] = []
    sheet.publisher.changed.connect(
        lambda: steps.append((sheet.foot.steps.accessibleName(), sheet.foot.back.isEnabled()))
    )
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: is_done(sheet))
    seen = list(dict.fromkeys(name for name, _ in steps))
    assert seen[:4] == [f"Publishing: {name}" for name in ("Host", "Compare", "Quiz", "Go live")]
    assert ("Publishing: Quiz", True) in steps
    assert ("Publishing: Go live", False) in steps


def test_publishing_what_is_live_makes_no_new_version(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby
) -> None:
    with_host(qtbot, sheet, host)
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: is_done(sheet))
    press(qtbot, sheet.foot.back)
    assert sheet.foot.act.text() == "Send it again"
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: is_done(sheet))
    assert revisions(host) == [1]


def test_an_error_stops_and_leads_to_its_question(qtbot: QtBot, desk: Desk, sheet: PublishSheet) -> None:
    untitled = Question("untitled", Kind.SINGLE, "", choices=(Choice("c1", "Yes"),))
    desk.editor.do(edits.add_question, desk.quiz_id, untitled, None)
    qtbot.waitUntil(lambda: any(one.level == "error" for one in sheet.findChildren(CheckLine)))
    assert not sheet.foot.act.isEnabled()
    press(qtbot, next(one for one in sheet.findChildren(CheckLine) if one.level == "error").do)
    assert (desk.question_id, desk.place, desk.sheet) == ("untitled", "builder", "")


def test_away_then_back_is_queued_and_published_once(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby
) -> None:
    with_host(qtbot, sheet, host)
    host.stop()
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: isinstance(sheet.publisher.state, Stopped))
    assert "The host did not answer. Your quiz is saved on this computer." in sheet.trouble.text()
    assert sheet.foot.act.text() == "Queue version 1"
    assert desk.live.online is False
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: isinstance(sheet.publisher.state, Waiting))
    assert desk.live.queued == 1
    assert sheet.foot.act.text() == "Try again now"
    assert sheet.publisher.retry.isActive()
    # What is queued is what was queued; this edit is not in it.
    desk.editor.do(edits.rename_quiz, desk.quiz_id, "Another name")
    host.start()
    sheet.publisher.retry.timeout.emit()
    qtbot.waitUntil(lambda: is_done(sheet))
    assert not sheet.publisher.retry.isActive()
    assert desk.live.queued == 0
    assert standing(desk) == (1, 1)
    assert revisions(host) == [1]
    assert sheet.done.link.text().endswith("/q/skin-routine-finder")


def test_what_is_queued_can_be_taken_back(qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby) -> None:
    with_host(qtbot, sheet, host)
    host.stop()
    sheet.publisher.look()
    qtbot.waitUntil(lambda: sheet.foot.act.text() == "Queue version 1")
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: isinstance(sheet.publisher.state, Waiting))
    press(qtbot, sheet.foot.back)
    assert desk.live.queued == 0
    host.start()
    sheet.publisher.retry.timeout.emit()
    sheet.publisher.look()
    qtbot.waitUntil(lambda: sheet.publisher.reached[0] == "yes")
    assert revisions(host) == []


def test_a_queued_version_that_is_outrun_stops_and_says_so_in_the_window(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby, tmp_path: Path
) -> None:
    with_host(qtbot, sheet, host)
    host.stop()
    sheet.publisher.look()
    qtbot.waitUntil(lambda: sheet.foot.act.text() == "Queue version 1")
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: isinstance(sheet.publisher.state, Waiting))
    desk.close_sheet()
    said: list[str] = []
    desk.noticed.connect(lambda text, _: said.append(text))
    host.start()
    with project_file.create(tmp_path / "other.quizproject", replace(desk.project, name="Halden")) as file:
        other = Desk(Editor(file, new_id), desk.preferences, desk.secrets)
        theirs = PublishSheet(other)
        qtbot.addWidget(theirs)
        theirs.publisher.publish()
        qtbot.waitUntil(lambda: is_done(theirs))
        finish(other.end())
    sheet.publisher.retry.timeout.emit()
    qtbot.waitUntil(lambda: any("Version 1 was not published" in text for text in said))
    assert desk.live.queued == 0
    assert revisions(host) == [1]


def test_a_lost_answer_does_not_publish_twice(qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby) -> None:
    with_host(qtbot, sheet, host)
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: is_done(sheet))
    # The same file as it was before the answer came: live, and it does not know.
    forgetful = desk.editor.file.path.with_name("restored.quizproject")
    with project_file.create(forgetful, desk.project) as file:
        other = Desk(Editor(file, new_id), desk.preferences, desk.secrets)
        again = PublishSheet(other)
        qtbot.addWidget(again)
        assert other.live.revision == 0
        other.open_sheet("publish")
        qtbot.waitUntil(lambda: other.live.revision == 1)
        assert other.live.changes == 0
        finish(other.end())
    assert revisions(host) == [1]


def test_somebody_else_was_first(
    qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby, tmp_path: Path
) -> None:
    with_host(qtbot, sheet, host)
    colleague = replace(desk.project, name="Halden")
    with project_file.create(tmp_path / "colleague.quizproject", colleague) as file:
        other = Desk(Editor(file, new_id), desk.preferences, desk.secrets)
        theirs = PublishSheet(other)
        qtbot.addWidget(theirs)
        theirs.publisher.by = "Bo"
        theirs.publisher.publish()
        qtbot.waitUntil(lambda: is_done(theirs))
        finish(other.end())
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: isinstance(sheet.publisher.state, Stopped))
    assert "Bo published version 1 in the meantime" in sheet.trouble.text()
    assert "Bo published version 1 (today at" in sheet.stranger.text()
    assert sheet.foot.act.text() == "Publish over it as version 2"
    assert revisions(host) == [1]
    press(qtbot, sheet.foot.act)
    qtbot.waitUntil(lambda: is_done(sheet))
    assert revisions(host) == [1, 2]
    assert sheet.stranger.text() == ""


class TestWithAConnection:
    @pytest.fixture
    def project(self) -> Any:
        klaviyo = Connection("k1", Service.KLAVIYO, account="Halden Skin", secret_hint="4f2c")
        others = tuple(Connection(one.value, one) for one in (Service.OMNISEND, Service.ZAPIER))
        return replace(load_starter("skin"), connections=(klaviyo, *others))

    def test_a_key_missing_here_is_said_and_the_rest_goes_out(
        self, qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby
    ) -> None:
        with_host(qtbot, sheet, host)
        qtbot.waitUntil(lambda: bool(sheet.publisher.missing))
        line = next(one for one in sheet.findChildren(CheckLine) if one.words.text() == "Key missing on this computer")
        assert "Klaviyo, Omnisend and Zapier. The host keeps the key it has" in line.accessibleName()
        press(qtbot, sheet.foot.act)
        qtbot.waitUntil(lambda: is_done(sheet))
        assert desk.live.revision == 1

    def test_keys_go_to_the_host(
        self, qtbot: QtBot, desk: Desk, sheet: PublishSheet, host: HostNearby, keyring: MemoryKeyring
    ) -> None:
        name = connection_name(desk.project.id, "k1")
        keyring.set_password("Quiz Designer", name, "pk_0123456789abcdef4f2c")
        with_host(qtbot, sheet, host)
        press(qtbot, sheet.foot.act)
        qtbot.waitUntil(lambda: is_done(sheet))
        assert host.ask("SELECT last4 FROM connection WHERE secret IS NOT NULL") == ["4f2c"]


class TestReadOnly:
    def test_a_window_that_only_reads_cannot_publish(
        self, qtbot: QtBot, loop: None, tmp_path: Path, preferences: Preferences
    ) -> None:
        path = tmp_path / "other.quizproject"
        listed = replace(load_starter("skin"), hosts=(Host("h", "Host", "http://127.0.0.1:9"),))
        project_file.create(path, listed).close()
        with project_file.open(path, read_only=True) as file:
            desk = Desk(Editor(file, new_id), preferences, Secrets(MemoryKeyring))
            sheet = PublishSheet(desk)
            qtbot.addWidget(sheet)
            desk.open_sheet("publish")
            assert not sheet.foot.act.isEnabled()
            assert "only reads" in sheet.foot.words.text()
            finish(desk.end())
