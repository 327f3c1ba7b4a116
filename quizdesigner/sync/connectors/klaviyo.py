"""Klaviyo: a profile with answers and tags, a subscription for who ticked the box, an event that can start a flow."""

from __future__ import annotations

import functools
import re
from typing import Any

import msgspec

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors.base import (
    Account,
    Delivered,
    Fields,
    PickList,
    Request,
    clash_notes,
    fields,
    size_notes,
    tags,
)
from quizdesigner.sync.connectors.deliver import check, in_order
from quizdesigner.sync.connectors.http import Http, Reply, operator_base
from quizdesigner.sync.secrets import Secret

label = "Klaviyo"
secret_label = "Private API key"
has_lists = True

BASE = "https://a.klaviyo.com"
REVISION = "2026-07-15"
MEDIA_TYPE = "application/vnd.api+json"
METRIC = "Completed quiz"
NO_EMAIL = "Not sent to Klaviyo: the shopper gave no email address."

_MAX_PROFILE = 100_000
_MAX_PAGES = 200
_STOPS = {
    401: "Klaviyo does not know this key. Enter a new one; nothing is lost, what waits is sent then.",
    402: "Klaviyo has closed this account for now. Nothing is lost; test the connection when it is open again.",
    403: "This key lacks a permission. It needs write access to profiles, lists, subscriptions and events.",
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


def requests(connection: Connection, lead: Lead) -> tuple[Request, ...]:
    """Profile, subscription if the shopper agreed, event; nothing at all without an email address."""
    if not lead.contact.email:
        return ()
    found = [_request("Update the profile", "/api/profile-import", _profile(connection, lead))]
    if lead.consent is not None and lead.consent.granted:
        found.append(
            _request(
                "Subscribe to the list" if connection.list_id else "Subscribe to email",
                "/api/profile-subscription-bulk-create-jobs",
                _subscription(connection, lead),
            )
        )
    found.append(_request(f"Record “{METRIC}”", "/api/events", _event(connection, lead)))
    return tuple(found)


def notes(connection: Connection, lead: Lead) -> tuple[str, ...]:
    """What is left out or may be refused."""
    if not lead.contact.email:
        return (NO_EMAIL,)
    found = list(clash_notes(_fields(connection, lead)))
    if lead.consent is not None and lead.consent.granted and not connection.list_id:
        found.append("The shopper is subscribed to email, but to no list: none is picked for this connection.")
    return (*found, *size_notes(requests(connection, lead), _MAX_PROFILE))


async def test(secret: Secret, http: Http) -> Account:
    """Ask for the account this key belongs to."""
    match await _get(secret, http, "/api/accounts"):
        case {"data": [{"attributes": {"contact_information": {"organization_name": str(name)}}}, *_]}:
            return Account(name)
    raise Refused("Klaviyo answered something that is not an account.")


async def lists(secret: Secret, http: Http) -> tuple[PickList, ...]:
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


async def deliver(connection: Connection, lead: Lead, secret: Secret, http: Http, done: int = 0) -> Delivered:
    """Send the requests; a field Klaviyo refuses by name is left out, and the note says so."""
    check_secret(secret)
    found = requests(connection, lead)
    if not found:
        return Delivered(NO_EMAIL)
    return await in_order(found, functools.partial(_send, secret, http), done)


def _base() -> str:
    return operator_base(Service.KLAVIYO) or BASE


def _headers(secret: Secret) -> dict[str, str]:
    return {"Authorization": f"Klaviyo-API-Key {secret.reveal()}", "Accept": MEDIA_TYPE, "revision": REVISION}


def _request(title: str, path: str, data: dict[str, Any]) -> Request:
    return Request(title, "POST", path, {"revision": REVISION, "Content-Type": MEDIA_TYPE}, {"data": data})


def _tag_field(connection: Connection) -> str:
    return connection.tag_field or "quiz_tags"


def _fields(connection: Connection, lead: Lead) -> Fields:
    return fields(connection, lead, frozenset({_tag_field(connection), "quiz_products", "quiz_result"}))


def _profile(connection: Connection, lead: Lead) -> dict[str, Any]:
    attributes: dict[str, Any] = {"email": lead.contact.email}
    if lead.contact.first_name:
        attributes["first_name"] = lead.contact.first_name
    if lead.contact.phone:
        attributes["phone_number"] = lead.contact.phone
    # None clears: what was answered in an earlier run and not in this one must not stay.
    attributes["properties"] = {
        **_fields(connection, lead).values,
        "quiz_products": [product.sku for product in lead.products],
        "quiz_result": lead.result or None,
    }
    changes = tags(connection, lead)
    patch = {
        verb: {_tag_field(connection): list(names)}
        for verb, names in (("append", changes.added), ("unappend", changes.removed))
        if names
    }
    data: dict[str, Any] = {"type": "profile", "attributes": attributes}
    if patch:
        data["meta"] = {"patch_properties": patch}
    return data


def _subscription(connection: Connection, lead: Lead) -> dict[str, Any]:
    profile = {
        "type": "profile",
        "attributes": {
            "email": lead.contact.email,
            "subscriptions": {"email": {"marketing": {"consent": "SUBSCRIBED"}}},
        },
    }
    data: dict[str, Any] = {
        "type": "profile-subscription-bulk-create-job",
        "attributes": {"custom_source": lead.quiz_name, "profiles": {"data": [profile]}},
    }
    if connection.list_id:
        data["relationships"] = {"list": {"data": {"type": "list", "id": connection.list_id}}}
    return data


def _event(connection: Connection, lead: Lead) -> dict[str, Any]:
    answers = {name: value for name, value in _fields(connection, lead).values.items() if value is not None}
    return {
        "type": "event",
        "attributes": {
            "metric": {"data": {"type": "metric", "attributes": {"name": METRIC}}},
            "profile": {"data": {"type": "profile", "attributes": {"email": lead.contact.email}}},
            "properties": {
                "quiz_id": lead.quiz_id,
                "quiz_name": lead.quiz_name,
                "result": lead.result,
                "tags": list(lead.tags),
                "products": [product.sku for product in lead.products],
                "product_titles": [product.title for product in lead.products],
                "answers": answers,
            },
            "time": lead.at,
            # Klaviyo records only the first event with this id, so a repeated delivery shows once.
            "unique_id": lead.event_id,
        },
    }


async def _get(secret: Secret, http: Http, path: str) -> Any:
    check_secret(secret)
    reply = await http.send("GET", f"{_base()}{path}", headers=_headers(secret))
    check(label, reply, http.now(), stops=_STOPS, words=_WORDS, detail=_detail(reply))
    return reply.json()


async def _send(secret: Secret, http: Http, request: Request) -> str:
    headers = {**request.headers, **_headers(secret)}
    body = request.body
    dropped: list[str] = []
    while True:
        reply = await http.send(
            request.method, f"{_base()}{request.url}", headers=headers, body=msgspec.json.encode(body)
        )
        refused = _refused_field(reply, body) if reply.status in (400, 409) else None
        if refused is None:
            break
        dropped.append(f"“{refused[-1]}” was left out, since Klaviyo refused it ({_detail(reply)})")
        body = _without(body, refused)
    check(label, reply, http.now(), stops=_STOPS, words=_WORDS, detail=_detail(reply))
    if _errors(reply):
        raise Refused(f"Klaviyo refused this. It said: {_detail(reply)}")
    return f"{'; '.join(dropped)}. The rest arrived." if dropped else ""


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


def _refused_field(reply: Reply, body: dict[str, Any]) -> tuple[str, ...] | None:
    """The path of a field that is named as the trouble and can be left out: a first name, a phone, a property ...

    What identifies the shopper or the event cannot, nor can the tags.
    """
    attributes = body["data"]["attributes"]
    for error in _errors(reply):
        source = error.get("source")
        pointer = source.get("pointer") if isinstance(source, dict) else None
        if not isinstance(pointer, str):
            continue
        match tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]):
            case ("data", "attributes", "properties", name, *_) if name in attributes.get("properties", {}):
                return ("data", "attributes", "properties", name)
            case ("data", "attributes", "properties"):
                for name in attributes.get("properties", {}):
                    if re.search(rf"['\"“`]{re.escape(name)}['\"”`]", str(error.get("detail", ""))):
                        return ("data", "attributes", "properties", name)
            case ("data", "attributes", ("first_name" | "phone_number" | "custom_source") as name, *_) if (
                name in attributes
            ):
                return ("data", "attributes", name)
    # Another profile has this number already; the lead is worth more than its phone.
    return ("data", "attributes", "phone_number") if reply.status == 409 and "phone_number" in attributes else None


def _without(body: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    first, *rest = path
    if not rest:
        return {name: value for name, value in body.items() if name != first}
    return {**body, first: _without(body[first], tuple(rest))}
