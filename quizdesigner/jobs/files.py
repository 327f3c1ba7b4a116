"""Making project files and writing them out."""

from __future__ import annotations

import argparse

import msgspec

from quizdesigner.errors import Refused
from quizdesigner.jobs.named import print_json, project_of, read, say, write
from quizdesigner.quiz import edits, wire
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.starters import fresh
from quizdesigner.settings import new_id


def new(arguments: argparse.Namespace) -> int:
    """Make a project file: empty, or from a starter."""
    from quizdesigner import starters
    from quizdesigner.models import project_file

    if arguments.starter:
        known = [starter.name for starter in starters.starters()]
        if arguments.starter not in known:
            raise Refused(f"There is no starter “{arguments.starter}”. There are: {', '.join(known)}.")
        project = fresh(starters.load_starter(arguments.starter), new_id)
    else:
        project = Project(new_id(), arguments.file.stem)
    project = edits.rename_project(project, arguments.name or project.name)
    project_file.create(arguments.file, project).close()
    say(f"Made {arguments.file}.")
    return 0


def import_json(arguments: argparse.Namespace) -> int:
    """Make a project file from JSON."""
    from quizdesigner.models import project_file

    project = wire.loads(read(arguments.json))
    project_file.create(arguments.file, project).close()
    say(f"Made {arguments.file} from {arguments.json}.")
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write a project as indented JSON."""
    if arguments.json.resolve() == arguments.file.resolve():
        raise Refused(f"{arguments.json} is the project file itself. It was not touched; choose another name.")
    write(arguments.json, wire.pretty(project_of(arguments.file)))
    return 0


def schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema of the project format."""
    print_json(msgspec.Raw(msgspec.json.encode(wire.schema(), order="sorted")))
    return 0
