"""The project as canonical JSON: format number, upgrade steps, digest. The documented format is in docs/format.md."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from quizdesigner.errors import Refused
from quizdesigner.quiz import tags
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import HasTag, Note, Product, Project, Quiz, Target
from quizdesigner.quiz.keys import keys
from quizdesigner.quiz.rules import DEEPEST, all_conditions, atoms, too_deep
from quizdesigner.quiz.upgrades import UPGRADES, upgraded

FORMAT = 2
"""The number of the JSON format this code writes. It grows when an older reader could misread what we write."""

MAX_BYTES = 64 * 1024 * 1024

MEDIA = "media:"
"""What the address of a media file of the project begins with; its id follows."""

RESERVED = frozenset({"submission", "revision"})
"""Fields the shopper's page sends beside the answers, which are named by the ids of their questions."""


class _Numbered(Struct):
    format: int


class Part(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str: ...


class Document(Struct, frozen=True, forbid_unknown_fields=True):
    """What a JSON file holds: the format number and the project."""

    format: int
    project: Project


# msgspec learns a type when it first meets it, and crashes when two threads teach it the same one at the same moment
# (0.22). Hosts read projects in threads, so it learns them here.
_DOCUMENT = msgspec.json.Decoder(Document)
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
    if repeated := _repeated(group.name.casefold() for group in project.tag_groups):
        return f"two groups of customer tags are called “{repeated}”."
    for file in project.media:
        if file.data and hashlib.sha256(file.data).hexdigest() != file.id:
            return f"the media file “{file.name or file.id}” is not what its id says."
    if any(too_deep(segment.rule) for segment in project.segments):
        return f"the rule of a segment is nested more than {DEEPEST} levels deep."
    for quiz in project.quizzes:
        if taken := RESERVED.intersection(question.id for question in quiz.questions):
            return f"“{min(taken)}” cannot be the id of a question: the page sends a field of that name itself."
        if any(map(too_deep, all_conditions(quiz))):
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
    """What is published of a project for one quiz: that quiz with its field keys pinned, the tags, products and media
    it refers to, and the connections that are switched on, with what they call its fields. Hosts, segments, saved
    shoppers and other quizzes stay at home.
    """
    named = keys(quiz)
    # Which group new tags start with is the author's business alone.
    questions = tuple(
        msgspec.structs.replace(question, key=named.get(question.id, ""), default_group="")
        for question in quiz.questions
    )
    pinned = msgspec.structs.replace(quiz, questions=questions, shoppers=())
    choices = [choice for question in quiz.questions for choice in question.choices]
    given = {tag for choice in choices for tag in choice.tags}
    given.update(quiz.tags, *(page.tags for page in quiz.results))
    given |= {atom.customer_tag for when in all_conditions(quiz) for atom in atoms(when) if isinstance(atom, HasTag)}
    products = spoken_of(project, quiz)
    shown = {address.removeprefix(MEDIA) for address in addresses(quiz, products) if address.startswith(MEDIA)}
    within = {one for product in products for one in product.collections}
    return msgspec.structs.replace(
        project,
        quizzes=(pinned,),
        tags=tuple(tag for tag in project.tags if tag.id in given),
        tag_groups=(),
        segments=(),
        products=products,
        collections=tuple(one for one in project.collections if one.id in within),
        # Their ids say what they are; the bytes travel as parts of their own.
        media=tuple(msgspec.structs.replace(file, data=b"") for file in project.media if file.id in shown),
        connections=tuple(
            msgspec.structs.replace(
                one,
                fields=tuple(
                    field for field in one.fields if field.question in named or field.question.startswith("@")
                ),
            )
            for one in project.connections
            if one.enabled
        ),
        hosts=(),
    )


def spoken_of(project: Project, quiz: Quiz) -> tuple[Product, ...]:
    """The products a quiz can show or count votes for, in catalogue order."""
    catalogue = Catalogue(project)
    targets: set[Target] = {
        Target(link.to, link.by) for question in quiz.questions for choice in question.choices for link in choice.links
    }
    for page in quiz.results:
        for slot in page.slots:
            targets.update(slot.fallback)
    found = {product.id for target in targets for product in catalogue.matched(target)}
    return tuple(product for product in project.products if product.id in found)


def addresses(quiz: Quiz, products: Iterable[Product]) -> Iterator[str]:
    """The address of every picture and video a quiz and these products show."""
    yield from (quiz.theme.logo, quiz.theme.background)
    for question in quiz.questions:
        yield from (question.picture, question.video)
        yield from (choice.picture for choice in question.choices)
    for page in quiz.results:
        yield from (section.picture for section in page.sections if isinstance(section, Note))
    yield from (product.picture for product in products)


def repeated_id(project: Project) -> str | None:
    """The first id that two parts of the same kind share, or None. Question and results ids share one space."""
    kinds: tuple[Iterable[Part], ...] = (
        project.quizzes,
        project.tags,
        project.segments,
        project.products,
        project.collections,
        project.media,
        project.connections,
        project.hosts,
    )
    for parts in kinds:
        if found := _repeated(part.id for part in parts):
            return found
    for product in project.products:
        if found := _repeated(variant.id for variant in product.variants):
            return found
    for quiz in project.quizzes:
        if found := _repeated([*(one.id for one in quiz.questions), *(page.id for page in quiz.results)]):
            return found
        if found := _repeated(shopper.id for shopper in quiz.shoppers):
            return found
        for question in quiz.questions:
            found = _repeated(choice.id for choice in question.choices) or _repeated(one.id for one in question.jumps)
            if found:
                return found
        for page in quiz.results:
            if found := _repeated(section.id for section in page.sections):
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
