"""A stand-in for a Shopify shop's Admin API: it reads GraphQL queries, pages, counts their cost, throttles, and asks
for a token with scopes."""

from __future__ import annotations

import base64
import json
import re
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs

VERSION = "2026-07"

_TYPES: dict[str, dict[str, str]] = {
    "QueryRoot": {
        "shop": "Shop",
        "currentAppInstallation": "AppInstallation",
        "productsCount": "Count",
        "collections": "[Collection",
        "products": "[Product",
        "product": "Product",
    },
    "Shop": {"name": "", "currencyCode": "", "primaryDomain": "Domain"},
    "Domain": {"url": ""},
    "AppInstallation": {"accessScopes": "AccessScope"},
    "AccessScope": {"handle": ""},
    "Count": {"count": ""},
    "Collection": {"id": "", "title": "", "handle": ""},
    "Product": {
        **dict.fromkeys(("id", "title", "handle", "vendor", "productType", "tags", "status", "createdAt"), ""),
        **dict.fromkeys(("publishedAt", "onlineStoreUrl", "tracksInventory"), ""),
        "featuredMedia": "Media",
        "collections": "[Collection",
        "variants": "[ProductVariant",
    },
    "Media": {"preview": "MediaPreviewImage"},
    "MediaPreviewImage": {"image": "Image"},
    "Image": {"url": ""},
    "ProductVariant": dict.fromkeys(
        ("legacyResourceId", "title", "sku", "price", "inventoryQuantity", "inventoryPolicy"), ""
    ),
}
"""The part of Shopify's interface that is here: an empty type is a value, one with a bracket is paged."""

_NEEDS_SCOPE = {"products", "product", "productsCount", "collections"}


@dataclass
class Selected:
    """One field of a query with its arguments and what is asked of it."""

    name: str
    arguments: dict[str, Any]
    parts: list[Selected]


@dataclass
class Answer:
    """What the next call gets instead of an answer of the shop."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


class Shopify:
    """The shop, running from `with` to its end at `url`. `clock` is in seconds and moved by the test."""

    def __init__(self, token: str = "shpat_0123456789abcdef") -> None:
        self.tokens = {token: {"read_products"}}
        self.apps: dict[str, str] = {}
        """Client ids with their secrets, exchanged for the first token."""
        self.currency = "EUR"
        self.domain = "https://halden.example"
        self.collections: list[dict[str, Any]] = []
        self.products: list[dict[str, Any]] = []
        self.most, self.rate = 1_000.0, 50.0
        self.left = self.most
        self.clock = 0.0
        self.limit = 1_000
        """Points one query may cost."""
        self.answers: list[Answer] = []
        self.calls: list[str] = []
        """The names of the queries that were answered with data."""
        self.throttled = 0
        self._told = 0.0
        self._lock = threading.Lock()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> Answer:
        """Answer one call."""
        with self._lock:
            if self.answers:
                return self.answers.pop(0)
            if path == "/admin/oauth/access_token":
                return self._token({name: values[0] for name, values in parse_qs(body.decode()).items()})
            if path != f"/admin/api/{VERSION}/graphql.json":
                return Answer(404, {"errors": "Not Found"})
            scopes = self.tokens.get(headers.get("x-shopify-access-token", ""))
            if scopes is None:
                words = "[API] Invalid API key or access token (unrecognized login or wrong password)"
                return Answer(401, {"errors": words})
            asked = json.loads(body)
            return Answer(200, self._query(asked["query"], asked.get("variables") or {}, scopes))

    def _token(self, form: dict[str, str]) -> Answer:
        known = self.apps.get(form.get("client_id", ""))
        if form.get("grant_type") != "client_credentials" or known is None or known != form.get("client_secret"):
            return Answer(400, {"error": "invalid_client"})
        token, scopes = next(iter(self.tokens.items()))
        return Answer(200, {"access_token": token, "scope": ",".join(scopes), "expires_in": 86_399})

    def _query(self, query: str, variables: dict[str, Any], scopes: set[str]) -> dict[str, Any]:
        try:
            parts = _parsed(query, variables)
            cost = _cost("QueryRoot", parts)
        except _Wrong as wrong:
            return {"errors": [{"message": str(wrong), "extensions": {"code": wrong.code}}]}
        if cost > self.limit:
            words = f"Query cost is {cost}, which exceeds the single query max cost limit ({self.limit})."
            return {"errors": [{"message": words, "extensions": {"code": "MAX_COST_EXCEEDED"}}]}
        self.left = min(self.most, self.left + (self.clock - self._told) * self.rate)
        self._told = self.clock
        if cost > self.left:
            self.throttled += 1
            error = {"message": "Throttled", "extensions": {"code": "THROTTLED"}}
            return {"errors": [error], "extensions": self._status(cost)}
        denied = [part.name for part in parts if part.name in _NEEDS_SCOPE]
        if denied and "read_products" not in scopes:
            words = f"Access denied for {denied[0]} field. Required access: `read_products` access scope."
            return {"errors": [{"message": words, "extensions": {"code": "ACCESS_DENIED"}}], "data": None}
        self.left -= cost
        self.calls.append(re.findall(r"query (\w+)", query)[0])
        return {"data": self._object("QueryRoot", self._root(scopes, parts), parts), "extensions": self._status(cost)}

    def _status(self, cost: int) -> dict[str, Any]:
        status = {"maximumAvailable": self.most, "currentlyAvailable": int(self.left), "restoreRate": self.rate}
        return {"cost": {"requestedQueryCost": cost, "throttleStatus": status}}

    def _root(self, scopes: set[str], parts: list[Selected]) -> dict[str, Any]:
        wanted = next((part.arguments.get("id") for part in parts if part.name == "product"), None)
        return {
            "shop": {"name": "Halden", "currencyCode": self.currency, "primaryDomain": {"url": self.domain}},
            "currentAppInstallation": {"accessScopes": [{"handle": scope} for scope in sorted(scopes)]},
            "productsCount": {"count": len(self.products)},
            "collections": self.collections,
            "products": self.products,
            "product": next((one for one in self.products if one["id"] == wanted), None),
        }

    def _object(self, kind: str, found: Any, parts: list[Selected]) -> Any:
        if found is None:
            return None
        if isinstance(found, list):
            return [self._object(kind, one, parts) for one in found]
        made: dict[str, Any] = {}
        for part in parts:
            inner = _TYPES[kind][part.name]
            value = found[part.name]
            if inner.startswith("["):
                made[part.name] = self._page(inner[1:], value, part)
            else:
                made[part.name] = self._object(inner, value, part.parts) if inner else value
        return made

    def _page(self, kind: str, items: list[Any], part: Selected) -> dict[str, Any]:
        after = part.arguments.get("after")
        start = int(base64.b64decode(after)) if after else 0
        end = start + part.arguments["first"]
        more = end < len(items)
        made: dict[str, Any] = {}
        for one in part.parts:
            if one.name == "nodes":
                made["nodes"] = self._object(kind, items[start:end], one.parts)
            else:
                last = base64.b64encode(str(min(end, len(items))).encode()).decode()
                made["pageInfo"] = {"hasNextPage": more, "endCursor": last if items else None}
        return made


class _Wrong(Exception):
    def __init__(self, words: str, code: str) -> None:
        super().__init__(words)
        self.code = code


def _parsed(query: str, variables: dict[str, Any]) -> list[Selected]:
    """The fields of a query, its variables filled in."""
    head, _, rest = query.partition("{")
    for name in re.findall(r"\$(\w+): \w+!", head):
        if variables.get(name) is None:
            raise _Wrong(f"Variable ${name} was provided invalid value", "INVALID_VARIABLE")
    tokens = iter(re.findall(r"[{}()]|\$?\w+|:", rest))
    return _fields(tokens, variables)


def _fields(tokens: Iterator[str], variables: dict[str, Any]) -> list[Selected]:
    made: list[Selected] = []
    for token in tokens:
        if token == "}":
            break
        if token == "{":
            made[-1].parts = _fields(tokens, variables)
        elif token == "(":
            made[-1].arguments = _arguments(tokens, variables)
        else:
            made.append(Selected(token, {}, []))
    return made


def _arguments(tokens: Iterator[str], variables: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    words = [token for token in iter(lambda: next(tokens), ")") if token != ":"]
    for name, value in zip(words[::2], words[1::2], strict=True):
        made[name] = variables.get(value[1:]) if value.startswith("$") else json.loads(value)
    return made


def _cost(kind: str, parts: list[Selected]) -> int:
    """What a query asks for in points: one for an object, two for a list and the cost of each of its places."""
    whole = 0
    for part in parts:
        if part.name not in _TYPES[kind]:
            raise _Wrong(f"Field '{part.name}' doesn't exist on type '{kind}'", "undefinedField")
        inner = _TYPES[kind][part.name]
        if inner.startswith("["):
            first = part.arguments.get("first")
            if not isinstance(first, int) or not 0 < first <= 250:
                raise _Wrong("you must provide one of first or last, up to 250", "BAD_USER_INPUT")
            nodes = next((one.parts for one in part.parts if one.name == "nodes"), [])
            whole += 2 + first * (1 + _cost(inner[1:], nodes))
        elif inner:
            whole += 1 + _cost(inner, part.parts)
    return whole


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, shop: Shopify) -> None:
        self.shop = shop
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A caller who gives up in the middle of an answer is what some tests are about.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.shop.answer(self.path, headers, body)
        content = json.dumps(answer.body).encode()
        self.send_response_only(answer.status)
        for name, value in {**answer.headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


def product(number: int, variants: int = 1, collections: tuple[int, ...] = (), **fields: Any) -> dict[str, Any]:
    """A product as the shop keeps it, with so many variants, in the collections with these numbers."""
    made = {
        "id": f"gid://shopify/Product/{number}",
        "title": f"Product {number}",
        "handle": f"product-{number}",
        "vendor": "Halden",
        "productType": "Serum",
        "tags": ["calm"],
        "status": "ACTIVE",
        "createdAt": "2026-03-04T05:06:07Z",
        "publishedAt": "2026-03-05T05:06:07Z",
        "onlineStoreUrl": f"https://halden.example/products/product-{number}",
        "tracksInventory": True,
        "featuredMedia": {"preview": {"image": {"url": f"https://cdn.halden.example/{number}.jpg"}}},
        "collections": [collection(one) for one in collections],
        "variants": [
            {
                "legacyResourceId": str(1_000 * number + at),
                "title": f"{10 * at} ml" if variants > 1 else "Default Title",
                "sku": f"P{number}-{at}",
                "price": f"{10 + at}.50",
                "inventoryQuantity": at,
                "inventoryPolicy": "DENY",
            }
            for at in range(1, variants + 1)
        ],
    }
    return {**made, **fields}


def collection(number: int) -> dict[str, Any]:
    """A collection as the shop keeps it."""
    return {"id": f"gid://shopify/Collection/{number}", "title": f"Row {number}", "handle": f"row-{number}"}
