"""What bringing a catalogue into a project does: products new, changed and vanished, and who links to those."""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz.document import Product, Project, Variant
from quizdesigner.quiz.imports.found import Import
from quizdesigner.quiz.imports.merge import merged
from quizdesigner.quiz.linked import counts

_FIELDS = {
    "title": "title",
    "handle": "handle",
    "vendor": "vendor",
    "type": "type",
    "product_tags": "tags",
    "collections": "collections",
    "picture": "picture",
    "url": "address",
    "published": "for sale",
    "created": "date",
}


class Changed(Struct, frozen=True):
    """A known product that becomes another; `what` names what differs: price, stock, variants, title ..."""

    before: Product
    after: Product
    what: tuple[str, ...]


class Vanished(Struct, frozen=True):
    """A known product the source no longer has, and how many choices speak of it."""

    product: Product
    choices: int


class Difference(Struct, frozen=True):
    """What an import does. `after` is the project with the catalogue in it; what vanished is still there."""

    after: Project
    new: tuple[Product, ...]
    changed: tuple[Changed, ...]
    vanished: tuple[Vanished, ...]


def compare(project: Project, catalogue: Import) -> Difference:
    """What `merged` would do."""
    found = merged(project, catalogue)
    before = {product.id: product for product in project.products}
    linked = counts(project)
    return Difference(
        found.project,
        tuple(product for product in found.project.products if product.id not in before),
        tuple(
            Changed(before[product.id], product, _what(before[product.id], product))
            for product in found.project.products
            if product.id in before and before[product.id] is not product
        ),
        tuple(
            Vanished(product, linked[product.id].choices if product.id in linked else 0)
            for product in project.products
            if product.id not in found.named
        ),
    )


def _what(before: Product, after: Product) -> tuple[str, ...]:
    """The names of what differs, prices first, for that is what shoppers see."""
    old = {form.id: form for form in before.variants}
    both = [(old[form.id], form) for form in after.variants if form.id in old]
    found = [
        name
        for name, differs in (
            ("price", any(one.price != other.price for one, other in both)),
            ("stock", any(one.stock != other.stock for one, other in both)),
            ("variants", _names(before.variants) != _names(after.variants)),
        )
        if differs
    ]
    return (*found, *(word for name, word in _FIELDS.items() if getattr(before, name) != getattr(after, name)))


def _names(forms: tuple[Variant, ...]) -> list[tuple[str, str, str, str]]:
    return [(form.id, form.title, form.sku, form.shop_id) for form in forms]
