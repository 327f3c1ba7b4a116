"""What a project file holds, read and written inside a transaction: parts, steps of the history, revision."""

from __future__ import annotations

import zlib
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from quizdesigner.errors import Refused
from quizdesigner.models.schema import part, state, step
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.history import History, Step
from quizdesigner.quiz.rows import Patch, from_rows


class Stored(Struct, frozen=True):
    """The contents of the file. `revision` grows with every write."""

    project: Project
    history: History
    revision: int


def read(db: Connection) -> Stored:
    """Everything in the file. Raises Refused when a row is not what was written, or the rows make no project."""
    rows = {}
    for kind, id, body, crc in db.execute(select(part.c.kind, part.c.id, part.c.body, part.c.crc)):
        if crc != _crc(body, kind, id):
            raise Refused(f"the part {kind} “{id}” is not what was written")
        rows[kind, id] = body
    revision, done = db.execute(select(state.c.revision, state.c.done)).one()
    steps = []
    for n, label, merge, body, crc in db.execute(
        select(step.c.n, step.c.label, step.c.merge, step.c.patch, step.c.crc).order_by(step.c.n)
    ):
        if crc != _crc(body, label, merge or ""):
            raise Refused(f"the step “{label}” is not what was written")
        steps.append(Step(n, label, _PATCH.decode(body), merge))
    history = History(
        tuple(one for one in steps if one.n <= done), tuple(one for one in steps if one.n > done), sealed=True
    )
    return Stored(from_rows(rows), history, revision)


def write(db: Connection, before: Stored, patch: Patch, after: Stored) -> None:
    """Turn what `before` is on disk into `after`, where `patch` leads from one project to the other.

    Raises Refused when the file is no longer what `before` says.
    """
    written = db.execute(
        update(state)
        .where(state.c.revision == before.revision)
        .values(revision=after.revision, done=after.history.done[-1].n if after.history.done else 0)
    )
    if written.rowcount != 1:
        raise Refused("Another program has changed the file.")
    _write_parts(db, patch)
    _write_steps(db, before.history, after.history)


def forget_steps(db: Connection) -> None:
    """Leave the project without its history."""
    db.execute(delete(step))
    db.execute(update(state).values(done=0))


_PATCH = msgspec.msgpack.Decoder(Patch)


def _write_parts(db: Connection, patch: Patch) -> None:
    gone = [{"kind": one.kind, "id": one.id} for one in patch if one.after is None]
    put = [
        {"kind": one.kind, "id": one.id, "body": one.after, "crc": _crc(one.after, one.kind, one.id)}
        for one in patch
        if one.after is not None
    ]
    if gone:
        db.execute(delete(part).where(part.c.kind == bindparam("kind"), part.c.id == bindparam("id")), gone)
    if put:
        db.execute(insert(part).prefix_with("OR REPLACE"), put)


def _write_steps(db: Connection, before: History, after: History) -> None:
    old = {one.n: one for one in (*before.done, *before.undone)}
    new = {one.n: one for one in (*after.done, *after.undone)}
    gone = old.keys() - new.keys()
    if gone:
        db.execute(delete(step).where(step.c.n.in_(gone)))
    put = [_step_row(one) for n, one in new.items() if old.get(n) is not one]
    if put:
        db.execute(insert(step).prefix_with("OR REPLACE"), put)


def _step_row(one: Step) -> dict[str, Any]:
    body = msgspec.msgpack.encode(one.patch)
    crc = _crc(body, one.label, one.merge or "")
    return {"n": one.n, "label": one.label, "merge": one.merge, "patch": body, "crc": crc}


def _crc(body: bytes, *names: str) -> int:
    """A check that finds what SQLite's own cannot: a text that rotted on the disk into another text."""
    return zlib.crc32(body, zlib.crc32("/".join(names).encode()))
