"""What changed about connections: where finished quizzes go, and how."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from quizdesigner.quiz.compare.difference import Difference
from quizdesigner.quiz.document import Connection, Project
from quizdesigner.quiz.retake import RETAKES

_TOLD = (
    "list_id",
    "list_name",
    "subscription_id",
    "subscription_name",
    "double_opt_in",
    "tags_as_text",
    "retake",
    "tag_field",
    "fields",
)


def connections(before: Project, after: Project) -> Iterator[Difference]:
    """Connection by connection. Which fields are new or gone is counted where it is said who gets what."""
    olds = {connection.id: connection for connection in before.connections}
    news = {connection.id: connection for connection in after.connections}
    for connection in before.connections:
        if connection.id not in news:
            yield Difference("removed", _named(connection), "is gone", "Nothing is sent there any more.", "crm")
    for connection in after.connections:
        earlier = olds.get(connection.id)
        if earlier is None:
            yield Difference("added", _named(connection), "is new", "Finished quizzes are sent there.", "crm")
        elif earlier != connection:
            yield Difference("changed", _named(connection), _text(earlier, connection), reach="crm")


def _text(old: Connection, new: Connection) -> str:
    said = []
    if (old.list_id, old.list_name) != (new.list_id, new.list_name):
        name = new.list_name or new.list_id
        said.append(f"subscribes to {name}" if name else "subscribes to no list")
    if old.subscription_id != new.subscription_id:
        name = new.subscription_name or new.subscription_id
        said.append(f"subscribes to {name} emails" if name else "subscribes to no kind of email")
    if old.double_opt_in != new.double_opt_in:
        said.append(f"{'asks' if new.double_opt_in else 'does not ask'} people who tick the box to confirm")
    if old.tags_as_text != new.tags_as_text:
        said.append("tags are a text" if new.tags_as_text else "tags are checkboxes")
    if old.retake != new.retake:
        said.append(f"on a retake “{RETAKES[new.retake].label}”")
    if old.tag_field != new.tag_field:
        said.append(f"tags go to {new.tag_field or 'quiz_tags'} instead of {old.tag_field or 'quiz_tags'}")
    if old.fields != new.fields:
        said.append("some fields have other names or are left out")
    known = {one: getattr(new, one) for one in _TOLD}
    if structs.replace(old, **known) != new:
        said.append("other account or settings")
    return f"changed: {'; '.join(said)}"


def _named(connection: Connection) -> str:
    return f"Connection to {connection.service.label}"
