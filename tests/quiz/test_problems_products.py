"""What counting finds wrong with products and slots: what beats or excludes them, and ends without one."""

from __future__ import annotations

from msgspec.structs import replace

from quizdesigner.quiz.coverage import Wanted
from quizdesigner.quiz.document import (
    All,
    By,
    Choice,
    Chose,
    Effect,
    Kind,
    Link,
    Project,
    Question,
    ResultsPage,
    Slot,
    Target,
)
from tests.quiz.faulty import found, of, only, played
from tests.quiz.sheets import beaten, excluded


def voting(*links: tuple[Link, ...]) -> Question:
    choices = tuple(Choice(f"v{number}", f"V {number}", links=some) for number, some in enumerate(links))
    return Question("v", Kind.SINGLE, "Which?", choices=choices)


def shown_in(*slots: Slot, links: tuple[tuple[Link, ...], ...]) -> Project:
    return of(voting(*links), pages=(ResultsPage("end", "Done", sections=slots),))


def test_a_product_that_is_always_beaten_names_what_beats_it() -> None:
    links = ((Link("cream", weight=2), Link("oil")), (Link("cream"),))
    project = shown_in(Slot("s", "Best", count=1), links=links)
    one = only(project)
    assert one.text == "Oil is never shown, though 50 % of answer paths vote for it: Cream beats it."
    assert (one.product, one.wanted) == ("oil", Wanted("beaten", "oil"))
    assert beaten(played(project, one.wanted), "oil")
    more = tuple((*some, Link("balm")) for some in ((Link("cream", weight=2), Link("oil")), (Link("cream", weight=2),)))
    one = only(shown_in(Slot("s", "Best", count=1), links=more))
    assert one.text == "Balm and Oil are never shown: Cream beats them."
    assert (one.product, one.also) == ("balm", ("oil",))


def test_losing_among_a_collection_is_what_slots_are_for() -> None:
    project = shown_in(Slot("s", "Best", count=1), links=((Link("tea", By.TYPE),), (Link("tea", By.TYPE),)))
    teas = tuple(replace(product, type="tea") for product in project.products)
    assert found(replace(project, products=teas)) == ()


def test_a_product_that_is_always_excluded() -> None:
    out = Link("oil", effect=Effect.EXCLUDE)
    project = shown_in(Slot("s", "Best"), links=((Link("cream"), Link("oil"), out), (Link("cream"), out)))
    one = only(project)
    assert one.text == "Oil is never shown: every answer path excludes it."
    assert excluded(played(project, one.wanted), "oil")
    project = shown_in(Slot("s", "Best"), links=((Link("cream"), Link("oil"), out), (Link("cream"),)))
    assert only(project).text == (
        "Oil is never shown: wherever a choice votes for it, others exclude it or vote it down."
    )


def test_a_slot_that_never_has_a_product_and_one_never_shown() -> None:
    links = ((Link("cream"),), (Link("cream"),))
    never = All((Chose("v", "v0"), Chose("v", "v1")))
    project = shown_in(
        Slot("s", "Best"), Slot("t", "Oils", source=(Target("oil"),)), Slot("u", "Rest", show_when=never), links=links
    )
    empty, unseen = found(project)
    assert empty.text == "“Oils” on the results page “Done” never has a product: no answer path brings one into it."
    assert (empty.page, empty.slot) == ("end", "t")
    assert unseen.text == "“Rest” on the results page “Done” is never shown: its condition never holds."


def test_two_pages_may_have_slots_of_one_id() -> None:
    oils = Slot("s", "Oils", source=(Target("oil"),))
    idle = ResultsPage("first", "First", show_when=Chose("v", "v0"), sections=(oils,))
    second = ResultsPage("second", "Second", sections=(Slot("s", "Best"),))
    project = shown_in(links=((Link("cream"),), (Link("cream"),), ()))
    project = replace(project, quizzes=(replace(project.quizzes[0], results=(idle, second)),))
    empty, bare = found(project)
    assert (empty.page, empty.slot) == ("first", "s")
    assert (bare.page, bare.slot) == ("second", "s")
    assert "end without a product" in bare.text


def test_an_end_without_a_product_unless_the_author_says_something_there() -> None:
    project = shown_in(Slot("s", "Best"), links=((Link("cream"),), ()))
    one = only(project)
    assert one.text == "50 % of answer paths end without a product. Give a slot something to fall back on."
    assert (one.page, one.slot) == ("end", "s")
    assert played(project, one.wanted).outcome.recommended == ()
    said = Slot("s", "Best", empty="Nothing we sell fits.")
    assert found(shown_in(said, links=((Link("cream"),), ()))) == ()
    # One slot of two that is empty for some is left out for them.
    assert found(shown_in(Slot("s", count=1), Slot("t"), links=((Link("cream"), Link("oil")), (Link("cream"),)))) == ()
