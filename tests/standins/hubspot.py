"""A stand-in for HubSpot: contacts by email, lists, consent, and properties that must exist before they are filled."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import unquote

from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.document import Service as Destination
from tests.standins.hubspot_properties import Properties, error
from tests.standins.service import Answer, Came, Person, Service

SECRET = "pat-eu1-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
CONNECTION = Connection(
    id="hubspot",
    service=Destination.HUBSPOT,
    list_id="7",
    list_name="Newsletter",
    subscription_id="7001",
    subscription_name="Marketing information",
)
VERSION = "2026-03"

_SCOPES = {
    ("crm", "objects", False): "crm.objects.contacts.read",
    ("crm", "objects", True): "crm.objects.contacts.write",
    ("crm", "properties", False): "crm.schemas.contacts.read",
    ("crm", "properties", True): "crm.schemas.contacts.write",
    ("crm", "lists", False): "crm.lists.read",
    ("crm", "lists", True): "crm.lists.write",
    ("communication-preferences", VERSION, False): "communication_preferences.read_write",
    ("communication-preferences", VERSION, True): "communication_preferences.read_write",
}
_SEARCH = {"query", "offset", "count", "listIds", "processingTypes", "additionalProperties"}
_NO_CONTACT = "resource not found"
_STAMP = "2026-11-21T10:00:00Z"


@dataclass
class Contact:
    """A contact; an empty property is not there."""

    id: str
    properties: dict[str, str] = field(default_factory=dict)


@dataclass
class ContactList:
    """A list with the ids of its contacts. `kind` is MANUAL, SNAPSHOT or DYNAMIC; `of` what it lists."""

    name: str
    kind: str = "MANUAL"
    of: str = "0-1"
    members: set[str] = field(default_factory=set)


class HubSpot(Service):
    """The account. `contacts` are by their address in lower case, `agreed` the bodies of consent by address and kind.

    `partial` makes a batch answer 207 with its errors in place of 400, `form` says in which form errors name a
    property, `instead` may give an answer in place of the account's own. `violations` are requests out of form.
    """

    def __init__(self, token: str = SECRET) -> None:
        super().__init__()
        self.token = token
        self.scopes = set(_SCOPES.values())
        self.properties = Properties()
        self.contacts: dict[str, Contact] = {}
        self.lists = {"7": ContactList("Newsletter"), "8": ContactList("Everybody", "DYNAMIC")}
        self.kinds: dict[str, dict[str, Any]] = {"7001": {"name": "Marketing information", "isActive": True}}
        self.agreed: dict[tuple[str, str], dict[str, Any]] = {}
        self.opted_out: set[tuple[str, str]] = set()
        self.tag_field = "quiz_tags"
        self.partial = False
        self.form: Literal["json", "context", "text"] = "json"
        self.window = 10
        """Milliseconds of the short limit, as the account tells them; the real one has 10,000."""
        self.instead: Callable[[Came], Answer | None] = lambda came: None
        self.violations: list[str] = []

    @property
    def knows_all_fields(self) -> bool:
        """Whether every property is taken to be there, with every option."""
        return self.properties.knows_all

    @knows_all_fields.setter
    def knows_all_fields(self, knows: bool) -> None:
        self.properties.knows_all = knows

    def busy(self) -> Answer:
        """Without Retry-After: the header with the window is all there is."""
        headers = {"X-HubSpot-RateLimit-Interval-Milliseconds": f"{self.window}", "X-HubSpot-RateLimit-Remaining": "0"}
        body = {"errorType": "RATE_LIMIT", "policyName": "TEN_SECONDLY_ROLLING"}
        return Answer(429, {"status": "error", "message": "You have reached your limit.", **body}, headers)

    def broken(self) -> Answer:
        return Answer(500, {"status": "error", "message": "internal error", "correlationId": "c"})

    def person(self, email: str) -> Person | None:
        found = self.contacts.get(email.lower())
        if found is None:
            return None
        own = {"email", "firstname", "phone", self.tag_field}
        values = found.properties
        return Person(
            email=values["email"],
            first_name=values.get("firstname", ""),
            phone=values.get("phone", ""),
            tags=[one for one in values.get(self.tag_field, "").split(";") if one],
            fields={name: value for name, value in values.items() if name not in own},
            email_consent=any(address == email.lower() for address, _ in self.agreed),
            lists={id for id, one in self.lists.items() if found.id in one.members},
        )

    def put_person(self, email: str, *tags: str) -> None:
        self._contact(email).properties[self.tag_field] = ";".join(tags)

    def answer(self, came: Came) -> Answer:
        if came.headers.get("authorization") != f"Bearer {self.token}":
            return error(401, "Authentication credentials not found.", "INVALID_AUTHENTICATION")
        if answer := self.instead(came):
            return answer
        parts = [unquote(part) for part in came.path.strip("/").split("/")]
        writes = came.method != "GET" and parts[-1] != "search"
        scope = _SCOPES.get((parts[0], parts[1] if len(parts) > 1 else "", writes))
        if scope and scope not in self.scopes:
            lacking = {"message": "One or more of these scopes are required.", "context": {"requiredScopes": [scope]}}
            return error(403, "This app hasn't been granted all required scopes.", "MISSING_SCOPES", errors=[lacking])
        match came.method, parts:
            case "GET", ["account-info", "2026-03", "details"]:
                return Answer(200, {"portalId": 4711, "accountType": "STANDARD", "uiDomain": "app-eu1.hubspot.com"})
            case "POST", ["crm", "objects", "2026-03", "contacts", "batch", "upsert"]:
                return self._upsert(came.body)
            case "GET", ["crm", "objects", "2026-03", "contacts", email] if came.query.get("idProperty") == "email":
                return self._get(email, came.query.get("properties", "").split(","))
            case _, ["crm", "properties", "2026-03", "contacts", *rest]:
                return self.properties.answer(came, rest)
            case "POST", ["crm", "lists", "2026-03", "search"]:
                return self._search(came.body)
            case "PUT", ["crm", "lists", "2026-03", id, "memberships", "add"]:
                return self._add(id, came.body)
            case "GET", ["communication-preferences", "2026-03", "definitions"]:
                kinds = [{"id": id, **kind} for id, kind in self.kinds.items()]
                return Answer(200, {"status": "COMPLETE", "results": kinds})
            case "POST", ["communication-preferences", "2026-03", "statuses", email]:
                return self._agree(email.lower(), came.body)
        return self._out_of_form(f"{came.method} {came.path}", 404)

    def _out_of_form(self, text: str, status: int = 400) -> Answer:
        self.violations.append(text)
        return error(status, f"Invalid input: {text}")

    def _contact(self, email: str) -> Contact:
        made = Contact(str(101 + len(self.contacts)), {"email": email.lower()})
        return self.contacts.setdefault(email.lower(), made)

    def _shown(self, contact: Contact, names: list[str]) -> dict[str, Any]:
        known = {*contact.properties, *self.properties.all}
        values = {name: contact.properties.get(name) for name in names if name in known}
        stamps = {"createdAt": _STAMP, "updatedAt": _STAMP, "archived": False}
        return {"id": contact.id, "properties": {**values, "hs_object_id": contact.id}, **stamps}

    def _get(self, email: str, names: list[str]) -> Answer:
        found = self.contacts.get(email.lower())
        return Answer(200, self._shown(found, names)) if found else error(404, _NO_CONTACT, "OBJECT_NOT_FOUND")

    def _upsert(self, body: Any) -> Answer:
        match body:
            case {"inputs": [{"id": str(email), "idProperty": "email", "properties": dict(values), **more}]}:
                if len(body) > 1 or set(more) - {"objectWriteTraceId"} or values.get("email", email) != email:
                    return self._out_of_form(f"input {body}")
            case _:
                return self._out_of_form(f"body {body}")
        if not all(isinstance(value, str) for value in values.values()):
            return self._out_of_form(f"values that are no texts: {values}")
        if values.get(self.tag_field, "").startswith(";"):
            return self._out_of_form("a list that appends")
        if problems := list(self.properties.problems({"email": email, **values})):
            return self._refused(problems)
        new = email.lower() not in self.contacts
        found = self._contact(email)
        written = {**found.properties, **values, "email": email.lower()}
        found.properties = {name: value for name, value in written.items() if value}
        result = {**self._shown(found, list(values)), "new": new}
        return Answer(200, {"status": "COMPLETE", "results": [result], "startedAt": _STAMP, "completedAt": _STAMP})

    def _refused(self, problems: list[dict[str, Any]]) -> Answer:
        match self.form:
            case "json":
                answer = error(400, f"Property values were not valid: {json.dumps(problems)}")
            case "context":
                named = [
                    {"message": one["message"], "code": one["error"], "context": {"propertyName": [one["name"]]}}
                    for one in problems
                ]
                answer = error(400, "Property values were not valid", errors=named)
            case "text":
                answer = error(400, problems[0]["message"])
        if not self.partial:
            return answer
        return Answer(207, {"status": "COMPLETE", "results": [], "numErrors": 1, "errors": [answer.body]})

    def _search(self, body: Any) -> Answer:
        if not isinstance(body, dict) or set(body) != _SEARCH:
            return self._out_of_form(f"search {body}")
        found = [(id, one) for id, one in self.lists.items() if one.kind in body["processingTypes"]]
        start, end = body["offset"], body["offset"] + body["count"]
        shown = [
            {
                "listId": id,
                "name": one.name,
                "processingType": one.kind,
                "objectTypeId": one.of,
                "additionalProperties": {"hs_list_size": str(len(one.members))},
            }
            for id, one in found[start:end]
        ]
        return Answer(200, {"lists": shown, "offset": end, "hasMore": end < len(found), "total": len(found)})

    def _add(self, id: str, body: Any) -> Answer:
        found = self.lists.get(id)
        if found is None:
            return error(404, f"List does not exist with ID {id}.", "OBJECT_NOT_FOUND")
        if not isinstance(body, list) or not all(isinstance(one, str) and one.isdecimal() for one in body):
            return self._out_of_form(f"record ids {body}")
        if found.kind == "DYNAMIC":
            return error(400, "List membership of dynamic lists cannot be changed.")
        known = {one.id for one in self.contacts.values()} & set(body)
        added = sorted(known - found.members)
        found.members |= known
        return Answer(200, {"recordIdsAdded": added, "recordIdsMissing": sorted(set(body) - known)})

    def _agree(self, email: str, body: Any) -> Answer:
        match body:
            case {"subscriptionId": int(kind), "statusState": "SUBSCRIBED", "channel": "EMAIL", **basis}:
                if set(basis) != {"legalBasis", "legalBasisExplanation"}:
                    return self._out_of_form(f"consent without its ground: {body}")
            case _:
                return self._out_of_form(f"consent {body}")
        if str(kind) not in self.kinds:
            return error(404, f"Subscription {kind} does not exist.", "OBJECT_NOT_FOUND")
        if (email, str(kind)) in self.opted_out:
            return error(400, "You cannot subscribe an unsubscribed address.")
        reason = {"setStatusSuccessReason": "NO_STATUS_CHANGE"} if (email, str(kind)) in self.agreed else {}
        self.agreed[email, str(kind)] = body
        result = {"subscriberIdString": email, "status": "SUBSCRIBED", "subscriptionId": kind, **reason}
        return Answer(200, {"status": "COMPLETE", "results": [result]})
