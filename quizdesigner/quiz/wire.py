"""The project as canonical JSON: format number, upgrade steps, digest. The documented format is in docs/format.md."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from msgspec import Struct

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.soundness import unsound
from quizdesigner.quiz.upgrades import UPGRADES, upgraded

FORMAT = 2
"""The number of the JSON format this code writes. It grows when an older reader could misread what we write."""

MAX_BYTES = 64 * 1024 * 1024

MEDIA = "media:"
"""What the address of a media file of the project begins with; its id follows."""


class _Numbered(Struct):
    format: int


class Document(Struct, frozen=True, forbid_unknown_fields=True):
    """What a JSON file holds: the format number and the project."""

    format: int
    project: Project


# msgspec learns a type when it first meets it, and crashes when two threads teach it the same one at the same moment
# (0.22). Hosts read projects in threads, so it learns them here.
msgspec.json.Decoder(Document)
_NUMBERED = msgspec.json.Decoder(_Numbered)


def dumps(project: Project) -> bytes:
    """Canonical JSON: keys sorted, no spaces, UTF-8. Equal projects give equal bytes."""
    return msgspec.json.encode(Document(FORMAT, project), order="sorted")


def pretty(project: Project) -> bytes:
    """The same JSON, indented for people and version control."""
    return msgspec.json.format(dumps(project), indent=2) + b"\n"


def loads(data: bytes) -> Project:
    """Read JSON of this or an older format.

    Raises Refused, in words for its author, when the data is no JSON, not ours, newer than this program, or names
    something the format does not have; the words give the place (`$.quizzes[0].questions[2].kind`).
    """
    if len(data) > MAX_BYTES:
        raise Refused(f"This file has {len(data) // 2**20} MB; the most that is read is {MAX_BYTES // 2**20} MB.")
    try:
        raw = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(f"This is not readable JSON ({error}).") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("format"), int) or "project" not in raw:
        raise Refused("This JSON is not a Quiz Designer project: it needs “format” and “project” at the top.")
    number = raw["format"]
    if number > FORMAT:
        raise Refused(
            f"This project is in format {number}, newer than this program reads ({FORMAT}). Update Quiz Designer."
        )
    while number < FORMAT:
        if number not in UPGRADES:
            raise Refused(f"Format {number} is unknown; the oldest is 1.")
        try:
            raw["project"] = upgraded(raw["project"], number)
        except (AttributeError, KeyError, TypeError) as error:
            raise Refused(f"This project says it is in format {number}, but it is not ({error!r}).") from error
        number += 1
    try:
        project = msgspec.convert(raw | {"format": FORMAT}, Document).project
    except (msgspec.ValidationError, RecursionError) as error:
        raise Refused(f"This project cannot be read: {error}.") from error
    if trouble := unsound(project):
        raise Refused(f"This project cannot be read: {trouble}")
    return project


def format_of(data: bytes) -> int | None:
    """The format number some JSON says it is in; None when it says none. No more of it is looked at."""
    try:
        return _NUMBERED.decode(data).format
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def digest(project: Project) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(dumps(project)).hexdigest()


def publication_key(quiz_id: str, expected: int | None, content: str) -> str:
    """The idempotency key of one publication: the same content over the same live revision is the same publication.

    Being made of what is published, it survives a crash without being stored.
    """
    return hashlib.sha256(f"{quiz_id}:{expected or 0}:{content}".encode()).hexdigest()


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format."""
    found = msgspec.json.schema(Document)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Quiz Designer project",
        **found,
    }
