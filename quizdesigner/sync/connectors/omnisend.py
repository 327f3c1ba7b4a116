"""Omnisend: a contact with answers and consent, its tags, an event that can start an automation."""

from __future__ import annotations

import functools
import re
from typing import Any
from urllib.parse import quote

import msgspec

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors.base import (
    RECORD,
    Account,
    Credential,
    Delivered,
    Keep,
    Picker,
    Progress,
    Request,
    no_choices,
    nothing_lacking,
    nothing_to_create,
)
from quizdesigner.sync.connectors.deliver import check, forgiving, in_order
from quizdesigner.sync.connectors.http import Http, Reply, operator_base
from quizdesigner.sync.connectors.omnisend_bodies import VERSION, contact, cuts, event, tag_changes
from quizdesigner.sync.connectors.omnisend_replies import detail, passed_over, refused, subscribed, waiting
from quizdesigner.sync.connectors.told import event_name, no_email, unreached, usual_notes
from quizdesigner.sync.secrets import Secret

label = "Omnisend"
credentials = (Credential("API key", "In Omnisend: Store settings, API keys"),)
pickers: tuple[Picker, ...] = ()
gaps = (
    "Omnisend has no lists to put people on: tag them instead, and build a segment of those who have the tag.",
    "Segments of Omnisend follow rules; nobody can be put into one.",
    "An event is not sent again when its first answer was lost: an automation could start twice.",
    "A person cannot be deleted from here; do that in Omnisend.",
)
sets_up = False
choices = no_choices
lacking = nothing_lacking
create = nothing_to_create

BASE = "https://api.omnisend.com"

_STOPS = {
    401: "Omnisend does not know this key. Enter another one in Connect; nothing is lost.",
    402: "Omnisend has closed this account for now. Nothing is lost; press Resume in Connect when it is open.",
    403: "This key lacks a permission. It needs to read and write contacts and to write events; nothing is lost.",
    410: "Omnisend has retired the interface this version uses. Update Quiz Designer; nothing is lost.",
}
_WORDS = {409: "Omnisend has another contact in the way."}


def check_secret(secret: Secret) -> None:
    """Raise Refused when this cannot be a key."""
    if not re.fullmatch(r"[A-Za-z0-9._~+/=-]{12,500}", secret.reveal()):
        raise Refused("This is not an API key of Omnisend: they are one long word of letters, digits and dashes.")


def requests(connection: Connection, lead: Lead) -> tuple[Request, ...]:
    """Contact, tags that go, tags that come, event; nothing at all without an email address."""
    if not lead.contact.email:
        return ()
    name = event_name(connection)
    events = [event(connection, lead, name)] if name else []
    return (contact(connection, lead), *tag_changes(connection, lead), *events)


def notes(connection: Connection, lead: Lead) -> tuple[str, ...]:
    """What is left out or cut."""
    if not lead.contact.email:
        return (no_email(label),)
    return (*usual_notes(connection, lead), *cuts(connection, lead), *unreached(lead))


async def test(secret: Secret, http: Http) -> Account:
    """Ask for the store this key belongs to, or for a contact where the key may not read the store."""
    reply = await _exchange(secret, http, "GET", "/api/brands/current")
    if reply.status == 403:
        await _contacts(secret, http, "limit=1")
        return Account(label, "This key may not read the store, so its name is not shown.")
    _check(reply, http)
    match reply.json():
        case {"name": str(name), **rest} if name:
            website = rest.get("website")
            return Account(name, website if isinstance(website, str) else "")
    raise Refused("Omnisend answered something that is not a store.")


async def deliver(
    connection: Connection, lead: Lead, secret: Secret, http: Http, progress: Progress, keep: Keep
) -> Delivered:
    """Send the requests; what Omnisend refuses by name is left out, and the note says so."""
    check_secret(secret)
    found = requests(connection, lead)
    if not found:
        return Delivered(no_email(label))
    return await in_order(found, functools.partial(_send, secret, http), progress, keep)


async def _send(secret: Secret, http: Http, request: Request, again: bool) -> str:
    if request.key == RECORD and again:
        # Its id tells Omnisend a second one among historical events alone, not among those that start automations.
        return (
            f"Whether the event “{request.body['eventName']}” arrived is not known; it was not sent a second time, so"
            " that no automation starts twice."
        )
    sent = request.body
    if request.key == "contact":
        sent = await _welcoming(sent, secret, http)

    async def post(body: Any) -> Reply:
        nonlocal sent
        sent = body
        if body.get("tags") == []:
            # Each tag was refused by name: a call without any would be refused as a whole.
            return Reply(202, {}, b"")
        return await _exchange(secret, http, request.method, request.url, msgspec.json.encode(body))

    reply, dropped = await forgiving(sent, post, refused)
    _check(reply, http)
    found = passed_over(sent, reply) if request.key == "contact" else ()
    return " ".join((*dropped, *found))


async def _welcoming(body: Any, secret: Secret, http: Http) -> Any:
    """The body with a welcome for nobody who is subscribed already, be it by an earlier try of this very request."""
    identifiers = body["identifiers"]
    if not any(one["sendWelcomeMessage"] for one in identifiers):
        return body
    known = subscribed(await _contacts(secret, http, f"email={quote(identifiers[0]['id'], safe='')}"))
    greeted = [
        {**one, "sendWelcomeMessage": one["sendWelcomeMessage"] and one["id"] not in known} for one in identifiers
    ]
    return {**body, "identifiers": greeted}


async def _contacts(secret: Secret, http: Http, query: str) -> list[Any]:
    reply = await _exchange(secret, http, "GET", f"/api/contacts?{query}")
    _check(reply, http)
    match reply.json():
        case {"contacts": [*found]}:
            return found
    raise Refused("Omnisend answered something that is not a list of contacts.")


async def _exchange(secret: Secret, http: Http, method: str, path: str, content: bytes = b"") -> Reply:
    check_secret(secret)
    headers = {
        "Authorization": f"Omnisend-API-Key {secret.reveal()}",
        "Omnisend-Version": VERSION,
        "Accept": "application/json",
    }
    if content:
        headers["Content-Type"] = "application/json"
    base = operator_base(Service.OMNISEND) or BASE
    return await http.send(method, f"{base}{path}", headers=headers, body=content)


def _check(reply: Reply, http: Http) -> None:
    check(label, waiting(reply), http.now(), stops=_STOPS, words=_WORDS, detail=detail(reply))
