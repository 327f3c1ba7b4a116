"""WooCommerce's own product CSV becomes products with their variations, categories and the shop's numbers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Variant
from quizdesigner.quiz.imports.woocommerce import read

DATA = Path(__file__).resolve().parents[1] / "data"
WHOLE = (DATA / "woocommerce-products.csv").read_bytes()
BROKEN = (DATA / "woocommerce-broken.csv").read_bytes()


def test_an_export_comes_in_whole() -> None:
    catalogue = read(WHOLE)
    assert catalogue.problems == ()
    assert catalogue.platform == "woocommerce"
    shirt, soap, card, lamp = catalogue.products
    assert (shirt.title, shirt.vendor, shirt.handle) == ("Linen Shirt & Tie", "Halden Home", "")
    assert shirt.picture == "https://shop.halden.example/shirt-1.jpg"
    assert shirt.product_tags == ("light", '"two words"')
    assert [(one.title, one.sku, one.price, one.stock, one.shop_id) for one in shirt.variants] == [
        ("Sand / S", "HAL-SHIRT-S", Decimal(59), 3, "76"),
        ("Blue, dark / M", "", Decimal(49), 7, "77"),
    ], "a variation may name its parent by number, and take the parent's stock"
    assert soap.variants == (Variant("hal-soap-1", sku="HAL-SOAP", price=Decimal("4.50"), stock=12, shop_id="45"),)
    assert (card.variants[0].price, card.variants[0].stock) == (Decimal(25), 0)
    assert card.sold_out
    assert not lamp.published
    assert lamp.variants[0].price == Decimal(54), "a price that holds for some days is not what is asked"
    assert lamp.variants[0].stock is None, "there is none, but orders are taken"


def test_a_category_is_in_the_category_above_it() -> None:
    catalogue = read(WHOLE)
    titles = {one.id: one.title for one in catalogue.collections}
    assert [titles[one] for one in catalogue.products[0].collections] == ["Clothing", "Clothing > Shirts", "Summer"]


def test_good_rows_come_in_and_the_others_are_listed() -> None:
    catalogue = read(BROKEN)
    assert [one.title for one in catalogue.products] == ["Good", "Bad picture", "Half"]
    assert [one.shop_id for one in catalogue.products[2].variants] == ["14"]
    assert [(one.row, one.text) for one in catalogue.problems] == [
        (3, "The name is missing, so this product was left out."),
        (4, "The price “five” is not a number such as 9.99. This variant of “Bad price” was left out."),
        (4, "“Bad price” was left out, because it has no variation that can be sold."),
        (5, "The stock “many” is not a whole number. This variant of “Bad stock” was left out."),
        (5, "“Bad stock” was left out, because it has no variation that can be sold."),
        (6, "The picture “ftp://shop.example/x.jpg” is not an http or https address and was left out."),
        (7, "“A group” is of the type “grouped” and was left out."),
        (8, "Its parent “NOWHERE” is not in the file. This variation was left out."),
        (9, "It names no parent. This variation was left out."),
        (10, "“Nothing in it” was left out, because it has no variation that can be sold."),
        (11, "Published is “maybe”, where 1 or 0 is expected. The product “Perhaps” was left out."),
        (12, "This row has 15 cells under 12 columns: a separator or quotation mark is out of place."),
        (14, "It is switched off. This variant of “Half” was left out."),
    ]


def test_an_export_in_another_language_is_refused_with_what_to_do() -> None:
    with pytest.raises(Refused, match="with the language set to English"):
        read(b"ID,Typ,Artikelnummer,Name\n1,simple,A,Seife\n")
