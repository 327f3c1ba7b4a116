"""Questions on the clipboard: within a quiz, between quizzes and between projects."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from quizdesigner.errors import Refused
from quizdesigner.quiz import clipping, edits, wire
from quizdesigner.quiz.document import By, Chose, Collection, Link, Product, Project, Quiz, ResultsPage, Variant
from quizdesigner.quiz.soundness import unsound
from tests.quiz.projects import projects, sleep_project

Q = "sleep"


def fresh() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"new{next(numbers)}"


def other() -> Project:
    """Another client's project, with one of the products under other ids."""
    return Project(
        "other",
        "Other",
        (Quiz("theirs", "Theirs", results=(ResultsPage("end"),)),),
        products=(Product("x1", "Herbal tea", variants=(Variant("x1-1", sku="TEA-1"),)), Product("x2", "SLEEP MASK")),
    )


def test_pasted_into_the_same_quiz_it_is_a_copy_with_ids_of_its_own() -> None:
    project = sleep_project()
    data = clipping.clip(project, project.quizzes[0], ("goal", "avoid"))
    again, done = clipping.pasted(project, Q, data, None, fresh())
    quiz = again.quizzes[0]
    goal, avoid = quiz.questions[-2:]
    assert done.questions == (goal.id, avoid.id) == ("new1", "new2")
    assert goal.choices == project.quizzes[0].questions[1].choices
    assert avoid.show_when is None or "goal" not in repr(avoid.show_when)
    assert again.tags is project.tags
    assert unsound(again) is None


def test_rules_among_the_pasted_speak_of_the_pasted() -> None:
    project = sleep_project()
    quiz = project.quizzes[0]
    ruled = structs.replace(quiz.questions[2], show_when=Chose("goal", "fall"))
    quiz = structs.replace(quiz, questions=(*quiz.questions[:2], ruled, *quiz.questions[3:]))
    project = structs.replace(project, quizzes=(quiz,))
    data = clipping.clip(project, quiz, ("goal", ruled.id))
    again, done = clipping.pasted(project, Q, data, 0, fresh())
    assert again.quizzes[0].questions[1].show_when == Chose(done.questions[0], "fall")


def test_in_another_project_tags_come_along_and_products_are_found_by_sku_handle_or_title() -> None:
    project = sleep_project()
    quiz = project.quizzes[0]
    data = clipping.clip(project, quiz, ("goal", "avoid"))
    there, done = clipping.pasted(other(), "theirs", data, None, fresh())
    names = {tag.id: tag.name for tag in there.tags}
    goal, avoid = there.quizzes[0].questions
    assert {names[tag] for one in (goal, avoid) for choice in one.choices for tag in choice.tags} == {
        tag.name for tag in project.tags
    }
    assert {link.to for one in (goal, avoid) for choice in one.choices for link in choice.links} <= {"x1", "x2"}
    linked = {link.to for one in quiz.questions[1:3] for choice in one.choices for link in choice.links}
    assert ("pillow" in linked) == any("Pillow" in text for text in done.left_over)
    assert any("jump" in text.casefold() or "rule" in text.casefold() for text in done.left_over)


def test_collections_and_variants_are_found_by_name() -> None:
    project = sleep_project()
    quiz = project.quizzes[0]
    links = (Link("tea-1", By.VARIANT), Link("calm", By.COLLECTION), Link("gone", By.COLLECTION), Link("red", By.TYPE))
    choice = structs.replace(quiz.questions[1].choices[0], links=links)
    question = structs.replace(quiz.questions[1], choices=(choice,))
    project = structs.replace(project, collections=(Collection("calm", "Calm"),))
    data = clipping.clip(project, structs.replace(quiz, questions=(question,)), ("goal",))
    target = structs.replace(other(), collections=(Collection("c9", "calm"),))
    there, done = clipping.pasted(target, "theirs", data, None, fresh())
    assert there.quizzes[0].questions[0].choices[0].links == (
        Link("x1-1", By.VARIANT),
        Link("c9", By.COLLECTION),
        Link("red", By.TYPE),
    )
    assert any("gone" in text for text in done.left_over)


def test_a_tag_that_was_renamed_meanwhile_is_the_same_tag() -> None:
    project = sleep_project()
    data = clipping.clip(project, project.quizzes[0], ("goal",))
    renamed = structs.replace(project, tags=(structs.replace(project.tags[0], name="goal:rest"), *project.tags[1:]))
    again, _ = clipping.pasted(renamed, Q, data, None, fresh())
    assert again.tags is renamed.tags
    assert again.quizzes[0].questions[-1].choices[0].tags == project.quizzes[0].questions[1].choices[0].tags


def test_a_recall_of_what_is_not_there_is_pasted_as_its_fallback() -> None:
    german = {"de": {"title": "{mail|Du}, was noch?"}}
    project = edits.change_question(sleep_project(), Q, "why", title="{goal|You}, why {why}?", translations=german)
    data = clipping.clip(project, project.quizzes[0], ("why",))
    there, done = clipping.pasted(other(), "theirs", data, None, fresh())
    pasted = there.quizzes[0].questions[0]
    assert pasted.title == f"You, why {{{pasted.id}}}?"
    assert pasted.translations == {"de": {"title": "Du, was noch?"}}
    assert [text.partition(" recalled ")[2] for text in done.left_over] == [
        "an answer that is not in this quiz. The words for shoppers without that answer stand there now."
    ]
    again, done = clipping.pasted(project, Q, data, None, fresh())
    assert again.quizzes[0].questions[-1].title == f"{{goal|You}}, why {{{done.questions[0]}}}?"
    assert done.left_over == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"{}",
        b'{"format": 1, "questions": []}',
        b'{"format": 2, "questions": [{"id": "a", "kind": "single"}, {"id": "a", "kind": "single"}]}',
        b'{"format": 2, "questions": [], "tags": [{"id": "t", "name": "a,b"}]}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_clipping_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Refused, match=r"clipboard|copied"):
        clipping.pasted(sleep_project(), Q, data, None, fresh())


@given(projects(), st.data())
def test_whatever_is_pasted_anywhere_gives_a_sound_project(project: Project, data: st.DataObject) -> None:
    quiz = project.quizzes[0]
    some = tuple(data.draw(st.sets(st.sampled_from([question.id for question in quiz.questions]), min_size=1)))
    copied = clipping.clip(project, quiz, some)
    target, where = data.draw(st.sampled_from([(project, "quiz"), (sleep_project(), Q), (other(), "theirs")]))
    at = data.draw(st.none() | st.integers(0, 9))
    after, done = clipping.pasted(target, where, copied, at, fresh())
    assert wire.loads(wire.dumps(after)) == after
    assert len(done.questions) == len(some)
    known = {tag.id for tag in after.tags}
    assert (
        all(tag in known for one in after.quiz(where).questions for choice in one.choices for tag in choice.tags)
        or target.quizzes[0] is quiz
    )
