"""Products as JSON: a project that was exported, or a plain list; and each format is known by what is in the file."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.errors import Refused
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Collection, Product, Project, Variant
from quizdesigner.quiz.imports import formats
from quizdesigner.quiz.imports.found import EVERYTHING
from quizdesigner.quiz.imports.listing import read

DATA = Path(__file__).resolve().parents[1] / "data"
LIST = (DATA / "products.json").read_bytes()


def test_a_plain_list_comes_in() -> None:
    catalogue = read(LIST)
    tea, mask, idea = catalogue.products
    assert (tea.id, tea.vendor, tea.type, tea.created) == ("evening-tea", "Nokturn Sleep", "Tea", "2026-05-06")
    assert tea.product_tags == ("vegan", "sugar-free")
    assert [one.title for one in catalogue.collections] == ["Teas", "Evening"]
    assert [(one.title, one.price, one.stock, one.shop_id) for one in tea.variants] == [
        ("20 bags", Decimal("9.5"), 420, "4711"),
        ("60 bags", Decimal(24), None, ""),
    ]
    assert mask.variants == (Variant("mask-1", sku="NOK-MSK", price=Decimal(18), stock=0),)
    assert not mask.published
    assert idea.variants == ()


def test_objects_that_cannot_be_used_are_listed_by_their_number() -> None:
    assert [(one.row, one.text) for one in read(LIST).problems] == [
        (0, "Nothing is made of “colour”: products have no such fields."),
        (4, "The price “a lot” is not a number such as 9.99. It was left out."),
        (5, "Its stock is not a whole number. It was left out."),
        (6, "It has no title. It was left out."),
        (7, "It is not an object with a title. It was left out."),
        (8, "The url “nokturn.example” is not an http or https address. It was left out."),
    ]


def test_a_list_says_what_it_names_and_nothing_of_the_rest() -> None:
    assert read(b'[{"title": "Tea", "price": 3, "tags": []}]').says == {"product_tags"}


def test_an_exported_project_gives_its_products() -> None:
    product = Product("tea", "Tea", "tea", collections=("c",), picture=f"media:{'0' * 64}")
    plain = replace(product, id="mask", title="Mask", picture="https://cdn.example/m.jpg")
    project = Project("p", "P", products=(product, plain), collections=(Collection("c", "Teas"),), currency="EUR")
    catalogue = read(wire.dumps(project))
    assert [one.title for one in catalogue.products] == ["Tea", "Mask"]
    assert catalogue.collections == project.collections
    assert catalogue.currency == "EUR"
    assert catalogue.products[0].picture == ""
    assert "did not come along" in catalogue.problems[0].text
    assert catalogue.says == EVERYTHING - {"picture"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{}", "has no products"),
        (b"[1,", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b'{"products": 3}', "no products"),
        (b'[{"title": "Tea", "price": 1e-999999999999999999999}]', "damaged"),
    ],
)
def test_other_json_is_refused_with_words(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(data)


THINGS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["title", "price", "sku", "stock", "variants", "tags", "url", "collections", "created", "x"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(st.lists(THINGS, max_size=4))
def test_whatever_the_list_holds_what_comes_in_can_be_kept(items: list[object]) -> None:
    catalogue = read(json.dumps(items).encode())
    project = Project("p", "P", products=catalogue.products, collections=catalogue.collections)
    assert wire.loads(wire.dumps(project)) == project
    assert len(catalogue.products) + len([one for one in catalogue.problems if one.row]) == len(items)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("shopify-older.csv", "Shopify CSV"),
        ("shopify-newer.csv", "Shopify CSV"),
        ("woocommerce-products.csv", "WooCommerce CSV"),
        ("google-table.tsv", "Google Merchant table"),
        ("google-rss.xml", "Google Merchant XML"),
        ("google-atom.xml", "Google Merchant XML"),
        ("products.json", "JSON"),
    ],
)
def test_a_format_is_known_by_what_is_in_the_file(name: str, title: str) -> None:
    data = (DATA / name).read_bytes()
    found = formats.detect("called.anything", data)
    assert found.title == title
    assert found.read(data).products


@pytest.mark.parametrize("data", [b"Name,Email\nA,a@example.com\n", b"hello", b"", b"PK\x03\x04..."])
def test_a_file_of_no_known_format_is_refused_with_words(data: bytes) -> None:
    with pytest.raises(Refused):
        formats.detect("customers.csv", data)


def test_the_words_name_the_file_and_what_is_in_it() -> None:
    with pytest.raises(Refused, match=r"“customers\.csv” is not a list of products we know.*“Name”, “Email”"):
        formats.detect("customers.csv", b"Name,Email\nA,a@example.com\n")
