"""Calls to a Shopify shop's Admin API: where it is, the key to it, a token for the day, and what a reply means."""

from __future__ import annotations

import asyncio
import re
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from quizdesigner.errors import NotDone, Refused, Unavailable
from quizdesigner.sync.connectors.base import KeyRefused
from quizdesigner.sync.connectors.deliver import check
from quizdesigner.sync.connectors.http import Http, Reply
from quizdesigner.sync.secrets import Secret

VERSION = "2026-07"
"""The version of the interface that is asked for; Shopify keeps each for a year and then answers with the next."""

PATH = f"/admin/api/{VERSION}/graphql.json"
LONGEST = 60.0
"""Seconds a shop can need at most until it can afford a call again."""

# A token is given anew so many seconds before its day is over.
_EARLY = 300.0
_ADDRESS = re.compile(r"(?:https://)?([a-z0-9][a-z0-9-]{0,62}\.myshopify\.com)/?")
# Those of client secrets begin with shpss_.
_TOKEN = re.compile(r"shp(?!ss_)[a-z]{2}_[A-Za-z0-9_-]{8,200}")
# A colon is how the products' pane joined them before.
_PAIR = re.compile(r"([A-Za-z0-9]{8,100})[ :]([A-Za-z0-9_-]{8,200})")
_STOPS = {
    401: "Shopify does not know this access token. Look it up in Shopify, under Apps, and enter it again.",
    402: "This shop is closed for now, for it has not been paid for.",
    404: "There is no shop at this address. It is the one that ends in .myshopify.com.",
    423: "Shopify has locked this shop.",
}
_WORDS = {400: "Shopify did not understand this."}
_NO_APP = "Shopify does not know this client ID with this secret, or the app is not installed in this shop."

_T = TypeVar("_T")


class Shop(Struct, frozen=True):
    """A shop. `address` is `https://name.myshopify.com`, `base` where its interface is: there, unless an operator set
    another. `key` is an access token, or the client ID and the secret of an app that has none, with a space between.
    """

    address: str
    base: str
    key: Secret


class TooLarge(Refused):
    """One query asks for more than one query may."""


def shop_address(typed: str) -> str:
    """The address of a shop as `https://name.myshopify.com`. Raises Refused when this is none.

    No other host is ever sent a key.
    """
    found = _ADDRESS.fullmatch(typed.strip().casefold())
    if not found:
        raise Refused("The address of a Shopify shop is https://name.myshopify.com, whatever its own domain is.")
    return f"https://{found.group(1)}"


def app_of(key: Secret) -> tuple[str, str] | None:
    """The client ID and secret in a key; None when it is an access token. Raises Refused when it can be neither."""
    text = key.reveal()
    if _TOKEN.fullmatch(text):
        return None
    if found := _PAIR.fullmatch(text):
        return found.group(1), found.group(2)
    raise Refused(
        "This is not a client ID with its secret. Copy both from the app in Shopify's Dev Dashboard."
        if " " in text
        else "This is not an access token of Shopify: they begin with “shpat_”. An app of the Dev Dashboard has none;"
        " enter its client ID as well, and its secret in place of the token."
    )


async def ask(shop: Shop, http: Http, content: bytes, denied: str) -> Reply:
    """The reply to a query or a mutation; there is data in it.

    `denied` says which permissions the app needs. Raises NotDone when the shop is asked too often, Unavailable when it
    has trouble, Refused when it will not answer this, KeyRefused when it answers nothing, TooLarge when a query is.
    """
    token = await _token(shop, http)
    reply = await _post(shop, http, content, token)
    if reply.status == 401 and app_of(shop.key):
        reply = await _post(shop, http, content, await _token(shop, http, refused=token))
    found = reply.json()
    # What Shopify calls a call that looks like an attack: as busy as 429 says.
    shown = replace(reply, status=429) if reply.status == 430 else reply
    check("Shopify", shown, http.now(), stops={**_STOPS, 403: denied}, words=_WORDS, detail=_said(found))
    if not isinstance(found, dict):
        raise Unavailable("Shopify answered something that cannot be read.")
    match found.get("errors"):
        case None | []:
            return reply
        case [{"extensions": {"code": "THROTTLED"}}, *_]:
            raise NotDone("Shopify is busy with this app's calls.", pause(reply) or 1.0)
        case [{"extensions": {"code": "MAX_COST_EXCEEDED"}}, *_]:
            raise TooLarge("Shopify finds this too large to be asked at once.")
        case [{"extensions": {"code": "ACCESS_DENIED"}}, *_]:
            raise KeyRefused(f"{denied} It said: {_said(found)}")
        case [{"extensions": {"code": "INTERNAL_SERVER_ERROR" | "TIMEOUT"}}, *_]:
            raise Unavailable("Shopify has trouble of its own.")
    raise Refused(f"Shopify refused this. It said: {_said(found)}")


def answer(reply: Reply, form: type[_T], *path: str) -> _T:
    """What is at `path` in a reply, in its form. Raises Refused when it has another."""
    found = reply.json()
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    try:
        return msgspec.convert(found, type=form)
    except msgspec.ValidationError as error:
        raise Refused(f"Shopify answered in a form this version does not know ({error}).") from None


def pause(reply: Reply) -> float:
    """The seconds until the shop can afford the same once more; nought when it can already, or does not say."""
    try:
        cost = answer(reply, _Cost, "extensions", "cost")
    except Refused:
        return 0.0
    status = cost.throttle_status
    wait = (cost.requested_query_cost - status.currently_available) / status.restore_rate
    return max(0.0, min(wait, LONGEST))


class _Bucket(Struct, frozen=True, rename="camel"):
    currently_available: float
    restore_rate: Annotated[float, Meta(gt=0)]


class _Cost(Struct, frozen=True, rename="camel"):
    requested_query_cost: float
    throttle_status: _Bucket


class _Day:
    """A shop's token for the day. Its turn keeps many deliveries at once from asking for one each."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.token: Secret | None = None
        self.ends = 0.0


# Beside the client, since that has the clock and the event loop they belong to, and goes when they do.
_DAYS: WeakKeyDictionary[Http, dict[Shop, _Day]] = WeakKeyDictionary()


async def _token(shop: Shop, http: Http, refused: Secret | None = None) -> Secret:
    """The access token: the one given, or one that is good for a day in exchange for a client ID and secret.

    `refused` is one that is good no longer.
    """
    app = app_of(shop.key)
    if app is None:
        return shop.key
    day = _DAYS.setdefault(http, {}).setdefault(shop, _Day())
    async with day.turn:
        if day.token is None or day.token == refused or http.now() >= day.ends - _EARLY:
            day.token, lasts = await _exchanged(shop, http, *app)
            day.ends = http.now() + lasts
        return day.token


async def _exchanged(shop: Shop, http: Http, client_id: str, client_secret: str) -> tuple[Secret, float]:
    """A new token and for how many seconds it is good."""
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}
    reply = await http.send(
        "POST",
        f"{shop.base}/admin/oauth/access_token",
        headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
        body=urlencode(form).encode(),
        guarded=shop.base == shop.address,
    )
    check("Shopify", reply, http.now(), stops={**_STOPS, 400: _NO_APP, 401: _NO_APP, 403: _NO_APP})
    match reply.json():
        case {"access_token": str(token), **rest} if re.fullmatch(r"[!-~]+", token):
            lasts = rest.get("expires_in")
            return Secret(token), min(lasts, 86_400) if isinstance(lasts, int | float) else 0
    raise Refused("Shopify gave no access token for this client ID and secret.")


async def _post(shop: Shop, http: Http, content: bytes, token: Secret) -> Reply:
    headers = {"X-Shopify-Access-Token": token.reveal(), "Content-Type": "application/json"}
    return await http.send(
        "POST", f"{shop.base}{PATH}", headers=headers, body=content, guarded=shop.base == shop.address
    )


def _said(found: Any) -> str:
    """What an error says for people: Shopify writes a text, or a list of errors."""
    match found:
        case {"errors": str(text)} | {"errors": [{"message": str(text)}, *_]}:
            return " ".join(text.split())[:200]
    return ""
