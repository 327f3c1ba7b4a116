"""A signed webhook after Standard Webhooks 1.0, to any address on the internet."""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import httpx

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Connection, Service
from quizdesigner.quiz.lead import Lead, LeadConsent
from quizdesigner.sync.connectors.base import (
    Account,
    Credential,
    Delivered,
    Keep,
    KeyRefused,
    Picker,
    Progress,
    Request,
    no_choices,
    nothing_lacking,
    nothing_to_create,
)
from quizdesigner.sync.connectors.deliver import check, in_order
from quizdesigner.sync.connectors.http import Http, Reply, operator_base, parse
from quizdesigner.sync.connectors.told import Told, fitted, products, size_notes, tags, told, usual_notes
from quizdesigner.sync.secrets import Secret

label = "Webhook"
credentials = (
    Credential("Address", "https://example.com/hook", hidden=False),
    Credential("Signing secret", "whsec_…", start="whsec_"),
)
pickers: tuple[Picker, ...] = ()
gaps = ("A lost answer makes the call come twice, with the same webhook-id: the receiver keeps the first.",)
sets_up = False
choices = no_choices
lacking = nothing_lacking
create = nothing_to_create

# Receivers are to expect some 20 KB (standardwebhooks.com).
_MAX_BODY = 20_000
_MAX_ANSWERS = 12_000
_REPLY_SHOWN = 500
_REFUSES = "The webhook does not accept these requests. Check its address and signing secret; nothing is lost."
_STOPS = {
    401: _REFUSES,
    403: _REFUSES,
    410: "The webhook's owner has switched it off (status 410). Enter its new address; nothing is lost.",
}


def new_key(random: bytes) -> str:
    """A signing secret, `whsec_…`, of 24 to 64 random bytes."""
    return "whsec_" + base64.b64encode(random).decode("ascii")


def check_secret(secret: Secret) -> None:
    """Raise Refused when this is not an address with one or two signing secrets."""
    _split(secret)


def requests(connection: Connection, lead: Lead) -> tuple[Request, ...]:
    """The one request. The signature headers come with each attempt, since they hold its time."""
    return (_request("call", "Call the webhook", connection.account, lead.event_id, _body(connection, lead)),)


def notes(connection: Connection, lead: Lead) -> tuple[str, ...]:
    """What is cut or may be refused."""
    cut = _fields(connection, lead)[1]
    return (*usual_notes(connection, lead), *cut, *size_notes(requests(connection, lead), _MAX_BODY))


async def test(secret: Secret, http: Http) -> Account:
    """Send a signed `webhook.test`, and give what came back."""
    started = http.now()
    at = datetime.fromtimestamp(int(started), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    body = {"type": "webhook.test", "timestamp": at, "data": {}}
    host = _split(secret)[0].host
    reply = await _post(secret, http, _request("test", "Test the webhook", host, f"test-{int(started * 1000)}", body))
    said = reply.body[:_REPLY_SHOWN].decode("utf-8", "replace").strip()
    took = max(0, round((http.now() - started) * 1000))
    return Account(host, f"Status {reply.status} after {took} ms." + (f" It said: {said}" if said else ""))


async def deliver(
    connection: Connection, lead: Lead, secret: Secret, http: Http, progress: Progress, keep: Keep
) -> Delivered:
    """Send the lead, signed anew at every attempt."""
    return await in_order(requests(connection, lead), functools.partial(_send, secret, http), progress, keep)


def signature(keys: Sequence[bytes], event_id: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature`: one entry for each key."""
    signed = f"{event_id}.{timestamp}.".encode() + body
    return " ".join("v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode("ascii") for key in keys)


def _split(secret: Secret) -> tuple[httpx.URL, list[bytes]]:
    text, *texts = secret.reveal().split() or [""]
    if not 1 <= len(texts) <= 2:
        raise Refused("A webhook needs an address that begins with https://, and its signing secret (whsec_…).")
    return parse(text), [_key(text) for text in texts]


def _key(text: str) -> bytes:
    try:
        key = base64.b64decode(text.removeprefix("whsec_"), validate=True)
    # Signs that are no ASCII are another error than Base64 that is none.
    except ValueError:
        key = b""
    if not text.startswith("whsec_") or not 24 <= len(key) <= 64:
        raise Refused("This is not a signing secret: “whsec_” and 24 to 64 bytes in Base64.")
    return key


def _request(key: str, title: str, host: str, event_id: str, body: dict[str, Any]) -> Request:
    headers = {"Content-Type": "application/json", "webhook-id": event_id}
    return Request(key, title, "POST", f"https://{host or '…'}/…", headers, body, tags=key == "call")


def _fields(connection: Connection, lead: Lead) -> tuple[Told, tuple[str, ...]]:
    return fitted(told(connection, lead), _MAX_ANSWERS)


def _consent(consent: LeadConsent | None) -> dict[str, Any]:
    if consent is None:
        return {"granted": False}
    return {"granted": consent.granted, "text": consent.wording, "at": consent.at}


def _body(connection: Connection, lead: Lead) -> dict[str, Any]:
    changes, found = tags(connection, lead), _fields(connection, lead)[0]
    titles = {answer.question: answer for answer in lead.answers}
    answers = [
        {
            "question_id": one.subject,
            "question": titles[one.subject].title,
            "field": one.name,
            "type": titles[one.subject].kind.value,
            "values": list(value) if isinstance(value, tuple) else [value],
        }
        for one, value in found.fields
        if one.subject in titles and value is not None
    ]
    return {
        "type": "quiz.completed",
        "timestamp": lead.at,
        "data": {
            "submission_id": lead.event_id,
            "quiz": {"id": lead.quiz_id, "name": lead.quiz_name, "version": lead.revision},
            "contact": {
                "email": lead.contact.email or None,
                "phone": lead.contact.phone or None,
                "first_name": lead.contact.first_name or None,
            },
            "consent": {"email": _consent(lead.consent), "sms": _consent(lead.sms_consent)},
            "answers": answers,
            "result": lead.result,
            "result_url": lead.link or None,
            "score": lead.score,
            "tags": list(changes.tags),
            "tags_added": list(changes.added),
            "tags_removed": list(changes.removed),
            "products": [
                {"id": product.id, "sku": product.sku, "title": product.title, "url": product.url}
                for product in products(found, lead)
            ],
        },
    }


async def _send(secret: Secret, http: Http, request: Request, again: bool) -> str:
    await _post(secret, http, request)
    return ""


async def _post(secret: Secret, http: Http, request: Request) -> Reply:
    address, keys = _split(secret)
    base = operator_base(Service.WEBHOOK)
    url = base + address.raw_path.decode("ascii") if base else str(address)
    body = request.content
    timestamp = int(http.now())
    headers = {
        **request.headers,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(keys, request.headers["webhook-id"], timestamp, body),
    }
    try:
        reply = await http.send("POST", url, headers=headers, body=body, guarded=base is None)
    except Refused as error:
        # No lead is at fault when the address may not be called: they wait for another.
        raise KeyRefused(str(error)) from None
    check(label, reply, http.now(), stops=_STOPS)
    return reply
