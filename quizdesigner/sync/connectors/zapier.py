"""Zapier: one flat JSON object to a Catch Hook, whose address is the secret."""

from __future__ import annotations

import functools
from datetime import UTC, datetime
from typing import Any

import msgspec

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.quiz.lead import Lead
from quizdesigner.sync.connectors.base import (
    Account,
    Delivered,
    Fields,
    PickList,
    Request,
    clash_notes,
    fields,
    size_notes,
    tags,
)
from quizdesigner.sync.connectors.deliver import check, in_order
from quizdesigner.sync.connectors.http import Http, operator_base, parse
from quizdesigner.sync.secrets import Secret

label = "Zapier"
secret_label = "Catch Hook address"
has_lists = False

HOST = "hooks.zapier.com"

_MAX_BODY = 2_000_000
_GONE = "Zapier no longer has this hook. Copy the address from the Zap again; nothing is lost."
_STOPS = {401: _GONE, 403: _GONE, 404: _GONE, 410: _GONE}


def check_secret(secret: Secret) -> None:
    """Raise Refused when this is not the address of a Catch Hook."""
    words = f"This is not a Catch Hook of Zapier: they begin with https://{HOST}/hooks/catch/."
    try:
        url = parse(secret.reveal())
    except Refused as error:
        raise Refused(words) from error
    if (url.scheme, url.netloc) != ("https", HOST.encode()) or not url.path.startswith("/hooks/catch/"):
        raise Refused(words)


def requests(connection: Connection, lead: Lead) -> tuple[Request, ...]:
    """The one request; its fields are the same for every shopper, since the Zap learns them from a sample."""
    url = f"https://{HOST}/hooks/catch/…{connection.secret_hint}"
    return (Request("Send to the Zap", "POST", url, {"Content-Type": "application/json"}, _body(connection, lead)),)


def notes(connection: Connection, lead: Lead) -> tuple[str, ...]:
    """What is left out or may be refused."""
    return (*clash_notes(_fields(connection, lead)), *size_notes(requests(connection, lead), _MAX_BODY))


async def test(secret: Secret, http: Http) -> Account:
    """Send a marked sample. Zapier says yes even when no Zap listens, so a person has to look for it."""
    at = datetime.fromtimestamp(int(http.now()), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    sample = {"event": "quiz.test", "event_id": f"test-{int(http.now() * 1000)}", "test": True, "at": at}
    await _post(secret, http, msgspec.json.encode({**sample, "quiz_name": "Test from Quiz Designer"}))
    return Account("Zapier", "Zapier always says yes. Look for the sample in the Zap editor, under “Test trigger”.")


async def lists(secret: Secret, http: Http) -> tuple[PickList, ...]:
    """None: the Zap decides."""
    return ()


async def deliver(connection: Connection, lead: Lead, secret: Secret, http: Http, done: int = 0) -> Delivered:
    """Send the lead; where it is too large, once more without the answers, and the note says so."""
    return await in_order(requests(connection, lead), functools.partial(_send, secret, http), done)


def _body(connection: Connection, lead: Lead) -> dict[str, Any]:
    changes = tags(connection, lead)
    consent = lead.consent
    found = _fields(connection, lead)
    return {
        "event": "quiz.completed",
        "test": False,
        "event_id": lead.event_id,
        "at": lead.at,
        "quiz_id": lead.quiz_id,
        "quiz_name": lead.quiz_name,
        "result_name": lead.result,
        "email": lead.contact.email,
        "phone": lead.contact.phone,
        "first_name": lead.contact.first_name,
        "email_consent": consent is not None and consent.granted,
        "consent_text": consent.wording if consent else "",
        "consent_at": consent.at if consent else "",
        "tags": ", ".join(changes.tags),
        "tags_added": ", ".join(changes.added),
        "tags_removed": ", ".join(changes.removed),
        "products": [{"sku": product.sku, "title": product.title, "url": product.url} for product in lead.products],
        **{name: _text(value) for name, value in found.values.items()},
    }


_NAMES = frozenset(
    "event event_id test at quiz_id quiz_name result_name email phone first_name email_consent consent_text consent_at"
    " tags tags_added tags_removed products".split()
)


def _fields(connection: Connection, lead: Lead) -> Fields:
    return fields(connection, lead, _NAMES)


def _text(value: str | tuple[str, ...] | None) -> str:
    return ", ".join(value) if isinstance(value, tuple) else value or ""


async def _send(secret: Secret, http: Http, request: Request) -> str:
    try:
        await _post(secret, http, request.content)
    except _TooLarge:
        short = {name: value for name, value in request.body.items() if name in _NAMES}
        await _post(secret, http, msgspec.json.encode(short))
        return "The answers were left out, since Zapier found the whole too large. The rest arrived."
    return ""


class _TooLarge(Refused):
    pass


async def _post(secret: Secret, http: Http, body: bytes) -> None:
    check_secret(secret)
    url = secret.reveal()
    if base := operator_base(Service.ZAPIER):
        url = url.replace(f"https://{HOST}", base, 1)
    reply = await http.send("POST", url, headers={"Content-Type": "application/json"}, body=body)
    if reply.status == 413:
        raise _TooLarge("Zapier found this too large, even without the answers.")
    check(label, reply, http.now(), stops=_STOPS)
