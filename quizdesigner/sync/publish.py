"""Publishing one quiz to a host: parts it lacks first, then secrets, then one switch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct

from quizdesigner.errors import Refused
from quizdesigner.quiz import parts as pieces
from quizdesigner.quiz import wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import Project
from quizdesigner.sync.host import HostClient, Published, PublishedMeanwhile
from quizdesigner.sync.secrets import Secret

Step = Literal["host", "compare", "parts", "secrets", "switch"]
"""What a publication does, in this order."""


class Progress(Struct, frozen=True):
    """How far a publication is: the step under way, with `done` of `total` bytes (parts) or secrets.

    Until "switch" nothing shoppers see has changed and cancelling is free. From then on only the host knows, and
    the same key asks it.
    """

    step: Step
    done: int = 0
    total: int = 0


async def publish(
    client: HostClient,
    project: Project,
    quiz_id: str,
    *,
    by: str,
    expected: int | None,
    key: str,
    progress: Callable[[Progress], None],
    secrets: Mapping[str, Secret],
) -> Published:
    """Make this quiz and the project's connections live, all or nothing.

    `expected` is the revision last seen live (None: never published); `key` stands for this one intent and is the same
    when it is tried again, also after a crash, so that it takes effect once; `secrets` go to the host by connection id.
    What is live already is not published again. Raises PublishedMeanwhile when somebody else was first.
    """
    bundle = bundle_of(project, project.quiz(quiz_id))
    parts = pieces.parts(bundle)
    digests = {name: pieces.digest(part) for name, part in parts.items()}
    by_digest = {digests[name]: part for name, part in parts.items()} | pieces.media(project, bundle)
    whole = wire.digest(bundle)

    progress(Progress("host"))
    info = await client.hello()
    if "publish" not in info.scopes:
        raise Refused("This token may look but not publish. Ask whoever runs the host for one that may.")

    progress(Progress("compare"))
    live = await client.live(quiz_id)
    same = live is not None and live.digest == whole
    if not same and (live.revision if live else None) != expected:
        raise PublishedMeanwhile(live.revision, live.by, live.at) if live else PublishedMeanwhile(None, "", "")

    if not same:
        await _send_parts(client, by_digest, progress)
    for number, (connection, secret) in enumerate(secrets.items()):
        progress(Progress("secrets", number, len(secrets)))
        await client.put_secret(connection, secret)
    if live is not None and same:
        return live

    progress(Progress("switch"))
    return await client.switch(quiz_id, digests, whole, by=by, expected=expected, key=key)


async def _send_parts(client: HostClient, parts: Mapping[str, bytes], progress: Callable[[Progress], None]) -> None:
    missing = await client.missing(tuple(parts))
    total = sum(len(parts[digest]) for digest in missing)
    done = 0
    progress(Progress("parts", done, total))
    for digest in missing:
        await client.put_part(digest, parts[digest])
        done += len(parts[digest])
        progress(Progress("parts", done, total))
