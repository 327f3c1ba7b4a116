"""A host as the desktop sees it; the calls are those of docs/host-api.md."""

from __future__ import annotations

import re
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.quiz import wire
from quizdesigner.sync.connectors.http import Http, Reply, parse, retry_after
from quizdesigner.sync.secrets import Secret

API = 1
"""The version of the host's interface this program speaks."""

AT_ONCE = 100
"""Digests the host takes in one question for what it lacks."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

UPLOAD_DEADLINE = 600.0
"""Seconds one part may take to be sent; a part has 16 MB at most."""

DeliveryState = Literal["done", "waiting", "refused"]

_SAFE = "Your quiz is saved on this computer."
_T = TypeVar("_T")


class HostInfo(Struct, frozen=True):
    """What a host says about itself and about this token."""

    service: str
    api: int
    format: int
    version: str
    client: str
    scopes: tuple[str, ...]


class Published(Struct, frozen=True):
    """A live revision. `at` is RFC 3339 in UTC, `digest` that of the whole bundle, `url` the shopper's address."""

    revision: int
    digest: str
    by: str
    at: str
    url: str


class SecretHint(Struct, frozen=True):
    """What a host tells of a secret it holds."""

    last4: str


class Counts(Struct, frozen=True):
    """Numbers of deliveries by state."""

    done: int
    waiting: int
    refused: int


class ConnectionState(Struct, frozen=True):
    """How a connection fares at the host: deliveries by state, and why it is paused, if it is.

    `day` is of the quizzes finished in the last 24 hours; None from a host too old to tell.
    """

    secret: SecretHint | None
    paused: str | None
    done: int
    waiting: int
    refused: int
    day: Counts | None = None


class Delivery(Struct, frozen=True):
    """One lead on its way through one connection.

    `at` is when the shopper finished, `until` when it is tried next, both RFC 3339 in UTC. There is no `until` where it
    is not tried by itself, or the host is too old to tell.
    """

    id: str
    contact: str
    at: str
    state: DeliveryState
    attempts: int
    note: str = ""
    until: str | None = None


class TokenRefused(Refused):
    """The token is none, or none this host knows."""


class PublishedMeanwhile(Refused):
    """Somebody else published first: `revision` is live now, by whom and since when, or None where nothing is live."""

    def __init__(self, revision: int | None, by: str, at: str) -> None:
        said = f"{by or 'Somebody else'} published version {revision} in the meantime" if revision else _NONE_LIVE
        super().__init__(f"{said}. Nothing was changed. Look at what differs, then publish again.")
        self.revision = revision
        self.by = by
        self.at = at


_NONE_LIVE = "This quiz is no longer live on the host"


class _Meanwhile(Struct, frozen=True):
    revision: int | None = None
    by: str | None = None
    at: str | None = None


class _Deliveries(Struct, frozen=True):
    deliveries: tuple[Delivery, ...]


class _Retried(Struct, frozen=True):
    again: int


class _Missing(Struct, frozen=True):
    missing: tuple[str, ...]


class _Error(Struct, frozen=True):
    error: str = ""


class HostClient:
    """The calls a desktop makes to one host with one token.

    Every call raises Unavailable when the host does not answer and Refused when it will not do it; both say so in words
    for the author; when it is the token it does not know, that is TokenRefused. Raises Refused at once when the address
    is not https (loopback may be http).
    """

    def __init__(self, address: str, token: Secret, http: Http) -> None:
        self._base = _checked(address)
        if not re.fullmatch(r"[!-~]+", token.reveal()):
            raise TokenRefused("This is not a token of a Quiz Designer host: they begin with “qd_”.")
        self._token = token
        self._http = http

    async def hello(self) -> HostInfo:
        """Who the host is and what the token may do. Raises Refused when it is no Quiz Designer host, or too old."""
        reply = await self._call("GET", "/host")
        try:
            info = msgspec.json.decode(reply.body, type=HostInfo)
        except (msgspec.DecodeError, UnicodeDecodeError):
            info = None
        if reply.status != 200 or info is None or info.service != "quiz-designer-host":
            raise Refused(f"The server at {self._base} is not a Quiz Designer host. Check the address.")
        if info.api != API:
            older = "host" if info.api < API else "Quiz Designer"
            raise Refused(f"This host speaks another version ({info.api}, here {API}). Update the {older}.")
        if info.format < wire.FORMAT:
            raise Refused("This host is older than Quiz Designer and cannot read this quiz. Update the host.")
        return info

    async def live(self, quiz: str) -> Published | None:
        """The live revision of the quiz (an id); None when it was never published there."""
        reply = await self._call("GET", f"/quizzes/{quiz}")
        return None if reply.status == 404 else _read(reply, Published)

    async def missing(self, digests: tuple[str, ...]) -> tuple[str, ...]:
        """Which of these parts the host lacks."""
        found: list[str] = []
        for first in range(0, len(digests), AT_ONCE):
            asked = {"digests": digests[first : first + AT_ONCE]}
            found += _read(await self._call("POST", "/parts/missing", asked), _Missing).missing
        return tuple(found)

    async def put_part(self, digest: str, part: bytes) -> None:
        """Send a part, the bytes whose SHA-256 is `digest`."""
        _done(await self._send("PUT", f"/parts/{digest}", part, {"Content-Type": "application/octet-stream"}))

    async def switch(
        self, quiz: str, parts: dict[str, str], digest: str, *, by: str, expected: int | None, key: str
    ) -> Published:
        """Make the parts (digests by name) the live revision, in one step.

        `expected` is the revision believed live, None for a first publication; `key` makes a repeat harmless. Raises
        PublishedMeanwhile when another revision is live.
        """
        condition = {"If-None-Match": "*"} if expected is None else {"If-Match": f'"{expected}"'}
        body = msgspec.json.encode({"parts": parts, "digest": digest, "by": by})
        headers = {**condition, "Idempotency-Key": key, "Content-Type": "application/json"}
        reply = await self._send("PUT", f"/quizzes/{quiz}/live", body, headers)
        if reply.status == 412:
            found = _decoded(reply, _Meanwhile)
            raise PublishedMeanwhile(found.revision, found.by or "", found.at or "")
        return _read(reply, Published)

    async def put_secret(self, connection: str, secret: Secret) -> None:
        """Give the host a connection's secret; it can never be read back."""
        _done(await self._call("PUT", f"/connections/{connection}/secret", {"secret": secret.reveal()}))

    async def connection_state(self, connection: str) -> ConnectionState | None:
        """How the connection fares; None when the host does not know it yet."""
        reply = await self._call("GET", f"/connections/{connection}")
        return None if reply.status == 404 else _read(reply, ConnectionState)

    async def deliveries(
        self, connection: str, state: DeliveryState | Literal[""] = "", limit: int = 50
    ) -> tuple[Delivery, ...]:
        """The connection's last deliveries, newest first; those in one state, or all."""
        asked = f"?state={state}&limit={limit}" if state else f"?limit={limit}"
        reply = await self._call("GET", f"/connections/{connection}/deliveries{asked}")
        found = () if reply.status == 404 else _read(reply, _Deliveries).deliveries
        # An older host does not know that it may be asked for one state, and gives all.
        return tuple(one for one in found if state in ("", one.state))

    async def retry(self, delivery: str) -> None:
        """Send a refused delivery again."""
        _done(await self._call("POST", f"/deliveries/{delivery}/retry"))

    async def retry_all(self, connection: str) -> int:
        """Send all refused deliveries of the connection again, but for those a newer one has outrun; how many."""
        reply = await self._call("POST", f"/connections/{connection}/deliveries/retry")
        if reply.status == 404:
            raise Refused(
                "This host cannot send all of them again at once: it is older than Quiz Designer."
                " Send them again one by one, or ask for the host to be updated."
            )
        return _read(reply, _Retried).again

    async def _call(self, method: str, path: str, body: object = None) -> Reply:
        content = b"" if body is None else msgspec.json.encode(body)
        return await self._send(method, path, content, {"Content-Type": "application/json"} if content else {})

    async def _send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Reply:
        try:
            reply = await self._http.send(
                method,
                f"{self._base}/api/v1{path}",
                headers={**headers, "Authorization": f"Bearer {self._token.reveal()}", "Accept": "application/json"},
                body=body,
                deadline=UPLOAD_DEADLINE if path.startswith("/parts/") and method == "PUT" else None,
            )
        except Unavailable as error:
            raise Unavailable(f"The host did not answer. {_SAFE} {error}") from error
        if reply.status == 401:
            raise TokenRefused(
                "The host does not know this token; it may have been revoked."
                " Enter a new one from whoever runs the host."
            )
        if reply.status in (408, 425, 429) or reply.status >= 500:
            raise Unavailable(
                f"The host has trouble (status {reply.status}). {_SAFE} Try again in a while.",
                retry_after(reply, self._http.now()),
            )
        return reply


def _checked(address: str) -> str:
    url = parse(address.strip())
    if url.query or url.fragment:
        raise Refused("The address of a host is only https://, its name and perhaps a path.")
    if url.scheme == "http" and url.host not in LOOPBACK:
        raise Refused(
            f"The address of a host must begin with https://, so that nobody on the way reads along: {url.host}"
        )
    return str(url).rstrip("/")


def _done(reply: Reply) -> None:
    """Return when the host did what was asked, else raise Refused in the host's own words where it has some."""
    if 200 <= reply.status < 300:
        return
    if reply.status == 403:
        raise Refused("This token is not allowed to do this. Ask whoever runs the host for one with more rights.")
    said = " ".join(_decoded(reply, _Error).error.split())[:300]
    raise Refused(f"The host refused this: {said}" if said else f"The host refused this (status {reply.status}).")


def _read(reply: Reply, type: type[_T]) -> _T:
    _done(reply)
    return _decoded(reply, type)


def _decoded(reply: Reply, type: type[_T]) -> _T:
    try:
        return msgspec.json.decode(reply.body, type=type)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused(
            f"The host answered something that is not of a Quiz Designer host (status {reply.status}). {_SAFE}"
        ) from None
