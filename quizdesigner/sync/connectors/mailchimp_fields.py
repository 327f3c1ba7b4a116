"""The fields of an audience, Mailchimp's merge fields: what a lead puts into them, and making those it lacks."""

from __future__ import annotations

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.fields import Field
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors import mailchimp_calls as calls
from quizdesigner.sync.connectors.base import Lacking, Misfit, Request, Wanted, WantedField
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.connectors.told import Value, as_text, short, told
from quizdesigner.sync.secrets import Secret

_MAX_FIELD = 255
_MAX_NAME = 50
# EMAIL is one of the 30 and is not listed among them.
_FEWEST_FULL = 29
_TYPES = {"number": "number", "date": "date", "link": "url"}


def values(connection: Connection, lead: Lead) -> tuple[dict[str, str | int | float], tuple[str, ...]]:
    """Values by merge tag, and what was cut. An empty text clears what an earlier take said; null is refused."""
    found: dict[str, str | int | float] = {}
    cut: list[str] = []
    for name, text in (("FNAME", lead.contact.first_name), ("PHONE", lead.contact.phone)):
        if text:
            found[name], note = short(name, text, _MAX_FIELD)
            cut.append(note)
    for one, value in told(connection, lead).fields:
        found[one.name], note = _value(one, value)
        cut.append(note)
    return found, tuple(note for note in cut if note)


async def lacking(connection: Connection, wanted: Wanted, secret: Secret, http: Http) -> tuple[Lacking | Misfit, ...]:
    """The fields the audience has not, and those it has as another type."""
    there = await _there(connection, secret, http)
    found: list[Lacking | Misfit] = []
    for one in wanted.fields:
        kind = _TYPES.get(one.kind, "text")
        if one.name not in there:
            said = f"The audience has no field {one.name} ({one.label})."
            found.append(Lacking(one.name, said, _field(connection, one)))
        elif there[one.name] not in ("text", kind):
            said = f"The field {one.name} is there as “{there[one.name]}” and is to be “{kind}”."
            found.append(Misfit(one.name, f"{said} Give it another name here. Until then it may be left out."))
    return tuple(found)


async def create(connection: Connection, lacking: Lacking, secret: Secret, http: Http) -> None:
    """Make the field. Raises Refused also when the audience can have no more."""
    request = lacking.request
    reply = await calls.ask(secret, http, request.method, request.url, request.body)
    if reply.status == 400:
        there = await _there(connection, secret, http)
        if lacking.name in there:
            return
        if len(there) >= _FEWEST_FULL:
            raise Refused(
                f"The audience has {len(there)} fields; Mailchimp allows 30 in most plans and 80 in the largest. Delete"
                f" one there, or leave fields out here. It said: {calls.problem(reply).said}"
            )
    calls.settle(reply, http.now())


def _value(field: Field, value: Value) -> tuple[str | int | float, str]:
    if isinstance(value, int | float):
        return value, ""
    text = as_text(value)
    if field.kind == "link" and len(text) > _MAX_FIELD:
        return "", f"“{field.name}” was left out: Mailchimp takes an address of {_MAX_FIELD} characters at most."
    return short(field.name, text, _MAX_FIELD)


async def _there(connection: Connection, secret: Secret, http: Http) -> dict[str, str]:
    """The types of the audience's fields by merge tag; `text` where none is told."""
    listed, _ = await calls.pages(secret, http, _path(connection), "merge_fields", "tag type")
    found = {}
    for item in listed:
        match item:
            case {"tag": str(tag), "type": str(kind)}:
                found[tag] = kind
            case {"tag": str(tag)}:
                found[tag] = "text"
    return found


def _field(connection: Connection, wanted: WantedField) -> Request:
    body = {
        "tag": wanted.name,
        "name": short(wanted.name, wanted.label, _MAX_NAME)[0],
        "type": _TYPES.get(wanted.kind, "text"),
        "required": False,
        # Else it shows on the shop's sign-up forms.
        "public": False,
    }
    title = f"Create the field {wanted.name}"
    return Request(f"field {wanted.name}", title, "POST", _path(connection), calls.JSON, body)


def _path(connection: Connection) -> str:
    return f"{calls.audience(connection)}/merge-fields"
