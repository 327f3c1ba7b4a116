"""What becomes of products for a shopper, in words: votes, must show, never show, ties, and the page they end on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from quizdesigner.quiz import recall, rules
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import MediaFile, Product, Project, Quiz, ResultsPage, Slot, Ties
from quizdesigner.quiz.play import Outcome, Walk
from quizdesigner.quiz.recommend import Given, Shown, Standing
from quizdesigner.quiz.sentences import of_condition, of_range
from quizdesigner.quiz.wire import MEDIA

TIES = {
    Ties.CATALOGUE: "catalogue order",
    Ties.CHEAPEST: "the lower price",
    Ties.DEAREST: "the higher price",
    Ties.NEWEST: "the newer one",
}


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
    catalogue = Catalogue(project)
    media = {file.id: file for file in project.media}
    for product_id, pick in _picks(project, quiz, outcome, finished):
        product = catalogue.product(product_id)
        kept = media.get(product.picture.removeprefix(MEDIA)) if product is not None else None
        yield replace(pick, product=product, picture=kept)


def _picks(project: Project, quiz: Quiz, outcome: Outcome, finished: bool) -> Iterator[tuple[str, Pick]]:
    standings = {standing.product: standing for standing in outcome.products}
    page = next((one for one in quiz.results if one.id == outcome.results), None) if finished else None
    shown = outcome.shown if page is not None else ()
    # Fallbacks may be products that no choice said anything about.
    titles = {product.id: product.title for product in project.products} if any(one.fallback for one in shown) else {}
    slots = {slot.id: slot for slot in page.slots} if page is not None else {}
    for one in shown:
        for product in one.products:
            standing = standings.get(product) or Standing(product, titles.get(product, product), 0)
            heading = _aside(outcome, slots[one.slot], one, product, standings)
            yield product, _pick(quiz, standing, heading, "fallback, for nothing fitted" if one.fallback else "")
    seen = {product for one in shown for product in one.products}
    why = _Why(project, shown, slots, standings)
    for standing in outcome.products:
        if standing.excluded_by:
            reason = f"excluded by: {_choices(quiz, standing.excluded_by)}"
            yield standing.product, Pick(standing.title, standing.votes, reason, excluded=True)
        elif standing.product not in seen:
            aside = f"not shown: {why.not_shown(standing)}" if page is not None else ""
            yield standing.product, _pick(quiz, standing, aside, "")


def ending(project: Project, quiz: Quiz, outcome: Outcome, walked: Walk) -> str:
    """Which results page the quiz ended on, and the rule that led there."""
    page = walked.end
    if page is None:
        return "The quiz has no results page: the shopper is thanked."
    last = walked.route[-1] if walked.route else None
    ways = (jump for jump in last.jumps if jump.to == page.id) if last is not None else iter(())
    taken = next((jump for jump in ways if rules.holds(jump.when, walked.known)), None)
    name = f"the results page “{filled(outcome, page.title)}”" if page.title else "the results page"
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


def filled(outcome: Outcome, text: str) -> str:
    """A text with what the shopper said in the place of what it recalls."""
    said = {one.question: ", ".join(one.values) for one in outcome.answers}
    return recall.filled(text, lambda question: said.get(question, ""))


class _Why:
    """Why a product that is not excluded is not shown: what came closest to showing it."""

    def __init__(
        self, project: Project, shown: Sequence[Shown], slots: dict[str, Slot], standings: dict[str, Standing]
    ) -> None:
        self._catalogue = Catalogue(project)
        self._shown = shown
        self._slots = slots
        self._standings = standings

    def not_shown(self, standing: Standing) -> str:
        """In words, for the author."""
        found = [self._in(self._slots[one.slot], one, standing) for one in self._shown]
        return max(found, default=(0, "no slot is shown"), key=lambda one: one[0])[1]

    def _in(self, slot: Slot, shown: Shown, standing: Standing) -> tuple[int, str]:
        """How close the slot came to showing it, and what stood in the way."""
        product = self._catalogue.product(standing.product)
        drawn = (one for target in slot.source for one in self._catalogue.matched(target))
        if slot.source and all(one is not product for one in drawn):
            return 0, "in no slot’s products"
        if slot.sold_out == "hide" and product is not None and product.sold_out:
            return 1, "sold out"
        if not standing.included_by and standing.votes < slot.minimum_votes:
            return 2, f"needs {slot.minimum_votes} vote{'' if slot.minimum_votes == 1 else 's'}"
        last = self._standings.get(shown.products[-1]) if shown.products else None
        if last is not None and _rank(last) == _rank(standing):
            return 4, f"tied with {last.title}; {TIES[slot.ties]} decided"
        return 3, "others come first"


def _aside(outcome: Outcome, slot: Slot, shown: Shown, product: str, standings: dict[str, Standing]) -> str:
    """The slot, and with whom the product shares its votes there."""
    heading = filled(outcome, slot.heading) or "shown"
    mine = standings.get(product)
    if shown.fallback or mine is None:
        return heading
    others = (standings[one] for one in shown.products if one != product and one in standings)
    tied = any(_rank(one) == _rank(mine) for one in others)
    return f"{heading}; tied, {TIES[slot.ties]} decides" if tied else heading


def _rank(standing: Standing) -> tuple[bool, int]:
    return bool(standing.included_by), standing.votes


def _pick(quiz: Quiz, standing: Standing, aside: str, otherwise: str) -> Pick:
    must = f"must show: {_choices(quiz, standing.included_by)}" if standing.included_by else ""
    votes = ", ".join(f"{_signed(given.weight)} {_title(quiz, given)}" for given in standing.by)
    reason = "; ".join(filter(None, (must, votes))) or otherwise or "fills a slot that asks for no votes"
    return Pick(standing.title, standing.votes, reason, aside, must=bool(must))


def _hidden(project: Project, quiz: Quiz, page: ResultsPage, outcome: Outcome) -> Iterator[str]:
    for section in page.sections:
        if section.id not in outcome.sections and section.show_when is not None:
            name = f"“{filled(outcome, section.heading)}”" if section.heading else "A section without a heading"
            yield f"{name} is shown only when {of_condition(project, quiz, section.show_when)}."


def _signed(votes: int) -> str:
    return f"+{votes}" if votes >= 0 else f"−{-votes}"


def _choices(quiz: Quiz, given: Sequence[Given]) -> str:
    return ", ".join(dict.fromkeys(_title(quiz, one) for one in given))


def _title(quiz: Quiz, given: Given) -> str:
    """The choice, or for numbers and typed answers the range or the question it is of."""
    question = next(one for one in quiz.questions if one.id == given.question)
    choice = next(one for one in question.options if one.id == given.choice)
    if choice.title:
        return choice.title
    words = of_range(choice)
    return f"{question.title}: {words}" if words and question.title else words or "a choice without text"
