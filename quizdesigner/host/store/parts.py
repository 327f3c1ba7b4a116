"""The content-addressed parts publications are made of."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from quizdesigner.host.store import schema


def held(db: Connection, client: int, digests: Sequence[str]) -> frozenset[str]:
    """Those of the digests whose parts this client has sent before."""
    part = schema.part.c
    return frozenset(db.scalars(select(part.digest).where(part.client == client, part.digest.in_(digests))))


def add(db: Connection, client: int, digest: str, body: bytes) -> bool:
    """Keep a part; False when it was there already."""
    if held(db, client, [digest]):
        return False
    db.execute(schema.part.insert().values(client=client, digest=digest, body=body))
    return True


def read(db: Connection, client: int, digest: str) -> bytes | None:
    """The bytes of a part, or None when this client never sent it."""
    part = schema.part.c
    return db.execute(select(part.body).where(part.client == client, part.digest == digest)).scalar_one_or_none()
