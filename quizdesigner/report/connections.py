"""The section on connected services: account, list, retake, and every field that is sent. Nothing secret is here."""

from __future__ import annotations

from html import escape

from quizdesigner.quiz.document import Connection, Retake, Service
from quizdesigner.quiz.received import NAMES, TAGS, FieldRow, field_rows
from quizdesigner.report.marks import badge, facts_of, table, text
from quizdesigner.report.subject import Facts

_ARRIVES = {
    Service.KLAVIYO: (
        "The profile with answers and customer tags; a subscription for who ticks the consent box; the event"
        " “Completed quiz”, which can start a flow. Nothing is sent for shoppers who give no email address."
    ),
    Service.ZAPIER: "One message for each finished quiz, from which a Zap can go on to other services.",
    Service.WEBHOOK: "One signed call for each finished quiz, to an address of your own.",
}
_RETAKES: dict[Retake, str] = {
    "replace": "Tags this quiz gave at an earlier take are taken away, those of the new take are given.",
    "accumulate": "Tags of all takes stay.",
    "by_group": (
        "Tags of a group the new take has a value in are replaced; tags of other groups stay, and so do those without"
        " a group."
    ),
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
        ("List", _list(connection)),
        ("Customer tags", _tags(connection)),
        ("On a retake", _RETAKES[connection.retake]),
    ]
    fields = (_row(one) for one in field_rows(connection, facts.quiz))
    sent = table("fields", ("What is sent", "Field", "Kind"), fields)
    return f'<article class="connection"><h3>{NAMES[connection.service]}{off}</h3>{facts_of(rows)}{sent}</article>'


def _list(connection: Connection) -> str:
    if connection.service is not Service.KLAVIYO:
        return ""
    if not connection.list_id:
        return "None: who ticks the consent box is subscribed to email only"
    return f"{text(connection.list_name or connection.list_id)}, for who ticks the consent box"


def _tags(connection: Connection) -> str:
    if connection.service is not Service.KLAVIYO:
        return "As a list of names"
    return f"As the profile property <code>{escape(connection.tag_field or 'quiz_tags')}</code>"


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
