"""The outbox: one row for each response and connection, from waiting to done or refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from typing import Literal

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, Select, or_, select

from quizdesigner.errors import Refused
from quizdesigner.host.store import schema
from quizdesigner.quiz import document
from quizdesigner.quiz.play import Outcome

State = Literal["waiting", "done", "refused"]

KEY_MISSING = "The key is not on this host yet."


class Waiting(Struct, frozen=True):
    """A delivery whose turn it is, with all that is needed to send it. `quiz` and `connection` are row numbers."""

    id: int
    client: int
    quiz: int
    connection: int
    contact: str
    submission: str
    revision: int
    outcome: Outcome
    at: float
    settings: document.Connection
    secret: bytes
    attempts: int
    first_try_at: float | None
    requests_done: int


class Listed(Struct, frozen=True):
    """A delivery as an author sees it; `contact` is the shopper's email address or empty."""

    id: int
    contact: str
    at: float
    state: State
    attempts: int
    note: str


def contact_key(email: str, submission: str) -> str:
    """Under which key deliveries keep their order: the address as CRMs compare it, or each submission by itself."""
    return unicodedata.normalize("NFC", email.strip()).casefold() or f"submission {submission}"


def add(db: Connection, response: int, connection: int, contact: str, at: float) -> None:
    """Put a delivery at the end of its contact's queue."""
    db.execute(
        schema.delivery.insert().values(
            response=response,
            connection=connection,
            contact=contact,
            state="waiting",
            attempts=0,
            next_at=at,
            requests_done=0,
            note="",
        )
    )


def due(
    db: Connection, now: float, longest: float, flying: Collection[int], resting: Collection[int], limit: int
) -> list[Waiting]:
    """Deliveries that may be sent now, longest due first: the oldest waiting one of each contact and connection.

    None waits more than `longest` seconds, whatever a clock once said that has been put right since. Left out are those
    in flight (ids), those of resting connections (row numbers), and those of connections that are paused or have no
    secret.
    """
    delivery, connection = schema.delivery.c, schema.connection.c
    older = schema.delivery.alias()
    behind = (
        select(older.c.id)
        .where(
            older.c.connection == delivery.connection,
            older.c.contact == delivery.contact,
            older.c.state == "waiting",
            older.c.id < delivery.id,
        )
        .exists()
    )
    query = (
        _whole()
        .where(
            delivery.state == "waiting",
            or_(delivery.next_at <= now, delivery.next_at > now + longest),
            delivery.id.not_in(flying),
            connection.id.not_in(resting),
            connection.paused.is_(None),
            connection.secret.is_not(None),
            ~behind,
        )
        .order_by(delivery.next_at, delivery.id)
        .limit(limit)
    )
    return [_waiting(row) for row in db.execute(query)]


def tags_before(db: Connection, waiting: Waiting) -> tuple[str, ...]:
    """The tags this quiz gave this contact through this connection so far."""
    kept = schema.given_tags.c
    found = db.execute(
        select(kept.tags).where(
            kept.connection == waiting.connection, kept.quiz == waiting.quiz, kept.contact == waiting.contact
        )
    ).scalar_one_or_none()
    return msgspec.json.decode(found, type=tuple[str, ...]) if found else ()


def tags_elsewhere(db: Connection, waiting: Waiting) -> frozenset[str]:
    """The tags other quizzes gave this contact through this connection so far."""
    kept = schema.given_tags.c
    found = db.scalars(
        select(kept.tags).where(
            kept.connection == waiting.connection, kept.quiz != waiting.quiz, kept.contact == waiting.contact
        )
    )
    return frozenset(tag for one in found for tag in msgspec.json.decode(one, type=tuple[str, ...]))


def give_tags(db: Connection, waiting: Waiting, tags: Sequence[str]) -> None:
    """Keep which tags the contact now has from this quiz through this connection."""
    kept = schema.given_tags.c
    place = {kept.connection: waiting.connection, kept.quiz: waiting.quiz, kept.contact: waiting.contact}
    text = msgspec.json.encode(tags).decode()
    changed = db.execute(
        schema.given_tags.update().where(*(column == value for column, value in place.items())).values(tags=text)
    )
    if changed.rowcount == 0:
        values = {column.name: value for column, value in place.items()}
        db.execute(schema.given_tags.insert().values({**values, "tags": text}))


def finish(db: Connection, waiting: Waiting, note: str) -> None:
    """The delivery reached its end."""
    _write(db, waiting, state="done", attempts=waiting.attempts + 1, note=note)


def postpone(db: Connection, waiting: Waiting, next_at: float, now: float, done: int, note: str) -> None:
    """The delivery is to be tried again at `next_at`; `done` of its requests need no repeating."""
    first = now if waiting.first_try_at is None else waiting.first_try_at
    values = {"attempts": waiting.attempts + 1, "first_try_at": first, "next_at": next_at}
    _write(db, waiting, **values, requests_done=done, note=note)


def refuse(db: Connection, waiting: Waiting, done: int, note: str) -> None:
    """The delivery is not tried again unless somebody asks."""
    _write(db, waiting, state="refused", attempts=waiting.attempts + 1, requests_done=done, note=note)


def retry(db: Connection, client: int, delivery_id: int, now: float) -> bool:
    """Let a refused delivery wait again; False when the client has no such delivery.

    One that waits already stays as it is. Raises Refused when it was done, or when a newer run of the same shopper was
    delivered since, be it in part: the old one would overwrite it.
    """
    delivery, response = schema.delivery.c, schema.response.c
    mine = (
        select(delivery.state, delivery.connection, delivery.contact, response.quiz)
        .join_from(schema.delivery, schema.response)
        .join(schema.connection, schema.connection.c.id == delivery.connection)
    )
    row = db.execute(mine.where(delivery.id == delivery_id, schema.connection.c.client == client)).one_or_none()
    if row is None:
        return False
    if row.state == "done":
        raise Refused("This was delivered already.")
    newer = mine.where(
        delivery.connection == row.connection,
        delivery.contact == row.contact,
        response.quiz == row.quiz,
        or_(delivery.state == "done", delivery.requests_done > 0),
        delivery.id > delivery_id,
    )
    if db.execute(newer.limit(1)).first():
        raise Refused("A newer run of the same shopper was delivered since; sending this one would overwrite it.")
    if row.state == "refused":
        values = {"state": "waiting", "attempts": 0, "first_try_at": None, "next_at": now, "note": ""}
        db.execute(schema.delivery.update().where(delivery.id == delivery_id).values(values))
    return True


def listing(db: Connection, connection: int, limit: int) -> tuple[Listed, ...]:
    """The newest deliveries of a connection (row number), newest first."""
    delivery, response, kept = schema.delivery.c, schema.response.c, schema.connection.c
    query = (
        select(
            delivery.id,
            response.email,
            response.at,
            delivery.state,
            delivery.attempts,
            delivery.note,
            kept.paused,
            kept.secret.is_(None).label("bare"),
        )
        .join_from(schema.delivery, schema.response)
        .join(schema.connection, kept.id == delivery.connection)
        .where(delivery.connection == connection)
        .order_by(delivery.id.desc())
        .limit(limit)
    )
    return tuple(Listed(row.id, row.email, row.at, row.state, row.attempts, _note(row)) for row in db.execute(query))


def _note(row: Row[tuple[object, ...]]) -> str:
    if row.state == "waiting" and row.bare:
        return KEY_MISSING
    if row.state == "waiting" and row.paused:
        return str(row.paused)
    return str(row.note)


def _whole() -> Select[tuple[object, ...]]:
    delivery, response, connection = schema.delivery.c, schema.response.c, schema.connection.c
    return (
        select(
            delivery.id,
            connection.client,
            response.quiz,
            delivery.connection,
            delivery.contact,
            response.submission,
            response.revision,
            response.outcome,
            response.at,
            connection.settings,
            connection.secret,
            delivery.attempts,
            delivery.first_try_at,
            delivery.requests_done,
        )
        .join_from(schema.delivery, schema.response)
        .join(schema.connection, connection.id == delivery.connection)
    )


def _waiting(row: Row[tuple[object, ...]]) -> Waiting:
    values = row._asdict()
    values["outcome"] = msgspec.json.decode(values["outcome"], type=Outcome)
    values["settings"] = msgspec.json.decode(values["settings"], type=document.Connection)
    return Waiting(**values)


def _write(db: Connection, waiting: Waiting, **values: object) -> None:
    db.execute(schema.delivery.update().where(schema.delivery.c.id == waiting.id).values(values))
