"""What the tests of recommending share: a small shop, and quizzes of one question over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from quizdesigner.quiz import play
from quizdesigner.quiz.document import (
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
    Variant,
)

UP, DOWN, MUST, NEVER = Effect.UPVOTE, Effect.DOWNVOTE, Effect.INCLUDE, Effect.EXCLUDE

PRODUCTS = (
    Product(
        "tea",
        "Night tea",
        vendor="Halden",
        type="Tea",
        product_tags=("Calm", "herbs"),
        collections=("sleep",),
        created="2026-03-01",
        variants=(
            Variant("tea-s", "Small", price=Decimal("9.90"), stock=0),
            Variant("tea-l", "Large", price=Decimal("19.90"), stock=4),
        ),
    ),
    Product(
        "mask",
        "Sleep mask",
        vendor="Other",
        type="Textile",
        product_tags=("calm",),
        collections=("sleep", "dark"),
        created="2026-05-01",
        variants=(Variant("mask-1", price=Decimal("25"), stock=0),),
    ),
    Product("pillow", "Pillow", vendor="halden", type="textile", variants=(Variant("pillow-1", price=Decimal("60")),)),
    Product("lamp", "Lamp", created="2026-05-01"),
    Product("old", "Old tea", type="Tea", product_tags=("calm",), collections=("sleep",), published=False),
)


def ask(
    choices: Mapping[str, Sequence[Link]], *slots: Slot, products: Sequence[Product] = PRODUCTS, several: bool = True
) -> Project:
    """A quiz of one question with these choices (their links by id) and one results page."""
    question = Question(
        "q",
        Kind.MULTIPLE if several else Kind.SINGLE,
        "What?",
        required=False,
        choices=tuple(Choice(one, one.title(), links=tuple(links)) for one, links in choices.items()),
    )
    page = ResultsPage("end", sections=slots)
    return Project(
        "p",
        "Client",
        (Quiz("quiz", "Quiz", (question,), (page,)),),
        products=tuple(products),
        collections=(Collection("sleep", "Sleep"), Collection("dark", "Dark")),
    )


def played(project: Project, *picked: str) -> play.Outcome:
    return play.outcome(project, project.quizzes[0], {"q": picked} if picked else {})


def shown(project: Project, *picked: str) -> dict[str, tuple[str, ...]]:
    """The products each slot shows."""
    return {one.slot: one.products for one in played(project, *picked).shown}


def votes(project: Project, *picked: str) -> dict[str, int]:
    return {one.product: one.votes for one in played(project, *picked).products}
