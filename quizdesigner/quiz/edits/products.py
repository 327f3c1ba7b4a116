"""Edits to the catalogue."""

from __future__ import annotations

from collections.abc import Set
from itertools import chain, count

import msgspec

from quizdesigner.quiz.document import Choice, Product, Project, Question
from quizdesigner.quiz.edits.parts import changed, changed_parts, each, every_question, found, put, without


def import_products(project: Project, products: tuple[Product, ...]) -> Project:
    """Bring products in: one with the handle (or, lacking one, the title) of a known product updates it, others come
    after. A known product keeps its id, so that every link to it stays, and its `url` where the new one has none.
    Products not named stay as they are.
    """
    incoming = {_name(product): product for product in products}
    before = each(project.products, lambda old: _updated(old, incoming.get(_name(old))))
    known = {_name(product) for product in project.products}
    taken = {product.id for product in project.products}
    after = []
    for name, new in incoming.items():
        if name not in known:
            after.append(msgspec.structs.replace(new, id=_free(new.id, taken)))
            taken.add(after[-1].id)
    return changed_parts(project, products=(*before, *after) if after else before)


def change_product(project: Project, product_id: str, **fields: object) -> Project:
    """Change plain fields of a product."""
    return changed_parts(
        project, products=put(project.products, changed(found(project.products, product_id), **fields))
    )


def delete_product(project: Project, product_id: str) -> Project:
    """Take a product and every link to it away."""

    def on_choice(choice: Choice) -> Choice:
        return changed(choice, links=tuple(link for link in choice.links if link.product != product_id))

    def on_question(question: Question) -> Question:
        return changed_parts(question, choices=each(question.choices, on_choice))

    return changed_parts(every_question(project, on_question), products=without(project.products, product_id))


def set_shop(project: Project, address: str, currency: str) -> Project:
    """Say where the products are sold and in which currency (ISO 4217) their prices are."""
    return changed(project, shop=address.strip(), currency=currency.strip().upper())


def _name(product: Product) -> str:
    return product.handle.casefold() or product.title.casefold()


def _free(wanted: str, taken: Set[str]) -> str:
    """The id, or one like it that is not taken."""
    others = (f"{wanted[:50]}-{number}" for number in count(2))
    return next(one for one in chain([wanted], others) if one not in taken)


def _updated(old: Product, new: Product | None) -> Product:
    if new is None:
        return old
    kept = msgspec.structs.replace(new, id=old.id, url=new.url or old.url)
    return old if kept == old else kept
