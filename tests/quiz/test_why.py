"""Why a product is shown or not: each reason in words, and true of whatever quiz was played."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz import play
from quizdesigner.quiz.catalogue import Catalogue
from quizdesigner.quiz.document import (
    By,
    Chose,
    Effect,
    Link,
    Product,
    Project,
    Quiz,
    Slot,
    Target,
    Ties,
    Variant,
)
from quizdesigner.quiz.fates import (
    Behind,
    Excluded,
    Fate,
    NoSlot,
    NotForSale,
    NotOver,
    NotVoted,
    Shown,
    SoldOut,
    Spare,
    Tied,
    TooFew,
)
from quizdesigner.quiz.why import Why, why_not
from tests.quiz import projects
from tests.quiz.shelves import DOWN, MUST, NEVER, PRODUCTS, UP, ask


def told(project: Project, *picked: str) -> dict[str, str]:
    """What is said of each product when these choices are picked."""
    quiz = project.quizzes[0]
    answers = {"q": picked} if picked else {}
    return {one.id: why_not(project, quiz, answers, one.id) for one in project.products}


def test_each_thing_in_the_way_is_named_with_its_figures() -> None:
    project = ask(
        {
            "a": (Link("mask", weight=3), Link("pillow", weight=2), Link("lamp", effect=NEVER), Link("old")),
            "b": (Link("tea", effect=DOWN),),
        },
        Slot("s", "Night", count=1),
    )
    assert told(project, "a", "b") == {
        "tea": "It has −1 vote, and “Night” asks for 1.",
        "mask": "It is shown in “Night”.",
        "pillow": "In “Night” Sleep mask (3 votes) comes first; it has 2 votes.",
        "lamp": "Excluded by: A.",
        "old": "It is not for sale.",
    }
    assert told(project)["lamp"] == "It has 0 votes, and “Night” asks for 1."


def test_ties_name_the_rule_that_decided_and_whom_it_favoured() -> None:
    choices = {"a": (Link("tea"), Link("mask"), Link("pillow"), Link("lamp"))}
    said = told(ask(choices, Slot("s", count=2, ties=Ties.CHEAPEST)), "a")
    assert said["tea"] == "It is shown in the slot; tied, the lower price decides."
    assert said["pillow"] == "Tied with Night tea and Sleep mask in the slot; the lower price decided."
    # Both came on one day: what the rule finds equal stands in catalogue order.
    said = told(ask(choices, Slot("s", count=1, ties=Ties.NEWEST)), "a")
    assert said["lamp"] == "Tied with Sleep mask in the slot; catalogue order decided."
    assert said["tea"] == "Tied with Sleep mask in the slot; the newer one decided."
    said = told(ask(choices, Slot("s", count=1)), "a")
    assert said["lamp"] == "Tied with Night tea in the slot; catalogue order decided."


def test_what_must_show_comes_first_and_many_others_are_counted() -> None:
    many = tuple(Product(f"m{number}", f"Item {number}") for number in range(5))
    links = (*(Link(one.id, effect=MUST) for one in many), Link("tea", weight=9))
    project = ask({"a": links}, Slot("s", count=5), products=(*PRODUCTS, *many))
    assert told(project, "a")["tea"] == (
        "In the slot Item 0 (must show), Item 1 (must show), Item 2 (must show) and 2 more come first; it has 9 votes."
    )


def test_sold_out_products_are_hidden_or_put_last() -> None:
    choices = {"a": (Link("mask", weight=5), Link("tea"))}
    hides = told(ask(choices, Slot("s", "Night", count=1, sold_out="hide")), "a")
    assert hides["mask"] == "It is sold out, and “Night” hides what is sold out."
    last = told(ask(choices, Slot("s", "Night", count=1, sold_out="last")), "a")
    assert last["mask"] == "It is sold out, and “Night” puts Night tea first."


def test_slots_that_do_not_take_it_or_are_not_shown() -> None:
    sleep = (Target("sleep", By.COLLECTION),)
    choices = {"a": (Link("tea"), Link("pillow"), Link("lamp", effect=DOWN)), "b": ()}
    project = ask(choices, Slot("s", "Night", source=sleep), Slot("t", "Bed", show_when=Chose("q", "b")))
    said = told(project, "a")
    assert said["pillow"].startswith("It is among the products of “Bed”, which is shown only when the answer to ")
    assert told(ask(choices, Slot("s", source=sleep)), "a")["pillow"] == "It is in no slot’s products."
    assert told(ask(choices), "a")["tea"] == "The results page has no slot."
    quiz = replace(ask(choices).quizzes[0], results=())
    assert told(replace(ask(choices), quizzes=(quiz,)), "a")["tea"] == "The quiz has no results page."
    free = told(ask(choices, Slot("s", "Night", minimum_votes=0)), "a")
    assert free["mask"] == "No choice of the quiz votes for it, so “Night” does not fill up with it."
    assert free["lamp"] == "It has −1 vote, and “Night” asks for 0."


def test_fallbacks_and_the_nearest_of_several_slots() -> None:
    choices = {"a": (Link("tea", weight=2), Link("mask", weight=2))}
    fallback = (Target("pillow"), Target("lamp"))
    project = ask(choices, Slot("s", "Night", count=1), Slot("t", "Else", count=1, minimum_votes=9, fallback=fallback))
    said = told(project, "a")
    assert said["pillow"] == "It is shown in “Else” as its fallback, since nothing fits."
    assert said["lamp"] == "Nothing fits in “Else”, whose fallback begins with Pillow."
    assert said["mask"] == "Tied with Night tea in “Night”; catalogue order decided."
    two = ask(choices, Slot("s", minimum_votes=7), Slot("t", minimum_votes=4))
    assert told(two, "a")["mask"] == "It has 2 votes, and slot 2 asks for 4."


def test_before_the_end_votes_stand_as_they_are() -> None:
    project = projects.sleep_project()
    quiz = project.quizzes[0]
    said = why_not(project, quiz, {"goal": ("fall",)}, "tea")
    assert said == "The quiz is not over, question 4 “Your email” is next; so far it has 2 votes."
    assert why_not(project, quiz, {"goal": ("fall",), "avoid": ("herbs",)}, "tea") == "Excluded by: Herbs."
    with pytest.raises(KeyError):
        why_not(project, quiz, {}, "gone")


@settings(max_examples=60)
@given(st.data())
def test_the_reason_given_is_true(data: st.DataObject) -> None:
    project = data.draw(projects.projects())
    quiz = project.quizzes[0]
    outcome = play.outcome(project, quiz, data.draw(projects.answers(quiz)))
    why = Why(project, quiz, outcome)
    seen = {product for one in outcome.shown for product in one.products}
    for product in project.products:
        fate = why.fates.of(product.id)
        assert isinstance(fate, Shown) is (product.id in seen)
        assert _Facts(project, quiz, outcome, product).bear_out(fate), fate
        assert why.words(fate)


@settings(max_examples=60)
@given(st.data())
def test_the_reason_given_is_true_where_many_compete(data: st.DataObject) -> None:
    """Slots of all kinds over products that are spoken of in one breath."""
    effects = st.sampled_from([UP, UP, UP, UP, DOWN, MUST, NEVER])
    ids = ["tea", "mask", "pillow", "lamp", "old"]
    links = st.lists(st.builds(Link, st.sampled_from(ids), effect=effects, weight=st.integers(1, 2)), max_size=6)
    targets = st.lists(st.sampled_from([Target(one) for one in ids]), max_size=3).map(tuple)
    drawn = [
        data.draw(
            st.builds(
                Slot,
                st.just(f"s{number}"),
                count=st.integers(1, 2),
                minimum_votes=st.integers(0, 2),
                source=st.just(()) | targets,
                ties=st.sampled_from(Ties),
                sold_out=st.sampled_from(["show", "last", "hide"]),
                repeat=st.booleans(),
                fallback=targets,
            )
        )
        for number in range(data.draw(st.integers(1, 3)))
    ]
    project = ask({name: data.draw(links) for name in "ab"}, *drawn)
    stocks = data.draw(st.lists(st.sampled_from([None, 0, 2]), min_size=5, max_size=5))
    prices = data.draw(st.lists(st.sampled_from([None, Decimal(1), Decimal(2)]), min_size=5, max_size=5))
    products = tuple(
        replace(one, variants=(Variant(f"{one.id}-v", stock=stock, price=price),))
        for one, stock, price in zip(project.products, stocks, prices, strict=True)
    )
    project = replace(project, products=products)
    quiz = project.quizzes[0]
    outcome = play.outcome(project, quiz, {"q": ("a", "b")})
    why = Why(project, quiz, outcome)
    for product in products:
        fate = why.fates.of(product.id)
        assert _Facts(project, quiz, outcome, product).bear_out(fate), fate


class _Facts:
    """What is so about a product for a shopper, found from links, slots and what is shown alone."""

    def __init__(self, project: Project, quiz: Quiz, outcome: play.Outcome, product: Product) -> None:
        self.catalogue = Catalogue(project)
        self.quiz = quiz
        self.outcome = outcome
        self.product = product
        self.slots = {slot.id: slot for page in quiz.results for slot in page.slots if page.id == outcome.results}
        self.shown = {one.slot: one for one in outcome.shown}
        self.picked = [(one.question, choice) for one in outcome.answers for choice in one.choices]

    def bear_out(self, fate: Fate) -> bool:
        """Whether what is claimed is so."""
        product, outcome = self.product, self.outcome
        match fate:
            case Shown(slot, fallback, ties):
                filled = self.shown[slot]
                equal = [one for one in filled.products if one != product.id and self._rank(one) == self._rank()]
                if self.slots[slot].sold_out == "last":
                    # What is in stock comes before, whatever the rule for ties says.
                    equal = [one for one in equal if self._sold_out(one) == product.sold_out]
                tied = bool(equal) and not fallback
                return product.id in filled.products and fallback == filled.fallback and (ties is not None) == tied
            case NotForSale():
                return not product.published
            case Excluded(by):
                return all((one.question, one.choice) in self.picked for one in by) and self._excluded()
            case NotOver(question, votes):
                return outcome.waiting == question and votes == self._votes()
            case NoSlot(hidden):
                takes = [slot for slot in self.slots.values() if self._in(slot.source) or not slot.source]
                return self._free([one.id for one in takes if one.id in self.shown] == []) and (
                    not hidden or hidden in {one.id for one in takes} - self.shown.keys()
                )
            case NotVoted(slot):
                return self._free(not self._spoken_for() and self.slots[slot].minimum_votes == 0)
            case SoldOut(slot, ()):
                return self._free(product.sold_out and self.slots[slot].sold_out == "hide")
            case SoldOut(slot, others):
                first = [self.catalogue.product(one) for one in others if one in self.shown[slot].products]
                puts_last = product.sold_out and self.slots[slot].sold_out == "last" and self._full(slot)
                stocked = len(first) == len(others) and not any(one is None or one.sold_out for one in first)
                return self._free(puts_last and stocked and self._fits(slot))
            case TooFew(slot, needs, has):
                few = has == self._votes() < needs == self.slots[slot].minimum_votes
                return self._free(few and not self._included())
            case Spare(slot, others):
                filled = self.shown[slot]
                nothing = not self._fits(slot) and filled.fallback and filled.products == others
                return self._free(nothing and self._full(slot) and self._in(self.slots[slot].fallback))
            case Behind(slot, others, votes):
                ahead = all((bool(one.included_by), one.votes) >= self._rank() for one in others)
                all_of_them = tuple(one.product for one in others) == self.shown[slot].products
                better = (bool(others[-1].included_by), others[-1].votes) > self._rank()
                # Where sold out products come last, one with fewer votes that is in stock comes before.
                stock = self.slots[slot].sold_out == "last" and product.sold_out
                fits = self._fits(slot) and self._full(slot)
                return self._free(fits and all_of_them and votes == self._votes() and better and (ahead or stock))
            case Tied(slot, others, ties):
                same = all(self._rank(one) == self._rank() for one in others)
                there = set(others) <= {*self.shown[slot].products} and self._full(slot)
                won = all(self._wins(ties, self.slots[slot], one) for one in others)
                return self._free(bool(others) and same and there and won and self._fits(slot))

    def _free(self, so: bool) -> bool:
        """`so`, for a product that is for sale and not excluded, of a quiz that is over."""
        return so and self.product.published and not self._excluded() and self.outcome.waiting is None

    def _links(self, product: str | None = None) -> list[Link]:
        wanted = product or self.product.id
        said = []
        for question in self.quiz.questions:
            for choice in question.options:
                if (question.id, choice.id) in self.picked:
                    said += [link for link in choice.links if self._in((link,), wanted)]
        return said

    def _in(self, targets: tuple[Target, ...], product: str | None = None) -> bool:
        wanted = product or self.product.id
        return any(one.id == wanted for target in targets for one in self.catalogue.matched(target))

    def _votes(self, product: str | None = None) -> int:
        sign = {Effect.UPVOTE: 1, Effect.DOWNVOTE: -1}
        return sum(sign.get(link.effect, 0) * link.weight for link in self._links(product))

    def _included(self, product: str | None = None) -> bool:
        return any(link.effect is Effect.INCLUDE for link in self._links(product))

    def _rank(self, product: str | None = None) -> tuple[bool, int]:
        return self._included(product), self._votes(product)

    def _sold_out(self, product: str) -> bool:
        found = self.catalogue.product(product)
        return found is not None and found.sold_out

    def _excluded(self) -> bool:
        never = [link for link in self._links() if link.effect is Effect.EXCLUDE]
        gone = {link.to for link in never if link.by is By.VARIANT}
        every = {one.id for one in self.product.variants}
        return any(link.by is not By.VARIANT for link in never) or (bool(every) and every <= gone)

    def _fits(self, slot_id: str) -> bool:
        slot = self.slots[slot_id]
        enough = self._included() or self._votes() >= slot.minimum_votes
        hidden = slot.sold_out == "hide" and self.product.sold_out
        return enough and self._spoken_for() and not hidden and (not slot.source or self._in(slot.source))

    def _spoken_for(self) -> bool:
        """Whether the shopper said something about it, or some choice of the quiz votes for it."""
        here = any(link.effect is not Effect.EXCLUDE for link in self._links())
        said = [link for one in self.quiz.questions for choice in one.options for link in choice.links]
        return here or any(link.effect is Effect.UPVOTE and self._in((link,)) for link in said)

    def _full(self, slot: str) -> bool:
        return len(self.shown[slot].products) == self.slots[slot].count

    def _wins(self, ties: Ties, slot: Slot, other: str) -> bool:
        """Whether this rule puts the other first, and where it is the catalogue, the slot's own finds them equal."""
        one, two = self.product, self.catalogue.product(other)
        assert two is not None
        if ties is Ties.CATALOGUE:
            same = slot.ties is Ties.CATALOGUE or _worth(slot.ties, one) == _worth(slot.ties, two)
            return same and self.catalogue.place(two.id) < self.catalogue.place(one.id)
        return ties is slot.ties and _worth(ties, two) > _worth(ties, one)


def _worth(ties: Ties, product: Product) -> tuple[bool, Decimal, str]:
    """How a rule for ties values a product; the higher comes first, and what is not known last."""
    prices = [variant.price for variant in product.variants if variant.price is not None]
    if ties is Ties.NEWEST:
        return bool(product.created), Decimal(), product.created
    price = min(prices, default=Decimal())
    return bool(prices), price if ties is Ties.DEAREST else -price, ""
