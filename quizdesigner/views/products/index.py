"""Products by their words, so that finding among many thousands takes no longer than a key takes to come up again."""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz.document import Collection, Product, Project


class Facet(Struct, frozen=True):
    """What the list is narrowed to: by collection, vendor, type or tag. An empty `by` is no narrowing."""

    by: str = ""
    to: str = ""


class Index:
    """The products of one project with what can be typed to find them. Make another when they change.

    `before` is the index they had: the words of products that are the same objects are taken from it.
    """

    def __init__(self, project: Project, before: Index | None = None) -> None:
        self.products = project.products
        self.collections = project.collections
        titles = {one.id: one.title for one in project.collections}
        known: dict[int, str] = {}
        self._words: list[str]
        if before is not None and before.collections is project.collections:
            # By identity, which holds while both indexes keep their products alive.
            known = {id(product): words for product, words in zip(before.products, before._words, strict=True)}
        self._words = [known.get(id(product)) or _words(product, titles) for product in self.products]
        self._last: tuple[Facet, str, tuple[int, ...]] = (Facet(), "", tuple(range(len(self.products))))

    def found(self, typed: str, facet: Facet) -> tuple[Product, ...]:
        """The products with all of these words (name, SKU, collection, vendor, type, tag), in catalogue order."""
        wanted = typed.casefold().split()
        if not wanted and not facet.by:
            return self.products
        last_facet, last, places = self._last
        # Most keys add a letter: what the shorter words did not find the longer do not find either.
        if last_facet != facet or not typed.startswith(last):
            places = tuple(at for at, product in enumerate(self.products) if _fits(product, facet))
        words = self._words
        for one in wanted:
            places = tuple(at for at in places if one in words[at])
        self._last = (facet, typed, places)
        return tuple(self.products[at] for at in places)


def facets(products: tuple[Product, ...], collections: tuple[Collection, ...]) -> tuple[tuple[Facet, str], ...]:
    """Everything the list can be narrowed to, with what it is called."""
    found = [(Facet("collection", one.id), f"Collection: {one.title}") for one in collections]
    for by, title in (("vendor", "Vendor"), ("type", "Type"), ("tag", "Tag")):
        named: dict[str, str] = {}
        for product in products:
            for name in _names(product, by):
                named.setdefault(name.casefold(), name)
        found += [(Facet(by, key), f"{title}: {name}") for key, name in sorted(named.items())]
    return tuple(found)


def _names(product: Product, by: str) -> tuple[str, ...]:
    match by:
        case "collection":
            return product.collections
        case "tag":
            return product.product_tags
        case "vendor":
            return (product.vendor,) if product.vendor else ()
        case _:
            return (product.type,) if product.type else ()


def _fits(product: Product, facet: Facet) -> bool:
    if not facet.by:
        return True
    names = _names(product, facet.by)
    return facet.to in names if facet.by == "collection" else any(name.casefold() == facet.to for name in names)


def _words(product: Product, titles: dict[str, str]) -> str:
    parts = [product.title, product.vendor, product.type, product.handle, *product.product_tags]
    parts += [titles.get(one, "") for one in product.collections]
    for variant in product.variants:
        parts += (variant.sku, variant.title)
    # A line's end is in no word that can be typed, so none is found across two parts.
    return "\n".join(parts).casefold()
