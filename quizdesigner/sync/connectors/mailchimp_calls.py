"""One call to Mailchimp: where it goes, with which key, what its refusals mean, and lists of things page after page."""

from __future__ import annotations

import base64
import re
from typing import Any

import msgspec
from msgspec import Struct

from quizdesigner.errors import NotDone, Refused
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.sync.connectors.deliver import MAX_ERRORS, MAX_PAGES, check, part
from quizdesigner.sync.connectors.http import Http, Reply, operator_base, retry_after
from quizdesigner.sync.secrets import Secret

label = "Mailchimp"

JSON = {"Content-Type": "application/json"}
COMPLIANCE = "Member In Compliance State"
"""The title of a refusal to subscribe somebody who unsubscribed, or whose mail came back."""

NO_AUDIENCE = "No audience is picked for this connection. Pick one and publish; nothing is lost, it can be sent again."

# Times the usual 30 seconds: a call may take up to 120 (mailchimp.com/developer/marketing/docs/fundamentals). Whoever
# gives up sooner and asks again meets one that is still under way, and an event is there twice.
_PATIENCE = 4
_FORGOTTEN = "Forgotten Email Not Subscribed"
_PAGE = 100
_LONGEST = 200
_STOPS = {
    401: "Mailchimp does not know this key. Enter another one in Connect; nothing is lost.",
    403: "Mailchimp does not let this key do that: its user lacks a right, or the account is switched off. Nothing is"
    " lost; press Resume in Connect when that has changed.",
}
_WORDS = {
    404: "Mailchimp no longer has this audience, or this person in it. Pick an audience again and publish.",
}


class Problem(Struct, frozen=True):
    """What Mailchimp says of a refusal: its kind, a sentence, and of single fields their names and a sentence each."""

    title: str = ""
    detail: str = ""
    errors: tuple[tuple[str, str], ...] = ()

    @property
    def said(self) -> str:
        """All of it as one short text."""
        parts = (self.detail or self.title, *(f"{field}: {message}" for field, message in self.errors))
        return " ".join(" ".join(parts).split())[:_LONGEST]


def check_secret(secret: Secret) -> None:
    """Raise Refused when this cannot be an API key."""
    _datacenter(secret)


def audience(connection: Connection) -> str:
    """The path of the picked audience. Raises Refused when there is none, or no audience can be called that."""
    if not connection.list_id:
        raise Refused(NO_AUDIENCE)
    return f"/3.0/lists/{part(connection.list_id)}"


def problem(reply: Reply) -> Problem:
    """What a reply says went wrong; empty where it says nothing readable."""
    found = reply.json()
    texts = _texts(found)
    errors = found.get("errors") if isinstance(found, dict) else None
    named = [_texts(one) for one in errors[:MAX_ERRORS]] if isinstance(errors, list) else []
    return Problem(
        texts.get("title", ""),
        texts.get("detail", ""),
        tuple((one.get("field", ""), one.get("message", "")) for one in named if one),
    )


async def ask(secret: Secret, http: Http, method: str, path: str, body: Any = None) -> Reply:
    """Make a call and give its reply, whatever its status. Raises as `Http.send` does, NotDone also when throttled."""
    check_secret(secret)
    base = operator_base(Service.MAILCHIMP) or f"https://{_datacenter(secret)}.api.mailchimp.com"
    # Any user name will do (mailchimp.com/developer/marketing/docs/fundamentals).
    basic = base64.b64encode(f"key:{secret.reveal()}".encode()).decode("ascii")
    headers = {"Authorization": f"Basic {basic}", "Accept": "application/json"}
    if body is None:
        reply = await http.send(method, f"{base}{path}", headers=headers)
    else:
        content = msgspec.json.encode(body)
        reply = await http.send(method, f"{base}{path}", headers={**headers, **JSON}, body=content, patience=_PATIENCE)
    # Where it means 429 it may also answer 403 without JSON, or a page that says so (the same page, "Throttling").
    throttled = reply.status == 403 or b"Request Blocked" in reply.body
    if throttled and not isinstance(reply.json(), dict):
        raise NotDone(f"Mailchimp is busy (status {reply.status}).", retry_after(reply, http.now()))
    return reply


def settle(reply: Reply, now: float) -> None:
    """Raise what a reply means, in words for its person; return when it is a success."""
    found = problem(reply)
    if found.title == _FORGOTTEN:
        raise Refused(
            "This person was deleted from Mailchimp for good: nobody but they can come back, through a sign-up form of"
            " Mailchimp’s own. Nothing was sent."
        )
    if "looks fake or invalid" in found.said:
        raise Refused(f"Mailchimp does not take this email address. It said: {found.said}")
    check(label, reply, now, stops=_STOPS, words=_WORDS, detail=found.said)


async def read(secret: Secret, http: Http, path: str) -> Any:
    """What is at a path, as JSON. Raises as `ask` and `settle` do."""
    reply = await ask(secret, http, "GET", path)
    settle(reply, http.now())
    return reply.json()


async def pages(secret: Secret, http: Http, path: str, key: str, fields: str) -> tuple[list[Any], bool]:
    """All that a path lists under `key`, with the named `fields` of each, and whether there is more than is read."""
    found: list[Any] = []
    before: list[Any] = []
    wanted = ",".join(f"{key}.{field}" for field in fields.split())
    for _ in range(MAX_PAGES):
        page = await read(secret, http, f"{path}?fields={wanted},total_items&count={_PAGE}&offset={len(found)}")
        items, total = (page.get(key), page.get("total_items")) if isinstance(page, dict) else (None, None)
        if not isinstance(items, list) or not isinstance(total, int):
            raise Refused("Mailchimp answered something that is not a list.")
        if items and items == before:
            raise Refused(f"Mailchimp gave the same page of {key.replace('_', ' ')} twice.")
        before = items
        found += items
        if not items or len(found) >= total:
            return found, False
    return found, True


def _datacenter(secret: Secret) -> str:
    """The computers the account lives on. They are part of the address, so nothing but this form may pass."""
    found = re.fullmatch(r"[0-9a-f]{32}-(us[0-9]{1,3})", secret.reveal())
    if not found:
        raise Refused("This is not an API key of Mailchimp: they are 32 letters and digits, then “-us” and a number.")
    return found[1]


def _texts(found: object) -> dict[str, str]:
    """The texts of an object by name, each in one line that is cut."""
    texts = found.items() if isinstance(found, dict) else ()
    return {name: " ".join(text.split())[:_LONGEST] for name, text in texts if isinstance(text, str)}
