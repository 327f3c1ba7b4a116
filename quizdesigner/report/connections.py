"""The section on connected services: account, list, retake, and every field that is sent. Nothing secret is here."""

from __future__ import annotations

from html import escape

from quizdesigner.quiz.document import Connection, Service
from quizdesigner.quiz.fields import TAGS, fields
from quizdesigner.quiz.received import FieldRow, field_rows
from quizdesigner.quiz.retake import RETAKES
from quizdesigner.report.marks import badge, facts_of, table, text
from quizdesigner.report.subject import Facts

_BY_EMAIL = "Nothing is sent for shoppers who give no email address."
_ARRIVES: dict[Service, str] = {
    Service.KLAVIYO: (
        "The profile with answers and customer tags; a subscription for people who tick the consent box; an event,"
        f" which can start a flow. {_BY_EMAIL}"
    ),
    Service.HUBSPOT: (
        "The contact with its properties; a place on a list and a subscription for people who tick the consent box."
        f" {_BY_EMAIL}"
    ),
    Service.MAILCHIMP: (
        "A contact of the audience with fields and tags, subscribed when the consent box was ticked; an event, which"
        f" can start an automation. {_BY_EMAIL}"
    ),
    Service.OMNISEND: (
        "The contact with answers and tags, subscribed when the consent box was ticked; an event, which can start an"
        f" automation. {_BY_EMAIL}"
    ),
    Service.SHOPIFY: (
        "The customer of the shop with tags and metafields, and consent to marketing for people who tick the box."
        f" {_BY_EMAIL}"
    ),
    Service.ZAPIER: "One message for each finished quiz, from which a Zap can go on to other services.",
    Service.WEBHOOK: "One signed call for each finished quiz, to an address of your own.",
}


def connections(facts: Facts) -> str:
    """The section."""
    if not facts.project.connections:
        return "<p>No service is connected. Finished quizzes are kept on the host and sent to nobody.</p>"
    return "".join(_connection(facts, one) for one in facts.project.connections)


def _connection(facts: Facts, connection: Connection) -> str:
    off = "" if connection.enabled else f" {badge('warn', 'switched off: nothing is sent')}"
    rows = [
        ("Account", text(connection.account) if connection.account else ""),
        ("What arrives", _ARRIVES[connection.service]),
        *_picked(connection),
        ("Customer tags", _tags(connection)),
        ("On a retake", RETAKES[connection.retake].meaning),
    ]
    fields = (_row(one) for one in field_rows(connection, facts.quiz))
    sent = table("fields", ("What is sent", "Field", "Kind"), fields)
    return f'<article class="connection"><h3>{connection.service.label}{off}</h3>{facts_of(rows)}{sent}</article>'


def _picked(connection: Connection) -> list[tuple[str, str]]:
    """What was picked from the account, and whether people are asked once more, where that is decided here."""
    listed = text(connection.list_name or connection.list_id) if connection.list_id else ""
    kind = text(connection.subscription_name or connection.subscription_id) if connection.subscription_id else ""
    asks = "Yes, people who tick the consent box" if connection.double_opt_in else "No"
    match connection.service:
        case Service.KLAVIYO:
            none = "None: people who tick the consent box are subscribed to no list"
            return [("List", f"{listed}, for people who tick the consent box" if listed else none)]
        case Service.HUBSPOT:
            none = "None picked: nobody is subscribed"
            return [
                ("List", f"{listed}, for people who tick the consent box" if listed else "None"),
                ("Kind of email", f"{kind}, for people who tick the consent box" if kind else none),
            ]
        case Service.MAILCHIMP:
            none = f"{badge('warn', 'none is picked: nothing is sent')}"
            return [
                ("Audience", f"{listed}, for everybody who gives an email address" if listed else none),
                ("Asked to confirm", asks),
            ]
        case Service.SHOPIFY:
            return [("Asked to confirm", asks)]
        case Service.OMNISEND | Service.ZAPIER | Service.WEBHOOK:
            return []


def _tags(connection: Connection) -> str:
    field = next(one for one in fields(connection, ()) if one.subject == TAGS)
    if not field.sent:
        return badge("plain", "left out")
    match connection.service:
        case Service.KLAVIYO:
            return f"As the profile property <code>{escape(field.name)}</code>"
        case Service.HUBSPOT:
            kind = "a text" if connection.tags_as_text else "checkboxes"
            return f"As the property <code>{escape(field.name)}</code>, {kind}"
        case Service.MAILCHIMP | Service.OMNISEND | Service.SHOPIFY:
            return f"As tags of the {'customer' if connection.service is Service.SHOPIFY else 'contact'}"
        case Service.ZAPIER:
            return "As one text with commas"
        case Service.WEBHOOK:
            return "As a list of names"


def _row(row: FieldRow) -> tuple[str, str, str]:
    if row.off:
        return text(row.what), badge("plain", "left out"), ""
    own = (
        ' <small class="own">own name</small>' if row.subject and row.subject != TAGS and row.name != row.usual else ""
    )
    names = ", ".join(
        f"<code>{escape(name)}</code>" for name in (row.name.split(", ") if not row.subject else [row.name])
    )
    return text(row.what), f"{names}{own}", escape(row.kind)
