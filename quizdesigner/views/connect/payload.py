"""A request as text for people, with the places of the tags it adds and takes away."""

from __future__ import annotations

import re
from typing import Literal

import msgspec
from msgspec import Struct

from quizdesigner.sync.connectors.base import Request

Sort = Literal["added", "removed"]

# The names services and our own bodies give to tags that come and go.
_SORTS: dict[str, Sort] = {
    "append": "added",
    "tags_added": "added",
    "unappend": "removed",
    "tags_removed": "removed",
}
_LINE = re.compile(r'(?P<indent> *)(?:"(?P<key>(?:[^"\\]|\\.)*)": )?(?P<rest>.*)')


class Mark(Struct, frozen=True):
    """`length` characters of the text from `start` are tags that come or go."""

    start: int
    length: int
    sort: Sort


class Payload(Struct, frozen=True):
    """The text, and its marks from front to back."""

    text: str
    marks: tuple[Mark, ...]


def payload(request: Request) -> Payload:
    """Method and address in the first line, then the body, indented."""
    head = f"{request.method} {request.url}"
    body = msgspec.json.format(request.content, indent=2).decode()
    return Payload(f"{head}\n{body}", tuple(_marks(body, len(head) + 1)))


def _marks(body: str, start: int) -> list[Mark]:
    found = []
    inside: tuple[Sort, str] | None = None
    for line in body.split("\n"):
        match = _LINE.fullmatch(line)
        assert match is not None
        indent, key, rest = match["indent"], match["key"], match["rest"]
        if inside and indent == inside[1]:
            inside = None
        if key in _SORTS and rest[:1] in ("{", "["):
            inside = (_SORTS[key], indent) if rest[-1] in "{[" else None
        elif key in _SORTS and rest.startswith('"') and rest.strip('",'):
            found.append(_mark(start, line, rest, _SORTS[key]))
        elif inside and key is None and rest.startswith('"'):
            found.append(_mark(start, line, rest, inside[0]))
        start += len(line) + 1
    return found


def _mark(start: int, line: str, rest: str, sort: Sort) -> Mark:
    return Mark(start + len(line) - len(rest), len(rest.rstrip(",")), sort)
