"""The catalogue as an index: which products a target means, and what a set of links says about each of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from quizdesigner.quiz.document import By, Product, Project, Target, Variant


class Catalogue:
    """The products of a project by everything targets name them by. Words of the shop count in any case.

    Each index is made when it is first asked for, so that a quiz that names products alone pays for no other.
    """

    def __init__(self, project: Project) -> None:
        self._products = project.products

    def product(self, product_id: str) -> Product | None:
        """The product with this id, if there is one."""
        place = self._places.get(product_id)
        return None if place is None else self._products[place]

    def place(self, product_id: str) -> int:
        """Where the product stands in the catalogue, from 0; KeyError when there is none."""
        return self._places[product_id]

    def variant(self, variant_id: str) -> tuple[Product, Variant] | None:
        """The variant with this id and its product, if there is one."""
        return self._variants.get(variant_id)

    def matched(self, target: Target) -> tuple[Product, ...]:
        """The products a target means, in catalogue order, whether they are published or not."""
        match target.by:
            case By.PRODUCT:
                found = self.product(target.to)
                return () if found is None else (found,)
            case By.VARIANT:
                sold = self._variants.get(target.to)
                return () if sold is None else (sold[0],)
            case By.COLLECTION:
                return self._collections.get(target.to, ())
            case By.PRODUCT_TAG:
                return self._tags.get(target.to.casefold(), ())
            case By.VENDOR:
                return self._vendors.get(target.to.casefold(), ())
            case By.TYPE:
                return self._types.get(target.to.casefold(), ())

    @cached_property
    def _places(self) -> dict[str, int]:
        return {product.id: place for place, product in enumerate(self._products)}

    @cached_property
    def _variants(self) -> dict[str, tuple[Product, Variant]]:
        return {variant.id: (product, variant) for product in self._products for variant in product.variants}

    @cached_property
    def _collections(self) -> dict[str, tuple[Product, ...]]:
        return _grouped((one, product) for product in self._products for one in product.collections)

    @cached_property
    def _tags(self) -> dict[str, tuple[Product, ...]]:
        return _grouped((tag.casefold(), product) for product in self._products for tag in product.product_tags)

    @cached_property
    def _vendors(self) -> dict[str, tuple[Product, ...]]:
        return _grouped((product.vendor.casefold(), product) for product in self._products)

    @cached_property
    def _types(self) -> dict[str, tuple[Product, ...]]:
        return _grouped((product.type.casefold(), product) for product in self._products)


def _grouped(pairs: Iterable[tuple[str, Product]]) -> dict[str, tuple[Product, ...]]:
    """The products by name, each once, in the order they come."""
    found: dict[str, dict[str, Product]] = {}
    for name, product in pairs:
        if name:
            found.setdefault(name, {})[product.id] = product
    return {name: tuple(products.values()) for name, products in found.items()}
