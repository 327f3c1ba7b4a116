"""Published revisions, read from their parts once and kept in memory, since they never change."""

from __future__ import annotations

import threading
from collections import OrderedDict

from msgspec import Struct

from quizdesigner.host.store import parts as stored
from quizdesigner.host.store import revisions
from quizdesigner.host.store.engine import Transaction
from quizdesigner.host.store.revisions import Revision
from quizdesigner.quiz import parts
from quizdesigner.quiz.document import Project, Quiz

_ROOM = 32


class Published(Struct, frozen=True):
    """A revision with what it holds."""

    revision: Revision
    project: Project
    quiz: Quiz


class Shelf:
    """The revisions used last. Safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, int], Published] = OrderedDict()
        self._lock = threading.Lock()

    def live(self, db: Transaction, slug: str) -> Published | None:
        """What is live at a public address."""
        revision = revisions.live_at(db, slug)
        return self._take(db, revision) if revision else None

    def numbered(self, db: Transaction, quiz: int, number: int) -> Published | None:
        """A revision of a quiz (row number), live or not."""
        kept = self._held((quiz, number))
        if kept is not None:
            return kept
        revision = revisions.numbered(db, quiz, number)
        return self._take(db, revision) if revision else None

    def _take(self, db: Transaction, revision: Revision) -> Published:
        place = (revision.quiz, revision.number)
        kept = self._held(place)
        if kept is not None:
            return kept
        # Two threads may both read it; that costs a little and harms nothing.
        published = _read(db, revision)
        with self._lock:
            self._kept[place] = published
            if len(self._kept) > _ROOM:
                self._kept.popitem(last=False)
        return published

    def _held(self, place: tuple[int, int]) -> Published | None:
        with self._lock:
            if place in self._kept:
                self._kept.move_to_end(place)
            return self._kept.get(place)


def _read(db: Transaction, revision: Revision) -> Published:
    named = revision.parts
    digests = {"quiz": named.quiz, "catalogue": named.catalogue, "connections": named.connections}
    bodies = {name: stored.read(db, revision.client, digest) for name, digest in digests.items()}
    project = parts.assemble({name: body for name, body in bodies.items() if body is not None})
    return Published(revision, project, project.quizzes[0])
