"""What a service receives of a quiz, as rows: what it is, the field it goes to, and of what kind that is."""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import Connection, Quiz, Service
from quizdesigner.quiz.fields import PRODUCTS, TAGS, Field, FieldKind, asked, fields


class FieldRow(Struct, frozen=True):
    """One thing sent. `subject` is what an author can name the field of (see `fields`), empty for what is fixed.

    `usual` is the name it has unless the author gives another; `off` says that it is left out, `clash` that another
    field has the name, so that this one is not sent.
    """

    what: str
    name: str
    kind: str
    subject: str = ""
    usual: str = ""
    off: bool = False
    clash: bool = False


_CONSENT = FieldRow("Consent", "email_consent, sms_consent, consent_text, consent_at", "yes or no")
_FIRST: dict[Service, tuple[FieldRow, ...]] = {
    Service.KLAVIYO: (FieldRow("Email, name, phone", "email, first_name, phone_number", "profile"),),
    Service.HUBSPOT: (FieldRow("Email, name, phone", "email, firstname, phone", "properties"),),
    Service.MAILCHIMP: (FieldRow("Email, name, phone", "email_address, FNAME, PHONE", "merge fields"),),
    Service.OMNISEND: (FieldRow("Email, name, phone", "identifiers, firstName", "contact"),),
    Service.SHOPIFY: (FieldRow("Email, name, phone", "email, firstName, phone", "customer"),),
    Service.ZAPIER: (FieldRow("Email, name, phone", "email, first_name, phone", "text"), _CONSENT),
    Service.WEBHOOK: (FieldRow("Email, name, phone", "contact", "object"), FieldRow("Consent", "consent", "object")),
}
_WORDS: dict[FieldKind, str] = {
    "text": "text",
    "long": "long text",
    "list": "list",
    "number": "number",
    "date": "date",
    "link": "link",
    "json": "JSON",
    "event": "event",
}
_TAGS = {
    Service.HUBSPOT: "checkboxes",
    Service.MAILCHIMP: "tags",
    Service.OMNISEND: "tags",
    Service.SHOPIFY: "tags",
    Service.ZAPIER: "text with commas",
    Service.WEBHOOK: "lists",
}


def field_rows(connection: Connection, quiz: Quiz) -> tuple[FieldRow, ...]:
    """Everything this connection sends of the quiz, in reading order."""
    number = numbers(quiz)
    rows = list(_FIRST[connection.service])
    for one in fields(connection, asked(quiz)):
        place = number.get(one.subject)
        what = f"{place}  {one.label}" if place else one.label
        subject = "" if one.fixed else one.subject
        rows.append(FieldRow(what, one.name, _said(connection, one), subject, one.usual, one.off, one.clash))
    return tuple(rows)


def _said(connection: Connection, field: Field) -> str:
    """The kind of a field in words."""
    if field.subject == TAGS:
        return "text" if connection.tags_as_text else _TAGS.get(connection.service, "list")
    if connection.service is Service.ZAPIER and field.subject == PRODUCTS:
        return "line items"
    return _WORDS[field.kind]
