"""A request as text for people, with the places of the tags it adds and takes away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

import msgspec
from msgspec import Struct

from quizdesigner.quiz.retake import After
from quizdesigner.sync.connectors.base import Request

Sort = Literal["added", "removed", "later", "method"]
"""A tag that comes, one that goes, what is put in when it is sent, and the method before the address."""

# Where services and our own bodies have the tags that come and those that go.
_PLACES: dict[tuple[str | int, ...], Sort] = {
    ("data", "meta", "patch_properties", "append"): "added",
    ("data", "meta", "patch_properties", "unappend"): "removed",
    ("variables", "add"): "added",
    ("variables", "remove"): "removed",
    ("data", "tags_added"): "added",
    ("data", "tags_removed"): "removed",
    ("tags_added",): "added",
    ("tags_removed",): "removed",
}
_STATUS: dict[object, Sort] = {"active": "added", "inactive": "removed"}
_LATER = re.compile("‹[^‹›]*›")

_WIDTH = 40
"""Characters of a line up to which a list or an object stays on it."""


class Mark(Struct, frozen=True):
    """`length` characters of the text from `start` are of this sort."""

    start: int
    length: int
    sort: Sort


class Payload(Struct, frozen=True):
    """The text, and its marks from front to back."""

    text: str
    marks: tuple[Mark, ...]


NOTHING = Payload("", ())
"""Where there is no request."""

Piece = tuple[str, Sort | None]


def payload(request: Request, changes: After) -> Payload:
    """Method and address in the first line, then the body, indented. `changes` is what becomes of a contact's tags."""
    writer = _Writer(request.method, changes)
    body = writer.written(msgspec.json.decode(request.content), (), None, "", 0)
    head: tuple[Piece, ...] = ((request.method, "method"), (f" {request.url}\n", None))
    text, marks = "", []
    for piece, sort in (*head, *body):
        if sort and piece:
            marks.append(Mark(len(text), len(piece), sort))
        text += piece
    return Payload(text, tuple(marks))


class _Writer:
    """Writes JSON in pieces, each of one sort."""

    def __init__(self, method: str, changes: After) -> None:
        self._method = method
        self._new = frozenset(changes.added)
        # Where a service has no words for changes, the tags are one text.
        self._whole = ";".join(changes.tags)

    def written(
        self, value: Any, path: tuple[str | int, ...], sort: Sort | None, indent: str, before: int
    ) -> Iterator[Piece]:
        """The pieces of a value. `before` is how many characters its line has already."""
        sort = self._sort(path, value) or sort
        match value:
            case dict() if value:
                inner = [(msgspec.json.encode(name).decode() + ": ", name, one) for name, one in value.items()]
                yield from self._within("{", inner, "}", path, sort, indent, before + len(_flat(value)))
            case list() if value:
                inner = [("", at, one) for at, one in enumerate(value)]
                yield from self._within("[", inner, "]", path, sort, indent, before + len(_flat(value)))
            case str():
                yield from self._text(value, path, sort)
            case _:
                yield _flat(value), None

    def _within(
        self,
        opens: str,
        inner: list[tuple[str, str | int, Any]],
        closes: str,
        path: tuple[str | int, ...],
        sort: Sort | None,
        indent: str,
        wide: int,
    ) -> Iterator[Piece]:
        """The parts of a list or an object: on the line where they fit, else each on its own."""
        deeper = f"{indent}  "
        between = ", " if wide <= _WIDTH else f",\n{deeper}"
        yield opens if wide <= _WIDTH else f"{opens}\n{deeper}", None
        for at, (name, key, value) in enumerate(inner):
            yield (between if at else "") + name, None
            yield from self.written(value, (*path, key), sort, deeper, len(deeper) + len(name))
        yield closes if wide <= _WIDTH else f"\n{indent}{closes}", None

    def _text(self, text: str, path: tuple[str | int, ...], sort: Sort | None) -> Iterator[Piece]:
        if sort:
            yield _flat(text), sort if text else None
        elif text and text == self._whole and path[:1] == ("inputs",):
            yield '"', None
            for at, one in enumerate(text.split(";")):
                yield ";" if at else "", None
                yield _flat(one)[1:-1], "added" if one in self._new else None
            yield '"', None
        else:
            end = 0
            shown = _flat(text)
            for found in _LATER.finditer(shown):
                yield shown[end : found.start()], None
                yield found[0], "later"
                end = found.end()
            yield shown[end:], None

    def _sort(self, path: tuple[str | int, ...], value: Any) -> Sort | None:
        match path, value:
            case ("tags", int()), {"name": str(), "status": status}:
                return _STATUS.get(status)
            case ("tags", int()), str():
                return "removed" if self._method == "DELETE" else "added"
            case _:
                return _PLACES.get(path)


def _flat(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=0).decode()
