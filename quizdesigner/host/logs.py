"""The host's log: one line for each event, with numbers and names of quizzes, never an answer, contact or secret."""

from __future__ import annotations

import copy
import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from quizdesigner.host.times import rfc3339

logger = logging.getLogger("quizdesigner.host")

_PLACES = 6
_PACKAGE = Path(__file__).parents[1]


class OneLine(logging.Formatter):
    """`2026-11-21T10:00:00Z INFO quizdesigner.host answer stored …`, errors included, on one line.

    An exception is shown by its type and where it came from. Its text is left out: it may quote what a shopper typed.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        """The moment in UTC."""
        return rfc3339(record.created)

    def formatException(  # noqa: N802
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """The error's type and the innermost places."""
        return what_and_where(ei[1]) if ei[1] else ""

    def format(self, record: logging.LogRecord) -> str:
        """The record on one line."""
        fresh = copy.copy(record)
        # Another handler may have written the error out in full and left it in the record.
        fresh.exc_text = None
        return " | ".join(super().format(fresh).splitlines())


def what_and_where(error: BaseException) -> str:
    """The error's type, where it was raised, and our own places it came through, innermost first.

    `ValueError at zapier.py:88 < worker.py:146`; with what SQLite found: `OperationalError SQLITE_FULL at …`.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames[:-1] if Path(frame.filename).is_relative_to(_PACKAGE)]
    places = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed([*ours, *frames[-1:]][-_PLACES:]))
    kind = getattr(getattr(error, "orig", None), "sqlite_errorname", "")
    return f"{' '.join(filter(None, (type(error).__name__, kind)))} at {places}"


def write_to_stderr() -> None:
    """Send what the host and its server say to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logger.setLevel(logging.INFO)
