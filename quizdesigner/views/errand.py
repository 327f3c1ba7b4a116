"""Work that waits for something outside, one piece at a time, and that can be given up."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from quizdesigner.views.desk import Desk


class Errand:
    """Beginning another piece gives the last one up, so that an old answer never shows over a newer one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._task: asyncio.Task[Any] | None = None
        self._begun = 0

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin; what it raises beyond words for people is shown as any other fault."""
        self.cancel()
        task = self._desk.spawn(self._held(work, self._begun))
        # A window that closes gives tasks up before their first step, which would have come to the work.
        task.add_done_callback(lambda _: work.close())

    @property
    def busy(self) -> bool:
        """Whether a piece is under way."""
        return self._task is not None and not self._task.done()

    def cancel(self) -> None:
        """Give up what is under way, if anything is."""
        self._begun += 1
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _held(self, work: Coroutine[Any, Any, None], number: int) -> None:
        if number != self._begun:
            return
        self._task = asyncio.current_task()
        await work
        if number == self._begun:
            self._task = None
