"""Every answer sheet of a small quiz, one after the other, and what all of them add up to: the slow way to be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, groupby

from msgspec import Struct

from quizdesigner.quiz import play, rules
from quizdesigner.quiz.answers import Answer, millionths, other_key, plain, problem, with_all
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import AnyCondition, Compare, Options, Project, Question, Quiz, ResultsPage, Slot
from quizdesigner.quiz.recommend import Standing

BESIDE = "in my words"
"""What is typed beside a choice; it makes no difference."""

TYPED = [
    *("x" * number for number in range(1, 12)),
    "ana@example.com",
    "+4915112345678",
    "2020-03-01",
    "2020-02-29",
    "2025-01-01",
    "2030-06-15",
    "2031-01-01",
]
"""Of these, a question that is typed accepts one if it accepts any."""

NUMBERS = [plain(quarter * 250_000) for quarter in range(-60, 61)]
"""Enough numbers to find one in each piece of the line."""


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
        """Screens, then answers: what makes one sheet shorter than another. What is typed beside a choice is none."""
        given = [answer for key, answer in self.answers.items() if "/" not in key]
        picks = sum(len(answer) if isinstance(answer, tuple) else 1 for answer in given)
        return len(self.outcome.route), picks


def possible(quiz: Quiz, question: Question, more: Sequence[AnyCondition] = ()) -> list[Answer | None]:
    """Every answer the question accepts, None for none; one stands for all that nothing tells apart.

    That is all texts, and the numbers between two at which a range, a condition of the quiz or one of `more` changes.
    """
    some: list[Answer | None]
    typed: list[Answer | None] = [True, *TYPED]
    match question.traits.options:
        case Options.CHOICES:
            ids = [choice.id for choice in question.options]
            every = (picks for number in range(1, len(ids) + 1) for picks in combinations(ids, number))
            some = [picks for picks in every if with_all(question, picks) == picks]
        case Options.RANGES:
            return [None] * (not question.needed) + numbers(quiz, question, more)
        case Options.ANSWER:
            some = [one for one in typed if problem(question, one) is None][:1]
        case Options.NONE:
            some = []
    return [answer for answer in [None, *some] if problem(question, answer, BESIDE) is None]


def numbers(quiz: Quiz, question: Question, more: Sequence[AnyCondition]) -> list[Answer | None]:
    """One number of each piece of the line."""
    conditions = (*rules.all_conditions(quiz), *more)
    compares = [one for condition in conditions for one in rules.atoms(condition) if isinstance(one, Compare)]

    def sides(text: str) -> list[bool]:
        number = millionths(text)
        found = []
        for choice in question.options:
            found += [choice.least is None or number >= millionths(choice.least)]
            found += [choice.most is None or number <= millionths(choice.most)]
        for one in compares:
            if one.question == question.id:
                found += [number < millionths(one.value)] if one.sign in ("<", ">=", "=") else []
                found += [number <= millionths(one.value)] if one.sign in ("<=", ">", "=") else []
        return found

    taken = (text for text in NUMBERS if problem(question, text) is None)
    return [next(piece) for _, piece in groupby(taken, key=sides)]


def every_sheet(project: Project, quiz: Quiz, more: Sequence[AnyCondition] = ()) -> Iterator[Played]:
    """Every sheet once, by answering the first question on the route that is still open in every possible way."""
    accepted = {question.id: possible(quiz, question, more) for question in quiz.questions}
    waiting: list[tuple[dict[str, Answer], frozenset[str]]] = [({}, frozenset())]
    while waiting:
        answers, decided = waiting.pop()
        walk = play.walk(quiz, answers)
        question = next((one for one in walk.route if one.id not in decided), None)
        if question is None:
            yield Played(walk.answers, walk, play.outcome(project, quiz, answers), stuck=False)
            continue
        ways = accepted[question.id]
        if not ways:
            yield Played(walk.answers, walk, play.outcome(project, quiz, answers), stuck=True)
        for answer in ways:
            given = answers if answer is None else {**answers, question.id: answer, other_key(question.id): BESIDE}
            waiting.append((given, decided | {question.id}))


class Census:
    """All sheets of a quiz, to be counted by any property; numbers are told apart where `more` conditions do, too."""

    def __init__(self, project: Project, quiz: Quiz, more: Sequence[AnyCondition] = ()) -> None:
        everything = list(every_sheet(project, quiz, more))
        self.project = project
        self.quiz = quiz
        self.all = everything
        self.finished = [one for one in everything if not one.stuck]

    def reached(self, question: str) -> int:
        """Sheets, finished or stuck, with the question on their route."""
        return sum(question in one.outcome.route for one in self.all)

    def picked(self, question: str, choice: str) -> int:
        """Sheets, finished or stuck, whose answer hits this choice."""
        return sum(any(hit.id == choice for hit in one.walk.known.picked.get(question, ())) for one in self.all)

    def jumped(self, quiz: Quiz) -> Counter[tuple[str, str]]:
        """How often each jump (question, jump) was the first that held and led on."""
        ids = [*(one.id for one in quiz.questions), *(page.id for page in quiz.results)]
        found: Counter[tuple[str, str]] = Counter()
        for one in self.all:
            known = rules.Known(tags=set(quiz.tags))
            for question in one.walk.route:
                if one.stuck and question is one.walk.route[-1]:
                    break
                if question.id in one.walk.answers:
                    known.add(question, one.walk.answers[question.id])
                for jump in question.jumps:
                    forward = jump.to in ids and ids.index(jump.to) > ids.index(question.id)
                    if forward and rules.holds(jump.when, known):
                        found[question.id, jump.id] += 1
                        break
        return found

    def where(self, holds: Callable[[Played], bool]) -> list[Played]:
        """The finished sheets of which this is true."""
        return [one for one in self.finished if holds(one)]

    def beaten_by(self, product: str) -> tuple[str, int]:
        """The product that most often fits a slot which takes this one too, while this one is beaten; and how often."""
        loses = self.where(lambda one: beaten(one, product))
        counts = Counter(winner for one in loses for winner in self._rivals(one, product))
        order = {one.id: place for place, one in enumerate(self.project.products)}
        first = min(counts, key=lambda one: (-counts[one], order[one]), default="")
        return first, counts[first]

    def _rivals(self, one: Played, product: str) -> set[str]:
        """The products that fit the slots of this sheet which may show the product."""
        catalogue = Catalogue(self.project)
        page = next((page for page in self.quiz.results if page.id == one.outcome.results), None)
        slots = {slot.id: slot for slot in page.slots} if page else {}
        found: set[str] = set()
        for shown in one.outcome.shown:
            slot, mine = slots[shown.slot], catalogue.product(product)
            named = {match.id for target in slot.source for match in catalogue.matched(target)}
            takes = not slot.source or product in named
            hides = slot.sold_out == "hide" and mine is not None and mine.sold_out
            if takes and not hides and not shown.fallback:
                found.update(shown.products)
        return found


def voted(one: Played, product: str) -> bool:
    """Whether the product has a vote, excluded or not."""
    return any(vote.weight > 0 for vote in _standing(one, product).by)


def downvoted(one: Played, product: str) -> bool:
    """Whether the product has a vote against it."""
    return any(vote.weight < 0 for vote in _standing(one, product).by)


def included(one: Played, product: str) -> bool:
    """Whether an answer includes the product."""
    return bool(_standing(one, product).included_by)


def excluded(one: Played, product: str) -> bool:
    """Whether an answer excludes the product."""
    return bool(_standing(one, product).excluded_by)


def beaten(one: Played, product: str) -> bool:
    """Whether the product has votes above nought or is included, is not excluded, and is not shown."""
    wanted = _standing(one, product).votes > 0 or included(one, product)
    return wanted and not excluded(one, product) and product not in one.outcome.recommended


def tied(census: Census, one: Played, product: str) -> bool:
    """Whether some slot shows only some of the products that fit and have as many votes as this one, which fits too."""
    page = next((page for page in census.quiz.results if page.id == one.outcome.results), None)
    slots = {slot.id: slot for slot in page.slots} if page else {}
    return any(product in _filled(census, one, slots[shown.slot]).ties for shown in one.outcome.shown)


class Filling(Struct, frozen=True):
    """How a slot is filled on one sheet: how many products fit, and between which its rule for ties decided."""

    fits: int
    fallback: bool
    empty: bool
    ties: frozenset[str]

    @property
    def tied(self) -> bool:
        """Whether the rule for ties decided."""
        return bool(self.ties)


def filling(census: Census, one: Played, page: ResultsPage, slot: Slot) -> Filling | None:
    """How a slot is filled; None when the sheet is not shown it."""
    mine = page.id == one.outcome.results
    return _filled(census, one, slot) if mine and any(shown.slot == slot.id for shown in one.outcome.shown) else None


def _filled(census: Census, one: Played, slot: Slot) -> Filling:
    catalogue = Catalogue(census.project)
    used: set[str] = set()
    for shown in one.outcome.shown:
        if shown.slot != slot.id:
            used.update(shown.products)
            continue
        ranks: dict[str, tuple[bool, bool, int]] = {}
        for standing in one.outcome.products:
            found = catalogue.product(standing.product)
            named = {match.id for target in slot.source for match in catalogue.matched(target)}
            if (
                found is not None
                and not standing.excluded_by
                and (standing.included_by or standing.votes >= slot.minimum_votes)
                and (not slot.source or found.id in named)
                and not (slot.sold_out == "hide" and found.sold_out)
                and (slot.repeat or found.id not in used)
            ):
                last = slot.sold_out == "last" and found.sold_out
                ranks[found.id] = (bool(standing.included_by), last, standing.votes)
        ties: set[str] = set()
        for rank in set(ranks.values()):
            equal = {rival for rival, other in ranks.items() if other == rank}
            if equal.intersection(shown.products) and not equal.issubset(shown.products):
                ties |= equal
        fits = 0 if shown.fallback else len(shown.products)
        return Filling(fits, shown.fallback, not shown.products, frozenset(ties))
    raise AssertionError("the sheet is not shown this slot")


def never_with(census: Census, product: str) -> tuple[str, ...]:
    """The three products shown most often of those never shown beside this one."""
    lists = [one.outcome.recommended for one in census.finished]
    counts = Counter(other for some in lists for other in some)
    if product not in counts:
        return ()
    beside = {other for some in lists if product in some for other in some}
    order = {one.id: place for place, one in enumerate(census.project.products)}
    apart = [other for other in counts if other not in beside]
    return tuple(sorted(apart, key=lambda one: (-counts[one], order[one]))[:3])


def linked(project: Project, quiz: Quiz) -> list[str]:
    """The published products some choice speaks of or a slot falls back to, in catalogue order."""
    catalogue = Catalogue(project)
    targets = [
        *(link for question in quiz.questions for choice in question.options for link in choice.links),
        *(target for page in quiz.results for slot in page.slots for target in slot.fallback),
    ]
    spoken = {product.id for target in targets for product in catalogue.matched(target)}
    return [product.id for product in project.products if product.published and product.id in spoken]


def _standing(one: Played, product: str) -> Standing:
    return next((some for some in one.outcome.products if some.product == product), Standing(product, "", 0))
