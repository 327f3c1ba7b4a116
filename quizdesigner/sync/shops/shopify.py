"""A Shopify shop's products, variants and collections, over its Admin API, page by page."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable

from msgspec import Struct

from quizdesigner.errors import Refused
from quizdesigner.quiz.imports.found import Import
from quizdesigner.sync.connectors.base import joined
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.connectors.shopify_calls import Shop, app_of, shop_address
from quizdesigner.sync.secrets import Secret
from quizdesigner.sync.shops.shopify_pages import NO_SCOPE, Caller, Page, Sleep
from quizdesigner.sync.shops.shopify_products import CollectionId, CollectionNode, ProductNode, Reader, VariantNode

__all__ = ["join", "products", "shop_address"]

SHOP = """query Shop {
  shop { currencyCode primaryDomain { url } }
  currentAppInstallation { accessScopes { handle } }
}"""

COUNT = """query Count {
  productsCount(limit: null) { count }
}"""

COLLECTIONS = """query Collections($after: String) {
  collections(first: 100, after: $after) {
    nodes { id title handle }
    pageInfo { hasNextPage endCursor }
  }
}"""

# Nested pages hold what most products have, so that the whole stays below the thousand points of one query.
PRODUCTS = """query Products($first: Int!, $after: String) {
  products(first: $first, after: $after) {
    nodes {
      id title handle vendor productType tags status createdAt publishedAt onlineStoreUrl tracksInventory
      featuredMedia { preview { image { url } } }
      collections(first: 10) { nodes { id } pageInfo { hasNextPage endCursor } }
      variants(first: 20) {
        nodes { legacyResourceId title sku price inventoryQuantity inventoryPolicy }
        pageInfo { hasNextPage endCursor }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}"""

MORE_VARIANTS = """query MoreVariants($id: ID!, $after: String) {
  product(id: $id) {
    variants(first: 200, after: $after) {
      nodes { legacyResourceId title sku price inventoryQuantity inventoryPolicy }
      pageInfo { hasNextPage endCursor }
    }
  }
}"""

MORE_COLLECTIONS = """query MoreCollections($id: ID!, $after: String) {
  product(id: $id) {
    collections(first: 200, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
  }
}"""

_PAGE = 20

Progress = Callable[[int, int | None], None]
"""Told how many products have come and how many there are, None while nobody knows."""


class _Domain(Struct, frozen=True):
    url: str


class _Shop(Struct, frozen=True, rename="camel"):
    currency_code: str
    primary_domain: _Domain


class _Scope(Struct, frozen=True):
    handle: str


class _Installation(Struct, frozen=True, rename="camel"):
    access_scopes: tuple[_Scope, ...]


class _About(Struct, frozen=True, rename="camel"):
    shop: _Shop
    current_app_installation: _Installation


class _Count(Struct, frozen=True):
    count: int


class _Counted(Struct, frozen=True, rename="camel"):
    products_count: _Count | None


def join(client_id: str, secret: str) -> Secret:
    """A token, or the id and secret of an app that has none, as one secret; `client_id` may be empty.

    Raises Refused when it can be neither.
    """
    key = joined((client_id, secret))
    app_of(key)
    return key


async def products(shop: str, token: Secret, *, http: Http, progress: Progress, sleep: Sleep = asyncio.sleep) -> Import:
    """Everything the shop sells, hides or keeps as a draft. Cancel the task to stop; nothing is kept then.

    `token` is what `join` makes. Raises Refused when shop or token are wrong, Unavailable when the shop does not
    answer, or makes us wait for minutes.
    """
    address = shop_address(shop)
    base = os.environ.get("QUIZDESIGNER_SHOP_BASE_SHOPIFY", "").rstrip("/") or address
    caller = Caller(Shop(address, base, token), http, sleep=sleep)
    about = await caller.ask(SHOP, {}, _About)
    # Whoever may write may read.
    if not {"read_products", "write_products"} & {one.handle for one in about.current_app_installation.access_scopes}:
        raise Refused(NO_SCOPE)
    counted = (await caller.ask(COUNT, {}, _Counted)).products_count
    total = counted.count if counted else None
    progress(0, total)
    reader = Reader([one async for one in caller.pages(COLLECTIONS, {}, Page[CollectionNode], "collections")])
    done = 0
    async for node in caller.pages(PRODUCTS, {"first": _PAGE}, Page[ProductNode], "products"):
        await _add(reader, caller, node)
        done += 1
        # The shop may get new products while we read.
        progress(done, None if total is None else max(total, done))
    return reader.catalogue(about.shop.currency_code, about.shop.primary_domain.url.rstrip("/"))


async def _add(reader: Reader, caller: Caller, node: ProductNode) -> None:
    """Give the reader a product, having asked for those variants and collections that are not on their first page."""
    variants, inside = list(node.variants.nodes), list(node.collections.nodes)
    if node.variants.page_info.has_next_page:
        after = {"id": node.id, "after": node.variants.page_info.end_cursor}
        variants += [one async for one in caller.pages(MORE_VARIANTS, after, Page[VariantNode], "product", "variants")]
    if node.collections.page_info.has_next_page:
        after = {"id": node.id, "after": node.collections.page_info.end_cursor}
        inside += [
            one async for one in caller.pages(MORE_COLLECTIONS, after, Page[CollectionId], "product", "collections")
        ]
    reader.add(node, variants, inside)
