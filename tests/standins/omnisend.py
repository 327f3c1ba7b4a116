"""A stand-in for Omnisend's interface of 2026-03-15, with its silences and its refusals."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.document import Service as Kind
from tests.standins.omnisend_spec import complaints
from tests.standins.service import Answer, Came, Person, Service

SECRET = "60a6170920d91c215e949b5c-Zq0123456789abcdefghij4f2c"
CONNECTION = Connection(id="c1", service=Kind.OMNISEND)
VERSION = "2026-03-15"

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_PROPERTY = re.compile(r"[A-Za-z0-9_]{1,128}")
_STATUSES = ("subscribed", "unsubscribed", "nonSubscribed")
_CHANNEL = {"email": "email", "phone": "sms"}
_SCOPES = {
    ("GET", "/api/brands/current"): "brands.read",
    ("GET", "/api/contacts"): "contacts.read",
    ("POST", "/api/contacts"): "contacts.write",
    ("POST", "/api/contacts/tags"): "contacts.write",
    ("DELETE", "/api/contacts/tags"): "contacts.write",
    ("POST", "/api/events"): "events.write",
}


@dataclass
class Contact:
    """Somebody in the store. A channel's status comes with the instant it is from; both are empty at first."""

    email: str
    first_name: str = ""
    phone: str = ""
    tags: list[str] = field(default_factory=list)
    properties: dict[str, Any] = field(default_factory=dict)
    statuses: dict[str, tuple[str, str]] = field(default_factory=dict)
    consents: list[dict[str, Any]] = field(default_factory=list)


class Omnisend(Service):
    """One store. Contacts are told apart by the very letters of their address.

    `scopes` are what the key may do. `refused` are names of fields, tags and addresses it does not take, each with the
    reason. `welcomed` are the addresses and numbers a welcome message went to. `violations` are sentences on requests
    that the specification has not, or that the real service may take and no careful caller sends.
    """

    def __init__(self, key: str = SECRET) -> None:
        super().__init__()
        self.key = key
        self.scopes = set(_SCOPES.values())
        self.contacts: dict[str, Contact] = {}
        self.events: list[dict[str, Any]] = []
        self.welcomed: list[str] = []
        self.refused: dict[str, str] = {}
        self.violations: list[str] = []
        self.wait = 0
        self._jobs: list[tuple[str, dict[str, Any]]] = []

    def busy(self) -> Answer:
        """429 with the wait in the body."""
        body = _problem(429, "Rate limit exceeded", "rate-limit-exceeded").body
        return Answer(429, {**body, "retryAfter": self.wait}, {"X-Rate-Limit-Remaining": "0"})

    def broken(self) -> Answer:
        """500, as a problem."""
        return _problem(500, "Unexpected error occurred")

    def person(self, email: str) -> Person | None:
        """The contact, with the tags that were asked for by now. Emptied properties are none."""
        self._settle()
        found = next((one for one in self.contacts.values() if one.email.lower() == email.lower()), None)
        if found is None:
            return None
        return Person(
            email=found.email,
            first_name=found.first_name,
            phone=found.phone,
            tags=list(found.tags),
            fields={name: value for name, value in found.properties.items() if value not in ("", [])},
            email_consent=_status(found, "email") == "subscribed",
            sms_consent=_status(found, "sms") == "subscribed",
            events=[
                one["properties"]["submission_id"] for one in self.events if one["contact"]["email"] == found.email
            ],
        )

    def put_person(self, email: str, *tags: str) -> None:
        """Somebody who never subscribed."""
        self.contacts[email] = Contact(email, tags=list(tags))

    def answer(self, came: Came) -> Answer:
        """Do what is asked, or refuse it as a problem."""
        self._settle()
        if came.headers.get("authorization") != f"Omnisend-API-Key {self.key}":
            return _problem(401, "Authentication is missing or invalid")
        version = came.headers.get("omnisend-version")
        if version != VERSION:
            return _problem(410, "API version has been retired") if version else _problem(400, "Version is required")
        scope = _SCOPES.get((came.method, came.path))
        if scope is None:
            return _problem(404, "Not found")
        if scope not in self.scopes:
            return _problem(403, f"Insufficient permissions for this operation: {scope}")
        if came.method != "GET" and not (
            isinstance(came.body, dict) and came.headers.get("content-type") == "application/json"
        ):
            return _problem(400, "Request contains invalid or missing fields")
        self.violations += complaints(came)
        match came.method, came.path:
            case "GET", "/api/brands/current":
                return Answer(200, {"brandID": "b1", "name": "Halden Skin", "website": "https://halden.example"})
            case "GET", _:
                return self._list(came)
            case "POST", "/api/contacts":
                return self._refuse(came, _contact_errors) or self._upsert(came.body)
            case _, "/api/contacts/tags":
                return self._refuse(came, _tag_errors) or self._tag(came)
            case _:
                return self._refuse(came, _event_errors) or self._record(came.body)

    def _refuse(self, came: Came, errors: Callable[[dict[str, Any]], Iterator[tuple[str, str]]]) -> Answer | None:
        """All that is wrong at once, as Omnisend answers it."""
        named = [(place, self.refused[name]) for place, name in _places(came.body) if name in self.refused]
        found = [*errors(came.body), *named]
        if not found:
            return None
        listed = [{"field": place, "code": "invalid_format", "message": message} for place, message in found]
        problem = _problem(400, "Request contains invalid or missing fields")
        return Answer(400, {**problem.body, "title": "Validation failed", "errors": listed})

    def _list(self, came: Came) -> Answer:
        email = came.query.get("email")
        found = [one for one in self.contacts.values() if email in (None, one.email)]
        shown = found[: int(came.query.get("limit", "100"))]
        paging = {"limit": len(shown), "hasMore": len(found) > len(shown), "cursors": {"after": None, "before": None}}
        return Answer(200, {"contacts": [_shown(one) for one in shown], "paging": paging})

    def _upsert(self, body: dict[str, Any]) -> Answer:
        if "tags" in body:
            self.violations.append("a contact with tags: whether they replace is not documented")
        email = next(one["id"] for one in body["identifiers"] if one["type"] == "email")
        new = email not in self.contacts
        contact = self.contacts.setdefault(email, Contact(email))
        contact.first_name = body.get("firstName", contact.first_name)
        contact.properties |= body.get("customProperties", {})
        for one in body["identifiers"]:
            if one["type"] == "phone":
                if any(other.phone == one["id"] for other in self.contacts.values() if other is not contact):
                    continue
                contact.phone = one["id"]
            self._reach(contact, one)
        return Answer(201 if new else 200, _shown(contact))

    def _reach(self, contact: Contact, identifier: dict[str, Any]) -> None:
        """Take the status of a channel unless a later one is known, and its consent."""
        for channel, said in identifier.get("channels", {}).items():
            if said["status"] != "subscribed":
                self.violations.append(f"{said['status']} sent for {channel}")
            if said["statusChangedAt"] >= contact.statuses.get(channel, ("", ""))[1]:
                contact.statuses[channel] = said["status"], said["statusChangedAt"]
        if "consent" in identifier:
            contact.consents.append({"channel": _CHANNEL[identifier["type"]], **identifier["consent"]})
        if identifier.get("sendWelcomeMessage", True):
            self.welcomed.append(identifier["id"])

    def _tag(self, came: Came) -> Answer:
        self._jobs.append((came.method, came.body))
        return Answer(202)

    def _settle(self) -> None:
        """Do the tagging that was accepted: it is not seen in the answer that accepts it."""
        jobs, self._jobs = self._jobs, []
        for method, body in jobs:
            for contact in (self.contacts[email] for email in body["emails"] if email in self.contacts):
                if method == "POST":
                    contact.tags += [tag for tag in body["tags"] if tag not in contact.tags]
                else:
                    contact.tags = [tag for tag in contact.tags if tag not in body["tags"]]

    def _record(self, body: dict[str, Any]) -> Answer:
        """Each time anew: an id is looked at among historical events alone."""
        email = body["contact"]["email"]
        self.contacts.setdefault(email, Contact(email))
        self.events.append(body)
        return Answer(202)


def _status(contact: Contact, channel: str) -> str:
    return contact.statuses.get(channel, ("nonSubscribed", ""))[0]


def _shown(contact: Contact) -> dict[str, Any]:
    pairs = [("email", contact.email), *([("phone", contact.phone)] if contact.phone else [])]
    identifiers = [
        {"type": kind, "id": text, "channels": {_CHANNEL[kind]: {"status": _status(contact, _CHANNEL[kind])}}}
        for kind, text in pairs
    ]
    return {
        "id": uuid.uuid5(uuid.NAMESPACE_OID, contact.email).hex[:24],
        "email": contact.email,
        "status": _status(contact, "email"),
        "tags": contact.tags,
        "phone": [contact.phone] if contact.phone else [],
        "identifiers": identifiers,
        "customProperties": contact.properties,
    }


def _problem(status: int, detail: str, kind: str = "problem") -> Answer:
    body = {
        "type": f"https://problems.omnisend.com/{kind}",
        "title": detail.partition(":")[0],
        "status": status,
        "detail": detail,
        "instance": "urn:omnisend:request:00000000-0000-0000-0000-000000000001",
    }
    return Answer(status, body)


def _places(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Everything in a body that can be refused by name: where it stands, written with dots, and that name."""
    for at, one in enumerate(body.get("identifiers", ())):
        yield f"identifiers.{at}.id", one["id"]
        yield from ((f"identifiers.{at}.{part}", part) for part in ("channels", "consent") if part in one)
    yield from ((f"tags.{at}", tag) for at, tag in enumerate(body.get("tags", ())))
    for part in ("customProperties", "properties"):
        yield from ((f"{part}.{name}", name) for name in body.get(part, ()))
    yield from ((name, name) for name in ("firstName", "eventName") if name in body)


def _contact_errors(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    identifiers = body.get("identifiers", [])
    if sum(one.get("type") == "email" for one in identifiers) != 1:
        yield "identifiers", "must have one email"
    for at, one in enumerate(identifiers):
        kind, text = one.get("type"), one.get("id", "")
        if not (_EMAIL if kind == "email" else _PHONE).fullmatch(text):
            yield f"identifiers.{at}.id", f"must be a valid {kind}"
        for channel, said in one.get("channels", {}).items():
            if channel != _CHANNEL.get(kind):
                yield f"identifiers.{at}.channels.{channel}", "must be the channel of its type"
            if said.get("status") not in _STATUSES:
                yield f"identifiers.{at}.channels.{channel}.status", "must be a status"
            if not _INSTANT.fullmatch(said.get("statusChangedAt", "")):
                yield f"identifiers.{at}.channels.{channel}.statusChangedAt", "must be an instant"
        if len(one.get("consent", {}).get("source", "")) > 100:
            yield f"identifiers.{at}.consent.source", "must have at most 100 characters"
    if len(body.get("firstName", "")) > 50:
        yield "firstName", "must have at most 50 characters"
    for name, value in body.get("customProperties", {}).items():
        if not _PROPERTY.fullmatch(name):
            yield f"customProperties.{name}", "must have latin characters, numbers and underscores"
        elif value is None or isinstance(value, dict):
            yield f"customProperties.{name}", "must be a text, number, boolean or list"
        elif isinstance(value, str) and len(value) > 2048:
            yield f"customProperties.{name}", "must have at most 2048 characters"


def _tag_errors(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not 1 <= len(body.get("tags", ())) <= 100:
        yield "tags", "must have 1 to 100 entries"
    if not 1 <= len(body.get("emails", ())) <= 250:
        yield "emails", "must have 1 to 250 entries"


def _event_errors(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not body.get("eventName"):
        yield "eventName", "must not be empty"
    if not _EMAIL.fullmatch(body.get("contact", {}).get("email", "")):
        yield "contact.email", "must be a valid email"
    if not _INSTANT.fullmatch(body.get("eventTime", "")):
        yield "eventTime", "must be an instant"
    try:
        fits = uuid.UUID(body.get("eventID", "")).version in (4, 5, 6, 7)
    except ValueError:
        fits = False
    if not fits:
        yield "eventID", "must be a UUID"
