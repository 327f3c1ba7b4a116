"""Product feeds of Google Merchant Center become products, from RSS, Atom and tables; traps in XML are refused."""

from __future__ import annotations

import contextlib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.errors import Refused
from quizdesigner.quiz.imports.feed import read_table, read_xml
from quizdesigner.quiz.imports.table import MAX_BYTES

DATA = Path(__file__).resolve().parents[1] / "data"
RSS = (DATA / "google-rss.xml").read_bytes()

BOMB = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss><channel><item><title>&c;</title></item></channel></rss>"""
OUTSIDE = (
    b"""<!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/hostname">]><rss><item><id>&secret;</id></item></rss>"""
)


def test_a_feed_groups_its_items_into_products() -> None:
    catalogue = read_xml(RSS)
    serum, soap = catalogue.products
    assert (serum.title, serum.vendor, serum.type) == ("Barrier Serum", "Halden Skin", "Serums")
    assert serum.url == "https://halden.example/barrier?size=30&ref=feed"
    assert serum.picture == "https://cdn.halden.example/barrier.jpg"
    assert serum.product_tags == ("calming",)
    assert [(one.title, one.sku, one.price, one.stock) for one in serum.variants] == [
        ("30 ml", "BAR-30", Decimal(34), None),
        ("50 ml", "BAR-50", Decimal(44), 0),
    ]
    assert (soap.title, soap.variants[0].price, soap.variants[0].title) == ("Soap bar", Decimal(6), "")
    assert catalogue.currency == "EUR"


def test_items_that_cannot_be_used_are_listed_by_their_number() -> None:
    assert [(one.row, one.text) for one in read_xml(RSS).problems] == [
        (4, "The price “6.00 USD” is not in EUR, as the others are. This variant of “Odd” was left out."),
        (5, "This item has no id, so it was left out."),
        (6, "The price “about six” is not an amount such as 12.34 EUR. This variant of “Odd too” was left out."),
    ]


def test_a_feed_may_be_atom() -> None:
    (cream,) = read_xml((DATA / "google-atom.xml").read_bytes()).products
    assert (cream.title, cream.url, cream.variants[0].price) == (
        "Oat Cream",
        "https://halden.example/oat",
        Decimal(29),
    )


def test_a_feed_may_be_a_table() -> None:
    catalogue = read_table((DATA / "google-table.tsv").read_bytes())
    shirt, mug = catalogue.products
    assert (shirt.title, shirt.type) == ("Linen shirt sand", "Shirts")
    assert [(one.title, one.price, one.stock) for one in shirt.variants] == [
        ("sand / S", Decimal(59), None),
        ("sand / M", Decimal("59.50"), 0),
    ]
    assert mug.url == ""
    assert [(one.row, one.text) for one in catalogue.problems] == [
        (4, "The link “ftp://halden.example/mug” is not an http or https address and was left out."),
        (5, "This row has no title, so it was left out."),
    ]


@pytest.mark.parametrize("data", [BOMB, OUTSIDE, b"<!DOCTYPE rss><rss/>"])
def test_what_can_make_a_small_file_endless_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Refused, match="declares entities or a document type"):
        read_xml(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><body>hello</body></html>", "has no products"),
        (b"<rss><channel><item>", "damaged"),
        (b"<" + b"x" * MAX_BYTES, "50 MB"),
        (b"<?xml version='1.0' encoding='made-up'?><rss/>", "damaged"),
    ],
)
def test_other_xml_is_refused_with_words(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_xml(data)


ITEMS = st.text(max_size=80).map(lambda text: f"<rss><item><id>{text}</id></item></rss>".encode())


@given(st.binary(max_size=200) | ITEMS)
def test_random_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    with contextlib.suppress(Refused):
        read_xml(data)
