"""Edits to segments and saved shoppers."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizdesigner.errors import Refused
from quizdesigner.quiz import edits, wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import All, AnyCondition, Chose, HasTag, Not, Project, Segment, Shopper
from tests.quiz.projects import sleep_project

SLEEP, DEEP = HasTag("t-sleep"), HasTag("t-deep")
SLEEPERS = Segment("s1", "Sleepers", SLEEP)


def project_with(*segments: Segment) -> Project:
    return replace(sleep_project(), segments=segments)


def deep(levels: int) -> AnyCondition:
    rule: AnyCondition = SLEEP
    for _ in range(levels - 1):
        rule = Not(rule)
    return rule


def test_a_segment_is_added_where_it_is_wanted_under_a_tidy_name() -> None:
    project = edits.add_segment(sleep_project(), Segment("s1", "  Deep \t sleepers ", DEEP))
    project = edits.add_segment(project, Segment("s2", "Everyone", All(())), at=0)
    assert project.segments == (Segment("s2", "Everyone", All(())), Segment("s1", "Deep sleepers", DEEP))
    assert wire.loads(wire.dumps(project)) == project
    with pytest.raises(KeyError):
        edits.add_segment(project, SLEEPERS)


def test_a_segment_is_changed_moved_and_deleted() -> None:
    project = project_with(SLEEPERS, Segment("s2", "Deep", DEEP))
    renamed = edits.change_segment(project, "s1", name="All sleepers")
    assert renamed.segments[0] == replace(SLEEPERS, name="All sleepers")
    assert renamed.segments[1] is project.segments[1]
    assert edits.change_segment(project, "s1", rule=Not(SLEEP)).segments[0].rule == Not(SLEEP)
    assert [one.id for one in edits.move_segment(project, "s2", 0).segments] == ["s2", "s1"]
    assert edits.delete_segment(project, "s1").segments == project.segments[1:]


def test_a_change_that_changes_nothing_is_none() -> None:
    project = project_with(SLEEPERS)
    assert edits.change_segment(project, "s1", name=" Sleepers", rule=HasTag("t-sleep")) is project
    assert edits.move_segment(project, "s1", 3) is project


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "  "}, "needs a name"),
        ({"rule": All((SLEEP, Chose("goal", "fall")))}, "customer tags alone"),
        ({"rule": deep(51)}, "50 levels"),
    ],
)
def test_what_is_no_segment_is_refused(fields: dict[str, object], said: str) -> None:
    project = project_with(SLEEPERS)
    with pytest.raises(Refused, match=said):
        edits.change_segment(project, "s1", **fields)
    new = replace(SLEEPERS, id="s2", **fields)
    with pytest.raises(Refused, match=said):
        edits.add_segment(project, new)
    assert edits.change_segment(project, "s1", rule=deep(50)).segments[0].rule == deep(50)


def test_a_segment_cannot_speak_of_a_tag_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        edits.add_segment(sleep_project(), Segment("s1", "Lost", Not(HasTag("gone"))))


def test_a_shopper_is_saved_put_anew_renamed_and_forgotten() -> None:
    ana = Shopper("a", " Ana,  second take ", {"goal": ("fall",), "why": "No reason", "yes": True})
    project = edits.save_shopper(sleep_project(), "sleep", ana)
    project = edits.save_shopper(project, "sleep", Shopper("b", "Ben"))
    assert [one.name for one in project.quizzes[0].shoppers] == ["Ana, second take", "Ben"]
    assert wire.loads(wire.dumps(project)) == project
    assert edits.save_shopper(project, "sleep", ana) is project

    other = edits.save_shopper(project, "sleep", replace(ana, answers={"goal": ("stay",)}))
    assert [one.id for one in other.quizzes[0].shoppers] == ["a", "b"]
    assert other.quizzes[0].shoppers[0].answers == {"goal": ("stay",)}
    assert other.quizzes[0].shoppers[1] is project.quizzes[0].shoppers[1]

    renamed = edits.rename_shopper(other, "sleep", "b", "Bea")
    assert [one.name for one in renamed.quizzes[0].shoppers] == ["Ana, second take", "Bea"]
    assert edits.rename_shopper(renamed, "sleep", "b", "Bea ") is renamed
    assert edits.delete_shopper(renamed, "sleep", "a").quizzes[0].shoppers == renamed.quizzes[0].shoppers[1:]


def test_a_shopper_without_a_name_could_not_be_found_again() -> None:
    project = edits.save_shopper(sleep_project(), "sleep", Shopper("a", "Ana"))
    for edit in (
        lambda: edits.save_shopper(project, "sleep", Shopper("b", " ")),
        lambda: edits.rename_shopper(project, "sleep", "a", ""),
    ):
        with pytest.raises(Refused, match="needs a name"):
            edit()
    with pytest.raises(KeyError):
        edits.rename_shopper(project, "sleep", "c", "Cleo")


def test_neither_segments_nor_shoppers_are_published() -> None:
    project = edits.save_shopper(project_with(SLEEPERS), "sleep", Shopper("a", "Ana"))
    bundle = bundle_of(project, project.quizzes[0])
    assert bundle.segments == ()
    assert bundle.quizzes[0].shoppers == ()
