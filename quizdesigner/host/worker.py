"""The worker: sends what waits in the outbox, in order for each contact, until it is done or refused."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Awaitable, Callable

import anyio
from anyio import to_thread
from anyio.abc import TaskGroup
from msgspec.structs import replace

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.host import pace
from quizdesigner.host.logs import logger, what_and_where
from quizdesigner.host.shelf import Shelf
from quizdesigner.host.store import connections, deliveries, given_tags
from quizdesigner.host.store.deliveries import Waiting
from quizdesigner.host.store.engine import Store
from quizdesigner.host.store.given_tags import GivenTags
from quizdesigner.host.times import Clock, rfc3339
from quizdesigner.host.vault import Vault
from quizdesigner.quiz import retake
from quizdesigner.quiz.document import Connection
from quizdesigner.quiz.fields import sends_tags
from quizdesigner.quiz.lead import Lead, lead
from quizdesigner.sync.connectors.base import Delivered, Keep, KeyRefused, Progress

Deliver = Callable[[Connection, Lead, str, Progress, Keep], Awaitable[Delivered]]
"""Sends a lead to a connection with its secret, from where it came so far. Raises as connectors do."""

AT_ONCE = 10
AT_ONCE_EACH = 5
"""Deliveries in flight over all, and to one connection: one that hangs leaves room for the others."""

TICK = 1.0
"""Seconds after which the outbox is looked at again though nobody called."""

_UNRECORDED_REST = 60.0
_LONGEST_NOTE = 1_000

_BUG = "Something went wrong inside the host; its log says where. Nothing is lost, it is tried again."


class Worker:
    """Takes due deliveries and records what became of them.

    What is in flight is known to this object alone: killed and started again, the host finds it waiting. `chance`
    gives numbers in [0, 1).
    """

    def __init__(self, store: Store, vault: Vault, shelf: Shelf, deliver: Deliver, chance: Callable[[], float]) -> None:
        self._store = store
        self._vault = vault
        self._shelf = shelf
        self._deliver = deliver
        self._chance = chance
        self._flying: dict[int, int] = {}
        self._rests = pace.Rests()
        self._stirred = anyio.Event()
        self._stopping = False

    async def run(self, clock: Clock) -> None:
        """Send whatever becomes due, until `stop`; what is in flight then is still waited for."""
        async with anyio.create_task_group() as group:
            while not self._stopping:
                stirred = self._listen()
                try:
                    await self._take_off(group, clock)
                except Exception as error:
                    # A full disk or a lost database: the next tick may find it mended, a dead worker would not.
                    logger.error("outbox could not be read: %s", what_and_where(error))
                with anyio.move_on_after(TICK):
                    await stirred.wait()

    async def run_due(self, now: float) -> int:
        """Send all that is due at `now` and gets due by that; the number of tries made."""
        tries = 0
        async with anyio.create_task_group() as group:
            stirred = self._listen()
            tries += await self._take_off(group, lambda: now)
            # What ended during the look just taken may have freed a place or a contact.
            while self._flying or stirred.is_set():
                await stirred.wait()
                stirred = self._listen()
                tries += await self._take_off(group, lambda: now)
        return tries

    def wake(self) -> None:
        """Say that something new may be due. To be called on the event loop."""
        self._stirred.set()

    def rests_until(self, connection: int, now: float) -> float:
        """When something may be sent through a connection (row number) again; `now` where it is not resting."""
        return self._rests.until(connection, now)

    def stop(self) -> None:
        """Start nothing more. To be called on the event loop."""
        self._stopping = True
        self.wake()

    def _listen(self) -> anyio.Event:
        """An event for everything that happens from now on."""
        self._stirred = anyio.Event()
        return self._stirred

    async def _take_off(self, group: TaskGroup, clock: Clock) -> int:
        """Start what is due and has room; the number started."""
        started = 0
        while len(self._flying) < AT_ONCE:
            now = clock()
            each = Counter(self._flying.values())
            full = {connection for connection, count in each.items() if count >= AT_ONCE_EACH}
            found = await to_thread.run_sync(self._due, now, full | self._rests.resting(now))
            ready = []
            for waiting in found:
                if each[waiting.connection] < AT_ONCE_EACH and len(self._flying) < AT_ONCE:
                    each[waiting.connection] += 1
                    self._flying[waiting.id] = waiting.connection
                    ready.append(waiting)
            for waiting in ready:
                group.start_soon(self._fly, waiting, clock)
            started += len(ready)
            if not ready:
                break
        return started

    def _due(self, now: float, left_out: set[int]) -> list[Waiting]:
        with self._store.reading() as db:
            return deliveries.due(db, now, pace.LONGEST_ASKED, tuple(self._flying), tuple(left_out), AT_ONCE)

    async def _fly(self, waiting: Waiting, clock: Clock) -> None:
        try:
            await self._try(waiting, clock)
        except Exception as error:
            # What became of it could not be written down, so it will be sent again: not at once, and not for ever.
            logger.error("delivery could not be recorded id=%d: %s", waiting.id, what_and_where(error))
            self._rests.failed(waiting.connection, clock(), _UNRECORDED_REST)
        finally:
            del self._flying[waiting.id]
            self.wake()

    async def _try(self, waiting: Waiting, clock: Clock) -> None:
        note, asked = "", None
        try:
            told, before = await to_thread.run_sync(self._lead, waiting)

            async def keep(progress: Progress) -> None:
                await _surely(self._keep, waiting, told, before, progress)

            delivered = await self._deliver(waiting.settings, told, self._secret(waiting), waiting.progress, keep)
        except KeyRefused as error:
            self._rests.answered(waiting.connection)
            await _surely(self._pause, waiting, _plain(str(error)))
            return
        except Refused as error:
            self._rests.answered(waiting.connection)
            await _surely(self._refuse, waiting, _plain(str(error)))
            return
        except Unavailable as error:
            note, asked = _plain(str(error)), error.retry_after
            self._rests.failed(waiting.connection, clock(), asked)
        except Exception as error:
            # A bug with one delivery must stop neither the others nor itself for good; the log shows it.
            logger.error("delivery failed inside the host id=%d: %s", waiting.id, what_and_where(error))
            note = _BUG
        else:
            self._rests.answered(waiting.connection)
            await _surely(self._finish, waiting, told, before, delivered)
            return
        await _surely(self._postpone, waiting, clock(), asked, note)

    def _secret(self, waiting: Waiting) -> str:
        try:
            return self._vault.open(waiting.secret, f"{waiting.client}/{waiting.settings.id}")
        except Refused as error:
            raise KeyRefused(str(error)) from error

    def _lead(self, waiting: Waiting) -> tuple[Lead, GivenTags]:
        """What the connection is to hear, and what it was given of tags before."""
        with self._store.reading() as db:
            published = self._shelf.numbered(db, waiting.quiz, waiting.revision)
            before = given_tags.before(db, waiting)
            elsewhere = given_tags.elsewhere(db, waiting)
        if published is None:
            raise LookupError(f"delivery {waiting.id} is of a revision that is not there")
        told = lead(
            published.project,
            published.quiz,
            waiting.outcome,
            event_id=event_id(waiting.submission, waiting.settings.id),
            at=rfc3339(waiting.at),
            revision=waiting.revision,
            tags_before=before.tags,
            tags_unsure=before.unsure,
            link=waiting.link,
        )
        # Customer tags belong to the whole project: one that another quiz gave as well is not this quiz's to take away.
        kept = elsewhere.intersection(_after(waiting, told).removed)
        told = replace(
            told,
            tags_before=tuple(tag for tag in before.tags if tag not in kept),
            tags_unsure=tuple(tag for tag in before.unsure if tag not in kept),
        )
        return told, before

    def _keep(self, waiting: Waiting, told: Lead, before: GivenTags, progress: Progress) -> None:
        given = _given(waiting, told, before, progress.tags == "maybe") if progress.tags else before
        with self._store.writing() as db:
            deliveries.keep(db, waiting, progress)
            given_tags.keep(db, waiting, given)

    def _finish(self, waiting: Waiting, told: Lead, before: GivenTags, delivered: Delivered) -> None:
        with self._store.writing() as db:
            deliveries.finish(db, waiting, _plain(delivered.note))
            given_tags.keep(db, waiting, _given(waiting, told, before, delivered.tags_unsure))
        _say(waiting, "done")

    def _postpone(self, waiting: Waiting, now: float, asked: float | None, note: str) -> None:
        first = now if waiting.first_try_at is None else waiting.first_try_at
        next_at = now + pace.delay(waiting.attempts + 1, asked, self._chance())
        if now - first >= pace.GIVE_UP_AFTER:
            days = round(pace.GIVE_UP_AFTER / 86_400)
            self._refuse(waiting, f"Given up after {days} days of trying. The last time: {note}")
            return
        with self._store.writing() as db:
            deliveries.postpone(db, waiting, next_at, now, note)
        _say(waiting, "waiting")

    def _refuse(self, waiting: Waiting, note: str) -> None:
        with self._store.writing() as db:
            deliveries.refuse(db, waiting, note)
        _say(waiting, "refused")

    def _pause(self, waiting: Waiting, reason: str) -> None:
        with self._store.writing() as db:
            connections.pause(db, waiting.connection, waiting.secret, reason)
        logger.warning("connection paused connection=%d", waiting.connection)


def event_id(submission: str, connection: str) -> str:
    """The id receivers know a delivery by, the same over all tries. Nobody can tell the submission from it."""
    return hashlib.sha256(f"{submission}/{connection}".encode()).hexdigest()[:32]


def _after(waiting: Waiting, told: Lead) -> retake.After:
    """The contact's tags from this quiz once the lead arrived."""
    return retake.after(told.tags_before, told.tags, waiting.settings.retake, told.tags_unsure)


def _given(waiting: Waiting, told: Lead, before: GivenTags, unsure: bool) -> GivenTags:
    """What to keep of them; what is `unsure` is given and taken away once more by the next take.

    Nothing changes where tags are not sent.
    """
    if not sends_tags(waiting.settings):
        return before
    after = _after(waiting, told)
    return GivenTags(after.tags, (*after.added, *after.removed) if unsure else ())


def _plain(note: str) -> str:
    """What a service said, as every database takes it and every window shows it."""
    return "".join(sign if sign.isprintable() else " " for sign in note)[:_LONGEST_NOTE]


async def _surely(record: Callable[..., None], *values: object) -> None:
    """Write down what happened even when the host is about to stop: the request is out."""
    with anyio.CancelScope(shield=True):
        await to_thread.run_sync(record, *values)


def _say(waiting: Waiting, state: str) -> None:
    logger.info(
        "delivery %s id=%d connection=%d attempts=%d", state, waiting.id, waiting.connection, waiting.attempts + 1
    )
