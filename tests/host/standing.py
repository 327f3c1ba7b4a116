"""The host as tests hold it: its addresses, its clock, and what its CRM was told."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import anyio
import httpx
import msgspec
from msgspec import Struct
from starlette.types import ASGIApp

from quizdesigner.errors import QuizDesignerError
from quizdesigner.host import tokens
from quizdesigner.host.app import create
from quizdesigner.host.shelf import Shelf
from quizdesigner.host.store.engine import Store
from quizdesigner.host.vault import Vault
from quizdesigner.host.worker import Worker
from quizdesigner.quiz import parts, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import Connection, Project
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors.base import Delivered, Keep, Progress
from tests.quiz.projects import sleep_project

NOW = 1_795_255_200.0
"""2026-11-21T10:00:00Z."""

SECRET = "pk_canary_8f3a1c77d2"

ANA = {"goal": "fall", "mail": "ana@example.com", "yes": "yes"}
"""Answers that reach the end of the sleep quiz."""


GIVEN = Progress(("profile",), tags="given")
"""How far a delivery is whose tags have arrived."""


class Sent(Struct, frozen=True):
    """What the CRM was told in one request."""

    connection: Connection
    lead: Lead
    secret: str
    progress: Progress


class Halfway(Struct, frozen=True):
    """How far a delivery comes before it fails, and how it fails."""

    progress: Progress
    error: QuizDesignerError


class Crm:
    """Takes every lead, unless `answers` holds an error (or a note) for the next ones, by contact."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.answers: dict[str, list[QuizDesignerError | Exception | Halfway | str]] = {}
        self.flying: set[tuple[str, str]] = set()
        self.at_once = 0
        self.party = 1
        """How many have to be in flight before the first is answered."""
        self._met = anyio.Event()

    async def deliver(
        self, connection: Connection, lead: Lead, secret: str, progress: Progress, keep: Keep
    ) -> Delivered:
        """Note the lead, give others their turn, answer."""
        self.sent.append(Sent(connection, lead, secret, progress))
        place = (connection.id, lead.contact.email)
        assert place not in self.flying, "two in flight for one contact"
        self.flying.add(place)
        self.at_once = max(self.at_once, len(self.flying))
        if self.at_once >= self.party:
            self._met.set()
        await anyio.lowlevel.checkpoint()
        await self._met.wait()
        self.flying.remove(place)
        planned = self.answers.get(lead.contact.email)
        answer = planned.pop(0) if planned else ""
        if isinstance(answer, Halfway):
            await keep(answer.progress)
            raise answer.error
        if isinstance(answer, Exception):
            raise answer
        return Delivered(answer)

    @property
    def contacts(self) -> list[str]:
        """Who was told of, in order."""
        return [one.lead.contact.email for one in self.sent]


class Browser:
    """Sends requests straight into an application, each on an event loop of its own. Redirects are not followed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    def request(self, method: str, url: str, *, raises: bool = True, **more: Any) -> httpx.Response:
        """One request and its reply. An exception the application lets through is raised here, if `raises`."""

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, raise_app_exceptions=raises)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://quiz.example", trust_env=False
            ) as client:
                return await client.request(method, url, **more)

        return anyio.run(send)

    def get(self, url: str, **more: Any) -> httpx.Response:
        """A GET request."""
        return self.request("GET", url, **more)

    def post(self, url: str, **more: Any) -> httpx.Response:
        """A POST request."""
        return self.request("POST", url, **more)


class StandingHost:
    """A host over a store. Its worker moves only by `send_due`."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = NOW
        self.crm = Crm()
        self._ids = 0
        self.vault = Vault(b"k" * 32)
        self.token = tokens.create(store, self.clock, "Halden")
        self.restart()

    def restart(self) -> None:
        """Forget all but the database."""
        shelf = Shelf()
        self.worker = Worker(self.store, self.vault, shelf, self.crm.deliver, lambda: 0.0)
        app = create(self.store, self.vault, self.clock, shelf, self.worker, self._new_id)
        self.browser = Browser(app)

    def clock(self) -> float:
        """The hand-set time."""
        return self.now

    def send_due(self, later: float = 0.0) -> int:
        """Let `later` seconds pass, then let the worker send what is due."""
        self.now += later
        return anyio.run(self.worker.run_due, self.now)

    def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        token: str | None = None,
        headers: dict[str, str] | None = None,
        content: bytes | AsyncIterator[bytes] | None = None,
    ) -> Any:
        """A desktop's call."""
        sent = {"Authorization": f"Bearer {token or self.token}", **(headers or {})}
        raw = msgspec.json.encode(body) if content is None and body is not None else content
        return self.browser.request(method, f"/api/v1{path}", content=raw, headers=sent)

    def send_parts(self, project: Project, quiz_id: str = "sleep", token: str | None = None) -> dict[str, Any]:
        """Upload the parts of a quiz; gives the body that makes it live."""
        bundle = bundle_of(project, project.quiz(quiz_id))
        cut = parts.parts(bundle)
        for part in (*cut.values(), *parts.media(project, bundle).values()):
            put = self.call("PUT", f"/parts/{parts.digest(part)}", content=part, token=token)
            assert put.status_code in (200, 201)
        digests = {name: parts.digest(part) for name, part in cut.items()}
        return {"parts": digests, "digest": wire.digest(bundle), "by": "Bo"}

    def switch(
        self,
        body: dict[str, Any],
        live: int | None,
        *,
        quiz_id: str = "sleep",
        key: str = "",
        token: str | None = None,
    ) -> Any:
        """Ask for a publication to be made live over revision `live`."""
        condition = {"If-None-Match": "*"} if live is None else {"If-Match": f'"{live}"'}
        headers = {**condition, "Idempotency-Key": key or f"{quiz_id}-{live}-{body['digest']}"}
        return self.call("PUT", f"/quizzes/{quiz_id}/live", body, headers=headers, token=token)

    def publish(self, project: Project | None = None, live: int | None = None, token: str | None = None) -> Any:
        """Publish the sleep quiz of this project; gives the reply's body."""
        reply = self.switch(self.send_parts(project or sleep_project(), token=token), live, token=token)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def put_secret(self, connection: str = "k1", secret: str = SECRET) -> None:
        """Give the host a connection's secret."""
        assert self.call("PUT", f"/connections/{connection}/secret", {"secret": secret}).status_code == 204

    def start(self, slug: str = "sleep-finder") -> dict[str, str]:
        """Open the quiz as a shopper does; gives the hidden fields of its form."""
        page = self.browser.get(f"/q/{slug}")
        assert page.status_code == 200
        return hidden_fields(page.text)

    def answer(self, fields: dict[str, Any], hidden: dict[str, str] | None = None, slug: str = "sleep-finder") -> Any:
        """Post answers; gives the reply."""
        return self.browser.post(f"/q/{slug}/answers", data={**(hidden or self.start(slug)), **fields})

    def deliveries(self, connection: str = "k1") -> list[dict[str, Any]]:
        """The connection's deliveries as a desktop sees them, newest first."""
        found: list[dict[str, Any]] = self.call("GET", f"/connections/{connection}/deliveries").json()["deliveries"]
        return found

    def states(self, connection: str = "k1") -> list[tuple[str, str]]:
        """Contact and state of each delivery, oldest first."""
        return [(one["contact"], one["state"]) for one in reversed(self.deliveries(connection))]

    def _new_id(self) -> str:
        self._ids += 1
        return f"submission-{self.now:.0f}-{self._ids:06d}"


def hidden_fields(page: str) -> dict[str, str]:
    """Submission and revision as a page's form carries them."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        shown = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if shown.get("name") in ("submission", "revision"):
            found[shown["name"]] = shown["value"]
    return found


def ana(number: int, **more: str) -> dict[str, str]:
    """Complete answers of a shopper with an address of their own."""
    return {**ANA, "mail": f"ana{number}@example.com", **more}
