"""Bringing a catalogue into a project: which of its products are known already, and what each becomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, structs

from quizdesigner.quiz.document import Collection, Product, Project, Variant
from quizdesigner.quiz.imports.found import Import
from quizdesigner.quiz.imports.ids import Ids
from quizdesigner.quiz.wire import MEDIA


class Merged(Struct, frozen=True):
    """The project with the catalogue in it, and the ids of the products the source named, readable or not."""

    project: Project
    named: frozenset[str]


def merged(project: Project, catalogue: Import) -> Merged:
    """Known products and collections keep their ids and places, new ones come after, and nothing is taken away.

    A product is known by a SKU, else by its handle, else by its title; a collection by handle or title; a variant by
    SKU, the shop's number or title. What the source does not speak of stays as it was, and so do collections it does
    not know, pictures that are files of the project, and variants of which nothing could be read. The very project is
    given back when nothing changes.
    """
    collections, ids = _collections(project.collections, catalogue.collections)
    incoming = [_placed(product, ids) for product in catalogue.products]
    known = _known(project.products, incoming)
    spoken = frozenset(ids.values())
    by_id = {known[at]: product for at, product in enumerate(incoming) if at in known}
    forms = Ids(form.id for product in project.products for form in product.variants)
    before = tuple(
        _updated(old, by_id[old.id], catalogue, spoken, forms) if old.id in by_id else old for old in project.products
    )
    fresh = Ids(product.id for product in project.products)
    added = tuple(
        structs.replace(
            product,
            id=fresh.free(product.id),
            variants=tuple(structs.replace(form, id=forms.free(form.id)) for form in product.variants),
        )
        for at, product in enumerate(incoming)
        if at not in known
    )
    same = not added and all(old is new for old, new in zip(project.products, before, strict=True))
    after = structs.replace(
        project,
        products=project.products if same else (*before, *added),
        collections=collections,
        platform=catalogue.platform or project.platform,
        currency=catalogue.currency or project.currency,
        shop=project.shop or catalogue.shop,
    )
    unread = (one.id for one in project.products if not catalogue.left_out.isdisjoint(_names(one)))
    named = frozenset((*by_id, *unread, *(product.id for product in added)))
    return Merged(project if _same(project, after) else after, named)


def _same(before: Project, after: Project) -> bool:
    return before.products is after.products and before.collections is after.collections and before == after


def _collections(
    before: tuple[Collection, ...], incoming: tuple[Collection, ...]
) -> tuple[tuple[Collection, ...], Mapping[str, str]]:
    """The collections of both, and the id each incoming one has among them."""
    by_handle = {one.handle.casefold(): one for one in reversed(before) if one.handle}
    by_title = {one.title.casefold(): one for one in reversed(before)}
    fresh = Ids(one.id for one in before)
    after = {one.id: one for one in before}
    ids: dict[str, str] = {}
    for new in incoming:
        old = by_handle.get(new.handle.casefold()) or by_title.get(new.title.casefold())
        own = old.id if old else fresh.free(new.id)
        ids[new.id] = own
        kept = structs.replace(new, id=own, handle=new.handle or (old.handle if old else ""))
        after[own] = old if old == kept else kept
    same = len(after) == len(before) and all(after[one.id] is one for one in before)
    return (before if same else tuple(after.values())), ids


def _placed(product: Product, collections: Mapping[str, str]) -> Product:
    """The product in the project's collections. A file written by hand may name one it does not have."""
    placed = tuple(dict.fromkeys(collections[one] for one in product.collections if one in collections))
    return structs.replace(product, collections=placed)


def _known(before: tuple[Product, ...], incoming: list[Product]) -> dict[int, str]:
    """The id of the known product each incoming one is, by its place; those that are new are left out.

    First all that share a SKU, then a handle, then a title, so that no likeness takes what a closer one wants.
    """
    found: dict[int, str] = {}
    taken: set[str] = set()
    for names in (_skus, _handle, _title):
        wanted: defaultdict[str, list[str]] = defaultdict(list)
        for old in before:
            for name in names(old):
                wanted[name].append(old.id)
        for at, new in enumerate(incoming):
            if at in found:
                continue
            free = (one for name in names(new) for one in wanted.get(name, ()) if one not in taken)
            if (first := next(free, None)) is not None:
                found[at] = first
                taken.add(first)
    return found


def _names(product: Product) -> Iterable[str]:
    return (*_skus(product), *_handle(product), *_title(product))


def _skus(product: Product) -> Iterable[str]:
    return (form.sku.casefold() for form in product.variants if form.sku)


def _handle(product: Product) -> Iterable[str]:
    return (product.handle.casefold(),) if product.handle else ()


def _title(product: Product) -> Iterable[str]:
    return (product.title.casefold(),)


def _updated(old: Product, new: Product, catalogue: Import, spoken: frozenset[str], forms: Ids) -> Product:
    says = catalogue.says
    # A picture that is a file of the project was put there by the author.
    own_picture = {"picture"} if old.picture.startswith(MEDIA) else set()
    fields = {name: getattr(new, name) for name in says - own_picture - {"stock"}}
    if "collections" in says:
        # Those the author made are not the shop's to empty.
        both = (*new.collections, *(one for one in old.collections if one not in spoken))
        fields["collections"] = old.collections if set(both) == set(old.collections) else both
    fields["variants"] = _variants(old.variants, new.variants, forms, catalogue)
    made = structs.replace(old, title=new.title, **fields)
    return old if made == old else made


def _variants(
    before: tuple[Variant, ...], incoming: tuple[Variant, ...], forms: Ids, catalogue: Import
) -> tuple[Variant, ...]:
    """The incoming variants, each with the id of the known one it is, then those that could not be read.

    A source without any, or with a nameless one for a product that has several, knows nothing of them.
    """
    nameless = len(incoming) == 1 and not (incoming[0].sku or incoming[0].title or incoming[0].shop_id)
    if not incoming or (nameless and len(before) > 1):
        return before
    found: dict[int, Variant] = {}
    taken: set[str] = set()
    ways: tuple[Callable[[Variant], str], ...] = (
        lambda form: form.sku.casefold(),
        lambda form: form.shop_id,
        lambda form: form.title.casefold() or "only",
    )
    for name in ways:
        wanted: defaultdict[str, list[Variant]] = defaultdict(list)
        for old in before:
            if name(old):
                wanted[name(old)].append(old)
        for at, new in enumerate(incoming):
            free = (old for old in wanted.get(name(new), ()) if old.id not in taken)
            if at not in found and (first := next(free, None)) is not None:
                found[at] = first
                taken.add(first.id)
    says_stock = "stock" in catalogue.says
    kept = (old for old in before if old.id not in taken and old.sku.casefold() in catalogue.left_out)
    return (
        *(
            _form(found[at], new, says_stock) if at in found else structs.replace(new, id=forms.free(new.id))
            for at, new in enumerate(incoming)
        ),
        *kept,
    )


def _form(old: Variant, new: Variant, says_stock: bool) -> Variant:
    return structs.replace(
        new,
        id=old.id,
        sku=new.sku or old.sku,
        price=old.price if new.price is None else new.price,
        stock=new.stock if says_stock else old.stock,
        shop_id=new.shop_id or old.shop_id,
    )
