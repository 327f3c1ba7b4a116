"""This computer as a host: offered by the application, and there again when the project is opened again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from quizdesigner.app import Desktop
from quizdesigner.embedded import EmbeddedHost
from quizdesigner.models import project_file
from quizdesigner.starters import load_starter
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views.desk import Desk
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.shell import MainWindow
from tests.views.conftest import MemoryKeyring

LABEL = "find this computer at its new address"


class Computer:
    """Where Quiz Designer is started and ended, with one keyring and one folder for its host."""

    def __init__(self, app: QApplication, folder: Path, loop: QEventLoop) -> None:
        self.path = folder / "client.quizproject"
        self.keyring = MemoryKeyring()
        self._app = app
        self._folder = folder
        self._loop = loop
        self._host: EmbeddedHost | None = None
        self._desktop: Desktop | None = None
        project_file.create(self.path, load_starter("skin")).close()

    def start(self, port: int = 0) -> Desk:
        """Start Quiz Designer on the project."""
        self._host = EmbeddedHost(self._folder / "host", port)
        preferences = Preferences(self._folder / "config")
        self._desktop = Desktop(self._app, preferences, Secrets(lambda: self.keyring), self._loop, self._host)
        self._desktop.show_file(project_file.open(self.path))
        window = self._desktop.window
        assert isinstance(window, MainWindow)
        return window.desk

    def until(self, what: Callable[[], bool]) -> None:
        """Go on until this holds."""

        async def wait() -> None:
            while not what():
                await asyncio.sleep(0.005)

        self._loop.run_until_complete(asyncio.wait_for(wait(), 60))

    def end(self) -> None:
        """End Quiz Designer."""
        if self._desktop is not None and self._host is not None:
            self._loop.run_until_complete(self._desktop.end())
            self._host.close()
            self._desktop = None


@pytest.fixture
def computer(qapp: QApplication, tmp_path: Path) -> Iterator[Computer]:
    qapp.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    with loop:
        made = Computer(qapp, tmp_path, loop)
        try:
            yield made
        finally:
            made.end()
            asyncio.set_event_loop(None)


def begin_to_serve(desk: Desk) -> None:
    async def serve() -> None:
        assert desk.use_this_computer is not None
        await desk.use_this_computer()

    desk.spawn(serve())


def test_a_project_served_from_here_is_served_again_where_it_now_is(computer: Computer) -> None:
    desk = computer.start()
    desk.began.connect(lambda: begin_to_serve(desk))
    computer.until(lambda: bool(computer.keyring.kept))
    before = desk.project.hosts[0]
    computer.end()

    # Another port: the one of before may be somebody else's by now.
    desk = computer.start()
    computer.until(lambda: desk.live.online is True)
    after = desk.project.hosts[0]
    assert after.id == before.id
    assert (desk.editor.undo_label == LABEL) == (after.address != before.address)
    assert desk.live.host == "This computer"


def test_nothing_is_served_from_a_computer_without_a_token(computer: Computer) -> None:
    desk = computer.start()
    desk.began.connect(lambda: begin_to_serve(desk))
    computer.until(lambda: bool(computer.keyring.kept))
    computer.end()

    computer.keyring.kept.clear()
    desk = computer.start()
    begun: list[bool] = []
    desk.began.connect(lambda: begun.append(True))
    computer.until(lambda: bool(begun))
    assert LABEL not in desk.editor.undo_labels
    assert desk.live.online is None
