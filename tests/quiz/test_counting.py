"""Counting a quiz again after edits gives what counting it from the start does, and counts only what was touched."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.quiz.coverage import (
    Count,
    Counting,
    Coverage,
    Placing,
    Stopped,
    TooMany,
    drawing,
    forecast,
    products,
    votes,
)
from quizdesigner.quiz.coverage.chart import Chart
from quizdesigner.quiz.document import (
    By,
    Choice,
    Compare,
    HasTag,
    Kind,
    Link,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Segment,
    Slot,
    Tag,
    TagGroup,
)
from quizdesigner.starters import load_starter
from tests.quiz.covered import covered
from tests.quiz.projects import conditions

Edit = Callable[[Project, Project], Project]


def _questions(project: Project, change: Callable[[Question], Question]) -> Project:
    quiz = project.quizzes[0]
    return replace(project, quizzes=(replace(quiz, questions=tuple(map(change, quiz.questions))),))


EDITS: dict[str, Edit] = {
    "another quiz": lambda _, other: other,
    "the other's results pages": lambda one, other: replace(
        one, quizzes=(replace(one.quizzes[0], results=other.quizzes[0].results),)
    ),
    "the other's products": lambda one, other: replace(one, products=other.products),
    "the products the other way round": lambda one, _: replace(one, products=one.products[::-1]),
    "other words": lambda one, _: _questions(one, lambda question: replace(question, title="Words", key="k")),
    "all choices give a tag": lambda one, _: _questions(
        one,
        lambda question: replace(
            question, choices=tuple(replace(choice, tags=(*choice.tags, "t2")) for choice in question.choices)
        ),
    ),
    "all choices vote": lambda one, _: _questions(
        one,
        lambda question: replace(
            question, choices=tuple(replace(choice, links=(*choice.links, Link("p1"))) for choice in question.choices)
        ),
    ),
    "nothing is needed": lambda one, _: _questions(one, lambda question: replace(question, required=False)),
    "a tag for all": lambda one, _: replace(one, quizzes=(replace(one.quizzes[0], tags=("t0",)),)),
    "a group of one value": lambda one, _: replace(one, tag_groups=(TagGroup("group0", single=True),)),
    "no segments": lambda one, _: replace(one, segments=()),
}


@settings(max_examples=60)
@given(covered(100), covered(100), conditions(7, 3), st.lists(st.sampled_from(list(EDITS)), max_size=5))
def test_after_any_edits_the_count_is_the_one_from_the_start(
    project: Project, other: Project, rule: object, edits: list[str]
) -> None:
    project = replace(project, segments=(Segment("one", "One", rule),))  # type: ignore[arg-type]
    counting = Counting()
    assert counting.forecast(project, project.quizzes[0]) == forecast(project, project.quizzes[0])
    for name in edits:
        project = EDITS[name](project, other)
        assert counting.forecast(project, project.quizzes[0]) == forecast(project, project.quizzes[0])


def test_alike_products_in_another_order_are_counted_again() -> None:
    teas = Link("tea", By.TYPE)
    asked = Question("q", Kind.SINGLE, choices=(Choice("yes", links=(teas,)), Choice("no")))
    page = ResultsPage("end", sections=(Slot("slot", count=1),))
    products = (Product("black", "Black", type="tea"), Product("green", "Green", type="tea"))
    project = Project("p", "Client", (Quiz("quiz", "Quiz", (asked,), (page,)),), products=products)
    counting = Counting()
    counting.forecast(project, project.quizzes[0])
    project = replace(project, products=products[::-1])
    found = counting.forecast(project, project.quizzes[0])
    assert found == forecast(project, project.quizzes[0])
    assert isinstance(found, Coverage)
    shown = {one.product: one.placing.shown.sheets for one in found.products if isinstance(one.placing, Placing)}
    assert shown == {"green": 1, "black": 0}


def test_the_share_of_a_rule_is_one_of_the_sheets_that_segments_tell_apart() -> None:
    age = Question("age", Kind.NUMBER, "Age", lowest=0, highest=100)
    quiz = Quiz("quiz", "Quiz", (age,), (ResultsPage("end"),), tags=("taken",))
    # No edit makes such a segment; a project written by hand may have it.
    segment = Segment("grown", "Grown up", Compare("age", ">=", 18))
    project = Project("p", "Client", (quiz,), (Tag("taken", "quiz:taken"),), segments=(segment,))
    counting = Counting()
    found = counting.forecast(project, quiz)
    assert isinstance(found, Coverage)
    assert (found.sheets, found.rules["grown"]) == (2, Count(1, {"age": "18"}))
    everybody = counting.share(project, quiz, HasTag("taken"))
    assert isinstance(everybody, Count)
    assert everybody.sheets == found.sheets
    assert counting.share(project, quiz, segment.rule) == found.rules["grown"]


def test_an_edit_counts_only_what_it_touches(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    class Drawn(drawing._Drawing):
        def chart(self) -> Chart:
            done.append("chart")
            return super().chart()

    class Contested(votes.Contest):
        def _run(self) -> None:
            done.append("products")
            super()._run()

    monkeypatch.setattr(drawing, "_Drawing", Drawn)
    monkeypatch.setattr(products, "Contest", Contested)
    project, counting = load_starter("coffee"), Counting()
    tea = Choice("tea", "Tea", links=(Link(project.products[0].id),))
    segment = Segment("one", "One", HasTag(project.tags[0].id))
    counting.forecast(project, project.quizzes[0])
    assert done == ["chart", "products"]
    for edit, touched in (
        (EDITS["other words"], []),
        (EDITS["a group of one value"], []),
        (EDITS["a tag for all"], []),
        (lambda one, _: replace(one, segments=(segment,)), []),
        (lambda one, _: replace(one, products=one.products[:-2]), ["products"]),
        (lambda one, _: _questions(one, lambda question: replace(question, choices=(tea,))), ["chart", "products"]),
    ):
        done.clear()
        project = edit(project, project)
        counting.forecast(project, project.quizzes[0])
        assert done == touched


def test_a_count_that_nobody_waits_for_stops_and_the_next_is_right() -> None:
    project = load_starter("sleep")
    enough = [False]
    counting = Counting(stopped=lambda: enough[0])
    enough[0] = True
    with pytest.raises(Stopped):
        counting.forecast(project, project.quizzes[0])
    enough[0] = False
    found = counting.forecast(project, project.quizzes[0])
    assert isinstance(found, Coverage)
    assert not isinstance(found.empty, TooMany)
