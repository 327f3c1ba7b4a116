"""A publication cut into its parts, so that a host is sent only those it lacks, and put together again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from quizdesigner.errors import Refused
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Project

NAMES = ("quiz", "catalogue", "connections")
"""The parts of every publication."""


def parts(bundle: Project) -> dict[str, bytes]:
    """The canonical JSON of each part of what `wire.bundle` gave, by the part's name."""
    named = Project(bundle.id, bundle.name)
    return {
        "quiz": wire.dumps(Project(named.id, named.name, quizzes=bundle.quizzes)),
        "catalogue": wire.dumps(
            Project(
                named.id,
                named.name,
                tags=bundle.tags,
                products=bundle.products,
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
        shop=catalogue.shop,
        currency=catalogue.currency,
        connections=connections.connections,
    )


def digest(part: bytes) -> str:
    """The name a part has at a host: the SHA-256 of its bytes, in hex."""
    return hashlib.sha256(part).hexdigest()
