"""The project as one frozen value: what an author makes, and what one undo history covers.

Every node is immutable and most have an id that never changes, so texts can be renamed freely: whatever points at a
node points at its id. Collections are tuples. The JSON form is these very structs (see `wire`), with defaults left out,
so the field names here are the field names of the documented format.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

# A bare `$` would let a line end after the text pass.
Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+(?!\n)$")]
"""A name that never changes and is unique among its kind in a project."""

Line = Annotated[str, Meta(max_length=1_000)]
"""One line of text: titles, names, headings."""

Text = Annotated[str, Meta(max_length=20_000)]
"""Running text: descriptions."""

Address = Annotated[str, Meta(max_length=2_000, pattern=r"^(https?://[^\s<>\"']+)?(?!\n)$")]
"""A web address (http or https), or nothing."""

Colour = Annotated[str, Meta(pattern=r"^#[0-9A-Fa-f]{6}(?!\n)$")]

MAX_PRICE = 10**12
"""Prices are below this."""

MAX_TAG = 100
"""Characters a tag may have before a CRM cuts or refuses it (the shortest limit among the services)."""


class Node(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A frozen part of the document."""


# -- conditions ------------------------------------------------------------------------------------------------------


class Condition(Node, frozen=True, tag_field="if"):
    """What must hold for a question to be shown or a jump to be taken; see `rules.holds`."""


class Chose(Condition, tag="chose", frozen=True):
    """The shopper picked `choice` at `question`."""

    question: Id
    choice: Id


class Answered(Condition, tag="answered", frozen=True):
    """The shopper gave any answer at `question` (picked something, typed something, ticked the box)."""

    question: Id


class HasTag(Condition, tag="has_tag", frozen=True):
    """A choice made so far gave the shopper this customer tag."""

    customer_tag: Id


class All(Condition, tag="all", frozen=True):
    """Every part holds; with no parts, true."""

    of: tuple[AnyCondition, ...]


class Any(Condition, tag="any", frozen=True):
    """At least one part holds; with no parts, false."""

    of: tuple[AnyCondition, ...]


class Not(Condition, tag="not", frozen=True):
    """The part does not hold."""

    of: AnyCondition


AnyCondition = Chose | Answered | HasTag | All | Any | Not


# -- questions -------------------------------------------------------------------------------------------------------


class Kind(StrEnum):
    """What a question is to the shopper. What each kind uses of `Question` stands in `TRAITS`."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    PICTURE = "picture"
    TEXT = "text"
    NAME = "name"
    EMAIL = "email"
    CONSENT = "consent"
    WELCOME = "welcome"
    STATEMENT = "statement"


class Traits(Struct, frozen=True):
    """What a kind of question has: a label for screens, choices, an answer, and a place in the shopper's contact."""

    label: str
    has_choices: bool = False
    takes_answer: bool = True
    contact: bool = False


TRAITS: dict[Kind, Traits] = {
    Kind.SINGLE: Traits("Single choice", has_choices=True),
    Kind.MULTIPLE: Traits("Multiple choice", has_choices=True),
    Kind.PICTURE: Traits("Picture choice", has_choices=True),
    Kind.TEXT: Traits("Short text"),
    Kind.NAME: Traits("Name", contact=True),
    Kind.EMAIL: Traits("Email", contact=True),
    Kind.CONSENT: Traits("Consent", contact=True),
    Kind.WELCOME: Traits("Welcome", takes_answer=False),
    Kind.STATEMENT: Traits("Statement", takes_answer=False),
}


class Effect(StrEnum):
    """What a choice does to a product: a vote for it, or its exclusion, which always wins."""

    UPVOTE = "upvote"
    EXCLUDE = "exclude"


class Link(Node, frozen=True):
    """A choice's say on one product. `weight` counts for upvotes alone."""

    product: Id
    effect: Effect = Effect.UPVOTE
    weight: Annotated[int, Meta(ge=1, le=100)] = 1


class Choice(Node, frozen=True):
    """One answer a shopper may pick. `tags` are ids of customer tags, in the order they were linked."""

    id: Id
    title: Line = ""
    picture: Address = ""
    tags: tuple[Id, ...] = ()
    links: tuple[Link, ...] = ()


class Jump(Node, frozen=True):
    """A *then go to* rule: when the condition holds after this question, go on at `to`.

    `to` is the id of a later question or of a results page; a jump backwards is never taken (`check` says so).
    """

    id: Id
    to: Id
    when: AnyCondition


class Question(Node, frozen=True):
    """One screen of the quiz. Which fields a kind uses: see `TRAITS`.

    `least` and `most` bound the number of picks where several are allowed (0 = no bound). `several` is for picture
    choice; single and multiple choice say it by their kind. `key` is the field name CRMs know this question by; empty
    until the quiz first goes live, it follows the title (`keys.key_of`), and stands afterwards. For consent, `title` is
    the wording the shopper agrees to.
    """

    id: Id
    kind: Kind
    title: Line = ""
    description: Text = ""
    required: bool = True
    choices: tuple[Choice, ...] = ()
    several: bool = False
    least: Annotated[int, Meta(ge=0, le=100)] = 0
    most: Annotated[int, Meta(ge=0, le=100)] = 0
    advance: bool = True
    placeholder: Line = ""
    button: Line = ""
    show_when: AnyCondition | None = None
    jumps: tuple[Jump, ...] = ()
    default_group: Line = ""
    key: Line = ""

    @property
    def traits(self) -> Traits:
        """What this question's kind has."""
        return TRAITS[self.kind]

    @property
    def takes_several(self) -> bool:
        """Whether a shopper may pick more than one choice."""
        return self.kind is Kind.MULTIPLE or (self.kind is Kind.PICTURE and self.several)


# -- results, products, tags -----------------------------------------------------------------------------------------


class Slot(Node, frozen=True):
    """A place for products on a results page: the `count` best with at least `minimum_votes`, else the empty text.

    With no minimum it fills up with products that some choice votes for, though the shopper did not pick it.
    """

    id: Id
    heading: Line = ""
    count: Annotated[int, Meta(ge=1, le=24)] = 3
    minimum_votes: Annotated[int, Meta(ge=0, le=1000)] = 1
    empty: Text = ""


class ResultsPage(Node, frozen=True):
    """An end of a quiz: a heading and slots of recommended products. The first is usual; jumps lead to others."""

    id: Id
    title: Line = ""
    description: Text = ""
    slots: tuple[Slot, ...] = ()
    link_label: Line = ""
    retake: bool = True


class Theme(Node, frozen=True):
    """How the shopper's page looks. Text colours are derived so that contrast always holds (see `page.theme`)."""

    brand: Colour = "#A8472F"
    ground: Colour = "#FBF8F3"
    corners: Annotated[int, Meta(ge=0, le=32)] = 12
    serif: bool = True


class Quiz(Node, frozen=True):
    """One quiz: questions in order, then its results page."""

    id: Id
    name: Line
    questions: tuple[Question, ...] = ()
    results: tuple[ResultsPage, ...] = ()
    theme: Theme = Theme()
    language: Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*(?!\n)$")] = "en"


class Tag(Node, frozen=True):
    """A customer tag, `group:value` or plain, in the spelling its author typed. Equality: see `tags.same`."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=MAX_TAG)]


class TagGroup(Node, frozen=True):
    """What is kept about a facet such as `goal`: `colour` is the place in the palette it was given in turn."""

    name: Line
    colour: Annotated[int, Meta(ge=0)] = 0


class Variant(Node, frozen=True):
    """A form of a product that is sold: size, colour. `stock` is None where the shop does not count it.

    ValueError when `price` is no amount of money: below nought, infinite, or with more than six decimals.
    """

    id: Id
    title: Line = ""
    sku: Line = ""
    price: Decimal | None = None
    stock: int | None = None

    def __post_init__(self) -> None:
        price = self.price
        if price is None:
            return
        if not price.is_finite() or price.is_signed() or price >= MAX_PRICE or price != round(price, 6):
            raise ValueError(f"a price is from 0 to {MAX_PRICE:,} with at most six decimals")


class Product(Node, frozen=True):
    """Something a shopper can be recommended. `product_tags` are the shop's tags, not customer tags."""

    id: Id
    title: Line
    handle: Line = ""
    vendor: Line = ""
    type: Line = ""
    product_tags: tuple[Line, ...] = ()
    picture: Address = ""
    url: Address = ""
    published: bool = True
    variants: tuple[Variant, ...] = ()


# -- where it goes ---------------------------------------------------------------------------------------------------


class Service(StrEnum):
    """A CRM or automation service a connection can lead to."""

    KLAVIYO = "klaviyo"
    ZAPIER = "zapier"
    WEBHOOK = "webhook"


Retake = Literal["replace", "accumulate"]


class FieldName(Node, frozen=True):
    """The author's own name, in one connection, for what a question sends. `off` leaves the field out.

    Where two quizzes have a question of this id, it is for both.
    """

    question: Id
    name: Line = ""
    off: bool = False


class Connection(Node, frozen=True):
    """A link to one account of a service. Its secret is never here: it lives in the keyring and the host's vault.

    `list_id`/`list_name` name the list for people who tick the consent box. `tag_field` is the property tags go to.
    `account` is what the service called itself at the last successful test; `secret_hint` the secret's last four
    characters.
    """

    id: Id
    service: Service
    account: Line = ""
    secret_hint: Annotated[str, Meta(max_length=4)] = ""
    list_id: Line = ""
    list_name: Line = ""
    retake: Retake = "replace"
    tag_field: Line = "quiz_tags"
    fields: tuple[FieldName, ...] = ()
    enabled: bool = True


class Host(Node, frozen=True):
    """A server quizzes are published to. The token is in the keyring under this id."""

    id: Id
    name: Line
    address: Address
    client: Line = ""


class Project(Node, frozen=True):
    """One client's work: everything one file holds and one undo history covers."""

    id: Id
    name: Line
    quizzes: tuple[Quiz, ...] = ()
    tags: tuple[Tag, ...] = ()
    tag_groups: tuple[TagGroup, ...] = ()
    products: tuple[Product, ...] = ()
    shop: Address = ""
    currency: Annotated[str, Meta(pattern=r"^[A-Z]{3}(?!\n)$")] = "USD"
    connections: tuple[Connection, ...] = ()
    hosts: tuple[Host, ...] = ()

    def quiz(self, quiz_id: str) -> Quiz:
        """The quiz with this id; KeyError when there is none."""
        for quiz in self.quizzes:
            if quiz.id == quiz_id:
                return quiz
        raise KeyError(quiz_id)
