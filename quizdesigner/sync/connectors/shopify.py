"""Shopify customers: a customer with tags, consent and metafields, over the Admin API of one shop."""

from __future__ import annotations

import functools
from typing import Any

import msgspec
from msgspec import Struct

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors import shopify_requests, shopify_spared
from quizdesigner.sync.connectors.base import (
    Account,
    Credential,
    Delivered,
    Keep,
    KeyRefused,
    Picker,
    Progress,
    Request,
    no_choices,
    nothing_lacking,
    nothing_to_create,
)
from quizdesigner.sync.connectors.deliver import forgiving, in_order
from quizdesigner.sync.connectors.http import Http, Reply, operator_base
from quizdesigner.sync.connectors.shopify_calls import VERSION, Shop, answer, app_of, ask, shop_address
from quizdesigner.sync.connectors.told import no_email, unreached, usual_notes
from quizdesigner.sync.secrets import Secret

label = "Shopify customers"
credentials = (
    Credential("Shop address", "name.myshopify.com", hidden=False),
    Credential("Client ID", "for apps of the Dev Dashboard", hidden=False, optional=True),
    Credential("Access token or client secret", "shpat_…  In Shopify: Settings, Apps, Develop apps"),
)
pickers: tuple[Picker, ...] = ()
gaps = (
    "Shopify has no lists. A segment picks people by their tags, for example: customer_tags CONTAINS 'goal:sleep'.",
    "Shopify records no events for customers. Shopify Flow can react to a tag instead.",
    "Shopify keeps when somebody agreed, but has no place for the wording they saw.",
    "With double opt-in, whether Shopify asks people once more by email is a setting of the shop.",
)
sets_up = False
choices = no_choices
lacking = nothing_lacking
create = nothing_to_create

TEST = """query Test {
  shop { name }
  currentAppInstallation { accessScopes { handle } }
}"""

FIND = """query Find($email: String!) {
  customerByIdentifier(identifier: { emailAddress: $email }) { id }
}"""

# Apart, since an app may lack the right to see the addresses and numbers of customers.
FIND_EMAIL = """query FindEmail($email: String!) {
  customerByIdentifier(identifier: { emailAddress: $email }) { id defaultEmailAddress { marketingState } }
}"""

FIND_PHONE = """query FindPhone($email: String!) {
  customerByIdentifier(identifier: { emailAddress: $email }) { id defaultPhoneNumber { phoneNumber marketingState } }
}"""

_SCOPES = ("read_customers", "write_customers")
_DENIED = (
    "The app lacks a permission. It needs read_customers and write_customers, and in the Dev Dashboard access to"
    " protected customer data: name, email and phone. Nothing is lost; then press Resume in Connect."
)
_OTHER_PHONE = (
    "The consent to text messages was not recorded: this is not the phone number the customer has at Shopify."
)
_FINDS = {"consent_email": FIND_EMAIL, "consent_sms": FIND_PHONE}
_SPARED = {
    "contact": shopify_spared.contact,
    "tags": shopify_spared.tags,
    "consent_email": shopify_spared.consent,
    "consent_sms": shopify_spared.consent,
    "fields": shopify_spared.metafields,
    "clear": shopify_spared.metafields,
}
_PLACES = ("id", "customerId", "ownerId")
_NOTHING_LEFT = Reply(200, {}, b'{"data": {}}')


class _Named(Struct, frozen=True):
    name: str


class _Scope(Struct, frozen=True):
    handle: str


class _Installation(Struct, frozen=True, rename="camel"):
    access_scopes: tuple[_Scope, ...]


class _About(Struct, frozen=True, rename="camel"):
    shop: _Named
    current_app_installation: _Installation


class _Reached(Struct, frozen=True, rename="camel"):
    """An email address or phone number, and whether it is subscribed."""

    marketing_state: str
    phone_number: str = ""


class _Customer(Struct, frozen=True, rename="camel"):
    """A customer, as far as one of the queries above asks."""

    id: str
    default_email_address: _Reached | None = None
    default_phone_number: _Reached | None = None

    @property
    def phone(self) -> str:
        return self.default_phone_number.phone_number if self.default_phone_number else ""

    @property
    def subscribed(self) -> bool:
        asked = (self.default_email_address, self.default_phone_number)
        return any(one.marketing_state == "SUBSCRIBED" for one in asked if one)


class _Found(Struct, frozen=True, rename="camel"):
    customer_by_identifier: _Customer | None


def check_secret(secret: Secret) -> None:
    """Raise Refused when this cannot be a shop's address with a token, or with a client ID and its secret."""
    app_of(_shop(secret).key)


def requests(connection: Connection, lead: Lead) -> tuple[Request, ...]:
    """Customer, tags, consent, metafields; nothing at all without an email address."""
    return shopify_requests.requests(connection, lead)


def notes(connection: Connection, lead: Lead) -> tuple[str, ...]:
    """What is left out or cut."""
    if not lead.contact.email:
        return (no_email("Shopify"),)
    return (*usual_notes(connection, lead), *shopify_requests.cut_notes(connection, lead), *unreached(lead))


async def test(secret: Secret, http: Http) -> Account:
    """Ask for the shop's name and for what the app may do there."""
    reply = await _ask(_shop(secret), http, {"query": TEST, "variables": {}})
    about = answer(reply, _About, "data")
    allowed = {scope.handle for scope in about.current_app_installation.access_scopes}
    if missing := [scope for scope in _SCOPES if scope not in allowed]:
        raise KeyRefused(f"The app may not do enough in this shop. Give it {' and '.join(missing)} in Shopify.")
    version = reply.headers.get("x-shopify-api-version", VERSION)
    if version == VERSION:
        return Account(about.shop.name)
    old = (
        f"Shopify answers as of {version[:20]}, and this version of Quiz Designer knows {VERSION}. Look for an update."
    )
    return Account(about.shop.name, old)


async def deliver(
    connection: Connection, lead: Lead, secret: Secret, http: Http, progress: Progress, keep: Keep
) -> Delivered:
    """Send the requests; a phone, name, tag or metafield Shopify refuses is left out, and the note says so."""
    check_secret(secret)
    found = requests(connection, lead)
    if not found:
        return Delivered(no_email("Shopify"))
    known: dict[str, _Customer] = {}
    send = functools.partial(_send, connection, lead, _shop(secret), http, known)
    return await in_order(found, send, progress, keep)


def _shop(secret: Secret) -> Shop:
    typed, _, key = secret.reveal().partition(" ")
    address = shop_address(typed)
    return Shop(address, operator_base(Service.SHOPIFY) or address, Secret(key))


async def _ask(shop: Shop, http: Http, body: Any) -> Reply:
    return await ask(shop, http, msgspec.json.encode(body), _DENIED)


async def _send(
    connection: Connection,
    lead: Lead,
    shop: Shop,
    http: Http,
    known: dict[str, _Customer],
    request: Request,
    again: bool,
) -> str:
    """Send one; whether it is `again` makes no difference, since each does once what it does twice.

    `known` is what this try has looked up of the customer, by query.
    """
    body = request.body
    if request.key != "contact":
        query = _FINDS.get(request.key, FIND)
        customer = known[query] = known.get(query) or await _customer(shop, http, lead.contact.email, query)
        if request.key == "consent_sms" and customer.phone != lead.contact.phone:
            return _OTHER_PHONE
        if connection.double_opt_in and customer.subscribed:
            # Whoever has confirmed would have to once more, and get nothing until then.
            return ""
        body = _filled(body, customer.id)

    async def post(found: Any) -> Reply:
        return await _ask(shop, http, found) if found else _NOTHING_LEFT

    reply, dropped = await forgiving(body, post, _SPARED[request.key.rstrip("0123456789")])
    if errors := shopify_spared.user_errors(reply):
        raise Refused(f"Shopify refused this. It said: {errors[0].said}")
    return " ".join(note for note in dropped if note)


async def _customer(shop: Shop, http: Http, email: str, query: str) -> _Customer:
    reply = await _ask(shop, http, {"query": query, "variables": {"email": email}})
    found = answer(reply, _Found, "data").customer_by_identifier
    if found is None:
        raise Unavailable("Shopify does not find the customer it was given.")
    return found


def _filled(part: Any, customer: str) -> Any:
    """A body with the customer's id in its places; what a shopper typed is none of them."""
    match part:
        case dict():
            return {name: customer if name in _PLACES else _filled(inner, customer) for name, inner in part.items()}
        case list():
            return [_filled(inner, customer) for inner in part]
    return part
