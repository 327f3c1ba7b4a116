"""Klaviyo: a profile with answers and tags, a subscription for who ticked the box, an event that can start a flow."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
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
from quizdesigner.sync.connectors.deliver import Drop, check, forgiving, in_order, without
from quizdesigner.sync.connectors.http import Http, Reply, operator_base
from quizdesigner.sync.connectors.told import size_notes, usual_notes
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
METRIC = "Completed quiz"
NO_EMAIL = "Not sent to Klaviyo: the shopper gave no email address."

_MAX_PROFILE = 100_000
_MAX_PAGES = 200
_STOPS = {
    401: "Klaviyo does not know this key. Enter a new one; nothing is lost, what waits is sent then.",
    402: "Klaviyo has closed this account for now. Nothing is lost; test the connection when it is open again.",
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
        return (NO_EMAIL,)
    found = [*usual_notes(connection, lead), *bodies.values(connection, lead)[1]]
    if bodies.agreed(lead) and not connection.list_id:
        found.append("The shopper is subscribed, but to no list: none is picked for this connection.")
    if bodies.granted(lead.sms_consent) and not lead.contact.phone:
        found.append("The shopper agreed to text messages and gave no phone number: nobody is subscribed to them.")
    return (*found, *size_notes(requests(connection, lead), _MAX_PROFILE))


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
    for _ in range(_MAX_PAGES):
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
                break
    return tuple(found.values())


async def deliver(
    connection: Connection, lead: Lead, secret: Secret, http: Http, progress: Progress, keep: Keep
) -> Delivered:
    """Send the requests; a field Klaviyo refuses by name is left out, and the note says so."""
    check_secret(secret)
    found = requests(connection, lead)
    if not found:
        return Delivered(NO_EMAIL)
    return await in_order(found, functools.partial(_send, connection, secret, http), progress, keep)


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
    check(label, reply, http.now(), stops=_STOPS, words=_WORDS, detail=_detail(reply))
    return reply.json()


async def _send(connection: Connection, secret: Secret, http: Http, request: Request, again: bool) -> str:
    headers = {**request.headers, **_headers(secret)}
    body = request.body
    if request.tags and "append" in _patch(body):
        body = await _without_present(tag_field(connection), body, secret, http)

    async def post(found: Any) -> Reply:
        return await http.send(
            request.method, f"{_base()}{request.url}", headers=headers, body=msgspec.json.encode(found)
        )

    reply, dropped = await forgiving(body, post, _refused)
    check(label, reply, http.now(), stops=_STOPS, words=_WORDS, detail=_detail(reply))
    if _errors(reply):
        raise Refused(f"Klaviyo refused this. It said: {_detail(reply)}")
    return f"{'; '.join(dropped)}. The rest arrived." if dropped else ""


def _patch(body: Any) -> dict[str, Any]:
    patch: dict[str, Any] = body["data"].get("meta", {}).get("patch_properties", {})
    return patch


async def _without_present(field: str, body: Any, secret: Secret, http: Http) -> Any:
    """The body without tags the profile has: whether appending one of those doubles it is not documented."""
    email = body["data"]["attributes"]["email"].replace("\\", "\\\\").replace('"', '\\"')
    asked = quote(f'equals(email,"{email}")', safe="")
    match await _get(secret, http, f"/api/profiles?filter={asked}&fields[profile]=properties&page[size]=1"):
        case {"data": [{"attributes": {"properties": {**properties}}}, *_]}:
            there = properties.get(field)
        case {"data": [*_]}:
            there = None
        case _:
            raise Refused("Klaviyo answered something that is no profile.")
    present = there if isinstance(there, list) else [] if there is None else [there]
    add = [tag for tag in _patch(body)["append"][field] if tag not in present]
    patch = {**_patch(body), "append": {field: add}}
    if not add:
        del patch["append"]
    data = body["data"]
    return {"data": {**data, "meta": {"patch_properties": patch}} if patch else without(data, ("meta",))}


def _errors(reply: Reply) -> list[dict[str, Any]]:
    match reply.json():
        case {"errors": [*errors]}:
            return [error for error in errors if isinstance(error, dict)]
    return []


def _detail(reply: Reply) -> str:
    for error in _errors(reply):
        text = error.get("detail") or error.get("title")
        if isinstance(text, str):
            return " ".join(text.split())[:200]
    return ""


def _refused(reply: Reply, body: dict[str, Any]) -> Drop | None:
    """The body without a field that is named as the trouble and can be left out: a first name, a phone, a property ...

    What identifies the shopper or the event cannot, nor can the tags as a whole.
    """
    if reply.status not in (400, 409):
        return None
    for pointer in _pointers(reply):
        match pointer:
            case ("data", "meta", "patch_properties", "append", field, place) if place.isdigit():
                tags = _patch(body).get("append", {}).get(field, [])
                if int(place) < len(tags) > 1:
                    note = f"The tag “{tags[int(place)]}” was left out, since Klaviyo refused it ({_detail(reply)})"
                    return Drop(without(body, (*pointer[:-1], int(place))), note)
    path = _refused_path(reply, body["data"]["attributes"])
    if path is None:
        return None
    note = f"“{path[-1]}” was left out, since Klaviyo refused it ({_detail(reply)})"
    return Drop(without(body, ("data", "attributes", *path)), note)


def _pointers(reply: Reply) -> Iterator[tuple[str, ...]]:
    """What the errors of a reply are about, as paths into the body."""
    for error in _errors(reply):
        source = error.get("source")
        pointer = source.get("pointer") if isinstance(source, dict) else None
        if isinstance(pointer, str):
            yield tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def _refused_path(reply: Reply, attributes: dict[str, Any]) -> tuple[str | int, ...] | None:
    properties = attributes.get("properties", {})
    for pointer in _pointers(reply):
        match pointer:
            case ("data", "attributes", "properties", name, *_) if name in properties:
                return ("properties", name)
            case ("data", "attributes", "properties"):
                for name in properties:
                    if re.search(rf"['\"“`]{re.escape(name)}['\"”`]", _detail(reply)):
                        return ("properties", name)
            case ("data", "attributes", ("first_name" | "phone_number" | "custom_source") as name, *_) if (
                name in attributes
            ):
                return (name,)
            case ("data", "attributes", "profiles", "data", "0", "attributes", "phone_number", *_):
                return _sms(attributes)
    # Another profile has this number already; the lead is worth more than its phone.
    return ("phone_number",) if reply.status == 409 and "phone_number" in attributes else None


def _sms(attributes: dict[str, Any]) -> tuple[str | int, ...] | None:
    """Where the phone of a subscription is, or its text messages once the phone is gone."""
    person = attributes["profiles"]["data"][0]["attributes"]
    if "phone_number" not in person or "email" not in person["subscriptions"]:
        return None
    place = ("profiles", "data", 0, "attributes")
    return (*place, "subscriptions", "sms") if "sms" in person["subscriptions"] else (*place, "phone_number")
