"""What one version of a project asks to be counted on the chart of its quiz: its tags, rules, groups and products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.coverage import sums
from quizdesigner.quiz.coverage.avoid import Options
from quizdesigner.quiz.coverage.budget import Budget, OverBudget
from quizdesigner.quiz.coverage.products import NOWHERE, Placings
from quizdesigner.quiz.coverage.report import Count, GroupReach, ProductReach, TagReach, TooMany
from quizdesigner.quiz.coverage.stakes import Stake, stakes
from quizdesigner.quiz.coverage.tallies import Tallies
from quizdesigner.quiz.coverage.ways import meets
from quizdesigner.quiz.document import AnyCondition, HasTag, Project
from quizdesigner.quiz.rules import Atom


class Version:
    """One version of a project on the chart of its quiz: what its tags, rules, groups and products ask to count."""

    def __init__(self, project: Project, tallies: Tallies, budget: Budget) -> None:
        self.project = project
        self.tallies = tallies
        self.budget = budget
        self.chart = tallies.walks.chart
        self.quiz = self.chart.quiz
        tags = {tag.id for tag in project.tags}
        # By tag: how many parts of the quiz give it, and the options that do.
        self.givers: dict[str, int] = {}
        given: dict[str, set[int]] = {}
        for start, question, ask in zip(self.chart.starts, self.quiz.questions, self.chart.asked, strict=True):
            for choice in question.options:
                for tag in tags.intersection(choice.tags):
                    self.givers[tag] = self.givers.get(tag, 0) + 1
            for number, option in enumerate(ask.options, start):
                for tag in tags.intersection(tag for choice in option.hits for tag in choice.tags):
                    given.setdefault(tag, set()).add(number)
        for some in (self.quiz.tags, *(page.tags for page in self.quiz.results)):
            for tag in tags.intersection(some):
                self.givers[tag] = self.givers.get(tag, 0) + 1
        for page, number in zip(self.quiz.results, self.chart.all_ends, strict=False):
            for tag in tags.intersection(page.tags):
                given.setdefault(tag, set()).add(number)
        for tag in tags.intersection(self.quiz.tags):
            given[tag] = set(self.chart.all_ends)
        self.given = {tag: frozenset(options) for tag, options in given.items()}

    def tags(self) -> tuple[TagReach, ...]:
        """Every tag of the project."""
        reached = self.tallies.hit([self.given.get(tag.id, sums.NO_OPTION) for tag in self.project.tags])
        return tuple(
            TagReach(tag.id, self.givers.get(tag.id, 0), count)
            for tag, count in zip(self.project.tags, reached, strict=True)
        )

    def rules(self, rules: Mapping[str, AnyCondition]) -> dict[str, Count | TooMany]:
        """Each rule by its name."""
        found: dict[str, Count | TooMany] = {}
        known: dict[str, sums.Sum] = {}
        for name, rule in rules.items():
            try:
                known[name] = sums.of_rule(rule, self._meant, self.budget.fresh())
            except OverBudget:
                found[name] = TooMany(self.budget.steps)
        found |= zip(known, self.tallies.hold(list(known.values()), self.budget), strict=True)
        return {name: found[name] for name in rules}

    def groups(self, groups: Mapping[str, Sequence[str]]) -> dict[str, GroupReach | TooMany]:
        """Each group by its name."""
        found: dict[str, GroupReach | TooMany] = {}
        for name, tags in groups.items():
            sets = [self.given.get(tag, sums.NO_OPTION) for tag in dict.fromkeys(tags)]
            asked = [sums.none_of(sets), sums.one_of(sets), sums.several_of(sets)]
            none, one, several = self.tallies.hold(asked, self.budget)
            if isinstance(none, Count) and isinstance(one, Count) and isinstance(several, Count):
                found[name] = GroupReach(none, one, several)
            else:
                found[name] = TooMany(self.budget.steps)
        return found

    def stakes(self, catalogue: Catalogue) -> tuple[dict[str, Stake], dict[str, Stake]]:
        """What is said of every published product the quiz speaks of; of them, those that may be shown."""
        spoken = stakes(self.chart, catalogue)
        targets = [target for page in self.quiz.results for slot in page.slots for target in slot.fallback]
        fallbacks = {product.id for target in targets for product in catalogue.matched(target)}
        known = {
            product.id: spoken.get(product.id, Stake())
            for product in self.project.products
            if product.published and (product.id in spoken or product.id in fallbacks)
        }
        return known, {
            product: stake for product, stake in known.items() if stake.fills or stake.include or product in fallbacks
        }

    def products(self, known: Mapping[str, Stake], placings: Placings) -> tuple[ProductReach, ...]:
        """Every product the quiz speaks of."""
        voted = self.tallies.hit([stake.up for stake in known.values()])
        downvoted = self.tallies.hit([stake.down for stake in known.values()])
        included = self.tallies.hit([stake.include for stake in known.values()])
        excluded = self._excluded(list(known.values()))
        return tuple(
            ProductReach(product, up, down, include, exclude, placings.products.get(product, NOWHERE))
            for product, up, down, include, exclude in zip(known, voted, downvoted, included, excluded, strict=True)
        )

    def _excluded(self, known: Sequence[Stake]) -> list[Count | TooMany]:
        """The answer sheets that exclude each stake: as a whole, or all its variants."""
        found: list[Count | TooMany] = list(self.tallies.hit([stake.exclude for stake in known]))
        by_variants = {stake for stake in known if stake.goes_by_variants}
        many: dict[Stake, Count | TooMany] = dict.fromkeys(by_variants, TooMany(self.budget.steps))
        sums_of: dict[Stake, sums.Sum] = {}
        for stake in by_variants:
            with suppress(OverBudget):
                sums_of[stake] = sums.any_or_every(stake.exclude, stake.variants, self.budget.fresh())
        many |= zip(sums_of, self.tallies.hold(list(sums_of.values()), self.budget), strict=True)
        return [many.get(stake, count) for stake, count in zip(known, found, strict=True)]

    def _meant(self, part: Atom) -> Options:
        """The options that make a part of a rule true."""
        if isinstance(part, HasTag):
            return self.given.get(part.customer_tag, sums.NO_OPTION)
        for start, question, ask in zip(self.chart.starts, self.quiz.questions, self.chart.asked, strict=True):
            if question.id == part.question:
                return frozenset(number for number, option in enumerate(ask.options, start) if meets(part, option))
        return sums.NO_OPTION
