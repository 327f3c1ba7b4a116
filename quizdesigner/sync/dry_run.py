"""What a connection would be sent of a made-up shopper: computed here, and sent nowhere."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Struct

from quizdesigner.errors import Refused
from quizdesigner.quiz import retake
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.check import label
from quizdesigner.quiz.document import Connection, Project, Quiz
from quizdesigner.quiz.lead import Lead, lead
from quizdesigner.quiz.play import outcome, walk
from quizdesigner.quiz.retake import After
from quizdesigner.quiz.samples import sample
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.connectors.base import Request
from quizdesigner.sync.connectors.told import tags

LINK = "https://sample.example/results"
"""Stands for the address of the shopper's own results page, which a host gives to each response."""

EVENT_ID = "dry-run"
"""Stands for the id that a host gives to each delivery."""

_NO_TAGS = After((), (), ())


class DryRun(Struct, frozen=True):
    """The requests in the order they would be sent, and what a person should know about them.

    `lead` is what they are made of; None where somebody does not finish the quiz, and a note says where they stop.
    `tags` is what becomes of the contact's tags, in the service's spelling.
    """

    lead: Lead | None
    requests: tuple[Request, ...]
    notes: tuple[str, ...]
    tags: After


def dry_run(
    project: Project,
    quiz: Quiz,
    connection: Connection,
    answers: Answers,
    *,
    at: str,
    event_id: str,
    before: Answers | None = None,
) -> DryRun:
    """What the connection would be sent of who gives these answers `at` a time (RFC 3339, UTC).

    `before` are the answers of the same shopper's first take, where this is their second.
    """
    stops = _stops(quiz, before, "The first take") or _stops(quiz, answers, "This shopper")
    if stops:
        return DryRun(None, (), (stops,), _NO_TAGS)
    earlier = () if before is None else tuple(tag.name for tag in outcome(project, quiz, before).tags)
    told = lead(
        project,
        quiz,
        outcome(project, quiz, answers),
        event_id=event_id,
        at=at,
        revision=1,
        tags_before=retake.after((), earlier, connection.retake).tags,
        link=LINK,
    )
    return of_lead(connection, told)


def of_lead(connection: Connection, told: Lead) -> DryRun:
    """What the connection would be sent of this lead; where it cannot be sent anything, a note says why."""
    connector = CONNECTORS[connection.service]
    try:
        requests = connector.requests(connection, told)
    except Refused as error:
        return DryRun(told, (), (str(error),), _NO_TAGS)
    off = () if connection.enabled else (f"{connector.label} is switched off: in truth it is sent nothing.",)
    changes = tags(connection, told) if any(one.tags for one in requests) else _NO_TAGS
    return DryRun(told, requests, (*off, *connector.notes(connection, told)), changes)


def rfc3339(now: float) -> str:
    """A Unix time in seconds as leads have it: `2026-11-21T10:00:00Z`."""
    return datetime.fromtimestamp(int(now), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def listed(requests: tuple[Request, ...]) -> tuple[dict[str, Any], ...]:
    """The requests as plain data, for JSON."""
    return tuple(
        {
            "key": one.key,
            "title": one.title,
            "method": one.method,
            "url": one.url,
            "headers": one.headers,
            "body": one.body,
            "when": one.when,
        }
        for one in requests
    )


def spelled_out(request: Request) -> str:
    """A request as text: method and address, headers, an empty line, and the body indented."""
    headers = "".join(f"{name}: {value}\n" for name, value in request.headers.items())
    body = msgspec.json.format(request.content, indent=2).decode()
    return f"{request.method} {request.url}\n{headers}\n{body}"


def _stops(quiz: Quiz, answers: Answers | None, who: str) -> str:
    """Where somebody stops before the end, in a sentence; empty for who gets there, and where there is nobody."""
    waiting = None if answers is None else walk(quiz, answers).waiting
    if waiting is None:
        return ""
    if waiting == walk(quiz, sample(quiz, 0)).waiting:
        return f"Nobody can finish this quiz yet: {label(quiz, waiting)} cannot be answered."
    return f"{who} goes no further than {label(quiz, waiting)}, which is not answered: nothing is sent."
