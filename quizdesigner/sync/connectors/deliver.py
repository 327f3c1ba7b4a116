"""What is the same for every service: requests in order, and what a reply's status means."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.sync.connectors.base import Delivered, KeyRefused, Partial, Request, Stopped
from quizdesigner.sync.connectors.http import Reply, retry_after

_LATER = frozenset({408, 425, 429})


async def in_order(requests: Sequence[Request], send: Callable[[Request], Awaitable[str]], done: int) -> Delivered:
    """Send what comes after the first `done` requests; `send` gives a note, mostly empty, on what was left out."""
    notes: list[str] = []
    for place, request in enumerate(requests[done:], start=done):
        try:
            note = await send(request)
        except Unavailable as error:
            # All requests may be repeated. Going back to the first keeps a note from being lost.
            raise Partial(str(error), error.retry_after, 0 if notes else place) from error
        except KeyRefused:
            raise
        except Refused as error:
            raise Stopped(str(error), place) from error
        if note:
            notes.append(note)
    return Delivered(" ".join(notes))


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
        raise Unavailable(f"{label} {said} (status {status}).", retry_after(reply, now))
    if status in stops:
        raise KeyRefused(stops[status])
    if 300 <= status < 400:
        raise Refused(f"{label} answered with another address (status {status}), which is not followed.")
    sentence = (words or {}).get(status, f"{label} refused this (status {status}).")
    raise Refused(f"{sentence} It said: {detail}" if detail else sentence)
