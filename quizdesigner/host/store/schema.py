"""The tables of the host's database, their number, and the steps from older numbers.

Moments are seconds since 1970 in UTC. Types are those SQLite and PostgreSQL read alike.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    Column,
    Connection,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    inspect,
    select,
    text,
)

from quizdesigner.errors import Refused

NUMBER = 2
"""The number of the schema below. It grows with every change, and the step to it stands in `MIGRATIONS`."""


def _to_2(db: Connection) -> None:
    """How far a delivery came is told by name, tags may be unsure, and a response knows its own address."""
    db.execute(text("ALTER TABLE delivery ADD COLUMN progress TEXT NOT NULL DEFAULT ''"))
    # The older host wrote down at the end alone which tags were given: that is still to be done.
    for number, done in ((1, '["profile"]'), (2, '["profile","consent"]')):
        db.execute(
            text("UPDATE delivery SET progress = :progress WHERE requests_done = :number"),
            {"progress": f'{{"under":"","progress":{{"done":{done},"tags":"maybe"}}}}', "number": number},
        )
    db.execute(text("ALTER TABLE delivery DROP COLUMN requests_done"))
    db.execute(text("ALTER TABLE given_tags ADD COLUMN unsure TEXT NOT NULL DEFAULT '[]'"))
    db.execute(text("ALTER TABLE given_tags ADD COLUMN place TEXT NOT NULL DEFAULT ''"))
    db.execute(text("ALTER TABLE response ADD COLUMN link TEXT NOT NULL DEFAULT ''"))
    db.execute(text("ALTER TABLE revision ADD COLUMN address TEXT NOT NULL DEFAULT ''"))


MIGRATIONS: dict[int, Callable[[Connection], None]] = {1: _to_2}
"""From each older number to the next. A step, once released, is never altered."""

metadata = MetaData()

schema_number = Table("schema_number", metadata, Column("number", Integer, primary_key=True, autoincrement=False))

client = Table(
    "client",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
)

token = Table(
    "token",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("client", ForeignKey("client.id"), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("scopes", String(100), nullable=False),
    Column("made_at", Double, nullable=False),
)

part = Table(
    "part",
    metadata,
    Column("client", ForeignKey("client.id"), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

quiz = Table(
    "quiz",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client", ForeignKey("client.id"), nullable=False),
    Column("quiz_id", String(64), nullable=False),
    Column("slug", String(80), nullable=False, unique=True),
    Column("live", Integer, nullable=False),
    UniqueConstraint("client", "quiz_id"),
)

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("quiz", ForeignKey("quiz.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("quiz_part", String(64), nullable=False),
    Column("catalogue_part", String(64), nullable=False),
    Column("connections_part", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("published_by", String(200), nullable=False),
    Column("at", Double, nullable=False),
    Column("idempotency_key", String(100), nullable=False),
    # Where the publisher reached the host; what a shopper's browser calls it is anybody's word.
    Column("address", Text, nullable=False, server_default=""),
    UniqueConstraint("quiz", "number"),
    UniqueConstraint("quiz", "idempotency_key"),
)

connection = Table(
    "connection",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client", ForeignKey("client.id"), nullable=False),
    Column("connection_id", String(64), nullable=False),
    # The connection as it was last published, for whatever is still to be sent; NULL before the first time.
    Column("settings", Text),
    Column("secret", LargeBinary),
    Column("last4", String(4), nullable=False),
    Column("paused", Text),
    UniqueConstraint("client", "connection_id"),
)

response = Table(
    "response",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("quiz", ForeignKey("quiz.id"), nullable=False),
    Column("submission", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("answers", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("email", String(300), nullable=False),
    Column("at", Double, nullable=False),
    # Where the shopper finds their results again.
    Column("link", Text, nullable=False, server_default=""),
    UniqueConstraint("quiz", "submission"),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("response", ForeignKey("response.id"), nullable=False),
    Column("connection", ForeignKey("connection.id"), nullable=False),
    Column("contact", String(300), nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_try_at", Double),
    Column("next_at", Double, nullable=False),
    Column("note", Text, nullable=False),
    # A `base.Progress` as JSON; empty before the first request went out.
    Column("progress", Text, nullable=False, server_default=""),
    UniqueConstraint("response", "connection"),
    Index("delivery_due", "state", "next_at"),
    Index("delivery_order", "connection", "contact", "state", "id"),
)

given_tags = Table(
    "given_tags",
    metadata,
    Column("connection", ForeignKey("connection.id"), primary_key=True),
    Column("quiz", ForeignKey("quiz.id"), primary_key=True),
    Column("contact", String(300), primary_key=True),
    Column("tags", Text, nullable=False),
    # Tags the service may or may not have beside or in spite of those above; see `retake.after`.
    Column("unsure", Text, nullable=False, server_default="[]"),
    # Which account, audience and property they were given in; see `given_tags.before`.
    Column("place", Text, nullable=False, server_default=""),
)


def prepare(db: Connection) -> None:
    """Make the tables in an empty database, or bring older ones up to date.

    Raises Refused when a newer host has written the database.
    """
    if not inspect(db).has_table(schema_number.name):
        metadata.create_all(db)
        db.execute(schema_number.insert().values(number=NUMBER))
        return
    number = db.execute(select(schema_number.c.number)).scalar_one()
    if number > NUMBER:
        raise Refused(
            f"This database was written by a newer host (schema {number}; this one knows {NUMBER}). "
            "Nothing was changed. Update Quiz Designer on this machine."
        )
    for step in range(number, NUMBER):
        MIGRATIONS[step](db)
    if number < NUMBER:
        db.execute(schema_number.update().values(number=NUMBER))
