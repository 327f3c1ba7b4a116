"""Coverage equals what one gets by playing every answer sheet of a quiz, and its examples do what they claim."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz import rules
from quizdesigner.quiz.coverage import Alone, Count, Coverage, GroupReach, Placing, TooMany, coverage, paths
from quizdesigner.quiz.document import AnyCondition, Compare, Project, Quiz
from quizdesigner.quiz.play import outcome, walk
from tests.quiz.covered import covered
from tests.quiz.projects import conditions
from tests.quiz.sheets import (
    Census,
    Played,
    beaten,
    downvoted,
    excluded,
    filling,
    included,
    linked,
    never_with,
    tied,
    voted,
)


@settings(max_examples=120)
@given(covered(150), conditions(7, 3), conditions(7, 3))
def test_everything_equals_playing_every_sheet(project: Project, rule: AnyCondition, other: AnyCondition) -> None:
    compare(project, rule, other)


@pytest.mark.soak
@settings(max_examples=4000)
@given(covered(600), conditions(7, 3), conditions(7, 3))
def test_everything_equals_playing_every_sheet_of_thousands(
    project: Project, rule: AnyCondition, other: AnyCondition
) -> None:
    compare(project, rule, other)


def compare(project: Project, rule: AnyCondition, other: AnyCondition) -> None:
    """Hold every number of the coverage against every sheet played."""
    quiz = project.quizzes[0]
    census = Census(project, quiz, (rule, other))
    group = ("t0", "t1", "t2")
    found = coverage(project, quiz, rules={"one": rule, "two": other}, groups={"group": group})
    assert isinstance(found, Coverage)
    compare_reach(found, census, quiz)
    for tag in found.tags:
        same(tag.reached, census, lambda one, tag=tag.tag: tag in one.tags)  # type: ignore[misc]
    for name, condition in (("one", rule), ("two", other)):
        same(
            found.rules[name],
            census,
            lambda one, condition=condition: rules.holds(condition, one.walk.ends_with),  # type: ignore[misc]
        )
    groups = found.groups["group"]
    assert isinstance(groups, GroupReach)
    same(groups.none, census, lambda one: not one.tags.intersection(group))
    same(groups.one, census, lambda one: len(one.tags.intersection(group)) == 1)
    same(groups.several, census, lambda one: len(one.tags.intersection(group)) > 1)
    compare_products(found, census, quiz)
    compare_slots(found, census)
    if not any(isinstance(part, Compare) for condition in (rule, other) for part in rules.atoms(condition)):
        assert found.sheets == paths(quiz)


def compare_reach(found: Coverage, census: Census, quiz: Quiz) -> None:
    """Sheets, routes, questions, choices, jumps, results pages."""
    assert found.sheets == len(census.finished)
    assert found.stuck == len(census.all) - len(census.finished)
    assert found.routes == len({(one.outcome.route, one.outcome.results) for one in census.finished})
    jumped = census.jumped(quiz)
    for question, told in zip(quiz.questions, found.questions, strict=True):
        assert told.question == question.id
        assert told.sheets == census.reached(question.id)
        assert told.stuck == sum(one.stuck and one.outcome.route[-1] == question.id for one in census.all)
        assert [choice.choice for choice in told.choices] == [choice.id for choice in question.options]
        for choice in told.choices:
            assert choice.sheets == census.picked(question.id, choice.choice)
        assert [(jump.jump, jump.sheets) for jump in told.jumps] == [
            (jump.id, jumped[question.id, jump.id]) for jump in question.jumps
        ]
    for page in found.pages:
        same(page.reached, census, lambda one, page=page.page: one.outcome.results == page)  # type: ignore[misc]


def compare_products(found: Coverage, census: Census, quiz: Quiz) -> None:
    """Votes, exclusions, places on the results page."""
    assert [one.product for one in found.products] == linked(census.project, quiz)
    for told in found.products:
        product = told.product
        same(told.voted, census, lambda one, product=product: voted(one, product))  # type: ignore[misc]
        same(told.downvoted, census, lambda one, product=product: downvoted(one, product))  # type: ignore[misc]
        same(told.included, census, lambda one, product=product: included(one, product))  # type: ignore[misc]
        same(told.excluded, census, lambda one, product=product: excluded(one, product))  # type: ignore[misc]
        assert isinstance(told.placing, Placing)
        same(told.placing.shown, census, lambda one, product=product: product in one.outcome.recommended)  # type: ignore[misc]
        same(told.placing.first, census, lambda one, product=product: one.outcome.recommended[:1] == (product,))  # type: ignore[misc]
        same(told.placing.beaten, census, lambda one, product=product: beaten(one, product))  # type: ignore[misc]
        same(told.placing.tied, census, lambda one, product=product: tied(census, one, product))  # type: ignore[misc]
        assert (told.placing.beaten_by, told.placing.beaten_in) == census.beaten_by(product)
        assert told.placing.never_with == never_with(census, product)
    same(found.empty, census, lambda one: not one.outcome.recommended)


def compare_slots(found: Coverage, census: Census) -> None:
    """How many products fit a slot, whether it falls back, and between which products its rule for ties decides."""
    assert isinstance(found.slots, tuple)
    pages = census.quiz.results
    every = [(page, slot) for page in pages for slot in page.slots]
    assert [(one.page, one.slot) for one in found.slots] == [(page.id, slot.id) for page, slot in every]
    order = [product.id for product in census.project.products]
    for (page, slot), told in zip(every, found.slots, strict=True):
        filled = [of for one in census.finished if (of := filling(census, one, page, slot)) is not None]
        same(told.shown, census, lambda one, at=(page, slot): filling(census, one, *at) is not None)  # type: ignore[misc]
        assert len(told.filled) == slot.count + 1
        for number, count in enumerate(told.filled):
            assert count.sheets == sum(of.fits == number for of in filled)
        for name in ("fallback", "empty", "tied"):
            assert getattr(told, name).sheets == sum(getattr(of, name) for of in filled)
        ties = {product for of in filled for product in of.ties}
        assert told.ties == tuple(product for product in order if product in ties)


def same(told: Count | TooMany, census: Census, holds: Callable[[Played], bool]) -> None:
    """The number is right, and the example is among the shortest of the sheets it stands for."""
    assert isinstance(told, Count)
    sheets = census.where(holds)
    assert told.sheets == len(sheets)
    if not sheets:
        assert told.example is None
        return
    assert told.example is not None
    quiz = census.project.quizzes[0]
    walked = walk(quiz, told.example)
    assert walked.waiting is None
    assert walked.answers == told.example
    played = Played(told.example, walked, outcome(census.project, quiz, told.example), stuck=False)
    assert holds(played)
    assert played.length == min(one.length for one in sheets)


@settings(max_examples=100)
@given(covered(120), conditions(7, 3), st.integers(1, 600))
def test_with_any_budget_what_is_told_is_right(project: Project, rule: AnyCondition, budget: int) -> None:
    quiz = project.quizzes[0]
    told = coverage(project, quiz, rules={"one": rule}, groups={"group": ("t0", "t3")}, budget=budget)
    if isinstance(told, TooMany):
        assert told == TooMany(budget)
        assert paths(quiz, budget=budget) is None
        return
    whole = coverage(project, quiz, rules={"one": rule}, groups={"group": ("t0", "t3")})
    assert isinstance(whole, Coverage)
    assert (told.sheets, told.stuck) == (whole.sheets, whole.stuck)
    assert (told.questions, told.pages, told.tags) == (whole.questions, whole.pages, whole.tags)
    assert told.routes in (whole.routes, TooMany(budget))
    agrees(told.rules["one"], whole.rules["one"], budget)
    assert told.groups["group"] == TooMany(budget) or isinstance(told.groups["group"], GroupReach)
    agrees(told.empty, whole.empty, budget)
    for mine, right in zip(told.products, whole.products, strict=True):
        assert (mine.voted, mine.downvoted, mine.included) == (right.voted, right.downvoted, right.included)
        agrees(mine.excluded, right.excluded, budget)
        if isinstance(mine.placing, Alone):
            only = tuple(product for product in project.products if product.id == mine.product)
            census = Census(replace(project, products=only), quiz)
            same(mine.placing.eligible, census, lambda one: bool(one.outcome.recommended))
        else:
            assert mine.placing in (right.placing, TooMany(budget))


def agrees(told: Count | TooMany, right: Count | TooMany, budget: int) -> None:
    """The right number, with the right example or none; or the word that there are too many."""
    assert isinstance(right, Count)
    assert told in (right, Count(right.sheets), TooMany(budget))
