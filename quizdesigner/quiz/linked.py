"""Which choices speak of which products, seen from the products."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import Choice, Effect, Link, Project, Question, Quiz


class Linked(Struct, frozen=True):
    """A choice that speaks of a product, and the links by which it does."""

    quiz: Quiz
    question: Question
    choice: Choice
    links: tuple[Link, ...]


class Count(Struct, frozen=True):
    """How many choices speak of a product at all, are for it (votes, must show), and exclude it."""

    choices: int = 0
    upvoted: int = 0
    excluded: int = 0


def linked_choices(project: Project, product_id: str, catalogue: Catalogue | None = None) -> tuple[Linked, ...]:
    """The choices of every quiz that speak of this product, in the order shoppers meet them.

    `catalogue` is that of the project, for whoever has it already.
    """
    catalogue = catalogue or Catalogue(project)
    found = []
    for quiz, question, choice in _choices(project):
        links = tuple(
            link for link in choice.links if any(product.id == product_id for product in catalogue.matched(link))
        )
        if links:
            found.append(Linked(quiz, question, choice, links))
    return tuple(found)


def counts(project: Project, quiz_id: str | None = None, catalogue: Catalogue | None = None) -> dict[str, Count]:
    """The counts of each product some choice speaks of, by product id, over one quiz or all of them."""
    catalogue = catalogue or Catalogue(project)
    spoken: Counter[str] = Counter()
    upvoted: Counter[str] = Counter()
    excluded: Counter[str] = Counter()
    for quiz, _, choice in _choices(project):
        if quiz_id is not None and quiz.id != quiz_id:
            continue
        up: set[str] = set()
        out: set[str] = set()
        other: set[str] = set()
        for link in choice.links:
            reached = {product.id for product in catalogue.matched(link)}
            match link.effect:
                case Effect.UPVOTE | Effect.INCLUDE:
                    up |= reached
                case Effect.EXCLUDE:
                    out |= reached
                case Effect.DOWNVOTE:
                    other |= reached
        spoken.update(up | out | other)
        upvoted.update(up)
        excluded.update(out)
    return {one: Count(number, upvoted[one], excluded[one]) for one, number in spoken.items()}


def _choices(project: Project) -> Iterator[tuple[Quiz, Question, Choice]]:
    for quiz in project.quizzes:
        for question in quiz.questions:
            for choice in question.options:
                yield quiz, question, choice
