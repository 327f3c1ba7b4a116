"""What publishing would change for shoppers, or what one published version changed against another."""

from __future__ import annotations

import argparse

from quizdesigner.errors import Refused
from quizdesigner.jobs.named import print_json, quiz_of, say
from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.models.publications import Publication, Sent
from quizdesigner.quiz import compare
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.consequences import consequences, told
from quizdesigner.quiz.document import Project, Quiz

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def diff(arguments: argparse.Namespace) -> int:
    """Print what changed between two versions of a quiz, with the consequences for shoppers and CRMs.

    Unless told otherwise, from the last published version to the draft.
    """
    with project_file.open(arguments.file, read_only=True) as file:
        quiz = quiz_of(file.project, arguments.quiz)
        sent = _sent(file, quiz, arguments.host)
        if not sent:
            if arguments.json:
                print_json(None)
            else:
                say(f"{quiz.name} has not been published yet.")
            return 0
        before = _version(file, quiz, sent, arguments.earlier).bundle
        after = _after(file, quiz, sent, arguments.later)
        segments = file.project.segments
    differences = compare.differences(before, after, quiz.id)
    found = consequences(before, after, quiz.id, segments)
    said = told(differences, found)
    if arguments.json:
        print_json({"changes": said.changes, "together": said.together, "consequences": found})
        return 0
    if said.whole:
        say(said.whole)
    for change in said.changes:
        one = change.difference
        say(f"{_SIGNS[one.sort]} {one.sentence}" + (f" ({one.effect})" if one.effect else ""))
        for line in change.lines:
            say(_line(line.text, line.counts))
    if said.together:
        say("All of it together")
        for line in said.together:
            say(_line(line.text, line.counts))
    if not differences:
        say("Nothing changed.")
    return 0


def _line(text: str, counts: str) -> str:
    return f"    {text}" + (f"  ({counts})" if counts else "")


def _sent(file: ProjectFile, quiz: Quiz, name: str) -> list[Sent]:
    """What was published of the quiz on this host, newest first; without a name, where it was published last."""
    sent = file.publications(quiz.id)
    if not name:
        return [one for one in sent if one.host == sent[0].host]
    host = next((one for one in file.project.hosts if name in (one.name, one.id)), None)
    if host is None:
        known = ", ".join(one.name for one in file.project.hosts) or "none"
        raise Refused(f"This project has no host “{name}”. It has: {known}.")
    return [one for one in sent if one.host == host.id]


def _version(file: ProjectFile, quiz: Quiz, sent: list[Sent], revision: int | None) -> Publication:
    """This revision, or the last one."""
    # Numbers no version has are not asked of the file: it cannot hold one of any size.
    known = revision is None or any(one.revision == revision for one in sent)
    found = file.publication(quiz.id, sent[0].host, revision) if known else None
    if found is None:
        those = ", ".join(str(one.revision) for one in sent)
        raise Refused(f"This file has no version {revision} of {quiz.name}. It has: {those}.")
    return found


def _after(file: ProjectFile, quiz: Quiz, sent: list[Sent], later: str) -> Project:
    if later == "draft":
        return bundle_of(file.project, quiz)
    try:
        revision = int(later)
    except ValueError as error:
        raise Refused(f"“{later}” is not a version. Name one by its number, or “draft”.") from error
    return _version(file, quiz, sent, revision).bundle
