"""Edits: what they change, what they leave the same object, what they refuse."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.errors import Refused
from quizdesigner.quiz import edits, keys, play, references, tags, wire
from quizdesigner.quiz.answers import Answer
from quizdesigner.quiz.document import (
    All,
    Answered,
    Choice,
    Chose,
    Connection,
    Effect,
    HasTag,
    Jump,
    Kind,
    Not,
    Product,
    Project,
    Question,
    Quiz,
    Service,
    Target,
)
from quizdesigner.quiz.fields import asked, fields
from quizdesigner.quiz.imports.found import Import
from quizdesigner.quiz.rules import atoms, conditions
from tests.quiz.projects import names, places, projects, sleep_project

Q = "sleep"


def fresh() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"new{next(numbers)}"


def choice_tags(project: Project, question: str, choice: str) -> list[str]:
    found = {tag.id: tag.name for tag in project.tags}
    for one in project.quizzes[0].questions:
        if one.id == question:
            return [found[tag] for other in one.choices if other.id == choice for tag in other.tags]
    raise KeyError(question)


def test_linking_a_new_name_makes_a_tag_with_a_colour_and_the_same_name_links_the_same_tag() -> None:
    project = edits.link_tags(sleep_project(), Q, "goal", "none", ["mood: calm"], fresh())
    assert choice_tags(project, "goal", "none") == ["mood:calm"]
    assert tags.colour_of(project, "mood:calm") == 2
    again = edits.link_tags(project, Q, "avoid", "noise", ["Mood:CALM"], fresh())
    assert again.tags is project.tags
    assert choice_tags(again, "avoid", "noise") == ["mood:calm"]


def test_an_edit_shares_what_it_leaves_alone() -> None:
    before = sleep_project()
    after = edits.change_choice(before, Q, "goal", "fall", title="Drift off")
    assert after.tags is before.tags
    assert after.products is before.products
    assert [a is b for a, b in zip(before.quizzes[0].questions, after.quizzes[0].questions, strict=True)] == [
        True,
        False,
        True,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: edits.change_choice(p, Q, "goal", "fall", title="Fall asleep"),
        lambda p: edits.move_question(p, Q, "goal", 1),
        lambda p: edits.link_tags(p, Q, "goal", "fall", ["Goal:Sleep"], fresh()),
        lambda p: edits.rename_quiz(p, Q, " Sleep  finder "),
        lambda p: edits.merge_tags(p, "t-sleep", "t-sleep"),
        lambda p: edits.set_link(p, Q, "goal", "fall", Target("pillow"), None),
        lambda p: edits.import_products(p, Import((Product("other", "Pillow", "pillow"),), ())),
        lambda p: edits.name_field(p, "k1", "goal", "", False),
    ],
)
def test_an_edit_that_changes_nothing_gives_the_same_object(edit: Callable[[Project], Project]) -> None:
    project = sleep_project()
    assert edit(project) is project


def test_renaming_a_tag_shows_everywhere_and_a_taken_name_is_refused() -> None:
    project = edits.rename_tag(sleep_project(), "t-sleep", "aim:sleep")
    assert choice_tags(project, "goal", "fall") == choice_tags(project, "avoid", "wool") == ["aim:sleep"]
    with pytest.raises(Refused, match="merge"):
        edits.rename_tag(project, "t-sleep", "GOAL:deep")


def test_merging_moves_choices_and_rules() -> None:
    project = edits.merge_tags(sleep_project(), "t-noherb", "t-deep")
    assert choice_tags(project, "avoid", "herbs") == ["goal:deep"]
    assert project.quizzes[0].questions[3].show_when == HasTag("t-deep")
    assert len(project.tags) == 2


def test_merging_moves_the_rules_of_results_pages_too() -> None:
    project = edits.change_results(sleep_project(), Q, "end", show_when=HasTag("t-noherb"))
    project = edits.change_section(project, Q, "end", "s1", show_when=Not(HasTag("t-noherb")))
    page = edits.merge_tags(project, "t-noherb", "t-deep").quizzes[0].results[0]
    assert (page.show_when, page.sections[0].show_when) == (HasTag("t-deep"), Not(HasTag("t-deep")))


def test_renaming_a_group_keeps_its_colour_and_the_questions_default() -> None:
    project = edits.rename_group(sleep_project(), "Goal", "aim")
    assert [tag.name for tag in project.tags] == ["aim:sleep", "aim:deep", "avoid:herbs"]
    assert tags.colour_of(project, "aim:deep") == 0
    assert project.quizzes[0].questions[1].default_group == "aim"


def test_tags_without_a_group_are_not_renamed_together() -> None:
    project = edits.create_tag(sleep_project(), "plain", fresh())
    with pytest.raises(Refused, match="without a group"):
        edits.rename_group(project, "", "goal")


def test_deleting_takes_the_rules_that_spoke_of_it_along() -> None:
    project = sleep_project()
    assert [one.part for one in references.to_question(project.quizzes[0], "mail")] == ["goal"]
    assert edits.delete_question(project, Q, "mail").quizzes[0].questions[1].jumps == ()
    assert edits.delete_choice(project, Q, "goal", "none").quizzes[0].questions[1].jumps == ()
    assert edits.delete_tag(project, "t-noherb").quizzes[0].questions[3].show_when is None


def test_a_duplicate_has_new_ids_and_rules_of_its_own() -> None:
    project = edits.duplicate_question(sleep_project(), Q, "goal", fresh())
    copy = project.quizzes[0].questions[2]
    assert copy.title == "What is your goal?"
    assert copy.id == "new1"
    jump = copy.jumps[0]
    assert jump.when == Chose("new1", copy.choices[2].id)
    assert jump.to == "mail"
    assert wire.loads(wire.dumps(project)) == project


def test_a_duplicate_leaves_alone_what_only_looks_like_its_own_ids() -> None:
    """Ids are unique among their kind alone: a choice may be called as a tag is, or as a choice elsewhere."""
    when = All((HasTag("t-deep"), Chose("goal", "fall"), Answered("all"), Not(Chose("all", "fall"))))
    choices = tuple(Choice(id, id) for id in ("t-deep", "fall", "goal", "any"))
    question = Question("all", Kind.SINGLE, "All?", choices=choices, jumps=(Jump("j", "end", when),))
    project = edits.duplicate_question(edits.add_question(sleep_project(), Q, question), Q, "all", fresh())
    copy = project.quizzes[0].questions[-1]
    new = copy.choices[1].id
    own = (Answered(copy.id), Not(Chose(copy.id, new)))
    assert copy.jumps[0].when == All((HasTag("t-deep"), Chose("goal", "fall"), *own))


def test_a_copied_quiz_plays_and_is_sent_as_the_original_and_then_goes_its_own_way() -> None:
    before = edits.name_field(edits.pin_keys(sleep_project(), Q), "k1", "avoid", "avoids", False)
    project = edits.duplicate_quiz(before, Q, fresh())
    original, copy = project.quizzes
    assert original is before.quizzes[0]
    new = {one.id: other.id for one, other in zip(original.questions, copy.questions, strict=True)}
    assert not set(new) & set(new.values())
    runs: list[dict[str, Answer]] = [{"goal": ("none",)}, {"goal": ("fall",), "avoid": ("herbs",), "why": "they itch"}]
    for answers in runs:
        played = play.outcome(project, original, answers)
        again = play.outcome(project, copy, {new[question]: answer for question, answer in answers.items()})
        assert again.route == tuple(new[question] for question in played.route)
        assert [tag.name for tag in again.tags] == [tag.name for tag in played.tags]
    assert keys.keys(copy)[new["goal"]] == keys.keys(original)["goal"]
    assert field_names(project, copy)[new["avoid"]] == "avoids"
    project = edits.name_field(project, "k1", new["avoid"], "", True)
    assert new["avoid"] not in field_names(project, copy)
    assert field_names(project, original)["avoid"] == "avoids"


def field_names(project: Project, quiz: Quiz) -> dict[str, str]:
    """The fields of the questions the first connection sends, by question."""
    return {one.subject: one.name for one in fields(project.connections[0], asked(quiz)) if one.sent}


def test_changing_kind_and_back_loses_nothing() -> None:
    project = sleep_project()
    there = edits.set_kind(project, Q, "goal", Kind.TEXT)
    assert edits.set_kind(there, Q, "goal", Kind.SINGLE) == project


def test_votes_are_set_changed_and_taken_away() -> None:
    project = edits.set_link(sleep_project(), Q, "goal", "none", Target("pillow"), Effect.UPVOTE, 3)
    assert project.quizzes[0].questions[1].choices[2].links[0].weight == 3
    project = edits.set_link(project, Q, "goal", "none", Target("pillow"), Effect.EXCLUDE)
    assert project.quizzes[0].questions[1].choices[2].links[0].effect is Effect.EXCLUDE
    assert edits.set_link(project, Q, "goal", "none", Target("pillow"), None) == sleep_project()


def test_several_products_are_linked_in_one_step() -> None:
    project = edits.set_link(sleep_project(), Q, "goal", "none", Target("pillow"), Effect.UPVOTE, 3)
    both = (Target("tea"), Target("pillow"))
    project = edits.set_links(project, Q, "goal", "none", both, Effect.EXCLUDE)
    linked = project.quizzes[0].questions[1].choices[2].links
    assert [(link.to, link.effect) for link in linked] == [("pillow", Effect.EXCLUDE), ("tea", Effect.EXCLUDE)]
    assert edits.set_links(project, Q, "goal", "none", both, None) == sleep_project()


def test_pinned_keys_outlive_a_new_title() -> None:
    project = edits.pin_keys(sleep_project(), Q)
    renamed = edits.change_question(project, Q, "goal", title="Something else")
    assert renamed.quizzes[0].questions[1].key == project.quizzes[0].questions[1].key == "goal"


@given(projects(), st.data())
def test_once_live_no_rename_changes_the_key_of_another_question(project: Project, data: st.DataObject) -> None:
    project = edits.pin_keys(project, "quiz")
    before = keys.keys(project.quizzes[0])
    project = edits.add_question(project, "quiz", Question("new", Kind.TEXT, data.draw(names)), 0)
    for question in project.quizzes[0].questions:
        project = edits.change_question(project, "quiz", question.id, title=data.draw(names))
    now = keys.keys(project.quizzes[0])
    assert {question: now[question] for question in before} == before
    assert len(set(now.values())) == len(now)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda p: edits.change_question(p, Q, "goal", title="x" * 1_000_000), "1,000 characters; this has 1,000,000"),
        (lambda p: edits.change_choice(p, Q, "goal", "fall", picture="javascript:alert(1)"), "https://"),
        (lambda p: edits.link_tags(p, Q, "goal", "fall", ["a,b"], fresh()), "comma"),
        (lambda p: edits.link_tags(p, Q, "goal", "fall", ["x" * 101], fresh()), "101 characters"),
        (lambda p: edits.rename_project(p, "  "), "needs a name"),
        (lambda p: edits.set_link(p, Q, "goal", "fall", Target("tea"), Effect.UPVOTE, 1000), "at most 100"),
        (lambda p: edits.set_shop(p, "shop.example", "EUR", ""), "https://"),
        (lambda p: edits.set_shop(p, "https://shop.example\n/", "EUR", ""), "https://"),
        (
            lambda p: edits.change_choice(p, Q, "goal", "fall", title="half a smile \ud83d"),
            "title holds half a character",
        ),
        (lambda p: edits.link_tags(p, Q, "goal", "fall", ["\ud83d"], fresh()), "halves of characters"),
    ],
)
def test_what_cannot_be_is_refused_in_words(edit: Callable[[Project], Project], words: str) -> None:
    with pytest.raises(Refused, match=words):
        edit(sleep_project())


@given(st.data(), projects())
def test_any_sequence_of_edits_gives_a_project_that_can_be_written_and_read(
    data: st.DataObject, project: Project
) -> None:
    ids = fresh()
    for _ in range(data.draw(st.integers(1, 8))):
        quiz = project.quizzes[0]
        if not quiz.questions:
            break
        question = data.draw(st.sampled_from(quiz.questions))
        choice = data.draw(st.sampled_from(question.choices or (None,)))
        match data.draw(st.integers(0, 10)):
            case 0:
                project = edits.add_question(project, "quiz", Question(ids(), Kind.TEXT), data.draw(places))
            case 1:
                project = edits.delete_question(project, "quiz", question.id)
            case 2:
                project = edits.move_question(project, "quiz", question.id, data.draw(places))
            case 3:
                project = edits.duplicate_question(project, "quiz", question.id, ids)
            case 4:
                project = edits.add_choice(project, "quiz", question.id, Choice(ids(), data.draw(names)))
            case 5 if choice:
                project = edits.delete_choice(project, "quiz", question.id, choice.id)
            case 6 if choice:
                project = edits.link_tags(project, "quiz", question.id, choice.id, ["new:one", "plain"], ids)
            case 7 if len(project.tags) > 1:
                project = edits.merge_tags(project, project.tags[0].id, project.tags[1].id)
            case 8 if project.tags:
                project = edits.delete_tag(project, data.draw(st.sampled_from(project.tags)).id)
            case 9:
                project = edits.add_jump(project, "quiz", question.id, Jump(ids(), "end", Chose(question.id, "c0")))
            case 10:
                connection = Connection(ids(), data.draw(st.sampled_from(Service)))
                project = edits.add_connection(project, connection)
    assert wire.loads(wire.dumps(project)) == project
    known = {question.id for question in project.quizzes[0].questions}
    for question in project.quizzes[0].questions:
        spoken = {getattr(atom, "question", "") for when in conditions(question) for atom in atoms(when)}
        assert spoken - {""} <= known


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"placeholder": "x" * 1_001}, "The example in the field can have 1,000 characters; this has 1,001."),
        ({"low_label": "x" * 1_001}, "The text at the low end can have 1,000 characters"),
        ({"least": 101}, "The fewest picks can be at most 100."),
    ],
)
def test_a_refusal_calls_a_field_what_people_call_it(fields: dict[str, object], words: str) -> None:
    with pytest.raises(Refused) as caught:
        edits.change_question(sleep_project(), Q, "goal", **fields)
    assert words in str(caught.value)


def test_a_colour_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="six figures or letters"):
        edits.change_theme(sleep_project(), Q, brand="red")
