"""The whole desktop for a test: application, loop, window and hands, with every file in the test's own folder."""

from __future__ import annotations

import asyncio
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
from quizdesigner.tour.hands import Hands
from quizdesigner.tour.work import Author
from quizdesigner.views.desk import Desk
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.shell import MainWindow
from tests.views.conftest import MemoryKeyring

PATIENCE = 20.0
"""Seconds one `run` may take."""


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
        """Do `work` in the window's own loop."""
        self.loop.run_until_complete(asyncio.wait_for(work, PATIENCE))

    def open_new(self, project: Project | None = None, name: str = "client") -> Path:
        """Make a project file, the skin routine unless told otherwise, and open it in the window."""
        path = self.folder / f"{name}.quizproject"
        project_file.create(path, project or load_starter("skin")).close()
        self.whole.files.open_path(path)
        return path

    def _shown(self) -> QMainWindow:
        assert self.whole.window is not None
        return self.whole.window


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Standing]:
    """The desktop, without a window yet: `open_new`, or `whole.show_welcome`."""
    app = application.application()
    app.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        standing = Standing(tmp_path, loop)
        try:
            yield standing
        finally:
            loop.run_until_complete(standing.whole.end())
            standing.host.close()
            asyncio.set_event_loop(None)
    assert standing.faults == []
