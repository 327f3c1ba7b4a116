"""Bringing what a file holds from an older format of the document to the next: its parts and its history."""

from __future__ import annotations

import zlib

import msgspec
from sqlalchemy import Connection, bindparam, column, select, table, update

from quizdesigner.errors import Refused
from quizdesigner.quiz.upgrades import UPGRADES

# As they were at the time; what the tables have become since is none of a migration's business.
_PART = table("part", column("kind"), column("id"), column("body"), column("crc"))
_STEP = table("step", column("n"), column("label"), column("merge"), column("patch"), column("crc"))

_CHANGES = msgspec.msgpack.Decoder(list[tuple[str, str, bytes | None, bytes | None]])


def upgrade(db: Connection, number: int) -> None:
    """Upgrade every part, and every part a step has before or after, from format `number` to the next.

    Raises Refused when one of them is not what was written, or not of that format.
    """
    for kind, id, body, crc in db.execute(select(_PART.c.kind, _PART.c.id, _PART.c.body, _PART.c.crc)).all():
        _check(f"{kind}/{id}", body, crc)
        new = _upgraded(kind, body, number)
        if new != body:
            where = (_PART.c.kind == bindparam("was_kind")) & (_PART.c.id == bindparam("was_id"))
            values = {"was_kind": kind, "was_id": id, "body": new, "crc": _crc(f"{kind}/{id}", new)}
            db.execute(update(_PART).where(where), values)
    steps = select(_STEP.c.n, _STEP.c.label, _STEP.c.merge, _STEP.c.patch, _STEP.c.crc)
    for n, label, merge, patch, crc in db.execute(steps).all():
        name = f"{label}/{merge or ''}"
        _check(name, patch, crc)
        changes = [
            (kind, id, before and _upgraded(kind, before, number), after and _upgraded(kind, after, number))
            for kind, id, before, after in _changes(patch, number)
        ]
        new = msgspec.msgpack.encode(changes)
        values = {"was": n, "patch": new, "crc": _crc(name, new)}
        db.execute(update(_STEP).where(_STEP.c.n == bindparam("was")), values)


def _changes(patch: bytes, number: int) -> list[tuple[str, str, bytes | None, bytes | None]]:
    try:
        return _CHANGES.decode(patch)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(f"This file cannot be upgraded, for a step of it is not of format {number}.") from error


def _upgraded(kind: str, body: bytes, number: int) -> bytes:
    if kind == "order":
        return body
    try:
        return msgspec.json.encode(UPGRADES[number](kind, msgspec.json.decode(body)))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, AttributeError, KeyError, TypeError) as error:
        raise Refused(f"This file cannot be upgraded, for a part of it ({kind}) is not of format {number}.") from error


def _check(name: str, body: bytes, crc: int) -> None:
    """Refuse what is damaged, before it gets a sum that says it is sound."""
    if _crc(name, body) != crc:
        raise Refused(f"This file is damaged, so it cannot be upgraded ({name}). It was left as it was.")


def _crc(name: str, body: bytes) -> int:
    return zlib.crc32(body, zlib.crc32(name.encode()))
