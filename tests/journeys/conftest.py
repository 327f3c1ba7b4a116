"""The whole desktop for a test: application, loop, window and hands, with every file in the test's own folder."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMainWindow
from qasync import QEventLoop

from quizdesigner import app as application
from quizdesigner.embedded import EmbeddedHost
from quizdesigner.models import project_file
from quizdesigner.quiz.document import Project
from quizdesigner.starters import load_starter
from quizdesigner.sync.secrets import Secrets
from quizdesigner.tour import hands
from quizdesigner.tour.hands import Hands
from quizdesigner.tour.work import Author
from quizdesigner.views.desk import Desk
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.shell import MainWindow
from tests.views.conftest import MemoryKeyring

PATIENCE = 300.0
"""Seconds one `run` may take, and each wait in it half of that: a busy machine is slow, not wrong."""


class Standing:
    """A desktop that stands: `run` a coroutine while the window goes on. Exceptions nobody expected fail the test."""

    def __init__(self, folder: Path, loop: QEventLoop) -> None:
        self.folder = folder
        self.loop = loop
        self.host = EmbeddedHost(folder / "host", 0)
        self.preferences = Preferences(folder / "config")
        self.keyring = MemoryKeyring()
        self.picked: Path | None = folder / "New client.quizproject"
        """What the dialog for a new file gives."""
        self.faults: list[str] = []
        self.whole = application.Desktop(
            application.application(),
            self.preferences,
            Secrets(lambda: self.keyring),
            loop,
            self.host,
            save_dialog=lambda title, start, kinds: self.picked,
        )
        self.whole.faults.happened.connect(self.faults.append)
        self.hands = Hands(self._shown)
        self.author = Author(self.hands)

    @property
    def window(self) -> MainWindow:
        """The project's window."""
        window = self.whole.window
        assert isinstance(window, MainWindow)
        return window

    @property
    def desk(self) -> Desk:
        """What it looks at."""
        return self.window.desk

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do `work` in the window's own loop, then let go of window and file. Once a test."""

        async def whole() -> None:
            try:
                await asyncio.wait_for(work, PATIENCE)
            finally:
                await self.whole.end()

        self.loop.run_until_complete(whole())

    async def open_new(self, project: Project | None = None, name: str = "client") -> Path:
        """Make a project file, the skin routine unless told otherwise, and open it in the window."""
        path = self.folder / f"{name}.quizproject"
        project_file.create(path, project or load_starter("skin")).close()
        self.whole.files.open_path(path)
        await self.hands.rest()
        return path

    def _shown(self) -> QMainWindow:
        assert self.whole.window is not None
        return self.whole.window


def quizdesigner(folder: Path, *words: str, **environment: str) -> str:
    """Run the command in a process of its own, and give the one sentence it refuses with."""
    done = subprocess.run(
        [sys.executable, "-m", "quizdesigner", *words],
        cwd=folder,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("quizdesigner: ")
    return done.stderr


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Standing]:
    """The desktop, without a window yet: `open_new`, or `whole.show_welcome`."""
    monkeypatch.setattr(hands, "PATIENCE", PATIENCE / 2)
    app = application.application()
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        standing = Standing(tmp_path, loop)
        yield standing
        standing.host.close()
    asyncio.set_event_loop(None)
    assert standing.faults == []
