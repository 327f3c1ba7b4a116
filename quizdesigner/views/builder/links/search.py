"""Everything in the catalogue a link can name, indexed once, so that a keystroke stays quick with 50,000 variants."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec import Struct

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import By, Product, Project, Target
from quizdesigner.quiz.phrases import counted

ICONS: dict[By, str] = {
    By.PRODUCT: "package",
    By.VARIANT: "sliders-horizontal",
    By.COLLECTION: "layers",
    By.PRODUCT_TAG: "tag",
    By.VENDOR: "store",
    By.TYPE: "shapes",
}

WORDS: dict[By, str] = {
    By.PRODUCT: "Product",
    By.VARIANT: "Variant",
    By.COLLECTION: "Collection",
    By.PRODUCT_TAG: "Product tag",
    By.VENDOR: "Vendor",
    By.TYPE: "Type",
}

MOST = 50
"""Hits a search gives at once; more letters narrow it down."""

_ORDER = (By.COLLECTION, By.TYPE, By.PRODUCT_TAG, By.VENDOR, By.PRODUCT, By.VARIANT)
"""Groups first: there are few of them, and one does the work of many products."""


class Hit(Struct, frozen=True):
    """Something a link can name: its title, and how many published products it means (1 for a product or variant)."""

    target: Target
    title: str
    count: int = 1


class Stock:
    """The catalogue of the project it was last asked about. It is indexed again when that has other products."""

    def __init__(self) -> None:
        self._project: Project | None = None
        self._catalogue: Catalogue | None = None
        self._search: Search | None = None

    def catalogue(self, project: Project) -> Catalogue:
        """What targets mean in this project."""
        self._turn_to(project)
        if self._catalogue is None:
            self._catalogue = Catalogue(project)
        return self._catalogue

    def search(self, project: Project) -> Search:
        """What can be named in this project."""
        self._turn_to(project)
        if self._search is None:
            self._search = Search(project)
        return self._search

    def _turn_to(self, project: Project) -> None:
        old = self._project
        if old is None or old.products is not project.products or old.collections is not project.collections:
            self._catalogue = self._search = None
        self._project = project


class Search:
    """Finds what can be named, by any words of its title or SKU."""

    def __init__(self, project: Project) -> None:
        self._shelves = tuple(_Shelf(hits) for hits in _hits(project))

    def hits(self, typed: str, most: int = MOST) -> list[Hit]:
        """What fits, best first: titles that begin so, then words that do, then anything that holds it."""
        words = typed.casefold().split()
        found: dict[Target, Hit] = {}
        for before in ("\n", " ", "") if words else ("\n",):
            for shelf in self._shelves:
                for hit in shelf.holding(before, words):
                    found.setdefault(hit.target, hit)
                    if len(found) >= most:
                        return list(found.values())
        return list(found.values())


class _Shelf:
    """Hits of one kind with what they are found by, all in one text: `str.find` goes through it faster than a loop."""

    def __init__(self, hits: Iterable[tuple[Hit, str]]) -> None:
        pairs = list(hits)
        self._hits = [hit for hit, _ in pairs]
        # A line break before each, so that beginnings can be looked for; none is left inside.
        texts = ["\n" + " ".join(text.casefold().split()) for _, text in pairs]
        self._text = "".join(texts)
        self._starts = [0, *accumulate(map(len, texts))][:-1]

    def holding(self, before: str, words: list[str]) -> Iterator[Hit]:
        """Those that hold all words, the rarest of them right after `before`, in the order of the catalogue."""
        needle = before + min(words, key=self._text.count, default="")
        at = self._text.find(needle)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            end = self._starts[place + 1] if place + 1 < len(self._starts) else len(self._text)
            if all(self._text.find(word, self._starts[place], end) >= 0 for word in words):
                yield self._hits[place]
            at = self._text.find(needle, end)


def _hits(project: Project) -> Iterator[Iterable[tuple[Hit, str]]]:
    """Every hit and the text it is found by, kind by kind."""
    published = [product for product in project.products if product.published]
    for by in _ORDER:
        match by:
            case By.COLLECTION:
                counts = Counter(one for product in published for one in product.collections)
                yield (
                    (Hit(Target(one.id, by), one.title, counts[one.id]), f"{one.title} {one.handle}")
                    for one in project.collections
                )
            case By.TYPE:
                yield _groups(by, ((product.type,) for product in published))
            case By.PRODUCT_TAG:
                yield _groups(by, (product.product_tags for product in published))
            case By.VENDOR:
                yield _groups(by, ((product.vendor,) for product in published))
            case By.PRODUCT:
                yield ((Hit(Target(one.id), one.title), f"{one.title} {_skus(one)}") for one in published)
            case By.VARIANT:
                yield (
                    (Hit(Target(variant.id, by), f"{one.title}, {variant.title}"), f"{one.title} {variant.title}")
                    for one in published
                    if len(one.variants) > 1
                    for variant in one.variants
                )


def _groups(by: By, said: Iterable[Iterable[str]]) -> Iterator[tuple[Hit, str]]:
    """The shop's words, each once whatever its case, in the spelling met first."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for words in said:
        folded = {word.casefold(): word for word in words if word}
        counts.update(folded.keys())
        for key, word in folded.items():
            names.setdefault(key, word)
    for key, name in sorted(names.items()):
        yield Hit(Target(name, by), name, counts[key]), name


def _skus(product: Product) -> str:
    return " ".join(variant.sku for variant in product.variants if variant.sku)


def named(catalogue: Catalogue, project: Project, target: Target) -> str:
    """What a target is called; for one that means nothing any more, what it was."""
    match target.by:
        case By.PRODUCT:
            product = catalogue.product(target.to)
            return product.title or "a product without a title" if product else "a product that is gone"
        case By.VARIANT:
            sold = catalogue.variant(target.to)
            if sold is None:
                return "a variant that is gone"
            return f"{sold[0].title}, {sold[1].title}" if sold[1].title else sold[0].title
        case By.COLLECTION:
            titles = (one.title for one in project.collections if one.id == target.to)
            return next(titles, "a collection that is gone")
        case _:
            return target.to


def reaching(catalogue: Catalogue, target: Target) -> int:
    """How many published products a target means."""
    return sum(product.published for product in catalogue.matched(target))


def extent(by: By, count: int) -> str:
    """How far a target reaches, in words: `Collection, 12 products`."""
    if by in (By.PRODUCT, By.VARIANT):
        return WORDS[by] if count else f"{WORDS[by]}, not shown"
    return f"{WORDS[by]}, {counted(count, 'product')}"


def key_of(target: Target) -> str:
    """A target as one text, for lists to pick from."""
    return f"{target.by}:{target.to}"


def target_of(key: str) -> Target:
    """The target `key_of` made this text of."""
    by, _, to = key.partition(":")
    return Target(to, By(by))
