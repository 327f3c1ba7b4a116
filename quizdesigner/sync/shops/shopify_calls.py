"""Calls to a Shopify shop's Admin API: one query after another, each as soon as the shop can afford it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct, structs

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.sync.connectors.deliver import check
from quizdesigner.sync.connectors.http import Http, Reply
from quizdesigner.sync.secrets import Secret

VERSION = "2026-07"
"""The version of the interface that is asked for; Shopify keeps each for a year and then answers with the next."""

NO_SCOPE = "The app lacks the permission “read_products”. Give it in Shopify, under the app's scopes, and try again."
STOPS = {
    400: "Shopify did not understand this. Is the address that of a Shopify shop?",
    401: "Shopify does not know this access token. Look it up in Shopify, under Apps, and enter it again.",
    402: "This shop is closed for now, for it has not been paid for.",
    403: NO_SCOPE,
    404: "There is no shop at this address. It is the one that ends in .myshopify.com.",
    423: "Shopify has locked this shop.",
}

_TRIES = 5
"""How often one query is sent before the shop counts as out of reach."""
_LONGEST = 60.0
"""Seconds of one wait; a person is watching."""

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]


class PageInfo(Struct, frozen=True, rename="camel"):
    """Whether there is a further page, and where it begins."""

    has_next_page: bool
    end_cursor: str | None = None


class Page(Struct, Generic[T], frozen=True, rename="camel"):
    """One page of a list."""

    nodes: tuple[T, ...]
    page_info: PageInfo


class Caller:
    """Asks one shop. `address` is its own, `base` where its API is; `guarded` when that is out on the internet."""

    def __init__(self, base: str, token: Secret, http: Http, *, guarded: bool, sleep: Sleep = asyncio.sleep) -> None:
        self._url = f"{base}/admin/api/{VERSION}/graphql.json"
        self._token = token
        self._http = http
        self._guarded = guarded
        self._sleep = sleep
        self._pause = 0.0

    async def ask(self, query: str, variables: Mapping[str, object], answer: type[T]) -> T:
        """The data of a query. Raises Unavailable when the shop does not answer, Refused when it will not."""
        return converted(await self._data(query, variables), answer)

    async def pages(
        self, query: str, variables: Mapping[str, object], page: type[Page[T]], *path: str
    ) -> AsyncIterator[T]:
        """What is on the page at `path` in the data, and on all that follow.

        A query may have a variable `first`, which is halved when the shop finds the query too large.
        """
        asked = dict(variables)
        while True:
            try:
                data = await self._data(query, asked)
            except _TooLarge:
                first = asked.get("first")
                if not isinstance(first, int) or first < 2:
                    raise Refused("Shopify finds one product too large to be asked for.") from None
                asked["first"] = first // 2
                continue
            for name in path:
                data = data.get(name) if isinstance(data, dict) else None
            found = converted(data, page)
            for one in found.nodes:
                yield one
            following = found.page_info.end_cursor
            if not found.page_info.has_next_page or following is None:
                return
            if following == asked.get("after"):
                raise Refused("Shopify gave the same page twice. Nothing was changed; try again.")
            asked["after"] = following

    async def _data(self, query: str, variables: Mapping[str, object]) -> Any:
        body = msgspec.json.encode({"query": query, "variables": variables})
        headers = {"X-Shopify-Access-Token": self._token.reveal(), "Content-Type": "application/json"}
        for tried in range(1, _TRIES + 1):
            await self._rest()
            try:
                reply = await self._http.send("POST", self._url, headers=headers, body=body, guarded=self._guarded)
                return self._read(reply)
            except Unavailable as error:
                if tried == _TRIES or (error.retry_after or 0) > _LONGEST:
                    raise
                self._pause = error.retry_after if error.retry_after is not None else 2.0**tried
        raise AssertionError("the last try returns or raises")

    async def _rest(self) -> None:
        """Wait as long as the last answer said the next one has to."""
        pause, self._pause = self._pause, 0.0
        if pause > 0:
            await self._sleep(pause)

    def _read(self, reply: Reply) -> Any:
        found = reply.json()
        # What Shopify calls a call that looks like an attack: as busy as 429 says.
        status = 429 if reply.status == 430 else reply.status
        check("Shopify", structs.replace(reply, status=status), self._http.now(), stops=STOPS, detail=_said(found))
        if not isinstance(found, dict):
            raise Unavailable("Shopify answered something that cannot be read.")
        cost = _cost(found)
        match found.get("errors"):
            case [{"extensions": {"code": "THROTTLED"}}, *_]:
                raise Unavailable("Shopify is busy with this app's calls.", cost or 1.0)
            case [{"extensions": {"code": "MAX_COST_EXCEEDED"}}, *_]:
                raise _TooLarge
            case [{"extensions": {"code": "ACCESS_DENIED"}}, *_]:
                raise Refused(f"{NO_SCOPE} It said: {_said(found)}")
            case [{"extensions": {"code": "INTERNAL_SERVER_ERROR" | "TIMEOUT"}}, *_]:
                raise Unavailable("Shopify has trouble of its own.")
            case [_, *_]:
                raise Refused(f"Shopify refused this. It said: {_said(found)}")
        self._pause = cost
        return found.get("data")


class _TooLarge(Exception):
    """One query asks for more than one query may."""


def converted(data: Any, answer: type[T]) -> T:
    """The data in its form; Refused when it has another."""
    try:
        return msgspec.convert(data, type=answer)
    except msgspec.ValidationError as error:
        raise Refused(
            f"Shopify answered in a form this version does not know ({error}). Nothing was changed."
        ) from None


def _cost(found: dict[str, Any]) -> float:
    """The seconds until the shop can afford the same query once more; nought when it can already."""
    match found.get("extensions"):
        case {
            "cost": {
                "requestedQueryCost": int() | float() as asked,
                "throttleStatus": {
                    "currentlyAvailable": int() | float() as left,
                    "restoreRate": int() | float() as rate,
                },
            }
        } if rate > 0:
            return max(0.0, min((asked - left) / rate, _LONGEST))
    return 0.0


def _said(found: Any) -> str:
    """What an error says for people: Shopify writes a text, or a list of errors."""
    match found:
        case {"errors": str(text)} | {"errors": [{"message": str(text)}, *_]}:
            return " ".join(text.split())[:200]
    return ""
