"""Every answer sheet of a small quiz, one after the other, and what all of them add up to: the slow way to be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

from msgspec import Struct

from quizdesigner.quiz import play
from quizdesigner.quiz.answers import Answer, problem
from quizdesigner.quiz.document import Kind, Project, Question, Quiz
from quizdesigner.quiz.rules import holds


class Played(Struct, frozen=True):
    """One answer sheet and what `play` makes of it; `stuck` when it ran into a question nobody can answer."""

    answers: dict[str, Answer]
    walk: play.Walk
    outcome: play.Outcome
    stuck: bool

    @property
    def tags(self) -> frozenset[str]:
        """The customer tags the shopper ends with."""
        return frozenset(tag.tag for tag in self.outcome.tags)

    @property
    def length(self) -> tuple[int, int]:
        """Screens, then answers: what makes one sheet shorter than another."""
        picks = sum(len(answer) if isinstance(answer, tuple) else 1 for answer in self.answers.values())
        return len(self.outcome.route), picks


def possible(question: Question) -> list[Answer | None]:
    """Every answer the question accepts, None for none; one text stands for all texts."""
    if question.traits.has_choices:
        ids = [choice.id for choice in question.choices]
        some: list[Answer | None] = [picks for number in range(1, len(ids) + 1) for picks in combinations(ids, number)]
    else:
        some = [True] if question.kind is Kind.CONSENT else ["ana@example.com"]
    return [answer for answer in [None, *some] if problem(question, answer) is None]


def every_sheet(project: Project, quiz: Quiz) -> Iterator[Played]:
    """Every sheet once, by answering the first question on the route that is still open in every possible way."""
    waiting: list[tuple[dict[str, Answer], frozenset[str]]] = [({}, frozenset())]
    while waiting:
        answers, decided = waiting.pop()
        walk = play.walk(quiz, answers)
        question = next((one for one in walk.route if one.id not in decided), None)
        if question is None:
            yield Played(answers, walk, play.outcome(project, quiz, answers), stuck=False)
            continue
        ways = possible(question)
        if not ways:
            yield Played(answers, walk, play.outcome(project, quiz, answers), stuck=True)
        for answer in ways:
            given = answers if answer is None else {**answers, question.id: answer}
            waiting.append((given, decided | {question.id}))


class Census:
    """All sheets of a quiz, to be counted by any property."""

    def __init__(self, project: Project, quiz: Quiz) -> None:
        everything = list(every_sheet(project, quiz))
        self.project = project
        self.all = everything
        self.finished = [one for one in everything if not one.stuck]

    def reached(self, question: str) -> int:
        """Sheets, finished or stuck, with the question on their route."""
        return sum(question in one.outcome.route for one in self.all)

    def picked(self, question: str, choice: str) -> int:
        """Sheets, finished or stuck, with this pick."""
        return sum(holds_pick(one, question, choice) for one in self.all)

    def jumped(self, quiz: Quiz) -> Counter[tuple[str, str]]:
        """How often each jump (question, jump) was the first that held and led on."""
        ids = [*(one.id for one in quiz.questions), *(page.id for page in quiz.results)]
        found: Counter[tuple[str, str]] = Counter()
        for one in self.all:
            for place, question in enumerate(quiz.questions):
                if question.id not in one.outcome.route or (one.stuck and question.id == one.outcome.route[-1]):
                    continue
                met = set(one.outcome.route[: one.outcome.route.index(question.id) + 1])
                answers = {key: value for key, value in one.walk.answers.items() if key in met}
                tags = {
                    tag
                    for asked in quiz.questions
                    for choice in asked.choices
                    if asked.id in met and holds_pick(one, asked.id, choice.id)
                    for tag in choice.tags
                }
                for jump in question.jumps:
                    forward = jump.to in ids and ids.index(jump.to) > place
                    if forward and holds(jump.when, answers, tags):
                        found[question.id, jump.id] += 1
                        break
        return found

    def where(self, holds: Callable[[Played], bool]) -> list[Played]:
        """The finished sheets of which this is true."""
        return [one for one in self.finished if holds(one)]

    def beaten_by(self, product: str) -> str:
        """The product shown most often while this one has votes and no exclusion, and is not shown."""
        loses = self.where(lambda one: beaten(one, product))
        counts = Counter(winner for one in loses for winner in one.outcome.recommended)
        order = {one.id: place for place, one in enumerate(self.project.products)}
        return min(counts, key=lambda one: (-counts[one], order[one]), default="")


def holds_pick(one: Played, question: str, choice: str) -> bool:
    """Whether the choice counts among the sheet's picks."""
    picked = one.walk.answers.get(question)
    return isinstance(picked, tuple) and choice in picked


def voted(one: Played, product: str) -> bool:
    """Whether the product has a vote, excluded or not."""
    return any(standing.product == product and standing.by for standing in one.outcome.products)


def excluded(one: Played, product: str) -> bool:
    """Whether an answer excludes the product."""
    return any(standing.product == product and standing.excluded_by for standing in one.outcome.products)


def beaten(one: Played, product: str) -> bool:
    """Whether the product has votes and no exclusion, and is not shown."""
    return voted(one, product) and not excluded(one, product) and product not in one.outcome.recommended


def linked(project: Project, quiz: Quiz) -> list[str]:
    """The published products some choice speaks of, in catalogue order."""
    spoken = {
        link.product
        for question in quiz.questions
        if question.traits.has_choices
        for choice in question.choices
        for link in choice.links
    }
    return [product.id for product in project.products if product.published and product.id in spoken]
