"""Which customer tags each contact has of each quiz through each connection, so that a retake can say what changes."""

from __future__ import annotations

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from quizdesigner.host.store import schema
from quizdesigner.host.store.decoders import NAMES
from quizdesigner.host.store.deliveries import Waiting
from quizdesigner.quiz.fields import tag_field


class GivenTags(Struct, frozen=True):
    """What a contact has of a quiz through a connection: `tags`, and those the service may or may not have."""

    tags: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def before(db: Connection, waiting: Waiting) -> GivenTags:
    """What this quiz gave this contact through this connection so far.

    Where the connection leads to another account, audience or property since, nobody knows which of them are there.
    """
    kept = schema.given_tags.c
    found = db.execute(
        select(kept.tags, kept.unsure, kept.place).where(
            kept.connection == waiting.connection, kept.quiz == waiting.quiz, kept.contact == waiting.contact
        )
    ).one_or_none()
    if found is None:
        return GivenTags()
    tags, unsure = _names(found.tags), _names(found.unsure)
    return GivenTags(tags, unsure if found.place == _place(waiting) else (*tags, *unsure))


def elsewhere(db: Connection, waiting: Waiting) -> frozenset[str]:
    """The tags other quizzes gave this contact through this connection so far."""
    kept = schema.given_tags.c
    found = db.scalars(
        select(kept.tags).where(
            kept.connection == waiting.connection, kept.quiz != waiting.quiz, kept.contact == waiting.contact
        )
    )
    return frozenset(tag for one in found for tag in _names(one))


def keep(db: Connection, waiting: Waiting, given: GivenTags) -> None:
    """Keep which tags the contact now has from this quiz through this connection."""
    kept = schema.given_tags.c
    place = {kept.connection: waiting.connection, kept.quiz: waiting.quiz, kept.contact: waiting.contact}
    values = {
        "tags": msgspec.json.encode(given.tags).decode(),
        "unsure": msgspec.json.encode(given.unsure).decode(),
        "place": _place(waiting),
    }
    changed = db.execute(
        schema.given_tags.update().where(*(column == value for column, value in place.items())).values(values)
    )
    if changed.rowcount == 0 and given != GivenTags():
        where = {column.name: value for column, value in place.items()}
        db.execute(schema.given_tags.insert().values({**where, **values}))


def _place(waiting: Waiting) -> str:
    """Where tags go by the connection's settings."""
    settings = waiting.settings
    return msgspec.json.encode((settings.account, settings.list_id, tag_field(settings))).decode()


def _names(text: str) -> tuple[str, ...]:
    return NAMES.decode(text)
