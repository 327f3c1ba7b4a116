"""Differences between two versions of a quiz: each is said, by its name, and with what it can change."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import structs

from quizdesigner.quiz import compare, edits
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import (
    Choice,
    Chose,
    Connection,
    Effect,
    HasTag,
    Jump,
    Kind,
    Note,
    Project,
    Question,
    ResultsPage,
    Role,
    Service,
    Slot,
    Target,
)
from tests.quiz.projects import sleep_project

Q = "sleep"

Edit = Callable[[Project], Project]


def told(before: Project, after: Project) -> list[tuple[str, str, str]]:
    old, new = (bundle_of(project, project.quizzes[0]) for project in (before, after))
    return [(one.sort, one.sentence, one.effect) for one in compare.differences(old, new, Q)]


@pytest.mark.parametrize(
    ("edit", "sort", "sentence", "effect"),
    [
        (lambda p: edits.delete_question(p, Q, "why"), "removed", "Question 3 “Why herbs?” is gone", ""),
        (
            lambda p: edits.add_question(p, Q, Question("n", Kind.STATEMENT, "Nearly there"), 2),
            "added",
            "Statement “Nearly there” is new",
            "",
        ),
        (
            lambda p: edits.change_jump(p, Q, "goal", "j1", to="yes"),
            "changed",
            "Question 1, Nothing, thanks now goes to question 5",
            "Before: to question 4.",
        ),
        (
            lambda p: edits.change_jump(p, Q, "goal", "j1", when=HasTag("t-deep")),
            "changed",
            "Question 1 now goes to question 4 if the shopper has goal:deep",
            "Before: Question 1, Nothing, thanks went to question 4.",
        ),
        (
            lambda p: edits.delete_jump(p, Q, "goal", "j1"),
            "removed",
            "Question 1, Nothing, thanks no longer goes to question 4",
            "",
        ),
        (
            lambda p: edits.add_jump(p, Q, "avoid", Jump("j2", "end", Chose("goal", "fall"))),
            "changed",
            "Question 2 now goes to the results page if the answer to question 1 “What is your goal?” is “Fall asleep”",
            "",
        ),
        (
            lambda p: edits.set_show_when(p, Q, "why", None),
            "changed",
            "Question 3 is now shown to everybody who comes by",
            "Before: only if the shopper has avoid:herbs.",
        ),
        (
            lambda p: edits.change_question(p, Q, "avoid", required=True),
            "changed",
            "Question 2 must be answered now",
            "",
        ),
        (lambda p: edits.change_question(p, Q, "avoid", most=3), "changed", "Question 2 takes other answers", ""),
        (
            lambda p: edits.add_choice(p, Q, "goal", Choice("new", "Dream", tags=("t-deep",))),
            "added",
            "Question 1, Dream is new and gives goal:deep",
            "",
        ),
        (
            lambda p: edits.delete_choice(p, Q, "avoid", "wool"),
            "removed",
            "Question 2, Wool can no longer be picked",
            "",
        ),
        (
            lambda p: edits.link_tags(p, Q, "avoid", "noise", ["goal:deep"], lambda: "x"),
            "added",
            "Tag goal:deep on “Noise”, question 2",
            "",
        ),
        (
            lambda p: edits.link_tags(
                edits.unlink_tag(p, Q, "goal", "stay", "t-deep"), Q, "avoid", "noise", ["goal:deep"], lambda: "x"
            ),
            "changed",
            "Tag goal:deep on “Noise”, question 2, no longer on “Stay asleep”, question 1",
            "",
        ),
        (
            lambda p: edits.change_results(p, Q, "end", tags=("t-deep",)),
            "added",
            "Tag goal:deep on the results page “Your sleep”",
            "",
        ),
        (
            lambda p: edits.set_link(p, Q, "goal", "fall", Target("tea"), Effect.UPVOTE, 3),
            "added",
            "Product Night tea upvoted with 3 votes instead of 2 for “Fall asleep”, question 1",
            "",
        ),
        (
            lambda p: edits.set_link(p, Q, "goal", "fall", Target("tea"), None),
            "removed",
            "Product Night tea no longer upvoted for “Fall asleep”, question 1",
            "",
        ),
        (
            lambda p: edits.change_section(p, Q, "end", "s1", count=1),
            "changed",
            "Slot “For the night” on the results page “Your sleep” picks products otherwise",
            "",
        ),
        (
            lambda p: edits.change_section(p, Q, "end", "s1", reasons=False),
            "changed",
            "Slot “For the night” on the results page “Your sleep” looks or reads otherwise",
            "",
        ),
        (lambda p: edits.add_results(p, Q, ResultsPage("two", "Other")), "added", "Results page “Other” is new", ""),
        (
            lambda p: edits.rename_tag(p, "t-deep", "goal:deeper"),
            "changed",
            "Tag goal:deep is now called goal:deeper",
            "",
        ),
        (
            lambda p: edits.change_question(p, Q, "goal", title="Your goal?"),
            "changed",
            "Title of question 1 text only",
            "“What is your goal?” is now “Your goal?”.",
        ),
        (
            lambda p: edits.change_connection(p, "k1", retake="accumulate", tag_field="tags"),
            "changed",
            "Connection to Klaviyo changed: on a retake “Keep all”; tags go to tags instead of quiz_tags",
            "",
        ),
        (
            lambda p: edits.change_product(p, "tea", published=False),
            "removed",
            "Product Night tea no longer for sale",
            "",
        ),
        (
            lambda p: edits.change_product(p, "tea", title="Evening tea"),
            "changed",
            "Product Evening tea changed in the catalogue",
            "",
        ),
    ],
)
def test_a_change_is_one_sentence(edit: Edit, sort: str, sentence: str, effect: str) -> None:
    before = sleep_project()
    assert told(before, edit(before)) == [(sort, sentence, effect)]


def test_a_product_for_sale_again_is_new_to_shoppers() -> None:
    after = sleep_project()
    before = edits.change_product(after, "tea", published=False)
    assert told(before, after) == [("added", "Product Night tea for sale now", "")]


def test_what_matters_most_comes_first() -> None:
    before = sleep_project()
    after = edits.change_question(before, Q, "goal", title="Your goal?")
    after = edits.set_link(after, Q, "goal", "fall", Target("mask"), Effect.UPVOTE)
    after = edits.link_tags(after, Q, "avoid", "noise", ["sound:light"], lambda: "x")
    after = edits.delete_question(after, Q, "why")
    assert [sentence for _, sentence, _ in told(before, after)] == [
        "Question 3 “Why herbs?” is gone",
        "Tag sound:light on “Noise”, question 2",
        "Product Sleep mask upvoted for “Fall asleep”, question 1",
        "Title of question 1 text only",
    ]


def test_a_tag_some_rule_asks_for_changes_more_than_the_tag() -> None:
    before = sleep_project()
    after = edits.link_tags(before, Q, "goal", "fall", ["avoid:herbs"], lambda: "x")
    old, new = (bundle_of(project, project.quizzes[0]) for project in (before, after))
    assert [(one.reach, one.tags) for one in compare.differences(old, new, Q)] == [("everything", ("t-noherb",))]


def test_nothing_is_no_difference_and_nothing_live_is_one() -> None:
    bundle = bundle_of(sleep_project(), sleep_project().quizzes[0])
    assert compare.differences(bundle, bundle, Q) == ()
    first = compare.differences(None, bundle, Q)[0]
    assert (first.name, first.effect) == ("First version", "Live from now on: 5 questions, 3 customer tags.")


def test_every_digest_that_differs_has_a_difference_to_show() -> None:
    project = sleep_project()
    changes: list[Edit] = [
        lambda p: edits.rename_quiz(p, Q, "Other"),
        lambda p: edits.change_question(p, Q, "goal", description="More words"),
        lambda p: edits.change_choice(p, Q, "goal", "fall", picture="https://halden.example/a.png"),
        lambda p: edits.move_choice(p, Q, "goal", "fall", 2),
        lambda p: edits.change_results(p, Q, "end", title="Other"),
        lambda p: edits.add_section(p, Q, "end", Note("n", text="Hello")),
        lambda p: edits.add_section(p, Q, "end", Slot("s2")),
        lambda p: edits.set_shop(p, "https://other.example", "EUR", ""),
        lambda p: edits.rename_project(p, "Another client"),
        lambda p: structs.replace(p, platform="shopify"),
        lambda p: structs.replace(p, products=p.products[::-1]),
        lambda p: structs.replace(p, connections=()),
        lambda p: structs.replace(p, connections=(*p.connections, Connection("z", Service.ZAPIER))),
        lambda p: edits.change_choice(p, Q, "goal", "fall", role=Role.NONE),
        lambda p: edits.change_choice(p, Q, "goal", "fall", translations={"de": {"title": "Einschlafen"}}),
        lambda p: edits.change_choice(p, Q, "age", "old", least=70.0),
    ]
    ages = (Choice("old", role=Role.RANGE, least=65.0),)
    project = edits.add_question(project, Q, Question("age", Kind.NUMBER, "Age?", choices=ages))
    for change in changes:
        said = told(project, change(project))
        assert said
        assert "Details nothing shoppers notice" not in [sentence for _, sentence, _ in said]
