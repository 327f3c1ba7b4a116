"""What the options of a quiz say about products. Products of which the same is said share one stake, and one count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.coverage.avoid import Options
from quizdesigner.quiz.coverage.chart import Chart
from quizdesigner.quiz.coverage.sums import NO_OPTION
from quizdesigner.quiz.document import By, Effect, Link, Product, Target


class Stake(NamedTuple):
    """The options that vote for a product, against it, include it and exclude it, and the sum of votes of each option.

    `variants` has, for each variant, the options that exclude that one: where all are hit, the product is excluded.
    With `fills` some choice of the quiz votes for it, whether or not a shopper can hit it.
    """

    up: Options = NO_OPTION
    down: Options = NO_OPTION
    include: Options = NO_OPTION
    exclude: Options = NO_OPTION
    variants: frozenset[Options] = frozenset()
    votes: tuple[tuple[int, int], ...] = ()
    fills: bool = False

    @property
    def goes_by_variants(self) -> bool:
        """Whether excluding one variant after the other can exclude the product."""
        return bool(self.variants) and NO_OPTION not in self.variants


_Target = tuple[By, str]
_Said = tuple[Options, Link]


def stakes(chart: Chart, catalogue: Catalogue) -> dict[str, Stake]:
    """The stake of every published product that some choice speaks of, by its id."""
    said: dict[_Target, list[_Said]] = {}
    for start, question, ask in zip(chart.starts, chart.quiz.questions, chart.asked, strict=True):
        hits: dict[str, list[int]] = {choice.id: [] for choice in question.options}
        for option, one in enumerate(ask.options, start):
            for choice in one.hits:
                hits[choice.id].append(option)
        for choice in question.options:
            for link in choice.links:
                said.setdefault((link.by, link.to), []).append((frozenset(hits[choice.id]), link))
    products: dict[str, Product] = {}
    reached: dict[str, list[_Target]] = {}
    for by, to in said:
        for product in catalogue.matched(Target(to, by)):
            if product.published:
                products[product.id] = product
                reached.setdefault(product.id, []).append((by, to))
    # A collection of thousands is summed up once. Where a variant is named, no other product is reached alike.
    alike: dict[tuple[_Target, ...], Stake] = {}
    found: dict[str, Stake] = {}
    for product_id, targets in reached.items():
        key = tuple(targets)
        if key not in alike:
            alike[key] = _stake(products[product_id], [one for target in targets for one in said[target]])
        found[product_id] = alike[key]
    return found


def _stake(product: Product, said: Sequence[_Said]) -> Stake:
    effects = {effect: [(options, link) for options, link in said if link.effect is effect] for effect in Effect}
    votes: dict[int, int] = {}
    for effect, sign in ((Effect.UPVOTE, 1), (Effect.DOWNVOTE, -1)):
        for options, link in effects[effect]:
            for option in options:
                votes[option] = votes.get(option, 0) + sign * link.weight
    gone = {one.id: NO_OPTION for one in product.variants}
    for options, link in effects[Effect.EXCLUDE]:
        if link.by is By.VARIANT:
            gone[link.to] |= options
    return Stake(
        _options(effects[Effect.UPVOTE]),
        _options(effects[Effect.DOWNVOTE]),
        _options(effects[Effect.INCLUDE]),
        _options(one for one in effects[Effect.EXCLUDE] if one[1].by is not By.VARIANT),
        frozenset(gone.values()) if any(gone.values()) else frozenset(),
        tuple(sorted((option, count) for option, count in votes.items() if count)),
        bool(effects[Effect.UPVOTE]),
    )


def _options(said: Iterable[_Said]) -> Options:
    return NO_OPTION.union(*(options for options, _ in said))
