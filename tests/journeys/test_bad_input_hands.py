"""Somebody new and careless at the window: whatever they do, nothing is lost and nothing falls over."""

from __future__ import annotations

import asyncio
import threading

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QMenu, QWidget

from quizdesigner.models import project_file
from quizdesigner.quiz import edits
from quizdesigner.views.switcher import Switcher
from quizdesigner.views.welcome import Welcome
from tests.journeys.conftest import Standing
from tests.standins.host import TOKEN, Host
from tests.standins.klaviyo_troubles import Fault, Klaviyo
from tests.standins.receiver import Answer, Received, Receiver
from tests.views.test_preview import pytestmark as engine_words

KEY = "pk_0123456789abcdef4f2c"


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def names(desktop: Standing) -> list[str]:
    """The names of the project's quizzes."""
    return [quiz.name for quiz in desktop.desk.project.quizzes]


def test_the_same_file_is_opened_twice(desktop: Standing) -> None:
    """A double click on the list, the project's own name among the recent ones: it stays open, and open for writing."""

    async def walk() -> None:
        path = await desktop.open_new()
        await desktop.hands.press("Ctrl+W")
        projects = desktop.hands.named("Projects", QListView)
        middle = projects.visualRect(projects.model().index(0, 0)).center()
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(projects.viewport(), left, none, middle)
        QTest.mouseDClick(projects.viewport(), left, none, middle)
        await desktop.hands.rest()
        assert not desktop.desk.editor.read_only
        window = desktop.window
        menu = QMenu(window)
        window.topbar.project.opening.emit(menu)
        menu.actions()[0].trigger()
        await desktop.hands.rest()
        assert desktop.window is window
        assert desktop.desk.editor.do(edits.rename_project, "Halden")
        await desktop.hands.press("Ctrl+W")
        with project_file.open(path) as file:
            assert file.project.name == "Halden"

    desktop.run(walk())


def test_undo_far_more_often_than_there_are_steps(desktop: Standing) -> None:
    async def walk() -> None:
        await desktop.open_new()
        first = desktop.desk.project
        for number in range(30):
            desktop.desk.editor.do(edits.rename_project, f"Halden {number}")
        last = desktop.desk.project
        window = desktop.window
        for _ in range(200):
            QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert desktop.desk.project == first
        for _ in range(200):
            QTest.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
        assert desktop.desk.project == last
        assert window.statusbar.saved.text() == "Saved"

    desktop.run(walk())


def test_a_name_of_300_letters(desktop: Standing) -> None:
    async def walk() -> None:
        await desktop.open_new()
        window = desktop.window
        window.resize(960, 600)
        window.actions_by_id["rename_project"].trigger()
        await desktop.hands.write("Halden & Sons " * 22)
        await desktop.hands.press("Return")
        name = ("Halden & Sons " * 22).strip()
        assert desktop.desk.project.name == name
        assert window.width() == 960
        switcher = window.topbar.project
        assert isinstance(switcher, Switcher)
        assert switcher.width() <= 220
        assert switcher.button.accessibleName() == f"Project: {name}"
        # Once painted it rests: a name that is shortened to fit must not ask to be painted again.
        await asyncio.sleep(0.1)
        paints = Paints(switcher.button)
        await asyncio.sleep(0.1)
        assert paints.count == 0

    desktop.run(walk())


def test_the_last_quiz_is_deleted_and_every_place_visited(desktop: Standing) -> None:
    async def walk() -> None:
        await desktop.open_new()
        hands, window = desktop.hands, desktop.window
        window.actions_by_id["delete_quiz"].trigger()
        assert "Deleted Skin routine finder. Undo brings it back." in window.notice.text()
        for keys in ("Ctrl+1", "Ctrl+2", "Ctrl+4", "Ctrl+6", "Ctrl+7", "Ctrl+,", "Ctrl+Shift+P", "Escape", "F2"):
            await hands.press(keys, "A", "Return", "Delete", "Escape")
        assert names(desktop) == []
        await hands.press("Ctrl+Z")
        assert names(desktop) == ["Skin routine finder"]

    desktop.run(walk())


@engine_words
def test_the_quiz_in_the_preview_is_deleted(desktop: Standing) -> None:
    async def walk() -> None:
        await desktop.open_new()
        hands, window = desktop.hands, desktop.window
        window.actions_by_id["duplicate_quiz"].trigger()
        await desktop.author.go("preview", "Ctrl+7")
        await asyncio.sleep(0.3)
        window.actions_by_id["delete_quiz"].trigger()
        await asyncio.sleep(0.3)
        assert names(desktop) == ["Skin routine finder"]
        window.actions_by_id["delete_quiz"].trigger()
        await asyncio.sleep(0.1)
        await hands.press("Ctrl+Z", "Ctrl+Z")
        assert len(names(desktop)) == 2
        await hands.press("Ctrl+W")
        assert isinstance(desktop.whole.window, Welcome)

    desktop.run(walk())


@pytest.mark.parametrize(("keys", "call"), [("Ctrl+W", "/api/v1/parts/"), ("Ctrl+Q", "/live")])
def test_the_window_is_closed_while_it_publishes(desktop: Standing, keys: str, call: str) -> None:
    """The host takes its time over a part, or has switched and not answered yet: whoever opens the file sees which."""
    host = Host()
    release = threading.Event()

    def respond(request: Received) -> Answer:
        answer = host.respond(request)
        if call in request.path and request.method == "PUT":
            release.wait()
        return answer

    with Receiver(respond) as server:

        async def walk() -> None:
            path = await desktop.open_new()
            await desktop.author.add_host(server.url, TOKEN)
            await desktop.hands.click("Publish version 1")
            await desktop.hands.until(
                lambda: any(call in one.path and one.method == "PUT" for one in server.received), "the call that hangs"
            )
            await desktop.hands.press(keys)
            if keys == "Ctrl+W":
                assert isinstance(desktop.whole.window, Welcome)
            else:
                assert desktop.whole.finished.done()
                await desktop.whole.end()
            release.set()
            await asyncio.sleep(0.05)
            assert len(host.live) == (1 if call == "/live" else 0)
            desktop.whole.show_welcome()
            desktop.whole.files.open_path(path)
            await desktop.hands.until(lambda: desktop.desk.live.online, "the host's answer")
            assert desktop.desk.live.revision == len(host.live)
            assert not desktop.desk.editor.read_only

        try:
            desktop.run(walk())
        finally:
            release.set()


def test_the_project_is_closed_while_a_connection_is_tested(desktop: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    with Klaviyo(KEY) as klaviyo:
        monkeypatch.setenv("QUIZDESIGNER_CRM_BASE_KLAVIYO", klaviyo.url)
        klaviyo.faults.append(Fault("hang", on="/api/accounts"))

        async def walk() -> None:
            path = await desktop.open_new()
            await desktop.author.go("connect", "Ctrl+6")
            await desktop.hands.fill("Private API key", KEY)
            await desktop.hands.press("Return")
            await desktop.hands.until(lambda: not klaviyo.faults, "the test to be under way")
            await desktop.hands.press("Ctrl+W")
            assert isinstance(desktop.whole.window, Welcome)
            await desktop.hands.rest()
            assert desktop.keyring.kept == {}
            with project_file.open(path) as file:
                assert file.project.connections == ()

        desktop.run(walk())
