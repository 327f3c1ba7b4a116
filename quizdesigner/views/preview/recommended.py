"""The products of a shopper as the panel lists them, each with its reason, and the page the quiz ends on."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from quizdesigner.quiz import rules
from quizdesigner.quiz.document import MediaFile, Product, Project, Quiz, ResultsPage
from quizdesigner.quiz.play import Outcome, Walk
from quizdesigner.quiz.recommend import Standing
from quizdesigner.quiz.sentences import of_condition
from quizdesigner.quiz.why import TIES, Why, recalling, spoken
from quizdesigner.quiz.wire import MEDIA


class Pick(Struct, frozen=True):
    """One product: `reason` says which choices spoke for and against it or what excluded it; `aside` where it is shown,
    or why it is not. `must` when a choice says that it must show. `picture` is that of the product, if it is a file.
    """

    title: str
    votes: int
    reason: str
    aside: str = ""
    excluded: bool = False
    must: bool = False
    product: Product | None = None
    picture: MediaFile | None = None


def picks(project: Project, quiz: Quiz, outcome: Outcome, finished: bool) -> Iterator[Pick]:
    """The products shown, slot by slot, then the others with why they are not; before the end, as they stand."""
    known = {product.id: product for product in project.products}
    media = {file.id: file for file in project.media}
    standings = {standing.product: standing for standing in outcome.products}
    why = Why(project, quiz, outcome)

    def pick(standing: Standing, aside: str, otherwise: str = "fills a slot that asks for no votes") -> Pick:
        product = known[standing.product]
        reason = spoken(quiz, standing) or otherwise
        picture = media.get(product.picture.removeprefix(MEDIA))
        must = bool(standing.included_by)
        return Pick(product.title, standing.votes, reason, aside, must=must, product=product, picture=picture)

    seen: set[str] = set()
    for filled in outcome.shown if finished else ():
        for one in filled.products:
            seen.add(one)
            fate = why.fates.shown(filled, known[one])
            where = recalling(outcome, why.fates.slots[fate.slot].heading) or "shown"
            tied = f"; tied, {TIES[fate.ties]} decides" if fate.ties else ""
            standing = standings.get(one) or Standing(one, known[one].title, 0)
            otherwise = ("the fallback, since nothing fits",) if fate.fallback else ()
            yield pick(standing, f"{where}{tied}", *otherwise)
    for standing in outcome.products:
        if standing.excluded_by:
            reason = why.words(why.fates.of(standing.product))
            yield Pick(standing.title, standing.votes, reason, excluded=True, product=known[standing.product])
        elif standing.product not in seen:
            yield pick(standing, f"not shown: {why.words(why.fates.of(standing.product))}" if finished else "")


def ending(project: Project, quiz: Quiz, outcome: Outcome, walked: Walk) -> str:
    """Which results page the quiz ended on, and the rule that led there."""
    page = walked.end
    if page is None:
        return "The quiz has no results page: the shopper is thanked."
    last = walked.route[-1] if walked.route else None
    ways = (jump for jump in last.jumps if jump.to == page.id) if last is not None else iter(())
    taken = next((jump for jump in ways if rules.holds(jump.when, walked.known)), None)
    name = f"the results page “{recalling(outcome, page.title)}”" if page.title else "the results page"
    why = ""
    if taken is not None:
        why = f", because {of_condition(project, quiz, taken.when)}"
    elif page.show_when is not None and rules.holds(page.show_when, walked.known):
        why = f", because {of_condition(project, quiz, page.show_when)}"
    elif len(quiz.results) > 1:
        why = ", for none before it fits"
    return f"The quiz ends on {name}{why}."


def hidden(project: Project, quiz: Quiz, outcome: Outcome) -> tuple[str, ...]:
    """The sections of the results page this shopper does not get, each with its rule."""
    page = next((one for one in quiz.results if one.id == outcome.results), None)
    return tuple(_hidden(project, quiz, page, outcome)) if page is not None else ()


def _hidden(project: Project, quiz: Quiz, page: ResultsPage, outcome: Outcome) -> Iterator[str]:
    for section in page.sections:
        if section.id not in outcome.sections and section.show_when is not None:
            name = f"“{recalling(outcome, section.heading)}”" if section.heading else "A section without a heading"
            yield f"{name} is shown only when {of_condition(project, quiz, section.show_when)}."
