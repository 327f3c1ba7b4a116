"""The outbox: one row for each response and connection, from waiting to done or refused."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection
from functools import cache
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, func, or_, select

from quizdesigner.errors import NotDone, Refused
from quizdesigner.host.store import schema
from quizdesigner.host.store.decoders import CAME_SO_FAR, OUTCOME, SETTINGS, CameSoFar
from quizdesigner.quiz import document
from quizdesigner.quiz.play import Outcome
from quizdesigner.sync.connectors.base import Progress

State = Literal["waiting", "done", "refused"]

KEY_MISSING = "The key is not on this host yet."
BEHIND = "An earlier delivery to the same shopper goes first."


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
    progress: Progress
    link: str


class Listed(Struct, frozen=True):
    """A delivery as an author sees it; `contact` is the shopper's email address or empty, `connection` a row number.

    `at` is when the shopper finished, `until` when it is tried next; None where it is not tried by itself.
    """

    id: int
    connection: int
    contact: str
    at: float
    state: State
    attempts: int
    until: float | None
    note: str


class Retried(Struct, frozen=True):
    """How many refused deliveries are sent `again`, and how many are `kept` as they are."""

    again: int
    kept: int


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
            note="",
        )
    )


def due(
    db: Connection, now: float, longest: float, flying: Collection[int], resting: Collection[int], limit: int
) -> list[Waiting]:
    """Deliveries that may be sent now, longest due first: the oldest waiting one of each contact and connection.

    None waits more than `longest` seconds, whatever a clock once said that has been put right since. Left out are those
    in flight (ids) with all others of their contact, those of resting connections (row numbers), and those of
    connections that are paused or have no secret.
    """
    values = {"now": now, "longest": now + longest, "flying": tuple(flying), "resting": tuple(resting), "most": limit}
    return [_waiting(row) for row in db.execute(_due_query(), values)]


@cache
def _due_query() -> Select[tuple[object, ...]]:
    # Asked after each delivery: building it takes longer than its answer.
    delivery, connection = schema.delivery.c, schema.connection.c
    older, aloft = schema.delivery.alias(), schema.delivery.alias()
    behind = select(older.c.id).where(
        older.c.connection == delivery.connection,
        older.c.contact == delivery.contact,
        older.c.state == "waiting",
        older.c.id < delivery.id,
    )
    beside = select(aloft.c.id).where(
        aloft.c.id.in_(bindparam("flying", expanding=True)),
        aloft.c.connection == delivery.connection,
        aloft.c.contact == delivery.contact,
    )
    return (
        _whole()
        .where(
            delivery.state == "waiting",
            or_(delivery.next_at <= bindparam("now"), delivery.next_at > bindparam("longest")),
            connection.id.not_in(bindparam("resting", expanding=True)),
            connection.paused.is_(None),
            connection.secret.is_not(None),
            ~beside.exists(),
            ~behind.exists(),
        )
        .order_by(delivery.next_at, delivery.id)
        .limit(bindparam("most"))
    )


def keep(db: Connection, waiting: Waiting, progress: Progress) -> None:
    """Write down how far the delivery came.

    Raises NotDone before its first request when somebody let an older one of its contact wait again meanwhile.
    """
    delivery = schema.delivery.c
    if waiting.progress == Progress() and not progress.done:
        older = select(delivery.id).where(
            delivery.connection == waiting.connection,
            delivery.contact == waiting.contact,
            delivery.state == "waiting",
            delivery.id < waiting.id,
        )
        if db.execute(older.limit(1)).first():
            raise NotDone(BEHIND)
    _write(db, waiting, progress=_encoded(progress, waiting.settings))


def finish(db: Connection, waiting: Waiting, note: str) -> None:
    """The delivery reached its end."""
    _write(db, waiting, state="done", attempts=waiting.attempts + 1, note=note)


def postpone(db: Connection, waiting: Waiting, next_at: float, now: float, note: str) -> None:
    """The delivery is to be tried again at `next_at`."""
    first = now if waiting.first_try_at is None else waiting.first_try_at
    _write(db, waiting, attempts=waiting.attempts + 1, first_try_at=first, next_at=next_at, note=note)


def refuse(db: Connection, waiting: Waiting, note: str) -> None:
    """The delivery is not tried again unless somebody asks."""
    _write(db, waiting, state="refused", attempts=waiting.attempts + 1, note=note)


def retry(db: Connection, client: int | None, delivery_id: int, now: float) -> bool:
    """Let a refused delivery wait again, for what has not arrived yet; False when the client has no such delivery.

    A `client` of None is the operator, who may do so for everybody. One that waits already stays as it is. Raises
    Refused when it was done, or when it is `_outrun`.
    """
    delivery = schema.delivery.c
    query = select(delivery.state, _outrun().label("outrun")).where(delivery.id == delivery_id)
    if client is not None:
        mine = select(schema.connection.c.id).where(schema.connection.c.client == client)
        query = query.where(delivery.connection.in_(mine))
    row = db.execute(query).one_or_none()
    if row is None:
        return False
    if row.state == "done":
        raise Refused("This was delivered already.")
    if row.outrun:
        raise Refused("A newer take of the same shopper was delivered since; sending this one would overwrite it.")
    _let_wait(db, now, delivery.id == delivery_id)
    return True


def retry_all(db: Connection, connection: int, now: float) -> Retried:
    """Let all refused deliveries of a connection (row number) wait again, but for those that are `_outrun`."""
    delivery = schema.delivery.c
    again = _let_wait(db, now, delivery.connection == connection, ~_outrun())
    kept = select(func.count()).where(delivery.connection == connection, delivery.state == "refused")
    return Retried(again, db.execute(kept).scalar_one())


def listing(db: Connection, connections: Collection[int], state: State | None, limit: int) -> tuple[Listed, ...]:
    """The newest deliveries of these connections (row numbers), newest first; those in `state`, or all."""
    delivery, response, kept = schema.delivery.c, schema.response.c, schema.connection.c
    first, older = schema.delivery.alias(), schema.delivery.alias()
    in_front = (
        select(func.min(older.c.id))
        .where(older.c.connection == delivery.connection, older.c.contact == delivery.contact)
        .where(older.c.state == "waiting")
        .correlate(schema.delivery)
        .scalar_subquery()
    )
    # Looked for by themselves: with all that is joined below, a hundred thousand would be read for the newest fifty.
    newest = select(delivery.id).where(delivery.connection.in_(connections)).order_by(delivery.id.desc()).limit(limit)
    if state is not None:
        newest = newest.where(delivery.state == state)
    query = (
        select(
            delivery.id,
            delivery.connection,
            response.email,
            response.at,
            delivery.state,
            delivery.attempts,
            delivery.note,
            kept.paused,
            kept.secret.is_(None).label("bare"),
            first.c.id.label("first"),
            first.c.next_at.label("until"),
        )
        .join_from(schema.delivery, schema.response)
        .join(schema.connection, kept.id == delivery.connection)
        .outerjoin(first, and_(delivery.state == "waiting", first.c.id == in_front))
        .where(delivery.id.in_(newest))
        .order_by(delivery.id.desc())
    )
    return tuple(_listed(row) for row in db.execute(query))


def _outrun() -> ColumnElement[bool]:
    """Whether a newer take of the same shopper was delivered since, be it in part: the older one would overwrite it.

    One that is only begun may have arrived.
    """
    delivery, newer = schema.delivery.c, schema.delivery.alias()
    theirs, own = schema.response.alias(), schema.response.alias()
    return (
        select(newer.c.id)
        .join(theirs, theirs.c.id == newer.c.response)
        .join(own, own.c.quiz == theirs.c.quiz)
        .where(
            own.c.id == delivery.response,
            newer.c.connection == delivery.connection,
            newer.c.contact == delivery.contact,
            newer.c.id > delivery.id,
            or_(newer.c.state == "done", newer.c.progress != ""),
        )
        .correlate(schema.delivery)
        .exists()
    )


def _let_wait(db: Connection, now: float, *which: ColumnElement[bool]) -> int:
    """Send refused deliveries again; how many. What of them has arrived stays written down, and is not repeated."""
    values = {"state": "waiting", "attempts": 0, "first_try_at": None, "next_at": now, "note": ""}
    found = db.execute(schema.delivery.update().where(schema.delivery.c.state == "refused", *which).values(values))
    return found.rowcount


def _listed(row: Row[tuple[object, ...]]) -> Listed:
    stopped = row.bare or row.paused
    until = None if stopped else row.until
    return Listed(row.id, row.connection, row.email, row.at, row.state, row.attempts, until, _note(row))


def _note(row: Row[tuple[object, ...]]) -> str:
    if row.state == "waiting" and row.bare:
        return KEY_MISSING
    if row.state == "waiting" and row.paused:
        return str(row.paused)
    if row.state == "waiting" and row.first != row.id:
        return BEHIND
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
            delivery.progress,
            response.link,
        )
        .join_from(schema.delivery, schema.response)
        .join(schema.connection, connection.id == delivery.connection)
    )


def _waiting(row: Row[tuple[object, ...]]) -> Waiting:
    values = row._asdict()
    values["outcome"] = OUTCOME.decode(values["outcome"])
    values["settings"] = SETTINGS.decode(values["settings"])
    values["progress"] = _decoded(values["progress"], values["settings"])
    return Waiting(**values)


def _decoded(text: str, settings: document.Connection) -> Progress:
    if not text:
        return Progress()
    found = CAME_SO_FAR.decode(text)
    return found.progress if found.under == _digest(settings) else found.progress.anew()


def _encoded(progress: Progress, settings: document.Connection) -> str:
    """Nothing where nothing went out."""
    return "" if progress == Progress() else msgspec.json.encode(CameSoFar(_digest(settings), progress)).decode()


def _digest(settings: document.Connection) -> str:
    """The same for settings under which the same is sent: a new key of the same account changes nothing."""
    said = replace(settings, secret_hint="", enabled=True)
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:16]


def _write(db: Connection, waiting: Waiting, **values: object) -> None:
    db.execute(schema.delivery.update().where(schema.delivery.c.id == waiting.id).values(values))
