"""Consequences equal what playing every answer sheet of both versions adds up to, and stand under what caused them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from quizdesigner.quiz import compare, edits, rules
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.consequences import Both, Consequences, Figures, RouteChange, Told, consequences, told
from quizdesigner.quiz.coverage import Placing, TooMany, coverage
from quizdesigner.quiz.coverage.budget import Stopped
from quizdesigner.quiz.document import (
    All,
    Any,
    Choice,
    Chose,
    Effect,
    HasTag,
    Kind,
    Not,
    Project,
    Question,
    Segment,
    Tag,
    Target,
)
from quizdesigner.quiz.tags import group_of
from tests.quiz.changed import changed
from tests.quiz.projects import conditions, sleep_project
from tests.quiz.sheets import Census, Played
from tests.quiz.test_routes import long_quiz, played

Q = "sleep"


def bundles(before: Project, after: Project) -> tuple[Project, Project]:
    return bundle_of(before, before.quizzes[0]), bundle_of(after, after.quizzes[0])


def counted(before: Project, after: Project, *segments: Segment) -> Consequences:
    old, new = bundles(before, after)
    return consequences(old, new, old.quizzes[0].id, segments)


@settings(max_examples=50)
@given(changed(100), conditions(7, 2))
def test_every_figure_equals_playing_every_sheet_of_both(pair: tuple[Project, Project], rule: All) -> None:
    segments = (Segment("s1", "One", rule), Segment("s2", "None", Not(Any((HasTag("t0"), HasTag("t1"))))))
    old, new = bundles(*pair)
    figures = consequences(old, new, "quiz", segments).figures
    assert isinstance(figures, Figures)
    was, now = Census(old, old.quizzes[0], (rule,)), Census(new, new.quizzes[0], (rule,))

    def both(holds: Callable[[Played], bool]) -> Both:
        return Both(len(was.where(holds)), len(now.where(holds)))

    assert figures.sheets == both(lambda one: True)
    assert figures.stuck == Both(*(len(side.all) - len(side.finished) for side in (was, now)))
    routes = figures.routes
    assert isinstance(routes, RouteChange)
    olds, news = played(old), played(new)
    assert (routes.before, routes.after) == (len(olds), len(news))
    assert (routes.gained, routes.lost) == (len(news - olds), len(olds - news))
    for question in figures.questions:
        assert question.exact == Both(was.reached(question.id), now.reached(question.id))
    for stuck in figures.dead_ends:
        ends = [sum(one.stuck and one.outcome.route[-1] == stuck.id for one in side.all) for side in (was, now)]
        assert stuck.exact == Both(*ends)
    for page in figures.pages:
        assert page.exact == both(lambda one, page=page.id: one.outcome.results == page)  # type: ignore[misc]
    assert {tag.id for tag in figures.tags} == {tag.id for side in (old, new) for tag in side.tags}
    for tag in figures.tags:
        assert tag.exact == both(lambda one, tag=tag.id: tag in one.tags)  # type: ignore[misc]
    for group in figures.groups:
        assert group.exact == Both(in_group(was, group.id), in_group(now, group.id))
    for one, segment in zip(figures.segments, segments, strict=True):
        assert one.exact == both(lambda one, rule=segment.rule: rules.holds(rule, one.walk.ends_with))  # type: ignore[misc]
    for product in figures.products:
        assert product.exact == both(lambda one, product=product.id: product in one.outcome.recommended)  # type: ignore[misc]
    shown = {product for side in (was, now) for one in side.finished for product in one.outcome.recommended}
    assert shown <= {product.id for product in figures.products}
    assert figures.empty.exact == both(lambda one: not one.outcome.recommended)
    for beaten in figures.beaten:
        assert now.beaten_by(beaten.product)[0] == beaten.by != was.beaten_by(beaten.product)[0]


def in_group(census: Census, key: str) -> int:
    tags = {tag.id for tag in census.project.tags if group_of(tag.name).casefold() == key}
    return len(census.where(lambda one: not one.tags.isdisjoint(tags)))


@settings(max_examples=50)
@given(changed(60))
def test_whatever_changes_for_shoppers_is_said_once(pair: tuple[Project, Project]) -> None:
    old, new = bundles(*pair)
    differences = compare.differences(old, new, "quiz")
    found = consequences(old, new, "quiz", ())
    said = told(differences, found)
    assert sorted(one.difference.sentence for one in said.changes) == sorted(one.sentence for one in differences)
    figures = found.figures
    assert isinstance(figures, Figures)
    if not differences:
        # What stays the same has no consequences.
        assert said == Told(())
        assert figures.sheets.before == figures.sheets.after
        return
    lines = [line.text for change in said.changes for line in change.lines] + [line.text for line in said.together]
    for product in figures.products:
        if product.lost or product.gained:
            assert sum(text.startswith(f"{product.name} is shown") for text in lines) >= 1
    for tag in figures.tags:
        if tag.gained:
            assert sum(f"Nobody got {tag.name} before; " in text for text in lines) == 1
        if tag.lost:
            group = f"Nobody gets any {group_of(tag.name)}: tag any more"
            assert sum(text.startswith((f"Nobody gets {tag.name} any more", group)) for text in lines) == 1
    looks = all(one.reach in ("looks", "crm") for one in differences)
    if looks:
        # A difference that is said to be one of looks alone must be one.
        assert [one for one in (*figures.tags, *figures.products, *figures.questions) if one.before != one.after] == []
        assert isinstance(figures.routes, RouteChange)
        assert (figures.routes.gained, figures.routes.lost) == (0, 0)


def say(before: Project, after: Project, *segments: Segment) -> dict[str, list[str]]:
    """The lines under each difference, and under “together”."""
    old, new = bundles(before, after)
    quiz = old.quizzes[0].id
    said = told(compare.differences(old, new, quiz), consequences(old, new, quiz, segments))
    found = {one.difference.sentence: [line.text for line in one.lines] for one in said.changes}
    return found | ({"together": [line.text for line in said.together]} if said.together else {})


def test_a_rule_that_skips_a_question_costs_its_tags_and_segments() -> None:
    before = sleep_project()
    after = edits.change_jump(before, Q, "goal", "j1", when=Any((Chose("goal", "none"), Chose("goal", "stay"))))
    segment = Segment("s", "Herb free", HasTag("t-noherb"))
    found = say(before, after, segment)
    assert len(found) == 1
    lines = next(iter(found.values()))
    assert any(line.startswith("Segment Herb free shrinks from ") for line in lines)
    assert any(line.startswith("avoid:herbs shrinks from ") for line in lines)
    assert any("answer paths meet question 2" in line for line in lines)


def test_tags_products_and_services_stand_under_what_brings_them() -> None:
    before = sleep_project()
    after = edits.link_tags(before, Q, "avoid", "noise", ["sound:light"], lambda: "new")
    after = edits.set_link(after, Q, "goal", "stay", Target("mask"), Effect.EXCLUDE)
    after = edits.change_question(after, Q, "mail", title="Where to?")
    found = say(before, after)
    assert list(found) == [
        "Product Sleep mask excluded instead of upvoted for “Stay asleep”, question 1",
        "Tag sound:light on “Noise”, question 2",
        "Title of question 4 text only",
    ]
    product, tag, title = found.values()
    assert product == [
        "Sleep mask is shown to nobody any more, 47.6 % before",
        "61.9 % of answer paths are left without products, 33.3 % before",
    ]
    assert tag == ["Nobody got sound:light before; 38.1 % of answer paths do now", *tag[1:]]
    assert tag[-1] == "Klaviyo: quiz_tags gets one new value, nothing is renamed"
    assert title == []


def test_what_several_changes_did_is_said_of_all_of_them() -> None:
    before = sleep_project()
    after = edits.change_question(before, Q, "avoid", required=True)
    after = edits.change_question(after, Q, "yes", required=True)
    found = say(before, after)
    assert found["Question 2 must be answered now"] == []
    assert any(line.startswith("goal:sleep ") for line in found["together"])


def test_a_renamed_tag_is_neither_new_nor_gone() -> None:
    before = sleep_project()
    after = edits.rename_tag(before, "t-deep", "goal:deeper")
    received = counted(before, after).received[0]
    assert (received.values_new, received.values_gone) == ({}, {})
    assert [(one.before, one.after) for one in received.renamed] == [("goal:deep", "goal:deeper")]
    assert say(before, after) == {
        "Tag goal:deep is now called goal:deeper": [
            "Klaviyo: quiz_tags gets goal:deeper from now on, profiles keep goal:deep"
        ]
    }


def test_fields_of_new_and_lost_questions_stand_under_them() -> None:
    before = sleep_project()
    after = edits.delete_question(before, Q, "why")
    after = edits.add_question(after, Q, Question("age", Kind.SINGLE, "Your age?", choices=(Choice("x", "Old"),)), 1)
    found = say(before, after)
    gone, new = found["Question 3 “Why herbs?” is gone"], found["Question 1 “Your age?” is new"]
    assert gone == ["Klaviyo: no longer gets quiz_herbs; profiles keep what they have"]
    assert new == ["100 % of answer paths come by", "Klaviyo: gets one new field, quiz_age"]
    # Contact questions fill the profile itself, and are no fields.
    after = edits.add_question(before, Q, Question("tel", Kind.PHONE, "Your number"))
    assert counted(before, after).received[0].fields_new == ()


def test_segments_are_those_of_today_in_both_versions() -> None:
    before = sleep_project()
    after = edits.unlink_tag(before, Q, "goal", "stay", "t-deep")
    figures = counted(before, after, Segment("s", "Deep", HasTag("t-deep"))).figures
    assert isinstance(figures, Figures)
    assert figures.segments[0].lost
    lines = say(before, after, Segment("s", "Deep", HasTag("t-deep")))[
        "Tag goal:deep no longer on “Stay asleep”, question 1"
    ]
    assert lines[:2] == [
        "Nobody gets goal:deep any more, 47.6 % before",
        "Segment Deep is empty now, 47.6 % before",
    ]


def test_what_is_too_much_to_count_is_said_and_the_rest_stays_exact() -> None:
    before = sleep_project()
    after = edits.unlink_tag(before, Q, "goal", "stay", "t-deep")
    old, new = bundles(before, after)
    wanted = Segment("s", "Deep", HasTag("t-deep"))
    whole = consequences(old, new, Q, (wanted,)).figures
    assert isinstance(whole, Figures)
    for budget in (1, 10, 40, 100, 200, 400, 1000):
        found = consequences(old, new, Q, (wanted,), budget)
        said = told(compare.differences(old, new, Q), found)
        if found.figures == TooMany(budget):
            assert said.together[-1].text.startswith("There are too many combinations to count exactly")
            continue
        assert isinstance(found.figures, Figures)
        assert (found.figures.tags, found.figures.questions) == (whole.tags, whole.questions)
        if found.figures != whole:
            assert said.together[-1].text.startswith("Too many combinations to count exactly: ")


def test_numbers_no_line_could_hold_are_shares_alone() -> None:
    quiz = long_quiz(200)
    first = quiz.questions[0]
    tagged = replace(first, choices=(replace(first.choices[0], tags=("t",)), first.choices[1]))
    before = Project("p", "P", (quiz,), tags=(Tag("t", "a:b"),))
    after = replace(before, quizzes=(replace(quiz, questions=(tagged, *quiz.questions[1:])),))
    found = counted(before, after)
    assert isinstance(found.figures, Figures)
    assert found.figures.sheets.after > 10**40
    lines = told(compare.differences(*bundles(before, after), "quiz"), found).changes[0].lines
    assert lines[0].text == "Nobody got a:b before; 66.7 % of answer paths do now"
    assert lines[0].counts == ""


def test_nobody_waits_for_a_count_that_is_stopped() -> None:
    before = sleep_project()
    old, new = bundles(before, edits.delete_question(before, Q, "why"))
    with pytest.raises(Stopped):
        consequences(old, new, Q, (), stopped=lambda: True)


def test_who_beats_a_product_now_is_said() -> None:
    before = edits.set_link(sleep_project(), Q, "goal", "fall", Target("pillow"), Effect.UPVOTE)
    before = edits.change_section(before, Q, "end", "s1", count=1)
    after = edits.set_link(before, Q, "goal", "fall", Target("mask"), Effect.UPVOTE, 9)
    found = coverage(after, after.quizzes[0])
    assert not isinstance(found, TooMany)
    placing = next(one.placing for one in found.products if one.product == "pillow")
    assert isinstance(placing, Placing)
    assert placing.beaten_by == "mask"
    assert say(before, after) == {
        "Product Sleep mask upvoted with 9 votes for “Fall asleep”, question 1": [
            "Pillow is shown to nobody any more, 28.6 % before; Sleep mask beats it",
            "Sleep mask is shown on 76.2 % of answer paths instead of 28.6 %",
            "Night tea is shown on 19 % of answer paths instead of 38.1 %; Sleep mask beats it",
        ]
    }


def test_where_nobody_gets_to_the_end_it_is_no_gain_that_nobody_is_left_without_products() -> None:
    open_end = sleep_project()
    stuck = edits.add_question(open_end, Q, Question("x", Kind.SINGLE, "Which?"))
    pieces = said(open_end, stuck)
    assert "100 % of answer paths run into a dead end at question 6" in pieces
    assert not [text for text in pieces if "without products" in text]
    assert "33.3 % of answer paths are left without products" in said(stuck, open_end)


def said(before: Project, after: Project) -> list[str]:
    """Every line there is to read, whatever it stands under."""
    found = told(compare.differences(*bundles(before, after), Q), counted(before, after))
    return [line.text for change in found.changes for line in change.lines] + [line.text for line in found.together]
