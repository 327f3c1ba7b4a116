"""What is the same for every service: requests in order, what a status means, what is left out and sent again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from quizdesigner.errors import NotDone, Refused, Unavailable
from quizdesigner.sync.connectors.base import Delivered, Keep, KeyRefused, PickList, Progress, Request
from quizdesigner.sync.connectors.http import Reply, retry_after

Send = Callable[[Request, bool], Awaitable[str]]
"""Sends one request and gives a note, mostly empty, on what was left out. The second argument is whether it may have
been done before: then a request that would do twice what is sent twice has to find out, or be left alone.
"""

MAX_PAGES = 500
"""Pages of a list that are read; no account has as many lists."""

MAX_ERRORS = 100
"""Errors of a reply that are looked at: a reply has room for tens of thousands, and each may be about any field."""

_LATER = frozenset({408, 425, 429})
_NOT_DONE = frozenset({425, 429, 503})
_MOST_DROPS = 300
_LONGEST_ID = 200
_OPENING, _CLOSING = "'\"“`", "'\"”`"


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
        again = request.key in progress.unknown
        unknown = progress.unknown if again else (*progress.unknown, request.key)
        progress = _with_tags(requests, replace(progress, unknown=unknown))
        await keep(progress)
        try:
            note = await send(request, again)
        except (NotDone, Refused) as error:
            # It did nothing; what an earlier try did is as unknown as before.
            if again:
                progress = replace(progress, left_out=progress.left_out or request.tags)
            else:
                progress = _with_tags(requests, _known(progress, request.key))
                await keep(progress)
            if not isinstance(error, Refused) or isinstance(error, KeyRefused) or request is requests[0]:
                raise
            refusals.append(str(error))
            continue
        progress = _known(progress, request.key)
        progress = replace(
            progress,
            done=(*progress.done, request.key),
            left_out=progress.left_out or bool(note and request.tags),
            notes={**progress.notes, request.key: note} if note else progress.notes,
        )
        progress = _with_tags(requests, progress)
    if refusals:
        await keep(progress)
        raise Refused(" ".join((*refusals, "Everything else arrived.", *progress.notes.values())))
    return Delivered(" ".join(progress.notes.values()), progress.left_out)


def _known(progress: Progress, key: str) -> Progress:
    """The progress once the outcome of a request is known."""
    return replace(progress, unknown=tuple(one for one in progress.unknown if one != key))


def _with_tags(requests: Sequence[Request], progress: Progress) -> Progress:
    """The progress with what it makes of the tags."""
    carrying = [one.key for one in requests if one.tags]
    if carrying and all(key in progress.done for key in carrying) and not progress.left_out:
        return replace(progress, tags="given")
    maybe = progress.left_out or any(key in progress.unknown or key in progress.done for key in carrying)
    return replace(progress, tags="maybe" if maybe else "")


async def forgiving(
    body: Any, post: Callable[[Any], Awaitable[Reply]], refused: Callable[[Reply, Any], Drop | None]
) -> tuple[Reply, tuple[str, ...]]:
    """Send a body; while the service refuses a part that can be spared, send it again without. The last reply, and a
    note for each part. `refused` gives the body without that part, or None where nothing can be spared.

    What is left is always sent; after 300 parts, whatever the service says of it is the last word.
    """
    notes: list[str] = []
    reply = await post(body)
    while len(notes) < _MOST_DROPS:
        drop = refused(reply, body)
        if drop is None or drop.body == body:
            break
        body = drop.body
        notes.append(drop.note)
        reply = await post(body)
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


def left_out(label: str, name: str, said: str) -> str:
    """A note on a part that a service refused and that was spared; `said` are its own words, if it had any."""
    return f"“{name}” was left out, since {label} refused it{f' ({said})' if said else ''}."


def is_quoted(name: str, text: str) -> bool:
    """Whether a text has the name in quotation marks."""
    return name in text and any(f"{left}{name}{right}" in text for left in _OPENING for right in _CLOSING)


def part(text: str) -> str:
    """A text as one part of a path. Raises Refused for those that would lead to another path, however written."""
    if text in (".", ".."):
        raise Refused(f"“{text}” is not an id a service gives to anything. Pick again and publish; nothing is lost.")
    return quote(text, safe="")


def to_pick(found: Iterable[PickList], *, more: bool) -> tuple[PickList, ...]:
    """What there is to pick, but for ids a connection has no room for or no path has.

    `more` is whether there is further which was not read; then the last one says so.
    """
    shown = [one for one in found if 0 < len(one.id) <= _LONGEST_ID and one.id not in (".", "..")]
    if more:
        said = "further ones are not shown"
        shown[-1:] = [replace(one, note=f"{one.note}; {said}" if one.note else said) for one in shown[-1:]]
    return tuple(shown)


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
