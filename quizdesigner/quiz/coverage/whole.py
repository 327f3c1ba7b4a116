"""The coverage of a whole quiz, put together from the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.coverage import sums
from quizdesigner.quiz.coverage.avoid import Options
from quizdesigner.quiz.coverage.budget import Budget, OverBudget
from quizdesigner.quiz.coverage.drawing import drawn
from quizdesigner.quiz.coverage.holding import avoided, counted
from quizdesigner.quiz.coverage.products import NOWHERE, Field
from quizdesigner.quiz.coverage.reach import pages, picked, questions
from quizdesigner.quiz.coverage.report import (
    Alone,
    Count,
    Coverage,
    GroupReach,
    Placing,
    ProductReach,
    TagReach,
    TooMany,
)
from quizdesigner.quiz.coverage.stakes import Stake, stakes
from quizdesigner.quiz.coverage.through import Through
from quizdesigner.quiz.coverage.walks import Walks, routes
from quizdesigner.quiz.coverage.ways import meets
from quizdesigner.quiz.document import AnyCondition, Compare, HasTag, Project, Quiz
from quizdesigner.quiz.rules import Atom, atoms

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

    `rules` are conditions on what a shopper ends with, by any name: the tags of the project, choices and numbers too,
    which are then told apart where a rule compares them. `groups` are sets of tag ids of which one is expected. Each
    count may take `budget` steps; one that needs more is `TooMany`,
    and only where the questions' own rules look back at too much at the same time, or the answer sheets are `LARGEST`
    or more, the whole is.
    """
    compares = tuple(atom for rule in (rules or {}).values() for atom in atoms(rule) if isinstance(atom, Compare))
    walks = _walks(quiz, budget, compares)
    if walks is None:
        return TooMany(budget)
    return _Whole(project, walks, compares, Budget(budget)).told(rules or {}, groups or {})


def paths(quiz: Quiz, *, budget: int = BUDGET) -> int | None:
    """How many answer sheets reach the end of the quiz; None when there are too many combinations to count."""
    walks = _walks(quiz, budget)
    return None if walks is None else walks.finish[walks.chart.root]


def _walks(quiz: Quiz, budget: int, compares: Sequence[Compare] = ()) -> Walks | None:
    try:
        # Where every slot is always shown, telling them apart costs nothing.
        walks = Walks(drawn(quiz, Budget(budget), compares=compares, slots=not _rules_slots(quiz)))
    except OverBudget:
        return None
    return walks if walks.go[walks.chart.root] < LARGEST else None


def _rules_slots(quiz: Quiz) -> bool:
    """Whether some slot is shown to some shoppers only."""
    return any(slot.show_when is not None for page in quiz.results for slot in page.slots)


class _Whole:
    """One quiz with what all its counts share."""

    def __init__(self, project: Project, walks: Walks, compares: Sequence[Compare], budget: Budget) -> None:
        self.project = project
        self.walks = walks
        self.compares = compares
        self.budget = budget
        self.quiz = walks.chart.quiz
        self.through = Through(walks)
        self.picked = picked(walks, walks.finish)
        tags = {tag.id for tag in project.tags}
        # The choices and the options that give each tag.
        self.givers: dict[str, int] = {}
        given: dict[str, set[int]] = {}
        for start, question, ask in zip(walks.chart.starts, self.quiz.questions, walks.chart.asked, strict=True):
            for choice in question.options:
                for tag in tags.intersection(choice.tags):
                    self.givers[tag] = self.givers.get(tag, 0) + 1
            for number, option in enumerate(ask.options, start):
                for tag in tags.intersection(tag for choice in option.hits for tag in choice.tags):
                    given.setdefault(tag, set()).add(number)
        self.given = {tag: frozenset(options) for tag, options in given.items()}

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
            TagReach(tag.id, self.givers.get(tag.id, 0), count)
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
        catalogue = Catalogue(self.project)
        spoken = stakes(self.walks.chart, catalogue)
        targets = [target for page in self.quiz.results for slot in page.slots for target in slot.fallback]
        fallbacks = {product.id for target in targets for product in catalogue.matched(target)}
        known = {
            product.id: spoken.get(product.id, Stake())
            for product in self.project.products
            if product.published and (product.id in spoken or product.id in fallbacks)
        }
        showable = {
            product: stake for product, stake in known.items() if stake.fills or stake.include or product in fallbacks
        }
        placings, empty = self._contest(catalogue, showable)
        voted = self._hit([stake.up for stake in known.values()])
        downvoted = self._hit([stake.down for stake in known.values()])
        included = self._hit([stake.include for stake in known.values()])
        excluded = self._excluded(list(known.values()))
        return tuple(
            ProductReach(product, up, down, include, exclude, placings.get(product, NOWHERE))
            for product, up, down, include, exclude in zip(known, voted, downvoted, included, excluded, strict=True)
        ), empty

    def _contest(
        self, catalogue: Catalogue, products: Mapping[str, Stake]
    ) -> tuple[Mapping[str, Placing | Alone | TooMany], Count | TooMany]:
        walks = self.walks
        if _rules_slots(self.quiz):
            try:
                walks = Walks(drawn(self.quiz, self.budget.fresh(), compares=self.compares, slots=True))
            except OverBudget:
                many = TooMany(self.budget.steps)
                return dict.fromkeys(products, many), many
        return Field(walks, catalogue, products).placings(self.budget)

    def _excluded(self, known: Sequence[Stake]) -> list[Count | TooMany]:
        """The answer sheets that exclude each stake: as a whole, or all its variants."""
        found: list[Count | TooMany] = list(self._hit([stake.exclude for stake in known]))
        by_variants = {stake for stake in known if stake.goes_by_variants}
        many: dict[Stake, Count | TooMany] = dict.fromkeys(by_variants, TooMany(self.budget.steps))
        sums_of: dict[Stake, sums.Sum] = {}
        for stake in by_variants:
            with suppress(OverBudget):
                sums_of[stake] = sums.any_or_every(stake.exclude, stake.variants, self.budget.fresh())
        many |= zip(sums_of, counted(self.walks, list(sums_of.values()), self.budget), strict=True)
        return [many.get(stake, count) for stake, count in zip(known, found, strict=True)]

    def _hit(self, sets: Sequence[Options]) -> list[Count]:
        """The answer sheets that pick at least one option of each set."""
        chart, total = self.walks.chart, self.walks.finish[self.walks.chart.root]
        counts: dict[Options, int] = {}
        many = []
        for options in dict.fromkeys(sets):
            places = {chart.place_of(option) for option in options}
            # No two options of a question that takes one pick are on one sheet.
            if all(chart.asked[place].single is not None for place in places) and len(places) < 2:
                counts[options] = sum(self.picked[option] for option in options)
            else:
                many.append(options)
        counts |= zip(many, (total - avoids for avoids in avoided(self.walks, many)), strict=True)
        told = {
            options: Count(sheets, self.through.sheet(options) if sheets else None)
            for options, sheets in counts.items()
        }
        return [told[options] for options in sets]

    def _meant(self, part: Atom) -> Options:
        """The options that make a part of a rule true."""
        if isinstance(part, HasTag):
            return self.given.get(part.customer_tag, sums.NO_OPTION)
        chart = self.walks.chart
        for start, question, ask in zip(chart.starts, self.quiz.questions, chart.asked, strict=True):
            if question.id == part.question:
                return frozenset(number for number, option in enumerate(ask.options, start) if meets(part, option))
        return sums.NO_OPTION
