"""Klaviyo: a profile with answers and tags, a subscription for who ticked the box, an event that can start a flow."""

from __future__ import annotations

import functools
import re
from typing import Any
from urllib.parse import quote

import msgspec

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.quiz.fields import tag_field
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors import klaviyo_bodies as bodies
from quizdesigner.sync.connectors.base import (
    Account,
    Credential,
    Delivered,
    Keep,
    Picker,
    PickList,
    Progress,
    Request,
    nothing_lacking,
    nothing_to_create,
)
from quizdesigner.sync.connectors.deliver import MAX_PAGES, check, forgiving, in_order, to_pick
from quizdesigner.sync.connectors.http import Http, Reply, operator_base
from quizdesigner.sync.connectors.klaviyo_replies import detail, errors, refused, taken_back
from quizdesigner.sync.connectors.told import no_email, size_notes, unreached, usual_notes
from quizdesigner.sync.secrets import Secret

label = "Klaviyo"
credentials = (Credential("Private API key", "pk_…  In Klaviyo: Settings, API keys", start="pk_"),)
pickers = (
    Picker(
        "list",
        "List for people who tick the consent box",
        "Not ticked: the profile is updated, nobody is subscribed or unsubscribed.",
    ),
)
gaps = ("Whether people confirm once more (double opt-in) is decided by the list in Klaviyo.",)
sets_up = False
requests = bodies.requests
lacking = nothing_lacking
create = nothing_to_create

BASE = "https://a.klaviyo.com"

_STOPS = {
    401: "Klaviyo does not know this key. Enter another one in Connect; nothing is lost.",
    402: "Klaviyo has closed this account for now. Nothing is lost; press Resume in Connect when it is open.",
    403: "This key lacks a permission. It needs full access to profiles, lists, subscriptions and events, and may read"
    " the account.",
    410: "Klaviyo has retired the interface this version uses. Update Quiz Designer; nothing is lost.",
}
_WORDS = {
    404: "Klaviyo no longer has this list or profile. Pick a list again and publish.",
    409: "Klaviyo has another profile in the way.",
}


def check_secret(secret: Secret) -> None:
    """Raise Refused when this cannot be a private key."""
    if not re.fullmatch(r"pk_[A-Za-z0-9_-]{8,200}", secret.reveal()):
        raise Refused("This is not a private API key of Klaviyo: they begin with “pk_”.")


def notes(connection: Connection, lead: Lead) -> tuple[str, ...]:
    """What is left out or may be refused."""
    if not lead.contact.email:
        return (no_email(label),)
    found = [*usual_notes(connection, lead), *bodies.values(connection, lead)[1], *unreached(lead)]
    if bodies.agreed(lead) and not connection.list_id:
        found.append("The shopper is subscribed, but to no list: none is picked for this connection.")
    return (*found, *size_notes(requests(connection, lead)[:1], bodies.MAX_PROFILE))


async def test(secret: Secret, http: Http) -> Account:
    """Ask for the account this key belongs to."""
    match await _get(secret, http, "/api/accounts"):
        case {"data": [{"attributes": {"contact_information": {"organization_name": str(name)}}}, *_]}:
            return Account(name)
    raise Refused("Klaviyo answered something that is not an account.")


async def choices(picker: str, secret: Secret, http: Http) -> tuple[PickList, ...]:
    """Every list of the account, in Klaviyo's order."""
    base = _base()
    path = "/api/lists?fields[list]=name,opt_in_process&page[size]=10"
    found: dict[str, PickList] = {}
    asked = set()
    for _ in range(MAX_PAGES):
        asked.add(path)
        page = await _get(secret, http, path)
        if not isinstance(page, dict) or not isinstance(page.get("data"), list):
            raise Refused("Klaviyo answered something that is not a list.")
        for item in page["data"]:
            match item:
                case {"id": str(id), "attributes": {"name": str(name), **rest}}:
                    double = rest.get("opt_in_process") == "double_opt_in"
                    found[id] = PickList(id, name, "double opt-in" if double else "single opt-in")
        match page:
            case {"links": {"next": str(following)}} if following:
                # The key goes along with every page: never to another address.
                if not following.startswith(f"{base}/"):
                    raise Refused("Klaviyo answered with the address of somebody else, which is not followed.")
                path = following.removeprefix(base)
            case _:
                return to_pick(found.values(), more=False)
        if path in asked:
            raise Refused("Klaviyo gave the same page of lists twice.")
    return to_pick(found.values(), more=True)


async def deliver(
    connection: Connection, lead: Lead, secret: Secret, http: Http, progress: Progress, keep: Keep
) -> Delivered:
    """Send the requests; a field Klaviyo refuses by name is left out, and the note says so."""
    check_secret(secret)
    found = requests(connection, lead)
    if not found:
        return Delivered(no_email(label))
    return await in_order(found, functools.partial(_send, connection, lead, secret, http), progress, keep)


def _base() -> str:
    return operator_base(Service.KLAVIYO) or BASE


def _headers(secret: Secret) -> dict[str, str]:
    return {
        "Authorization": f"Klaviyo-API-Key {secret.reveal()}",
        "Accept": bodies.MEDIA_TYPE,
        "revision": bodies.REVISION,
    }


async def _get(secret: Secret, http: Http, path: str) -> Any:
    check_secret(secret)
    reply = await http.send("GET", f"{_base()}{path}", headers=_headers(secret))
    check(label, reply, http.now(), stops=_STOPS, words=_WORDS, detail=detail(reply))
    return reply.json()


async def _send(connection: Connection, lead: Lead, secret: Secret, http: Http, request: Request, again: bool) -> str:
    headers = {**request.headers, **_headers(secret)}
    body = request.body
    if again and request.key == "consent":
        shown = await _shown(lead.contact.email, "additional-fields[profile]=subscriptions", secret, http)
        if taken_back(shown, lead):
            return "The shopper unsubscribed after the quiz, and was not subscribed again."
    if "append" in bodies.patch_of(body):
        shown = await _shown(lead.contact.email, "fields[profile]=properties", secret, http)
        body = _without_present(body, tag_field(connection), shown)

    async def post(found: Any) -> Reply:
        return await http.send(
            request.method, f"{_base()}{request.url}", headers=headers, body=msgspec.json.encode(found)
        )

    reply, dropped = await forgiving(body, post, refused)
    check(label, reply, http.now(), stops=_STOPS, words=_WORDS, detail=detail(reply))
    if errors(reply):
        raise Refused(f"Klaviyo refused this. It said: {detail(reply)}")
    return " ".join((*dropped, "The rest arrived.")) if dropped else ""


async def _shown(email: str, fields: str, secret: Secret, http: Http) -> dict[str, Any]:
    """What Klaviyo shows of the profile with this address; empty when there is none."""
    escaped = email.replace("\\", "\\\\").replace('"', '\\"')
    one = quote(f'equals(email,"{escaped}")', safe="")
    match await _get(secret, http, f"/api/profiles?filter={one}&{fields}&page[size]=1"):
        case {"data": [{"attributes": {**attributes}}, *_]}:
            return {str(name): value for name, value in attributes.items()}
        case {"data": [*_]}:
            return {}
    raise Refused("Klaviyo answered something that is not a profile.")


def _without_present(body: Any, field: str, shown: dict[str, Any]) -> Any:
    """The body without tags the profile has: whether appending one of those doubles it is not documented."""
    properties = shown.get("properties")
    there = properties.get(field) if isinstance(properties, dict) else None
    present = there if isinstance(there, list) else [there]
    patch = bodies.patch_of(body)
    add = [tag for tag in patch["append"][field] if tag not in present]
    return bodies.patched(body, {**patch, "append": {field: add}})
