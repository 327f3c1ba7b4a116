"""Importing again keeps what links to products; taking a product or collection away takes the links along."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.errors import Refused
from quizdesigner.quiz import check, rows, wire
from quizdesigner.quiz.document import (
    By,
    Choice,
    Collection,
    Effect,
    Kind,
    Link,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Slot,
    Target,
    Variant,
)
from quizdesigner.quiz.edits import products as edits
from quizdesigner.quiz.imports import feed, listing, shopify, woocommerce
from quizdesigner.quiz.imports.difference import compare
from quizdesigner.quiz.imports.found import Import
from quizdesigner.quiz.linked import Count, counts, linked_choices

TEA = Product(
    "tea",
    "Night tea",
    "night-tea",
    collections=("teas",),
    product_tags=("Vegan",),
    variants=(Variant("tea-1", "50 g", "T50", Decimal(10)), Variant("tea-2", "90 g", "T90", Decimal(16))),
)
MASK = Product("mask", "Sleep mask", "sleep-mask", variants=(Variant("mask-1", sku="M1", price=Decimal(18)),))
SCRUB = Product("scrub", "Citrus scrub", collections=("own",), url="https://shop.example/scrub")

TEAS = Target("teas", by=By.COLLECTION)


def choice(choice_id: str, *links: Link) -> Choice:
    return Choice(choice_id, choice_id, links=links)


PROJECT = Project(
    "p",
    "P",
    quizzes=(
        Quiz(
            "quiz",
            "Quiz",
            questions=(
                Question(
                    "q",
                    Kind.SINGLE,
                    "Q",
                    choices=(
                        choice("a", Link("tea"), Link("teas", by=By.COLLECTION, weight=2), Link("scrub")),
                        choice(
                            "b", Link("tea-1", by=By.VARIANT, effect=Effect.EXCLUDE), Link("vegan", by=By.PRODUCT_TAG)
                        ),
                        choice("c", Link("mask", effect=Effect.DOWNVOTE)),
                    ),
                ),
            ),
            results=(ResultsPage("r", sections=(Slot("s", source=(TEAS,), fallback=(Target("tea"),)),)),),
        ),
    ),
    products=(TEA, MASK, SCRUB),
    collections=(Collection("teas", "Teas", "teas"), Collection("own", "My own")),
)


def links(project: Project) -> list[str]:
    return [link.to for one in project.quizzes[0].questions[0].choices for link in one.links]


def test_a_product_is_known_by_sku_then_handle_then_title() -> None:
    catalogue = Import(
        (
            # Each would be taken for another one by a likeness that counts less.
            Product("x", "Sleep mask", "other", variants=(Variant("x-1", "90 g", "t90", Decimal(17)),)),
            Product("y", "Citrus scrub", "sleep-mask"),
            Product("z", "CITRUS SCRUB"),
        )
    )
    project = edits.import_products(PROJECT, catalogue)
    assert [(one.id, one.title) for one in project.products] == [
        ("tea", "Sleep mask"),
        ("mask", "Citrus scrub"),
        ("scrub", "CITRUS SCRUB"),
    ]
    assert links(project) == links(PROJECT)


def test_variants_keep_their_ids_so_that_links_to_them_stay() -> None:
    incoming = replace(
        TEA, id="new", variants=(Variant("n-1", "New", "T7"), Variant("n-2", "Fifty", "t50", Decimal(11)))
    )
    project = edits.import_products(PROJECT, Import((incoming,)))
    assert [(one.id, one.title, one.price) for one in project.products[0].variants] == [
        ("n-1", "New", None),
        ("tea-1", "Fifty", Decimal(11)),
    ]


def test_what_the_source_does_not_speak_of_stays() -> None:
    bare = Product("x", "Citrus scrub, new", "citrus", variants=(Variant("x-1", price=Decimal(3)),))
    named = Product("x", "Night tea", variants=(Variant("x-1", "50 g"),))
    project = edits.import_products(PROJECT, Import((bare, named), says=frozenset({"handle"})))
    tea = project.products[0]
    assert tea.product_tags == ("Vegan",)
    assert tea.collections == ("teas",)
    assert tea.variants == (TEA.variants[0],), "a price or SKU nobody says is not taken away"


def test_collections_are_known_by_handle_or_title_and_the_authors_own_stay() -> None:
    catalogue = Import(
        (Product("x", "Citrus scrub", collections=("1", "2")), Product("y", "Night tea", "night-tea")),
        (Collection("1", "All teas", "TEAS"), Collection("2", "Body")),
    )
    project = edits.import_products(PROJECT, catalogue)
    assert [(one.id, one.title) for one in project.collections] == [
        ("teas", "All teas"),
        ("own", "My own"),
        ("2", "Body"),
    ]
    tea, _, scrub = project.products
    assert scrub.collections == ("teas", "2", "own")
    assert tea.collections == (), "the shop took it out of a collection the shop knows"


def test_the_source_says_where_and_in_which_currency_it_sells() -> None:
    catalogue = Import((), currency="EUR", shop="https://halden.example", platform="shopify")
    project = edits.import_products(PROJECT, catalogue)
    assert (project.currency, project.shop, project.platform) == ("EUR", "https://halden.example", "shopify")
    other = edits.import_products(replace(project, shop="https://own.example"), catalogue)
    assert other.shop == "https://own.example", "an address the author gave stays"


def test_a_comparison_says_what_is_new_changed_and_gone_and_who_links_to_it() -> None:
    dearer = replace(TEA, variants=(replace(TEA.variants[0], price=Decimal(12), stock=3), TEA.variants[1]), vendor="V")
    found = compare(PROJECT, Import((dearer, MASK, Product("n", "New"))))
    assert [one.title for one in found.new] == ["New"]
    assert [(one.after.id, one.what) for one in found.changed] == [("tea", ("price", "stock", "vendor"))]
    assert [(one.product.id, one.choices) for one in found.vanished] == [("scrub", 1)]
    assert found.after.products[2] is SCRUB, "what is gone from the shop stays until the author removes it"
    removed = edits.delete_products(found.after, [one.product.id for one in found.vanished])
    assert [one.id for one in removed.products] == ["tea", "mask", "n"]
    assert "scrub" not in links(removed)


@pytest.mark.parametrize(
    "catalogue",
    [
        shopify.read(b"Handle,Title,Variant SKU,Variant Price\nnight-tea,Tea,,about 10\nSLEEP-mask,,M1,1\n,,,\n"),
        shopify.read(b'Handle,Title,Variant SKU,Variant Price\nx,"Night tea,T50,1\ny,Y,M1,2,3,4\n'),
        woocommerce.read(b"Type,SKU,Name,Regular price\ngrouped,,Night TEA,\nvariation,m1,Small,2\n"),
        feed.read_table(b"id\ttitle\tprice\nT90\tTea\tabout 10\n\tSleep mask\t2 EUR\n"),
        listing.read(b'[{"title": "Tea", "sku": "T50", "price": "much"}, {"handle": "sleep-mask"}]'),
    ],
    ids=["Shopify", "broken CSV", "WooCommerce", "feed", "JSON"],
)
def test_what_could_not_be_read_is_not_gone(catalogue: Import) -> None:
    found = compare(PROJECT, catalogue)
    assert [one.product.id for one in found.vanished] == ["scrub"]
    assert found.after.products[:2] == (TEA, MASK)


def test_a_variant_that_could_not_be_read_stays_and_one_that_is_switched_off_goes() -> None:
    rows = b"night-tea,Night tea,50 g,T50,12.00\nnight-tea,,90 g,T90,about 16\n"
    catalogue = shopify.read(b"Handle,Title,Option1 Value,Variant SKU,Variant Price\n" + rows)
    tea = edits.import_products(PROJECT, catalogue).products[0]
    assert tea.variants == (replace(TEA.variants[0], price=Decimal("12.00")), TEA.variants[1])
    rows = b"variable,TEA,Night tea,1,,\nvariation,T50,,1,TEA,12\nvariation,T90,,0,TEA,16\n"
    catalogue = woocommerce.read(b"Type,SKU,Name,Published,Parent,Regular price\n" + rows)
    tea = edits.import_products(PROJECT, catalogue).products[0]
    assert [one.id for one in tea.variants] == ["tea-1"]


def test_importing_what_is_there_changes_nothing() -> None:
    assert edits.import_products(PROJECT, Import(PROJECT.products, PROJECT.collections)) is PROJECT


def test_two_products_of_one_name_are_two_and_stay_two() -> None:
    twice = Import((Product("x", "Tea", "tea"), Product("x", "Tea", "tea")))
    once = edits.import_products(Project("p", "P"), twice)
    assert [one.id for one in once.products] == ["x", "x-2"]
    assert edits.import_products(once, twice) is once


def test_the_choices_that_speak_of_a_product_are_found_through_collections_tags_and_variants() -> None:
    found = linked_choices(PROJECT, "tea")
    assert [(one.choice.id, [link.to for link in one.links]) for one in found] == [
        ("a", ["tea", "teas"]),
        ("b", ["tea-1", "vegan"]),
    ]
    assert counts(PROJECT)["tea"] == Count(choices=2, upvoted=2, excluded=1)
    assert counts(PROJECT, "quiz")["mask"] == Count(choices=1)
    assert counts(PROJECT, "another") == {}


def test_deleting_a_product_takes_links_to_it_and_its_variants_along() -> None:
    project = edits.delete_product(PROJECT, "tea")
    assert links(project) == ["teas", "scrub", "vegan", "mask"]
    slot = project.quizzes[0].results[0].slots[0]
    assert (slot.source, slot.fallback) == ((TEAS,), ())
    with pytest.raises(KeyError):
        edits.delete_product(PROJECT, "nothing")


def test_deleting_a_collection_leaves_its_products_and_takes_links_to_it_along() -> None:
    project = edits.delete_collection(PROJECT, "teas")
    assert [one.id for one in project.collections] == ["own"]
    assert project.products[0].collections == ()
    assert "teas" not in links(project)
    assert project.products[1] is MASK


def test_a_slot_whose_last_source_goes_does_not_show_every_product_instead() -> None:
    project = edits.delete_collection(PROJECT, "teas")
    slot = project.quizzes[0].results[0].slots[0]
    assert slot.source == (TEAS,)
    found = check.findings(project, project.quizzes[0])
    assert any("takes products from where there are none" in one.text for one in found)


def test_deleting_a_tag_of_the_shop_takes_links_to_it_along() -> None:
    project = edits.delete_product_tag(PROJECT, "VEGAN")
    assert project.products[0].product_tags == ()
    assert "vegan" not in links(project)
    assert project.products[1] is MASK


def test_collections_are_made_renamed_and_filled_by_hand() -> None:
    project = edits.add_collection(PROJECT, Collection("new", "For nights"))
    project = edits.put_in_collection(project, ["mask"], "new", inside=True)
    assert project.products[1].collections == ("new",)
    assert edits.put_in_collection(project, ["mask"], "new", inside=True) is project
    assert edits.put_in_collection(project, ["mask"], "new", inside=False).products[1].collections == ()
    both = edits.put_in_collection(project, ("mask", "scrub"), "new", inside=True)
    assert [one.collections for one in both.products] == [("teas",), ("new",), ("own", "new")]
    assert both.products[:2] == project.products[:2]
    assert both.products[1] is project.products[1], "what is inside already is not touched"
    assert edits.rename_collection(project, "new", " Nights ").collections[-1].title == "Nights"
    for title, words in (("teas", "already"), ("  ", "needs a title")):
        with pytest.raises(Refused, match=words):
            edits.rename_collection(project, "new", title)
        with pytest.raises(Refused, match=words):
            edits.add_collection(project, Collection("other", title))


def test_a_product_is_made_and_priced_by_hand() -> None:
    project = edits.add_product(PROJECT, Product("hand", "By hand", variants=(Variant("hand-1"),)))
    project = edits.set_price(project, "hand", "hand-1", " 12,50 ")
    assert project.products[-1].variants[0].price == Decimal("12.50")
    assert edits.set_price(project, "hand", "hand-1", "").products[-1].variants[0].price is None
    for typed in ("a lot", "-1", "NaN", "1e30", "1.0000001", "1.2.3"):
        with pytest.raises(Refused, match="not a price such as"):
            edits.set_price(project, "hand", "hand-1", typed)


NAMES = st.sampled_from(["", "a", "b", "c"])


@st.composite
def catalogues(draw: st.DrawFn) -> Import:
    made = []
    for number in range(draw(st.integers(0, 4))):
        forms = tuple(
            Variant(f"i{number}-{at}", draw(NAMES), draw(NAMES), draw(st.sampled_from([None, Decimal(3)])))
            for at in range(draw(st.integers(0, 2)))
        )
        inside = draw(st.sampled_from([(), ("c1",), ("c1", "c2")]))
        made.append(Product(f"i{number}", draw(NAMES) or "t", draw(NAMES), collections=inside, variants=forms))
    return Import(tuple(made), (Collection("c1", "One"), Collection("c2", "Two", "two")))


@given(catalogues(), catalogues())
def test_whatever_comes_after_whatever_ids_differ_links_hold_and_the_file_can_keep_it(
    first: Import, second: Import
) -> None:
    before = edits.import_products(PROJECT, first)
    after = edits.import_products(before, second)
    kept = {one.id for one in before.products}
    assert kept <= {one.id for one in after.products}, "nothing is ever taken away"
    for parts in (after.products, after.collections, [form for one in after.products for form in one.variants]):
        ids = [part.id for part in parts]
        assert len(set(ids)) == len(ids)
    known = {one.id for one in after.collections}
    assert all(known.issuperset(one.collections) for one in after.products)
    assert wire.loads(wire.dumps(after)) == after
    assert rows.apply(before, rows.patch(before, after)) == after


def test_a_source_that_says_nothing_of_stock_or_variants_leaves_them() -> None:
    forms = (Variant("t1", "50 g", "TEA-50", stock=3), Variant("t2", "100 g", "TEA-100", stock=0))
    project = Project("p", "P", products=(Product("tea", "Tea", variants=forms),))
    listed = listing.read(b'[{"title": "Tea", "price": "9.90"}]')
    assert edits.import_products(project, listed).products[0].variants == forms
    by_sku = listing.read(b'[{"title": "Tea", "variants": [{"sku": "TEA-50", "price": "9.90"}, {"sku": "TEA-100"}]}]')
    after = edits.import_products(project, by_sku).products[0]
    assert [(one.id, one.stock) for one in after.variants] == [("t1", 3), ("t2", 0)]
