"""Responses: what shoppers answered and what it led to. Personal data, which leaves the host by deliveries alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from quizdesigner.host.store import connections, deliveries, schema
from quizdesigner.host.store.decoders import OUTCOME
from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.play import Outcome


class Response(Struct, frozen=True):
    """An accepted response: the number of the revision the shopper was shown, the answers (JSON), what they led to."""

    revision: int
    answers: str
    outcome: Outcome


def find(db: Connection, quiz: int, submission: str) -> Response | None:
    """The response of a submission."""
    row = schema.response.c
    found = db.execute(
        select(row.revision, row.answers, row.outcome).where(row.quiz == quiz, row.submission == submission)
    ).one_or_none()
    return Response(found.revision, found.answers, OUTCOME.decode(found.outcome)) if found else None


def encoded(answers: Mapping[str, Answer]) -> str:
    """Answers as they are kept: the same text for the same answers, in whatever order they came."""
    return msgspec.json.encode(answers, order="sorted").decode()


def add(
    db: Connection,
    client: int,
    quiz: int,
    submission: str,
    revision: int,
    answers: Mapping[str, Answer],
    outcome: Outcome,
    to: Sequence[str],
    at: float,
    link: str,
) -> None:
    """Keep a response and one delivery for each of the connections `to` (ids). `link` is where its results are shown.

    Raises Raced when the submission has a response already.
    """
    response = db.execute(
        schema.response.insert()
        .values(
            quiz=quiz,
            submission=submission,
            revision=revision,
            answers=encoded(answers),
            outcome=msgspec.json.encode(outcome).decode(),
            email=outcome.contact.email,
            at=at,
            link=link,
        )
        .returning(schema.response.c.id)
    ).scalar_one()
    contact = deliveries.contact_key(outcome.contact.email, submission)
    for connection_id in to:
        connection = connections.row_of(db, client, connection_id)
        if connection is not None:
            deliveries.add(db, response, connection, contact, at)
