"""Shoppers to look at a results page with, and what each of them would see on it."""

from __future__ import annotations

from html import unescape

from msgspec import Struct
from msgspec.structs import replace

from quizdesigner.page.said import Said
from quizdesigner.page.setting import setting
from quizdesigner.quiz import play, recommend
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import AnySection, Discount, Note, Product, Project, Quiz, ResultsPage, Slot
from quizdesigner.quiz.recommend import Shown, Standing
from quizdesigner.quiz.samples import sample

_NAMES = ("First choices", "Second choices", "Third choices", "Fourth choices")
_TRIED = 12
"""Sample shoppers looked at for one who gets a page."""


class Guest(Struct, frozen=True):
    """A saved or made-up shopper: a value for lists, a name, the answers, and the results page they get (id, or empty
    for one who does not get to the end).
    """

    value: str
    name: str
    answers: Answers
    gets: str = ""


class Seen(Struct, frozen=True):
    """What a shopper sees of a results page: ids of its sections, what each slot shows, how products stand (by id).

    `reasons` are why each product is shown (by id), in the page's own words.
    """

    sections: frozenset[str]
    shown: dict[str, Shown]
    standings: dict[str, Standing]
    reasons: dict[str, str]


def guests(quiz: Quiz, page: ResultsPage) -> tuple[Guest, ...]:
    """The saved shoppers, then up to four made-up ones with other answers each.

    Where none of them gets this page, one who does comes before the made-up ones, if there is one.
    """
    saved = [Guest(f"/{one.id}", f"Saved: {one.name}", one.answers, _end(quiz, one.answers)) for one in quiz.shoppers]
    most = max((len(question.options) for question in quiz.questions), default=0)
    made: list[Guest] = []
    for pick in range(max(1, min(most, _TRIED))):
        answers = sample(quiz, pick)
        if all(one.answers != answers for one in made):
            name = _NAMES[pick] if pick < len(_NAMES) else ""
            made.append(Guest(str(pick), name, answers, _end(quiz, answers)))
    usual = [one for one in made if one.name]
    fits = next((one for one in made if one.gets == page.id and not one.name), None)
    if fits is not None and all(one.gets != page.id for one in (*saved, *usual)):
        return (*saved, Guest(fits.value, "Who gets this page", fits.answers, page.id), *usual)
    return (*saved, *usual)


def seen(catalogue: Catalogue, project: Project, quiz: Quiz, page: ResultsPage, answers: Answers) -> Seen:
    """What somebody with these answers sees on this page, whether or not they would get it."""
    walked = play.walk(quiz, answers)
    fills = not all(slot.minimum_votes for slot in page.slots)
    fillers = recommend.fillers(catalogue, quiz) if fills else frozenset()
    found = recommend.standings(catalogue, walked.picked, fillers)
    sections, shown = recommend.shown(catalogue, page, found, walked.known)
    # What was said hangs on no product, and there may be many.
    said = Said(setting(quiz, ""), quiz, play.outcome(replace(project, products=()), quiz, answers))
    standings = {one.product: one for one in found}
    reasons = {
        product: unescape(said.because(standings[product]))
        for one in shown
        for product in one.products
        if product in standings
    }
    return Seen(frozenset(sections), {one.slot: one for one in shown}, standings, reasons)


def wordless(page: ResultsPage) -> tuple[AnySection, ...]:
    """The sections of a page without their texts: what decides which products are shown."""

    def rule(section: AnySection) -> AnySection:
        match section:
            case Slot():
                return replace(section, heading="", empty="", translations={})
            case Note():
                return Note(section.id, show_when=section.show_when)
            case Discount():
                return Discount(section.id, show_when=section.show_when)

    return tuple(map(rule, page.sections))


def reason(seen: Seen, slot: Slot, product: Product) -> str:
    """Why the slot shows this product, as the page says it; empty where it says nothing."""
    return seen.reasons.get(product.id, "") if slot.reasons else ""


def products_of(catalogue: Catalogue, shown: Shown | None) -> list[Product]:
    """The products a slot shows."""
    found = (catalogue.product(one) for one in (shown.products if shown else ()))
    return [product for product in found if product is not None]


def _end(quiz: Quiz, answers: Answers) -> str:
    end = play.walk(quiz, answers).end
    return end.id if end is not None else ""
