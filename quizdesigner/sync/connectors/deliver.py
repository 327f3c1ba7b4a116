"""What is the same for every service: requests in order, what a status means, what is left out and sent again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from quizdesigner.errors import NotDone, Refused, Unavailable
from quizdesigner.sync.connectors.base import Delivered, Keep, KeyRefused, Progress, Request
from quizdesigner.sync.connectors.http import Reply, retry_after

Send = Callable[[Request, bool], Awaitable[str]]
"""Sends one request and gives a note, mostly empty, on what was left out. The second argument is whether it may have
been done before: then a request that would do twice what is sent twice has to find out, or be left alone.
"""

_LATER = frozenset({408, 425, 429})
_NOT_DONE = frozenset({425, 429, 503})
_MOST_DROPS = 50


class Drop(Struct, frozen=True):
    """A body without what the service refused of it, and a note for the author."""

    body: Any
    note: str


async def in_order(requests: Sequence[Request], send: Send, progress: Progress, keep: Keep) -> Delivered:
    """Send what is not done yet. That a request is about to go out is on disk before it does.

    An outcome nobody knows (no answer in time, a broken connection, a status of 500) is told to `send` at the next try.
    All depends on the first request; when a later one is refused, the others go out all the same, and Refused is raised
    at the end, so that a next try is for that one alone.
    """
    refusals = []
    for request in requests:
        if request.key in progress.done:
            continue
        again = request.key == progress.begun
        if not again:
            progress = _at(requests, progress, request.key)
            await keep(progress)
        try:
            note = await send(request, again)
        except (NotDone, Refused) as error:
            # It did nothing; what an earlier try did is as unknown as before.
            if not again:
                progress = _at(requests, progress, "")
                await keep(progress)
            if not isinstance(error, Refused) or isinstance(error, KeyRefused) or request is requests[0]:
                raise
            refusals.append(str(error))
            continue
        done = (*progress.done, request.key)
        notes = (*progress.notes, note) if note else progress.notes
        left_out = progress.left_out or bool(note and request.tags)
        progress = _at(requests, Progress(done, left_out=left_out, notes=notes), "")
    if refusals:
        await keep(progress)
        raise Refused(" ".join((*refusals, "Everything else arrived.", *progress.notes)))
    return Delivered(" ".join(progress.notes), progress.left_out)


def _at(requests: Sequence[Request], progress: Progress, begun: str) -> Progress:
    """The progress with another request begun, and what that makes of the tags."""
    carrying = [one.key for one in requests if one.tags]
    if carrying and all(key in progress.done for key in carrying) and not progress.left_out:
        return replace(progress, begun=begun, tags="given")
    maybe = any(key == begun or key in progress.done for key in carrying)
    return replace(progress, begun=begun, tags="maybe" if maybe else "")


async def forgiving(
    body: Any, post: Callable[[Any], Awaitable[Reply]], refused: Callable[[Reply, Any], Drop | None]
) -> tuple[Reply, tuple[str, ...]]:
    """Send a body; while the service refuses a part that can be spared, send it again without. The last reply, and a
    note for each part. `refused` gives the body without that part, or None where nothing can be spared.
    """
    notes: list[str] = []
    for _ in range(_MOST_DROPS):
        reply = await post(body)
        drop = refused(reply, body)
        if drop is None or drop.body == body:
            break
        body = drop.body
        notes.append(drop.note)
    return reply, tuple(notes)


def check(
    label: str,
    reply: Reply,
    now: float,
    *,
    stops: Mapping[int, str],
    words: Mapping[int, str] | None = None,
    detail: str = "",
) -> None:
    """Raise what a reply's status means; return when it is a success.

    `stops` are the statuses that end the connection until somebody changes it, `words` those of other refusals, each
    with a sentence for its person. `detail` is what the service itself said.
    """
    status = reply.status
    if 200 <= status < 300:
        return
    if status in _LATER or status >= 500:
        said = "is busy" if status == 429 else "has trouble of its own"
        raised = NotDone if status in _NOT_DONE else Unavailable
        raise raised(f"{label} {said} (status {status}).", retry_after(reply, now))
    if status in stops:
        raise KeyRefused(stops[status])
    if 300 <= status < 400:
        raise Refused(f"{label} answered with another address (status {status}), which is not followed.")
    sentence = (words or {}).get(status, f"{label} refused this (status {status}).")
    raise Refused(f"{sentence} It said: {detail}" if detail else sentence)


def without(body: Any, path: Sequence[str | int]) -> Any:
    """A JSON value without what is at `path`; the value itself where nothing is there."""
    first, *rest = path
    if isinstance(body, dict) and first in body:
        if not rest:
            return {name: value for name, value in body.items() if name != first}
        return {**body, first: without(body[first], rest)}
    if isinstance(body, list) and isinstance(first, int) and 0 <= first < len(body):
        if not rest:
            return [value for at, value in enumerate(body) if at != first]
        return [without(value, rest) if at == first else value for at, value in enumerate(body)]
    return body
