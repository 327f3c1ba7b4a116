"""What desktops reach: the table of calls under `/api/v1/`, who may make them, and how every one is answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec
from anyio import to_thread
from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from quizdesigner.host import bodies, tokens
from quizdesigner.host.shelf import Shelf
from quizdesigner.host.store.engine import Store
from quizdesigner.host.times import Clock
from quizdesigner.host.tokens import Caller
from quizdesigner.host.vault import Vault

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Ground(Struct, frozen=True):
    """What calls are answered from. `wake` tells the worker that something may be due; it is called on the loop.

    `rests_until` is when a connection (row number) is used again, given the time; that time where it is not resting.
    """

    store: Store
    shelf: Shelf
    vault: Vault
    clock: Clock
    wake: Callable[[], None]
    rests_until: Callable[[int, float], float]


class Call(Struct, frozen=True):
    """A request by somebody who may make it. `base` is the host's own address as the caller sees it."""

    caller: Caller
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    base: str


class Entry(Struct, frozen=True):
    """One call: `scope` is what a token needs, None when any will do; `limit` the bytes its body may have."""

    method: str
    path: str
    scope: str | None
    answer: Callable[[Ground, Call], Response]
    limit: int = 0
    wakes: bool = False


def routes(ground: Ground, entries: tuple[Entry, ...]) -> list[Route]:
    """The addresses of all calls. Nothing of a body is read before the token is known to be good."""
    return [Route(f"/api/v1{entry.path}", _endpoint(ground, entry), methods=[entry.method]) for entry in entries]


def reply(value: object, status: int = 200) -> Response:
    """A JSON body."""
    return Response(msgspec.json.encode(value), status, HEADERS, media_type="application/json")


def refusal(status: int, text: str, headers: Mapping[str, str] | None = None) -> Response:
    """An error body."""
    found = reply({"error": text}, status)
    found.headers.update(headers or {})
    return found


def _endpoint(ground: Ground, entry: Entry) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        caller = await to_thread.run_sync(tokens.caller, ground.store, request.headers.get("authorization", ""))
        if caller is None:
            raise HTTPException(
                401,
                "This host does not know this token; it may have been revoked. Enter one made on this host.",
                {"WWW-Authenticate": "Bearer"},
            )
        if entry.scope is not None and entry.scope not in caller.scopes:
            raise HTTPException(403, f"This token lacks the scope “{entry.scope}”. Ask for another one.")
        if not all(_ID.fullmatch(name) for name in request.path_params.values()):
            raise HTTPException(404, "This host knows nothing of that name.")
        body = await bodies.read(request, entry.limit) if entry.limit else b""
        base = str(request.base_url).rstrip("/")
        call = Call(caller, request.path_params, request.query_params, request.headers, body, base)
        response = await to_thread.run_sync(entry.answer, ground, call)
        if entry.wakes:
            ground.wake()
        return response

    return endpoint
