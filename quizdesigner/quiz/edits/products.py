"""Edits to the catalogue: products, their variants, and collections."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import (
    AnySection,
    By,
    Choice,
    Collection,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Slot,
    Target,
    Variant,
)
from quizdesigner.quiz.edits.parts import (
    changed,
    changed_parts,
    each,
    every_question,
    found,
    inserted,
    put,
    unless_same,
    without,
)
from quizdesigner.quiz.imports.found import Import
from quizdesigner.quiz.imports.merge import merged

TargetT = TypeVar("TargetT", bound=Target)


def import_products(project: Project, catalogue: Import) -> Project:
    """Bring a catalogue in: known products are updated and keep their ids, so that every link to them stays.

    See `imports.merge.merged` for what is known by what, and `imports.difference.compare` for what it does.
    """
    return merged(project, catalogue).project


def add_product(project: Project, product: Product) -> Project:
    """Put a product at the end of the catalogue."""
    return changed_parts(project, products=inserted(project.products, product, None))


def change_product(project: Project, product_id: str, **fields: object) -> Project:
    """Change plain fields of a product."""
    return changed_parts(
        project, products=put(project.products, changed(found(project.products, product_id), **fields))
    )


def set_price(project: Project, product_id: str, variant_id: str, text: str) -> Project:
    """Give a variant the price somebody typed: `12.50`, `12,50`, or nothing. Refused when it is no amount."""
    product = found(project.products, product_id)
    form = changed(found(product.variants, variant_id), price=_price(text))
    return changed_parts(
        project, products=put(project.products, changed_parts(product, variants=put(product.variants, form)))
    )


def delete_product(project: Project, product_id: str) -> Project:
    """Take a product and every link to it or a variant of it away."""
    found(project.products, product_id)
    return delete_products(project, (product_id,))


def delete_products(project: Project, product_ids: Iterable[str]) -> Project:
    """Take products away, with every link to one of them or a variant of theirs."""
    gone = frozenset(product_ids)
    forms = {form.id for product in project.products if product.id in gone for form in product.variants}

    def names_one(target: Target) -> bool:
        return (target.by is By.PRODUCT and target.to in gone) or (target.by is By.VARIANT and target.to in forms)

    left = tuple(product for product in project.products if product.id not in gone)
    return changed_parts(_without_targets(project, names_one), products=unless_same(project.products, left))


def add_collection(project: Project, collection: Collection) -> Project:
    """Make a collection, at the end. Refused when one has its title already, or it has none."""
    _free_title(project, collection.title, collection.id)
    return changed_parts(project, collections=inserted(project.collections, collection, None))


def rename_collection(project: Project, collection_id: str, title: str) -> Project:
    """Give a collection another title. Refused as `add_collection` is."""
    _free_title(project, title, collection_id)
    renamed = changed(found(project.collections, collection_id), title=title.strip())
    return changed_parts(project, collections=put(project.collections, renamed))


def delete_collection(project: Project, collection_id: str) -> Project:
    """Take a collection away, with every link to it; its products stay."""
    fewer = changed_parts(project, collections=without(project.collections, collection_id))

    def leave(product: Product) -> Product:
        if collection_id not in product.collections:
            return product
        return changed_parts(product, collections=tuple(one for one in product.collections if one != collection_id))

    fewer = changed_parts(fewer, products=each(fewer.products, leave))
    return _without_targets(fewer, lambda target: target.by is By.COLLECTION and target.to == collection_id)


def delete_product_tag(project: Project, tag: str) -> Project:
    """Take one of the shop's tags from every product, in any case, with every link to it."""
    gone = tag.casefold()

    def leave(product: Product) -> Product:
        left = tuple(one for one in product.product_tags if one.casefold() != gone)
        return product if len(left) == len(product.product_tags) else changed_parts(product, product_tags=left)

    fewer = changed_parts(project, products=each(project.products, leave))
    return _without_targets(fewer, lambda target: target.by is By.PRODUCT_TAG and target.to.casefold() == gone)


def put_in_collection(project: Project, product_ids: Iterable[str], collection_id: str, *, inside: bool) -> Project:
    """Put products into a collection, or take them out."""
    found(project.collections, collection_id)
    wanted = frozenset(product_ids)

    def change(product: Product) -> Product:
        if product.id not in wanted or (collection_id in product.collections) is inside:
            return product
        left = tuple(one for one in product.collections if one != collection_id)
        return changed_parts(product, collections=(*left, collection_id) if inside else left)

    return changed_parts(project, products=each(project.products, change))


def put_in_new_collection(project: Project, product_ids: Iterable[str], collection: Collection) -> Project:
    """Make a collection and put products into it, in one step. Refused as `add_collection` is."""
    return put_in_collection(add_collection(project, collection), product_ids, collection.id, inside=True)


def set_shop(project: Project, address: str, currency: str, platform: str) -> Project:
    """Say where the products are sold, in which currency (ISO 4217) their prices are, and what the shop runs on."""
    return changed(project, shop=address.strip(), currency=currency.strip().upper(), platform=platform)


def _price(text: str) -> Decimal | None:
    typed = text.strip().replace(",", ".")
    if not typed:
        return None
    try:
        # The bounds are the variant's own: a price it cannot have is a ValueError.
        return Variant("price", price=Decimal(typed)).price
    except (InvalidOperation, ValueError):
        raise Refused(f"“{text.strip()[:20]}” is not a price such as 12.50. It was left as it was.") from None


def _free_title(project: Project, title: str, collection_id: str) -> None:
    wanted = title.strip().casefold()
    if not wanted:
        raise Refused("A collection needs a title.")
    if any(one.title.casefold() == wanted and one.id != collection_id for one in project.collections):
        raise Refused(f"There is a collection called “{title.strip()[:60]}” already.")


def _without_targets(project: Project, gone: Callable[[Target], bool]) -> Project:
    """The project without the links of choices, and without the sources of slots, that are `gone`; a slot keeps its
    last one.
    """

    def on_choice(choice: Choice) -> Choice:
        return changed_parts(choice, links=_left(choice.links, gone))

    def on_question(question: Question) -> Question:
        return changed_parts(question, choices=each(question.choices, on_choice))

    def on_section(section: AnySection) -> AnySection:
        if not isinstance(section, Slot):
            return section
        # Without any source a slot shows every product. One whose last source is gone shows none, and `check` says so.
        source = _left(section.source, gone) or section.source
        return changed_parts(section, source=source, fallback=_left(section.fallback, gone))

    def on_page(page: ResultsPage) -> ResultsPage:
        return changed_parts(page, sections=each(page.sections, on_section))

    def on_quiz(quiz: Quiz) -> Quiz:
        return changed_parts(quiz, results=each(quiz.results, on_page))

    fewer = every_question(project, on_question)
    return changed_parts(fewer, quizzes=each(fewer.quizzes, on_quiz))


def _left(targets: tuple[TargetT, ...], gone: Callable[[Target], bool]) -> tuple[TargetT, ...]:
    return unless_same(targets, tuple(target for target in targets if not gone(target)))
