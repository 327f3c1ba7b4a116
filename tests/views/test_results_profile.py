"""What the preview's panel says of products and the results page: votes, verdicts, ties, and what is hidden."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from quizdesigner.quiz import edits, play
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.document import (
    By,
    Chose,
    Effect,
    HasTag,
    Jump,
    MediaFile,
    Product,
    Project,
    Slot,
    Target,
    Ties,
    Variant,
)
from quizdesigner.views.preview.profile import Profile, profile
from quizdesigner.views.preview.profile_view import ProfileView
from quizdesigner.views.preview.recommended import Pick
from quizdesigner.views.preview.shopper import Shopper
from tests.views.recommending import shop

CALM: Answers = {"goal": ("calm",), "sun": ("no",), "name": "Ana"}


def shown(project: Project, answers: Answers, *, finished: bool = True) -> Profile:
    quiz = project.quizzes[0]
    shopper = Shopper(answers, finished=finished)
    return profile(project, quiz, play.outcome(project, quiz, answers), shopper)


def by_title(found: Profile) -> dict[str, Pick]:
    return {one.title: one for one in found.products}


def slots(*made: Slot) -> Project:
    project = shop()
    page = replace(project.quizzes[0].results[1], sections=made)
    quiz = replace(project.quizzes[0], results=(page,))
    return replace(project, quizzes=(quiz,))


def test_products_come_by_slot_with_what_spoke_for_them() -> None:
    found = shown(shop(), CALM)
    assert [(one.title, one.votes, one.reason, one.aside) for one in found.products] == [
        ("Barrier Serum", 2, "+1 Calm skin, +1 Calm skin", "Morning"),
        ("Clear Serum", 1, "+1 Calm skin", "Morning"),
        ("Oat Cream", 6, "+1 Calm skin, +5 Calm skin", "Evening"),
        ("Daily Shield", 0, "excluded by: No", ""),
    ]
    assert found.ending == ("The quiz ends on the results page “Ana, this is your routine”, for none before it fits.")
    assert found.hidden == ()


def test_hidden_sections_are_told_with_their_rule() -> None:
    found = shown(shop(), {"goal": ("clear",), "sun": ("yes",)})
    assert found.hidden == (
        "“Go slowly” is shown only when the answer to question 2 “Are you out in the sun?” is “No”.",
    )
    assert by_title(found)["Oat Cream"].votes == -1
    assert by_title(found)["Oat Cream"].reason == "−1 Clear skin"
    assert by_title(found)["Oat Cream"].aside == "not shown: it has −1 vote, and “Evening” asks for 1"


def test_the_page_is_told_with_the_rule_that_led_there() -> None:
    found = shown(shop(), {"goal": ("stay",), "sun": ("no",)})
    assert found.ending == "The quiz ends on the results page “Keep it simple”, because the shopper has goal:maintain."
    first = found.products[0]
    assert (first.title, first.votes, first.must) == ("Daily Dew", 0, True)
    assert (first.reason, first.aside) == ("must show: Just stay healthy", "Every day")
    project = edits.add_jump(shop(), "skin", "goal", Jump("j", "routine", Chose("goal", "stay")))
    ended = shown(project, {"goal": ("stay",)}).ending
    assert ended.endswith("because the answer to question 1 “What would you like?” is “Just stay healthy”.")
    only = edits.delete_results(shop(), "skin", "simple")
    assert shown(only, CALM).ending == "The quiz ends on the results page “Ana, this is your routine”."


def test_why_a_product_is_not_shown() -> None:
    project = slots(
        Slot("s", "One", count=1, source=(Target("serums", By.COLLECTION), Target("oat")), ties=Ties.DEAREST)
    )
    found = by_title(shown(project, CALM))
    assert found["Barrier Serum"].aside == "not shown: in “One” Oat Cream (6 votes) comes first; it has 2 votes"
    project = edits.set_link(project, "skin", "goal", "calm", Target("oat"), Effect.UPVOTE)
    project = edits.set_link(project, "skin", "goal", "calm", Target("milk"), Effect.UPVOTE)
    found = by_title(shown(project, CALM))
    assert (found["Barrier Serum"].aside, found["Oat Cream"].aside) == (
        "One",
        "not shown: tied with Barrier Serum in “One”; the higher price decided",
    )
    assert found["Milk Cleanser"].aside == "not shown: it is in no slot’s products"


def test_ties_on_show_sold_out_fallback_and_repeats() -> None:
    project = slots(
        Slot("a", "First", ties=Ties.CHEAPEST, minimum_votes=2, sold_out="hide"),
        Slot("b", "Again", count=1, repeat=True),
        Slot("c", "Else", minimum_votes=9, fallback=(Target("milk"),)),
    )
    project = edits.set_link(project, "skin", "goal", "calm", Target("oat"), None)
    project = edits.set_link(project, "skin", "goal", "calm", Target("clear"), Effect.UPVOTE)
    project = edits.set_link(project, "skin", "goal", "calm", Target("dew"), Effect.UPVOTE, 9)
    project = edits.change_product(project, "dew", variants=(Variant("dew-1", stock=0),))
    told = [(one.title, one.aside) for one in shown(project, CALM).products if not one.excluded]
    assert told == [
        ("Clear Serum", "First; tied, the lower price decides"),
        ("Barrier Serum", "First; tied, the lower price decides"),
        ("Daily Dew", "Again"),
        ("Milk Cleanser", "Else"),
        ("Oat Cream", "not shown: in “Again” Daily Dew (9 votes) comes first; it has 1 vote"),
    ]
    assert by_title(shown(project, CALM))["Milk Cleanser"].reason == "the fallback, since nothing fits"


def test_before_the_end_products_stand_as_they_are() -> None:
    found = shown(shop(), {"goal": ("calm",)}, finished=False)
    assert [(one.title, one.votes, one.aside) for one in found.products] == [
        ("Oat Cream", 6, ""),
        ("Barrier Serum", 2, ""),
        ("Clear Serum", 1, ""),
    ]
    assert (found.ending, found.hidden) == ("", ())


def test_a_project_without_those_products_says_nothing_of_them() -> None:
    project = replace(shop(), products=(Product("other", "Other"),))
    assert shown(project, CALM).products == ()
    assert HasTag("t-calm").customer_tag in {tag.id for tag in project.tags}


def test_the_panel_shows_all_of_it(qtbot: QtBot) -> None:
    view = ProfileView()
    qtbot.addWidget(view)
    view.resize(360, 700)
    view.show()
    view.show_profile(shown(shop(), {"goal": ("clear",), "sun": ("yes",)}))

    def words() -> list[str]:
        return [one.text() for one in view.findChildren(QLabel) if one.isVisible()]

    qtbot.waitUntil(lambda: "−1" in words())
    assert any(one.startswith("“Go slowly” is shown only when") for one in words())
    view.show_profile(shown(shop(), {"goal": ("stay",), "sun": ("no",)}))
    qtbot.waitUntil(lambda: "must show" in words())
    assert "excluded" in words()
    assert not any("Go slowly" in one for one in words())


def test_a_product_has_the_picture_the_project_keeps() -> None:
    picture = MediaFile(hashlib.sha256(b"p").hexdigest(), "image/webp", b"p")
    project = edits.store_media(shop(), picture)
    product = next(one for one in project.products if one.title == "Daily Dew")
    project = edits.change_product(project, product.id, picture=f"media:{picture.id}")
    found = shown(project, {"goal": ("stay",), "sun": ("no",)}).products
    assert [one.picture for one in found if one.title == "Daily Dew"] == [picture]
    assert [one.picture for one in found if one.title != "Daily Dew"] == [None] * (len(found) - 1)
