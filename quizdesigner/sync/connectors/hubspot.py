"""HubSpot: a contact with answers and tags, a place on a list and a kind of email for who ticked the box."""

from __future__ import annotations

import functools
import re
from typing import Any

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.lead import Lead, LeadConsent
from quizdesigner.sync.connectors import hubspot_calls, hubspot_contact, hubspot_setup
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
from quizdesigner.sync.connectors.deliver import MAX_PAGES, in_order, part, to_pick
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.connectors.hubspot_calls import (
    JSON,
    LISTS,
    PREFERENCES,
    PROPERTIES,
    VERSION,
    ask,
    call,
    checked,
    failed,
    said,
)
from quizdesigner.sync.connectors.told import no_email, usual_notes
from quizdesigner.sync.secrets import Secret

label = hubspot_calls.LABEL
credentials = (Credential("Service key or private app token", "pat-eu1-…  In HubSpot: Settings, Integrations"),)
pickers = (
    Picker(
        "list",
        "List for people who tick the consent box",
        "Not ticked: the contact is updated and put on no list. Only static lists can be picked; HubSpot fills the"
        " others itself.",
    ),
    Picker(
        "subscription",
        "Kind of email people agree to",
        "Ticked: the contact is subscribed to it, with the wording as proof. Not ticked: nothing is changed.",
    ),
)
gaps = (
    "HubSpot takes no consent to text messages; only consent to email is sent.",
    "Who once opted out of an email cannot be subscribed to it again from here, but only by HubSpot's own pages.",
    "Whether people confirm once more (double opt-in) is a setting of the HubSpot account.",
    "Nothing is recorded as an event; a workflow can start when a property changes.",
    "Properties must exist first, and a checkbox property must know every tag: “Set up fields” makes them.",
)
sets_up = True
check_secret = hubspot_calls.check_secret
lacking = hubspot_setup.lacking
create = hubspot_setup.create

CONTACT_ID = "‹contact id›"

_PAGE = 50


def requests(connection: Connection, lead: Lead) -> tuple[Request, ...]:
    """The contact; a place on the list and a subscription if the shopper agreed and they are picked."""
    if not lead.contact.email:
        return ()
    found = [hubspot_contact.request(connection, lead)]
    if lead.agreed:
        if connection.list_id:
            found.append(_on_list(connection))
        if connection.subscription_id:
            found.append(_consent(connection, lead, lead.agreed))
    return tuple(found)


def notes(connection: Connection, lead: Lead) -> tuple[str, ...]:
    """What is left out or cut."""
    if not lead.contact.email:
        return (no_email(label),)
    found = [*usual_notes(connection, lead), *hubspot_contact.notes(connection, lead)]
    if lead.agreed and not connection.subscription_id:
        found.append("The shopper agreed to email, but is subscribed to none: no kind of email is picked.")
    if lead.agreed_to_texts:
        found.append("The shopper agreed to text messages; HubSpot has no place for that.")
    return tuple(found)


async def test(secret: Secret, http: Http) -> Account:
    """Ask for the account this key belongs to, and whether the key may see contacts."""
    account = await ask(secret, http, "GET", f"/account-info/{VERSION}/details")
    await ask(secret, http, "GET", f"{PROPERTIES}/email")
    match account:
        case {"portalId": int(portal), "uiDomain": str(domain)}:
            return Account(f"Account {portal} ({domain})")
        case {"portalId": int(portal)}:
            return Account(f"Account {portal}")
    raise Refused("HubSpot answered something that is not an account.")


async def choices(picker: str, secret: Secret, http: Http) -> tuple[PickList, ...]:
    """The lists contacts can be put on, or the kinds of email they can agree to, in HubSpot's order."""
    return await (_lists if picker == "list" else _subscriptions)(secret, http)


async def deliver(
    connection: Connection, lead: Lead, secret: Secret, http: Http, progress: Progress, keep: Keep
) -> Delivered:
    """Send the requests; a property HubSpot refuses by name is left out, and the note says so."""
    check_secret(secret)
    found = requests(connection, lead)
    if not found:
        return Delivered(no_email(label))
    return await in_order(found, functools.partial(_send, connection, lead, secret, http), progress, keep)


def _on_list(connection: Connection) -> Request:
    return Request(
        "list",
        f"Put on the list “{connection.list_name or connection.list_id}”",
        "PUT",
        f"{LISTS}/{part(connection.list_id)}/memberships/add",
        JSON,
        [CONTACT_ID],
        when="The contact's id is looked up by the email address first.",
    )


def _consent(connection: Connection, lead: Lead, consent: LeadConsent) -> Request:
    picked = connection.subscription_id
    body = {
        "subscriptionId": int(picked) if re.fullmatch("[0-9]{1,18}", picked) else picked,
        "statusState": "SUBSCRIBED",
        "channel": "EMAIL",
        "legalBasis": "CONSENT_WITH_NOTICE",
        "legalBasisExplanation": f"Ticked “{consent.wording}” in the quiz “{lead.quiz_name}” at {consent.at}",
    }
    title = f"Subscribe to “{connection.subscription_name or picked}”"
    return Request("consent", title, "POST", f"{PREFERENCES}/statuses/{part(lead.contact.email)}", JSON, body)


async def _send(connection: Connection, lead: Lead, secret: Secret, http: Http, request: Request, again: bool) -> str:
    """Send one; each may be repeated. What goes wrong with a list or a consent does not keep the rest."""
    if request.key == "contact":
        return await hubspot_contact.send(connection, lead, request, secret, http)
    body = request.body
    if request.key == "list":
        match await hubspot_contact.find(lead.contact.email, secret, http):
            case {"id": str(id)}:
                body = [id]
            case _:
                return f"{request.title}: not done, since HubSpot no longer shows the contact."
    reply = await call(secret, http, request.method, request.url, body)
    if reply.status in (400, 404, 409) or (200 <= reply.status < 300 and failed(reply)):
        return f"{request.title}: not done, since HubSpot refused it ({said(reply) or f'status {reply.status}'})."
    checked(reply, http.now())
    match reply.json():
        case {"recordIdsMissing": [_, *_]}:
            return f"{request.title}: not done, since HubSpot did not find the contact."
    return ""


async def _lists(secret: Secret, http: Http) -> tuple[PickList, ...]:
    """Static lists of contacts: HubSpot fills dynamic ones itself."""
    found: dict[str, PickList] = {}
    offset = 0
    for _ in range(MAX_PAGES):
        body = {
            "query": "",
            "offset": offset,
            "count": _PAGE,
            "listIds": [],
            "processingTypes": ["MANUAL", "SNAPSHOT"],
            "additionalProperties": ["hs_list_size"],
        }
        page = await ask(secret, http, "POST", f"{LISTS}/search", body)
        if not isinstance(page, dict) or not isinstance(page.get("lists"), list):
            raise Refused("HubSpot answered something that is not a list.")
        for one in page["lists"]:
            match one:
                case {"listId": str(id), "name": str(name), "objectTypeId": "0-1"}:
                    found[id] = PickList(id, name, _size(one))
        match page:
            case {"hasMore": True, "offset": int(following)} if following > offset:
                offset = following
            case {"hasMore": True}:
                raise Refused("HubSpot gave the same page of lists twice.")
            case _:
                return to_pick(found.values(), more=False)
    return to_pick(found.values(), more=True)


def _size(found: dict[str, Any]) -> str:
    match found:
        case {"additionalProperties": {"hs_list_size": str(size)}} if re.fullmatch("[0-9]{1,12}", size):
            return f"{int(size):,} {'contact' if size == '1' else 'contacts'}"
    return ""


async def _subscriptions(secret: Secret, http: Http) -> tuple[PickList, ...]:
    page = await ask(secret, http, "GET", f"{PREFERENCES}/definitions")
    if not isinstance(page, dict) or not isinstance(page.get("results"), list):
        raise Refused("HubSpot answered something that is not a list of kinds of email.")
    found = {}
    for one in page["results"]:
        match one:
            case {"isActive": False} | {"communicationMethod": "SMS" | "WhatsApp"}:
                continue
            case {"id": str(id), "name": str(name), "purpose": str(purpose)}:
                found[id] = PickList(id, name, purpose)
            case {"id": str(id), "name": str(name)}:
                found[id] = PickList(id, name)
    return to_pick(found.values(), more=False)
