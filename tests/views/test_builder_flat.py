"""Conditions as rows: what rows can show they give back unchanged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz import sentences
from quizdesigner.quiz.document import (
    All,
    Answered,
    Any,
    AnyCondition,
    Choice,
    Chose,
    Compare,
    HasTag,
    Kind,
    Not,
    Question,
    Role,
)
from quizdesigner.quiz.flow_words import in_short
from quizdesigner.quiz.rules import Known, holds
from quizdesigner.settings import resource
from quizdesigner.views.builder.conditions import flat
from quizdesigner.views.builder.kinds import GROUPS, ICONS, WORDS, kind_line, new_question
from tests.quiz.projects import conditions, sleep_project

QUESTIONS = tuple(
    Question(f"q{at}", Kind.MULTIPLE, choices=tuple(Choice(f"c{one}", tags=(f"t{one}",)) for one in range(3)))
    for at in range(3)
)


@given(conditions(3), st.sets(st.sampled_from(["c0", "c1", "c2"])))
def test_rows_mean_what_the_condition_meant(condition: AnyCondition, picks: set[str]) -> None:
    known = Known()
    known.add(QUESTIONS[0], tuple(sorted(picks)))
    known.add(QUESTIONS[1], ("c1", "c2"))
    assert holds(flat.built(flat.flat(condition)), known) == holds(condition, known)


def test_groups_stand_one_level_deep() -> None:
    group = Any((Answered("a"), HasTag("t")))
    deeper = All((group, Answered("b")))
    assert flat.flat(deeper) == flat.Flat("all", (group, Answered("b")))
    kinds = [flat.kind_of(one) for one in (Compare("a", "<", 5), Not(Answered("a")), group, deeper, Not(group))]
    assert kinds == ["row", "row", "group", "other", "other"]
    assert flat.kind_of(Any(())) == "other", "never is a sentence, not an empty group"
    assert flat.flat(None) == flat.Flat()


def test_a_number_is_compared_or_lies_in_a_range() -> None:
    bare = Question("age", Kind.NUMBER, lowest=18)
    ranged = Question("age", Kind.NUMBER, choices=(Choice("young", role=Role.RANGE, most=30),))
    assert [verb for verb, _ in flat.verbs_for(bare)][:2] == ["<", "<="]
    assert flat.verbs_for(ranged)[0] == ("is", "is in")
    row = flat.with_verb(Answered("age"), ">=", bare)
    assert row == Compare("age", ">=", 18)
    assert flat.with_verb(flat.with_value(row, 21.5), "<", bare) == Compare("age", "<", 21.5)
    assert flat.with_verb(row, "is", ranged) == Chose("age", "young")


def test_a_row_says_something_else_of_the_same_subject() -> None:
    quiz = sleep_project().quizzes[0]
    goal: Question = quiz.questions[1]
    row: AnyCondition = Chose("goal", "stay")
    assert flat.with_verb(row, "is_not", goal) == Not(Chose("goal", "stay"))
    assert flat.with_verb(row, "answered", goal) == Answered("goal")
    assert flat.with_verb(Not(Answered("goal")), "is", goal) == Chose("goal", "fall")
    assert flat.with_verb(HasTag("t"), "has_not", None) == Not(HasTag("t"))
    assert flat.with_value(Not(Chose("goal", "stay")), "none") == Not(Chose("goal", "none"))


def test_a_box_is_ticked_and_anything_else_answered() -> None:
    project = sleep_project()
    quiz = project.quizzes[0]
    assert flat.verbs_for(quiz.questions[5]) == (("answered", "is ticked"), ("not_answered", "is not ticked"))
    assert flat.verbs_for(quiz.questions[4]) == (("answered", "is answered"), ("not_answered", "is not answered"))
    unticked = Not(Answered("yes"))
    assert sentences.of_condition(project, quiz, unticked) == "question 5 “Send me sleep tips” is not ticked"
    assert in_short(project, quiz, unticked) == "not question 5 ticked"


def test_kind_lines() -> None:
    quiz = sleep_project().quizzes[0]
    assert kind_line(quiz.questions[2]) == "Multiple choice, up to 2"
    assert kind_line(quiz.questions[0]) == "Welcome"


def test_a_new_question_has_what_its_kind_needs() -> None:
    made = {kind: new_question(kind, iter("abc").__next__) for kind in Kind}
    assert [choice.title for choice in made[Kind.YES_NO].options] == ["Yes", "No"]
    assert made[Kind.RATING].numbers == (1, 5, 1)
    assert made[Kind.SLIDER].numbers == (0, 10, 1)
    assert made[Kind.NUMBER].numbers == (None, None, 1)
    for one in made.values():
        assert len(one.choices) == (2 if one.traits.has_choices else 0)


def test_every_kind_is_offered_in_a_group_with_an_icon_and_a_word() -> None:
    assert sorted(kind for kinds in GROUPS.values() for kind in kinds) == sorted(Kind) == sorted(WORDS)
    assert all(resource(f"icons/{ICONS[kind]}.svg").is_file() for kind in Kind)
