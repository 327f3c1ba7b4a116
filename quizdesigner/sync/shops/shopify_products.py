"""What a Shopify shop answers about its products, and the catalogue that makes."""

from __future__ import annotations

import re

from msgspec import Struct

from quizdesigner.quiz.document import Collection, Product, Variant
from quizdesigner.quiz.imports import cells
from quizdesigner.quiz.imports.cells import Unfit
from quizdesigner.quiz.imports.found import Import, RowProblem
from quizdesigner.quiz.imports.ids import Ids
from quizdesigner.sync.shops.shopify_pages import Page


class CollectionNode(Struct, frozen=True):
    """A collection, with its id at Shopify."""

    id: str
    title: str
    handle: str


class CollectionId(Struct, frozen=True):
    """One of the collections a product is in."""

    id: str


class VariantNode(Struct, frozen=True, rename="camel"):
    """A variant; a policy of CONTINUE sells on when there is none left."""

    legacy_resource_id: str | int
    title: str
    price: str
    inventory_policy: str
    sku: str | None = None
    inventory_quantity: int | None = None


class Image(Struct, frozen=True):
    """A picture."""

    url: str


class Preview(Struct, frozen=True):
    """A picture of a picture, a film or a model."""

    image: Image | None = None


class Media(Struct, frozen=True):
    """The first picture, film or model of a product."""

    preview: Preview | None = None


class ProductNode(Struct, frozen=True, rename="camel"):
    """A product with its first variants and collections."""

    id: str
    title: str
    handle: str
    vendor: str
    product_type: str
    tags: tuple[str, ...]
    status: str
    created_at: str
    tracks_inventory: bool
    collections: Page[CollectionId]
    variants: Page[VariantNode]
    published_at: str | None = None
    online_store_url: str | None = None
    featured_media: Media | None = None


class Reader:
    """Turns what comes, product by product, into a catalogue with the ids a CSV of the same shop would give."""

    def __init__(self, collections: list[CollectionNode]) -> None:
        ids = Ids()
        self._collections = {
            node.id: Collection(ids.of(node.handle, "collection"), node.title[:1_000], node.handle[:1_000])
            for node in collections
        }
        self._ids = Ids()
        self._products: list[Product] = []
        self._problems: list[RowProblem] = []
        self._left_out: set[str] = set()

    def add(self, node: ProductNode, variants: list[VariantNode], inside: list[CollectionId]) -> None:
        """Take a product with all of its variants and collections; one that cannot be kept is listed."""
        number = len(self._products) + len(self._problems) + 1
        try:
            self._products.append(self._product(node, variants, inside))
        except Unfit as unfit:
            self._problems.append(RowProblem(number, f"{unfit} “{node.title[:60]}” was left out."))
            self._left_out |= {node.handle.casefold(), node.title.casefold()}

    def catalogue(self, currency: str, shop: str) -> Import:
        """All that was added. `currency` is that of the prices, `shop` where shoppers buy."""
        return Import(
            tuple(self._products),
            tuple(self._collections.values()),
            tuple(self._problems),
            platform="shopify",
            # What a project cannot hold would keep its file from being opened again.
            currency=currency if re.fullmatch(r"[A-Z]{3}", currency) else "",
            shop=shop if cells.is_address(shop) else "",
            left_out=frozenset(self._left_out),
        )

    def _product(self, node: ProductNode, variants: list[VariantNode], inside: list[CollectionId]) -> Product:
        product_id = self._ids.of(node.handle)
        preview = node.featured_media.preview if node.featured_media else None
        picture = preview.image.url if preview and preview.image else ""
        address = node.online_store_url or ""
        return Product(
            product_id,
            cells.line(node.title, "title"),
            handle=cells.line(node.handle, "handle"),
            vendor=cells.line(node.vendor, "vendor"),
            type=cells.line(node.product_type, "type"),
            product_tags=tuple(cells.line(tag, "tag") for tag in node.tags),
            # A collection made while the pages came is not among those asked for first.
            collections=tuple(self._collections[one.id].id for one in inside if one.id in self._collections),
            picture=picture if cells.is_address(picture) else "",
            url=address if cells.is_address(address) else "",
            # A draft, an archived product and one that is only found by its link are not to be recommended.
            published=node.status == "ACTIVE" and node.published_at is not None,
            created=cells.day(node.created_at),
            variants=tuple(
                _variant(f"{product_id}-{number}", one, counted=node.tracks_inventory)
                for number, one in enumerate(variants, 1)
            ),
        )


def _variant(variant_id: str, node: VariantNode, *, counted: bool) -> Variant:
    number, left = str(node.legacy_resource_id), node.inventory_quantity
    if not counted or (left is not None and left <= 0 and node.inventory_policy == "CONTINUE"):
        left = None
    return Variant(
        variant_id,
        # What Shopify calls the only variant of a product that has no options.
        title="" if node.title == "Default Title" else cells.line(node.title, "name of the variant"),
        sku=cells.line(node.sku or "", "SKU"),
        price=cells.price(node.price),
        stock=left,
        shop_id=number if re.fullmatch(r"[0-9]{1,20}", number) else "",
    )
