"""What a connection would be sent of a shopper, without sending it and without a network."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

from quizdesigner.errors import Refused
from quizdesigner.jobs.named import answers_of, print_json, project_of, quiz_of, say, shopper_of
from quizdesigner.quiz.document import Connection, Project, Service
from quizdesigner.sync import dry_run as ground
from quizdesigner.sync.connectors import CONNECTORS
from quizdesigner.sync.dry_run import DryRun


def dry_run(arguments: argparse.Namespace) -> int:
    """Print the requests a connection would send of these answers, with what a person should know about them."""
    project = project_of(arguments.file)
    quiz = quiz_of(project, arguments.quiz)
    connection = connection_of(project, arguments.connection)
    answers = (
        shopper_of(quiz, arguments.shopper) if arguments.shopper is not None else answers_of(arguments.answers, quiz)
    )
    before = answers_of(arguments.before, quiz) if arguments.before else None
    at = ground.rfc3339(time.time())
    made = ground.dry_run(project, quiz, connection, answers, at=at, event_id=ground.EVENT_ID, before=before)
    if made.lead is None:
        raise Refused(" ".join(made.notes))
    saved = connection in project.connections
    name = CONNECTORS[connection.service].label
    new = () if saved else (f"This project has no connection to {name}. This is what a new one would be sent.",)
    notes = (*new, *made.notes)
    if arguments.json:
        print_json(
            {
                "connection": connection.id if saved else None,
                "service": connection.service,
                "quiz": quiz.id,
                "event_id": ground.EVENT_ID,
                "requests": ground.listed(made.requests),
                "notes": notes,
                "tags": {"all": made.tags.tags, "added": made.tags.added, "removed": made.tags.removed},
            }
        )
        return 0
    for line in "\n\n".join(_told(connection, made, notes)).split("\n"):
        say(line)
    return 0


def connection_of(project: Project, name: str) -> Connection:
    """The connection with this id, or the one of this service or account.

    Without a connection to a service that is named, one as it would begin. Raises Refused where several or none fit,
    with those there are.
    """
    wanted = name.strip().casefold()
    ids = [one for one in project.connections if one.id == name]
    found = ids or [one for one in project.connections if wanted in _names(one.service, one.account)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f"“{name}” are {len(found)} connections: {_listed(found)}. Name one by its id.")
    service = next((one for one in CONNECTORS if wanted in _names(one)), None)
    if service is None:
        there = _listed(project.connections) or "no connection"
        services = ", ".join(CONNECTORS)
        raise Refused(f"There is no connection “{name}” in this project. It has {there}. Services are: {services}.")
    return Connection("draft", service)


def _names(service: Service, account: str = "") -> frozenset[str]:
    names = (service.value, CONNECTORS[service].label, service.label, account)
    return frozenset(name.casefold() for name in names if name)


def _listed(connections: tuple[Connection, ...] | list[Connection]) -> str:
    return ", ".join(f"{one.id} ({_called(one)})" for one in connections)


def _called(connection: Connection) -> str:
    name = CONNECTORS[connection.service].label
    # A line of its own, whatever the account is called.
    account = " ".join(connection.account.split())
    return f"{name}, {account}" if account else name


def _told(connection: Connection, made: DryRun, notes: tuple[str, ...]) -> Iterator[str]:
    """The parts of the text for people."""
    count = len(made.requests)
    number = {0: "nothing", 1: "1 request"}.get(count, f"{count} requests, in this order")
    yield f"{_called(connection)} would be sent {number}. Nothing was sent."
    for at, request in enumerate(made.requests, 1):
        when = f"\n   {request.when}" if request.when else ""
        yield f"{at}. {request.title}{when}\n\n{ground.spelled_out(request)}"
    for words, names in (("Tags added", made.tags.added), ("Tags taken away", made.tags.removed)):
        if names:
            yield f"{words}: {', '.join(names)}"
    for note in notes:
        yield f"Note: {note}"
