"""The project as rows, one for each part and one for each order, so that a small edit is a small write.

A row is known by its kind and id: the project and each quiz without what they hold, then every question, results page,
tag, segment, product, collection, media file, connection and host. What belongs to a quiz has its id before a slash
(`sleep/q1`). The order of the parts of one kind is a row of its own (kind `order`, id `tag` or `sleep/question`), left
out while there is nothing to order, so that inserting in the middle writes two rows and not all that follow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import (
    AnyCondition,
    Collection,
    Connection,
    Host,
    MediaFile,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Segment,
    Tag,
)
from quizdesigner.quiz.rules import DEEPEST, conditions, too_deep

Key = tuple[str, str]
"""Kind and id of a row."""

Rows = Mapping[Key, bytes]
"""A whole project: the JSON of each part by its key."""


class Change(Struct, frozen=True, array_like=True):
    """One row before and after; None where there is no such row."""

    kind: str
    id: str
    before: bytes | None
    after: bytes | None


Patch = tuple[Change, ...]
"""What changes between two projects, at most one change for each row."""

Part = TypeVar("Part", Quiz, Question, ResultsPage, Tag, Segment, Product, Collection, MediaFile, Connection, Host)

COLLECTIONS = {
    "quiz": "quizzes",
    "tag": "tags",
    "segment": "segments",
    "product": "products",
    "collection": "collections",
    "media": "media",
    "connection": "connections",
    "host": "hosts",
}
"""The field of the project that holds the parts of each kind. Questions and results pages are within their quiz."""

_BARE = dict.fromkeys(COLLECTIONS.values(), ())

_TYPES: dict[str, Any] = {
    "project": Project,
    "quiz": Quiz,
    "question": Question,
    "results": ResultsPage,
    "tag": Tag,
    "segment": Segment,
    "product": Product,
    "collection": Collection,
    "media": MediaFile,
    "connection": Connection,
    "host": Host,
    "order": tuple[str, ...],
}
_DECODERS = {kind: msgspec.json.Decoder(type_) for kind, type_ in _TYPES.items()}


def patch(before: Project | None, after: Project) -> Patch:
    """The rows that differ, found by identity, so that what an edit did not touch is not looked into.

    Raises Refused when two parts share an id or a text cannot be written as UTF-8.
    """
    old = _EMPTY if before is None else before
    differences = chain(
        [("project", "", None if before is None else replace(before, **_BARE), replace(after, **_BARE))],
        *(_collection(kind, getattr(old, field), getattr(after, field)) for kind, field in COLLECTIONS.items()),
    )
    changes = (Change(kind, id, _encode(one), _encode(other)) for kind, id, one, other in differences)
    return tuple(change for change in changes if change.before != change.after)


def apply(project: Project | None, patch: Patch) -> Project:
    """The project with the patch's rows put in; whatever the patch does not name stays the same object.

    Raises Refused when a row cannot be read or does not fit the others.
    """
    rows = _Touched(patch)
    old = _EMPTY if project is None else project
    bare = rows.take("project", "", "") if "" in rows.left.get(("project", ""), ()) else project
    if bare is None:
        raise Refused("The project itself is missing.")
    fields = {field: _patched(rows, kind, "", getattr(old, field)) for kind, field in COLLECTIONS.items()}
    after = replace(bare, **fields)
    if rows.left:
        kind, parent = next(iter(rows.left))
        raise Refused(f"There is a part of kind “{kind}” that belongs nowhere ({parent or 'no quiz'}).")
    return after


def inverse(patch: Patch) -> Patch:
    """The patch that takes it back."""
    return tuple(Change(change.kind, change.id, change.after, change.before) for change in patch)


def merged(first: Patch, second: Patch) -> Patch:
    """Both patches as one; a row that ends as it began is not in it."""
    changes = {(change.kind, change.id): change for change in first}
    for change in second:
        key = change.kind, change.id
        changes[key] = Change(*key, changes[key].before if key in changes else change.before, change.after)
    return tuple(change for change in changes.values() if change.before != change.after)


def to_rows(project: Project) -> Rows:
    """Every row of the project. Raises as `patch` does."""
    return {(one.kind, one.id): one.after for one in patch(None, project) if one.after is not None}


def from_rows(rows: Rows) -> Project:
    """The project these rows are. Raises Refused when they do not make one."""
    return apply(None, tuple(Change(kind, id, None, body) for (kind, id), body in rows.items()))


# -- project to rows -------------------------------------------------------------------------------------------------

_EMPTY = Project("empty", "")

Difference = tuple[str, str, Any, Any]
"""Kind, id, and the part before and after; None where it is not there."""


def _bare_quiz(quiz: Quiz | None) -> Quiz | None:
    return None if quiz is None else replace(quiz, questions=(), results=())


def _collection(kind: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Difference]:
    return _quizzes(before, after) if kind == "quiz" else _parts(kind, "", before, after)


def _quizzes(before: tuple[Quiz, ...], after: tuple[Quiz, ...]) -> Iterator[Difference]:
    for kind, id, one, other in _parts("quiz", "", before, after):
        if kind == "order":
            yield kind, id, one, other
            continue
        yield kind, id, _bare_quiz(one), _bare_quiz(other)
        yield from _parts("question", f"{id}/", one.questions if one else (), other.questions if other else ())
        yield from _parts("results", f"{id}/", one.results if one else (), other.results if other else ())


def _parts(kind: str, prefix: str, before: tuple[Part, ...], after: tuple[Part, ...]) -> Iterator[Difference]:
    """The parts of a collection that are not the same object, then its order if that differs."""
    if before is after:
        return
    old = {part.id: part for part in before}
    new = {part.id: part for part in after}
    if len(new) != len(after):
        raise Refused(f"Two parts of kind “{kind}” have the same id, so they cannot be told apart.")
    for id in {**old, **new}:
        if old.get(id) is not new.get(id):
            yield kind, prefix + id, old.get(id), new.get(id)
    if tuple(old) != tuple(new):
        yield "order", prefix + kind, tuple(old) or None, tuple(new) or None


def _encode(part: Any) -> bytes | None:
    try:
        return None if part is None else msgspec.json.encode(part)
    except (UnicodeEncodeError, OverflowError) as error:
        raise Refused(f"This cannot be stored: it holds half a character or too large a number ({error}).") from error


# -- rows to project -------------------------------------------------------------------------------------------------


def _conditions(part: Question | ResultsPage | Segment) -> Iterator[AnyCondition]:
    if isinstance(part, Question):
        yield from conditions(part)
    elif isinstance(part, Segment):
        yield part.rule
    else:
        yield from (one.show_when for one in (part, *part.sections) if one.show_when is not None)


class _Touched:
    """The rows of a patch by kind and parent, each taken once; what is left at the end belongs nowhere."""

    def __init__(self, patch: Iterable[Change]) -> None:
        self.left: defaultdict[Key, dict[str, bytes | None]] = defaultdict(dict)
        for change in patch:
            parent, _, own = change.id.rpartition("/")
            self.left[change.kind, parent][own] = change.after

    def take(self, kind: str, parent: str, own: str) -> Any:
        """The part in this row; None when the patch removes it. KeyError when the patch does not name it."""
        group = self.left[kind, parent]
        body = group.pop(own)
        if not group:
            del self.left[kind, parent]
        if body is None:
            return None
        try:
            part = _DECODERS[kind].decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise Refused(f"The part {kind} “{own}” cannot be read: {error}.") from error
        if isinstance(part, Question | ResultsPage | Segment) and any(map(too_deep, _conditions(part))):
            raise Refused(f"A condition of “{own}” is nested more than {DEEPEST} levels deep.")
        return part

    def parts(self, kind: str, parent: str) -> Iterator[tuple[str, Any]]:
        """Id and part of every row of this kind under this parent."""
        for own in tuple(self.left.get((kind, parent), ())):
            part = self.take(kind, parent, own)
            if part is not None and part.id != own:
                raise Refused(f"The part {kind} “{own}” says that it is “{part.id}”.")
            yield own, part

    def names(self, kind: str, parent: str) -> bool:
        """Whether any part of this kind under this parent is touched, or their order."""
        return (kind, parent) in self.left or kind in self.left.get(("order", parent), ())


def _patched(rows: _Touched, kind: str, parent: str, before: tuple[Any, ...]) -> tuple[Any, ...]:
    if kind == "quiz":
        return _patched_quizzes(rows, before)
    if not rows.names(kind, parent):
        return before
    return _ordered(rows, kind, parent, before, dict(rows.parts(kind, parent)))


def _patched_quizzes(rows: _Touched, before: tuple[Quiz, ...]) -> tuple[Quiz, ...]:
    if not rows.left:
        return before
    old = {quiz.id: quiz for quiz in before}
    bare = dict(rows.parts("quiz", ""))
    inside = {parent: None for kind, parent in rows.left if parent}
    touched = {}
    for id in {**bare, **inside}:
        was = old.get(id)
        now = bare.get(id, was)
        questions = _patched(rows, "question", id, was.questions if was else ())
        results = _patched(rows, "results", id, was.results if was else ())
        if now is None and (questions or results):
            raise Refused(f"There are questions or results pages of a quiz that is not there (“{id}”).")
        touched[id] = None if now is None else replace(now, questions=questions, results=results)
    if not touched and not rows.names("quiz", ""):
        return before
    return _ordered(rows, "quiz", "", before, touched)


def _ordered(
    rows: _Touched, kind: str, parent: str, before: tuple[Part, ...], touched: dict[str, Any]
) -> tuple[Part, ...]:
    """The collection with the touched parts put in or taken out, in the order the patch gives, or the one it had."""
    both = {part.id: part for part in before} | touched
    parts = {id: part for id, part in both.items() if part is not None}
    order = tuple(part.id for part in before)
    if kind in rows.left.get(("order", parent), ()):
        order = rows.take("order", parent, kind) or ()
    if len(order) != len(parts) or parts.keys() != set(order):
        raise Refused(f"The order of the parts of kind “{kind}” does not name exactly the parts that are there.")
    return tuple(parts[id] for id in order)
