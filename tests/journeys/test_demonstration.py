"""The demonstration: a starter project with a host beside it, gone without a trace."""

from __future__ import annotations

import asyncio

from quizdesigner.models import project_file
from quizdesigner.starters import load_starter
from tests.journeys.conftest import PATIENCE, Standing


def test_a_demonstration_serves_from_here_and_leaves_nothing_in_the_keyring(desktop: Standing) -> None:
    desktop.whole.show_file(project_file.create(desktop.folder / "demo.quizproject", load_starter("skin")))

    async def work() -> None:
        living = asyncio.ensure_future(desktop.whole.live(demo=True))
        await desktop.hands.until(lambda: desktop.keyring.kept, "the host's token")
        assert [host.name for host in desktop.desk.project.hosts] == ["This computer"]
        desktop.window.close()
        await asyncio.wait_for(living, PATIENCE)

    desktop.loop.run_until_complete(work())
    assert desktop.keyring.kept == {}
