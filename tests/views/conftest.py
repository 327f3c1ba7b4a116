"""A desk over a real project file, and a window's looks, for every test of the panes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz.document import Project
from quizdesigner.starters import load_starter
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views import fonts, style, tokens
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.preview import scheme
from quizdesigner.views.publish import PublishSheet
from tests.views.counting import CountingHere
from tests.views.standing import HostNearby, finish, running_loop

# The browser of the preview wants this before there is an application.
scheme.prepare()


class MemoryKeyring:
    """A keyring that forgets when the test ends."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture(scope="session", autouse=True)
def looks(qapp: QApplication) -> None:
    """The fonts and colours of the application."""
    fonts.load(qapp)
    style.apply(qapp, tokens.LIGHT)


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """Collected between tests alone: another thread would take windows away, timers and all, and crash."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture
def project() -> Project:
    """The skin routine of Halden Skin: questions, tags, products, results. A test module may give another."""
    return load_starter("skin")


@pytest.fixture
def file(tmp_path: Path, project: Project) -> Iterator[ProjectFile]:
    """The project on disk."""
    with project_file.create(tmp_path / "client.quizproject", project) as made:
        yield made


@pytest.fixture
def editor(qapp: QApplication, file: ProjectFile) -> Editor:
    """The door to the file, giving ids new1, new2 ..."""
    numbers = count(1)
    return Editor(file, ids=lambda: f"new{next(numbers)}")


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """What is remembered, in a folder of the test's own."""
    return Preferences(tmp_path / "config")


@pytest.fixture
def keyring() -> MemoryKeyring:
    """The keyring of the computer."""
    return MemoryKeyring()


@pytest.fixture
def secrets(keyring: MemoryKeyring) -> Secrets:
    """The way to the keyring."""
    return Secrets(lambda: keyring)


@pytest.fixture(scope="session")
def counter() -> CountingHere:
    """Counts what the forecast asks before it goes on; one for all tests, so that what is known stays known."""
    return CountingHere()


@pytest.fixture
def desk(editor: Editor, preferences: Preferences, secrets: Secrets, counter: CountingHere) -> Desk:
    """What a window looks at: the first quiz of the project."""
    return Desk(editor, preferences, secrets, counter)


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[None]:
    """Coroutines run while Qt does."""
    with running_loop(qapp):
        yield


@pytest.fixture
def connected(loop: None, desk: Desk) -> Iterator[None]:
    """The desk may ask what is outside; it lets go of it at the end."""
    yield
    finish(desk.end())


@pytest.fixture
def host(tmp_path: Path) -> Iterator[HostNearby]:
    """A real host on loopback."""
    made = HostNearby(tmp_path / "host")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., None]:
    """Puts a widget on screen at a size, with the keyboard in its window."""

    def shown(widget: QWidget, width: int = 1240, height: int = 790) -> None:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()

    return shown


@pytest.fixture
def sheet(desk: Desk, show: Callable[..., None]) -> PublishSheet:
    """The Publish sheet, open."""
    made = PublishSheet(desk)
    show(made, 860, 690)
    desk.open_sheet("publish")
    return made
