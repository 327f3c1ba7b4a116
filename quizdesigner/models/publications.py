"""What was published and when, kept in the project file so that it can be compared with the project offline."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, RowMapping, Select, insert, select

from quizdesigner.models.schema import publication
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Project


class Publication(Struct, frozen=True):
    """One revision of a quiz on a host: `bundle` is what was sent, `digest` is its name there, `by` who sent it."""

    quiz: str
    host: str
    revision: int
    digest: str
    at: datetime
    by: str
    url: str
    bundle: Project


def record(db: Connection, published: Publication) -> None:
    """Keep it. Recording the same revision again changes nothing but what is said about it."""
    row = {name: getattr(published, name) for name in ("quiz", "host", "revision", "digest", "by", "url")}
    row |= {"at": published.at.isoformat(), "bundle": wire.dumps(published.bundle)}
    db.execute(insert(publication).prefix_with("OR REPLACE"), row)


def latest(db: Connection, quiz: str, host: str) -> Publication | None:
    """The newest revision this host was given; None when it has none."""
    row = db.execute(_of(quiz).where(publication.c.host == host).limit(1)).mappings().one_or_none()
    return None if row is None else _publication(row)


def of_quiz(db: Connection, quiz: str) -> tuple[Publication, ...]:
    """All publications of the quiz, newest first."""
    return tuple(_publication(row) for row in db.execute(_of(quiz)).mappings())


def _of(quiz: str) -> Select[tuple[object, ...]]:
    newest = publication.c.at.desc(), publication.c.revision.desc()
    return select(*publication.c).where(publication.c.quiz == quiz).order_by(*newest)


def _publication(row: RowMapping) -> Publication:
    said = {name: row[name] for name in ("quiz", "host", "revision", "digest", "by", "url")}
    return Publication(**said, at=datetime.fromisoformat(row["at"]), bundle=wire.loads(row["bundle"]))
