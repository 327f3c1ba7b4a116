"""Believing a reverse proxy about the address it was asked at."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

_HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]{1,255}")


class BehindProxy:
    """Takes scheme and host from `X-Forwarded-Proto` and `X-Forwarded-Host`, for an application only a proxy reaches.

    Where several proxies added a value, the first is what the browser asked.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the outer address."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            scheme = _first(headers.get("x-forwarded-proto", ""))
            host = _first(headers.get("x-forwarded-host", ""))
            scope = dict(scope)
            if scheme in ("http", "https"):
                scope["scheme"] = scheme
            if _HOST.fullmatch(host):
                scope["headers"] = list(scope["headers"])
                MutableHeaders(scope=scope)["host"] = host
        await self._app(scope, receive, send)


def _first(value: str) -> str:
    return value.partition(",")[0].strip()
