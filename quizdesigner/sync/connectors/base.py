"""What every connector is and says: requests for a dry run, an account for a test, a delivery or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.quiz import retake
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.keys import field_name
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.secrets import Secret


class Request(Struct, frozen=True):
    """One request as it is sent, for people to read: no secret is in it.

    `url` is a path where the service has a fixed address, and masked where the address is the secret.
    """

    title: str
    method: str
    url: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def content(self) -> bytes:
        """The very bytes of the body."""
        return msgspec.json.encode(self.body)


class Account(Struct, frozen=True):
    """What a successful test showed: the account's own name, and what its person should know."""

    name: str
    note: str = ""


class PickList(Struct, frozen=True):
    """A list people can be subscribed to; `note` says how it takes them."""

    id: str
    name: str
    note: str = ""


class Delivered(Struct, frozen=True):
    """The lead arrived. `note` is empty, or says what did not."""

    note: str = ""


class KeyRefused(Refused):
    """Nothing can pass through this connection until somebody changes its key or address."""


class Partial(Unavailable):
    """The delivery stopped on the way; `done` is where to go on: the number of requests not to be sent again."""

    def __init__(self, text: str, retry_after: float | None, done: int) -> None:
        super().__init__(text, retry_after)
        self.done = done


class Stopped(Refused):
    """The service will not take the rest of a delivery; its first `done` requests went through."""

    def __init__(self, text: str, done: int) -> None:
        super().__init__(text)
        self.done = done


class Connector(Protocol):
    """One service. Modules of this package are connectors."""

    label: str
    """The service's name."""
    secret_label: str
    """What the service calls its secret."""
    has_lists: bool

    def check_secret(self, secret: Secret) -> None:
        """Raise Refused, in words for its person, when this cannot be a secret of the service."""

    def requests(self, connection: Connection, lead: Lead) -> tuple[Request, ...]:
        """What `deliver` sends, in order, tags first. The lead alone decides how many, so `done` stays true."""

    def notes(self, connection: Connection, lead: Lead) -> tuple[str, ...]:
        """What a person should know about these requests: what is left out, and why."""

    async def test(self, secret: Secret, http: Http) -> Account:
        """Make a real call. Raises Unavailable, Refused or KeyRefused."""

    async def lists(self, secret: Secret, http: Http) -> tuple[PickList, ...]:
        """Every list of the account; empty where the service has none. Raises as `test` does."""

    async def deliver(self, connection: Connection, lead: Lead, secret: Secret, http: Http, done: int = 0) -> Delivered:
        """Send all requests after the first `done`. Raises Partial to be tried later, Stopped or KeyRefused."""


class Fields(Struct, frozen=True):
    """The answers under the names this connection gives them: None where there is none, several values as a tuple.

    `clashes` are names two questions (or a question and a field of ours) would share; the first keeps it.
    """

    values: dict[str, str | tuple[str, ...] | None]
    clashes: tuple[str, ...]


def tags(connection: Connection, lead: Lead) -> retake.After:
    """The contact's tags of this quiz as the connection's retake setting wants them."""
    return retake.after(lead.tags_before, lead.tags, connection.retake)


def fields(connection: Connection, lead: Lead, taken: frozenset[str]) -> Fields:
    """A value or None for every question the connection does not leave out; `taken` are names that are not free."""
    answers = {answer.question: answer for answer in lead.answers}
    values: dict[str, str | tuple[str, ...] | None] = {}
    clashes = []
    for question, key in lead.questions:
        name = field_name(connection, question, key)
        if name is None:
            continue
        if name in taken or name in values:
            clashes.append(name)
            continue
        answer = answers.get(question)
        if answer is None:
            values[name] = None
        else:
            values[name] = answer.values if answer.several else ", ".join(answer.values)
    return Fields(values, tuple(clashes))


def clash_notes(found: Fields) -> tuple[str, ...]:
    """A sentence for each name that is wanted twice."""
    return tuple(
        f"The field “{name}” is wanted twice. Only the first is sent; give the other question its own field name."
        for name in found.clashes
    )


def size_notes(requests: tuple[Request, ...], most: int) -> tuple[str, ...]:
    """A sentence for each request whose body has more than `most` bytes."""
    return tuple(
        f"“{request.title}” has {len(request.content):,} bytes; more than {most:,} may be refused."
        for request in requests
        if len(request.content) > most
    )
