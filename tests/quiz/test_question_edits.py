"""Edits to several questions at once, and to the kind of one."""

from __future__ import annotations

from itertools import count

import pytest

from quizdesigner.quiz import edits, references
from quizdesigner.quiz.document import All, Answered, Choice, Chose, HasTag, Jump, Kind, Project, Question
from tests.quiz.projects import sleep_project

Q = "sleep"


def ids(project: Project) -> list[str]:
    return [question.id for question in project.quizzes[0].questions]


def question(project: Project, question_id: str) -> Question:
    return next(one for one in project.quizzes[0].questions if one.id == question_id)


def test_questions_move_together_in_their_order() -> None:
    project = sleep_project()
    assert ids(project) == ["hello", "goal", "avoid", "why", "mail", "yes"]
    assert ids(edits.move_questions(project, Q, ("why", "goal"), 0)) == ["goal", "why", "hello", "avoid", "mail", "yes"]
    assert ids(edits.move_questions(project, Q, ["hello", "avoid"], 99))[-2:] == ["hello", "avoid"]
    assert edits.move_questions(project, Q, ("goal", "avoid"), 1) is project
    with pytest.raises(KeyError):
        edits.move_questions(project, Q, ("nowhere",), 0)


def test_copies_of_several_speak_of_each_other() -> None:
    fresh = count(1)
    project = edits.change_question(sleep_project(), Q, "avoid", title="Not {goal|that}?")
    project = edits.set_show_when(project, Q, "avoid", All((Chose("goal", "stay"), HasTag("t-sleep"))))
    project = edits.add_jump(project, Q, "goal", Jump("j2", "avoid", Chose("goal", "fall")))
    copied = edits.duplicate_questions(project, Q, ("avoid", "goal"), lambda: f"new{next(fresh)}")
    assert ids(copied)[1:5] == ["goal", "avoid", "new1", "new2"]
    goal, avoid = question(copied, "new1"), question(copied, "new2")
    assert avoid.title == "Not {new1|that}?"
    assert avoid.show_when == All((Chose("new1", goal.choices[1].id), HasTag("t-sleep")))
    assert [jump.to for jump in goal.jumps] == ["mail", "new2"], "what was not copied is led to all the same"
    assert goal.choices[0].tags == ("t-sleep",)
    assert question(copied, "avoid") is question(project, "avoid")


def test_questions_deleted_together_take_the_rules_about_each_along() -> None:
    after = edits.delete_questions(sleep_project(), Q, ("mail", "avoid"))
    assert ids(after) == ["hello", "goal", "why", "yes"]
    assert question(after, "goal").jumps == ()


def test_where_a_deleted_question_was_recalled_its_fallback_stands() -> None:
    project = edits.change_question(
        sleep_project(),
        Q,
        "why",
        title="Why {goal|that}, {mail}?",
        description="{avoid|nothing} {unknown|x}",
        translations={"de": {"title": "Warum {goal|das}?"}},
    )
    project = edits.change_results(project, Q, "end", title="Your {goal|sleep}")
    after = edits.delete_questions(project, Q, ("goal", "avoid"))
    why = question(after, "why")
    assert (why.title, why.description) == ("Why that, {mail}?", "nothing {unknown|x}")
    assert why.translations == {"de": {"title": "Warum das?"}}
    assert after.quizzes[0].results[0].title == "Your sleep"
    assert question(after, "yes") is question(project, "yes")


def test_another_kind_begins_with_choices_only_where_it_has_none() -> None:
    fresh = (Choice("y", "Yes"), Choice("n", "No"))
    text = edits.set_kind(sleep_project(), Q, "why", Kind.YES_NO, fresh)
    assert question(text, "why").options == fresh
    goal = edits.set_kind(sleep_project(), Q, "goal", Kind.YES_NO, fresh)
    assert [choice.id for choice in question(goal, "goal").options] == ["fall", "stay", "none"]


def test_so_many_picks_do_not_become_so_many_characters() -> None:
    text = question(edits.set_kind(sleep_project(), Q, "avoid", Kind.TEXT), "avoid")
    assert (text.shortest, text.longest, text.most) == (0, 0, 2)
    back = edits.set_kind(edits.set_kind(sleep_project(), Q, "avoid", Kind.TEXT), Q, "avoid", Kind.MULTIPLE)
    assert back == sleep_project()


def test_what_loses_its_answer_with_the_kind_is_told_beforehand() -> None:
    project = edits.set_show_when(sleep_project(), Q, "yes", Answered("mail"))
    quiz = project.quizzes[0]
    mail = question(project, "mail")
    assert [one.part for one in references.to_kind(quiz, mail, Kind.STATEMENT)] == ["yes"]
    assert references.to_kind(quiz, mail, Kind.PHONE) == ()
