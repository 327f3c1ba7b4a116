"""A quiz with its theme, and the project that holds everything."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from quizdesigner.quiz.document.audience import Segment, Shopper, Tag, TagGroup
from quizdesigner.quiz.document.catalogue import Collection, MediaFile, Product
from quizdesigner.quiz.document.connections import Connection, Host
from quizdesigner.quiz.document.questions import Question
from quizdesigner.quiz.document.results import ResultsPage
from quizdesigner.quiz.document.texts import (
    Address,
    Colour,
    Id,
    Language,
    Line,
    Media,
    Node,
    OwnColour,
    Text,
    Translations,
)

Typeface = Literal["sans", "serif", "rounded", "mono"]


class Theme(Node, frozen=True):
    """How the shopper's page looks. Colours left empty are derived so that contrast holds (see `page.theme`).

    `css` is the author's own style sheet, kept inside the page (see `page.fence`).
    """

    brand: Colour = "#A8472F"
    on_brand: OwnColour = ""
    ground: Colour = "#FBF8F3"
    ink: OwnColour = ""
    quiet: OwnColour = ""
    corners: Annotated[int, Meta(ge=0, le=32)] = 12
    headings: Typeface = "serif"
    body: Typeface = "sans"
    logo: Media = ""
    background: Media = ""
    progress: bool = True
    css: Text = ""


class Quiz(Node, frozen=True):
    """One quiz: questions in order, then its results pages. `tags` are those every taker gets (ids).

    `language` is the one the texts are written in, `languages` those they are translated into. `words` are the author's
    own for buttons and messages of the page, by the names in `quiz.words`. Fields that can be translated: name, and
    each of `words` as `word.` and its name.
    """

    id: Id
    name: Line
    questions: tuple[Question, ...] = ()
    results: tuple[ResultsPage, ...] = ()
    theme: Theme = Theme()
    language: Language = "en"
    languages: tuple[Language, ...] = ()
    words: dict[str, Line] = field(default_factory=dict)
    translations: Translations = field(default_factory=dict)
    tags: tuple[Id, ...] = ()
    shoppers: tuple[Shopper, ...] = ()


class Project(Node, frozen=True):
    """One client's work: everything one file holds and one undo history covers."""

    id: Id
    name: Line
    quizzes: tuple[Quiz, ...] = ()
    tags: tuple[Tag, ...] = ()
    tag_groups: tuple[TagGroup, ...] = ()
    segments: tuple[Segment, ...] = ()
    products: tuple[Product, ...] = ()
    collections: tuple[Collection, ...] = ()
    media: tuple[MediaFile, ...] = ()
    shop: Address = ""
    platform: Literal["", "shopify", "woocommerce"] = ""
    currency: Annotated[str, Meta(pattern=r"^[A-Z]{3}(?!\n)$")] = "USD"
    connections: tuple[Connection, ...] = ()
    hosts: tuple[Host, ...] = ()

    def quiz(self, quiz_id: str) -> Quiz:
        """The quiz with this id; KeyError when there is none."""
        for quiz in self.quizzes:
            if quiz.id == quiz_id:
                return quiz
        raise KeyError(quiz_id)
