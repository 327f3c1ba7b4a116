"""How fast finished quizzes leave the host, as a share of sending the same bytes with nothing written down.

A delivery to a webhook is one request with three durable commits (it is about to go, it is done, its tags), to Klaviyo
four requests with five. Beside them stand the bare requests and bare commits of the same run.

Run: python benchmarks/deliveries.py [deliveries]
"""

from __future__ import annotations

import json
import os
import random
import secrets
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import anyio
import host
from anyio import to_thread
from msgspec.structs import replace
from sqlalchemy import text
from starlette.types import ASGIApp

from quizdesigner.host import tokens
from quizdesigner.host.app import create
from quizdesigner.host.forward import forward
from quizdesigner.host.shelf import Shelf
from quizdesigner.host.store.engine import Store, open_store
from quizdesigner.host.vault import Vault
from quizdesigner.host.worker import Worker
from quizdesigner.quiz import parts, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import Connection, Project, Service
from quizdesigner.sync.connectors.http import Http

SECRETS = {
    Service.WEBHOOK: f"https://hook.example.com/in whsec_{'a' * 32}",
    Service.KLAVIYO: "pk_0123456789abcdef",
}
REQUESTS = {Service.WEBHOOK: 1, Service.KLAVIYO: 3}
"""Requests of one delivery here; nobody ticks a box."""


@contextmanager
def service() -> Iterator[str]:
    """Somebody who says yes to everything and knows nobody; gives the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._say(b'{"data": []}')

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._say(b"{}")

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""

    def _say(self, body: bytes) -> None:
        self.send_response_only(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def project(kind: Service) -> Project:
    """The quiz of the host's benchmark, connected to one service."""
    return replace(host.project(), connections=(Connection("k", kind),))


async def bare_requests(url: str, count: int) -> float:
    """Requests a second with one client and nothing else, five at once."""
    body = json.dumps({"data": "x" * 900}).encode()

    async def some() -> None:
        for _ in range(count // 5):
            await http.send("POST", url, body=body)

    async with Http() as http:
        begun = time.perf_counter()
        async with anyio.create_task_group() as group:
            for _ in range(5):
                group.start_soon(some)
    return count / (time.perf_counter() - begun)


def bare_commits(store: Store, count: int) -> float:
    """Durable commits a second, one after the other."""
    with store.writing() as db:
        db.execute(text("CREATE TABLE bare (n INTEGER)"))
    begun = time.perf_counter()
    for number in range(count):
        with store.writing() as db:
            db.execute(text("INSERT INTO bare VALUES (:n)"), {"n": number})
    return count / (time.perf_counter() - begun)


async def deliveries(kind: Service, count: int, folder: Path) -> float:
    """Deliveries a second of so many that wait."""
    store = open_store(f"sqlite:///{folder / f'{kind}.sqlite'}")
    shelf, vault = Shelf(), Vault(bytes(32))
    async with Http() as http:
        worker = Worker(store, vault, shelf, forward(http), random.random)
        app = create(store, vault, time.time, shelf, worker, secrets.token_urlsafe)
        await _fill(app, tokens.create(store, time.time, "B"), kind, count)
        begun = time.perf_counter()
        tries = await worker.run_due(time.time() + 1)
        took = time.perf_counter() - begun
    assert tries == count, tries
    store.close()
    return count / took


async def _fill(app: ASGIApp, token: str, kind: Service, count: int) -> None:
    """Publish, and let so many shoppers finish."""
    headers = {"authorization": f"Bearer {token}"}
    bundle = bundle_of(project(kind), project(kind).quizzes[0])
    cut = parts.parts(bundle)
    for part in cut.values():
        await host.ask(app, "PUT", f"/api/v1/parts/{parts.digest(part)}", part, headers)
    digests = {name: parts.digest(part) for name, part in cut.items()}
    body = json.dumps({"parts": digests, "digest": wire.digest(bundle), "by": "b"}).encode()
    live = headers | {"if-none-match": "*", "idempotency-key": "k"}
    assert (await host.ask(app, "PUT", "/api/v1/quizzes/quiz/live", body, live))[0] == 200
    key = json.dumps({"secret": SECRETS[kind]}).encode()
    assert (await host.ask(app, "PUT", "/api/v1/connections/k/secret", key, headers))[0] == 204
    form = {"content-type": "application/x-www-form-urlencoded"}
    for number in range(count):
        picked = {f"q{question}": "c1" for question in range(10)}
        fields = {"submission": secrets.token_urlsafe(), "revision": "1", "mail": f"s{number}@example.com", **picked}
        assert (await host.ask(app, "POST", "/q/quiz/answers", urlencode(fields).encode(), form))[0] == 303


async def measure(count: int, folder: Path) -> None:
    """Print the rates, and each as a share of the bare requests it needs."""
    with service() as url:
        for kind in SECRETS:
            os.environ[f"QUIZDESIGNER_CRM_BASE_{kind.name}"] = url
        requests = await bare_requests(url, count * 3)
        print(f"bare requests        {requests:8,.0f}/s")
        store = open_store(f"sqlite:///{folder / 'bare.sqlite'}")
        print(f"bare durable commits {await to_thread.run_sync(bare_commits, store, count):8,.0f}/s")
        store.close()
        for kind in SECRETS:
            found = await deliveries(kind, count, folder)
            share = found * REQUESTS[kind] / requests
            print(f"to {kind.value:17} {found:8,.0f}/s   {share:6.3f} of its requests alone")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        anyio.run(measure, int(sys.argv[1]) if len(sys.argv) > 1 else 300, Path(scratch))
