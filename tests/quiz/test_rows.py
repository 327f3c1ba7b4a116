"""The project as rows: nothing lost, little written, and nothing read that does not fit together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Project, Question, Quiz
from quizdesigner.quiz.rows import Change, Rows, apply, from_rows, inverse, merged, patch, to_rows
from tests.models.steps import EDITS, edited
from tests.quiz.projects import projects, sleep_project

walks = st.lists(st.tuples(st.integers(0, len(EDITS) - 1), st.integers(0, 40), st.text("abä ", max_size=4)), max_size=8)


def walked(project: Project, walk: list[tuple[int, int, str]], fresh: str = "new") -> Project:
    """The project after these edits."""
    for number, (which, place, word) in enumerate(walk):
        project = edited(project, which, place, word, f"{fresh}{number}")
    return project


@given(projects())
def test_rows_and_back(project: Project) -> None:
    assert from_rows(to_rows(project)) == project


@given(walks, walks)
def test_a_patch_leads_there_and_its_inverse_back(
    one: list[tuple[int, int, str]], other: list[tuple[int, int, str]]
) -> None:
    before, after = walked(sleep_project(), one), walked(sleep_project(), other)
    there = patch(before, after)
    assert apply(before, there) == after
    assert apply(after, inverse(there)) == before
    assert (there == ()) == (before == after)


@given(walks, walks)
def test_two_patches_are_as_good_as_one(one: list[tuple[int, int, str]], other: list[tuple[int, int, str]]) -> None:
    before = sleep_project()
    middle = walked(before, one)
    end = walked(middle, other, "newer")
    both = merged(patch(before, middle), patch(middle, end))
    assert apply(before, both) == end
    assert {(one.kind, one.id) for one in both} == {(one.kind, one.id) for one in patch(before, end)}


def test_typing_writes_one_row_and_leaves_the_rest_the_same_objects() -> None:
    before = sleep_project()
    after = edited(before, 0, 1, "What do you want?", "")
    there = patch(before, after)
    assert [(one.kind, one.id) for one in there] == [("question", "sleep/goal")]
    kept = apply(before, there)
    assert kept.tags is before.tags
    assert kept.quizzes[0].results is before.quizzes[0].results
    pairs = zip(kept.quizzes[0].questions, before.quizzes[0].questions, strict=True)
    assert [one.id for one, other in pairs if one is not other] == ["goal"]


def test_inserting_in_the_middle_writes_the_question_and_the_order() -> None:
    before = sleep_project()
    there = patch(before, edited(before, 1, 3, "Between", "new"))
    assert [(one.kind, one.id) for one in there] == [("question", "sleep/new"), ("order", "sleep/question")]


def test_two_questions_with_one_id_cannot_be_told_apart() -> None:
    quiz = sleep_project().quizzes[0]
    with pytest.raises(Refused, match="same id"):
        to_rows(replace(sleep_project(), quizzes=(replace(quiz, questions=quiz.questions * 2),)))


def test_half_a_character_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="cannot be stored"):
        patch(None, replace(sleep_project(), name="\ud800"))


def test_the_same_question_id_in_two_quizzes_is_two_rows() -> None:
    quiz = sleep_project().quizzes[0]
    twice = replace(sleep_project(), quizzes=(quiz, replace(quiz, id="other")))
    assert from_rows(to_rows(twice)) == twice


DEEP = b'{"if":"not","of":' * 51 + b'{"if":"all","of":[]}' + b"}" * 51


def _dropped(kind: str, id: str) -> Callable[[Rows], Rows]:
    return lambda rows: {key: body for key, body in rows.items() if key != (kind, id)}


def _put(kind: str, id: str, body: bytes) -> Callable[[Rows], Rows]:
    return lambda rows: {**rows, (kind, id): body}


@pytest.mark.parametrize(
    "spoil",
    [
        _dropped("project", ""),
        _dropped("quiz", "sleep"),
        _dropped("question", "sleep/why"),
        _dropped("order", "sleep/question"),
        _dropped("tag", "t-deep"),
        _put("question", "sleep/more", b'{"id":"more","kind":"name"}'),
        _put("question", "sleep/why", b'{"id":"other","kind":"name"}'),
        _put("question", "gone/why", b'{"id":"why","kind":"name"}'),
        _put("question", "why", b'{"id":"why","kind":"name"}'),
        _put("question", "a/b/c", b'{"id":"c","kind":"name"}'),
        _put("order", "tag", b'["t-sleep","t-sleep","t-deep"]'),
        _put("order", "elephant", b'["t-sleep"]'),
        _put("order", "host", b'["t-sleep"]'),
        _put("elephant", "e", b"{}"),
        _put("project", "another", b'{"id":"p","name":"p"}'),
        _put("tag", "t-deep", b'{"id":"t-deep"}'),
        _put("tag", "t-deep", b'{"id":"t-deep","name":"\xff"}'),
        _put("tag", "t-deep", b""),
        _put("question", "sleep/why", b'{"id":"why","kind":"name","show_when":' + DEEP + b"}"),
        _put("product", "tea", b'{"id":"tea","title":"Tea","variants":[{"id":"v","price":"NaN"}]}'),
        _put("question", "sleep/why", b'{"id":"why","kind":"name","show_when":' + b'{"if":"not","of":' * 100_000),
    ],
)
def test_rows_that_make_no_project_are_refused(spoil: Callable[[Rows], Rows]) -> None:
    with pytest.raises(Refused):
        from_rows(spoil(to_rows(sleep_project())))


def test_a_patch_cannot_remove_the_project() -> None:
    with pytest.raises(Refused, match="itself is missing"):
        apply(sleep_project(), (Change("project", "", b"{}", None),))


def test_a_quiz_does_not_go_without_its_questions() -> None:
    with pytest.raises(Refused, match="not there"):
        apply(sleep_project(), (Change("quiz", "sleep", b"{}", None), Change("order", "quiz", b"", None)))


def test_a_large_project_is_not_looked_through_for_one_letter() -> None:
    """Parts that an edit left alone are told by identity: were one encoded, this text could not be."""
    poison = Question("q1", "name", title="\ud800")  # type: ignore[arg-type]
    before = Project("p", "Before", (Quiz("z", "Quiz", (poison,)),))
    assert [one.kind for one in patch(before, replace(before, name="After"))] == ["project"]
    assert apply(before, patch(before, replace(before, name="After"))).quizzes is before.quizzes
