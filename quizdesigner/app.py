"""The desktop put together: application, loop, and one window at a time. Nothing is decided here."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
from qasync import QEventLoop

from quizdesigner.embedded import EmbeddedHost, host_id, with_host
from quizdesigner.errors import Refused, Unavailable
from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz.starters import fresh
from quizdesigner.settings import new_id
from quizdesigner.starters import load_starter, starters
from quizdesigner.sync.secrets import Secrets, host_name
from quizdesigner.views import fonts, icons, style
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.connect import ConnectPane
from quizdesigner.views.counter import CountingProcess
from quizdesigner.views.customer_tags import CustomerTagsPane
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.faults import Faults
from quizdesigner.views.files import Ask, Files, ask_save
from quizdesigner.views.history import HistoryPane
from quizdesigner.views.preferences import Preferences
from quizdesigner.views.preview import PreviewPane, scheme
from quizdesigner.views.products import ProductsPane
from quizdesigner.views.publish import PublishSheet
from quizdesigner.views.segments import SegmentsPane
from quizdesigner.views.settings_place import SettingsPane
from quizdesigner.views.shell import MainWindow, Panes
from quizdesigner.views.theme import ThemePane
from quizdesigner.views.welcome import Offer, Welcome


def start(path: Path | None, *, demo: bool = False) -> int:
    """Open the window on a project file, on a demonstration, or on the welcome screen; returns the exit code.

    Without a display the demonstration is the guided tour instead; anything else is refused in words.
    """
    if not has_display(os.environ, sys.platform):
        if not demo:
            raise Refused("There is no display here, so no window can be opened. Try “quizdesigner tour”.")
        from quizdesigner.tour import guide

        print("There is no display here: this is the guided tour instead, in a window nobody sees.", flush=True)
        return guide.run(None)
    app = application()
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quizdesigner-demo-"))) if demo else None
        host = EmbeddedHost((folder or user_data_path("quizdesigner")) / "host")
        stack.callback(host.close)
        stack.enter_context(loop)
        desktop = Desktop(app, Preferences(), Secrets(), loop, host)
        if folder is not None:
            name = "Halden Skin.quizproject"
            desktop.show_file(project_file.create(folder / name, fresh(load_starter("skin"), new_id)))
        elif path is None:
            desktop.show_welcome()
        else:
            desktop.files.open_path(path)
        loop.run_until_complete(desktop.live(demo=demo))
    return 0


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window would be seen, or somebody chose a platform for Qt that needs no display."""
    named = environment.get("QT_QPA_PLATFORM", "")
    if named:
        return named not in ("offscreen", "minimal")
    wanted = ("DISPLAY", "WAYLAND_DISPLAY")
    return not platform.startswith("linux") or any(environment.get(name) for name in wanted)


def application() -> QApplication:
    """The Qt application with our fonts and name."""
    scheme.prepare()
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    # One window follows another here; the last one says itself that it was closed.
    app.setQuitOnLastWindowClosed(False)
    app.setApplicationName("quizdesigner")
    app.setApplicationDisplayName("Quiz Designer")
    app.setDesktopFileName("quizdesigner")
    fonts.load(app)
    app.setWindowIcon(icons.icon("tags", "#3B4CCA"))
    return app


PANES: Panes = {
    "builder": BuilderPane,
    "products": ProductsPane,
    "theme": ThemePane,
    "customer_tags": CustomerTagsPane,
    "segments": SegmentsPane,
    "connect": ConnectPane,
    "preview": PreviewPane,
    "publish": PublishSheet,
    "history": HistoryPane,
    "settings": SettingsPane,
}
"""How each place is made."""


class Sweeper:
    """Collects garbage in the window's thread alone.

    Python collects in whichever thread allocates next, and a Qt object with a timer that dies in the thread of a
    keyring or a host takes the process with it.
    """

    def __init__(self) -> None:
        gc.disable()
        self._timer = QTimer()
        self._timer.setInterval(2_000)
        self._timer.timeout.connect(self._sweep)
        self._timer.start()
        self._sweeps = 0

    def stop(self) -> None:
        """Collect once more, and let Python do as it does."""
        self._timer.stop()
        gc.collect()
        gc.enable()

    def _sweep(self) -> None:
        # The oldest generation holds the whole window and takes long to look through.
        self._sweeps += 1
        gc.collect(2 if self._sweeps % 30 == 0 else 1)


class Desktop:
    """The window on screen and the file it holds open. `finished` is done when the last window is closed."""

    def __init__(
        self,
        app: QApplication,
        preferences: Preferences,
        secrets: Secrets,
        loop: asyncio.AbstractEventLoop,
        host: EmbeddedHost,
        save_dialog: Ask = ask_save,
    ) -> None:
        self._preferences = preferences
        self._secrets = secrets
        self._host = host
        self.counter = CountingProcess()
        self._sweeper = Sweeper()
        self.finished: asyncio.Future[None] = loop.create_future()
        self.window: QMainWindow | None = None
        self._file: ProjectFile | None = None
        self._leaving: set[asyncio.Future[None]] = set()
        self.files = Files(preferences, new_id, save_dialog=save_dialog)
        self.files.opened.connect(self.show_file)
        self.files.said.connect(self._say_at_the_start)
        self.faults = Faults()
        self._undo_faults = self.faults.install(loop)
        self.faults.happened.connect(self._show_fault)
        self.faults.said.connect(lambda text: self._say(text, ""))
        style.choose(preferences.choices.theme)
        app.styleHints().colorSchemeChanged.connect(lambda _: style.choose(preferences.choices.theme))

    def show_welcome(self) -> None:
        """Put the project away and show the welcome screen."""
        offers = [Offer(one.title, load_starter(one.name)) for one in starters() if one.path.is_file()]
        welcome = Welcome(self.files, self._preferences, offers, datetime.now)
        welcome.closed.connect(self._finish)
        self._replace(welcome, None)

    def show_file(self, file: ProjectFile) -> None:
        """Show a project in place of what was there."""
        desk = Desk(Editor(file, new_id), self._preferences, self._secrets, self.counter)
        desk.file_asked.connect(lambda path: self.files.open_path(Path(path)))
        desk.use_this_computer = self.use_this_computer
        window = MainWindow(desk, PANES, self.files)
        window.left.connect(self.show_welcome)
        window.closed.connect(self._finish)
        self._replace(window, file)
        # The first window is made before there is a running loop.
        QTimer.singleShot(0, window, lambda: desk.spawn(self._begin(desk)))

    async def use_this_computer(self) -> str:
        """Serve from this computer, and put it among the project's hosts with a token of its own.

        Gives its id there, empty when the project could not be changed. Raises Refused when it cannot serve.
        """
        window = self.window
        assert isinstance(window, MainWindow)
        editor = window.desk.editor
        if not editor.do(with_host, self._host.start(), label="use this computer as host"):
            return ""
        here = host_id(editor.project)
        await self._secrets.set(host_name(here), self._host.token(editor.project.name))
        return here

    async def live(self, *, demo: bool) -> None:
        """Until the last window is closed; a demonstration begins by serving from this computer."""
        # In one run of the loop: between two, Qt goes on without one, and what still waits for the outside fails.
        token = host_name(await self.use_this_computer()) if demo else ""
        await self.finished
        if token:
            # The demonstration's host goes with it, and its token would stay in the keyring for ever.
            with suppress(Unavailable):
                await self._secrets.delete(token)
        await self.end()

    async def end(self) -> None:
        """Let go of window and file."""
        await asyncio.gather(*self._leaving, return_exceptions=True)
        if isinstance(self.window, MainWindow):
            await self.window.end()
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
        if self._file is not None:
            self._file.close()
            self._file = None
        self.counter.stop()
        self._sweeper.stop()
        self._undo_faults()

    async def _begin(self, desk: Desk) -> None:
        """Serve again what was served from this computer before, then let the window ask its host."""
        here = host_id(desk.project)
        listed = any(one.id == here for one in desk.project.hosts) and not desk.editor.read_only
        # Without a token it was served from a colleague's computer, or never from this one.
        if listed and await self._secrets.get(host_name(here)) is not None:
            # Another window of this program may serve that folder already, at the address the project knows.
            with suppress(Refused):
                desk.editor.do(with_host, self._host.start(), label="find this computer at its new address")
        desk.begin()

    def _replace(self, window: QMainWindow, file: ProjectFile | None) -> None:
        old, old_file = self.window, self._file
        self.window, self._file, self.files.held = window, file, file
        if old is None:
            window.resize(1440, 900)
        else:
            window.setGeometry(old.geometry())
        window.show()
        if old is not None:
            old.hide()
            self._leave(old)
            # The keyboard goes with the old window when it is gone, one turn of the loop from now.
            QTimer.singleShot(0, window, window.activateWindow)
        if old_file is not None:
            old_file.close()

    def _leave(self, old: QMainWindow) -> None:
        """What the old window waits for is nobody's any more; the window goes when all of that has ended."""
        if not isinstance(old, MainWindow):
            old.deleteLater()
            return
        task = asyncio.ensure_future(old.end())
        self._leaving.add(task)

        def gone(_: asyncio.Future[None]) -> None:
            self._leaving.discard(task)
            old.deleteLater()
            task.result()

        task.add_done_callback(gone)

    def _finish(self) -> None:
        if not self.finished.done():
            self.finished.set_result(None)

    def _show_fault(self, details: str) -> None:
        self._say("Something went wrong. What the status line calls saved is safe. You can go on working.", details)

    def _say_at_the_start(self, text: str) -> None:
        """The file named at the start cannot be opened: the welcome screen says why, for whoever sees no terminal."""
        if self.window is None:
            self.show_welcome()
            self._say(text, "")

    def _say(self, text: str, details: str) -> None:
        if isinstance(self.window, MainWindow | Welcome):
            self.window.notice.say(text, "bad", details)
