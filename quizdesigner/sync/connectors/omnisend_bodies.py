"""What Omnisend is told of a lead: a contact, the tags that go and those that come, an event."""

from __future__ import annotations

import uuid
from typing import Any

from msgspec.structs import replace

from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.fields import FieldKind
from quizdesigner.quiz.lead import Lead, LeadConsent
from quizdesigner.sync.connectors.base import Request
from quizdesigner.sync.connectors.told import Value, short, tags, told

VERSION = "2026-03-15"

# Omnisend's own documents: "Contacts API" and "Events API" of this version; "Contacts", custom properties.
_MAX_NAME = 50
_MAX_SOURCE = 100
_MAX_TEXT = 2048
_MAX_TAGS = 100


def contact(connection: Connection, lead: Lead) -> Request:
    """Make or update the contact with this address.

    It never has `tags`: whether those add to a contact's tags or replace them is not documented. Omnisend tells
    addresses apart by case, so all are sent in lower case.
    """
    identifiers = [_identifier("email", _email(lead), "email", lead.agreed, lead)]
    if lead.contact.phone:
        identifiers.append(_identifier("phone", lead.contact.phone, "sms", lead.agreed_to_texts, lead))
    body: dict[str, Any] = {"identifiers": identifiers}
    if lead.contact.first_name:
        body["firstName"] = short("", lead.contact.first_name, _MAX_NAME)[0]
    body["customProperties"] = _properties(connection, lead)
    made = _request("contact", "Update the contact", "POST", "/api/contacts", body)
    if not any(one["sendWelcomeMessage"] for one in identifiers):
        return made
    return replace(made, when="They are looked up first: people subscribed already get no second welcome message.")


def tag_changes(connection: Connection, lead: Lead) -> list[Request]:
    """Take tags away, then give tags, as many at once as Omnisend takes."""
    changes = tags(connection, lead)
    return [
        replace(
            _request(
                f"{key}{start // _MAX_TAGS + 1}" if start else key,
                title,
                method,
                "/api/contacts/tags",
                {"emails": [_email(lead)], "tags": list(names[start : start + _MAX_TAGS])},
            ),
            tags=True,
        )
        for key, title, method, names in (
            ("untag", "Remove tags", "DELETE", changes.removed),
            ("tag", "Add tags", "POST", changes.added),
        )
        for start in range(0, len(names), _MAX_TAGS)
    ]


def event(connection: Connection, lead: Lead, name: str) -> Request:
    """Record that the quiz was finished, which can start an automation."""
    said = {
        **_properties(connection, lead),
        "quiz_id": lead.quiz_id,
        "quiz_name": lead.quiz_name,
        "submission_id": lead.event_id,
        "tags": lead.tags,
        "product_titles": tuple(product.title for product in lead.products),
        # The proof: a consent in Omnisend has no place for the wording.
        "consent_text": lead.agreed.wording if lead.agreed else "",
    }
    body = {
        "eventName": name,
        "origin": "api",
        "eventID": str(uuid.uuid5(uuid.NAMESPACE_OID, lead.event_id)),
        "eventTime": lead.at,
        "contact": {"email": _email(lead)},
        "properties": {key: value for key, value in said.items() if value not in ("", ())},
    }
    return _request("event", f"Record “{name}”", "POST", "/api/events", body)


def cuts(connection: Connection, lead: Lead) -> tuple[str, ...]:
    """A sentence for each text that has more characters than Omnisend keeps."""
    texts: list[tuple[str, Value, int]] = [("first name", lead.contact.first_name, _MAX_NAME)]
    if lead.agreed or (lead.agreed_to_texts and lead.contact.phone):
        texts.append(("source of the consent", lead.quiz_name, _MAX_SOURCE))
    texts += [(one.name, value, _MAX_TEXT) for one, value in told(connection, lead).fields]
    notes = [short(name, text, most)[1] for name, text, most in texts if isinstance(text, str)]
    return tuple(note for note in notes if note)


def _email(lead: Lead) -> str:
    return lead.contact.email.lower()


def _request(key: str, title: str, method: str, path: str, body: dict[str, Any]) -> Request:
    return Request(key, title, method, path, {"Omnisend-Version": VERSION, "Content-Type": "application/json"}, body)


def _identifier(kind: str, text: str, channel: str, consent: LeadConsent | None, lead: Lead) -> dict[str, Any]:
    """An address or number. Without a ticked box nothing is said of its channel: a subscriber would be set back.

    Omnisend sends its welcome message unless told otherwise. Only who just agreed expects one.
    """
    found: dict[str, Any] = {"type": kind, "id": text}
    if consent is None:
        return {**found, "sendWelcomeMessage": False}
    return {
        **found,
        "channels": {channel: {"status": "subscribed", "statusChangedAt": consent.at}},
        "consent": {"source": short("", lead.quiz_name, _MAX_SOURCE)[0], "createdAt": consent.at},
        "sendWelcomeMessage": True,
    }


def _properties(connection: Connection, lead: Lead) -> dict[str, Value]:
    """The fields as they fit. One without an answer is emptied: what an earlier take said must not stay.

    Nothing says that null empties a property; an empty text or list does, and stays of the property's type.
    """
    return {one.name: _fitting(one.kind, value) for one, value in told(connection, lead).fields}


def _fitting(kind: FieldKind, value: Value) -> Value:
    if value is None:
        return () if kind == "list" else ""
    return short("", value, _MAX_TEXT)[0] if isinstance(value, str) else value
