"""Every text of a quiz that shoppers read: where it stands, what it says, and what it says in another language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeVar

from msgspec import Struct

from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import (
    AnySection,
    Choice,
    Discount,
    Kind,
    Note,
    Question,
    Quiz,
    ResultsPage,
    Slot,
)
from quizdesigner.quiz.words import BUILT_IN, WORD, WORDS, words

Owner = Literal["quiz", "question", "choice", "results", "section", "word"]

Part = Quiz | Question | Choice | ResultsPage | AnySection

PartT = TypeVar("PartT", bound=Part)

BUTTONS = frozenset({"start", "continue", "finish", "back", "retake", "view", "cart", "add_all", "again", "search"})
"""The names of those words of the page that stand on buttons."""

_RECALL = re.compile(r"(\{[A-Za-z0-9_-]{1,100}(?:\||(?=\})))([^{}\n]{0,200})\}")
_TYPED = frozenset({Kind.DROPDOWN, Kind.NUMBER, Kind.TEXT, Kind.LONG_TEXT, Kind.NAME, Kind.EMAIL, Kind.PHONE})
_RECALLING = frozenset({"title", "description", "heading", "text", "empty"})
_OF_QUESTION = {
    "title": "title",
    "description": "text",
    "placeholder": "example",
    "unit": "unit",
    "low_label": "lowest",
    "high_label": "highest",
    "button": "button",
}
_OF_RESULTS = {"title": "", "description": "text", "link_label": "button"}
_OF_SLOT = {"heading": "heading", "empty": "when empty"}
_OF_NOTE = {"heading": "heading", "text": "text", "label": "button"}
_OF_DISCOUNT = {"heading": "heading", "text": "text"}


FIELDS: dict[type, tuple[str, ...]] = {
    Quiz: ("name",),
    Question: tuple(_OF_QUESTION),
    Choice: ("title",),
    ResultsPage: tuple(_OF_RESULTS),
    Slot: tuple(_OF_SLOT),
    Note: tuple(_OF_NOTE),
    Discount: tuple(_OF_DISCOUNT),
}
"""The fields that can be translated. A quiz also has the page's words among its translations, as `word.` and a name."""


class Spot(Struct, frozen=True):
    """Where a text stands. `ids` lead to the part that has it: a question, a question and its choice, a results page,
    a page and its section; none for the quiz and for its words, whose `field` is a name in `quiz.words`.

    `label` says where in words for people (“2 choice”), `text` is the source, with recalls as they are stored.
    """

    owner: Owner
    ids: tuple[str, ...]
    field: str
    label: str
    text: str

    @property
    def key(self) -> str:
        """The place as one word that stays the same when texts and order change: `choice/q2/c1/title`."""
        return "/".join((self.owner, *self.ids, self.field))

    @property
    def running(self) -> bool:
        """Whether the text may have several lines."""
        return self.field in ("description", "text", "empty")

    @property
    def recalls(self) -> bool:
        """Whether the text may recall earlier answers."""
        return self.owner in ("question", "results", "section") and self.field in _RECALLING

    @property
    def stored(self) -> str:
        """The name of the text among the translations of its part."""
        return f"{WORD}{self.field}" if self.owner == "word" else self.field


# Tens of thousands come from one letter, and none can be part of a ring: the collector would stop the window for them.
class Hit(Struct, frozen=True, gc=False):
    """Something found: from `start` to `end` of `text`, which stands at `spot` in one of the quiz's languages."""

    spot: Spot
    text: str
    start: int
    end: int


def spots(quiz: Quiz) -> Iterator[Spot]:
    """Every text there is, in the order shoppers meet them; last the page's own words. Empty ones are left out."""
    return (spot for spot, _ in _walk(quiz))


def beside(quiz: Quiz, language: str) -> Iterator[tuple[Spot, str]]:
    """Every text with what stands for it in `language`, empty where it is missing."""
    return ((spot, _said(quiz, spot, part, language)) for spot, part in _walk(quiz))


def text_in(quiz: Quiz, spot: Spot, language: str) -> str:
    """What stands there in `language`; empty where it is missing, and shoppers are shown the source."""
    return _said(quiz, spot, part(quiz, spot), language)


def missing(quiz: Quiz, language: str) -> tuple[Spot, ...]:
    """The texts that shoppers of this language are shown in the source's."""
    return tuple(spot for spot, text in beside(quiz, language) if not text)


def part(quiz: Quiz, spot: Spot) -> Part:
    """What of the quiz has this text; KeyError when it is gone."""
    if not spot.ids:
        return quiz
    outer: tuple[Question | ResultsPage, ...] = (*quiz.questions, *quiz.results)
    found = _one(outer, spot.ids[0], spot)
    if len(spot.ids) == 1:
        return found
    inner: tuple[Choice | AnySection, ...] = found.choices if isinstance(found, Question) else found.sections
    return _one(inner, spot.ids[1], spot)


def pattern(needle: str, *, match_case: bool = False, whole_word: bool = False) -> re.Pattern[str]:
    """What finds `needle` in texts; in whole words, no letter or digit stands beside it."""
    exact = re.escape(needle)
    return re.compile(rf"(?<!\w){exact}(?!\w)" if whole_word else exact, 0 if match_case else re.IGNORECASE)


def pieces(text: str) -> list[str]:
    """The text cut at its recalls: words, `{` and an id, what the recall says without an answer, `}`, words, and so on.

    Every second piece is signs and an id, which nobody may search in or change.
    """
    cut: list[str] = []
    end = 0
    for match in _RECALL.finditer(text):
        cut += (text[end : match.start()], match[1], match[2], "}")
        end = match.end()
    return [*cut, text[end:]]


def hits(spot: Spot, text: str, wanted: re.Pattern[str]) -> Iterator[Hit]:
    """Where the text at a place, in whichever language, has what is wanted (see `pattern`)."""
    at = 0
    for place, piece in enumerate(pieces(text)):
        if place % 2 == 0:
            for match in wanted.finditer(piece):
                yield Hit(spot, text, at + match.start(), at + match.end())
        at += len(piece)


def find(quiz: Quiz, needle: str, *, match_case: bool = False, whole_word: bool = False) -> tuple[Spot, ...]:
    """The source texts that have `needle` in them, the ids of recalls left aside; none for an empty needle."""
    wanted = pattern(needle, match_case=match_case, whole_word=whole_word)
    return tuple(spot for spot in spots(quiz) if needle and any(hits(spot, spot.text, wanted)))


def _one(parts: Iterable[PartT], part_id: str, spot: Spot) -> PartT:
    for one in parts:
        if one.id == part_id:
            return one
    raise KeyError(spot.key)


def _said(quiz: Quiz, spot: Spot, part: Part, language: str) -> str:
    if language == quiz.language:
        return spot.text
    said = part.translations.get(language, {}).get(spot.stored, "")
    return said or (_built_in(spot.field, language) if spot.owner == "word" else "")


def _built_in(name: str, language: str) -> str:
    """A word as this program knows it in this language, or in its mother tongue; empty when it does not."""
    known = (BUILT_IN.get(one, {}).get(name, "") for one in (language, language.partition("-")[0]))
    return next(filter(None, known), "")


def _walk(quiz: Quiz) -> Iterator[tuple[Spot, Part]]:
    if quiz.name:
        yield Spot("quiz", (), "name", "Quiz name", quiz.name), quiz
    numbered = numbers(quiz)
    for question in quiz.questions:
        yield from _question(question, str(numbered.get(question.id, question.traits.label)))
    for place, page in enumerate(quiz.results, 1):
        yield from _results(page, f"Results {place}" if len(quiz.results) > 1 else "Results")
    said = words(quiz)
    for name in WORDS:
        yield Spot("word", (), name, "Button" if name in BUTTONS else "Message", said[name]), quiz


def _question(question: Question, name: str) -> Iterator[tuple[Spot, Part]]:
    for field in ("title", "description"):
        yield from _filled(question, "question", (question.id,), field, f"{name} {_OF_QUESTION[field]}")
    for choice in question.options:
        yield from _filled(choice, "choice", (question.id, choice.id), "title", f"{name} choice")
    for field in _fields(question):
        yield from _filled(question, "question", (question.id,), field, f"{name} {_OF_QUESTION[field]}")


def _fields(question: Question) -> tuple[str, ...]:
    """The fields below title, description and choices that this kind of question shows."""
    typed = ("placeholder",) if question.kind in _TYPED else ()
    ends = ("unit", "low_label", "high_label") if question.traits.is_number else ()
    return (*typed, *ends, "button")


def _results(page: ResultsPage, name: str) -> Iterator[tuple[Spot, Part]]:
    for field, word in _OF_RESULTS.items():
        yield from _filled(page, "results", (page.id,), field, f"{name} {word}".strip())
    for section in page.sections:
        for field, word in _of_section(section).items():
            yield from _filled(section, "section", (page.id, section.id), field, f"{name} {word}")


def _of_section(section: AnySection) -> dict[str, str]:
    match section:
        case Slot():
            return _OF_SLOT
        case Note():
            return _OF_NOTE
        case Discount():
            return _OF_DISCOUNT


def _filled(part: Part, owner: Owner, ids: tuple[str, ...], field: str, label: str) -> Iterator[tuple[Spot, Part]]:
    if text := getattr(part, field):
        yield Spot(owner, ids, field, label, text), part
