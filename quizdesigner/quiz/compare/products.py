"""What changed about products: what choices say of them, and the catalogue itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from msgspec import structs

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.compare.difference import Difference, Reach, Sort, cut, place_named
from quizdesigner.quiz.document import By, Effect, Link, Project, Quiz, Target
from quizdesigner.quiz.phrases import counted, listed

_VERBS = {
    Effect.UPVOTE: "upvoted",
    Effect.DOWNVOTE: "downvoted",
    Effect.INCLUDE: "always shown",
    Effect.EXCLUDE: "excluded",
}


class _Said(NamedTuple):
    """What a choice says of a target now and said before; None where it does not."""

    place: str
    before: Link | None
    now: Link | None

    @property
    def helps(self) -> bool | None:
        """Whether the products do better for it; None where some do and some do not."""
        change = _worth(self.now) - _worth(self.before)
        return None if not change else change > 0


def products(before: Project, after: Project, old: Quiz, new: Quiz) -> Iterator[Difference]:
    """Target by target, then the catalogue. What a new choice says, or one that is gone, is said of that choice."""
    catalogues = Catalogue(before), Catalogue(after)
    spoken: set[str] = set()
    for target, said in _said(old, new).items():
        ids = dict.fromkeys(product.id for one in catalogues for product in one.matched(target))
        spoken |= ids.keys()
        helps = {one.helps for one in said}
        sort: Sort = "added" if helps == {True} else "removed" if helps == {False} else "changed"
        name = _target(after if catalogues[1].matched(target) else before, target)
        yield Difference(sort, name, _phrases(said), "", "products", products=tuple(ids))
    yield from _catalogue(before, after, spoken)


def _said(old: Quiz, new: Quiz) -> dict[Target, list[_Said]]:
    """By target: what choices on both sides say otherwise."""
    olds = {(question.id, choice.id): choice for question in old.questions for choice in question.options}
    found: dict[Target, list[_Said]] = {}
    for question in new.questions:
        for choice in question.options:
            earlier = olds.get((question.id, choice.id))
            if earlier is None or earlier.links == choice.links:
                continue
            was, now = _by_target(earlier.links), _by_target(choice.links)
            for target in dict.fromkeys((*now, *was)):
                before, after = was.get(target, []), now.get(target, [])
                for link, other in zip_longest(before, after):
                    if link != other:
                        said = _Said(place_named(new, question, choice), link, other)
                        found.setdefault(target, []).append(said)
    return found


def _by_target(links: tuple[Link, ...]) -> dict[Target, list[Link]]:
    found: dict[Target, list[Link]] = {}
    for link in links:
        found.setdefault(Target(link.to, link.by), []).append(link)
    return found


def _worth(link: Link | None) -> int:
    """How well products do for a link, against others: never, votes against, nothing, votes, always."""
    match link:
        case None:
            return 0
        case Link(effect=Effect.EXCLUDE):
            return -1000
        case Link(effect=Effect.INCLUDE):
            return 1000
        case Link(effect=Effect.UPVOTE):
            return link.weight
        case _:
            return -link.weight


def _phrases(said: list[_Said]) -> str:
    """`excluded for “A”, upvoted instead of excluded for “B”`; links that change in the same way in one phrase."""
    phrases: dict[str, list[str]] = {}
    for one in said:
        phrases.setdefault(_phrase(one.before, one.now), []).append(one.place)
    return ", ".join(f"{verb} for {_places(places)}" for verb, places in phrases.items())


def _places(names: list[str]) -> str:
    return listed(names) if len(names) <= 3 else counted(len(names), "choice")


def _phrase(before: Link | None, now: Link | None) -> str:
    if now is None:
        return f"no longer {_VERBS[before.effect]}" if before else ""
    if before is None:
        return _VERBS[now.effect] + (f" with {now.weight} votes" if now.weight > 1 else "")
    if before.effect is now.effect:
        return f"{_VERBS[now.effect]} with {counted(now.weight, 'vote')} instead of {before.weight}"
    return f"{_VERBS[now.effect]} instead of {_VERBS[before.effect]}"


def _target(project: Project, target: Target) -> str:
    catalogue = Catalogue(project)
    match target.by:
        case By.PRODUCT:
            product = catalogue.product(target.to)
            return f"Product {cut(product.title)}" if product else "A product that is not there"
        case By.VARIANT:
            sold = catalogue.variant(target.to)
            return f"Product {cut(sold[0].title)}, {cut(sold[1].title)}" if sold else "A variant that is not there"
        case By.COLLECTION:
            title = next((one.title for one in project.collections if one.id == target.to), "")
            return f"Collection {cut(title)}" if title else "A collection that is not there"
        case By.PRODUCT_TAG:
            return f"Products tagged {cut(target.to)}"
        case By.VENDOR:
            return f"Products by {cut(target.to)}"
        case By.TYPE:
            return f"Products of type {cut(target.to)}"


def _catalogue(before: Project, after: Project, spoken: set[str]) -> Iterator[Difference]:
    """Products that came, went or changed, but for those that did so because choices speak of them or no longer do."""
    olds = {product.id: product for product in before.products}
    news = {product.id: product for product in after.products}
    came = [news[one] for one in news if one not in olds and one not in spoken]
    went = [olds[one] for one in olds if one not in news and one not in spoken]
    kept = [new for one, new in news.items() if one in olds and olds[one] != new]
    hidden = [new for new in kept if olds[new.id].published and not new.published]
    offered = [new for new in kept if new.published and not olds[new.id].published]
    altered = [new for new in kept if olds[new.id].published == new.published]
    # Everything else may decide who is shown: a price decides ties.
    looks = {"title": "", "picture": "", "url": ""}
    alike = all(structs.replace(olds[one.id], **looks) == structs.replace(one, **looks) for one in altered)
    some: tuple[tuple[Sort, list[str], str], ...] = (
        ("added", [one.id for one in came], "can be shown now"),
        ("added", [one.id for one in offered], "for sale now"),
        ("removed", [one.id for one in went], "can no longer be shown"),
        ("removed", [one.id for one in hidden], "no longer for sale"),
        ("changed", [one.id for one in altered], "changed in the catalogue"),
    )
    for sort, ids, text in some:
        if not ids:
            continue
        titles = [cut((news.get(one) or olds[one]).title) for one in ids]
        name = counted(len(ids), "product") if len(ids) > 3 else f"Product{'s' * (len(ids) > 1)} {listed(titles)}"
        reach: Reach = "looks" if sort == "changed" and alike else "products"
        yield Difference(sort, name, text, "", reach, products=tuple(ids))
    if [one for one in olds if one in news] != [one for one in news if one in olds]:
        text = "is another: of products with as many votes, others may come first"
        yield Difference("changed", "Order of the catalogue", text, reach="products")
    if before.collections != after.collections and not (came or went or kept or spoken):
        yield Difference("changed", "Collections", "are called otherwise")
