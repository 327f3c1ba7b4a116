"""The steps of a delivery to Mailchimp, each about one member of an audience, with what each can spare and look up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from quizdesigner.errors import Refused
from quizdesigner.sync.connectors.base import Request
from quizdesigner.sync.connectors.deliver import Drop, forgiving, left_out, without
from quizdesigner.sync.connectors.http import Http, Reply
from quizdesigner.sync.connectors.mailchimp_calls import COMPLIANCE, ask, label, pages, problem, read, settle
from quizdesigner.sync.secrets import Secret

ASKED = "Mailchimp itself asks the shopper whether they want to be subscribed again, as it does with who left once."
GIVEN_UP = "The shopper was not subscribed: Mailchimp has given up this address, since mail to it came back."


async def send(secret: Secret, http: Http, request: Request, again: bool) -> str:
    """Send one request of a delivery; a note on what was left out."""
    match request.key:
        case "contact":
            return await _contact(secret, http, request)
        case "tags":
            return await _tags(secret, http, request)
        case "consent":
            return await _consent(secret, http, request)
        case _:
            return await _event(secret, http, request, again)


async def _contact(secret: Secret, http: Http, request: Request) -> str:
    async def put(body: Any) -> Reply:
        return await ask(secret, http, request.method, request.url, body)

    reply, dropped = await forgiving(request.body, put, _without_field)
    settle(reply, http.now())
    return _sentences((*dropped, _ignored(reply, request.body)))


def _without_field(reply: Reply, body: Any) -> Drop | None:
    if reply.status != 400:
        return None
    found = problem(reply)
    if found.title == COMPLIANCE:
        # In the audience without being subscribed; the consent that follows finds out what may still be done.
        return Drop({**body, "status_if_new": "transactional"}, "")
    sent = body.get("merge_fields", {})
    # The form of the body is complained of as `merge_fields.QGOAL`, a value as `QGOAL`, some things in words alone.
    named = [field.removeprefix("merge_fields.") for field, _ in found.errors]
    said = found.said
    mentioned = (name for name in sent if _mentions(said, name))
    if name := next((name for name in (*named, *mentioned) if name in sent), ""):
        return Drop(without(body, ("merge_fields", name)), left_out(label, name, said))
    if "timestamp_signup" in named:
        return Drop(without(body, ("timestamp_signup",)), left_out(label, "timestamp_signup", said))
    return None


def _ignored(reply: Reply, body: Any) -> str:
    """A note on fields the audience has not: Mailchimp drops them without a word, and answers with those it has."""
    match reply.json():
        case {"merge_fields": {**there}}:
            sent = body.get("merge_fields", {})
            missing = [name for name, value in sent.items() if value != "" and name not in there]
        case _:
            missing = []
    names = ", ".join(f"“{name}”" for name in missing)
    return f"The audience has no field {names}: what was meant for it did not arrive." if missing else ""


async def _tags(secret: Secret, http: Http, request: Request) -> str:
    async def post(body: Any) -> Reply:
        return await ask(secret, http, request.method, request.url, body) if body["tags"] else Reply(204, {}, b"")

    reply, dropped = await forgiving(request.body, post, _without_tag)
    settle(reply, http.now())
    return _sentences(dropped)


def _without_tag(reply: Reply, body: Any) -> Drop | None:
    if reply.status != 400:
        return None
    found = problem(reply)
    said = found.said
    named = (re.match(r"tags\D*([0-9]{1,4})(?![0-9])", field) for field, _ in found.errors)
    places = [int(place[1]) for place in named if place]
    for at, tag in enumerate(body["tags"]):
        if at in places or (not places and _mentions(said, tag["name"])):
            return Drop(without(body, ("tags", at)), left_out(label, tag["name"], said))
    return None


async def _consent(secret: Secret, http: Http, request: Request) -> str:
    """Subscribe somebody known. Who was new is subscribed already, and who left is asked, not subscribed."""
    member = request.url.partition("?")[0]
    match await read(secret, http, f"{member}?fields=status"):
        case {"status": "subscribed" | "pending"}:
            return ""
        case {"status": "cleaned"}:
            return GIVEN_UP
        case {"status": str(status)}:
            wanted = request.body["status"]
        case _:
            raise Refused("Mailchimp answered something that is not a person.")

    async def patch(to: str) -> Reply:
        return await ask(secret, http, request.method, request.url, {**request.body, "status": to})

    to = "pending" if status == "unsubscribed" else wanted
    reply = await patch(to)
    if to != "pending" and problem(reply).title == COMPLIANCE:
        to = "pending"
        reply = await patch(to)
    if reply.status == 400:
        return f"The shopper was not subscribed, since Mailchimp refused it. It said: {problem(reply).said}"
    settle(reply, http.now())
    return ASKED if to != wanted else ""


async def _event(secret: Secret, http: Http, request: Request, again: bool) -> str:
    # Mailchimp counts an event that is sent twice as two.
    if again and await _recorded(secret, http, request):
        return ""
    reply = await ask(secret, http, request.method, request.url, request.body)
    if reply.status == 400:
        name = request.body["name"]
        return f"“{name}” was not recorded, since Mailchimp refused it. It said: {problem(reply).said}"
    settle(reply, http.now())
    return ""


async def _recorded(secret: Secret, http: Http, request: Request) -> bool:
    take = request.body["properties"]["take"]
    events, _ = await pages(secret, http, request.url, "events", "name properties")
    for event in events:
        match event:
            case {"properties": {"take": found}} if found == take:
                return True
    return False


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _sentences(notes: Iterable[str]) -> str:
    return " ".join(note for note in notes if note)
