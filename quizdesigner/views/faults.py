"""One place for what nobody expected: every unknown exception ends here, on the screen and on standard error."""

from __future__ import annotations

import asyncio
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Signal

from quizdesigner.errors import QuizDesignerError


class Faults(QObject):
    """Catches what fell through. `happened` gives the details (a traceback), `said` words that were meant for people.

    Exceptions come from any thread; the signals bring them to the window's.
    """

    happened = Signal(str)
    said = Signal(str)

    def install(self, loop: asyncio.AbstractEventLoop | None = None) -> Callable[[], None]:
        """Catch from now on; returns what undoes it."""
        before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._caught
        threading.excepthook = lambda one: self._caught(one.exc_type, one.exc_value, one.exc_traceback)
        sys.unraisablehook = lambda one: self._caught(one.exc_type, one.exc_value, one.exc_traceback)
        if loop is not None:
            loop.set_exception_handler(self._caught_in_loop)

        def undo() -> None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = before
            if loop is not None:
                loop.set_exception_handler(None)

        return undo

    def _caught(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        if isinstance(error, QuizDesignerError):
            self.said.emit(str(error))
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        self.happened.emit(details)

    def _caught_in_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            self._caught(type(error), error, error.__traceback__)
        else:
            self._caught(RuntimeError, RuntimeError(str(context.get("message"))), None)
