"""The bodies of what is sent to Klaviyo: a profile with answers and tags, a subscription, an event."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.fields import tag_field
from quizdesigner.quiz.lead import Lead, LeadConsent
from quizdesigner.sync.connectors.base import Request
from quizdesigner.sync.connectors.told import Told, event_name, fitted, tags, told

REVISION = "2026-07-15"
MEDIA_TYPE = "application/vnd.api+json"

# A profile may have 100 KB (developers.klaviyo.com, "Create or Update Profile"); the rest of it needs little.
_MAX_FIELDS = 90_000


def requests(connection: Connection, lead: Lead) -> tuple[Request, ...]:
    """Profile, subscription if the shopper agreed, event; nothing at all without an email address."""
    if not lead.contact.email:
        return ()
    found = [_profile(connection, lead)]
    if agreed(lead):
        title = "Subscribe to the list" if connection.list_id else "Subscribe"
        path = "/api/profile-subscription-bulk-create-jobs"
        found.append(_request("consent", title, path, _subscription(connection, lead)))
    if name := event_name(connection):
        found.append(_request("event", f"Record “{name}”", "/api/events", _event(connection, lead, name)))
    return tuple(found)


def granted(consent: LeadConsent | None) -> bool:
    """Whether the box was there and is ticked."""
    return consent is not None and consent.granted


def agreed(lead: Lead) -> bool:
    """Whether there is anything to subscribe the shopper to."""
    return granted(lead.consent) or (granted(lead.sms_consent) and bool(lead.contact.phone))


def values(connection: Connection, lead: Lead) -> tuple[Told, tuple[str, ...]]:
    """The fields as far as a profile has room for them, and what was cut."""
    return fitted(told(connection, lead), _MAX_FIELDS)


def _request(key: str, title: str, path: str, data: dict[str, Any]) -> Request:
    return Request(key, title, "POST", path, {"revision": REVISION, "Content-Type": MEDIA_TYPE}, {"data": data})


def _profile(connection: Connection, lead: Lead) -> Request:
    attributes: dict[str, Any] = {"email": lead.contact.email}
    if lead.contact.first_name:
        attributes["first_name"] = lead.contact.first_name
    if lead.contact.phone:
        attributes["phone_number"] = lead.contact.phone
    # None clears: what was answered in an earlier take and not in this one must not stay.
    attributes["properties"] = values(connection, lead)[0].values
    changes = tags(connection, lead)
    patch = {
        verb: {tag_field(connection): list(names)}
        for verb, names in (("append", changes.added), ("unappend", changes.removed))
        if names
    }
    data: dict[str, Any] = {"type": "profile", "attributes": attributes}
    if patch:
        data["meta"] = {"patch_properties": patch}
    when = "Tags the profile has already are looked up and not appended again." if changes.added else ""
    made = _request("profile", "Update the profile", "/api/profile-import", data)
    return replace(made, tags=True, when=when)


def _subscription(connection: Connection, lead: Lead) -> dict[str, Any]:
    """Names only the channels that were ticked: it takes back an earlier unsubscription."""
    attributes: dict[str, Any] = {"email": lead.contact.email}
    consented: dict[str, Any] = {}
    if granted(lead.consent):
        consented["email"] = {"marketing": {"consent": "SUBSCRIBED"}}
    if granted(lead.sms_consent) and lead.contact.phone:
        attributes["phone_number"] = lead.contact.phone
        consented["sms"] = {"marketing": {"consent": "SUBSCRIBED"}}
    data: dict[str, Any] = {
        "type": "profile-subscription-bulk-create-job",
        "attributes": {
            "custom_source": lead.quiz_name,
            "profiles": {"data": [{"type": "profile", "attributes": {**attributes, "subscriptions": consented}}]},
        },
    }
    if connection.list_id:
        data["relationships"] = {"list": {"data": {"type": "list", "id": connection.list_id}}}
    return data


def _event(connection: Connection, lead: Lead, name: str) -> dict[str, Any]:
    found = values(connection, lead)[0]
    consent = lead.consent
    return {
        "type": "event",
        "attributes": {
            "metric": {"data": {"type": "metric", "attributes": {"name": name}}},
            "profile": {"data": {"type": "profile", "attributes": {"email": lead.contact.email}}},
            "properties": {
                "quiz_id": lead.quiz_id,
                "quiz_name": lead.quiz_name,
                "result": lead.result,
                "result_url": lead.link,
                "tags": list(lead.tags),
                "products": [product.sku for product in lead.products],
                "product_titles": [product.title for product in lead.products],
                "answers": {
                    one.name: value
                    for one, value in found.fields
                    if value is not None and not one.subject.startswith("@")
                },
                # The proof: Klaviyo's subscriptions have no place for the wording.
                "consent_text": consent.wording if consent and consent.granted else "",
            },
            "time": lead.at,
            # Klaviyo records only the first event with this id, so a repeated delivery shows once.
            "unique_id": lead.event_id,
        },
    }
