"""Who shoppers are to the author: customer tags and their groups, segments over tags, and made-up shoppers."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, field

from quizdesigner.quiz.document.conditions import AnyCondition
from quizdesigner.quiz.document.texts import MAX_TAG, Id, Line, Node, Text


class Tag(Node, frozen=True):
    """A customer tag, `group:value` or plain, in the spelling its author typed. Equality: see `tags.same`."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=MAX_TAG)]


class TagGroup(Node, frozen=True):
    """What is kept about a facet such as `goal`: `colour` is the place in the palette it was given in turn; `single`
    says that a shopper is to have one value of it only, which `problems` watches over.
    """

    name: Line
    colour: Annotated[int, Meta(ge=0)] = 0
    single: bool = False


class Segment(Node, frozen=True):
    """Shoppers by what they end with: `rule` speaks of customer tags, with *and*, *or* and *not* (see `segments`).

    Segments are the author's view of what a CRM would do with the tags; they are not published.
    """

    id: Id
    name: Line
    rule: AnyCondition


class Shopper(Node, frozen=True):
    """A made-up shopper kept for previews and dry runs: `answers` by question id, in the form `answers.Answer` has."""

    id: Id
    name: Line
    answers: dict[Line, tuple[Id, ...] | Text | bool] = field(default_factory=dict)
