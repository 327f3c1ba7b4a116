"""Opening the database, and the only two ways into it: a reading and a writing transaction."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError, TimeoutError

from quizdesigner.errors import Refused
from quizdesigner.host.store import schema

Transaction = Connection
"""What `Store.reading` and `Store.writing` give, for the functions beside this file."""

Raced = IntegrityError
"""Another writer put in first what must be there once; nothing was written."""

OUT_OF_REACH = (OperationalError, TimeoutError)
"""A full disk, a lost database, or more callers than it has connections; nothing was written."""

_OLDEST_SQLITE = (3, 51, 3)
"""Older ones can corrupt a write-ahead log when it is reset."""

_BUSY_MS = 10_000


class Store:
    """The database of one host process.

    Writers take turns in the process before they ask the database for its lock, so none of them waits in a busy loop;
    readers see the last commit and never wait. Every method blocks: call from a thread.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(writes=False)
        self._turn = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and changes nothing."""
        with self._reader.begin() as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is durable once the block is left, or undone when the block raises."""
        with self._turn, self._engine.begin() as db:
            yield db

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def open_store(url: str, lock: Path | None = None) -> Store:
    """Open the database at an SQLAlchemy address such as `sqlite:////var/lib/quiz/host.sqlite`; make it when empty.

    One of an older host is brought up to date; an SQLite file is copied beside itself first. `lock` is the file a host
    at work on the database holds: then nothing is brought up to date. Raises Refused, in words for the operator, when
    it cannot be opened.
    """
    try:
        engine = _engine(url)
    except (ArgumentError, ImportError) as error:
        raise Refused(f"This is not a database address the host can use: {error}.") from error
    store = Store(engine)
    try:
        with store.writing() as db, ExitStack() as stack:
            if _older(db):
                if lock is not None:
                    stack.enter_context(alone(lock))
                # Nobody else can write meanwhile, and readers such as the one that copies do not wait.
                if engine.dialect.name == "sqlite":
                    _back_up(engine, Path(engine.url.database or ""))
            schema.prepare(db)
    except DBAPIError as error:
        store.close()
        raise Refused(f"The host's database cannot be opened: {error.orig}.") from error
    except Refused:
        store.close()
        raise
    return store


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Be the only process in this block; a killed one leaves no trace. Raises Refused when another is inside."""
    # Two workers on one outbox would send everything twice. SQLite's lock works alike on every system.
    with ExitStack() as stack:
        try:
            lock = stack.enter_context(closing(dbapi2.connect(str(file), isolation_level=None, timeout=0)))
            lock.execute("BEGIN EXCLUSIVE").close()
        except dbapi2.OperationalError as error:
            if error.sqlite_errorcode == dbapi2.SQLITE_BUSY:
                raise Refused(f"Another host is running on the folder {file.parent}. Stop it first.") from error
            raise Refused(f"The folder {file.parent} cannot be used: {error}.") from error
        yield


def _older(db: Connection) -> bool:
    """Whether an older host has written the database."""
    kept = schema.schema_number
    return inspect(db).has_table(kept.name) and db.execute(select(kept.c.number)).scalar_one() < schema.NUMBER


def _back_up(engine: Engine, file: Path) -> None:
    """Copy the database beside it, for its owner alone. The copy gets its name once it is whole, and nobody else's."""
    unnamed = file.with_name(f".{file.name}.copy")
    raw = engine.raw_connection()
    try:
        # A host that was killed on the way may have left a piece.
        unnamed.unlink(missing_ok=True)
        unnamed.touch(mode=0o600)
        raw.cursor().execute("VACUUM INTO ?", (str(unnamed),)).close()
        with unnamed.open("rb+") as written:
            os.fsync(written.fileno())
        unnamed.rename(_free_name(file))
    except (OSError, dbapi2.Error) as error:
        raise Refused(
            "This database is of an older host. It has to be copied before it is brought up to date, and the folder"
            f" {file.parent} did not take the copy ({error}). Nothing was changed."
        ) from error
    finally:
        raw.close()
        with suppress(OSError):
            unnamed.unlink(missing_ok=True)


def _free_name(file: Path) -> Path:
    for attempt in count(1):
        again = f"-{attempt}" if attempt > 1 else ""
        copy = file.with_name(f"{file.stem}.before-schema-{schema.NUMBER}{again}{file.suffix}")
        if not copy.exists():
            break
    return copy


def _engine(url: str) -> Engine:
    # Parameters hold answers and contacts, and an error's text reaches the log.
    options: dict[str, Any] = {"hide_parameters": True, "pool_size": 8, "max_overflow": 40}
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, **options)
    if dbapi2.sqlite_version_info < _OLDEST_SQLITE:
        raise Refused(f"SQLite {dbapi2.sqlite_version} is too old for the host; it needs 3.51.3 or later.")
    engine = create_engine(url, module=dbapi2, **options)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(raw: Any, _record: object) -> None:
    # The driver's own transactions start late; `_begin_sqlite` starts ours.
    raw.isolation_level = None
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        "journal_mode = WAL",
        # NORMAL loses acknowledged answers at a power cut.
        "synchronous = FULL",
        "foreign_keys = ON",
        # Personal data and replaced keys are not to stay readable in free pages.
        "secure_delete = ON",
        "trusted_schema = OFF",
    ):
        raw.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(db: Connection) -> None:
    # A reader that turns writer may find the file changed meanwhile and fail at once, so writers say so first.
    writes = db.get_execution_options().get("writes", True)
    db.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
