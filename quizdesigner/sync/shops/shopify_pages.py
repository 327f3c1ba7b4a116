"""Lists of a Shopify shop, page after page, each as soon as the shop can afford it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.sync.connectors.http import Http, Reply
from quizdesigner.sync.connectors.shopify_calls import LONGEST, Shop, TooLarge, answer, ask, pause

NO_SCOPE = "The app lacks the permission “read_products”. Give it in Shopify, under the app's scopes, and try again."

_TRIES = 5
"""How often one query is sent before the shop counts as out of reach."""

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
    """Asks one shop, while a person is watching."""

    def __init__(self, shop: Shop, http: Http, *, sleep: Sleep = asyncio.sleep) -> None:
        self._shop = shop
        self._http = http
        self._sleep = sleep
        self._pause = 0.0

    async def ask(self, query: str, variables: Mapping[str, object], form: type[T]) -> T:
        """The data of a query. Raises Unavailable when the shop does not answer, Refused when it will not."""
        return answer(await self._reply(query, variables), form, "data")

    async def pages(
        self, query: str, variables: Mapping[str, object], page: type[Page[T]], *path: str
    ) -> AsyncIterator[T]:
        """What is on the page at `path` in the data, and on all that follow.

        A query may have a variable `first`, which is halved when the shop finds the query too large.
        """
        asked = dict(variables)
        while True:
            try:
                reply = await self._reply(query, asked)
            except TooLarge:
                first = asked.get("first")
                if not isinstance(first, int) or first < 2:
                    raise Refused("Shopify finds one product too large to be asked for.") from None
                asked["first"] = first // 2
                continue
            found = answer(reply, page, "data", *path)
            for one in found.nodes:
                yield one
            following = found.page_info.end_cursor
            if not found.page_info.has_next_page or following is None:
                return
            if following == asked.get("after"):
                raise Refused("Shopify gave the same page twice. Nothing was changed; try again.")
            asked["after"] = following

    async def _reply(self, query: str, variables: Mapping[str, object]) -> Reply:
        content = msgspec.json.encode({"query": query, "variables": variables})
        for tried in range(1, _TRIES + 1):
            await self._rest()
            try:
                reply = await ask(self._shop, self._http, content, NO_SCOPE)
            except Unavailable as error:
                if tried == _TRIES or (error.retry_after or 0) > LONGEST:
                    raise
                self._pause = error.retry_after if error.retry_after is not None else 2.0**tried
            else:
                self._pause = pause(reply)
                return reply
        raise AssertionError("the last try returns or raises")

    async def _rest(self) -> None:
        """Wait as long as the last answer said the next one has to."""
        waits, self._pause = self._pause, 0.0
        if waits > 0:
            await self._sleep(waits)
