"""A stand-in for the customers of a Shopify shop: its Admin API with scopes, a day's tokens, three layers of errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from quizdesigner.quiz import document
from tests.standins import shopify_graphql
from tests.standins.service import Answer, Came, Person, Service
from tests.standins.shopify_graphql import Resolvers, Wrong
from tests.standins.shopify_mutations import Customers

VERSION = "2026-07"
TOKEN = "shpat_0123456789abcdef"
CLIENT_ID = "0123abcd0123abcd"
CLIENT_SECRET = "shpss_fedcba9876543210"
SECRET = f"halden.myshopify.com {TOKEN}"
APP = f"halden.myshopify.com {CLIENT_ID} {CLIENT_SECRET}"
"""The same shop by way of an app that has no lasting token."""

CONNECTION = document.Connection(id="shopify", service=document.Service.SHOPIFY)

_READ: dict[str, Callable[[str], Any]] = {
    "number_integer": int,
    "number_decimal": float,
    "json": json.loads,
    "list.single_line_text_field": json.loads,
}


class ShopifyCustomers(Service):
    """The shop. It takes metafields of any name, unless `customers` was told otherwise."""

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__()
        self.customers = Customers()
        self.tokens = {token}
        self.apps = {CLIENT_ID: CLIENT_SECRET}
        """Client ids with their secrets."""
        self.lasts: Any = 86_399
        """Seconds for which a token is good that is given for those; a test ends it by taking it out of `tokens`."""
        self.scopes = {"read_customers", "write_customers"}
        self.version = VERSION
        """What the shop answers as."""
        self.answers: list[Answer] = []
        """What the next calls get in place of an answer of the shop."""
        self.done: list[str] = []
        """The outermost fields of what was answered with data, in order."""
        self.violations: list[str] = []
        """What the official schema had against the requests."""
        self.knows_all_fields = True

    def answer(self, came: Came) -> Answer:
        if self.answers:
            return self.answers.pop(0)
        if came.path == "/admin/oauth/access_token":
            return self._token({name: values[0] for name, values in parse_qs(came.raw.decode()).items()})
        if came.method != "POST" or came.path != f"/admin/api/{VERSION}/graphql.json":
            return Answer(404, {"errors": "Not Found"})
        if came.headers.get("x-shopify-access-token") not in self.tokens:
            words = "[API] Invalid API key or access token (unrecognized login or wrong password)"
            return Answer(401, {"errors": words})
        if came.headers.get("content-type") != "application/json" or not isinstance(came.body, dict):
            return Answer(400, {"errors": {"query": "Required parameter missing or invalid"}})
        return self._graphql(came.body["query"], came.body["variables"])

    def busy(self) -> Answer:
        return self._failed("Throttled", "THROTTLED", _cost(11))

    def person(self, email: str) -> Person | None:
        found = self.customers.all.get(email.casefold())
        if found is None:
            return None
        return Person(
            email=found.email,
            first_name=found.first_name,
            phone=found.phone,
            tags=list(found.tags),
            fields={name: _READ.get(kind, str)(value) for name, (kind, value) in found.metafields.items()},
            email_consent=found.email_consent.state == "SUBSCRIBED",
            sms_consent=found.sms_consent.state == "SUBSCRIBED",
        )

    def put_person(self, email: str, *tags: str) -> None:
        self.customers.put(email).tags = list(tags)

    def _token(self, form: dict[str, str]) -> Answer:
        known = self.apps.get(form.get("client_id", ""))
        if form.get("grant_type") != "client_credentials" or known is None or known != form.get("client_secret"):
            return Answer(400, {"error": "invalid_client"})
        token = f"shpat_{len(self.came):016}"
        self.tokens.add(token)
        return Answer(200, {"access_token": token, "scope": ",".join(sorted(self.scopes)), "expires_in": self.lasts})

    def _graphql(self, query: str, variables: dict[str, Any]) -> Answer:
        self.violations += shopify_graphql.violations(query, variables)
        open_to_all: Resolvers = {
            "shop": lambda: {"name": "Halden Skin"},
            "currentAppInstallation": lambda: {"accessScopes": [{"handle": one} for one in sorted(self.scopes)]},
        }
        for name in shopify_graphql.names(query):
            scope = "write_customers" if name in self.customers.mutations else "read_customers"
            if name not in open_to_all and scope not in self.scopes:
                words = f"Access denied for {name} field. Required access: `{scope}` access scope."
                return self._failed(words, "ACCESS_DENIED")
        resolvers = {**open_to_all, "customerByIdentifier": self.customers.find, **self.customers.mutations}
        try:
            data = shopify_graphql.run(query, variables, resolvers)
        except Wrong as wrong:
            return self._failed(str(wrong), wrong.code)
        self.done += data
        return self._said({"data": data, "extensions": _cost(1_988)})

    def _failed(self, words: str, code: str, extensions: Any = None) -> Answer:
        return self._said({"errors": [{"message": words, "extensions": {"code": code}}], "extensions": extensions})

    def _said(self, body: dict[str, Any]) -> Answer:
        return Answer(200, body, {"X-Shopify-API-Version": self.version})


def _cost(left: int) -> dict[str, Any]:
    """What a call cost, in a shop that gets 1,000 points a second, so that waiting for one is short."""
    status = {"maximumAvailable": 2_000.0, "currentlyAvailable": left, "restoreRate": 1_000.0}
    return {"cost": {"requestedQueryCost": 12, "actualQueryCost": 11, "throttleStatus": status}}
