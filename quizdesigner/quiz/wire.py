"""The project as canonical JSON: format number, upgrade steps, digest. The documented format is in docs/format.md."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from msgspec import Struct

from quizdesigner.errors import Refused
from quizdesigner.quiz import tags
from quizdesigner.quiz.document import HasTag, Project, Quiz
from quizdesigner.quiz.keys import keys
from quizdesigner.quiz.rules import DEEPEST, atoms, conditions, too_deep

FORMAT = 1
"""The number of the JSON format this code writes. It grows when an older reader could misread what we write."""

MAX_BYTES = 64 * 1024 * 1024

RESERVED = frozenset({"submission", "revision"})
"""Fields the shopper's page sends beside the answers, which are named by the ids of their questions."""

_UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From each older format number to the next: a function from raw JSON to raw JSON. Empty while 1 is the first."""


class Document(Struct, frozen=True, forbid_unknown_fields=True):
    """What a JSON file holds: the format number and the project."""

    format: int
    project: Project


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
        if number not in _UPGRADES:
            raise Refused(f"Format {number} is unknown; the oldest is 1.")
        raw = _UPGRADES[number](raw)
        number += 1
    try:
        project = msgspec.convert(raw, Document).project
    except (msgspec.ValidationError, RecursionError) as error:
        raise Refused(f"This project cannot be read: {error}.") from error
    if trouble := unsound(project):
        raise Refused(f"This project cannot be read: {trouble}")
    return project


def unsound(project: Project) -> str | None:
    """What stands in a project that no program of ours would write, in words; None when nothing does.

    What an author can mend in the window is not among it: that is for `check`.
    """
    if repeated := repeated_id(project):
        return f"two parts have the id “{repeated}”."
    for tag in project.tags:
        if trouble := tags.trouble(tag.name):
            return f"the customer tag “{tag.id}”: {trouble}"
    if repeated := _repeated(tags.same(tag.name) for tag in project.tags):
        return f"two customer tags are called “{repeated}”."
    for quiz in project.quizzes:
        if taken := RESERVED.intersection(question.id for question in quiz.questions):
            return f"“{min(taken)}” cannot be the id of a question: the page sends a field of that name itself."
        if any(too_deep(when) for question in quiz.questions for when in conditions(question)):
            return f"a condition in “{quiz.name}” is nested more than {DEEPEST} levels deep."
        if repeated := _repeated(question.key for question in quiz.questions if question.key):
            return f"two questions of “{quiz.name}” have the key “{repeated}”."
    return None


def digest(project: Project) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(dumps(project)).hexdigest()


def publication_key(quiz_id: str, expected: int | None, content: str) -> str:
    """The idempotency key of one publication: the same content over the same live revision is the same publication.

    Being made of what is published, it survives a crash without being stored.
    """
    return hashlib.sha256(f"{quiz_id}:{expected or 0}:{content}".encode()).hexdigest()


def bundle(project: Project, quiz: Quiz) -> Project:
    """What is published of a project for one quiz: that quiz with its field keys pinned, the tags and products it
    refers to, and the connections that are switched on, with what they call its fields. Hosts and other quizzes stay
    at home.
    """
    named = keys(quiz)
    # Which group new tags start with is the author's business alone.
    questions = tuple(
        msgspec.structs.replace(question, key=named.get(question.id, ""), default_group="")
        for question in quiz.questions
    )
    pinned = msgspec.structs.replace(quiz, questions=questions)
    choices = [choice for question in quiz.questions for choice in question.choices]
    spoken_of = [atom for question in quiz.questions for when in conditions(question) for atom in atoms(when)]
    given = {tag for choice in choices for tag in choice.tags}
    given |= {atom.customer_tag for atom in spoken_of if isinstance(atom, HasTag)}
    products = {link.product for choice in choices for link in choice.links}
    return msgspec.structs.replace(
        project,
        quizzes=(pinned,),
        tags=tuple(tag for tag in project.tags if tag.id in given),
        tag_groups=(),
        products=tuple(product for product in project.products if product.id in products),
        connections=tuple(
            msgspec.structs.replace(one, fields=tuple(field for field in one.fields if field.question in named))
            for one in project.connections
            if one.enabled
        ),
        hosts=(),
    )


def repeated_id(project: Project) -> str | None:
    """The first id that two parts of the same kind share, or None. Question and results ids share one space."""
    for parts in (project.quizzes, project.tags, project.products, project.connections, project.hosts):
        if found := _repeated(part.id for part in parts):
            return found
    for product in project.products:
        if found := _repeated(variant.id for variant in product.variants):
            return found
    for quiz in project.quizzes:
        if found := _repeated([*(one.id for one in quiz.questions), *(page.id for page in quiz.results)]):
            return found
        for question in quiz.questions:
            found = _repeated(choice.id for choice in question.choices) or _repeated(one.id for one in question.jumps)
            if found:
                return found
        for page in quiz.results:
            if found := _repeated(slot.id for slot in page.slots):
                return found
    return None


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the format."""
    found = msgspec.json.schema(Document)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Quiz Designer project",
        **found,
    }


def _repeated(ids: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            return one
        seen.add(one)
    return None
