"""The coverage of a whole quiz, put together from the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quizdesigner.quiz.coverage import sums
from quizdesigner.quiz.coverage.avoid import Options
from quizdesigner.quiz.coverage.budget import Budget, OverBudget
from quizdesigner.quiz.coverage.drawing import drawn
from quizdesigner.quiz.coverage.holding import avoided, counted
from quizdesigner.quiz.coverage.products import placings
from quizdesigner.quiz.coverage.reach import pages, picked, questions
from quizdesigner.quiz.coverage.report import (
    Count,
    Coverage,
    GroupReach,
    Placing,
    ProductReach,
    TagReach,
    TooMany,
)
from quizdesigner.quiz.coverage.through import Through
from quizdesigner.quiz.coverage.walks import Walks, routes
from quizdesigner.quiz.document import Answered, AnyCondition, Chose, Effect, HasTag, Project, Quiz

BUDGET = 1_000_000
"""Steps one count may take unless the caller says otherwise: some two seconds at most on a small machine."""

LARGEST = 10**4000
"""Numbers of answer sheets are below this: Python writes no integer of more than 4,300 digits."""


def coverage(
    project: Project,
    quiz: Quiz,
    *,
    rules: Mapping[str, AnyCondition] | None = None,
    groups: Mapping[str, Sequence[str]] | None = None,
    budget: int = BUDGET,
) -> Coverage | TooMany:
    """Everything about the quiz over all answer sheets, exactly.

    `rules` are conditions on what a shopper ends with, by any name: the tags of the project, and choices too. `groups`
    are sets of tag ids of which one is expected. Each count may take `budget` steps; one that needs more is `TooMany`,
    and only where the questions' own rules look back at too much at the same time, or the answer sheets are `LARGEST`
    or more, the whole is.
    """
    walks = _walks(quiz, budget)
    return TooMany(budget) if walks is None else _Whole(project, walks, Budget(budget)).told(rules or {}, groups or {})


def paths(quiz: Quiz, *, budget: int = BUDGET) -> int | None:
    """How many answer sheets reach the end of the quiz; None when there are too many combinations to count."""
    walks = _walks(quiz, budget)
    return None if walks is None else walks.finish[walks.chart.root]


def _walks(quiz: Quiz, budget: int) -> Walks | None:
    try:
        walks = Walks(drawn(quiz, Budget(budget)))
    except OverBudget:
        return None
    return walks if walks.go[walks.chart.root] < LARGEST else None


class _Whole:
    """One quiz with what all its counts share."""

    def __init__(self, project: Project, walks: Walks, budget: Budget) -> None:
        self.project = project
        self.walks = walks
        self.budget = budget
        self.quiz = walks.chart.quiz
        self.through = Through(walks)
        self.picked = picked(walks, walks.finish)
        tags = {tag.id for tag in project.tags}
        given: dict[str, set[int]] = {}
        voted: dict[str, set[int]] = {}
        excluded: dict[str, set[int]] = {}
        self.options: dict[tuple[str, str], int] = {}
        for start, question in zip(walks.chart.starts, self.quiz.questions, strict=True):
            for option, choice in enumerate(question.choices if question.traits.has_choices else (), start):
                self.options[question.id, choice.id] = option
                for tag in tags.intersection(choice.tags):
                    given.setdefault(tag, set()).add(option)
                for link in choice.links:
                    sink = excluded if link.effect is Effect.EXCLUDE else voted
                    sink.setdefault(link.product, set()).add(option)
        self.given = {tag: frozenset(options) for tag, options in given.items()}
        self.voted = {product: frozenset(options) for product, options in voted.items()}
        self.excluded = {product: frozenset(options) for product, options in excluded.items()}

    def told(self, rules: Mapping[str, AnyCondition], groups: Mapping[str, Sequence[str]]) -> Coverage:
        """All of it."""
        walks = self.walks
        products, empty = self._products()
        return Coverage(
            sheets=walks.finish[walks.chart.root],
            stuck=walks.go[walks.chart.root] - walks.finish[walks.chart.root],
            routes=self._routes(),
            questions=questions(walks),
            pages=pages(walks),
            tags=self._tags(),
            rules=self._rules(rules),
            groups=self._groups(groups),
            products=products,
            empty=empty,
        )

    def _routes(self) -> int | TooMany:
        try:
            return routes(self.walks.chart, self.budget.fresh())
        except OverBudget:
            return TooMany(self.budget.steps)

    def _tags(self) -> tuple[TagReach, ...]:
        reached = self._hit([self.given.get(tag.id, sums.NO_OPTION) for tag in self.project.tags])
        return tuple(
            TagReach(tag.id, len(self.given.get(tag.id, ())), count)
            for tag, count in zip(self.project.tags, reached, strict=True)
        )

    def _rules(self, rules: Mapping[str, AnyCondition]) -> dict[str, Count | TooMany]:
        found: dict[str, Count | TooMany] = {}
        known: dict[str, sums.Sum] = {}
        for name, rule in rules.items():
            try:
                known[name] = sums.of_rule(rule, self._meant, self.budget.fresh())
            except OverBudget:
                found[name] = TooMany(self.budget.steps)
        found |= zip(known, counted(self.walks, list(known.values()), self.budget), strict=True)
        return {name: found[name] for name in rules}

    def _groups(self, groups: Mapping[str, Sequence[str]]) -> dict[str, GroupReach | TooMany]:
        found: dict[str, GroupReach | TooMany] = {}
        for name, tags in groups.items():
            sets = [self.given.get(tag, sums.NO_OPTION) for tag in dict.fromkeys(tags)]
            none, one, several = counted(
                self.walks, [sums.none_of(sets), sums.one_of(sets), sums.several_of(sets)], self.budget
            )
            if isinstance(none, Count) and isinstance(one, Count) and isinstance(several, Count):
                found[name] = GroupReach(none, one, several)
            else:
                found[name] = TooMany(self.budget.steps)
        return found

    def _products(self) -> tuple[tuple[ProductReach, ...], Count | TooMany]:
        linked = self.voted.keys() | self.excluded.keys()
        products = [product.id for product in self.project.products if product.published and product.id in linked]
        contest, empty = placings(self.walks, [one for one in products if one in self.voted], self.budget)
        voted = self._hit([self.voted.get(product, sums.NO_OPTION) for product in products])
        excluded = self._hit([self.excluded.get(product, sums.NO_OPTION) for product in products])
        nowhere = Placing(Count(0), Count(0), Count(0))
        return tuple(
            ProductReach(product, votes, exclusions, contest.get(product, nowhere))
            for product, votes, exclusions in zip(products, voted, excluded, strict=True)
        ), empty

    def _hit(self, sets: Sequence[Options]) -> list[Count]:
        """The answer sheets that pick at least one option of each set."""
        chart, total = self.walks.chart, self.walks.finish[self.walks.chart.root]
        counts: dict[Options, int] = {}
        many = []
        for options in dict.fromkeys(sets):
            places = {chart.place_of(option) for option in options}
            # No two options of a question that takes one pick are on one sheet.
            if all(chart.asked[place].most == 1 for place in places) and len(places) < 2:
                counts[options] = sum(self.picked[option] for option in options)
            else:
                many.append(options)
        counts |= zip(many, (total - avoids for avoids in avoided(self.walks, many)), strict=True)
        return [Count(counts[options], self.through.sheet(options) if counts[options] else None) for options in sets]

    def _meant(self, part: Chose | Answered | HasTag) -> Options:
        """The options that make a part of a rule true."""
        match part:
            case HasTag(tag):
                return self.given.get(tag, sums.NO_OPTION)
            case Chose(question, choice):
                option = self.options.get((question, choice))
                return sums.NO_OPTION if option is None else frozenset((option,))
            case Answered(question):
                chart = self.walks.chart
                for place, one in enumerate(self.quiz.questions):
                    if one.id == question:
                        return frozenset(range(chart.starts[place], chart.starts[place] + chart.asked[place].options))
                return sums.NO_OPTION
