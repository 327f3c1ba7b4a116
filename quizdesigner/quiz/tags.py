"""Customer tags as text: what makes two of them the same, which group they belong to, what a CRM cannot carry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import MAX_TAG, Project, Tag

COLOURS = 8
"""How many group colours the palette has; groups get them in turn."""

_FORBIDDEN = {",": "a comma", ";": "a semicolon"}

# Soft hyphens, marks of direction and spaces without width come along when text is pasted from web pages. Joiners stay
# inside: Persian words and emoji need them. HubSpot refuses values with one at an end (its changelog of January 2025).
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_ENDS = " \u200c\u200d"


class Giver(NamedTuple):
    """What gives customer tags, by ids: a choice of a question (`part`); a results page (`part` alone); or, with the
    quiz alone, every take of it.
    """

    quiz: str
    part: str = ""
    choice: str = ""


class Limit(Struct, frozen=True):
    """What services, by their names, cannot carry of a tag: a sentence for its author."""

    services: tuple[str, ...]
    text: str


def clean(name: str) -> str:
    """The name as it is kept: nothing in it that cannot be seen, spaces collapsed, none around the first colon, the
    typed case untouched.
    """
    text = " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", name)).split()).strip(_ENDS)
    group, colon, value = text.partition(":")
    return f"{group.strip()}:{value.strip()}" if colon else text


def same(name: str) -> str:
    """The key under which two spellings are one tag: `Goal: Sleep` and `goal:sleep` share it."""
    return clean(name).casefold()


def group_of(name: str) -> str:
    """The facet of a tag, `goal` for `goal:sleep`, as typed; empty for a plain tag."""
    group, colon, _ = clean(name).partition(":")
    return group if colon else ""


def value_of(name: str) -> str:
    """The part after the colon; the whole name for a plain tag."""
    _, colon, value = clean(name).partition(":")
    return value if colon else clean(name)


def trouble(name: str) -> str | None:
    """Why this cannot be a customer tag, in words for its author; None when it can."""
    text = clean(name)
    if not text or text == ":":
        return "A tag needs a name."
    if text.endswith(":"):
        return f"Type a value after “{text}”, for example {text}sleep."
    if text.startswith(":"):
        return "A tag cannot begin with a colon."
    for sign, word in _FORBIDDEN.items():
        if sign in text:
            return f"A tag cannot contain {word}: CRMs read it as the end of the tag."
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
        return "A tag cannot contain control characters or halves of characters."
    if len(text) > MAX_TAG:
        return f"This tag has {len(text)} characters; CRMs carry {MAX_TAG} at most."
    return None


def sound(name: str) -> str:
    """The name as it is kept. Raises Refused, with `trouble`, when it cannot be a customer tag."""
    if words := trouble(name):
        raise Refused(words)
    return clean(name)


def limits(name: str) -> tuple[Limit, ...]:
    """What each service Quiz Designer knows cannot carry of this name; Klaviyo, Omnisend and webhooks carry any."""
    return tuple(_limits(clean(name)))


def _limits(name: str) -> Iterator[Limit]:
    # Shopify's tagsAdd takes a list "or a comma-separated list" (Admin API 2026-07); to Zapier we send one text.
    if "," in name:
        yield Limit(("Shopify", "Zapier"), "Shopify and Zapier split a tag at a comma.")
    # A HubSpot checkbox property takes its values as one text (developers.hubspot.com, "set multiple values").
    if ";" in name:
        yield Limit(("HubSpot",), "HubSpot splits a tag at a semicolon.")
    for service, most in _LONGEST.items():
        if len(name) > most:
            yield Limit((service,), f"{service} carries {most} characters of a tag.")


_LONGEST = {"Mailchimp": 100, "Shopify": 255}
"""Characters a tag may have: of Mailchimp's audiences, and of Shopify's customers (its REST reference of Customer)."""


def split(text: str) -> tuple[str, ...]:
    """The tags in pasted text: separated by commas, semicolons, tabs or line ends; blanks and repeats left out."""
    found: dict[str, str] = {}
    for part in re.split(r"[,;\t\r\n]+", text):
        name = clean(part)
        if name:
            found.setdefault(same(name), name)
    return tuple(found.values())


def find(tags: Iterable[Tag], name: str) -> Tag | None:
    """The tag that equals `name` apart from case and spaces."""
    key = same(name)
    return next((tag for tag in tags if same(tag.name) == key), None)


def in_group(name: str, default_group: str) -> str:
    """`name` with the question's default group put before it, unless it has a group of its own."""
    return clean(f"{default_group}:{name}") if default_group and ":" not in name else clean(name)


def colour_of(project: Project, name: str) -> int | None:
    """The palette place of the tag's group; None for a plain tag."""
    key = group_of(name).casefold()
    if not key:
        return None
    for group in project.tag_groups:
        if group.name.casefold() == key:
            return group.colour % COLOURS
    return None


def uses(project: Project) -> dict[str, int]:
    """How many choices, results pages and quizzes as a whole give each tag, by its id; 0 for a tag nothing gives."""
    counts = {tag.id: 0 for tag in project.tags}
    for quiz in project.quizzes:
        for tags in (quiz.tags, *(page.tags for page in quiz.results)):
            for tag in tags:
                if tag in counts:
                    counts[tag] += 1
        for question in quiz.questions:
            for choice in question.choices:
                for tag in choice.tags:
                    if tag in counts:
                        counts[tag] += 1
    return counts
