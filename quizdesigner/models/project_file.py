"""The project on disk: one file, one writer, and each step saved before it is shown.

`commit`, `undo` and `redo` return once the disk has the step; `project` and `history` change then and not before, so
memory never says more than the file.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Self

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from quizdesigner.errors import QuizDesignerError, Refused, Unavailable
from quizdesigner.models import disk, lock, publications, schema, store
from quizdesigner.models.publications import Publication, Sent
from quizdesigner.quiz import history as steps
from quizdesigner.quiz import rows
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.history import History, Step

SUFFIX = ".quizproject"


def create(path: Path, project: Project) -> ProjectFile:
    """Make a project file and open it for writing.

    The file is there whole or not at all. Raises Refused when there is a file of that name or it cannot be made here,
    Unavailable when the disk is full.
    """
    path = path.resolve()
    patch = rows.patch(None, project)
    nothing = store.Stored(project, History(), revision=0)
    first = store.Stored(_with(None, patch), History(), revision=1)
    with disk.new_file(path) as unnamed, disk.connect(unnamed, read_only=False) as db, db.begin():
        db.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION}")
        schema.migrate(db, 0, schema.MIGRATIONS)
        store.write(db, nothing, patch, first)
    return open(path)


def open(
    path: Path, *, read_only: bool = False, migrations: Sequence[schema.Migration] = schema.MIGRATIONS
) -> ProjectFile:
    """Open a project file; for reading only when somebody else writes it or it is write-protected (see `reason`).

    Raises Refused when it is missing, not ours, damaged or made by a newer Quiz Designer, and Unavailable when the
    disk does not answer; the file is then as it was. A file of an older schema is copied beside itself and upgraded.
    """
    path = path.resolve()
    found = disk.header(path)
    if found.application != schema.APPLICATION:
        raise Refused(f"“{path.name}” is not a Quiz Designer project. It was not touched.")
    if found.schema > len(migrations):
        raise Refused(
            f"“{path.name}” was made by a newer Quiz Designer (schema {found.schema}; this one reads up to "
            f"{len(migrations)}). Update Quiz Designer to open it. The file was not touched."
        )
    held, reason = _writer(path, read_only)
    try:
        return ProjectFile(path, held, reason, migrations)
    except BaseException:
        if held:
            held.release()
        raise


class ProjectFile:
    """An open project file. Belongs to the thread that opened it; `close` it, or use it as a context."""

    def __init__(self, path: Path, held: lock.Lock | None, reason: str, migrations: Sequence[schema.Migration]) -> None:
        self.path = path
        self.reason = reason
        """Why the file can only be read, for the person; empty when it can be written."""
        self._lock = held
        self._migrations = migrations
        self._db: Connection | None = None
        self._stored = self._load()

    @property
    def project(self) -> Project:
        """What the file holds."""
        return self._stored.project

    @property
    def history(self) -> History:
        """What can be undone and redone."""
        return self._stored.history

    @property
    def read_only(self) -> bool:
        """Whether `commit`, `undo`, `redo` and `record_publication` are refused; `reason` says why."""
        return bool(self.reason)

    def commit(self, after: Project, label: str, merge: str | None = None) -> None:
        """Save `after` as one step; returns once it is on the disk. Steps with the same `merge` become one.

        Raises Refused or Unavailable when it could not be saved. Then `project` is what the file holds.
        """
        self._begin_change()
        patch = rows.patch(self.project, after)
        if patch:
            self._save(patch, steps.push(self.history, label, patch, merge))

    def undo(self) -> Step | None:
        """Take the last step back and return it; None when there is none. Raises as `commit` does."""
        self._begin_change()
        if not self.history.done:
            return None
        step, history = steps.undo(self.history)
        self._save(rows.inverse(step.patch), history)
        return step

    def redo(self) -> Step | None:
        """Do the step that was undone last again and return it; None when there is none. Raises as `commit` does."""
        self._begin_change()
        if not self.history.undone:
            return None
        step, history = steps.redo(self.history)
        self._save(step.patch, history)
        return step

    def seal(self) -> None:
        """Finish the last step: what is typed next is a step of its own."""
        self._stored = store.Stored(self.project, steps.seal(self.history), self._stored.revision)

    def reread(self) -> None:
        """Show what the file holds now, for a window that only reads what another one writes."""
        with self._transaction() as db, _decoding(self.path):
            now = store.read(db)
        if now.revision != self._stored.revision:
            self._stored = now

    def publication(self, quiz: str, host: str, revision: int | None = None) -> Publication | None:
        """What this host was given of this quiz as this revision, else last; None when it was given no such thing."""
        with self._transaction() as db, _decoding(self.path):
            return publications.one(db, quiz, host, revision)

    def publications(self, quiz: str) -> tuple[Sent, ...]:
        """All that was published of this quiz, newest first, without the quizzes themselves."""
        with self._transaction() as db, _decoding(self.path):
            return publications.of_quiz(db, quiz)

    def record_publication(self, published: Publication) -> None:
        """Keep what was published; it is no step, and undo does not touch it. Raises as `commit` does."""
        self._begin_change()
        with self._transaction() as db:
            publications.record(db, published)

    def copy_to(self, path: Path) -> None:
        """Write a copy to hand on: all but the undo history, which may hold what its author deleted for good reason.

        Raises Refused when there is a file of that name, or none can be made there.
        """
        db = self._connection()
        with disk.new_file(path.resolve()) as unnamed:
            disk.copy_into(db, unnamed)
            with disk.connect(unnamed, read_only=False) as copy, copy.begin():
                store.forget_steps(copy)

    def close(self) -> None:
        """Let go of the file and of the right to write it."""
        self._disconnect()
        if self._lock:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _begin_change(self) -> None:
        if self.reason:
            raise Refused(f"{self.reason} Nothing was changed.")
        self._connection()

    def _save(self, patch: rows.Patch, history: History) -> None:
        after = store.Stored(_with(self.project, patch), history, self._stored.revision + 1)
        with self._transaction() as db:
            store.write(db, self._stored, patch, after)
        self._stored = after

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """One transaction. When it fails nobody knows what the disk has, so the file is opened and read again."""
        db = self._connection()
        try:
            with db.begin():
                yield db
        except Exception as error:
            self._disconnect()
            try:
                self._stored = self._load()
                shown = "This window shows what the file holds."
            except QuizDesignerError:
                shown = "Everything that was shown as saved before is safe."
            words = error if isinstance(error, QuizDesignerError) else disk.in_words(error, self.path)
            if words is None:
                raise
            raise type(words)(f"{words} {shown}") from error

    def _connection(self) -> Connection:
        """The connection; a new one, and the file read again, when the last was given up after a failure."""
        if self._db is None:
            self._stored = self._load()
        assert self._db is not None
        return self._db

    def _disconnect(self) -> None:
        if self._db is not None:
            # Closing rolls back, and a disk that has just failed may fail in that too; the next opener repairs it.
            with contextlib.suppress(DBAPIError):
                self._db.close()
            self._db = None

    def _load(self) -> store.Stored:
        """Connect, check that the file is what it says, upgrade it if it is older, and read it."""
        try:
            with _decoding(self.path):
                db = self._db = disk.connect(self.path, read_only=self.read_only)
                number = self._checked(db)
                if not self.read_only:
                    disk.without_log(db)
            if number < len(self._migrations):
                self._upgrade(db, number)
            with _decoding(self.path), db.begin():
                return store.read(db)
        except BaseException:
            self._disconnect()
            raise

    def _checked(self, db: Connection) -> int:
        """The number of the file's schema. Nothing is asked of its tables before they are known to be ours."""
        with db.begin():
            number: int = db.exec_driver_sql("PRAGMA user_version").scalar_one()
            if schema.found(db) != schema.expected(self._migrations[:number]):
                raise ValueError("its tables are not those of a Quiz Designer project")
            check: str = db.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
            if check != "ok":
                raise ValueError(check)
        return number

    def _upgrade(self, db: Connection, number: int) -> None:
        if self.read_only:
            raise Unavailable(
                f"“{self.path.name}” is of an older kind and must be upgraded first. {self.reason} Open it in the"
                " window once, where it can be written; a copy of it as it is now is kept beside it."
            )
        _back_up(db, self.path, len(self._migrations))
        with db.begin():
            schema.migrate(db, number, self._migrations)


@contextlib.contextmanager
def _decoding(path: Path) -> Iterator[None]:
    """Reading a file that may be damaged or made to harm: whatever that raises, the file is what is wrong."""
    try:
        yield
    except Exception as error:
        raise disk.in_words(error, path) or disk.damaged(path, error) from error


def _with(project: Project | None, patch: rows.Patch) -> Project:
    """The project as it will be read back; what a file could not be opened with is refused before it gets into one."""
    try:
        return rows.apply(project, patch)
    except Refused as error:
        raise Refused(f"This change cannot be kept: {error} Nothing was changed.") from error


def _writer(path: Path, read_only: bool) -> tuple[lock.Lock | None, str]:
    """The right to write the file, or why it can only be read."""
    if read_only:
        return None, f"“{path.name}” was opened for reading only."
    if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        return None, f"“{path.name}” is write-protected."
    try:
        return lock.acquire(path), ""
    except Refused as error:
        return None, str(error)


def _back_up(db: Connection, path: Path, number: int) -> None:
    for attempt in count(1):
        again = f"-{attempt}" if attempt > 1 else ""
        backup = path.with_name(f"{path.stem}.before-schema-{number}{again}{path.suffix}")
        if not backup.exists():
            with disk.new_file(backup) as unnamed:
                disk.copy_into(db, unnamed)
            return
