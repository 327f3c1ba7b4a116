"""What the service of each connection gets that it did not get before: fields, and values of customer tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizdesigner.quiz.consequences.report import Field, Received, Renamed, Shift
from quizdesigner.quiz.document import Connection, Project, Quiz
from quizdesigner.quiz.fields import asked, fields, tag_field
from quizdesigner.quiz.tags import same


def received(before: Project, after: Project, quiz_id: str, reached: Sequence[Shift] | None) -> tuple[Received, ...]:
    """One entry for each connection both versions have. `reached` has the tags; None when they could not be counted.

    What a new connection gets is all new, and one that is gone gets nothing: there is nothing to list.
    """
    olds = {connection.id: connection for connection in before.connections}
    return tuple(
        _received(before, after, quiz_id, olds[one.id], one, reached) for one in after.connections if one.id in olds
    )


def _received(
    before: Project, after: Project, quiz_id: str, old: Connection, new: Connection, reached: Sequence[Shift] | None
) -> Received:
    was = {field.name: field for field in _fields(old, before.quiz(quiz_id))}
    now = {field.name: field for field in _fields(new, after.quiz(quiz_id))}
    olds = {tag.id: tag.name for tag in before.tags}
    news = {tag.id: tag.name for tag in after.tags}
    renamed = tuple(
        Renamed(tag, olds[tag], name) for tag, name in news.items() if tag in olds and same(olds[tag]) != same(name)
    )
    values_new: dict[str, str] | None = None
    values_gone: dict[str, str] | None = None
    if reached is not None:
        had = {one.id: olds[one.id] for one in reached if one.before}
        has = {one.id: news[one.id] for one in reached if one.after}
        # A service knows a value by its name; a renamed tag is told apart below.
        known_had, known_has = set(map(same, had.values())), set(map(same, has.values()))
        values_new = {tag: name for tag, name in has.items() if same(name) not in known_had and tag not in had}
        values_gone = {tag: name for tag, name in had.items() if same(name) not in known_has and tag not in has}
        renamed = tuple(one for one in renamed if one.tag in had and one.tag in has)
    return Received(
        new.id,
        new.service.label,
        tag_field(new) or "tags",
        tuple(field for name, field in now.items() if name not in was),
        tuple(field for name, field in was.items() if name not in now),
        values_new,
        values_gone,
        renamed,
    )


def _fields(connection: Connection, quiz: Quiz) -> Iterator[Field]:
    for one in fields(connection, asked(quiz)):
        if one.sent and not one.subject.startswith("@"):
            yield Field(one.name, one.subject)
