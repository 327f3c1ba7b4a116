"""Edits to customer tags and their groups, as an author meets them: one step, everywhere at once."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from msgspec import structs

from quizdesigner.errors import Refused
from quizdesigner.quiz import edits, tags
from quizdesigner.quiz.document import (
    All,
    Any,
    AnyCondition,
    HasTag,
    Not,
    Project,
    Segment,
    TagGroup,
)
from tests.quiz.projects import sleep_project

Q = "sleep"


@pytest.fixture
def ids() -> Callable[[], str]:
    """Fresh ids: new1, new2 ..."""
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def project(*rules: AnyCondition) -> Project:
    """The sleep finder; every taker gets goal:sleep, whoever ends on its page goal:deep, and there are segments."""
    made = edits.set_quiz_tags(sleep_project(), Q, ["goal:sleep"], lambda: "none")
    made = edits.set_page_tags(made, Q, "end", ["goal:deep", "goal:sleep"], lambda: "none")
    segments = tuple(Segment(f"s{place}", f"Segment {place}", rule) for place, rule in enumerate(rules))
    return structs.replace(made, segments=segments)


def given(made: Project, question: str, choice: str) -> list[str]:
    """The names of the tags a choice gives."""
    asked = next(one for one in made.quizzes[0].questions if one.id == question)
    return named(made, next(one for one in asked.choices if one.id == choice).tags)


def named(made: Project, some: tuple[str, ...]) -> list[str]:
    """The names of these tags."""
    names = {tag.id: tag.name for tag in made.tags}
    return [names[tag] for tag in some]


def test_every_taker_and_a_results_page_have_the_tags_they_are_set(ids: Callable[[], str]) -> None:
    made = edits.set_quiz_tags(sleep_project(), Q, ["taker", "Goal:Sleep", "taker"], ids)
    assert named(made, made.quizzes[0].tags) == ["taker", "goal:sleep"]
    made = edits.set_page_tags(made, Q, "end", ["seen:results"], ids)
    assert named(made, made.quizzes[0].results[0].tags) == ["seen:results"]
    assert made.tag_groups[-1] == TagGroup("seen", 2)
    assert edits.set_quiz_tags(made, Q, ["taker", "goal:sleep"], ids) is made
    assert edits.set_quiz_tags(made, Q, [], ids).quizzes[0].tags == ()
    with pytest.raises(Refused, match="comma"):
        edits.set_page_tags(made, Q, "end", ["a,b"], ids)


def test_a_split_gives_the_new_tag_where_it_was_asked_for(ids: Callable[[], str]) -> None:
    before = project(HasTag("t-sleep"))
    made = edits.split_tag(before, "t-sleep", "goal:rest", [(Q, "avoid", "wool"), (Q, "", ""), (Q, "end", "")], ids)
    assert given(made, "avoid", "wool") == ["goal:rest"]
    assert given(made, "goal", "fall") == ["goal:sleep"]
    assert named(made, made.quizzes[0].tags) == ["goal:rest"]
    assert named(made, made.quizzes[0].results[0].tags) == ["goal:deep", "goal:rest"]
    assert made.segments is before.segments
    assert made.quizzes[0].questions[0] is before.quizzes[0].questions[0]


def test_a_split_off_to_a_tag_that_is_there_leaves_it_once(ids: Callable[[], str]) -> None:
    made = edits.split_tag(project(), "t-sleep", "Goal:Deep", [(Q, "end", ""), (Q, "avoid", "noise")], ids)
    assert named(made, made.quizzes[0].results[0].tags) == ["goal:deep"]
    assert given(made, "avoid", "noise") == []
    assert len(made.tags) == 3


def test_a_split_without_a_name_of_its_own_or_without_choices_is_refused(ids: Callable[[], str]) -> None:
    with pytest.raises(Refused, match="another name than goal:sleep"):
        edits.split_tag(project(), "t-sleep", "GOAL: sleep", [(Q, "avoid", "wool")], ids)
    with pytest.raises(Refused, match="Choose what is to give the new tag"):
        edits.split_tag(project(), "t-sleep", "goal:rest", [], ids)
    with pytest.raises(Refused, match="comma"):
        edits.split_tag(project(), "t-sleep", "a,b", [(Q, "avoid", "wool")], ids)


def test_merging_reaches_takers_pages_and_segments_each_once() -> None:
    both = Any((HasTag("t-sleep"), HasTag("t-deep")))
    made = edits.merge_tags(project(both, Not(HasTag("t-sleep")), HasTag("t-noherb")), "t-sleep", "t-deep")
    assert named(made, made.quizzes[0].tags) == ["goal:deep"]
    assert named(made, made.quizzes[0].results[0].tags) == ["goal:deep"]
    assert given(made, "goal", "fall") == ["goal:deep"]
    assert [segment.rule for segment in made.segments] == [
        Any((HasTag("t-deep"),)),
        Not(HasTag("t-deep")),
        HasTag("t-noherb"),
    ]


def test_deleting_leaves_segments_without_the_part_and_nobody_where_nothing_is_left() -> None:
    rules = (All((HasTag("t-sleep"), Not(HasTag("t-noherb")))), HasTag("t-sleep"), Not(HasTag("t-sleep")), All(()))
    made = edits.delete_tag(project(*rules), "t-sleep")
    assert made.quizzes[0].tags == ()
    assert named(made, made.quizzes[0].results[0].tags) == ["goal:deep"]
    assert given(made, "avoid", "wool") == []
    assert [segment.rule for segment in made.segments] == [All((Not(HasTag("t-noherb")),)), Any(()), Any(()), All(())]


def test_untouched_parts_stay_the_same_objects() -> None:
    before = project(HasTag("t-noherb"))
    made = edits.delete_tag(before, "t-deep")
    assert made.segments is before.segments
    assert made.quizzes[0].questions[2] is before.quizzes[0].questions[2]
    assert edits.colour_group(before, "goal", 0) is before
    assert edits.set_single(before, "goal", False) is before


def test_a_group_has_a_colour_and_one_value_and_keeps_them_under_another_name() -> None:
    made = edits.set_single(edits.colour_group(project(), "GOAL", 5), "goal", True)
    assert made.tag_groups[0] == TagGroup("goal", 5, True)
    renamed = edits.rename_group(made, "goal", "aim")
    assert renamed.tag_groups[0] == TagGroup("aim", 5, True)
    assert edits.rename_group(made, "goal", "Goal").tag_groups[0].name == "Goal"
    assert tags.colour_of(renamed, "aim:sleep") == 5
    with pytest.raises(Refused, match="colour can be at least 0"):
        edits.colour_group(made, "goal", -1)


def test_a_group_renamed_to_another_takes_that_ones_colour() -> None:
    made = edits.rename_group(edits.set_single(project(), "avoid", True), "goal", "Avoid")
    assert [tag.name for tag in made.tags] == ["Avoid:sleep", "Avoid:deep", "avoid:herbs"]
    assert tags.colour_of(made, "Avoid:sleep") == 1
    assert TagGroup("avoid", 1, True) in made.tag_groups


def test_a_group_nothing_was_kept_about_gets_an_entry_of_its_own() -> None:
    bare = structs.replace(project(), tag_groups=())
    assert edits.set_single(bare, "goal", True).tag_groups == (TagGroup("goal", 0, True),)
