"""A Shopify shop is read whole, page by page, at the pace it allows; what goes wrong is said in plain words."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from quizdesigner.errors import Refused, Unavailable
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.edits.products import import_products
from quizdesigner.quiz.imports.found import Import
from quizdesigner.sync.connectors.http import Http
from quizdesigner.sync.secrets import Secret
from quizdesigner.sync.shops import shopify
from quizdesigner.sync.shops.shopify_pages import Page, PageInfo
from quizdesigner.sync.shops.shopify_products import ProductNode, Reader, VariantNode
from tests.standins.shopify import Answer, Shopify, collection, product
from tests.standins.shopify_graphql import violations

SHOP = "https://halden.myshopify.com"
TOKEN = "shpat_0123456789abcdef"


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shopify]:
    with Shopify(TOKEN) as made:
        monkeypatch.setenv("QUIZDESIGNER_SHOP_BASE_SHOPIFY", made.url)
        yield made


class Reading:
    """One reading of the shop: what progress it told, and how long it waited."""

    def __init__(self, shop: Shopify) -> None:
        self.shop = shop
        self.told: list[tuple[int, int | None]] = []
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.shop.clock += seconds

    def read(self, secret: str = TOKEN, address: str = SHOP) -> Import:
        async def work() -> Import:
            async with Http() as http:
                return await shopify.products(
                    address,
                    Secret(secret),
                    http=http,
                    progress=lambda done, total: self.told.append((done, total)),
                    sleep=self.sleep,
                )

        return asyncio.run(work())


def test_a_shop_comes_in_whole_over_all_pages_and_pages_within_pages(shop: Shopify) -> None:
    shop.collections = [collection(number) for number in range(130)]
    shop.products = [product(number, 1 + number % 3, (number % 7,)) for number in range(45)]
    shop.products[4] = product(4, variants=247, collections=tuple(range(130)))
    reading = Reading(shop)
    catalogue = reading.read()
    assert len(catalogue.products) == 45
    assert len(catalogue.collections) == 130
    large = catalogue.products[4]
    assert [one.title for one in large.variants] == [f"{10 * at} ml" for at in range(1, 248)]
    assert len(set(large.collections)) == 130
    assert catalogue.problems == ()
    assert (catalogue.currency, catalogue.shop, catalogue.platform) == ("EUR", "https://halden.example", "shopify")
    assert reading.told[0] == (0, 45)
    assert reading.told[-1] == (45, 45)
    assert shop.calls.count("Products") == 3
    project = import_products(Project("p", "P"), catalogue)
    assert wire.loads(wire.dumps(project)) == project


def test_a_product_is_what_the_shop_says(shop: Shopify) -> None:
    shop.collections = [collection(3)]
    shop.products = [product(7, 2, (3,)), product(8)]
    serum, plain = Reading(shop).read().products
    assert (serum.id, serum.handle, serum.vendor, serum.type) == ("product-7", "product-7", "Halden", "Serum")
    assert serum.product_tags == ("calm",)
    assert serum.picture == "https://cdn.halden.example/7.jpg"
    assert serum.url == "https://halden.example/products/product-7"
    assert serum.created == "2026-03-04"
    assert serum.collections == ("row-3",)
    second = serum.variants[1]
    assert (second.title, second.sku, second.price, second.stock, second.shop_id) == (
        "20 ml",
        "P7-2",
        Decimal("12.50"),
        2,
        "7002",
    )
    assert plain.variants[0].title == "", "a product without options has no name for its only variant"


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ({}, True),
        ({"status": "DRAFT"}, False),
        ({"status": "ARCHIVED"}, False),
        ({"status": "UNLISTED"}, False),
        ({"publishedAt": None, "onlineStoreUrl": None}, False),
    ],
)
def test_what_shoppers_cannot_find_is_not_published(shop: Shopify, fields: dict[str, Any], published: bool) -> None:
    shop.products = [product(1, **fields)]
    assert Reading(shop).read().products[0].published is published


def test_stock_counts_where_the_shop_stops_selling_at_nought(shop: Shopify) -> None:
    shop.products = [product(1), product(2), product(3, tracksInventory=False), product(4, featuredMedia=None)]
    for one, policy in ((0, "DENY"), (1, "CONTINUE")):
        shop.products[one]["variants"][0].update(inventoryQuantity=-2, inventoryPolicy=policy)
    found = Reading(shop).read().products
    assert [one.variants[0].stock for one in found] == [-2, None, None, 1]
    assert found[3].picture == ""


def test_it_waits_as_long_as_the_shop_needs_to_afford_the_next_page(shop: Shopify) -> None:
    shop.products = [product(number) for number in range(100)]
    reading = Reading(shop)
    assert len(reading.read().products) == 100
    assert shop.throttled == 0, "what the answers say of the cost is enough to never ask too early"
    assert len(reading.slept) >= 3
    assert all(0 < seconds <= 20 for seconds in reading.slept)


def test_throttled_is_answered_by_waiting(shop: Shopify) -> None:
    shop.products = [product(1)]
    # Another program of the shop has used up the points.
    shop.left = 0
    reading = Reading(shop)
    assert len(reading.read().products) == 1
    assert shop.throttled >= 1
    assert reading.slept[0] > 0


def test_too_many_calls_wait_as_long_as_is_asked_and_trouble_passes(shop: Shopify) -> None:
    shop.products = [product(1)]
    shop.answers = [
        Answer(429, {"errors": "Too many"}, {"Retry-After": "2.0"}),
        Answer(430, {"errors": "Security rejection"}),
        Answer(502, {}),
        Answer(200, {"errors": [{"message": "Internal error", "extensions": {"code": "INTERNAL_SERVER_ERROR"}}]}),
    ]
    reading = Reading(shop)
    assert len(reading.read().products) == 1
    assert reading.slept[0] == 2.0


def test_a_shop_that_stays_away_is_unavailable(shop: Shopify) -> None:
    shop.answers = [Answer(503, {})] * 5
    with pytest.raises(Unavailable, match="Shopify"):
        Reading(shop).read()


def test_a_query_the_shop_finds_too_large_is_made_smaller(shop: Shopify) -> None:
    shop.limit = 350
    shop.products = [product(number) for number in range(30)]
    assert len(Reading(shop).read().products) == 30


def test_a_wrong_token_a_missing_scope_and_a_wrong_shop_are_said(shop: Shopify) -> None:
    with pytest.raises(Refused, match="does not know this access token"):
        Reading(shop).read("shpat_wrong0000000000")
    shop.tokens[TOKEN] = {"read_customers"}
    with pytest.raises(Refused, match="read_products"):
        Reading(shop).read()
    shop.answers = [Answer(404, {"errors": "Not Found"})]
    with pytest.raises(Refused, match="no shop at this address"):
        Reading(shop).read()


def test_a_client_id_and_secret_are_exchanged_for_a_token(shop: Shopify) -> None:
    shop.products = [product(1)]
    shop.apps["0123abcd0123abcd"] = "shpss_secretsecret"
    joined = shopify.join(" 0123abcd0123abcd ", "shpss_secretsecret")
    assert len(Reading(shop).read(joined.reveal()).products) == 1
    with pytest.raises(Refused, match="client ID"):
        Reading(shop).read("0123abcd0123abcd:shpss_othersecret")


@pytest.mark.parametrize(("client_id", "secret"), [("", "hunter2"), ("", ""), ("short", "shpss_x"), ("", "shpat_a b")])
def test_what_cannot_be_a_key_is_refused_before_anybody_is_asked(client_id: str, secret: str) -> None:
    with pytest.raises(Refused):
        shopify.join(client_id, secret)


@pytest.mark.parametrize(
    "typed",
    [
        "https://halden.example",
        "http://halden.myshopify.com",
        "https://halden.myshopify.com.evil.example",
        "https://evil.example/halden.myshopify.com",
        "https://a@halden.myshopify.com",
        "https://halden.myshopify.com:444",
        "https://.myshopify.com",
        "",
    ],
)
def test_the_token_goes_to_a_shopify_address_and_nowhere_else(typed: str) -> None:
    with pytest.raises(Refused, match=re.escape("myshopify.com")):
        shopify.shop_address(typed)


def test_an_address_may_be_typed_in_short() -> None:
    assert shopify.shop_address(" Halden-Skin.myshopify.com/ ") == "https://halden-skin.myshopify.com"


def test_a_reading_can_be_given_up(shop: Shopify) -> None:
    shop.products = [product(number) for number in range(60)]

    async def work() -> list[int]:
        told: list[int] = []
        async with Http() as http:

            def progress(done: int, total: int | None) -> None:
                told.append(done)
                if done == 30:
                    task.cancel()

            task = asyncio.ensure_future(
                shopify.products(SHOP, Secret(TOKEN), http=http, progress=progress, sleep=Reading(shop).sleep)
            )
            with pytest.raises(asyncio.CancelledError):
                await task
        return told

    assert max(asyncio.run(work())) < 60


def test_an_answer_in_another_form_is_no_crash(shop: Shopify) -> None:
    shop.answers = [Answer(200, {"data": {"shop": None}})]
    with pytest.raises(Refused, match="form"):
        Reading(shop).read()


def test_the_shop_is_asked_about_as_the_official_schema_wants_it() -> None:
    """The cut schema has customers and no products, so that the other queries cannot be held against it."""
    assert violations(shopify.SHOP, {}) == []


def test_what_a_project_cannot_hold_is_left_out_and_not_the_whole_shop() -> None:
    reader = Reader([])
    none: Page[Any] = Page((), PageInfo(False))
    node = ProductNode("1", "Tea", "tea", "", "", (), "ACTIVE", "2026-01-01", False, none, none)
    reader.add(node, [VariantNode("no number", "Small", "1.00", "DENY"), VariantNode(7, "Large", "2.00", "DENY")], [])
    odd = replace(node, handle="Odd-tea", title="Odd")
    reader.add(odd, [VariantNode(8, "Small", "much", "DENY")], [])
    found = reader.catalogue("eur", "javascript:alert(1)")
    assert [form.shop_id for form in found.products[0].variants] == ["", "7"]
    assert len(found.products) == 1
    assert found.left_out == {"odd-tea", "odd"}
    assert (found.currency, found.shop) == ("", "")
    project = import_products(Project("p", "P"), found)
    assert wire.loads(wire.dumps(project)) == project
