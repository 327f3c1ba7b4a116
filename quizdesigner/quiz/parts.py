"""A publication cut into its parts, so that a host is sent only those it lacks, and put together again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from quizdesigner.errors import Refused
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Project

NAMES = ("quiz", "catalogue", "connections")
"""The parts of every publication. The bytes of each media file are one more, whose digest is the file's id."""


def parts(bundle: Project) -> dict[str, bytes]:
    """The canonical JSON of each part of what `bundle_of` gave, by the part's name."""
    named = Project(bundle.id, bundle.name)
    return {
        "quiz": wire.dumps(Project(named.id, named.name, quizzes=bundle.quizzes)),
        "catalogue": wire.dumps(
            Project(
                named.id,
                named.name,
                tags=bundle.tags,
                products=bundle.products,
                collections=bundle.collections,
                media=bundle.media,
                platform=bundle.platform,
                shop=bundle.shop,
                currency=bundle.currency,
            )
        ),
        "connections": wire.dumps(Project(named.id, named.name, connections=bundle.connections)),
    }


def assemble(parts: Mapping[str, bytes]) -> Project:
    """The bundle whose parts these are.

    Raises Refused when a part is missing, cannot be read, or belongs to another project. That nothing else is wrong
    shows in the digest of the result.
    """
    if missing := [name for name in NAMES if name not in parts]:
        raise Refused(f"The publication lacks its part “{missing[0]}”. Publish again.")
    quiz, catalogue, connections = (wire.loads(parts[name]) for name in NAMES)
    if len({(one.id, one.name) for one in (quiz, catalogue, connections)}) != 1:
        raise Refused("The parts of this publication belong to different projects. Publish again.")
    return Project(
        quiz.id,
        quiz.name,
        quizzes=quiz.quizzes,
        tags=catalogue.tags,
        products=catalogue.products,
        collections=catalogue.collections,
        media=catalogue.media,
        platform=catalogue.platform,
        shop=catalogue.shop,
        currency=catalogue.currency,
        connections=connections.connections,
    )


def media(project: Project, bundle: Project) -> dict[str, bytes]:
    """The bytes of each media file that the bundle of a project shows, by digest. Refused when one is not there."""
    held = {file.id: file.data for file in project.media}
    lacking = [file.name or file.id for file in bundle.media if not held.get(file.id)]
    if lacking:
        raise Refused(f"The picture “{lacking[0]}” is not in this project. Choose it again.")
    return {file.id: held[file.id] for file in bundle.media}


def digest(part: bytes) -> str:
    """The name a part has at a host: the SHA-256 of its bytes, in hex."""
    return hashlib.sha256(part).hexdigest()
