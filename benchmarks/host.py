"""How fast the host serves pages and takes answers, as a share of what a bare application does in the same run.

Run: python benchmarks/host.py [seconds for each]
"""

from __future__ import annotations

import random
import secrets
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlencode

import anyio
import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message

from quizdesigner.host import tokens
from quizdesigner.host.app import create
from quizdesigner.host.shelf import Shelf
from quizdesigner.host.store.engine import open_store
from quizdesigner.host.vault import Vault
from quizdesigner.host.worker import Worker
from quizdesigner.quiz import parts, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import (
    Choice,
    Connection,
    Kind,
    Link,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Service,
    Slot,
    Tag,
)
from quizdesigner.sync.connectors.base import Delivered

AT_ONCE = 16


def project() -> Project:
    """A quiz of ordinary size: ten questions of five choices, an email question, forty products."""
    questions = tuple(
        Question(
            f"q{number}",
            Kind.SINGLE,
            f"Question {number}?",
            choices=tuple(
                Choice(f"c{choice}", f"Choice {choice}", tags=("t0",), links=(Link(f"p{number * 4 + choice % 4}"),))
                for choice in range(5)
            ),
        )
        for number in range(10)
    )
    quiz = Quiz(
        "quiz",
        "Quiz",
        (*questions, Question("mail", Kind.EMAIL, "Email")),
        (ResultsPage("end", "Results", sections=(Slot("s", "For you", count=6),)),),
    )
    products = tuple(Product(f"p{number}", f"Product {number}") for number in range(40))
    return Project(
        "p", "P", (quiz,), (Tag("t0", "a:b"),), products=products, connections=(Connection("k", Service.WEBHOOK),)
    )


async def ask(
    app: ASGIApp, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    """One request straight into the application: no client's time is measured. Gives status and body."""
    sent = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"accept-encoding", b"gzip"), *sent],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    status, found = 0, b""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, found
        if message["type"] == "http.response.start":
            status = message["status"]
        else:
            found += message.get("body", b"")

    await app(scope, receive, send)
    return status, found


async def rate(one: Callable[[], Awaitable[None]], seconds: float) -> float:
    """Requests a second, some at once, over about that time."""
    count, end = 0, time.perf_counter() + seconds

    async def again() -> None:
        nonlocal count
        while time.perf_counter() < end:
            await one()
            count += 1

    begun = time.perf_counter()
    async with anyio.create_task_group() as group:
        for _ in range(AT_ONCE):
            group.start_soon(again)
    return count / (time.perf_counter() - begun)


async def publish(app: ASGIApp, token: str) -> None:
    """Make the quiz live."""
    headers = {"authorization": f"Bearer {token}"}
    bundle = bundle_of(project(), project().quizzes[0])
    cut = parts.parts(bundle)
    for part in cut.values():
        await ask(app, "PUT", f"/api/v1/parts/{parts.digest(part)}", part, headers)
    digests = {name: parts.digest(part) for name, part in cut.items()}
    body = msgspec.json.encode({"parts": digests, "digest": wire.digest(bundle), "by": "b"})
    headers |= {"if-none-match": "*", "idempotency-key": "k"}
    status, _ = await ask(app, "PUT", "/api/v1/quizzes/quiz/live", body, headers)
    assert status == 200


async def measure(seconds: float, data: Path) -> None:
    """Print the three rates and two shares."""

    async def hello(_: Request) -> PlainTextResponse:
        return PlainTextResponse("hello")

    async def deliver(*_: object) -> Delivered:
        return Delivered()

    bare = Starlette(routes=[Route("/", hello)])
    store, shelf, vault = open_store(f"sqlite:///{data / 'host.sqlite'}"), Shelf(), Vault(bytes(32))
    worker = Worker(store, vault, shelf, deliver, random.random)
    app = create(store, vault, time.time, shelf, worker, secrets.token_urlsafe)
    await publish(app, tokens.create(store, time.time, "B"))
    form = {"content-type": "application/x-www-form-urlencoded"}
    picked = {f"q{number}": "c1" for number in range(10)}

    async def say_hello() -> None:
        await ask(bare, "GET", "/")

    async def page() -> None:
        status, _ = await ask(app, "GET", "/q/quiz")
        assert status == 200

    async def answer() -> None:
        submission = secrets.token_urlsafe()
        fields = {"submission": submission, "revision": "1", "mail": f"{submission}@example.com", **picked}
        status, _ = await ask(app, "POST", "/q/quiz/answers", urlencode(fields).encode(), form)
        assert status == 303

    base = await rate(say_hello, seconds)
    print(f"bare application  {base:10,.0f}/s")
    for name, one in (("page", page), ("answer", answer)):
        found = await rate(one, seconds)
        print(f"{name:16}  {found:10,.0f}/s   {found / base:8.4f} of bare")
    store.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        anyio.run(measure, float(sys.argv[1]) if len(sys.argv) > 1 else 3.0, Path(folder))
