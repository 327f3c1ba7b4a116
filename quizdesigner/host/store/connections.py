"""What the host knows of a connection: its settings as last published, its encrypted secret, why it is paused."""

from __future__ import annotations

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, case, func, select

from quizdesigner.host.store import schema
from quizdesigner.host.store.decoders import SETTINGS
from quizdesigner.quiz import document


class ConnectionState(Struct, frozen=True):
    """How a connection stands. `last4` is None while no secret is stored.

    `counts` has the deliveries by state, `recent` those among them of responses after a given moment.
    """

    last4: str | None
    paused: str | None
    counts: dict[str, int]
    recent: dict[str, int]


class Place(Struct, frozen=True):
    """Where deliveries go: a connection by its row number and by its own id, with its client's name.

    `service` is empty before the first publication.
    """

    row: int
    client: str
    id: str
    service: str


def publish(db: Connection, client: int, settings: document.Connection) -> None:
    """Keep a connection's settings for whatever is sent from now on."""
    _write(db, client, settings.id, settings=msgspec.json.encode(settings).decode())


def put_secret(db: Connection, client: int, connection_id: str, secret: bytes, last4: str, now: float) -> None:
    """Keep a new secret and let everything that waited for it go out at once."""
    row = _write(db, client, connection_id, secret=secret, last4=last4, paused=None)
    delivery = schema.delivery.c
    db.execute(
        schema.delivery.update()
        .where(delivery.connection == row, delivery.state == "waiting")
        .values(next_at=now, attempts=0, first_try_at=None)
    )


def pause(db: Connection, connection: int, secret: bytes | None, reason: str) -> None:
    """Stop sending until a new secret comes, unless one came since `secret` was read."""
    row = schema.connection.c
    db.execute(schema.connection.update().where(row.id == connection, row.secret == secret).values(paused=reason))


def row_of(db: Connection, client: int, connection_id: str) -> int | None:
    """The row number of a client's connection."""
    row = schema.connection.c
    mine = (row.client == client, row.connection_id == connection_id)
    return db.execute(select(row.id).where(*mine)).scalar_one_or_none()


def places(db: Connection) -> tuple[Place, ...]:
    """Every connection of every client, by client and age."""
    row, owner = schema.connection.c, schema.client.c
    query = (
        select(row.id, owner.name, row.connection_id, row.settings)
        .join_from(schema.connection, schema.client)
        .order_by(owner.name, row.id)
    )
    return tuple(Place(one.id, one.name, one.connection_id, _service(one.settings)) for one in db.execute(query))


def state(db: Connection, client: int, connection_id: str, since: float) -> ConnectionState | None:
    """How a client's connection stands, or None when the host never heard of it. `since` is for the recent ones."""
    row = schema.connection.c
    found = db.execute(
        select(row.id, row.secret.is_(None).label("bare"), row.last4, row.paused).where(
            row.client == client, row.connection_id == connection_id
        )
    ).one_or_none()
    if found is None:
        return None
    delivery, at = schema.delivery.c, schema.response.c.at
    query = (
        select(delivery.state, func.count().label("all"), func.sum(case((at > since, 1), else_=0)).label("recent"))
        .join_from(schema.delivery, schema.response)
        .where(delivery.connection == found.id)
        .group_by(delivery.state)
    )
    counted = db.execute(query).all()
    return ConnectionState(
        None if found.bare else found.last4,
        found.paused,
        {one.state: one.all for one in counted},
        {one.state: one.recent for one in counted},
    )


def _service(settings: str | None) -> str:
    return SETTINGS.decode(settings).service if settings else ""


def _write(db: Connection, client: int, connection_id: str, **values: object) -> int:
    row = row_of(db, client, connection_id)
    if row is not None:
        db.execute(schema.connection.update().where(schema.connection.c.id == row).values(values))
        return row
    whole = {"client": client, "connection_id": connection_id, "last4": "", **values}
    return int(db.execute(schema.connection.insert().values(whole).returning(schema.connection.c.id)).scalar_one())
