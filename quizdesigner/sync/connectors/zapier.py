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
    Credential,
    Delivered,
    Keep,
    Picker,
    Progress,
    Request,
    no_choices,
    nothing_lacking,
    nothing_to_create,
)
from quizdesigner.sync.connectors.deliver import check, in_order
from quizdesigner.sync.connectors.http import Http, operator_base, parse
from quizdesigner.sync.connectors.told import Told, as_text, fitted, size_notes, tags, told, usual_notes
from quizdesigner.sync.secrets import Secret

label = "Zapier"
credentials = (Credential("Catch Hook address", "https://hooks.zapier.com/hooks/catch/…"),)
pickers: tuple[Picker, ...] = ()
gaps = (
    "Zapier says yes even when no Zap listens, so nothing here can tell whether a Zap ran.",
    "A Zap may run twice when Zapier's answer is lost: let it deduplicate by event_id.",
)
sets_up = False
choices = no_choices
lacking = nothing_lacking
create = nothing_to_create

HOST = "hooks.zapier.com"

# Zapier's Catch Hook takes some megabytes (help.zapier.com, "Trigger Zaps from webhooks"); Zaps are no place for more.
_MAX_BODY = 1_000_000
_MAX_FIELDS = 900_000
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
    headers = {"Content-Type": "application/json"}
    return (Request("zap", "Send to the Zap", "POST", url, headers, _body(connection, lead), tags=True),)


def notes(connection: Connection, lead: Lead) -> tuple[str, ...]:
    """What is left out or may be refused."""
    cut = _fields(connection, lead)[1]
    return (*usual_notes(connection, lead), *cut, *size_notes(requests(connection, lead), _MAX_BODY))


async def test(secret: Secret, http: Http) -> Account:
    """Send a marked sample. Zapier says yes even when no Zap listens, so a person has to look for it."""
    at = datetime.fromtimestamp(int(http.now()), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    sample = {"event": "quiz.test", "event_id": f"test-{int(http.now() * 1000)}", "test": True, "at": at}
    await _post(secret, http, msgspec.json.encode({**sample, "quiz_name": "Test from Quiz Designer"}))
    return Account("Zapier", "Zapier always says yes. Look for the sample in the Zap editor, under “Test trigger”.")


async def deliver(
    connection: Connection, lead: Lead, secret: Secret, http: Http, progress: Progress, keep: Keep
) -> Delivered:
    """Send the lead; where it is too large, once more without the answers, and the note says so."""
    answers = frozenset(one.name for one, _ in told(connection, lead).fields if not one.subject.startswith("@"))
    return await in_order(requests(connection, lead), functools.partial(_send, answers, secret, http), progress, keep)


def _fields(connection: Connection, lead: Lead) -> tuple[Told, tuple[str, ...]]:
    return fitted(told(connection, lead), _MAX_FIELDS)


def _body(connection: Connection, lead: Lead) -> dict[str, Any]:
    changes = tags(connection, lead)
    # The wording of the box that was ticked, else of the one that was shown.
    worded = lead.agreed or lead.agreed_to_texts or lead.consent or lead.sms_consent
    found = _fields(connection, lead)[0]
    return {
        "event": "quiz.completed",
        "test": False,
        "event_id": lead.event_id,
        "at": lead.at,
        "quiz_id": lead.quiz_id,
        "quiz_name": lead.quiz_name,
        "result_name": lead.result,
        "result_url": lead.link,
        "score": "" if lead.score is None else lead.score,
        "email": lead.contact.email,
        "phone": lead.contact.phone,
        "first_name": lead.contact.first_name,
        "email_consent": lead.agreed is not None,
        "sms_consent": lead.agreed_to_texts is not None,
        "consent_text": worded.wording if worded else "",
        "consent_at": worded.at if worded else "",
        "tags": ", ".join(changes.tags),
        "tags_added": ", ".join(changes.added),
        "tags_removed": ", ".join(changes.removed),
        "products": [{"sku": product.sku, "title": product.title, "url": product.url} for product in lead.products],
        **{
            one.name: value if isinstance(value, int | float) else as_text(value)
            for one, value in found.fields
            if not one.subject.startswith("@")
        },
    }


async def _send(answers: frozenset[str], secret: Secret, http: Http, request: Request, again: bool) -> str:
    try:
        await _post(secret, http, request.content)
    except _TooLarge:
        short = {name: value for name, value in request.body.items() if name not in answers}
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
