"""Leads and connections for tests, and how to run one call of the wire."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from quizdesigner.errors import Unavailable
from quizdesigner.quiz.document import Connection, Kind, Service
from quizdesigner.quiz.fields import Asked
from quizdesigner.quiz.lead import Lead, LeadAnswer, LeadConsent, LeadProduct
from quizdesigner.quiz.play import Contact
from quizdesigner.sync.connectors.base import Connector, Delivered, Progress
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.secrets import Secret

KEY = "pk_0123456789abcdef4f2c"
HOOK = "https://hooks.zapier.com/hooks/catch/123456/abcdefg/"
SIGNING = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
NOW = 1_763_719_200.0

PILLOW = LeadProduct("p1", "SKU-1", "Pillow", "https://shop.example/products/pillow", Decimal("39.00"))
LEAD = Lead(
    event_id="0190f6b2",
    at="2026-11-21T10:00:00Z",
    quiz_id="sleep",
    quiz_name="Sleep quiz",
    revision=7,
    contact=Contact("ada@example.com", "Ada"),
    consent=LeadConsent(True, "Send me tips", "2026-11-21T10:00:00Z"),
    answers=(
        LeadAnswer("bedtime", "Bedtime?", "bedtime", Kind.SINGLE, ("after midnight",), False),
        LeadAnswer("trouble", "What wakes you?", "wakes", Kind.MULTIPLE, ("Noise", "Light"), True),
    ),
    tags=("goal:sleep", "age:30s"),
    tags_before=(),
    products=(PILLOW,),
    result="Deep sleep",
    questions=(
        Asked("bedtime", "bedtime", "Bedtime?", "text"),
        Asked("trouble", "wakes", "What wakes you?", "list"),
        Asked("more", "more", "Anything else?", "long"),
    ),
    score=3,
    link="https://quiz.example/q/sleep/results/0190f6b2",
)

_T = TypeVar("_T")


def connection(service: Service = Service.KLAVIYO, **changes: Any) -> Connection:
    """A connection of the service, with changes."""
    return msgspec.structs.replace(Connection(id="c1", service=service), **changes)


def lead(**changes: Any) -> Lead:
    """The usual lead, with changes."""
    return msgspec.structs.replace(LEAD, **changes)


def run(call: Callable[[Http], Coroutine[Any, Any, _T]], *, deadline: float = 30.0, now: float = NOW) -> _T:
    """Make one call with a client of its own, to its end."""

    async def whole() -> _T:
        async with Http(now=lambda: now, deadline=deadline) as http:
            return await call(http)

    return asyncio.run(whole())


def secret() -> Secret:
    """The key the Klaviyo stand-in accepts."""
    return Secret(KEY)


class Kept:
    """Where a delivery writes down how far it came, as the host's disk is."""

    def __init__(self, progress: Progress = Progress()) -> None:  # noqa: B008 - a value
        self.all = [progress]

    @property
    def last(self) -> Progress:
        """What is on disk."""
        return self.all[-1]

    async def keep(self, progress: Progress) -> None:
        """Write it down."""
        self.all.append(progress)


def deliver(
    connector: Connector,
    to: Connection,
    sent: Lead,
    key: Secret,
    kept: Kept | None = None,
    *,
    deadline: float = 30.0,
    now: float = NOW,
) -> Delivered:
    """One try of a delivery, from where `kept` says it is."""
    kept = kept or Kept()
    return run(lambda http: connector.deliver(to, sent, key, http, kept.last, kept.keep), deadline=deadline, now=now)


def deliver_all(
    connector: Connector, to: Connection, sent: Lead, key: Secret, *, tries: int = 30, deadline: float = 0.5
) -> Delivered:
    """Try until it passes, each try with new connections, as a host does that is started again each time."""
    kept = Kept()
    for _ in range(tries):
        try:
            return deliver(connector, to, sent, key, kept, deadline=deadline)
        except Unavailable:
            continue
    raise AssertionError(f"not delivered after {tries} tries: {kept.last}")
