"""What coverage says of a product, in words: who sees it, and what comes before it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.coverage import Alone, Count, Coverage, Placing, ProductReach, TooMany
from quizdesigner.quiz.coverage.wanted import What
from quizdesigner.quiz.document import Product
from quizdesigner.quiz.phrases import listed
from quizdesigner.quiz.shares import share

TOO_MANY = "Too many combinations to count exactly"
NEVER = "never"
"""What stands in the list for a product that is shown to nobody."""

_COUNTING = "Counting …"


class Reached(Struct, frozen=True):
    """`share` of answer paths it is shown on, in words; `thousandths` of them, None where that is not known.

    `text` says more, in a warning's colour where `warns`. `shoppers` are those that can be previewed.
    """

    share: str
    thousandths: int | None
    text: str
    warns: bool = False
    shoppers: tuple[What, ...] = ()


class Sight(Struct, frozen=True):
    """What is known of all products: `coverage` of the quiz looked at, and the part of it on each product (by id).

    `counting` while there is more to come.
    """

    coverage: Coverage | TooMany | None = None
    products: Mapping[str, ProductReach] = {}
    counting: bool = False


def sight(coverage: Coverage | TooMany | None, *, counting: bool) -> Sight:
    """What a forecast says, by product."""
    products = {one.product: one for one in coverage.products} if isinstance(coverage, Coverage) else {}
    return Sight(coverage, products, counting)


def never(sight: Sight, product: Product) -> bool:
    """Whether no shopper can be shown a product although the quiz speaks of it."""
    reach = sight.products.get(product.id)
    match reach.placing if reach is not None else None:
        case Placing(Count(0)) | Alone(Count(0)):
            return product.published
        case _:
            return False


def cell(sight: Sight, product: Product) -> str:
    """The share in the list: `61.3 %`, `never`, `≤ 12 %` where only that is known; empty for what is not known."""
    if not isinstance(sight.coverage, Coverage) or not product.published:
        return ""
    reach, whole = sight.products.get(product.id), sight.coverage.sheets
    if reach is None:
        return "" if sight.counting else NEVER
    match reach.placing:
        case Placing(Count(0)) | Alone(Count(0)):
            return NEVER
        case Placing(shown):
            return share(shown.sheets, whole)
        case Alone(eligible):
            return f"≤ {share(eligible.sheets, whole)}"
        case _:
            return ""


def reached(sight: Sight, product: Product, catalogue: Catalogue) -> Reached:
    """Who sees a product; `catalogue` names the others."""
    coverage, reach = sight.coverage, sight.products.get(product.id)
    if not product.published:
        return Reached("", 0, "It is not for sale, so nobody is shown it.")
    if coverage is None:
        return Reached("", None, _COUNTING if sight.counting else "")
    if isinstance(coverage, TooMany):
        return Reached("", None, _COUNTING if sight.counting else f"{TOO_MANY}.")
    if reach is None:
        # It may have come to the quiz by the edit that is being counted.
        text = "No choice of this quiz speaks of it and no slot falls back to it, so nobody is shown it."
        return Reached("", None, _COUNTING) if sight.counting else Reached("0 % of paths", 0, text)
    match reach.placing:
        case Placing() as placing:
            return _placed(coverage.sheets, reach, placing, catalogue)
        case Alone(Count(0)):
            return Reached(
                "0 % of paths", 0, "Nobody is shown it: not even alone would it fit into a slot.", warns=True
            )
        case Alone(eligible):
            most = share(eligible.sheets, coverage.sheets)
            begin = _COUNTING if sight.counting else f"{TOO_MANY}."
            text = f"{begin} With no other product it would fit for at most {most}."
            return Reached(f"at most {most}", _thousandths(eligible.sheets, coverage.sheets), text)
        case _:
            return Reached("", None, _COUNTING if sight.counting else f"{TOO_MANY}.")


def _placed(whole: int, reach: ProductReach, placing: Placing, catalogue: Catalogue) -> Reached:
    shown, first, beaten = placing.shown.sheets, placing.first.sheets, placing.beaten.sheets
    said = [f"first on {share(first, whole)}"] if first else []
    winner = catalogue.product(placing.beaten_by)
    if beaten and winner is not None:
        said.append(f"beaten most often by {winner.title} ({share(placing.beaten_in, whole)})")
    elif beaten:
        said.append(f"beaten on {share(beaten, whole)}")
    sentences = [", ".join(said)] if said else []
    if not shown:
        sentences = ["nobody is shown it", *sentences]
        if not beaten:
            sentences.append(_unwanted(whole, reach))
    if placing.tied.sheets:
        sentences.append(f"the tie rule decides on {share(placing.tied.sheets, whole)}")
    if apart := [one.title for one in map(catalogue.product, placing.never_with) if one is not None]:
        sentences.append(f"never together with {listed(apart, 'or')}")
    text = " ".join(f"{one[:1].upper()}{one[1:]}." for one in sentences)
    counts: dict[What, int] = {"shown": shown, "beaten": beaten, "tied": placing.tied.sheets}
    shoppers = tuple(what for what, sheets in counts.items() if sheets)
    return Reached(f"{share(shown, whole)} of paths", _thousandths(shown, whole), text, not shown, shoppers)


def _unwanted(whole: int, reach: ProductReach) -> str:
    """Why a product that nothing beats is shown to nobody."""
    voted = f"it has votes on {share(reach.voted.sheets, whole)}" if reach.voted.sheets else "no path votes for it"
    excluded = reach.excluded
    if isinstance(excluded, Count) and excluded.sheets:
        return f"{voted} and is excluded on {share(excluded.sheets, whole)}"
    return voted


def _thousandths(some: int, whole: int) -> int:
    return some * 1000 // whole if whole else 0
