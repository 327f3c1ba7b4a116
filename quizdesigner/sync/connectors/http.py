"""The one guarded HTTP client everything leaves through: bounded in time and size, no redirects, proxies or cookies."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import functools
import http.cookiejar
import logging
import os
import re
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

import httpx
import msgspec
from msgspec import Struct, structs

from quizdesigner import __version__
from quizdesigner.errors import NotDone, Refused, Unavailable
from quizdesigner.quiz.document import Service
from quizdesigner.sync.connectors import addresses

MAX_REPLY = 1_000_000
"""Bytes of a reply that are read; what comes after is dropped."""

LONGEST_WAIT = 24 * 3600.0
"""Seconds a service may make us wait before the next attempt, whatever it asks for."""

_SECRET_HEADERS = frozenset({"authorization", "x-shopify-access-token"})

# They write every address, which for some services is the secret, and every header.
for _chatty in ("httpx", "httpcore"):
    logging.getLogger(_chatty).setLevel(logging.WARNING)


class Reply(Struct, frozen=True):
    """What came back. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON, or None when it is none."""
        try:
            return msgspec.json.decode(self.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None


class Http:
    """Clients to as many destinations as needed, one each, made at first use and reused.

    `now` gives Unix seconds; `timeout` is for connecting and for each read, `deadline` for a whole exchange, both in
    seconds. Belongs to one event loop. Close it with `aclose` or use it in `async with`.
    """

    def __init__(self, *, now: Callable[[], float] = time.time, timeout: float = 15.0, deadline: float = 30.0) -> None:
        self.now = now
        self._timeout = timeout
        self._deadline = deadline
        self._clients: dict[str, httpx.AsyncClient] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close every connection."""
        clients, self._clients = self._clients, {}
        for client in clients.values():
            await client.aclose()

    async def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        guarded: bool = False,
        deadline: float | None = None,
        patience: float = 1.0,
    ) -> Reply:
        """Send exactly these bytes and give the reply, whatever its status.

        `guarded` is for addresses somebody typed: https only, and never into a private network. `patience` is how many
        times as long as others this service may take to answer. Should the reply repeat a key from the headers, it is
        masked there: replies are quoted in notes and errors. Raises Unavailable when nothing usable came back, NotDone
        when nothing went out either, Refused when the address may not be called.
        """
        target = parse(url)
        keys = _keys(headers or {})
        reading = self._deadline * patience if patience > 1 else self._timeout
        try:
            async with asyncio.timeout(deadline or self._deadline * patience):
                reply = await self._exchange(method, target, dict(headers or {}), body, guarded, reading)
                return structs.replace(reply, body=_masked(reply.body, keys)) if keys else reply
        # What httpx raises holds the request with its secrets: only its kind goes on.
        except (httpx.ConnectTimeout, httpx.PoolTimeout):
            raise NotDone(f"{target.host} did not answer in time.") from None
        except (TimeoutError, httpx.TimeoutException):
            raise Unavailable(f"{target.host} did not answer in time.") from None
        except httpx.TransportError as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise NotDone(f"{target.host} could not prove who it is (its certificate).") from None
            if isinstance(error, httpx.ConnectError):
                raise NotDone(f"{target.host} could not be reached. Is there a connection?") from None
            raise Unavailable(f"{target.host} broke off before it had answered.") from None

    async def _exchange(
        self, method: str, target: httpx.URL, headers: dict[str, str], body: bytes, guarded: bool, reading: float
    ) -> Reply:
        client = self._client(target)
        extensions = {}
        if guarded and not private_allowed():
            if target.scheme != "https":
                raise Refused(f"The address of {target.host} must begin with https://.")
            # The name is not looked up a second time: what was checked is what is called.
            checked = await addresses.public(target.raw_host.decode("ascii"), target.port or 443)
            headers["Host"] = target.netloc.decode("ascii")
            extensions = {"sni_hostname": target.raw_host.decode("ascii")}
            target = target.copy_with(host=checked)
        timeout = httpx.Timeout(self._timeout, read=reading)
        request = client.build_request(
            method, target, headers=headers, content=body, timeout=timeout, extensions=extensions
        )
        response = await client.send(request, stream=True)
        try:
            content = bytearray()
            # Raw: nothing packed was asked for, and unpacking is how a small reply becomes a large one.
            async for chunk in response.aiter_raw():
                content += chunk
                if len(content) >= MAX_REPLY:
                    break
            return Reply(response.status_code, dict(response.headers), bytes(content[:MAX_REPLY]))
        finally:
            await response.aclose()

    def _client(self, target: httpx.URL) -> httpx.AsyncClient:
        # By name, not by address: two names on one address must not share a connection.
        name = f"{target.scheme}://{target.netloc.decode('ascii')}"
        if name not in self._clients:
            self._clients[name] = httpx.AsyncClient(
                verify=_tls(),
                trust_env=False,
                follow_redirects=False,
                event_hooks={"response": [_stay]},
                limits=httpx.Limits(max_connections=5, max_keepalive_connections=5),
                cookies=http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[])),
                headers={"User-Agent": f"QuizDesigner/{__version__}", "Accept-Encoding": "identity"},
            )
        return self._clients[name]


async def _stay(response: httpx.Response) -> None:
    # httpx reads where a redirect leads although it is not followed, and takes a broken address for a broken line.
    response.headers.pop("location", None)


def _keys(headers: Mapping[str, str]) -> list[bytes]:
    """The secrets headers hold: a key after its scheme, a token by itself, and what is packed in Base64."""
    found = [value.rpartition(" ")[2] for name, value in headers.items() if name.lower() in _SECRET_HEADERS]
    for value in found[:]:
        with contextlib.suppress(ValueError):
            found.append(base64.b64decode(value, validate=True).decode("ascii").rpartition(":")[2])
    return [one.encode() for one in found if len(one) >= 8]


def _masked(body: bytes, keys: Sequence[bytes]) -> bytes:
    for key in keys:
        body = body.replace(key, b"...")
    return body


def parse(url: str) -> httpx.URL:
    """The parts of a web address. Raises Refused when it is none, or holds a user name."""
    try:
        target = httpx.URL(url)
        target.netloc.decode("ascii")
        # Names of other scripts are read only here; idna's errors are UnicodeErrors.
        host = target.host
    except (httpx.InvalidURL, UnicodeError):
        raise Refused("This is not a web address.") from None
    if target.scheme not in ("http", "https") or not host or (target.port or 0) > 65_535:
        raise Refused("A web address begins with https:// and a name.")
    if target.userinfo:
        raise Refused("A web address must not hold a user name or password.")
    return target


def operator_base(service: Service) -> str | None:
    """The scheme and host an operator set in place of the service's own, for sandboxes and tests; else None."""
    return os.environ.get(f"QUIZDESIGNER_CRM_BASE_{service.name}", "").rstrip("/") or None


def private_allowed() -> bool:
    """Whether the operator allows typed addresses to lead into private networks and to use plain http."""
    return os.environ.get("QUIZDESIGNER_ALLOW_PRIVATE") == "1"


def retry_after(reply: Reply, now: float) -> float | None:
    """The seconds the reply asks to wait, between 0 and a day; None when it does not say anything readable.

    A date is compared with the reply's own clock where it shows it, since ours may be wrong.
    """
    text = reply.headers.get("retry-after", "").strip()
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return max(0.0, min(float(text), LONGEST_WAIT))
    if (until := _date(text)) is None:
        return None
    base = _date(reply.headers.get("date", ""))
    return max(0.0, min(until - (now if base is None else base), LONGEST_WAIT))


@functools.cache
def _tls() -> ssl.SSLContext:
    # Reading the certificates takes longer than a request.
    return httpx.create_ssl_context()


def _date(text: str) -> float | None:
    try:
        found = parsedate_to_datetime(text)
        # Some write no zone, or the one that says nothing: HTTP knows but one.
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
