"""Which products a shopper is shown: each rule by a small example."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizdesigner.quiz import recommend
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import (
    By,
    Chose,
    Link,
    Note,
    Slot,
    Target,
    Ties,
)
from tests.quiz.shelves import (
    DOWN,
    MUST,
    NEVER,
    PRODUCTS,
    UP,
    ask,
    played,
    shown,
    votes,
)

# -- targets


@pytest.mark.parametrize(
    ("target", "products"),
    [
        (Target("tea"), ["tea"]),
        (Target("tea-l", By.VARIANT), ["tea"]),
        (Target("sleep", By.COLLECTION), ["tea", "mask"]),
        (Target("CALM", By.PRODUCT_TAG), ["tea", "mask"]),
        (Target("Halden", By.VENDOR), ["tea", "pillow"]),
        (Target("Textile", By.TYPE), ["mask", "pillow"]),
        (Target("gone"), []),
        (Target("", By.VENDOR), []),
    ],
)
def test_a_vote_reaches_every_published_product_it_means(target: Target, products: list[str]) -> None:
    project = ask({"a": [Link(target.to, target.by, effect=UP, weight=3)]}, Slot("s", count=9))
    assert votes(project, "a") == dict.fromkeys(products, 3)
    assert shown(project, "a")["s"] == tuple(products)


def test_votes_of_all_picked_choices_add_up_and_down() -> None:
    project = ask(
        {
            "a": [Link("tea", weight=5), Link("sleep", By.COLLECTION, effect=UP, weight=2)],
            "b": [Link("tea", effect=DOWN, weight=4), Link("pillow")],
            "c": [Link("mask", effect=DOWN, weight=3)],
        },
        Slot("s"),
    )
    assert votes(project, "a") == {"tea": 7, "mask": 2}
    assert votes(project, "a", "b") == {"tea": 3, "mask": 2, "pillow": 1}
    assert votes(project, "a", "b", "c") == {"tea": 3, "pillow": 1, "mask": -1}
    assert shown(project, "a", "b", "c")["s"] == ("tea", "pillow")
    by = played(project, "a", "b").products[0].by
    assert [(one.choice, one.weight) for one in by] == [("a", 5), ("a", 2), ("b", -4)]


def test_a_choice_says_which_of_its_votes_reach_a_product_twice() -> None:
    calm, sleep = Link("calm", By.PRODUCT_TAG), Link("sleep", By.COLLECTION, effect=DOWN)
    links = (calm, sleep, Link("pillow"), Link("mask", effect=MUST))
    project = ask({"a": links})
    choice = project.quizzes[0].questions[0].choices[0]
    assert recommend.twice(Catalogue(project), choice) == {
        "tea": (calm, sleep),
        "mask": (calm, sleep),
        "old": (calm, sleep),
    }


# -- must show, never show


def test_exclude_wins_over_votes_and_over_must_show() -> None:
    project = ask(
        {
            "a": [Link("tea", weight=100), Link("tea-l", By.VARIANT, effect=MUST)],
            "b": [Link("herbs", By.PRODUCT_TAG, effect=NEVER)],
        },
        Slot("s", fallback=(Target("tea"),)),
    )
    assert shown(project, "a")["s"] == ("tea",)
    assert shown(project, "a", "b")["s"] == ()
    last = played(project, "a", "b").products[-1]
    assert [one.choice for one in last.excluded_by] == ["b"]


def test_must_show_comes_first_whatever_its_votes() -> None:
    project = ask(
        {
            "a": [
                Link("pillow", effect=MUST),
                Link("pillow", By.PRODUCT, effect=DOWN, weight=9),
                Link("tea", weight=50),
            ],
            "b": [Link("lamp", effect=MUST)],
        },
        Slot("s", count=2, minimum_votes=10),
    )
    # The links of one choice are kept by target, so what is said last of the pillow stands.
    assert shown(project, "b")["s"] == ("lamp",)
    assert shown(project, "a", "b")["s"] == ("lamp", "pillow")


def test_a_must_show_goes_to_the_first_slot_that_takes_it() -> None:
    project = ask(
        {"a": [Link("mask", effect=MUST), Link("tea")]},
        Slot("teas", source=(Target("tea", By.TYPE),)),
        Slot("rest", sold_out="hide"),
        Slot("last"),
    )
    assert shown(project, "a") == {"teas": ("tea",), "rest": (), "last": ("mask",)}


def test_without_some_of_its_variants_a_product_is_shown_with_another() -> None:
    project = ask(
        {
            "a": [Link("tea-s", By.VARIANT, effect=UP, weight=9), Link("tea-l", By.VARIANT, effect=UP, weight=1)],
            "b": [Link("tea-l", By.VARIANT, effect=NEVER)],
            "c": [Link("tea-s", By.VARIANT, effect=NEVER)],
            "d": [Link("tea")],
        },
        Slot("s"),
    )

    def standing(*picked: str) -> recommend.Standing:
        return next(one for one in played(project, *picked).products if one.product == "tea")

    # The small one is sold out, so the large one is put forward although it has fewer votes.
    assert (standing("a").votes, standing("a").variant) == (10, "tea-l")
    assert standing("a", "b").variant == "tea-s"
    assert standing("d", "c").variant == "tea-l"
    assert standing("d").variant == ""
    assert not standing("a", "b").excluded_by
    assert [one.choice for one in standing("a", "b", "c").excluded_by] == ["b", "c"]
    assert shown(project, "a", "b", "c")["s"] == ()


# -- slots


def test_a_slot_takes_the_best_with_enough_votes_up_to_its_count() -> None:
    project = ask({"a": [Link("tea", weight=2), Link("mask", weight=3), Link("lamp"), Link("pillow", weight=3)]})
    choices = {"a": project.quizzes[0].questions[0].choices[0].links}
    assert shown(ask(choices, Slot("s", count=2)), "a")["s"] == ("mask", "pillow")
    assert shown(ask(choices, Slot("s", count=9, minimum_votes=2)), "a")["s"] == ("mask", "pillow", "tea")
    assert shown(ask(choices, Slot("s", minimum_votes=4)), "a")["s"] == ()


def test_without_a_minimum_a_slot_fills_up_with_what_other_choices_vote_for() -> None:
    project = ask(
        {"a": [Link("pillow")], "b": [Link("tea", effect=DOWN)], "c": [Link("calm", By.PRODUCT_TAG)], "d": []},
        Slot("s", minimum_votes=0, count=9),
    )
    assert shown(project, "a")["s"] == ("pillow", "tea", "mask")
    assert shown(project, "b")["s"] == ("mask", "pillow")
    assert shown(project)["s"] == ("tea", "mask", "pillow")
    assert "lamp" not in votes(project, "d")


def test_taking_one_variant_out_puts_no_product_forward() -> None:
    links = {"a": [Link("pillow")], "b": [Link("tea-s", By.VARIANT, effect=NEVER)]}
    assert shown(ask(links, Slot("s", minimum_votes=0, count=9)), "b")["s"] == ("pillow",)


def test_slots_are_filled_in_order_and_share_nothing_unless_they_repeat() -> None:
    links = {"a": [Link("tea", weight=3), Link("pillow", weight=2), Link("lamp")]}
    slots = Slot("one", count=2), Slot("two", count=1), Slot("three", repeat=True)
    assert shown(ask(links, *slots), "a") == {
        "one": ("tea", "pillow"),
        "two": ("lamp",),
        "three": ("tea", "pillow", "lamp"),
    }


def test_a_slot_shows_only_what_it_draws_from() -> None:
    links = {"a": [Link("tea", weight=3), Link("pillow", weight=2), Link("mask"), Link("lamp", effect=MUST)]}
    source = (Target("textile", By.TYPE), Target("tea-s", By.VARIANT))
    assert shown(ask(links, Slot("s", source=source)), "a")["s"] == ("tea", "pillow", "mask")
    assert shown(ask(links, Slot("s", source=(Target("gone", By.COLLECTION),))), "a")["s"] == ()


@pytest.mark.parametrize(
    ("ties", "products"),
    [
        (Ties.CATALOGUE, ("tea", "mask", "pillow", "lamp")),
        (Ties.CHEAPEST, ("tea", "mask", "pillow", "lamp")),
        (Ties.DEAREST, ("pillow", "mask", "tea", "lamp")),
        (Ties.NEWEST, ("mask", "lamp", "tea", "pillow")),
    ],
)
def test_ties_are_decided_by_the_slots_rule(ties: Ties, products: tuple[str, ...]) -> None:
    links = {"a": [Link(one.id) for one in reversed(PRODUCTS)]}
    assert shown(ask(links, Slot("s", count=9, ties=ties)), "a")["s"] == products
    fallback = tuple(Target(one.id) for one in reversed(PRODUCTS))
    assert shown(ask(links, Slot("s", count=9, ties=ties, fallback=fallback)))["s"] == products


def test_sold_out_products_are_shown_or_come_last_or_are_hidden() -> None:
    links = {"a": [Link("mask", weight=5), Link("tea", weight=2), Link("lamp", effect=MUST)]}
    assert shown(ask(links, Slot("s")), "a")["s"] == ("lamp", "mask", "tea")
    assert shown(ask(links, Slot("s", sold_out="last")), "a")["s"] == ("lamp", "tea", "mask")
    assert shown(ask(links, Slot("s", sold_out="hide")), "a")["s"] == ("lamp", "tea")
    must = {"a": [Link("mask", effect=MUST), Link("tea", weight=2)]}
    assert shown(ask(must, Slot("s", sold_out="last")), "a")["s"] == ("mask", "tea")


def test_when_nothing_fits_the_fallback_is_shown() -> None:
    slot = Slot("s", count=2, ties=Ties.DEAREST, fallback=(Target("sleep", By.COLLECTION), Target("pillow")))
    project = ask({"a": [Link("lamp")], "b": [Link("pillow", effect=NEVER)]}, slot)
    assert played(project, "a").shown == (recommend.Shown("s", ("lamp",)),)
    assert played(project).shown == (recommend.Shown("s", ("pillow", "mask"), fallback=True),)
    assert played(project, "b").shown == (recommend.Shown("s", ("mask", "tea"), fallback=True),)
    nothing = ask({"a": [Link("mask")]}, Slot("one"), replace(slot, sold_out="hide", fallback=(Target("mask"),)))
    assert played(nothing, "a").shown[1] == recommend.Shown("s", ())


def test_a_fallback_leaves_out_what_a_slot_before_it_shows() -> None:
    slots = Slot("one"), Slot("two", fallback=(Target("tea"), Target("lamp")))
    links = {"a": [Link("tea")]}
    assert shown(ask(links, *slots), "a") == {"one": ("tea",), "two": ("lamp",)}
    again = ask(links, slots[0], replace(slots[1], repeat=True, minimum_votes=2))
    assert shown(again, "a") == {"one": ("tea",), "two": ("tea", "lamp")}


def test_hidden_sections_show_nothing_and_take_nothing() -> None:
    project = ask(
        {"a": [Link("tea")], "b": []},
        Slot("one", show_when=Chose("q", "b")),
        Slot("two"),
    )
    page = project.quizzes[0].results[0]
    page = replace(page, sections=(Note("note", show_when=Chose("q", "a")), *page.sections))
    project = replace(project, quizzes=(replace(project.quizzes[0], results=(page,)),))
    assert shown(project, "a") == {"two": ("tea",)}
    assert shown(project, "a", "b") == {"one": ("tea",), "two": ()}
    assert (played(project, "a").sections, played(project, "b").sections) == (("note", "two"), ("one", "two"))
