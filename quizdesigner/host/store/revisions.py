"""Quizzes and their revisions: what is live, what was before, and the switch from one to the next."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from sqlalchemy import Connection, Select, select

from quizdesigner.errors import Refused
from quizdesigner.host.store import schema


class Parts(Struct, frozen=True, forbid_unknown_fields=True):
    """The digests of the three parts a publication consists of."""

    quiz: str
    catalogue: str
    connections: str


class Revision(Struct, frozen=True):
    """One published revision. `quiz` is the row number of the quiz, `number` counts from 1 within it.

    `address` is where the publisher reached the host, such as `https://quiz.example`; empty for what was published to
    an older host.
    """

    quiz: int
    client: int
    slug: str
    number: int
    parts: Parts
    digest: str
    by: str
    at: float
    address: str


class Publication(Struct, frozen=True):
    """What a publisher wants live. `expected` is the revision they know to be live, or None for a first one."""

    parts: Parts
    digest: str
    by: str
    at: float
    key: str
    expected: int | None
    address: str


class Outrun(Refused):
    """Something else is live than the publisher thought: `live`, or nothing at all."""

    def __init__(self, live: Revision | None) -> None:
        super().__init__(
            f"Somebody published first: revision {live.number} is live. Compare it with yours, then publish again."
            if live
            else "This quiz was never published on this host. Publish it as a first revision."
        )
        self.live = live


def live(db: Connection, client: int, quiz_id: str) -> Revision | None:
    """The live revision of a client's quiz."""
    quiz = schema.quiz.c
    return _one(db, _live().where(quiz.client == client, quiz.quiz_id == quiz_id))


def live_at(db: Connection, slug: str) -> Revision | None:
    """The live revision of the quiz at this public address."""
    return _one(db, _live().where(schema.quiz.c.slug == slug))


def numbered(db: Connection, quiz: int, number: int) -> Revision | None:
    """A revision of the quiz, live or not."""
    return _one(db, _all().where(schema.revision.c.quiz == quiz, schema.revision.c.number == number))


def answered(db: Connection, client: int, quiz_id: str, key: str, digest: str) -> Revision | None:
    """The revision an earlier request with this idempotency key made; raises Refused when that had other content."""
    quiz = schema.quiz.c
    mine = _all().where(quiz.client == client, quiz.quiz_id == quiz_id)
    found = _one(db, mine.where(schema.revision.c.idempotency_key == key))
    if found is not None and found.digest != digest:
        raise Refused(f"This Idempotency-Key was used before, for revision {found.number}. Publish with a new one.")
    return found


def check(db: Connection, client: int, quiz_id: str, expected: int | None) -> Revision | None:
    """The live revision, when it is the one the publisher expects; raises Outrun when not."""
    found = live(db, client, quiz_id)
    if (found.number if found else None) != expected:
        raise Outrun(found)
    return found


def publish(db: Connection, client: int, quiz_id: str, wanted: Publication, slugs: Callable[[int], str]) -> Revision:
    """Make a new revision and switch to it. `slugs(n)` is the n-th public address to try for a first one.

    Raises Outrun when something else went live since.
    """
    # Holds off a second publisher where the database has several writers.
    quiz = schema.quiz.c
    db.execute(
        select(quiz.id).where(quiz.client == client, quiz.quiz_id == quiz_id).with_for_update()
    ).scalar_one_or_none()
    before = check(db, client, quiz_id, wanted.expected)
    if before is None:
        slug = _free_slug(db, slugs)
        first = schema.quiz.insert().values(client=client, quiz_id=quiz_id, slug=slug, live=1)
        row, number = db.execute(first.returning(schema.quiz.c.id)).scalar_one(), 1
    else:
        row, slug, number = before.quiz, before.slug, before.number + 1
        db.execute(schema.quiz.update().where(quiz.id == row).values(live=number))
    db.execute(
        schema.revision.insert().values(
            quiz=row,
            number=number,
            quiz_part=wanted.parts.quiz,
            catalogue_part=wanted.parts.catalogue,
            connections_part=wanted.parts.connections,
            digest=wanted.digest,
            published_by=wanted.by,
            at=wanted.at,
            idempotency_key=wanted.key,
            address=wanted.address,
        )
    )
    return Revision(row, client, slug, number, wanted.parts, wanted.digest, wanted.by, wanted.at, wanted.address)


def _free_slug(db: Connection, slugs: Callable[[int], str]) -> str:
    number = 1
    while db.execute(select(schema.quiz.c.id).where(schema.quiz.c.slug == slugs(number))).first():
        number += 1
    return slugs(number)


def _all() -> Select[tuple[object, ...]]:
    quiz, revision = schema.quiz.c, schema.revision
    columns = [column for column in revision.c if column.name not in ("id", "idempotency_key")]
    return select(quiz.client, quiz.slug, *columns).join_from(schema.quiz, revision)


def _live() -> Select[tuple[object, ...]]:
    return _all().where(schema.revision.c.number == schema.quiz.c.live)


def _one(db: Connection, query: Select[tuple[object, ...]]) -> Revision | None:
    row = db.execute(query).one_or_none()
    if row is None:
        return None
    parts = Parts(row.quiz_part, row.catalogue_part, row.connections_part)
    return Revision(
        row.quiz, row.client, row.slug, row.number, parts, row.digest, row.published_by, row.at, row.address
    )
