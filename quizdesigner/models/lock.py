"""One writer at a time: an operating system lock on a file beside the project file, freed when its holder dies.

The lock is not on the project file itself: closing any other handle on that would drop SQLite's own locks.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
from pathlib import Path

import msgspec
from msgspec import Struct

from quizdesigner.errors import Refused


class Holder(Struct, frozen=True):
    """Who has the file open for writing, as the lock file says."""

    machine: str
    process: int


class Lock:
    """A lock that is held until `release`, or until the process ends in whatever way."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle = handle

    def release(self) -> None:
        """Let others write. The lock file goes too, where the system allows it."""
        # Removed while it is still locked, so that nobody can lock a file that is about to lose its name; Windows
        # keeps a file that is open, and the empty lock file that stays does no harm.
        with contextlib.suppress(OSError):
            self._path.unlink()
        os.close(self._handle)


def lock_path(project: Path) -> Path:
    """Where the lock of this project file is."""
    return project.with_name(f".{project.name}.lock")


def acquire(project: Path) -> Lock:
    """Become the one who may write to this file.

    Raises Refused, with words that say why the file can only be read, when somebody else is that one, in this process
    or another, or when nothing can be written in this folder.
    """
    path = lock_path(project)
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise Refused(f"Nothing can be written in the folder of “{project.name}” ({error.strerror}).") from error
        try:
            _lock(handle)
        except OSError as error:
            where = _where(handle)
            os.close(handle)
            raise Refused(f"“{project.name}” is open in another window ({where}).") from error
        if _still_named(handle, path):
            break
        os.close(handle)
    # The names are a courtesy to whoever comes second; on a full disk the lock holds without them.
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.write(handle, msgspec.json.encode(Holder(platform.node(), os.getpid())))
    return Lock(path, handle)


def _where(handle: int) -> str:
    try:
        holder = msgspec.json.decode(os.read(handle, 4096), type=Holder)
    except (OSError, msgspec.DecodeError):
        return "it does not say where"
    return "on this computer" if holder.machine == platform.node() else f"on {holder.machine}"


def _still_named(handle: int, path: Path) -> bool:
    """Whether the locked file is the one others would find; its last holder may have removed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        # A lock on Windows also stops reading; this byte lies far behind the names.
        os.lseek(handle, 1 << 20, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        # flock and not lockf: it belongs to the handle, so a second window of the same process is refused as well.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
