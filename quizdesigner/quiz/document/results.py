"""Results pages and the sections on them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, field

from quizdesigner.quiz.document.conditions import AnyCondition
from quizdesigner.quiz.document.links import Target
from quizdesigner.quiz.document.texts import Address, Id, Line, Media, Node, Text, Translations


class Ties(StrEnum):
    """Which of several products with as many votes comes first; what is equal even then stands in catalogue order."""

    CATALOGUE = "catalogue"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    NEWEST = "newest"


class Section(Node, frozen=True, tag_field="section"):
    """A part of a results page, shown to shoppers for whom `show_when` holds (None: everybody)."""

    id: Id
    heading: Line = ""
    show_when: AnyCondition | None = None
    translations: Translations = field(default_factory=dict)


class Slot(Section, tag="slot", frozen=True, kw_only=True):
    """Products: the `count` best with at least `minimum_votes`, of those that `source` names (empty: all).

    Products a choice includes come first, whatever their votes. With no minimum it fills up with products that some
    choice votes for, though the shopper did not pick it. When nothing fits, the best of `fallback` are shown instead,
    and when that is empty too, the text `empty`. Fields that can be translated: heading, empty.
    """

    count: Annotated[int, Meta(ge=1, le=24)] = 3
    minimum_votes: Annotated[int, Meta(ge=0, le=1000)] = 1
    source: tuple[Target, ...] = ()
    ties: Ties = Ties.CATALOGUE
    sold_out: Literal["show", "last", "hide"] = "show"
    repeat: bool = False
    reasons: bool = True
    button: Literal["view", "cart"] = "view"
    fallback: tuple[Target, ...] = ()
    empty: Text = ""


class Note(Section, tag="note", frozen=True, kw_only=True):
    """A text with a picture and a button that leads somewhere. Fields that can be translated: heading, text, label."""

    text: Text = ""
    picture: Media = ""
    label: Line = ""
    link: Address = ""


class Discount(Section, tag="discount", frozen=True, kw_only=True):
    """A discount code; what is put in the cart from this page carries it. Translated: heading, text."""

    code: Annotated[str, Meta(max_length=100, pattern=r"^[^\s<>\"'&]*(?!\n)$")] = ""
    text: Text = ""


AnySection = Slot | Note | Discount


class ResultsPage(Node, frozen=True):
    """An end of a quiz: a heading and sections. After the last question the first page whose `show_when` holds is
    shown, else the last; a jump to a page begins looking there. Title and description may recall answers. `tags` (ids)
    are given to whoever ends here, after all rules of the page were read.

    Fields that can be translated: title, description, link_label.
    """

    id: Id
    title: Line = ""
    description: Text = ""
    show_when: AnyCondition | None = None
    sections: tuple[AnySection, ...] = ()
    link_label: Line = ""
    add_all: bool = False
    retake: bool = True
    tags: tuple[Id, ...] = ()
    translations: Translations = field(default_factory=dict)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The sections that show products."""
        return tuple(section for section in self.sections if isinstance(section, Slot))
