"""What counting adds to the findings: said once, where it can be mended, and borne out by playing every sheet."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizdesigner.quiz.check import Finding, findings
from quizdesigner.quiz.coverage import Coverage, TooMany, Wanted, example_of, forecast
from quizdesigner.quiz.document import (
    All,
    Any,
    AnyCondition,
    By,
    Choice,
    Chose,
    Effect,
    HasTag,
    Jump,
    Kind,
    Link,
    Not,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Role,
    Segment,
    Slot,
    Tag,
    TagGroup,
    Target,
)
from quizdesigner.quiz.play import outcome, walk
from quizdesigner.quiz.problems import problems
from tests.quiz.projects import sleep_project
from tests.quiz.sheets import Played, beaten, excluded

CALM, FIRM, DRY, OILY, VIP = "calm", "firm", "dry", "oily", "vip"
TAGS = tuple(
    Tag(name, f"{group}:{name}")
    for name, group in zip((CALM, FIRM, DRY, OILY, VIP), ("goal", "goal", "skin", "skin", "vip"), strict=True)
)


def asking(name: str, *jumps: Jump, tags: tuple[str, str] = ("", ""), when: AnyCondition | None = None) -> Question:
    """A question with the choices `<name>1`, which votes for the cream, and `<name>2`, with these tags."""
    choices = tuple(
        Choice(
            f"{name}{number}", f"{name} {number}", tags=(tag,) if tag else (), links=(Link("cream"),) * (number == 1)
        )
        for number, tag in enumerate(tags, 1)
    )
    return Question(name, Kind.SINGLE, f"What {name}?", choices=choices, jumps=jumps, show_when=when)


def of(*questions: Question, pages: tuple[ResultsPage, ...] = (), segments: tuple[Segment, ...] = ()) -> Project:
    """A project with these questions, by default with one slot that has something to fall back on."""
    slot = Slot("slot", "For you", fallback=(Target("balm"),))
    quiz = Quiz("quiz", "Quiz", questions, pages or (ResultsPage("end", "Done", sections=(slot,)),))
    products = (Product("cream", "Cream"), Product("balm", "Balm"), Product("oil", "Oil"))
    return Project("p", "Client", (quiz,), TAGS, (TagGroup("goal"), TagGroup("skin")), segments, products)


def found(project: Project, budget: int = 1_000_000) -> tuple[Finding, ...]:
    """What there is to say about the only quiz, counted."""
    return problems(project, project.quizzes[0], forecast(project, project.quizzes[0], budget=budget))


def only(project: Project) -> Finding:
    """The one thing there is to say."""
    (one,) = found(project)
    return one


def played(project: Project, wanted: Wanted | None) -> Played:
    """The example of a finding, played."""
    assert wanted is not None
    quiz = project.quizzes[0]
    coverage = forecast(project, quiz)
    assert isinstance(coverage, Coverage)
    sheet = example_of(coverage, wanted)
    assert sheet is not None
    return Played(sheet, walk(quiz, sheet), outcome(project, quiz, sheet), stuck=False)


def test_a_sound_quiz_has_nothing_to_say() -> None:
    assert found(of(asking("a"), asking("b"))) == ()


def test_before_it_is_counted_there_is_what_a_look_tells() -> None:
    project = sleep_project()
    assert problems(project, project.quizzes[0], None) == findings(project, project.quizzes[0])


# -- ways


def test_what_nobody_reaches_is_one_finding_at_the_rule_to_blame() -> None:
    jumps = (Jump("j", "d", Chose("a", "a1")), Jump("k", "d", Chose("a", "a2")))
    one = only(of(asking("a", *jumps), asking("b", tags=(CALM, FIRM)), asking("c", tags=(CALM, DRY)), asking("d")))
    assert one.text == (
        "Nobody can reach question 2 and question 3. Question 1 always goes on to question 4, for each of its answers."
        " So nobody can get goal:calm, goal:firm and skin:dry."
    )
    assert (one.level, one.question, one.part, one.jump, one.tag) == ("warning", "a", "rules", "j", CALM)
    assert all(one.concerns(part) for part in ("a", "b", "c", "j", CALM, FIRM, DRY))
    assert not one.concerns("d")
    assert not one.concerns("")


def test_a_condition_that_never_holds_is_told_by_what_it_comes_to() -> None:
    both = All((HasTag(CALM), HasTag(FIRM)))
    one = only(of(asking("a", tags=(CALM, FIRM)), asking("b", when=both), asking("c")))
    assert one.text == (
        "Nobody can reach question 2. Its condition never holds:"
        " the shopper has goal:calm and the shopper has goal:firm."
    )
    assert (one.question, one.part) == ("b", "show_when")
    # A look alone finds that nothing gives the tag; counting says what that comes to, in its place.
    assert "Nobody can reach question 2." in only(of(asking("a"), asking("b", when=HasTag(CALM)), asking("c"))).text


def test_pages_after_one_for_everybody_are_fine_where_jumps_reach_them() -> None:
    pages = tuple(
        ResultsPage(name, name.title(), sections=of(asking("a")).quizzes[0].results[0].sections) for name in "xy"
    )
    pages = (pages[0], replace(pages[1], sections=(replace(pages[1].slots[0], id="other"),)))
    one = only(of(asking("a"), pages=pages))
    assert one.text == (
        "Nobody can reach the results page “Y”. The results page “X” stands before it and is shown to everybody."
    )
    assert (one.page, one.also) == ("x", ("y",))
    assert found(of(asking("a", Jump("j", "y", Chose("a", "a1"))), pages=pages)) == ()


def test_a_dead_end_is_an_error_and_what_lies_behind_it_no_news() -> None:
    no_day = Question("b", Kind.DATE, "Which day?", earliest="2021-02-30", latest="2021-02-30")
    one = only(of(asking("a", Jump("j", "c", Chose("a", "a1"))), no_day, asking("c")))
    assert (one.level, one.question) == ("error", "b")
    assert one.text == (
        "33.3 % of answer paths end at question 2 “Which day?”:"
        " it must be answered, and there is nothing to answer it with."
    )
    one = only(of(asking("a"), no_day, asking("c", tags=(CALM, FIRM))))
    assert one.text.startswith("Everybody gets stuck at question 2")


def test_where_a_look_says_why_nobody_gets_on_it_is_said_once() -> None:
    none = Question("b", Kind.SINGLE, "Which?")
    assert [one.text for one in found(of(asking("a"), none, asking("c")))] == ["Question 2 “Which?” has no choices."]


def test_a_range_that_no_answer_lies_in() -> None:
    ranges = (Choice("few", role=Role.RANGE, most=3), Choice("many", role=Role.RANGE, least=20, tags=(CALM,)))
    one = only(of(asking("a"), Question("n", Kind.NUMBER, "How many?", lowest=0, highest=9, choices=ranges)))
    assert one.text == ("No answer to question 2 “How many?” lies in “20 or more”. So nobody can get goal:calm.")
    assert (one.question, one.part, one.choice, one.tag) == ("n", "choices", "many", CALM)
    backwards = (replace(ranges[1], least=5.0, most=2.0),)
    texts = [one.text for one in found(of(Question("n", Kind.NUMBER, "How many?", choices=backwards)))]
    assert texts == [
        "A range of question 1 “How many?” goes from 5 to 2: no number lies in it.",
        "No answer path gives goal:calm.",
    ]


@pytest.mark.parametrize(
    ("jumps", "said"),
    [
        (
            (All((HasTag(CALM), HasTag(FIRM))),),
            "The rule of question 1 “What a?” is never used: its condition never holds.",
        ),
        (
            (Chose("a", "a1"), Chose("a", "a1")),
            "Rule 2 of question 1 “What a?” is never used: a rule before it has the same condition.",
        ),
        ((All(()), Chose("a", "a1")), "Rule 2 of question 1 “What a?” is never used: a rule before it always fits."),
        (
            (Chose("a", "a1"), Chose("a", "a2"), HasTag(CALM)),
            "Rule 3 of question 1 “What a?” is never used: the rules before it fit everybody.",
        ),
        (
            (Chose("a", "a1"), HasTag(CALM)),
            "Rule 2 of question 1 “What a?” is never used: its condition never holds where no rule before it fits.",
        ),
    ],
)
def test_a_rule_that_never_decides(jumps: tuple[AnyCondition, ...], said: str) -> None:
    rules = tuple(Jump(f"j{number}", "b", when) for number, when in enumerate(jumps))
    one = only(of(asking("a", *rules, tags=(CALM, FIRM)), asking("b")))
    assert one.text == said
    assert (one.question, one.part, one.jump) == ("a", "rules", rules[-1].id)


# -- tags


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


# -- products


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


# -- what cannot be counted


def test_too_many_combinations_are_one_line_beside_what_a_look_tells() -> None:
    project = of(
        asking("a", tags=(CALM, "")),
        Question("b", Kind.SINGLE, "", choices=asking("b").choices, show_when=HasTag(CALM)),
    )
    told = found(project, budget=1)
    assert told[0].text == "Question 2 has no title."
    assert [one.text for one in told[1:]] == [
        "This quiz has too many combinations to count exactly: its rules look back at too many answers."
        " What nobody reaches or gets is not checked."
    ]


def test_a_single_figure_with_too_many_combinations_is_named() -> None:
    project = of(asking("a"), segments=(Segment("s", "Club", HasTag(VIP)),))
    counted = forecast(project, project.quizzes[0])
    assert isinstance(counted, Coverage)
    counted = replace(counted, rules={"s": TooMany(1)}, groups={"goal": TooMany(1)}, slots=TooMany(1))
    assert problems(project, project.quizzes[0], counted)[-1].text == (
        "Too many combinations to count exactly: which products are shown, segment “Club” and goal:."
        " That is not checked."
    )


def test_a_coverage_of_another_state_of_the_quiz_is_left_out() -> None:
    project = of(asking("a", Jump("j", "c", All(()))), asking("b"), asking("c"))
    old = forecast(project, project.quizzes[0])
    assert len(problems(project, project.quizzes[0], old)) == 1
    changed = of(asking("a"), asking("b"), asking("c"))
    assert problems(changed, changed.quizzes[0], old) == ()
