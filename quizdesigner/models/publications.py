"""What was published and when, kept in the project file so that it can be compared with the project offline."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, RowMapping, Select, insert, select

from quizdesigner.models.schema import publication
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Project


class Sent(Struct, frozen=True):
    """That a revision of a quiz went to a host: `digest` is its name there, `by` who sent it."""

    quiz: str
    host: str
    revision: int
    digest: str
    at: datetime
    by: str
    url: str


class Publication(Sent, frozen=True):
    """The same with what was sent, its `bundle`."""

    bundle: Project


def record(db: Connection, published: Publication) -> None:
    """Keep it. Recording the same revision again changes nothing but what is said about it."""
    row = {name: getattr(published, name) for name in Sent.__struct_fields__}
    row |= {"at": published.at.isoformat(), "bundle": wire.dumps(published.bundle)}
    db.execute(insert(publication).prefix_with("OR REPLACE"), row)


def one(db: Connection, quiz: str, host: str, revision: int | None = None) -> Publication | None:
    """This revision as the host was given it, else the newest; None when there is none."""
    query = _of(quiz, *Publication.__struct_fields__).where(publication.c.host == host)
    if revision is not None:
        query = query.where(publication.c.revision == revision)
    row = db.execute(query.limit(1)).mappings().one_or_none()
    return None if row is None else Publication(**_said(row), bundle=wire.loads(row["bundle"]))


def of_quiz(db: Connection, quiz: str) -> tuple[Sent, ...]:
    """All publications of the quiz, newest first. Their bundles stay where they are: a long quiz takes long to read."""
    return tuple(Sent(**_said(row)) for row in db.execute(_of(quiz, *Sent.__struct_fields__)).mappings())


def _of(quiz: str, *columns: str) -> Select[Any]:
    newest = publication.c.at.desc(), publication.c.revision.desc()
    return select(*(publication.c[name] for name in columns)).where(publication.c.quiz == quiz).order_by(*newest)


def _said(row: RowMapping) -> dict[str, Any]:
    return {name: row[name] for name in Sent.__struct_fields__} | {"at": datetime.fromisoformat(row["at"])}
