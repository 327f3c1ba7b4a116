"""SQLite as a durable file: connections with the settings that make a commit mean saved, and its errors in words."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pysqlite3
from msgspec import Struct
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from quizdesigner.errors import QuizDesignerError, Refused, Unavailable

OLDEST = (3, 51, 3)
"""Versions before this one can corrupt a database, or find one unreadable whose schema is not trusted."""

MOST_BYTES = 1 << 30
"""A project file has a few megabytes; what is far beyond that was not made to be opened."""

BUSY_SECONDS = 2.0
"""How long to wait for a reader who is in the middle of the file."""

if pysqlite3.sqlite_version_info < OLDEST:
    raise ImportError(f"Quiz Designer needs SQLite 3.51.3 or newer; this is {pysqlite3.sqlite_version}.")

_SETTINGS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA foreign_keys = ON",
    # What was deleted must not be readable in a file that is handed on.
    "PRAGMA secure_delete = ON",
    # EXTRA is FULL and also syncs the folder once the journal is gone: only then can a power cut not bring it back.
    "PRAGMA synchronous = EXTRA",
    # On a Mac, fsync alone leaves the change in the drive's own memory.
    "PRAGMA fullfsync = ON",
)


_NUMBERS = ("application_id", "user_version")


class Header(Struct, frozen=True):
    """What the first page of a SQLite file says about whose it is."""

    application: int
    schema: int


def connect(path: Path, *, read_only: bool) -> Connection:
    """A connection to an existing file, whose transactions lock the file from their first word on."""

    def raw() -> Any:
        connection = _raw(path, "mode=ro" if read_only else "mode=rw")
        for setting in _SETTINGS:
            connection.execute(setting)
        return connection

    engine = create_engine("sqlite://", module=pysqlite3, creator=raw, poolclass=NullPool)
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda db: db.exec_driver_sql(begin))
    return engine.connect()


def header(path: Path) -> Header:
    """Whose file this is, found without locks, without its journal and without looking at its tables.

    SQLite reads it, not `open`: closing another handle on a file that this process has open drops SQLite's locks.
    Raises Refused when the file is missing, unreadable, empty or not a SQLite file.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Refused(f"“{path.name}” cannot be opened ({error.strerror}).") from error
    if path.is_dir():
        raise Refused(f"“{path.name}” is a folder, not a project file.")
    if not size:
        raise Refused(f"“{path.name}” is empty: there is nothing in it to open. Look for a copy of it.")
    if size > MOST_BYTES:
        raise Refused(f"“{path.name}” has {size >> 20:,} MB; the most that is opened is {MOST_BYTES >> 20:,} MB.")
    try:
        connection = _raw(path, "mode=ro&immutable=1")
        try:
            application, schema = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _NUMBERS)
            return Header(application, schema)
        finally:
            connection.close()
    except pysqlite3.Error as error:
        raise in_words(error, path) or damaged(path, error) from error


def without_log(db: Connection) -> None:
    """Make the file whole by itself again, where another program gave it a write-ahead log: a copy of the file alone
    would lack what is in there. Not inside a transaction.
    """
    _driver(db).execute("PRAGMA journal_mode = DELETE")


def copy_into(db: Connection, path: Path) -> None:
    """Write a complete copy to an empty file. Not inside a transaction."""
    _driver(db).execute("VACUUM INTO ?", (str(path),))


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """An empty file to fill, which gets the name `path` when the block ends: whole or not at all, and never over
    another file.

    Raises Refused when there is a file of that name or none can be made; whatever happens, nothing half done is left.
    """
    unnamed = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        unnamed.unlink(missing_ok=True)
        unnamed.touch()
        yield unnamed
        _sync(unnamed)
        _give_name(unnamed, path)
    except FileExistsError as error:
        raise Refused(f"There is a file “{path.name}” already. It was not touched; choose another name.") from error
    except OSError as error:
        raise Refused(f"“{path.name}” cannot be written here ({error.strerror}). Choose another folder.") from error
    except (DBAPIError, pysqlite3.Error) as error:
        if words := in_words(error, path):
            raise words from error
        raise
    finally:
        with contextlib.suppress(OSError):
            unnamed.unlink(missing_ok=True)
            unnamed.with_name(f"{unnamed.name}-journal").unlink(missing_ok=True)


def _give_name(finished: Path, path: Path) -> None:
    try:
        os.link(finished, path)
    except OSError:
        # Memory sticks and some shares have no second names: claim the name, if it is free, and put the file there.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        os.replace(finished, path)
    else:
        finished.unlink()
    if os.name == "posix":
        _sync(path.parent)


def _sync(path: Path) -> None:
    """Wait until the disk has it. Not for a file that SQLite has open."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def in_words(error: Exception, path: Path) -> QuizDesignerError | None:
    """What an error means for whoever works on this file; None when it says nothing about the disk or the file."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    code = getattr(cause, "sqlite_errorcode", None)
    match None if code is None else code & 0xFF:
        case pysqlite3.SQLITE_FULL:
            return Unavailable("The disk is full. Make room and try again.")
        case pysqlite3.SQLITE_BUSY | pysqlite3.SQLITE_LOCKED:
            return Unavailable(f"Another program is in the middle of reading or writing “{path.name}”. Try again.")
        case pysqlite3.SQLITE_READONLY | pysqlite3.SQLITE_CANTOPEN if not path.exists():
            return Unavailable(f"“{path.name}” was moved or deleted while it was open. Put it back, or save a copy.")
        case pysqlite3.SQLITE_READONLY | pysqlite3.SQLITE_PERM:
            return Unavailable(f"“{path.name}” or its folder cannot be written to. Allow it and try again.")
        case pysqlite3.SQLITE_CANTOPEN:
            return Unavailable(f"“{path.name}” or its folder cannot be opened. Check its permissions and try again.")
        case pysqlite3.SQLITE_IOERR:
            return Unavailable(f"The disk did not do what was asked of it ({cause}). Check it and try again.")
        case pysqlite3.SQLITE_NOTADB:
            return Refused(f"“{path.name}” is not a Quiz Designer project. It was not touched.")
        case pysqlite3.SQLITE_CORRUPT:
            return damaged(path, cause)
    return None


def damaged(path: Path, cause: object) -> Refused:
    """The refusal of a file that is ours and cannot be read; `cause` is for whoever repairs it."""
    return Refused(
        f"“{path.name}” is damaged and cannot be read ({cause}). It was not touched. "
        "Open a backup or a copy of it; what is published is safe on its host."
    )


def _raw(path: Path, how: str) -> Any:
    """A connection of the driver that begins transactions only where it is told to."""
    address = f"{path.absolute().as_uri()}?{how}"
    return pysqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)


def _driver(db: Connection) -> Any:
    """The driver's own connection, for what cannot be done inside a transaction."""
    return db.connection.driver_connection
