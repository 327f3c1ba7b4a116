"""A receiver of webhooks and Zapier hooks: records what comes, checks signatures in its own way, answers as told."""

from __future__ import annotations

import base64
import hashlib
import hmac
import ssl
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Received:
    """A request as it came in; header names are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What to answer. `rest` goes on writing after the body, until it returns or the caller goes away."""

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] | None = None
    rest: Callable[[BufferedIOBase, threading.Event], None] | None = None


class Receiver:
    """A server on loopback, running from `with` to its end. Answers the queued `answers`, then what `respond` says."""

    def __init__(self, respond: Callable[[Received], Answer] = lambda received: Answer()) -> None:
        self.respond = respond
        self.received: list[Received] = []
        self.answers: deque[Answer] = deque()
        self.closing = threading.Event()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def wrap(self, context: ssl.SSLContext) -> None:
        """Answer over TLS from now on."""
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"


def verified(received: Received, secret: str, now: float) -> bool:
    """Whether a receiver that follows Standard Webhooks takes this: a true signature, at most 300 seconds old."""
    key = base64.b64decode(secret.split("_", 1)[1])
    event_id, timestamp = received.headers["webhook-id"], received.headers["webhook-timestamp"]
    if "." in event_id or abs(now - int(timestamp)) > 300:
        return False
    mac = hmac.new(key, digestmod=hashlib.sha256)
    for part in (event_id.encode(), b".", timestamp.encode(), b".", received.body):
        mac.update(part)
    return any(
        hmac.compare_digest(base64.b64decode(entry[3:]), mac.digest())
        for entry in received.headers["webhook-signature"].split(" ")
        if entry.startswith("v1,")
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, receiver: Receiver) -> None:
        self.receiver = receiver
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that go away in the middle are what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Else a reply on a kept connection waits 40 ms for the acknowledgement of its own headers.
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def do_PUT(self) -> None:
        self._handle()

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""

    def _handle(self) -> None:
        receiver = self.server.receiver
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Received(self.command, self.path, headers, body)
        receiver.received.append(request)
        answer = receiver.answers.popleft() if receiver.answers else receiver.respond(request)
        self.send_response_only(answer.status)
        sent = dict(answer.headers or {})
        if answer.rest is None:
            sent["Content-Length"] = str(len(answer.body))
        else:
            sent["Connection"] = "close"
            self.close_connection = True
        for name, value in sent.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)
        if answer.rest is not None:
            answer.rest(self.wfile, receiver.closing)
