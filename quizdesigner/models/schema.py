"""The tables of a project file as the steps that make them: a new file takes all, an older one those it lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pysqlite3
from sqlalchemy import Connection, column, create_engine, table

from quizdesigner.models import formats

Migration = Callable[[Connection], None]
"""One step. Works inside a transaction that somebody else commits, and on empty tables too."""

APPLICATION = 0x515A4445
"""“QZDE”: what SQLite's header calls the files of this program."""

part = table("part", column("kind"), column("id"), column("body"), column("crc"))
step = table("step", column("n"), column("label"), column("merge"), column("patch"), column("crc"))
state = table("state", column("revision"), column("done"))
publication = table("publication", *(column(name) for name in (
    "quiz", "host", "revision", "digest", "at", "by", "url", "bundle",
)))  # fmt: skip


def _first(db: Connection) -> None:
    # The text counts, not only what it means: a file is opened when its schema is this one to the letter.
    for statement in (
        "CREATE TABLE part ("
        "kind TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (kind, id)"
        ") STRICT",
        "CREATE TABLE step ("
        "n INTEGER PRIMARY KEY, label TEXT NOT NULL, merge TEXT, patch BLOB NOT NULL, crc INTEGER NOT NULL"
        ") STRICT",
        "CREATE TABLE state ("
        "one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL, done INTEGER NOT NULL"
        ") STRICT",
        "CREATE TABLE publication ("
        "quiz TEXT NOT NULL, host TEXT NOT NULL, revision INTEGER NOT NULL, digest TEXT NOT NULL, at TEXT NOT NULL, "
        '"by" TEXT NOT NULL, url TEXT NOT NULL, bundle BLOB NOT NULL, PRIMARY KEY (quiz, host, revision)'
        ") STRICT",
        "INSERT INTO state (one, revision, done) VALUES (1, 0, 0)",
    ):
        db.exec_driver_sql(statement)


def _format_2(db: Connection) -> None:
    formats.upgrade(db, 1)


MIGRATIONS: tuple[Migration, ...] = (_first, _format_2)
"""From nothing to schema 1, from 1 to 2 and so on. One is added for each release that needs it, and none altered."""

Schema = frozenset[tuple[str, str, str, str | None]]
"""Type, name, table and text of everything SQLite has in a file."""


def migrate(db: Connection, number: int, migrations: Sequence[Migration]) -> None:
    """Take the steps that lead from schema `number` to the newest."""
    for one in migrations[number:]:
        one(db)
    db.exec_driver_sql(f"PRAGMA user_version = {len(migrations)}")


def found(db: Connection) -> Schema:
    """What the schema of this file is."""
    rows = db.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master").all()
    return frozenset((row[0], row[1], row[2], row[3]) for row in rows)


def expected(migrations: Sequence[Migration]) -> Schema:
    """What the schema is after these steps."""
    with create_engine("sqlite://", module=pysqlite3).begin() as db:
        for one in migrations:
            one(db)
        return found(db)
