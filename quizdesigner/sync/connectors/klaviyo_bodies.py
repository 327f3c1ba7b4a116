"""The bodies of what is sent to Klaviyo: a profile with answers and tags, a subscription, an event."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.fields import tag_field
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors.base import Request
from quizdesigner.sync.connectors.deliver import without
from quizdesigner.sync.connectors.told import Told, Value, event_name, fitted, tags, told

REVISION = "2026-07-15"
MEDIA_TYPE = "application/vnd.api+json"

MAX_PROFILE = 100_000
"""Bytes a profile may have (developers.klaviyo.com, "Create or Update Profile")."""


def requests(connection: Connection, lead: Lead) -> tuple[Request, ...]:
    """Profile, subscription if the shopper agreed, event; nothing at all without an email address."""
    if not lead.contact.email:
        return ()
    found = [_profile(connection, lead, values(connection, lead)[0].values)]
    if agreed(lead):
        title = "Subscribe to the list" if connection.list_id else "Subscribe"
        path = "/api/profile-subscription-bulk-create-jobs"
        made = _request("consent", title, path, _subscription(connection, lead))
        # It takes back an earlier unsubscription, and must not take back a later one.
        found.append(replace(made, when="After a lost answer, only for people who did not unsubscribe meanwhile."))
    if name := event_name(connection):
        found.append(_request("event", f"Record “{name}”", "/api/events", _event(connection, lead, name)))
    return tuple(found)


def agreed(lead: Lead) -> bool:
    """Whether there is anything to subscribe the shopper to."""
    return bool(lead.agreed or (lead.agreed_to_texts and lead.contact.phone))


def values(connection: Connection, lead: Lead) -> tuple[Told, tuple[str, ...]]:
    """The fields as far as a profile has room for them, and what was cut."""
    return fitted(told(connection, lead), MAX_PROFILE - len(_profile(connection, lead, {}).content))


def patch_of(body: Any) -> dict[str, Any]:
    """What a body changes of the tags: values by property, by `append` and `unappend`."""
    patch: dict[str, Any] = body["data"].get("meta", {}).get("patch_properties", {})
    return patch


def patched(body: Any, patch: dict[str, Any]) -> Any:
    """The body with these changes of the tags in place of its own; one that names no tag is left out."""
    named = {verb: one for verb, one in patch.items() if any(one.values())}
    bare = without(body, ("data", "meta"))
    return {"data": {**bare["data"], "meta": {"patch_properties": named}}} if named else bare


def _request(key: str, title: str, path: str, data: dict[str, Any]) -> Request:
    return Request(key, title, "POST", path, {"revision": REVISION, "Content-Type": MEDIA_TYPE}, {"data": data})


def _profile(connection: Connection, lead: Lead, fields: dict[str, Value]) -> Request:
    """The profile with these fields. None clears: what was answered in an earlier take and not in this one must not
    stay.
    """
    attributes: dict[str, Any] = {"email": lead.contact.email}
    if lead.contact.first_name:
        attributes["first_name"] = lead.contact.first_name
    if lead.contact.phone:
        attributes["phone_number"] = lead.contact.phone
    attributes["properties"] = fields
    changes = tags(connection, lead)
    patch = {
        verb: {tag_field(connection): list(names)}
        for verb, names in (("append", changes.added), ("unappend", changes.removed))
    }
    when = "Tags the profile has already are looked up and not appended again." if changes.added else ""
    made = _request(
        "profile", "Update the profile", "/api/profile-import", {"type": "profile", "attributes": attributes}
    )
    return replace(made, body=patched(made.body, patch), tags=True, when=when)


def _subscription(connection: Connection, lead: Lead) -> dict[str, Any]:
    """Names only the channels that were ticked."""
    attributes: dict[str, Any] = {"email": lead.contact.email}
    consented: dict[str, Any] = {}
    if lead.agreed:
        consented["email"] = {"marketing": {"consent": "SUBSCRIBED"}}
    if lead.agreed_to_texts and lead.contact.phone:
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
                "consent_text": lead.agreed.wording if lead.agreed else "",
            },
            "time": lead.at,
            # Klaviyo records only the first event with this id, so a repeated delivery shows once.
            "unique_id": lead.event_id,
        },
    }
