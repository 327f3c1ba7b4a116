"""The contact of a lead at HubSpot: its properties, with the customer tags among those it has from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.fields import TAGS, fields
from quizdesigner.quiz.lead import Lead
from quizdesigner.quiz.retake import After
from quizdesigner.quiz.tags import same
from quizdesigner.sync.connectors.base import Request
from quizdesigner.sync.connectors.deliver import Drop, forgiving, is_quoted, left_out, part, without
from quizdesigner.sync.connectors.http import Http, Reply
from quizdesigner.sync.connectors.hubspot_calls import (
    CONTACTS,
    JSON,
    LABEL,
    PROPERTIES,
    Problem,
    ask,
    call,
    checked,
    failed,
    options,
    problems,
    said,
)
from quizdesigner.sync.connectors.told import as_text, short, tags, told
from quizdesigner.sync.secrets import Secret

# Characters a property holds (HubSpot's knowledge base, "Property field types").
_LONGEST = 65_536


def request(connection: Connection, lead: Lead) -> Request:
    """The contact as it is for who has no tags from elsewhere."""
    one = {
        "id": lead.contact.email,
        "idProperty": "email",
        "objectWriteTraceId": lead.event_id,
        "properties": _properties(connection, lead)[0],
    }
    return Request(
        "contact",
        "Create or update the contact",
        "POST",
        f"{CONTACTS}/batch/upsert",
        JSON,
        {"inputs": [one]},
        tags=True,
        when="Tags the contact has from elsewhere are read first and kept." if _changes(connection, lead) else "",
    )


def notes(connection: Connection, lead: Lead) -> tuple[str, ...]:
    """A sentence for each value that is cut."""
    return _properties(connection, lead)[1]


async def send(connection: Connection, lead: Lead, sent: Request, secret: Secret, http: Http) -> str:
    """Write the contact; what HubSpot refuses by name is left out. A note on that."""
    body, field = sent.body, _tag_property(connection)
    if changes := _changes(connection, lead):
        there = await _tags(lead.contact.email, field, secret, http)
        body = _with(body, field, ";".join(merged(there.split(";"), changes)))
    known: frozenset[str] = frozenset()

    async def post(found: Any) -> Reply:
        nonlocal known
        reply = await call(secret, http, sent.method, sent.url, found)
        if reply.status == 409:
            # Somebody made the contact at the same moment: now it is there to be updated.
            reply = await call(secret, http, sent.method, sent.url, found)
        named = _refused(reply, found)
        if not known and field in named and _is_option(named[field]):
            known = await _options(field, secret, http)
        return reply

    reply, dropped = await forgiving(body, post, lambda reply, found: _less(reply, found, field, known))
    checked(reply, http.now())
    if failed(reply):
        raise Refused(f"{LABEL} refused this. It said: {said(reply)}")
    return " ".join((*dropped, "The rest arrived.")) if dropped else ""


async def find(email: str, secret: Secret, http: Http, *properties: str) -> Any:
    """The contact with this address as HubSpot shows it, or None when there is none."""
    asked = f"?idProperty=email&properties={','.join(('email', *properties))}"
    reply = await call(secret, http, "GET", f"{CONTACTS}/{part(email)}{asked}")
    if reply.status == 404:
        return None
    checked(reply, http.now())
    return reply.json()


def merged(there: Iterable[str], changes: After) -> tuple[str, ...]:
    """The tags that are there with the changes made: what others gave stays as it is and where it is."""
    gone = {same(one) for one in changes.removed}
    kept = [one for one in there if one.strip() and same(one) not in gone]
    known = {same(one) for one in kept}
    return (*kept, *(one for one in changes.added if same(one) not in known))


def _tag_property(connection: Connection) -> str:
    """The property the tags go to; empty where none may be written."""
    return next((one.name for one in fields(connection, ()) if one.subject == TAGS and one.sent), "")


def _changes(connection: Connection, lead: Lead) -> After | None:
    """The changes of the tags; None where the contact's tags are left alone."""
    found = tags(connection, lead)
    return found if _tag_property(connection) and (found.added or found.removed) else None


def _properties(connection: Connection, lead: Lead) -> tuple[dict[str, str], tuple[str, ...]]:
    """Values by property, all of them texts; an empty one clears what an earlier take said. Notes on what is cut."""
    contact = lead.contact
    found = {"email": contact.email, "firstname": contact.first_name, "phone": contact.phone}
    found = {name: value for name, value in found.items() if value}
    cut = []
    for name, value in told(connection, lead).values.items():
        found[name], note = short(name, as_text(value), _LONGEST)
        cut.append(note)
    if changes := _changes(connection, lead):
        found[_tag_property(connection)] = ";".join(changes.tags)
    return found, tuple(filter(None, cut))


async def _tags(email: str, field: str, secret: Secret, http: Http) -> str:
    """What the property of the tags holds."""
    match await find(email, secret, http, field):
        case None:
            return ""
        case {"properties": {**properties}} if isinstance(value := properties.get(field) or "", str):
            return value
    # To take it for a contact without tags would be to lose those it has.
    raise Refused(f"{LABEL} answered something that is not a contact.")


async def _options(field: str, secret: Secret, http: Http) -> frozenset[str]:
    found = await ask(secret, http, "GET", f"{PROPERTIES}/{part(field)}")
    return frozenset(one["value"] for one in options(found)) if isinstance(found, dict) else frozenset()


def _less(reply: Reply, body: Any, field: str, known: frozenset[str]) -> Drop | None:
    """The body without what HubSpot refused by name; None when that is the email address, or nothing."""
    named = _refused(reply, body)
    if not named or "email" in named:
        return None
    if field in named and _is_option(named[field]):
        values = body["inputs"][0]["properties"][field].split(";")
        unknown = [one for one in values if one not in known]
        if known and unknown:
            note = (
                f"The tags {_quoted(unknown)} were left out, since the property “{field}” does not know them."
                " Connect > “Set up fields” adds them."
            )
            return Drop(_with(body, field, ";".join(one for one in values if one in known)), note)
    for name in named:
        body = without(body, ("inputs", 0, "properties", name))
    return Drop(body, " ".join(_left_out(named)))


def _left_out(named: dict[str, Problem]) -> Iterator[str]:
    absent = [name for name, one in named.items() if _is_absent(one)]
    if absent:
        were, them = ("was", "it") if len(absent) == 1 else ("were", "them")
        yield (
            f"{_quoted(absent)} {were} left out, since HubSpot has no such property."
            f" Connect > “Set up fields” creates {them}."
        )
    for name, one in named.items():
        if name not in absent:
            yield left_out(LABEL, name, one.text[:200])


def _refused(reply: Reply, body: Any) -> dict[str, Problem]:
    """What was refused, by the property it is about."""
    if reply.status not in (207, 400) or not failed(reply):
        return {}
    properties = body["inputs"][0]["properties"]
    return {name: one for one in problems(reply) for name in _named(one, properties)}


def _named(problem: Problem, properties: dict[str, str]) -> list[str]:
    """The properties a problem is about: those it names as such, else in its text, else by value, else the phone."""
    text = problem.text.casefold()
    if found := [name for name in properties if name in problem.names]:
        return found
    called = re.findall(r"\bproperty (\w+)", text)
    if found := [name for name in properties if name in called or is_quoted(name, text)]:
        return found
    refused, says, _ = problem.text.partition(" was not one of")
    for name, value in properties.items():
        if says and refused in value and refused in value.split(";"):
            return [name]
    return ["phone"] if "phone" in properties and "phone" in text else []


def _is_option(problem: Problem) -> bool:
    return "INVALID_OPTION" in problem.code or "was not one of the allowed options" in problem.text


def _is_absent(problem: Problem) -> bool:
    return "DOESNT_EXIST" in problem.code or "does not exist" in problem.text


def _with(body: Any, name: str, value: str) -> Any:
    (one,) = body["inputs"]
    return {"inputs": [{**one, "properties": {**one["properties"], name: value}}]}


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
