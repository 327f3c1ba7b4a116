"""Access tokens of desktops: `qd_<token id>_<secret>`, made on the host, kept as hashes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from msgspec import Struct

from quizdesigner.errors import Refused
from quizdesigner.host.store import tokens as kept
from quizdesigner.host.store.engine import Store
from quizdesigner.host.times import Clock, rfc3339

SCOPES = ("publish", "read")
"""What a token can allow: changing what is on the host, and reading how deliveries fare."""

_LONGEST_NAME = 200


class Caller(Struct, frozen=True):
    """Whoever sent a request: the client (row number and name) their token belongs to, and what it allows."""

    client: int
    name: str
    scopes: frozenset[str]


class TokenListed(Struct, frozen=True):
    """A token as the operator may see it again; its secret part was shown once, when it was made."""

    id: str
    client: str
    scopes: tuple[str, ...]
    made_at: str


def create(store: Store, clock: Clock, client: str, scopes: Sequence[str] = SCOPES) -> str:
    """Make a token for the client of this name, who is made when new. The text returned is kept nowhere.

    Raises Refused for an empty name or an unknown scope.
    """
    name = " ".join(client.split())
    if not name or len(name) > _LONGEST_NAME:
        raise Refused("A token needs a client's name of at most 200 characters.")
    if not scopes or not set(scopes) <= set(SCOPES):
        raise Refused(f"A token's scopes are {' and '.join(SCOPES)}.")
    token_id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    with store.writing() as db:
        row = kept.client_named(db, name)
        kept.add(db, token_id, _hash(secret), row, frozenset(scopes), clock())
    return f"qd_{token_id}_{secret}"


def listing(store: Store) -> tuple[TokenListed, ...]:
    """All tokens, oldest first."""
    with store.reading() as db:
        return tuple(
            TokenListed(one.id, one.client_name, tuple(sorted(one.scopes)), rfc3339(one.made_at))
            for one in kept.everyone(db)
        )


def revoke(store: Store, token_id: str) -> None:
    """Make a token worthless, by its id or its whole text. Raises Refused when there is none."""
    short = token_id.removeprefix("qd_").partition("_")[0]
    with store.writing() as db:
        if not kept.remove(db, short):
            raise Refused(f"There is no token {short} on this host.")


def caller(store: Store, authorization: str) -> Caller | None:
    """Who sends this `Authorization` header, or None when no token of ours is in it."""
    scheme, _, text = authorization.partition(" ")
    mark, _, rest = text.strip().partition("_")
    token_id, _, secret = rest.partition("_")
    if scheme.lower() != "bearer" or mark != "qd" or not secret or not (token_id.isascii() and token_id.isalnum()):
        return None
    with store.reading() as db:
        found = kept.find(db, token_id)
    if found is None or not hmac.compare_digest(found.hash, _hash(secret)):
        return None
    return Caller(found.client, found.client_name, found.scopes)


def _hash(secret: str) -> str:
    # Secrets are 256 random bits, so a quick hash cannot be searched.
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
