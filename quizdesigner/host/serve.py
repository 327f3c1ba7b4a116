"""Running a host from the command line, and the tokens made beside it."""

from __future__ import annotations

import errno
import os
import random
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import anyio
import uvicorn

from quizdesigner.errors import Refused
from quizdesigner.host import logs, tokens
from quizdesigner.host.app import create
from quizdesigner.host.forward import forward
from quizdesigner.host.patience import Impatient
from quizdesigner.host.shelf import Shelf
from quizdesigner.host.store.engine import Store, alone, open_store
from quizdesigner.host.tokens import SCOPES, TokenListed
from quizdesigner.host.vault import Vault, open_vault
from quizdesigner.host.worker import Worker
from quizdesigner.sync.connectors.http import Http

PORT = 8750
DATABASE = "host.sqlite"
LOCK = "host.lock"

_GRACE = 15
_KEEP_ALIVE = 15
_AT_ONCE = 500
_LAST_PORT = 65_535


def serve(
    data: Path,
    port: int = PORT,
    address: str = "127.0.0.1",
    *,
    database: str | None = None,
    behind_proxy: bool = False,
) -> None:
    """Serve until told to stop (SIGTERM, SIGINT); prints one line with the address once it does.

    `data` is the folder of the host's database and key, made when it is not there; `database` an SQLAlchemy address in
    place of the file in it; port 0 takes any free one. Raises Refused when the port or the folder cannot be used.
    """
    with _prepared(data, port, address, database, behind_proxy, _announce) as server, suppress(KeyboardInterrupt):
        logs.write_to_stderr()
        # The server ends by raising the signal it was stopped with. To be told to stop is no error, and dying of it
        # would leave the database unclosed, its last transactions beside the file.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        anyio.run(server.run_whole)


@contextmanager
def running(data: Path, port: int = 0, address: str = "127.0.0.1") -> Iterator[str]:
    """A host in a thread of this process until the block is left; gives its address, `http://127.0.0.1:8750`.

    Raises Refused as `serve` does.
    """
    ready: list[str] = []
    stirred = threading.Event()

    def announce(at: str) -> None:
        ready.append(at)
        stirred.set()

    with _prepared(data, port, address, None, False, announce) as server:

        def run() -> None:
            try:
                anyio.run(server.run_whole)
            finally:
                stirred.set()

        thread = threading.Thread(target=run, name="quiz designer host")
        thread.start()
        try:
            stirred.wait()
            if not ready:
                raise Refused("The host on this computer did not start. The log says why.")
            yield ready[0]
        finally:
            server.should_exit = True
            thread.join()


def create_token(data: Path, client: str, scopes: Sequence[str] = SCOPES, *, database: str | None = None) -> str:
    """A new token for the client of this name, also while the host runs. Its text is shown once and kept nowhere."""
    with _store(data, database) as store:
        return tokens.create(store, time.time, client, scopes)


def list_tokens(data: Path, *, database: str | None = None) -> tuple[TokenListed, ...]:
    """The tokens of this host, oldest first, without their secret parts."""
    with _store(data, database) as store:
        return tokens.listing(store)


def revoke_token(data: Path, token: str, *, database: str | None = None) -> None:
    """Make a token worthless at once, given its id or its text. Raises Refused when there is none."""
    with _store(data, database) as store:
        tokens.revoke(store, token)


class _Server(uvicorn.Server):
    """A server that says where it is once it answers, with all that its application needs."""

    def __init__(
        self, store: Store, vault: Vault, listening: socket.socket, behind_proxy: bool, ready: Callable[[str], None]
    ) -> None:
        self._http = Http()
        shelf = Shelf()
        worker = Worker(store, vault, shelf, forward(self._http), random.random)
        app = create(store, vault, time.time, shelf, worker, secrets.token_urlsafe, behind_proxy=behind_proxy)
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                http=Impatient,
                ws="none",
                lifespan="on",
                limit_concurrency=_AT_ONCE,
                timeout_keep_alive=_KEEP_ALIVE,
                timeout_graceful_shutdown=_GRACE,
            )
        )
        self._listening = listening
        self._ready = ready

    async def run_whole(self) -> None:
        """Serve until told to stop, then let go of what was connected."""
        async with self._http:
            await self.serve(sockets=[self._listening])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        if self.started:
            host, port = self._listening.getsockname()[:2]
            self._ready(f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}")


def _announce(address: str) -> None:
    print(f"Quiz Designer host on {address}", flush=True)


@contextmanager
def _prepared(
    data: Path,
    port: int,
    address: str,
    database: str | None,
    behind_proxy: bool,
    ready: Callable[[str], None],
) -> Iterator[_Server]:
    with _store(data, database) as store, alone(data / LOCK), _listen(address, port) as listening:
        yield _Server(store, open_vault(data, os.environ), listening, behind_proxy, ready)


@contextmanager
def _store(data: Path, database: str | None) -> Iterator[Store]:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if database is None:
            # Personal data. The folder may be an older one that others can look into.
            (data / DATABASE).touch(mode=0o600)
    except OSError as error:
        raise Refused(f"The folder {data} cannot be used: {error.strerror}.") from error
    store = open_store(database or f"sqlite:///{(data / DATABASE).absolute()}", data / LOCK)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _listen(address: str, port: int) -> Iterator[socket.socket]:
    if not 0 <= port <= _LAST_PORT:
        raise Refused(f"There is no port {port}: they go from 0 to {_LAST_PORT}.")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        listening = socket.create_server((address, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Refused(
                f"Port {port} is taken on this machine, perhaps by another host. Choose another port."
            ) from error
        raise Refused(f"The host cannot listen at {address}, port {port}: {error.strerror}.") from error
    with listening:
        yield listening
