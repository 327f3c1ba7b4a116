"""The commands that need no window: each takes the parsed command line and returns an exit code."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from quizdesigner.errors import Refused
from quizdesigner.quiz import check as checks
from quizdesigner.quiz import edits, wire
from quizdesigner.quiz import play as playing
from quizdesigner.quiz.answers import Answer, millionths, plain, problems, with_all
from quizdesigner.quiz.document import Host, Project, Quiz
from quizdesigner.quiz.starters import fresh
from quizdesigner.settings import login

# Each command loads only what it needs: checking a file takes neither Qt, a server nor the wire.
if TYPE_CHECKING:
    from quizdesigner.models.project_file import ProjectFile
    from quizdesigner.sync.host import Published

FOUND_ERRORS = 3
"""The exit code of a check that found something which stops a publication."""


def new(arguments: argparse.Namespace) -> int:
    """Make a project file: empty, or from a starter."""
    from quizdesigner import starters
    from quizdesigner.models import project_file

    if arguments.starter:
        known = [starter.name for starter in starters.starters()]
        if arguments.starter not in known:
            raise Refused(f"There is no starter “{arguments.starter}”. There are: {', '.join(known)}.")
        project = fresh(starters.load_starter(arguments.starter), _new_id)
    else:
        project = Project(_new_id(), arguments.file.stem)
    project = edits.rename_project(project, arguments.name or project.name)
    project_file.create(arguments.file, project).close()
    print(f"Made {arguments.file}.")
    return 0


def import_json(arguments: argparse.Namespace) -> int:
    """Make a project file from JSON."""
    from quizdesigner.models import project_file

    project = wire.loads(_read(arguments.json))
    project_file.create(arguments.file, project).close()
    print(f"Made {arguments.file} from {arguments.json}.")
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write a project as indented JSON."""
    if arguments.json.resolve() == arguments.file.resolve():
        raise Refused(f"{arguments.json} is the project file itself. It was not touched; choose another name.")
    _write(arguments.json, wire.pretty(_project(arguments.file)))
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Print the findings of every quiz; 3 when one of them is an error."""
    project = _project(arguments.file)
    found = {quiz.id: checks.findings(project, quiz) for quiz in project.quizzes}
    if arguments.json:
        _print_json(found)
    else:
        for quiz in project.quizzes:
            for one in found[quiz.id]:
                print(f"{quiz.name}: {one.level}: {one.text}")
            if not found[quiz.id]:
                print(f"{quiz.name}: nothing to mend.")
    return FOUND_ERRORS if any(one.level == "error" for every in found.values() for one in every) else 0


def play(arguments: argparse.Namespace) -> int:
    """Print what a set of answers leads to: route, tags with the choice that gave each, products with votes."""
    project = _project(arguments.file)
    quiz = _quiz(project, arguments.quiz)
    answers = _answers(arguments.answers, quiz)
    wrong = problems(quiz, answers)
    if wrong:
        raise Refused("; ".join(f"{one.question}: {one.text}" for one in wrong))
    outcome = playing.outcome(project, quiz, answers)
    if arguments.json:
        _print_json(outcome)
        return 0
    print("route:    " + " > ".join((*outcome.route, outcome.results or "(not finished)")))
    for tag in outcome.tags:
        print(f"tag:      {tag.name}  from {', '.join(f'{by.question}/{by.choice}' for by in tag.by)}")
    for one in outcome.products:
        state = "excluded" if one.excluded_by else "shown" if one.product in outcome.recommended else "not shown"
        said = [f"{by.weight:+d} {by.question}/{by.choice}" for by in one.by]
        said += [f"must show {by.question}/{by.choice}" for by in one.included_by]
        said += [f"excluded by {by.question}/{by.choice}" for by in one.excluded_by]
        print(f"product:  {one.title}  {one.votes} votes, {state}" + (f"  ({', '.join(said)})" if said else ""))
    return 0


def coverage(arguments: argparse.Namespace) -> int:
    """Print who gets where, over every answer sheet a shopper can give: exact counts, never samples."""
    from quizdesigner.quiz import coverage as covering

    project = _project(arguments.file)
    quiz = _quiz(project, arguments.quiz)
    found = covering.coverage(project, quiz)
    if arguments.json:
        _print_json(found)
        return 0
    if isinstance(found, covering.TooMany):
        raise Refused("There are too many combinations to count exactly: the rules look back at too many answers.")
    routes = "too many to count" if isinstance(found.routes, covering.TooMany) else f"{found.routes:,}"
    print(f"answer sheets: {found.sheets:,} on {routes} routes; {found.stuck:,} run into a dead end")
    for reach in found.questions:
        question = next(one for one in quiz.questions if one.id == reach.question)
        print(f"{_share(reach.sheets, found.sheets + found.stuck)}  {checks.label(quiz, question)}")
    names = {tag.id: tag.name for tag in project.tags}
    for tag in found.tags:
        print(f"{_share(tag.reached.sheets, found.sheets)}  {names[tag.tag]}")
    titles = {product.id: product.title for product in project.products}
    for product in found.products:
        match product.placing:
            case covering.Placing(shown=shown):
                print(f"{_share(shown.sheets, found.sheets)}  {titles[product.product]} is shown")
            case covering.Alone(eligible=eligible):
                print(f"{_share(eligible.sheets, found.sheets)}  {titles[product.product]} could be shown")
            case covering.TooMany():
                print(f"{'too many':>8}  {titles[product.product]}")
    return 0


def schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema of the project format."""
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(wire.schema(), order="sorted"), indent=2) + b"\n")
    sys.stdout.flush()
    return 0


def publish(arguments: argparse.Namespace) -> int:
    """Publish one quiz to a host of the project, and keep in the file what was published.

    The host's token and the connections' secrets come from the keyring, or from QUIZDESIGNER_TOKEN and
    QUIZDESIGNER_SECRET_<CONNECTION ID> where there is none.
    """
    from quizdesigner.models import project_file

    with project_file.open(arguments.file) as file:
        if file.read_only:
            raise Refused(f"{file.reason} Publish from there, or close it first.")
        quiz = _quiz(file.project, arguments.quiz)
        errors = [one.text for one in checks.findings(file.project, quiz) if one.level == "error"]
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
        print(f"Revision {published.revision} of {quiz.name} is live: {published.url}")
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
    bundle = wire.bundle(file.project, file.project.quiz(quiz_id))
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


def serve(arguments: argparse.Namespace) -> int:
    """Serve quizzes until told to stop."""
    from quizdesigner.host import serve as host

    host.serve(
        arguments.data,
        arguments.port,
        arguments.address,
        database=arguments.database or None,
        behind_proxy=arguments.behind_proxy,
    )
    return 0


def make_token(arguments: argparse.Namespace) -> int:
    """Make a token and print it, the only time it is shown."""
    from quizdesigner.host import serve as host
    from quizdesigner.host.tokens import SCOPES

    scopes = tuple(arguments.scope or SCOPES)
    print(host.create_token(arguments.data, arguments.client, scopes, database=arguments.database or None))
    print("Paste it into Quiz Designer: Publish, Add host. It is not shown again.", file=sys.stderr)
    return 0


def show_tokens(arguments: argparse.Namespace) -> int:
    """List the tokens of a host, without their secret parts."""
    from quizdesigner.host import serve as host

    for one in host.list_tokens(arguments.data, database=arguments.database or None):
        print(f"{one.id}  {one.made_at}  {','.join(one.scopes)}  {one.client}")
    return 0


def revoke(arguments: argparse.Namespace) -> int:
    """Make a token worthless."""
    from quizdesigner.host import serve as host

    host.revoke_token(arguments.data, arguments.token, database=arguments.database or None)
    print("Revoked.")
    return 0


def _project(path: Path) -> Project:
    from quizdesigner.models import project_file

    with project_file.open(path, read_only=True) as file:
        return file.project


def _quiz(project: Project, quiz_id: str) -> Quiz:
    found = next((quiz for quiz in project.quizzes if quiz_id in (quiz.id, quiz.name)), None)
    if found is None:
        known = ", ".join(f"{quiz.id} ({quiz.name})" for quiz in project.quizzes) or "none"
        raise Refused(f"There is no quiz “{quiz_id}” in this project. It has: {known}.")
    return found


def _answers(path: Path, quiz: Quiz) -> dict[str, Answer]:
    try:
        found = msgspec.json.decode(_read(path), type=dict[str, list[str] | str | bool | float])
    except msgspec.DecodeError as error:
        raise Refused(
            f"The answers cannot be read: {error}. They are one JSON object: question id to a list of choice ids,"
            " text, a number, or true and false."
        ) from error
    questions = {question.id: question for question in quiz.questions}
    answers: dict[str, Answer] = {}
    for name, value in found.items():
        match value:
            case list():
                picks = tuple(value)
                answers[name] = with_all(questions[name], picks) if name in questions else picks
            case float():
                answers[name] = plain(millionths(value))
            case _:
                answers[name] = value
    return answers


def _read(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error


def _write(path: Path, data: bytes) -> None:
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from error


def _share(part: int, whole: int) -> str:
    """A share of exact counts, right-aligned: never, always, or per cent with one digit."""
    if part in (0, whole):
        return f"{'always' if part else 'never':>8}"
    # Whole numbers all the way: these counts can be larger than any float.
    tenths = part * 1000 // whole
    return (f"{tenths // 10}.{tenths % 10} %" if tenths else "< 0.1 %").rjust(8)


def _print_json(value: object) -> None:
    print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def _new_id() -> str:
    import secrets

    return secrets.token_hex(4)
