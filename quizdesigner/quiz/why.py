"""Why a shopper is shown a product or is not, in words for the author."""

from __future__ import annotations

from collections.abc import Sequence

from quizdesigner.quiz import play, recall
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.check import label
from quizdesigner.quiz.document import Project, Quiz, Ties
from quizdesigner.quiz.fates import (
    Behind,
    Excluded,
    Fate,
    Fates,
    NoSlot,
    NotForSale,
    NotOver,
    NotVoted,
    Shown,
    SoldOut,
    Spare,
    Tied,
    TooFew,
)
from quizdesigner.quiz.phrases import counted, shortened
from quizdesigner.quiz.recommend import Given, Standing
from quizdesigner.quiz.sentences import of_condition, of_range

TIES = {
    Ties.CATALOGUE: "catalogue order",
    Ties.CHEAPEST: "the lower price",
    Ties.DEAREST: "the higher price",
    Ties.NEWEST: "the newer one",
}
"""What decides between products with as many votes."""


def why_not(project: Project, quiz: Quiz, answers: Answers, product_id: str) -> str:
    """Why a shopper with these answers is not shown a product, or that they are: `It has 0 votes, and ...`.

    KeyError when the project has no such product.
    """
    return Why(project, quiz, play.outcome(project, quiz, answers)).sentence(product_id)


class Why:
    """The words on any product for one shopper; `outcome` is of the shopper's answers. `fates` has what is told."""

    def __init__(self, project: Project, quiz: Quiz, outcome: play.Outcome) -> None:
        self.fates = Fates(project, quiz, outcome)
        self._project = project
        self._quiz = quiz
        self._outcome = outcome
        self._names = {product.id: product.title for product in project.products}

    def sentence(self, product_id: str) -> str:
        """What became of a product, as a sentence; KeyError when the project has none such."""
        words = self.words(self.fates.of(product_id))
        return f"{words[:1].upper()}{words[1:]}."

    def words(self, fate: Fate) -> str:
        """What became of a product, in words that another sentence can hold: `it has 0 votes, and ...`."""
        match fate:
            case Shown():
                return self._shown(fate)
            case NotForSale():
                return "it is not for sale"
            case Excluded(by):
                return f"excluded by: {choices(self._quiz, by)}"
            case NotOver(question, votes):
                so_far = f"so far it has {counted(votes, 'vote')}"
                return f"the quiz is not over, {self._question(question)} is next; {so_far}"
            case NoSlot(hidden):
                return self._without_slot(hidden)
            case NotVoted(slot):
                return f"no choice of the quiz votes for it, so {self.named(slot)} does not fill up with it"
            case SoldOut(slot, ()):
                return f"it is sold out, and {self.named(slot)} hides what is sold out"
            case SoldOut(slot, others):
                return f"it is sold out, and {self.named(slot)} puts {self._titles(others)} first"
            case TooFew(slot, needs, has):
                return f"it has {counted(has, 'vote')}, and {self.named(slot)} asks for {needs}"
            case Spare(slot, others):
                return f"nothing fits in {self.named(slot)}, whose fallback begins with {self._titles(others)}"
            case Behind(slot, others, votes):
                return f"in {self.named(slot)} {_better(others)}; it has {counted(votes, 'vote')}"
            case Tied(slot, others, ties):
                return f"tied with {self._titles(others)} in {self.named(slot)}; {TIES[ties]} decided"

    def named(self, slot: str) -> str:
        """A slot of the shopper's page by its heading, or its number."""
        slots = self.fates.slots
        heading = recalling(self._outcome, slots[slot].heading)
        if heading:
            return f"“{heading}”"
        return "the slot" if len(slots) == 1 else f"slot {list(slots).index(slot) + 1}"

    def _shown(self, fate: Shown) -> str:
        where = f"it is shown in {self.named(fate.slot)}"
        if fate.fallback:
            return f"{where} as its fallback, since nothing fits"
        return f"{where}; tied, {TIES[fate.ties]} decides" if fate.ties else where

    def _without_slot(self, hidden: str) -> str:
        if self._outcome.results is None:
            return "the quiz has no results page"
        slots = self.fates.slots
        if not slots:
            return "the results page has no slot"
        if hidden and (rule := slots[hidden].show_when) is not None:
            only = of_condition(self._project, self._quiz, rule)
            return f"it is among the products of {self.named(hidden)}, which is shown only when {only}"
        return "it is in no slot’s products"

    def _titles(self, products: Sequence[str]) -> str:
        return shortened([self._names[one] for one in products])

    def _question(self, question_id: str) -> str:
        return label(self._quiz, next(one for one in self._quiz.questions if one.id == question_id))


def spoken(quiz: Quiz, standing: Standing) -> str:
    """Which choices spoke for a product and against it: `must show: Rosacea; +4 Redness, −1 Dullness`."""
    must = f"must show: {choices(quiz, standing.included_by)}" if standing.included_by else ""
    votes = ", ".join(f"{_signed(given.weight)} {_title(quiz, given)}" for given in standing.by)
    return "; ".join(filter(None, (must, votes)))


def choices(quiz: Quiz, given: Sequence[Given]) -> str:
    """The choices by their titles, each once."""
    return ", ".join(dict.fromkeys(_title(quiz, one) for one in given))


def recalling(outcome: play.Outcome, text: str) -> str:
    """A text with what the shopper said in the place of what it recalls."""
    said = {one.question: ", ".join(one.values) for one in outcome.answers}
    return recall.filled(text, lambda question: said.get(question, ""))


def _better(others: Sequence[Standing]) -> str:
    """The first of those that come first, each with what puts it there."""
    said = [f"{one.title} ({'must show' if one.included_by else counted(one.votes, 'vote')})" for one in others]
    return f"{shortened(said)} come{'s' if len(others) == 1 else ''} first"


def _signed(votes: int) -> str:
    return f"+{votes}" if votes >= 0 else f"−{-votes}"


def _title(quiz: Quiz, given: Given) -> str:
    """The choice, or for numbers and typed answers the range or the question it is of."""
    question = next(one for one in quiz.questions if one.id == given.question)
    choice = next(one for one in question.options if one.id == given.choice)
    if choice.title:
        return choice.title
    words = of_range(choice)
    return f"{question.title}: {words}" if words and question.title else words or "a choice without text"
