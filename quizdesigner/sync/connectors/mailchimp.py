"""Mailchimp: a member of an audience with fields and tags, subscribed when they ticked the box, and an event."""

from __future__ import annotations

import functools
import hashlib
from typing import Any

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors import mailchimp_calls as calls
from quizdesigner.sync.connectors import mailchimp_fields as fields
from quizdesigner.sync.connectors import mailchimp_members as members
from quizdesigner.sync.connectors.base import (
    Account,
    Credential,
    Delivered,
    Keep,
    Picker,
    PickList,
    Progress,
    Request,
)
from quizdesigner.sync.connectors.deliver import in_order, to_pick
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.connectors.told import event_name, no_email, short, tags, usual_notes
from quizdesigner.sync.secrets import Secret

label = calls.label
credentials = (Credential("API key", "…-us1  In Mailchimp: your profile, Extras, API keys"),)
pickers = (
    Picker(
        "list",
        "Audience",
        "Everybody who gives an email address goes into it. Only people who tick the consent box are subscribed.",
        needed=True,
    ),
)
gaps = (
    "Consent to text messages is not passed on: Mailchimp takes it through its own SMS programmes alone.",
    "The marketing permissions of an audience with GDPR fields are not set.",
    "The wording of the consent box goes along with the event, which has 1,000 characters for everything.",
    "A field has 255 characters.",
    "People who unsubscribed and tick the box are asked by Mailchimp itself; nobody else can bring them back.",
)
sets_up = True
check_secret = calls.check_secret
lacking = fields.lacking
create = fields.create

NO_SMS = "The consent to text messages is not passed on: Mailchimp takes none."

# "A rough limit of 1,000 characters, counting all key/value pairs" (Mailchimp, in mailchimp-sdk-ios, issue 70).
_MAX_PROPERTIES = 1_000
_LEAST_ROOM = 20


def requests(connection: Connection, lead: Lead) -> tuple[Request, ...]:
    """Contact, tags, consent if the shopper ticked the box, event; nothing without an email address or an audience."""
    if not lead.contact.email or not connection.list_id:
        return ()
    # Mailchimp's own id of a member.
    known_as = hashlib.md5(lead.contact.email.lower().encode(), usedforsecurity=False).hexdigest()
    member = f"{calls.audience(connection)}/members/{known_as}"
    # Fields the audience requires and no quiz asks for must not cost the lead.
    lenient = f"{member}?skip_merge_validation=true"
    found = [Request("contact", "Add or update the contact", "PUT", lenient, calls.JSON, _contact(connection, lead))]
    changes = tags(connection, lead)
    if listed := [
        {"name": name, "status": status}
        for status, names in (("active", changes.added), ("inactive", changes.removed))
        for name in names
    ]:
        found.append(
            Request("tags", "Change the tags", "POST", f"{member}/tags", calls.JSON, {"tags": listed}, tags=True)
        )
    if lead.agreed:
        found.append(
            Request(
                "consent",
                "Subscribe the contact",
                "PATCH",
                lenient,
                calls.JSON,
                {"status": _subscribed(connection)},
                when="Only for people Mailchimp knows who are not subscribed; “pending” for those who unsubscribed.",
            )
        )
    if name := event_name(connection):
        body = {"name": name, "properties": _properties(lead)[0], "occurred_at": lead.at}
        found.append(Request("event", f"Record “{name}”", "POST", f"{member}/events", calls.JSON, body))
    return tuple(found)


def notes(connection: Connection, lead: Lead) -> tuple[str, ...]:
    """What is left out or cut."""
    if not lead.contact.email:
        return (no_email(label),)
    if not connection.list_id:
        return (calls.NO_AUDIENCE,)
    found = [*usual_notes(connection, lead), *fields.values(connection, lead)[1]]
    if name := event_name(connection):
        found += [f"“{name}”: {note}" for note in _properties(lead)[1]]
    if lead.agreed_to_texts:
        found.append(NO_SMS)
    return tuple(found)


async def test(secret: Secret, http: Http) -> Account:
    """Ask whether all is well, then for the account this key belongs to."""
    await calls.read(secret, http, "/3.0/ping")
    match await calls.read(secret, http, "/3.0/?fields=account_name"):
        case {"account_name": str(name)}:
            return Account(name)
    raise Refused("Mailchimp answered something that is not an account.")


async def choices(picker: str, secret: Secret, http: Http) -> tuple[PickList, ...]:
    """Every audience of the account, in Mailchimp's order."""
    found: dict[str, PickList] = {}
    items, more = await calls.pages(secret, http, "/3.0/lists", "lists", "id name stats.member_count double_optin")
    for item in items:
        match item:
            case {"id": str(id), "name": str(name), **rest}:
                opt_in = "double opt-in" if rest.get("double_optin") is True else "single opt-in"
                match rest.get("stats"):
                    case {"member_count": int(count)}:
                        opt_in = f"{count:,} subscribed, {opt_in}"
                found[id] = PickList(id, name, opt_in)
    return to_pick(found.values(), more=more)


async def deliver(
    connection: Connection, lead: Lead, secret: Secret, http: Http, progress: Progress, keep: Keep
) -> Delivered:
    """Send the requests; a field or tag Mailchimp refuses by name is left out, and the note says so."""
    check_secret(secret)
    if not lead.contact.email:
        return Delivered(no_email(label))
    calls.audience(connection)
    return await in_order(requests(connection, lead), functools.partial(members.send, secret, http), progress, keep)


def _subscribed(connection: Connection) -> str:
    return "pending" if connection.double_opt_in else "subscribed"


def _contact(connection: Connection, lead: Lead) -> dict[str, Any]:
    """Never a `status`: it would change people Mailchimp knows."""
    body: dict[str, Any] = {
        "email_address": lead.contact.email,
        "status_if_new": _subscribed(connection) if lead.agreed else "transactional",
    }
    # Mailchimp refuses an empty one.
    if found := fields.values(connection, lead)[0]:
        body["merge_fields"] = found
    if lead.agreed:
        body["timestamp_signup"] = lead.at
    return body


def _properties(lead: Lead) -> tuple[dict[str, str], tuple[str, ...]]:
    """The texts of the event, and what was cut. `take` tells it from those of other takes."""
    consent = lead.agreed
    found: dict[str, str] = {}
    cut: list[str] = []
    room = _MAX_PROPERTIES
    for name, text in (
        ("take", lead.event_id),
        ("quiz_id", lead.quiz_id),
        ("result_url", lead.link),
        ("consent_at", consent.at if consent else ""),
        ("consent_text", consent.wording if consent else ""),
        ("quiz", lead.quiz_name),
        ("result", lead.result),
        ("tags", ", ".join(lead.tags)),
        ("products", ", ".join(one.sku for one in lead.products)),
    ):
        room -= len(name)
        if not text:
            continue
        if room < _LEAST_ROOM:
            cut.append(f"“{name}” was left out, since there is no room for it.")
            continue
        found[name], note = short(name, text, room)
        room -= len(found[name])
        if note:
            cut.append(note)
    return found, tuple(cut)
