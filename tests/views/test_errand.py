"""Work under way that is given up."""

from __future__ import annotations

import asyncio
import gc

import pytest

from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from tests.views.standing import finish


@pytest.mark.usefixtures("loop")
def test_work_given_up_before_its_first_step_leaves_nothing_behind(desk: Desk) -> None:
    begun: list[int] = []

    async def work() -> None:
        begun.append(1)

    async def close() -> None:
        Errand(desk).run(work())
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)

    finish(close())
    # What was never awaited would be warned of here, and warnings fail.
    gc.collect()
    assert begun == []
