"""A running loop under the window, and a real host on loopback that can go away and come back."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from quizdesigner.host import serve
from quizdesigner.host.store.engine import open_store


@contextmanager
def running_loop(app: QApplication) -> Iterator[list[dict[str, Any]]]:
    """Coroutines run while Qt does; gives what went wrong in them, as the one handler of the application would see."""
    loop = qasync.QEventLoop(app)
    faults: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _, context: faults.append(context))
    asyncio.set_event_loop(loop)
    # What run_forever does around the application's exec; here the test's own steps take its place.
    asyncio.events._set_running_loop(loop)
    try:
        yield faults
        for task in asyncio.all_tasks(loop):
            task.cancel()
        while asyncio.all_tasks(loop):
            QCoreApplication.processEvents()
    finally:
        asyncio.events._set_running_loop(None)
        loop.close()
        asyncio.set_event_loop(None)
    assert faults == []


def finish(work: Any) -> None:
    """Run one coroutine to its end while Qt goes on."""
    task = asyncio.get_running_loop().create_task(work)
    while not task.done():
        QCoreApplication.processEvents()
    task.result()


class HostNearby:
    """A real host, started and stopped as a test wants, always at the same address over the same data."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._up: ExitStack | None = None

    def token(self, *scopes: str) -> str:
        """A token for the client Halden Skin."""
        return serve.create_token(self.data, "Halden Skin", scopes or ("publish", "read"))

    def ask(self, query: str) -> list[object]:
        """The first column of what its database holds."""
        # By the host's own way in: another SQLite in this process would break its locks.
        store = open_store(f"sqlite:///{self.data / serve.DATABASE}")
        try:
            with store.reading() as db:
                return list(db.exec_driver_sql(query).scalars())
        finally:
            store.close()

    def start(self) -> None:
        """Begin to answer."""
        self._up = ExitStack()
        self._up.enter_context(serve.running(self.data, self.port))

    def stop(self) -> None:
        """Go away, keeping everything."""
        if self._up is not None:
            self._up.close()
            self._up = None


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port
