"""Clients and their access tokens, of which only hashes are kept."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, select

from quizdesigner.host.store import schema


class KeptToken(Struct, frozen=True):
    """A token as the database knows it. `client` is the row number of the client called `client_name`."""

    id: str
    hash: str
    client: int
    client_name: str
    scopes: frozenset[str]
    made_at: float


def client_named(db: Connection, name: str) -> int:
    """The row number of the client, who is made when there is none of this name."""
    row = schema.client.c
    found = db.execute(select(row.id).where(row.name == name)).scalar_one_or_none()
    if found is None:
        found = db.execute(schema.client.insert().values(name=name).returning(row.id)).scalar_one()
    return int(found)


def add(db: Connection, token_id: str, digest: str, client: int, scopes: frozenset[str], at: float) -> None:
    """Keep a new token's hash."""
    values = {"id": token_id, "hash": digest, "client": client, "scopes": " ".join(sorted(scopes)), "made_at": at}
    db.execute(schema.token.insert().values(values))


def find(db: Connection, token_id: str) -> KeptToken | None:
    """The token with this id."""
    return next(iter(_tokens(db, token_id)), None)


def everyone(db: Connection) -> tuple[KeptToken, ...]:
    """All tokens, oldest first."""
    return _tokens(db, None)


def remove(db: Connection, token_id: str) -> bool:
    """Forget a token; whether there was one."""
    return db.execute(schema.token.delete().where(schema.token.c.id == token_id)).rowcount == 1


def _tokens(db: Connection, token_id: str | None) -> tuple[KeptToken, ...]:
    token, client = schema.token.c, schema.client.c
    query = (
        select(token.id, token.hash, token.client, client.name, token.scopes, token.made_at)
        .join_from(schema.token, schema.client)
        .order_by(token.made_at, token.id)
    )
    if token_id is not None:
        query = query.where(token.id == token_id)
    return tuple(
        KeptToken(row.id, row.hash, row.client, row.name, frozenset(row.scopes.split()), row.made_at)
        for row in db.execute(query)
    )
