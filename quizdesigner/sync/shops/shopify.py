"""A Shopify shop's products, variants and collections, over its Admin API, page by page."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from urllib.parse import urlencode

from msgspec import Struct

from quizdesigner.errors import Refused
from quizdesigner.quiz.imports.found import Import
from quizdesigner.sync.connectors.deliver import check
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.secrets import Secret
from quizdesigner.sync.shops.shopify_calls import NO_SCOPE, STOPS, Caller, Page, Sleep
from quizdesigner.sync.shops.shopify_products import CollectionId, CollectionNode, ProductNode, Reader, VariantNode

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

QUERIES = (SHOP, COUNT, COLLECTIONS, PRODUCTS, MORE_VARIANTS, MORE_COLLECTIONS)
"""Everything that is asked."""

_PAGE = 20
_ADDRESS = re.compile(r"(?:https://)?([a-z0-9][a-z0-9-]{0,62}\.myshopify\.com)/?")
_TOKEN = re.compile(r"shp[a-z]{2}_[A-Za-z0-9_-]{8,200}")
_PAIR = re.compile(r"([A-Za-z0-9]{8,100}):([A-Za-z0-9_-]{8,200})")

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


def shop_address(typed: str) -> str:
    """The address of a shop as `https://name.myshopify.com`. Raises Refused when this is none.

    No other host is ever sent the token.
    """
    found = _ADDRESS.fullmatch(typed.strip().casefold())
    if not found:
        raise Refused("The address of a Shopify shop is https://name.myshopify.com, whatever its own domain is.")
    return f"https://{found.group(1)}"


def join(client_id: str, secret: str) -> Secret:
    """A token, or the id and secret of an app that has none, as one secret; `client_id` may be empty.

    Raises Refused when it can be neither.
    """
    client_id, secret = client_id.strip(), secret.strip()
    whole = f"{client_id}:{secret}" if client_id else secret
    if not (_PAIR if client_id else _TOKEN).fullmatch(whole):
        raise Refused(
            "This is no client ID with its secret. Copy both from the app in Shopify's Dev Dashboard."
            if client_id
            else "This is no access token of Shopify: they begin with “shpat_”. An app of the Dev Dashboard has none;"
            " enter its client ID as well, and its secret in place of the token."
        )
    return Secret(whole)


async def products(shop: str, token: Secret, *, http: Http, progress: Progress, sleep: Sleep = asyncio.sleep) -> Import:
    """Everything the shop sells, hides or keeps as a draft. Cancel the task to stop; nothing is kept then.

    `token` is what `join` makes. Raises Refused when shop or token are wrong, Unavailable when the shop does not
    answer, or makes us wait for minutes.
    """
    address = shop_address(shop)
    base = os.environ.get("QUIZDESIGNER_SHOP_BASE_SHOPIFY", "").rstrip("/") or address
    guarded = base == address
    access = await _access(base, token, http, guarded=guarded)
    caller = Caller(base, access, http, guarded=guarded, sleep=sleep)
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


async def _access(base: str, token: Secret, http: Http, *, guarded: bool) -> Secret:
    """The access token: the one given, or one that is good for a day in exchange for a client id and secret."""
    pair = _PAIR.fullmatch(token.reveal())
    if not pair:
        return token
    form = {"grant_type": "client_credentials", "client_id": pair.group(1), "client_secret": pair.group(2)}
    reply = await http.send(
        "POST",
        f"{base}/admin/oauth/access_token",
        headers={"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
        body=urlencode(form).encode(),
        guarded=guarded,
    )
    words = "Shopify does not know this client ID with this secret, or the app is not installed in this shop."
    check("Shopify", reply, http.now(), stops={**STOPS, 400: words, 401: words, 403: words})
    match reply.json():
        case {"access_token": str(given)} if given:
            return Secret(given)
    raise Refused("Shopify gave no access token for this client ID and secret.")
