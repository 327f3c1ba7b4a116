"""What a service receives of a quiz, as rows: what it is, the field it goes to, and of what kind that is."""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import Connection, Quiz, Service
from quizdesigner.quiz.keys import field_name, keys
from quizdesigner.quiz.recall import unanswered

NAMES = {Service.KLAVIYO: "Klaviyo", Service.ZAPIER: "Zapier", Service.WEBHOOK: "Webhook"}
"""What people call the services."""

TAGS = "tags"
"""Stands where a question's id stands, for the field the customer tags go to."""


class FieldRow(Struct, frozen=True):
    """One thing sent. `subject` is the id of the question an author can name the field of, TAGS, or empty.

    `usual` is the name it has unless the author gives another; `off` says that it is left out.
    """

    what: str
    name: str
    kind: str
    subject: str = ""
    usual: str = ""
    off: bool = False


_FIRST: dict[Service, tuple[FieldRow, ...]] = {
    Service.KLAVIYO: (FieldRow("Email, name, phone", "email, first_name, phone_number", "profile"),),
    Service.ZAPIER: (
        FieldRow("Email, name, phone", "email, first_name, phone", "text"),
        FieldRow("Consent", "email_consent, consent_text, consent_at", "yes or no"),
        FieldRow("Customer tags", "tags, tags_added, tags_removed", "text with commas"),
    ),
    Service.WEBHOOK: (
        FieldRow("Email, name, phone", "contact", "object"),
        FieldRow("Consent", "consent", "object"),
        FieldRow("Customer tags", "tags, tags_added, tags_removed", "lists"),
    ),
}
_LAST: dict[Service, tuple[FieldRow, ...]] = {
    Service.KLAVIYO: (
        FieldRow("Recommended products", "quiz_products", "list"),
        FieldRow("Results page", "quiz_result", "text"),
        FieldRow("Finished the quiz", "Completed quiz", "event"),
    ),
    Service.ZAPIER: (
        FieldRow("Recommended products", "products", "line items"),
        FieldRow("Results page", "result_name", "text"),
    ),
    Service.WEBHOOK: (
        FieldRow("Recommended products", "products", "list"),
        FieldRow("Results page", "result", "text"),
    ),
}


def field_rows(connection: Connection, quiz: Quiz) -> tuple[FieldRow, ...]:
    """Everything this connection sends of the quiz, in reading order."""
    rows = list(_FIRST[connection.service])
    if connection.service is Service.KLAVIYO:
        rows.append(FieldRow("Customer tags", connection.tag_field or "quiz_tags", "list", TAGS, "quiz_tags"))
    named, number = keys(quiz), numbers(quiz)
    for question in quiz.questions:
        if question.id not in named or question.traits.contact:
            continue
        key = named[question.id]
        name = field_name(connection, question.id, key)
        kind = "list" if question.takes_several and connection.service is not Service.ZAPIER else "text"
        what = f"{number[question.id]}  {unanswered(question.title).strip() or question.traits.label}"
        rows.append(FieldRow(what, name or f"quiz_{key}", kind, question.id, f"quiz_{key}", name is None))
    return (*rows, *_LAST[connection.service])
