"""What counting finds wrong with tags and segments: who skips what gives them, and who is in none."""

from __future__ import annotations

from msgspec.structs import replace

from quizdesigner.quiz.coverage import Wanted
from quizdesigner.quiz.document import (
    All,
    Any,
    AnyCondition,
    Choice,
    Chose,
    HasTag,
    Jump,
    Kind,
    Not,
    Question,
    Quiz,
    ResultsPage,
    Role,
    Segment,
    TagGroup,
)
from tests.quiz.faulty import CALM, DRY, FIRM, OILY, VIP, asking, found, of, only, played


def skipping(tags: tuple[str, str] = (CALM, FIRM), when: AnyCondition | None = None, required: bool = True) -> Question:
    return replace(asking("b", tags=tags, when=when), required=required)


def test_a_rule_past_a_question_that_segments_count_on() -> None:
    questions = (asking("a", Jump("j", "c", Chose("a", "a1"))), skipping(), asking("c"))
    # Nobody counts on goal: the author's own will.
    assert found(of(*questions)) == ()
    calm = (Segment("s", "Calm", HasTag(CALM)),)
    one = only(of(*questions, segments=calm))
    assert one.text == "33.3 % of answer paths skip question 2, so they get no goal: tag."
    assert (one.question, one.part, one.jump, one.group, one.also) == ("a", "rules", "j", "goal", ("b",))
    for own_will in (skipping((CALM, "")), skipping(required=False), skipping(when=Not(Chose("a", "a1")))):
        assert found(of(questions[0], own_will, questions[2], segments=calm)) == ()


def test_of_several_rules_past_a_question_the_one_for_most_shoppers_is_told() -> None:
    questions = (
        asking("a", Jump("j", "d", Chose("a", "a1"))),
        asking("m"),
        asking("n", Jump("k", "d", Chose("n", "n1"))),
        skipping(),
        asking("d"),
    )
    one = only(of(*questions, segments=(Segment("s", "Calm", HasTag(CALM)),)))
    assert (one.question, one.jump, one.also) == ("n", "k", ("b",))


def test_one_value_groups_are_counted_whatever_gives_them() -> None:
    project = of(asking("a", Jump("j", "c", Chose("a", "a1"))), skipping(), asking("c", tags=(CALM, "")))
    project = replace(project, tag_groups=(TagGroup("goal", single=True),))
    missing, twice = found(project)
    # Only a1 c2, of a1 with c1 or c2 and a2 with b1 or b2 and c1 or c2.
    assert missing.text == "16.7 % of answer paths skip question 2, so they get no goal: tag."
    assert not played(project, missing.wanted).tags
    assert (
        twice.text
        == "16.7 % of answer paths end with more than one goal: tag: question 2 and question 3 both give one."
    )
    assert (twice.group, twice.wanted) == ("goal", Wanted("group_several", "goal"))
    assert played(project, twice.wanted).tags == {CALM, FIRM}


def test_a_number_outside_of_all_ranges_is_no_skipping() -> None:
    few = Choice("few", role=Role.RANGE, most=5, tags=(CALM,))
    hours = Question("b", Kind.NUMBER, "How many hours?", choices=(few,), lowest=0, highest=10)
    for group in (TagGroup("goal", single=True), TagGroup("goal")):
        project = of(asking("a", Jump("j", "c", Chose("a", "a1"))), hours, asking("c"))
        project = replace(project, tag_groups=(group,), segments=(Segment("s", "Calm", HasTag(CALM)),))
        assert found(project) == ()
    within = replace(hours, highest=5)
    project = of(asking("a", Jump("j", "c", Chose("a", "a1"))), within, asking("c"))
    one = only(replace(project, tag_groups=(TagGroup("goal", single=True),)))
    assert one.text == "50 % of answer paths skip question 2, so they get no goal: tag."


def test_questions_the_same_shoppers_skip_are_told_together() -> None:
    segments = (Segment("s", "Calm and dry", All((HasTag(CALM), HasTag(DRY)))),)
    first = asking("a", Jump("j", "d", Chose("a", "a1")))
    one = only(of(first, skipping(), asking("c", tags=(DRY, OILY)), asking("d"), segments=segments))
    assert one.text.endswith("skip question 2 and question 3, so they get no goal: or skin: tag.")


def test_a_segment_says_why_nobody_is_in_it() -> None:
    asked = (asking("a", tags=(CALM, FIRM)), asking("b"))

    def said(rule: AnyCondition) -> tuple[str, str, str]:
        one = only(of(*asked, segments=(Segment("s", "Club", rule),)))
        return one.text, one.segment, one.tag

    assert said(All((HasTag(VIP), HasTag(CALM)))) == ("Nobody is in “Club”: vip:vip is on no choice.", "s", VIP)
    assert said(Any((HasTag(VIP), HasTag(CALM)))) == ("“Club” asks for vip:vip, which is on no choice.", "s", VIP)
    assert said(All((HasTag(CALM), HasTag(FIRM)))) == (
        "Nobody is in “Club”: no answer path gives what its rule asks for.",
        "s",
        "",
    )
    assert found(of(*asked, segments=(Segment("s", "Nobody", Any(())), Segment("t", "All", All(()))))) == ()


def test_a_segment_by_the_tags_of_another_quiz_is_fine() -> None:
    project = of(asking("a"), segments=(Segment("s", "Club", HasTag(VIP)),))
    other = Quiz("other", "Other", (asking("x", tags=(VIP, "")),), (ResultsPage("e"),))
    assert len(found(project)) == 1
    both = replace(project, quizzes=(*project.quizzes, other))
    assert found(both) == ()
    # What nothing at all gives is told of all the same.
    rule = All((HasTag(VIP), HasTag(CALM)))
    assert only(replace(both, segments=(Segment("s", "Club", rule),))).text == (
        "“Club” asks for goal:calm, which is on no choice."
    )


def test_a_segment_that_asks_for_what_nobody_can_get() -> None:
    both = All((Chose("a", "a1"), Chose("a", "a2")))
    club = (Segment("s", "Club", HasTag(DRY)),)
    texts = [one.text for one in found(of(asking("a"), asking("b", tags=(DRY, OILY), when=both), segments=club))]
    assert texts[1] == "Nobody is in “Club”: nobody can get skin:dry."
