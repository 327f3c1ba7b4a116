"""Calls to HubSpot, and what its replies mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
from msgspec import Struct

from quizdesigner.errors import NotDone, Refused
from quizdesigner.quiz.document import Service
from quizdesigner.sync.connectors.deliver import MAX_ERRORS, check
from quizdesigner.sync.connectors.http import LONGEST_WAIT, Http, Reply, operator_base, retry_after
from quizdesigner.sync.secrets import Secret

LABEL = "HubSpot"
BASE = "https://api.hubapi.com"
VERSION = "2026-03"
"""Part of every path; each version is served for at least 18 months (developers.hubspot.com, API overview)."""

CONTACTS = f"/crm/objects/{VERSION}/contacts"
PROPERTIES = f"/crm/properties/{VERSION}/contacts"
LISTS = f"/crm/lists/{VERSION}"
PREFERENCES = f"/communication-preferences/{VERSION}"
JSON = {"Content-Type": "application/json"}

_SCOPES = (
    *(f"crm.{of}.contacts.{may}" for of in ("objects", "schemas") for may in ("read", "write")),
    "crm.lists.read",
    "crm.lists.write",
    "communication_preferences.read_write",
)
_STOPS = {
    401: "HubSpot does not know this key. Enter another one in Connect; nothing is lost.",
    402: "HubSpot has closed this account for now. Nothing is lost; press Resume in Connect when it is open.",
    410: "HubSpot has retired the interface this version uses. Update Quiz Designer; nothing is lost.",
}
_WORDS = {
    404: "HubSpot no longer has what this is about.",
    409: "HubSpot has another contact in the way.",
}
# HubSpot asks to wait without saying how long (its page on usage limits): the window of its short limit, and for the
# daily one, which ends at midnight of a time zone we do not know, an hour at a time.
_WINDOW = 10.0
_HOUR = 3600.0
_DEEPEST = 4
# Characters of a message that are looked at: it may list a dozen properties.
_LONGEST = 1_000


class Problem(Struct, frozen=True):
    """One thing HubSpot found wrong: its code, the properties it names, and its own words. Each may be empty."""

    code: str
    names: tuple[str, ...]
    text: str


def check_secret(secret: Secret) -> None:
    """Raise Refused when this can be neither a service key nor a private app token."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{20,300}", secret.reveal()):
        raise Refused(
            "This is not a key of HubSpot: service keys and private app tokens have at least 20 characters, letters,"
            " digits, dots and dashes alone."
        )


async def call(secret: Secret, http: Http, method: str, path: str, body: Any = None) -> Reply:
    """Send one request and give the reply, whatever its status."""
    check_secret(secret)
    bearer = f"Bearer {secret.reveal()}"
    headers = {**({} if body is None else JSON), "Authorization": bearer, "Accept": "application/json"}
    content = b"" if body is None else msgspec.json.encode(body)
    base = operator_base(Service.HUBSPOT) or BASE
    return await http.send(method, f"{base}{path}", headers=headers, body=content)


async def ask(secret: Secret, http: Http, method: str, path: str, body: Any = None) -> Any:
    """The JSON of a successful reply. Raises what any other means."""
    reply = await call(secret, http, method, path, body)
    checked(reply, http.now())
    return reply.json()


def checked(reply: Reply, now: float) -> None:
    """Raise what a reply's status means; return when it is a success."""
    status = reply.status
    if status == 429:
        raise NotDone(f"{LABEL} is busy (status 429).", _wait(reply, now))
    if status in (423, 477):
        asked = retry_after(reply, now)
        words = f"{LABEL} has locked this account or is moving it (status {status})."
        raise NotDone(words, _HOUR if asked is None else asked)
    stops = {**_STOPS, 403: _lacks(reply)}
    check(LABEL, reply, now, stops=stops, words=_WORDS, detail=said(reply))


def failed(reply: Reply) -> bool:
    """Whether something was refused, be it in a reply that counts as a success: a batch may fail in parts."""
    match reply.json():
        case {"errors": [_, *_]}:
            return True
    return not 200 <= reply.status < 300


def problems(reply: Reply) -> tuple[Problem, ...]:
    """What was wrong, as far as HubSpot tells: every field of its errors is optional, and some are JSON in a text."""
    return tuple(islice(_problems(reply.json(), _DEEPEST), MAX_ERRORS))


def options(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The options of a property, each with a text as its value."""
    return [one for one in _list(found, "options") if isinstance(one, dict) and isinstance(one.get("value"), str)]


def said(reply: Reply) -> str:
    """HubSpot's own words on what was wrong, 200 characters at most."""
    return "; ".join(dict.fromkeys(one.text for one in problems(reply) if one.text))[:200]


def _problems(found: Any, deep: int) -> Iterator[Problem]:
    if not isinstance(found, dict) or not deep:
        return
    text = _text(found, "message")
    parts = [*_list(found, "errors"), *_list(found, "validationResults"), *_listed(text)]
    inner = [problem for part in parts[:MAX_ERRORS] for problem in _problems(part, deep - 1)]
    if inner:
        yield from inner
    else:
        code = next(filter(None, (_text(found, key) for key in ("error", "code", "subCategory", "category"))), "")
        yield Problem(code, tuple(islice(_names(found), MAX_ERRORS)), " ".join(text.split())[:_LONGEST])


def _names(found: dict[str, Any]) -> Iterator[str]:
    if name := _text(found, "name"):
        yield name
    context = found.get("context")
    for key, values in context.items() if isinstance(context, dict) else ():
        if "propert" in key.casefold() or key == "name":
            yield from (one for one in (values if isinstance(values, list) else [values]) if isinstance(one, str))


def _listed(text: str) -> list[Any]:
    """The errors that stand as JSON in a message, `Property values were not valid: [{…}]`."""
    try:
        found = msgspec.json.decode(text[text.index("[{") : text.rindex("]") + 1])
    except (ValueError, RecursionError):
        return []
    return found if isinstance(found, list) else []


def _text(found: dict[str, Any], key: str) -> str:
    value = found.get(key)
    return value if isinstance(value, str) else ""


def _list(found: dict[str, Any], key: str) -> list[Any]:
    value = found.get(key)
    return value if isinstance(value, list) else []


def _lacks(reply: Reply) -> str:
    named = [scope for scope in _SCOPES if scope.encode() in reply.body]
    return (
        f"This key lacks a permission. It needs these scopes: {', '.join(named or _SCOPES)}. Add them in HubSpot"
        " and press Resume in Connect; nothing is lost."
    )


def _wait(reply: Reply, now: float) -> float:
    """Seconds until asking again makes sense."""
    asked = retry_after(reply, now)
    if asked is not None:
        return asked
    match reply.json():
        case {"policyName": str(policy)} if "DAILY" in policy.upper():
            return _HOUR
    window = reply.headers.get("x-hubspot-ratelimit-interval-milliseconds", "")
    return min(int(window) / 1000, LONGEST_WAIT) if re.fullmatch("[0-9]{1,9}", window) else _WINDOW
