"""What Shopify is sent about a finished quiz: a customer, tags, consent and metafields, each as one mutation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.fields import Field, FieldKind
from quizdesigner.quiz.lead import Lead, LeadConsent
from quizdesigner.sync.connectors.base import Request
from quizdesigner.sync.connectors.shopify_calls import PATH
from quizdesigner.sync.connectors.told import Value, as_text, short, tags, told

CUSTOMER = "‹customer id›"
"""Stands where the customer's id is put in."""

CONTACT = """mutation Contact($identifier: CustomerSetIdentifiers!, $input: CustomerSetInput!) {
  customerSet(identifier: $identifier, input: $input) { userErrors { field message code } }
}"""

_HALVES = {
    "remove": "tagsRemove(id: $id, tags: $remove) { userErrors { field message } }",
    "add": "tagsAdd(id: $id, tags: $add) { userErrors { field message } }",
}

EMAIL_CONSENT = """mutation EmailConsent($input: CustomerEmailMarketingConsentUpdateInput!) {
  customerEmailMarketingConsentUpdate(input: $input) { userErrors { field message code } }
}"""

SMS_CONSENT = """mutation SmsConsent($input: CustomerSmsMarketingConsentUpdateInput!) {
  customerSmsMarketingConsentUpdate(input: $input) { userErrors { field message code } }
}"""

SET = """mutation Fill($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { userErrors { field message code elementIndex } }
}"""

CLEAR = """mutation Clear($metafields: [MetafieldIdentifierInput!]!) {
  metafieldsDelete(metafields: $metafields) { userErrors { field message } }
}"""

# Metafields in one call (shopify.dev, metafieldsSet).
_AT_ONCE = 25
# Bytes of a value (shopify.dev, "Metafield limits"); characters of a text, each of which has up to four.
_MOST_BYTES = 65_536
_LONGEST = 16_000
_TYPES: dict[FieldKind, str] = {
    "text": "single_line_text_field",
    "long": "multi_line_text_field",
    "list": "list.single_line_text_field",
    "date": "date",
    "link": "url",
    "json": "json",
}
_LOOKED_UP = "The customer's id is looked up by the email address first."


def requests(connection: Connection, lead: Lead) -> tuple[Request, ...]:
    """Customer, tags, consents, metafields; nothing at all without an email address."""
    if not lead.contact.email:
        return ()
    changes = tags(connection, lead)
    found = [_request("contact", "Make or update the customer", contact_body(lead))]
    if body := tags_body(CUSTOMER, changes.removed, changes.added):
        found.append(_request("tags", "Change the customer's tags", body, _LOOKED_UP, tags=True))
    found += _consents(connection, lead)
    given, cleared = _metafields(connection, lead)
    found += _in_parts("fields", "Fill metafields", SET, given)
    found += _in_parts("clear", "Clear metafields of earlier takes", CLEAR, cleared)
    return tuple(found)


def cut_notes(connection: Connection, lead: Lead) -> tuple[str, ...]:
    """A sentence for each text that is cut."""
    cut = (_written(one, value)[1] for one, value in told(connection, lead).fields)
    return tuple(note for note in cut if note)


def contact_body(lead: Lead) -> dict[str, Any]:
    """Names no tags and no addresses: Shopify replaces the whole list of what is named."""
    contact = lead.contact
    named = {"email": contact.email, "firstName": contact.first_name, "phone": contact.phone}
    variables = {"identifier": {"email": contact.email}, "input": {name: text for name, text in named.items() if text}}
    return {"query": CONTACT, "variables": variables}


def tags_body(customer: str, remove: Sequence[str], add: Sequence[str]) -> dict[str, Any] | None:
    """One mutation that takes tags away and then gives some; None when there are neither.

    Shopify wants at least one tag in each half, so an empty one is not there.
    """
    halves = {name: list(names) for name, names in (("remove", remove), ("add", add)) if names}
    if not halves:
        return None
    taken = ", ".join(f"${name}: [String!]!" for name in halves)
    inside = "\n".join(f"  {_HALVES[name]}" for name in halves)
    query = f"mutation Tags($id: ID!, {taken}) {{\n{inside}\n}}"
    return {"query": query, "variables": {"id": customer, **halves}}


def _consents(connection: Connection, lead: Lead) -> Iterable[Request]:
    unless = " It is not sent for people who are subscribed already." if connection.double_opt_in else ""
    if lead.agreed:
        body = _consent_body(EMAIL_CONSENT, "emailMarketingConsent", connection, lead.agreed)
        yield _request("consent_email", "Record the consent to email", body, _LOOKED_UP + unless)
    if lead.agreed_to_texts and lead.contact.phone:
        body = _consent_body(SMS_CONSENT, "smsMarketingConsent", connection, lead.agreed_to_texts)
        when = "The customer is looked up first. It is sent only if they have this phone number at Shopify."
        yield _request("consent_sms", "Record the consent to text messages", body, when + unless)


def _consent_body(query: str, name: str, connection: Connection, consent: LeadConsent) -> dict[str, Any]:
    state, level = ("PENDING", "CONFIRMED_OPT_IN") if connection.double_opt_in else ("SUBSCRIBED", "SINGLE_OPT_IN")
    given = {"marketingState": state, "marketingOptInLevel": level, "consentUpdatedAt": consent.at}
    return {"query": query, "variables": {"input": {"customerId": CUSTOMER, name: given}}}


def _metafields(connection: Connection, lead: Lead) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Those that are given a value, and those a second take empties."""
    given, cleared = [], []
    for one, value in told(connection, lead).fields:
        namespace, _, key = one.name.partition(".")
        place = {"ownerId": CUSTOMER, "namespace": namespace, "key": key}
        if text := _written(one, value)[0]:
            given.append({**place, "type": _type(one, value), "value": text})
        else:
            cleared.append(place)
    return given, cleared


def _type(field: Field, value: Value) -> str:
    if field.kind == "number":
        return "number_integer" if isinstance(value, int) else "number_decimal"
    return _TYPES[field.kind]


def _written(field: Field, value: Value) -> tuple[str, str]:
    """A value as metafields hold it, always a text and empty where there is none; and a note when it had to be cut."""
    match value:
        case tuple():
            lines = [line for line in map(_line, value) if line]
            return msgspec.json.encode(lines).decode() if lines else "", ""
        case dict():
            return _answers(field, value)
        case float():
            # Never 1e-7.
            return f"{Decimal(str(value)):f}", ""
    text = as_text(value)
    return short(field.name, text.strip() if field.kind == "long" else _line(text), _LONGEST)


def _answers(field: Field, answers: dict[str, str]) -> tuple[str, str]:
    """All answers as one JSON object, each cut as little as is needed for the whole to fit."""
    for most in (5_000, 1_000, 250, 50):
        cut = {name: short(name, text, most)[0] for name, text in answers.items()}
        whole = msgspec.json.encode(cut)
        if len(whole) <= _MOST_BYTES:
            note = "" if cut == answers else f"The answers in “{field.name}” were cut to {most} characters each."
            return whole.decode(), note
    return "", f"“{field.name}” was left out: Shopify takes {_MOST_BYTES:,} bytes at most."


def _line(text: str) -> str:
    return " ".join(text.split())


def _in_parts(key: str, title: str, query: str, metafields: Sequence[dict[str, str]]) -> Iterable[Request]:
    """As many requests as it takes; the first has the plain key, those after it a number."""
    for start in range(0, len(metafields), _AT_ONCE):
        number = start // _AT_ONCE + 1
        body = {"query": query, "variables": {"metafields": metafields[start : start + _AT_ONCE]}}
        if number == 1:
            yield _request(key, title, body, _LOOKED_UP)
        else:
            yield _request(f"{key}{number}", f"{title}, part {number}", body, _LOOKED_UP)


def _request(key: str, title: str, body: Any, when: str = "", *, tags: bool = False) -> Request:
    return Request(key, title, "POST", PATH, {"Content-Type": "application/json"}, body, tags=tags, when=when)
