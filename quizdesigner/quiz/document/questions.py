"""Questions, their kinds, choices and jumps."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from quizdesigner.quiz.document.conditions import AnyCondition
from quizdesigner.quiz.document.links import Link
from quizdesigner.quiz.document.texts import Amount, Day, Id, Line, Media, Node, Text, Translations


class Kind(StrEnum):
    """What a question is to the shopper. What each kind uses of `Question` stands in `TRAITS`."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    PICTURE = "picture"
    DROPDOWN = "dropdown"
    YES_NO = "yes_no"
    RATING = "rating"
    SLIDER = "slider"
    NUMBER = "number"
    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    CONSENT = "consent"
    WELCOME = "welcome"
    STATEMENT = "statement"


class Options(StrEnum):
    """What the choices of a question are: what to pick from, ranges of a number, or any answer at all."""

    CHOICES = "choices"
    RANGES = "ranges"
    ANSWER = "answer"
    NONE = "none"


class Traits(Struct, frozen=True):
    """What a kind of question has: a label for screens, what its choices are, and a place in the shopper's contact."""

    label: str
    options: Options
    contact: bool = False

    @property
    def has_choices(self) -> bool:
        """Whether the shopper picks from choices."""
        return self.options is Options.CHOICES

    @property
    def is_number(self) -> bool:
        """Whether the answer is a number."""
        return self.options is Options.RANGES

    @property
    def takes_answer(self) -> bool:
        """Whether there is anything to answer."""
        return self.options is not Options.NONE


TRAITS: dict[Kind, Traits] = {
    Kind.SINGLE: Traits("Single choice", Options.CHOICES),
    Kind.MULTIPLE: Traits("Multiple choice", Options.CHOICES),
    Kind.PICTURE: Traits("Picture choice", Options.CHOICES),
    Kind.DROPDOWN: Traits("Dropdown", Options.CHOICES),
    Kind.YES_NO: Traits("Yes or no", Options.CHOICES),
    Kind.RATING: Traits("Rating", Options.RANGES),
    Kind.SLIDER: Traits("Slider", Options.RANGES),
    Kind.NUMBER: Traits("Number", Options.RANGES),
    Kind.TEXT: Traits("Short text", Options.ANSWER),
    Kind.LONG_TEXT: Traits("Long text", Options.ANSWER),
    Kind.DATE: Traits("Date", Options.ANSWER),
    Kind.NAME: Traits("Name", Options.ANSWER, contact=True),
    Kind.EMAIL: Traits("Email", Options.ANSWER, contact=True),
    Kind.PHONE: Traits("Phone", Options.ANSWER, contact=True),
    Kind.CONSENT: Traits("Consent", Options.ANSWER, contact=True),
    Kind.WELCOME: Traits("Welcome", Options.NONE),
    Kind.STATEMENT: Traits("Statement", Options.NONE),
}


SLIDES = frozenset(kind for kind, traits in TRAITS.items() if not traits.takes_answer)
"""The kinds that ask nothing: a set, because a thousand questions are looked through at each keystroke."""


Agreement = Literal["email", "sms", "both"]
"""What somebody who ticks a consent box agrees to get."""


class Role(StrEnum):
    """What a choice is among the others of its question.

    `NONE` clears the others, `ALL` stands for every ordinary one, `OTHER` lets the shopper type a text. `RANGE` is for
    questions whose answer is a number, `ANSWER` for those where any answer counts. A question uses the choices whose
    roles fit its kind (`Question.options`), so that changing the kind and back loses nothing.
    """

    ORDINARY = "ordinary"
    NONE = "none"
    ALL = "all"
    OTHER = "other"
    RANGE = "range"
    ANSWER = "answer"


class Choice(Node, frozen=True):
    """One answer a shopper may give. `tags` are ids of customer tags, in the order they were linked.

    A range holds the numbers from `least` to `most`, both included; None is open on that side. Fields that can be
    translated: title.
    """

    id: Id
    title: Line = ""
    role: Role = Role.ORDINARY
    picture: Media = ""
    least: Amount | None = None
    most: Amount | None = None
    tags: tuple[Id, ...] = ()
    links: tuple[Link, ...] = ()
    translations: Translations = field(default_factory=dict)


class Jump(Node, frozen=True):
    """A *then go to* rule: when the condition holds after this question, go on at `to`.

    `to` is the id of a later question or of a results page; a jump backwards is never taken (`check` says so).
    """

    id: Id
    to: Id
    when: AnyCondition


class Question(Node, frozen=True):
    """One screen of the quiz. Which fields a kind uses: see `TRAITS`.

    `least` and `most` bound the number of picks where several are allowed, `shortest` and `longest` the characters of
    texts (0 = no bound).
    `several` is for picture choice; single and multiple choice say it by their kind. `lowest`, `highest` and `step` are
    for numbers (see `numbers`), with `unit` beside them and words for both ends; `earliest` and `latest` for dates;
    `country` (two letters) is the one whose phone numbers need no country code. `key` is the field name CRMs know this
    question by; empty until the quiz first goes live, it follows the title (`keys.key_of`), and stands afterwards. For
    consent, `title` is the wording the shopper agrees to, and `agrees_to` the messages it is about.

    Title and description may recall earlier answers: `{id of the question|what to say without one}`. Fields that can be
    translated: title, description, placeholder, button, unit, low_label, high_label.
    """

    id: Id
    kind: Kind
    title: Line = ""
    description: Text = ""
    picture: Media = ""
    video: Media = ""
    required: bool = True
    choices: tuple[Choice, ...] = ()
    several: bool = False
    least: Annotated[int, Meta(ge=0, le=100)] = 0
    most: Annotated[int, Meta(ge=0, le=100)] = 0
    shortest: Annotated[int, Meta(ge=0, le=5_000)] = 0
    longest: Annotated[int, Meta(ge=0, le=5_000)] = 0
    lowest: Amount | None = None
    highest: Amount | None = None
    step: Annotated[float, Meta(ge=0.000_001, le=1_000_000)] = 1.0
    unit: Line = ""
    low_label: Line = ""
    high_label: Line = ""
    earliest: Day = ""
    latest: Day = ""
    country: Annotated[str, Meta(pattern=r"^[A-Z]{2}(?!\n)$")] = "US"
    advance: bool = True
    placeholder: Line = ""
    button: Line = ""
    show_when: AnyCondition | None = None
    jumps: tuple[Jump, ...] = ()
    default_group: Line = ""
    key: Line = ""
    agrees_to: Agreement = "email"
    translations: Translations = field(default_factory=dict)

    @property
    def traits(self) -> Traits:
        """What this question's kind has."""
        return TRAITS[self.kind]

    @property
    def options(self) -> tuple[Choice, ...]:
        """The choices this kind of question uses: to pick from, ranges, or one for any answer."""
        match self.traits.options:
            case Options.CHOICES:
                return tuple([one for one in self.choices if one.role not in (Role.RANGE, Role.ANSWER)])
            case Options.RANGES:
                return tuple(one for one in self.choices if one.role is Role.RANGE)
            case Options.ANSWER:
                return tuple(one for one in self.choices if one.role is Role.ANSWER)[:1]
            case Options.NONE:
                return ()

    @property
    def takes_several(self) -> bool:
        """Whether a shopper may pick more than one choice."""
        return self.kind is Kind.MULTIPLE or (self.kind is Kind.PICTURE and self.several)

    @property
    def needed(self) -> bool:
        """Whether a shopper must answer to go on; a slider always stands somewhere."""
        return self.traits.takes_answer and (self.required or self.kind is Kind.SLIDER)

    @property
    def numbers(self) -> tuple[float | None, float | None, float]:
        """The lowest and highest number that is taken (None: no bound), and the step between them."""
        match self.kind:
            case Kind.RATING:
                return 1, 5 if self.highest is None else self.highest, 1
            case Kind.SLIDER:
                lowest = 0 if self.lowest is None else self.lowest
                return lowest, lowest + 10 * self.step if self.highest is None else self.highest, self.step
            case _:
                return self.lowest, self.highest, self.step
