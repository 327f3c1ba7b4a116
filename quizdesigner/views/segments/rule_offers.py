"""What is offered for the word being typed in a rule: tags that fit, and the words rules are made of."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from quizdesigner.quiz import segments, tags
from quizdesigner.quiz.coverage import Coverage, TooMany
from quizdesigner.quiz.segments import Word
from quizdesigner.quiz.shares import share
from quizdesigner.views.customer_tags.offers import Index
from quizdesigner.views.customer_tags.offers import offers as tag_offers

_WORDS = {
    "and": "has both",
    "or": "has at least one of them",
    "not": "does not have it",
    "everyone": "all who finish",
    "nobody": "no one",
}


class Offer(Struct, frozen=True):
    """One line of the list. `text` goes in the place of the word typed; `tag` is empty for a word of rules.

    `detail` stands at its right: how many shoppers have the tag, or what the word means.
    """

    name: str
    text: str
    tag: str
    colour: int | None
    detail: str


def offers(known: Index, shares: Mapping[str, str], text: str, word: Word) -> tuple[Offer, ...]:
    """What fits the word, best first; nothing where none is begun and no tag is wanted. `shares` by tag."""
    typed = word.text.casefold()
    if not typed and text[: word.start][-1:].isalpha():
        # Right behind “or” a tag would run into it.
        return ()
    if not awaits_tag(text, word.start):
        return tuple(_sign(one) for one in ("and", "or") if typed and one.startswith(typed))
    made = tuple(
        Offer(one.name, segments.spelled(one.name), one.tag, one.colour, shares.get(one.tag, ""))
        for one in tag_offers(known, word.text, "", (), create=False)
    )
    signs = tuple(_sign(one) for one in ("not", "everyone", "nobody") if typed and one.startswith(typed))
    # A word that is all there is meant as that word, not as the beginning of a tag.
    return (*signs, *made) if typed in _WORDS else (*made, *signs)


def awaits_tag(text: str, at: int) -> bool:
    """Whether a tag may stand there: at the beginning, and after and, or, not, (."""
    before = text[:at].split()
    return not before or before[-1].endswith("(") or before[-1].casefold() in ("and", "or", "not")


def shares(coverage: Coverage | TooMany | None) -> dict[str, str]:
    """How many shoppers end with each tag, in per cent; none where nothing was counted."""
    if not isinstance(coverage, Coverage):
        return {}
    return {one.tag: share(one.reached.sheets, coverage.sheets) for one in coverage.tags}


def said(offer: Offer, typed: str) -> bool:
    """Whether the word typed is what is offered, so that nothing is left to complete."""
    return tags.same(offer.name) == tags.same(typed)


def _sign(word: str) -> Offer:
    return Offer(word, word, "", None, _WORDS[word])
