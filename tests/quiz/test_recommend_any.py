"""Which products a shopper is shown, over made-up catalogues: what holds whatever is said of products."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import (
    By,
    Link,
    Product,
    Project,
    Slot,
    Target,
    Ties,
    Variant,
)
from tests.quiz.shelves import (
    DOWN,
    MUST,
    NEVER,
    UP,
    ask,
    played,
    shown,
)

ids = [f"p{number}" for number in range(5)]
prices = st.none() | st.sampled_from([Decimal(1), Decimal("2.50"), Decimal(9)])


@st.composite
def catalogues(draw: st.DrawFn) -> tuple[Product, ...]:
    return tuple(
        Product(
            one,
            one,
            type=draw(st.sampled_from(["", "tea", "Tea"])),
            product_tags=draw(st.sampled_from([(), ("calm",), ("CALM", "dark")])),
            collections=draw(st.sampled_from([(), ("c",), ("c", "d")])),
            created=draw(st.sampled_from(["", "2026-01-02", "2026-01-01"])),
            published=draw(st.integers(0, 5)) > 0,
            variants=tuple(
                Variant(f"{one}-{number}", price=draw(prices), stock=draw(st.sampled_from([None, 0, 3])))
                for number in range(draw(st.integers(0, 2)))
            ),
        )
        for one in ids
    )


targets = st.one_of(
    st.sampled_from([Target(one) for one in ids]),
    st.sampled_from([Target(f"{one}-{number}", By.VARIANT) for one in ids for number in range(2)]),
    st.sampled_from([Target("c", By.COLLECTION), Target("d", By.COLLECTION), Target("tea", By.TYPE)]),
    st.sampled_from([Target("calm", By.PRODUCT_TAG), Target("dark", By.PRODUCT_TAG), Target("gone")]),
)


@st.composite
def links(draw: st.DrawFn) -> tuple[Link, ...]:
    said = draw(st.lists(targets, max_size=4, unique_by=lambda one: (one.by, one.to)))
    effects = st.sampled_from([UP, UP, UP, DOWN, MUST, NEVER])
    return tuple(Link(one.to, one.by, effect=draw(effects), weight=draw(st.integers(1, 3))) for one in said)


slots_of_any_kind = st.builds(
    Slot,
    st.just("s"),
    count=st.integers(1, 3),
    minimum_votes=st.integers(0, 2),
    source=st.lists(targets, max_size=2).map(tuple),
    ties=st.sampled_from(Ties),
    sold_out=st.sampled_from(["show", "last", "hide"]),
    repeat=st.booleans(),
    fallback=st.lists(targets, max_size=2).map(tuple),
)


@st.composite
def quizzes(draw: st.DrawFn) -> tuple[Project, tuple[str, ...]]:
    """A project, and what a shopper picks."""
    choices = {name: draw(links()) for name in "abc"}
    slots = [replace(draw(slots_of_any_kind), id=f"s{number}") for number in range(draw(st.integers(1, 3)))]
    picked = draw(st.lists(st.sampled_from("abc"), unique=True))
    return ask(choices, *slots, products=draw(catalogues())), tuple(picked)


def _said(project: Project, picked: Sequence[str]) -> list[Link]:
    return [link for one in project.quizzes[0].questions[0].choices if one.id in picked for link in one.links]


def _excluded(project: Project, product: Product, said: Sequence[Link]) -> bool:
    never = [link for link in said if link.effect is NEVER]
    catalogue = Catalogue(project)
    whole = any(link.by is not By.VARIANT and product in catalogue.matched(link) for link in never)
    without = {link.to for link in never if link.by is By.VARIANT}
    return whole or (bool(product.variants) and {one.id for one in product.variants} <= without)


@settings(max_examples=40)
@given(quizzes())
def test_nothing_excluded_or_unpublished_is_ever_shown(made: tuple[Project, tuple[str, ...]]) -> None:
    project, picked = made
    said = _said(project, picked)
    known = {product.id: product for product in project.products}
    outcome = played(project, *picked)
    for one in outcome.recommended:
        assert known[one].published
        assert not _excluded(project, known[one], said)
    for standing in outcome.products:
        assert bool(standing.excluded_by) == _excluded(project, known[standing.product], said)
        assert standing.votes == sum(given.weight for given in standing.by)


@settings(max_examples=40)
@given(quizzes())
def test_each_slot_keeps_to_its_rules(made: tuple[Project, tuple[str, ...]]) -> None:
    project, picked = made
    catalogue = Catalogue(project)
    outcome = played(project, *picked)
    standing = {one.product: one for one in outcome.products}
    known = {product.id: product for product in project.products}
    slots = {slot.id: slot for slot in project.quizzes[0].results[0].slots}
    before: set[str] = set()
    for one in outcome.shown:
        slot = slots[one.slot]
        assert len(one.products) == len(set(one.products)) <= slot.count
        assert slot.repeat or not before & set(one.products)
        assert slot.sold_out != "hide" or not any(known[product].sold_out for product in one.products)
        drawn = slot.fallback if one.fallback else slot.source
        means = {product.id for target in drawn for product in catalogue.matched(target)}
        assert not drawn or set(one.products) <= means
        if not one.fallback:
            for product in one.products:
                assert standing[product].included_by or standing[product].votes >= slot.minimum_votes
            places = [
                (
                    not standing[product].included_by,
                    slot.sold_out == "last" and known[product].sold_out,
                    -standing[product].votes,
                )
                for product in one.products
            ]
            assert places == sorted(places)
        before.update(one.products)


@settings(max_examples=40)
@given(quizzes())
def test_a_must_show_stands_in_the_first_slot_that_may_show_it(made: tuple[Project, tuple[str, ...]]) -> None:
    project, picked = made
    catalogue = Catalogue(project)
    outcome = played(project, *picked)
    slots = {slot.id: slot for slot in project.quizzes[0].results[0].slots}
    for standing in outcome.products:
        if not standing.included_by or standing.excluded_by:
            continue
        product = catalogue.product(standing.product)
        assert product is not None
        for one in outcome.shown:
            slot = slots[one.slot]
            if product.id in one.products:
                break
            if slot.source and all(product not in catalogue.matched(target) for target in slot.source):
                continue
            if slot.sold_out == "hide" and product.sold_out:
                continue
            others = [each for each in outcome.products if each.included_by and each.product in one.products]
            assert len(others) == slot.count


@settings(max_examples=40)
@given(quizzes(), st.randoms(use_true_random=False))
def test_the_order_of_choices_and_links_decides_nothing(made: tuple[Project, tuple[str, ...]], random: Random) -> None:
    project, picked = made
    quiz = project.quizzes[0]
    choices = list(quiz.questions[0].choices)
    shuffled = []
    for choice in choices:
        links = list(choice.links)
        random.shuffle(links)
        shuffled.append(replace(choice, links=tuple(links)))
    random.shuffle(shuffled)
    other = replace(quiz, questions=(replace(quiz.questions[0], choices=tuple(shuffled)),))
    assert shown(replace(project, quizzes=(other,)), *reversed(picked)) == shown(project, *picked)
