"""The wish to publish as a value, and how far it has come."""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz import wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import Host, Project
from quizdesigner.sync.host import Published
from quizdesigner.sync.publish import Progress


class Intent(Struct, frozen=True):
    """One version for one host, as it was when its author said so. Later edits are not in it.

    `key` comes from what is published over what, so that the same wish after a crash is the same publication.
    """

    project: Project
    quiz: str
    host: Host
    by: str
    expected: int | None
    bundle: Project
    digest: str
    key: str

    @property
    def version(self) -> int:
        """The revision this becomes."""
        return (self.expected or 0) + 1


def intend(project: Project, quiz_id: str, host: Host, by: str, expected: int | None) -> Intent:
    """The wish to publish this quiz as it is now over revision `expected` (None: the first)."""
    bundle = bundle_of(project, project.quiz(quiz_id))
    digest = wire.digest(bundle)
    key = wire.publication_key(quiz_id, expected, digest)
    return Intent(project, quiz_id, host, by, expected, bundle, digest, key)


class Ready(Struct, frozen=True):
    """Nothing is under way."""


class Working(Struct, frozen=True):
    """A publication is under way."""

    intent: Intent
    progress: Progress


class Waiting(Struct, frozen=True):
    """Queued until the host answers; `text` says why it did not."""

    intent: Intent
    text: str


class Stopped(Struct, frozen=True):
    """It did not go live; `text` says why, what is safe, and what to do."""

    text: str


class Done(Struct, frozen=True):
    """It is live."""

    host: Host
    published: Published


State = Ready | Working | Waiting | Stopped | Done
