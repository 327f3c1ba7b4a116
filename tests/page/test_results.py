"""The results page: sections, products and why, prices, carts, codes, and what the shopper said."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from typing import Literal

import pytest
from msgspec.structs import replace

from quizdesigner.page.document import results_page
from quizdesigner.quiz.answers import Answers
from quizdesigner.quiz.document import (
    Answered,
    By,
    Choice,
    Discount,
    Effect,
    Kind,
    Link,
    Not,
    Note,
    Project,
    Question,
    ResultsPage,
    Role,
    Slot,
    Variant,
)
from quizdesigner.quiz.localise import localised
from quizdesigner.quiz.play import outcome
from tests.page.every_kind import SEA, every_kind, with_language

_FALL: Answers = {"goal": ("fall",)}


def _html(project: Project, answers: Answers, language: str = "") -> str:
    quiz = project.quizzes[0]
    found = outcome(project, quiz, answers)
    assert found.waiting is None
    page = results_page(project, localised(quiz, language), found, again="/q/x", media="m/")
    return page.html.decode().partition("<body>")[2]


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def _goal(*sections: Slot | Note | Discount, **fields: object) -> Project:
    """The project with the question for the goal alone, and these sections on its results page."""
    project = every_kind("goal")
    page = replace(ResultsPage("end", "Your night", sections=sections), **fields)
    return replace(project, quizzes=(replace(project.quizzes[0], results=(page,)),))


def test_a_card_says_what_it_is_and_why_and_leads_to_cart_and_product() -> None:
    html = _html(_goal(Slot("s", "Evening", button="cart")), _FALL)
    assert _text(html) == (
        "Your night Evening Night tea Because you said “Falling asleep”. $9.90 Add to cart View product"
        " Take the quiz again"
    )
    assert 'href="https://halden.example/cart/101:1" target="_blank"' in html
    assert 'href="https://halden.example/products/night-tea"' in html
    assert f'src="m/{SEA.id}"' in html


def test_reasons_can_be_left_out_and_a_link_renamed() -> None:
    html = _html(_goal(Slot("s", reasons=False), link_label="Details", retake=False), _FALL)
    assert _text(html) == "Your night Night tea $9.90 Details"


def test_what_was_said_beside_a_choice_is_the_reason() -> None:
    project = _goal(Slot("s"))
    quiz = project.quizzes[0]
    other = replace(quiz.questions[0].choices[2], links=(Link("mask", effect=Effect.INCLUDE),))
    question = replace(quiz.questions[0], choices=(*quiz.questions[0].choices[:2], other))
    project = replace(project, quizzes=(replace(quiz, questions=(question,)),))
    html = _html(project, {"goal": ("else",), "goal/other": "Naps & <naps>"})
    assert "Because you said “Naps &amp; &lt;naps&gt;”." in html


def test_a_number_is_a_reason_of_its_own() -> None:
    project = _goal(Slot("s"))
    hours = Question(
        "hours",
        Kind.NUMBER,
        "Hours?",
        step=0.5,
        unit="h",
        choices=(Choice("few", "", Role.RANGE, most=6, links=(Link("tea"),)),),
    )
    project = replace(project, quizzes=(replace(project.quizzes[0], questions=(hours,), language="de"),))
    assert "„5,5 h“" in _html(project, {"hours": "5.5"})


def test_sections_for_those_they_are_for_alone() -> None:
    project = _goal(
        Note("a", "For you", show_when=Answered("goal"), text="Hello {goal|you}"),
        Note("b", "Not for you", show_when=Not(Answered("goal")), text="Hello"),
        Slot("c", "Nothing", minimum_votes=9),
        Slot("d", "Instead", minimum_votes=9, empty="Sorry, {goal|you}."),
    )
    assert _text(_html(project, _FALL)) == (
        "Your night For you Hello Falling asleep Instead Sorry, Falling asleep. Take the quiz again"
    )


def test_a_note_with_picture_and_button() -> None:
    note = Note("n", "Begin", text="Slowly.", picture=f"media:{SEA.id}", label="How", link="https://halden.example/how")
    html = _html(_goal(note), _FALL)
    assert f'<img class="shot" src="m/{SEA.id}"' in html
    assert '<a class="button" href="https://halden.example/how" target="_blank" rel="noopener">How</a>' in html


def test_everything_into_the_cart_with_the_code() -> None:
    slots = Slot("s", minimum_votes=0, button="cart"), Discount("d", code="REST10", text="For you")
    html = _html(_goal(*slots, add_all=True), _FALL)
    assert 'href="https://halden.example/cart/101:1,102:1?discount=REST10"' in html
    assert "Add all, $34.00" in html
    assert "<code>REST10</code>" in html
    assert 'href="https://halden.example/cart/101:1?discount=REST10"' in html


def test_a_shop_without_such_addresses_is_only_looked_at() -> None:
    project = replace(_goal(Slot("s", button="cart"), add_all=True), platform="")
    html = _html(project, _FALL)
    assert "Add" not in html
    assert re.search(r'<a class="button"[^>]* href="https://halden.example/products/night-tea"', html)


def test_what_is_sold_out_says_so_and_goes_into_no_cart() -> None:
    project = _goal(Slot("s", button="cart", minimum_votes=0), add_all=True)
    tea = replace(project.products[0], variants=(replace(project.products[0].variants[0], stock=0),))
    html = _html(replace(project, products=(tea, *project.products[1:])), _FALL)
    assert "$9.90 Sold out View product" in _text(html)
    assert "/cart/101" not in html
    assert "Add all, $24.10" in html


@pytest.mark.parametrize("button", ["cart", "view"])
def test_the_variant_a_choice_prefers_is_put_in_the_cart_and_priced(button: Literal["view", "cart"]) -> None:
    project = _goal(Slot("s", button=button))
    small = Variant("small", price=Decimal(5), shop_id="7")
    large = Variant("large", price=Decimal(8), shop_id="8")
    quiz = project.quizzes[0]
    fall = replace(quiz.questions[0].choices[0], links=(Link("large", By.VARIANT),))
    question = replace(quiz.questions[0], choices=(fall, *quiz.questions[0].choices[1:]))
    tea = replace(project.products[0], variants=(small, large))
    project = replace(project, quizzes=(replace(quiz, questions=(question,)),), products=(tea,))
    html = _html(project, _FALL)
    assert ("/cart/8:1" in html) is (button == "cart")
    assert "$8.00" in html
    assert "$5.00" not in html


def test_another_language_in_all_its_parts() -> None:
    project = _goal(Slot("s", "Evening", button="cart"), Discount("d", code="X"))
    quiz = project.quizzes[0]
    question = quiz.questions[0]
    fall = replace(question.choices[0], translations={"de": {"title": "Einschlafen"}})
    page = replace(quiz.results[0], translations={"de": {"title": "Deine Nacht: {goal|gut}"}})
    quiz = replace(
        quiz,
        languages=("de",),
        questions=(replace(question, choices=(fall, *question.choices[1:])),),
        results=(page,),
    )
    html = _html(replace(project, quizzes=(quiz,), currency="EUR"), _FALL, "de")
    assert "<h1>Deine Nacht: Einschlafen</h1>" in html
    assert "9,90\u00a0€" in html
    assert "Einschlafen“" in html
    assert "Add to cart" not in html


@pytest.mark.parametrize(("language", "day"), [("en", "May 1, 2024"), ("de", "1. Mai 2024"), ("xx", "May 1, 2024")])
def test_days_as_people_write_them(language: str, day: str) -> None:
    project = with_language(every_kind("since"), language)
    page = ResultsPage("end", "Since {since|long ago}")
    project = replace(project, quizzes=(replace(project.quizzes[0], results=(page,)),))
    assert f"<h1>Since {day}</h1>" in _html(project, {"since": "2024-05-01"})
