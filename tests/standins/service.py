"""What the stand-ins for CRM services share: a server on loopback, what came in, faults, and the people in it."""

from __future__ import annotations

import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import parse_qsl, urlsplit

Fault = Literal["busy", "broken", "broken_after", "hang", "hang_after", "lost"]
"""`busy`: throttled, nothing done. `broken`: 500, nothing done; with `_after`, done. `hang`: no answer ever, nothing
done; with `_after`, done. `lost`: done, and the connection breaks instead of an answer."""


@dataclass(frozen=True)
class Came:
    """A request as it came in; header names are in lower case, `body` is parsed JSON, or None where it is none."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes
    body: Any


@dataclass(frozen=True)
class Answer:
    """What goes back. A `body` of None is an empty one."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Person:
    """A person as the service shows them, in the same words for every service.

    `tags` are theirs from anywhere, as a list so that twice the same is seen. `fields` are the values by field name.
    `events` are the ids of the takes whose event was recorded, twice where it was recorded twice.
    """

    email: str
    first_name: str = ""
    phone: str = ""
    tags: list[str] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    email_consent: bool = False
    sms_consent: bool = False
    lists: set[str] = field(default_factory=set)
    events: list[str] = field(default_factory=list)


class Service(ABC):
    """A service, running from `with` to its end at `url`. A subclass answers calls; one call is done at a time.

    `plan` decides which fault a request meets, if any; it is called for every request before anything is done.
    """

    def __init__(self) -> None:
        self.came: list[Came] = []
        self.plan: Callable[[Came], Fault | None] = lambda came: None
        self.garbage: tuple[int, bytes] | None = None
        """Status and body every request is answered with, instead of what was asked."""
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @abstractmethod
    def answer(self, came: Came) -> Answer:
        """Do what is asked. Everything that is refused is refused before anything is changed."""

    def busy(self) -> Answer:
        """How this service says that it is asked too often."""
        return Answer(429, {"message": "Too many requests"}, {"Retry-After": "0"})

    def broken(self) -> Answer:
        """How this service says that it has trouble of its own."""
        return Answer(500, {"message": "Internal error"})

    @abstractmethod
    def person(self, email: str) -> Person | None:
        """The person with this address, however it is written; None when the service knows nobody of the kind."""

    @abstractmethod
    def put_person(self, email: str, *tags: str) -> None:
        """Somebody the service knew before any quiz, with tags that are none of ours."""

    def take(self, came: Came) -> Answer | None:
        """Note a request and answer it, or meet it with a fault; None when nothing is to go back."""
        with self._lock:
            self.came.append(came)
            fault = self.plan(came)
            if fault in ("busy", "broken"):
                return self.busy() if fault == "busy" else self.broken()
            answer = self.answer(came) if fault != "hang" else None
        match fault:
            case "hang" | "hang_after":
                self._closing.wait()
                return None
            case "broken_after":
                return self.broken()
            case "lost":
                return None
            case _:
                return answer


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, service: Service) -> None:
        self.service = service
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that give up waiting are what these tests are about."""


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

    def do_PATCH(self) -> None:
        self._handle()

    def do_DELETE(self) -> None:
        self._handle()

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""

    def _handle(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        try:
            body = json.loads(raw) if raw else None
        except ValueError:
            body = None
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        answer = self.server.service.take(Came(self.command, parts.path, query, headers, raw, body))
        if answer is None:
            self.close_connection = True
            return
        content = b"" if answer.body is None else json.dumps(answer.body).encode()
        status, content = self.server.service.garbage or (answer.status, content)
        self.send_response_only(status)
        if content:
            self.send_header("Content-Type", "application/json")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
