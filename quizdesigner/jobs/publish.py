"""Publishing a quiz from the command line."""

from __future__ import annotations

import argparse
import asyncio
import os
from datetime import datetime
from typing import TYPE_CHECKING

from quizdesigner.errors import Refused
from quizdesigner.jobs.named import quiz_of, say
from quizdesigner.quiz import edits, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.coverage import forecast
from quizdesigner.quiz.document import Host
from quizdesigner.quiz.problems import problems
from quizdesigner.settings import login

if TYPE_CHECKING:
    from quizdesigner.models.project_file import ProjectFile
    from quizdesigner.sync.host import Published


def publish(arguments: argparse.Namespace) -> int:
    """Publish one quiz to a host of the project, and keep in the file what was published.

    The host's token and the connections' secrets come from the keyring, or from QUIZDESIGNER_TOKEN and
    QUIZDESIGNER_SECRET_<CONNECTION ID> where there is none.
    """
    from quizdesigner.models import project_file

    with project_file.open(arguments.file) as file:
        if file.read_only:
            raise Refused(f"{file.reason} Publish from there, or close it first.")
        quiz = quiz_of(file.project, arguments.quiz)
        found = problems(file.project, quiz, forecast(file.project, quiz))
        errors = [one.text for one in found if one.level == "error"]
        if errors:
            raise Refused(f"The quiz cannot go live yet: {' '.join(errors)}")
        host = next((one for one in file.project.hosts if arguments.host in (one.name, one.id)), None)
        if host is None:
            known = ", ".join(one.name for one in file.project.hosts) or "none"
            raise Refused(f"This project has no host “{arguments.host}”. It has: {known}.")
        by = arguments.by or login()
        if not by:
            raise Refused("This account has no name here. Say who publishes with --by.")
        published = asyncio.run(_publish(file, quiz.id, host, by, arguments.over))
        say(f"Version {published.revision} of {quiz.name} is live: {published.url}")
    return 0


async def _publish(file: ProjectFile, quiz_id: str, host: Host, by: str, over: int | None) -> Published:
    from quizdesigner.models.publications import Publication
    from quizdesigner.sync.connectors.http import Http
    from quizdesigner.sync.host import HostClient, PublishedMeanwhile
    from quizdesigner.sync.publish import publish
    from quizdesigner.sync.secrets import Secret, Secrets, connection_name, host_name

    kept = Secrets()
    given = os.environ.get("QUIZDESIGNER_TOKEN")
    token = Secret(given) if given else await kept.get(host_name(host.id))
    if token is None:
        raise Refused(f"The token of {host.name} is not on this computer. Set QUIZDESIGNER_TOKEN to it.")
    secrets: dict[str, Secret] = {}
    for connection in file.project.connections:
        named = os.environ.get(f"QUIZDESIGNER_SECRET_{connection.id.upper().replace('-', '_')}")
        found = Secret(named) if named else await kept.get(connection_name(file.project.id, connection.id))
        if found is not None:
            secrets[connection.id] = found
    pinned = edits.pin_keys(file.project, quiz_id)
    if pinned is not file.project:
        file.commit(pinned, "fix field names")
    bundle = bundle_of(file.project, file.project.quiz(quiz_id))
    last = file.publication(quiz_id, host.id)
    expected = last.revision if last else None
    if over is not None:
        # Revisions begin at 1: 0 stands for a quiz that is no longer live there.
        expected = over or None
    async with Http() as http:
        client = HostClient(host.address, token, http)
        try:
            published = await publish(
                client,
                file.project,
                quiz_id,
                by=by,
                expected=expected,
                key=wire.publication_key(quiz_id, expected, wire.digest(bundle)),
                progress=lambda _: None,
                secrets=secrets,
            )
        except PublishedMeanwhile as error:
            raise Refused(f"{error} To put yours over it, add --over {error.revision or 0}.") from error
    at = datetime.fromisoformat(published.at)
    file.record_publication(
        Publication(quiz_id, host.id, published.revision, published.digest, at, published.by, published.url, bundle)
    )
    return published
