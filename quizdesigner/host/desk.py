"""The calls of a desktop, one function each: about the host, publishing, connections and their deliveries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, get_args

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import asdict
from starlette.exceptions import HTTPException
from starlette.responses import Response

from quizdesigner import __version__
from quizdesigner.errors import Refused
from quizdesigner.host import bodies, publishing
from quizdesigner.host.admin import Call, Entry, Ground, refusal, reply
from quizdesigner.host.listed import told
from quizdesigner.host.logs import logger
from quizdesigner.host.store import connections, deliveries, revisions
from quizdesigner.host.store import parts as kept
from quizdesigner.host.store.deliveries import State
from quizdesigner.host.store.engine import Raced
from quizdesigner.host.store.revisions import Outrun, Parts, Publication, Revision
from quizdesigner.host.times import rfc3339
from quizdesigner.host.vault import last4
from quizdesigner.quiz import parts, wire
from quizdesigner.quiz.document import Project

API = 1

_REVISION = re.compile(r'"([1-9][0-9]{0,8})"')
_KEY = re.compile(r"[\x21-\x7e]{1,100}")
_MOST_LISTED = 200
_DAY = 86_400.0

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Missing(Struct, forbid_unknown_fields=True):
    """Body of `POST /parts/missing`."""

    digests: Annotated[tuple[Digest, ...], Meta(max_length=100)]


class Announced(Struct, forbid_unknown_fields=True):
    """Digests of the parts in the body of `PUT /quizzes/<id>/live`."""

    quiz: Digest
    catalogue: Digest
    connections: Digest


class Publish(Struct, forbid_unknown_fields=True):
    """Body of `PUT /quizzes/<id>/live`."""

    parts: Announced
    digest: Digest
    by: Annotated[str, Meta(max_length=200, pattern=r"^[^\x00-\x1f]*$")]


class NewSecret(Struct, forbid_unknown_fields=True):
    """Body of `PUT /connections/<id>/secret`."""

    secret: Annotated[str, Meta(min_length=1, max_length=10_000)]


# Known before there are threads; see `store.decoders`.
_MISSING = msgspec.json.Decoder(Missing)
_PUBLISH = msgspec.json.Decoder(Publish)
_NEW_SECRET = msgspec.json.Decoder(NewSecret)


def about(_: Ground, call: Call) -> Response:
    """What this host is, and who the token makes the caller."""
    return reply(
        {
            "service": "quiz-designer-host",
            "api": API,
            "format": wire.FORMAT,
            "version": __version__,
            "client": call.caller.name,
            "scopes": sorted(call.caller.scopes),
        }
    )


def missing(ground: Ground, call: Call) -> Response:
    """Which of some parts the caller still has to send."""
    asked = bodies.json(call.body, _MISSING).digests
    with ground.store.reading() as db:
        held = kept.held(db, call.caller.client, asked)
    return reply({"missing": [digest for digest in dict.fromkeys(asked) if digest not in held]})


def put_part(ground: Ground, call: Call) -> Response:
    """Keep a part under the hash of its bytes."""
    digest = call.path["digest"]
    if parts.digest(call.body) != digest:
        return refusal(422, "The part was damaged on its way: its digest differs. Send it again.")
    with ground.store.writing() as db:
        new = kept.add(db, call.caller.client, digest, call.body)
    return reply({"digest": digest}, 201 if new else 200)


def live(ground: Ground, call: Call) -> Response:
    """What is live of a quiz."""
    with ground.store.reading() as db:
        found = revisions.live(db, call.caller.client, call.path["quiz"])
    return reply(_shown(call, found)) if found else _unknown("quiz")


def publish(ground: Ground, call: Call) -> Response:
    """Switch a quiz to a new revision, unless somebody else did meanwhile."""
    client, quiz_id = call.caller.client, call.path["quiz"]
    key, expected = call.headers.get("idempotency-key", ""), _expected(call)
    if not _KEY.fullmatch(key):
        return refusal(400, "A publication needs an Idempotency-Key of 1 to 100 printable characters.")
    body = bodies.json(call.body, _PUBLISH)
    named = Parts(body.parts.quiz, body.parts.catalogue, body.parts.connections)
    try:
        with ground.store.reading() as db:
            if before := revisions.answered(db, client, quiz_id, key, body.digest):
                return reply(_shown(call, before))
            revisions.check(db, client, quiz_id, expected)
            found = {name: kept.read(db, client, digest) for name, digest in asdict(named).items()}
        held = {name: part for name, part in found.items() if part is not None}
        if len(held) < len(found):
            return refusal(409, "A part of this publication is not on the host. Send the missing parts first.")
        if any((wire.format_of(part) or wire.FORMAT) < wire.FORMAT for part in held.values()):
            return refusal(422, "This was published by an older Quiz Designer than the host's. Update Quiz Designer.")
        project = parts.assemble(held)
        shown = [file.id for file in project.media]
        with ground.store.reading() as db:
            lacking = set(shown) - kept.held(db, client, shown)
        if lacking:
            return refusal(409, "A picture of this publication is not on the host. Send the missing parts first.")
        publishing.check(project, quiz_id, body.digest)
        wanted = Publication(named, body.digest, body.by, ground.clock(), key, expected, call.base)
        try:
            made = _switch(ground, client, project, wanted)
        except Raced:
            # With several writers somebody took the number or the address just now; a second look sees theirs.
            made = _switch(ground, client, project, wanted)
    except Outrun as error:
        return _outrun(call, error)
    except Refused as error:
        return refusal(422, str(error))
    return reply(_shown(call, made))


def put_secret(ground: Ground, call: Call) -> Response:
    """Keep a connection's secret, for the host alone to read."""
    connection = call.path["connection"]
    secret = bodies.json(call.body, _NEW_SECRET).secret
    closed = ground.vault.close(secret, f"{call.caller.client}/{connection}")
    with ground.store.writing() as db:
        connections.put_secret(db, call.caller.client, connection, closed, last4(secret), ground.clock())
    logger.info("secret stored client=%d connection=%s", call.caller.client, connection)
    return Response(status_code=204)


def connection(ground: Ground, call: Call) -> Response:
    """How a connection stands."""
    with ground.store.reading() as db:
        found = connections.state(db, call.caller.client, call.path["connection"], ground.clock() - _DAY)
    if found is None:
        return _unknown("connection")
    secret = None if found.last4 is None else {"last4": found.last4}
    return reply({"secret": secret, "paused": found.paused, **_counts(found.counts), "day": _counts(found.recent)})


def delivered(ground: Ground, call: Call) -> Response:
    """The newest deliveries of a connection, or those of them in one state."""
    limit, typed = call.query.get("limit", "50"), call.query.get("state")
    if not re.fullmatch(r"[1-9][0-9]{0,2}", limit) or int(limit) > _MOST_LISTED:
        return refusal(400, f"The limit is a number from 1 to {_MOST_LISTED}.")
    state = next((known for known in get_args(State) if known == typed), None)
    if state != typed:
        return refusal(400, f"The state is one of {', '.join(get_args(State))}.")
    with ground.store.reading() as db:
        row = connections.row_of(db, call.caller.client, call.path["connection"])
        if row is None:
            return _unknown("connection")
        found = deliveries.listing(db, (row,), state, int(limit))
    resting = ground.rests_until(row, ground.clock())
    return reply({"deliveries": [told(one, resting) for one in found]})


def retry(ground: Ground, call: Call) -> Response:
    """Send a refused delivery again."""
    typed = call.path["delivery"]
    try:
        with ground.store.writing() as db:
            number = int(typed) if re.fullmatch(r"[1-9][0-9]{0,8}", typed) else 0
            found = deliveries.retry(db, call.caller.client, number, ground.clock())
    except Refused as error:
        return refusal(409, str(error))
    return Response(status_code=204) if found else _unknown("delivery")


def retry_all(ground: Ground, call: Call) -> Response:
    """Send all refused deliveries of a connection again."""
    with ground.store.writing() as db:
        row = connections.row_of(db, call.caller.client, call.path["connection"])
        found = None if row is None else deliveries.retry_all(db, row, ground.clock())
    return _unknown("connection") if found is None else reply({"again": found.again, "kept": found.kept})


CALLS = (
    Entry("GET", "/host", None, about),
    Entry("POST", "/parts/missing", "publish", missing, limit=bodies.MAX_JSON),
    Entry("PUT", "/parts/{digest}", "publish", put_part, limit=bodies.MAX_PART),
    Entry("GET", "/quizzes/{quiz}", None, live),
    Entry("PUT", "/quizzes/{quiz}/live", "publish", publish, limit=bodies.MAX_JSON),
    Entry("PUT", "/connections/{connection}/secret", "publish", put_secret, limit=bodies.MAX_JSON, wakes=True),
    Entry("GET", "/connections/{connection}", "read", connection),
    Entry("GET", "/connections/{connection}/deliveries", "read", delivered),
    Entry("POST", "/connections/{connection}/deliveries/retry", "publish", retry_all, wakes=True),
    Entry("POST", "/deliveries/{delivery}/retry", "publish", retry, wakes=True),
)
"""Every call of the interface."""


def _switch(ground: Ground, client: int, project: Project, wanted: Publication) -> Revision:
    """Make the publication live, in one transaction with the settings of its connections."""
    quiz = project.quizzes[0]
    with ground.store.writing() as db:
        if before := revisions.answered(db, client, quiz.id, wanted.key, wanted.digest):
            return before
        made = revisions.publish(db, client, quiz.id, wanted, lambda number: publishing.slug(quiz, number))
        for one in project.connections:
            connections.publish(db, client, one)
    logger.info("published quiz=%s revision=%d client=%d", made.slug, made.number, client)
    return made


def _expected(call: Call) -> int | None:
    """The revision the publisher thinks is live; None for a first publication."""
    matched, none = call.headers.get("if-match"), call.headers.get("if-none-match")
    if (matched is None) == (none is None):
        raise HTTPException(428, "A publication says what it replaces: If-Match, or If-None-Match for a first one.")
    if none is not None:
        if none.strip() != "*":
            raise HTTPException(400, "If-None-Match takes nothing but *.")
        return None
    found = _REVISION.fullmatch((matched or "").strip())
    if found is None:
        raise HTTPException(400, "If-Match takes the number of the live revision in quotes.")
    return int(found.group(1))


def _outrun(call: Call, error: Outrun) -> Response:
    shown = _shown(call, error.live) if error.live else {"revision": None, "by": None, "at": None, "digest": None}
    return reply({"error": str(error), **{key: shown[key] for key in ("revision", "by", "at", "digest")}}, 412)


def _shown(call: Call, found: Revision) -> dict[str, object]:
    return {
        "revision": found.number,
        "digest": found.digest,
        "by": found.by,
        "at": rfc3339(found.at),
        "url": f"{call.base}/q/{found.slug}",
    }


def _counts(found: Mapping[str, int]) -> dict[str, int]:
    return {state: found.get(state, 0) for state in ("done", "waiting", "refused")}


def _unknown(kind: str) -> Response:
    return refusal(404, f"This host knows no such {kind} of yours.")
