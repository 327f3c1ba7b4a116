"""What a finished quiz says of the products it recommends."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from quizdesigner.quiz.document import By, Link, Product, Variant
from quizdesigner.quiz.lead import LeadProduct, lead
from quizdesigner.quiz.play import outcome
from tests.quiz.projects import sleep_project

SMALL = Variant("small", sku="TEA-S", price=Decimal(5))
LARGE = Variant("large", sku="TEA-L", price=Decimal(8))


@pytest.mark.parametrize(
    ("link", "said"),
    [(Link("large", By.VARIANT), ("TEA-L", Decimal(8))), (Link("tea"), ("TEA-S", Decimal(5)))],
)
def test_a_product_is_the_variant_the_choices_prefer(link: Link, said: tuple[str, Decimal]) -> None:
    (product,) = recommended(Product("tea", "Night tea", variants=(SMALL, LARGE)), link)
    assert (product.sku, product.price) == said


def test_a_product_without_a_price_or_sku_is_named_all_the_same() -> None:
    assert recommended(Product("tea", "Night tea"), Link("tea"))[0] == LeadProduct("tea", "tea", "Night tea", "", None)


def recommended(tea: Product, link: Link) -> tuple[LeadProduct, ...]:
    """The products of a shopper whose only choice has this link."""
    project = sleep_project()
    quiz = project.quizzes[0]
    hello, goal, *others = quiz.questions
    fall = replace(goal.choices[0], links=(link,))
    quiz = replace(quiz, questions=(hello, replace(goal, choices=(fall, *goal.choices[1:])), *others))
    project = replace(project, quizzes=(quiz,), products=(tea,))
    found = outcome(project, quiz, {goal.id: (fall.id,), "mail": "ana@example.com"})
    return lead(project, quiz, found, event_id="e", at="2026-11-21T10:00:00Z", revision=1).products
