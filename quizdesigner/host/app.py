"""The host as one ASGI application: pages, interface, worker, and what is said when something goes wrong."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from quizdesigner.host import admin, desk
from quizdesigner.host.admin import Ground, refusal, reply
from quizdesigner.host.logs import logger, what_and_where
from quizdesigner.host.proxy import BehindProxy
from quizdesigner.host.public import Public, message
from quizdesigner.host.shelf import Shelf
from quizdesigner.host.store.engine import OUT_OF_REACH, Store
from quizdesigner.host.times import Clock
from quizdesigner.host.vault import Vault
from quizdesigner.host.worker import Worker

_GRACE = 10.0
"""Seconds that deliveries in flight get to end when the host stops."""

_GZIP_LEVEL = 5
_GZIP_FROM = 1_000


def create(
    store: Store,
    vault: Vault,
    clock: Clock,
    shelf: Shelf,
    worker: Worker,
    new_id: Callable[[], str],
    *,
    behind_proxy: bool = False,
) -> Starlette:
    """The application. Its worker runs from startup to shutdown.

    `new_id` makes unguessable submission ids of 16 to 64 characters. With `behind_proxy` the address a proxy says it
    was asked at is believed.
    """
    ground = Ground(store, shelf, vault, clock, worker.wake, worker.rests_until)
    public = Public(store, shelf, clock, new_id, worker.wake)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with anyio.create_task_group() as group:
            group.start_soon(worker.run, clock)
            yield
            worker.stop()
            group.cancel_scope.deadline = anyio.current_time() + _GRACE

    middleware = [Middleware(GZipMiddleware, minimum_size=_GZIP_FROM, compresslevel=_GZIP_LEVEL)]
    if behind_proxy:
        middleware.insert(0, Middleware(BehindProxy))
    return Starlette(
        routes=[Route("/health", _health), *public.routes(), *admin.routes(ground, desk.CALLS)],
        middleware=middleware,
        exception_handlers={
            HTTPException: _refused,
            **dict.fromkeys(OUT_OF_REACH, _database),
            Exception: _bug,
        },
        lifespan=lifespan,
    )


def _health(_: Request) -> Response:
    return reply({"status": "ok"})


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = error.headers or {}
    if _is_call(request):
        words = {404: "There is no such call. See the interface's description.", 405: "Not with this method."}
        text = words.get(error.status_code, error.detail) if error.detail in _BARE else error.detail
        return refusal(error.status_code, text, headers)
    text = "There is nothing at this address." if error.detail in _BARE else error.detail
    response = message(error.status_code, text)
    response.headers.update(headers)
    return response


_BARE = frozenset({"Not Found", "Method Not Allowed"})
"""What the framework says of its own accord."""


def _database(request: Request, error: Exception) -> Response:
    """A full disk or a lost database: nothing was stored, and the same request may succeed later."""
    logger.error("database failed: %s", what_and_where(error))
    return _trouble(request, 503, "The host cannot reach its storage just now. Please send this again in a minute.")


def _bug(request: Request, _: Exception) -> Response:
    """The framework raises the error again once this is sent, so that it is logged."""
    return _trouble(request, 500, "Something went wrong on this host. Its log says what. Please try again.")


def _trouble(request: Request, status: int, text: str) -> Response:
    return refusal(status, text) if _is_call(request) else message(status, text)


def _is_call(request: Request) -> bool:
    return request.url.path.startswith("/api/")
