"""Changing one part of a tree of frozen parts: the steps every edit is made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Protocol, TypeVar

import msgspec

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Choice, Node, Project, Question, Quiz


class WithId(Protocol):
    """A part that can be found by its id."""

    @property
    def id(self) -> str: ...


NodeT = TypeVar("NodeT", bound=Node)
PartT = TypeVar("PartT", bound=WithId)


def changed(node: NodeT, **fields: object) -> NodeT:
    """The node with these fields; the same object when they are equal. Refused when a value is outside its bounds."""
    if all(getattr(node, name) == value for name, value in fields.items()):
        return node
    for name, value in fields.items():
        try:
            msgspec.json.decode(msgspec.json.encode(value), type=_types(type(node))[name])
        except msgspec.ValidationError as error:
            raise Refused(_words(str(error), name, value)) from error
        except UnicodeEncodeError as error:
            words = f"The {_label(name)} holds half a character. It was left as it was; type it again."
            raise Refused(words) from error
    return msgspec.structs.replace(node, **fields)


def found(parts: tuple[PartT, ...], part_id: str) -> PartT:
    """The part with this id; KeyError when there is none."""
    for part in parts:
        if part.id == part_id:
            return part
    raise KeyError(part_id)


def put(parts: tuple[PartT, ...], new: PartT) -> tuple[PartT, ...]:
    """The parts with `new` in the place of the one with its id; the same tuple when that very object is there."""
    old = found(parts, new.id)
    return parts if old is new else tuple(new if part is old else part for part in parts)


def inserted(parts: tuple[PartT, ...], new: PartT, at: int | None) -> tuple[PartT, ...]:
    """The parts with `new` before place `at`, or at the end."""
    if any(part.id == new.id for part in parts):
        raise KeyError(f"{new.id} is there already")
    place = len(parts) if at is None else max(0, min(at, len(parts)))
    return (*parts[:place], new, *parts[place:])


def moved(parts: tuple[PartT, ...], part_id: str, to: int) -> tuple[PartT, ...]:
    """The parts with one of them moved to place `to` of the result; the same tuple when it is there."""
    part = found(parts, part_id)
    rest = tuple(other for other in parts if other is not part)
    place = max(0, min(to, len(rest)))
    return parts if parts[place] is part else (*rest[:place], part, *rest[place:])


def without(parts: tuple[PartT, ...], part_id: str) -> tuple[PartT, ...]:
    """The parts without that one; KeyError when it is not there."""
    found(parts, part_id)
    return tuple(part for part in parts if part.id != part_id)


def in_quiz(project: Project, quiz_id: str, change: Callable[[Quiz], Quiz]) -> Project:
    """The project with one quiz changed."""
    return changed_parts(project, quizzes=put(project.quizzes, change(project.quiz(quiz_id))))


def in_question(project: Project, quiz_id: str, question_id: str, change: Callable[[Question], Question]) -> Project:
    """The project with one question changed."""

    def change_quiz(quiz: Quiz) -> Quiz:
        return changed_parts(quiz, questions=put(quiz.questions, change(found(quiz.questions, question_id))))

    return in_quiz(project, quiz_id, change_quiz)


def in_choice(
    project: Project, quiz_id: str, question_id: str, choice_id: str, change: Callable[[Choice], Choice]
) -> Project:
    """The project with one choice changed."""

    def change_question(question: Question) -> Question:
        return changed_parts(question, choices=put(question.choices, change(found(question.choices, choice_id))))

    return in_question(project, quiz_id, question_id, change_question)


def every_question(project: Project, change: Callable[[Question], Question]) -> Project:
    """The project with `change` done to every question of every quiz; what it leaves alone stays the same object."""

    def change_quiz(quiz: Quiz) -> Quiz:
        return changed_parts(quiz, questions=each(quiz.questions, change))

    return changed_parts(project, quizzes=each(project.quizzes, change_quiz))


def each(parts: tuple[NodeT, ...], change: Callable[[NodeT], NodeT]) -> tuple[NodeT, ...]:
    """`change` done to every part; the same tuple when it left every one alone."""
    return unless_same(parts, tuple(change(part) for part in parts))


def unless_same(parts: tuple[NodeT, ...], new: tuple[NodeT, ...]) -> tuple[NodeT, ...]:
    """`new`; but `parts` itself when `new` holds the very same objects."""
    same = len(parts) == len(new) and all(a is b for a, b in zip(parts, new, strict=True))
    return parts if same else new


def changed_parts(node: NodeT, **collections: tuple[object, ...]) -> NodeT:
    """The node with these collections, already known to be sound; the same object when they are the same tuples."""
    if all(getattr(node, name) is value for name, value in collections.items()):
        return node
    return msgspec.structs.replace(node, **collections)


@cache
def _types(node: type[Node]) -> dict[str, Any]:
    """The type of each field, with its bounds."""
    return {field.name: field.type for field in msgspec.structs.fields(node)}


_LABELS = {
    "url": "web address",
    "shop": "address of the shop",
    "low_label": "text at the low end",
    "high_label": "text at the high end",
    "link_label": "text on the link",
    "placeholder": "example in the field",
    "empty": "text when nothing fits",
    "least": "fewest picks",
    "most": "most picks",
    "shortest": "fewest characters",
    "longest": "most characters",
    "count": "number of products",
    "tag_field": "field for tags",
    "words": "button or message",
    "translations": "translation",
}
"""What people call a field whose own name would not say it."""


def _label(name: str) -> str:
    return _LABELS.get(name) or name.replace("_", " ")


def _words(error: str, name: str, value: object) -> str:
    """What msgspec says about a bound, in words for the author."""
    label = _label(name)
    if (limit := re.search(r"length <= (\d+)", error)) and isinstance(value, str):
        most = int(limit.group(1))
        return f"The {label} can have {most:,} characters; this has {len(value):,}. It was left as it was."
    if name in ("picture", "video", "logo", "background", "url", "link", "shop", "address"):
        return "A web address begins with https:// or http:// and has no spaces."
    if name == "code":
        return "A discount code has no spaces, quotation marks or signs such as < and &. It was left as it was."
    if name in ("brand", "on_brand", "ground", "ink", "quiet"):
        return "A colour is # and six figures or letters from A to F, such as #A8472F. It was left as it was."
    if name == "currency":
        return "A currency is three capital letters, such as EUR. It was left as it was."
    if bound := re.search(r"(<=|>=) (\d+)", error):
        word = "at most" if bound.group(1) == "<=" else "at least"
        return f"The {label} can be {word} {bound.group(2)}."
    return f"This value does not fit {label}: {error.split(' - ', maxsplit=1)[0]}."
