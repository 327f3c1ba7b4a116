"""Findings and differences: what an author reads before publishing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import structs

from quizdesigner.quiz import check, edits, sentences
from quizdesigner.quiz.document import (
    All,
    Answered,
    Any,
    Choice,
    Chose,
    Compare,
    HasTag,
    Jump,
    Kind,
    Not,
    Project,
    Question,
    Quiz,
    Role,
    Target,
)
from quizdesigner.quiz.keys import keys
from tests.quiz.projects import sleep_project

Q = "sleep"


def texts(project: Project, level: str) -> list[str]:
    return [one.text for one in check.findings(project, project.quizzes[0]) if one.level == level]


def test_a_sound_quiz_has_nothing_to_say() -> None:
    assert check.findings(sleep_project(), sleep_project().quizzes[0]) == ()


@pytest.mark.parametrize(
    ("edit", "level", "words"),
    [
        (lambda p: edits.change_question(p, Q, "goal", title=" "), "error", "Question 1 has no title."),
        (lambda p: edits.change_choice(p, Q, "goal", "fall", title=""), "error", "A choice of question 1"),
        (lambda p: edits.move_question(p, Q, "goal", 5), "error", "goes backwards"),
        (lambda p: edits.change_question(p, Q, "avoid", least=4), "error", "asks for 4 choices and has 3"),
        (
            lambda p: edits.add_jump(p, Q, "goal", Jump("x", "nowhere", Chose("goal", "fall"))),
            "error",
            "goes to a question that is not there",
        ),
        (
            lambda p: edits.set_show_when(p, Q, "avoid", Chose("avoid", "wool")),
            "error",
            "looks at an answer that comes later",
        ),
        (
            lambda p: edits.set_show_when(p, Q, "avoid", Chose("goal", "gone")),
            "error",
            "speaks of something that is not there",
        ),
        (lambda p: edits.set_kind(p, Q, "goal", Kind.TEXT), "error", "speaks of something that is not there"),
        (
            lambda p: edits.set_show_when(p, Q, "avoid", Answered("hello")),
            "error",
            "speaks of something that is not there",
        ),
        (
            lambda p: edits.unlink_tag(p, Q, "avoid", "herbs", "t-noherb"),
            "warning",
            "looks for avoid:herbs, which no choice before it gives",
        ),
        (lambda p: edits.move_question(p, Q, "why", 0), "warning", "looks for avoid:herbs"),
        (
            lambda p: edits.set_kind(edits.set_kind(p, Q, "goal", Kind.TEXT), Q, "avoid", Kind.TEXT),
            "warning",
            "No choice votes for a product",
        ),
        (lambda p: structs.replace(p, tags=p.tags[1:]), "warning", "gives a customer tag that is not there"),
        (lambda p: structs.replace(p, products=p.products[1:]), "warning", "speaks of products that are not there"),
        (lambda p: edits.delete_question(p, Q, "yes"), "warning", "nobody is subscribed"),
        (lambda p: edits.add_question(p, Q, Question("n", Kind.SINGLE, "New?")), "error", "has no choices"),
        (lambda p: edits.change_question(p, Q, "why", shortest=501), "error", "nobody can type more than 500"),
        (
            lambda p: edits.add_question(
                p, Q, Question("n", Kind.NUMBER, "New?", choices=(Choice("r", role=Role.RANGE, least=9.0, most=2.5),))
            ),
            "warning",
            "goes from 9 to 2.5: no number lies in it",
        ),
    ],
)
def test_each_flaw_is_found(edit: Callable[[Project], Project], level: str, words: str) -> None:
    found = texts(edit(sleep_project()), level)
    assert any(words in text for text in found)


def test_a_finding_names_the_part_of_the_question_it_is_about() -> None:
    project = edits.change_question(sleep_project(), Q, "goal", title="")
    project = edits.change_choice(project, Q, "goal", "fall", title="")
    project = edits.change_question(project, Q, "avoid", least=4)
    project = edits.move_question(project, Q, "goal", 5)
    project = edits.add_question(project, Q, Question("n", Kind.SINGLE, "New?"))
    found = {(one.question, one.part, one.choice) for one in check.findings(project, project.quizzes[0])}
    assert {
        ("goal", "title", ""),
        ("goal", "choices", "fall"),
        ("goal", "rules", ""),
        ("avoid", "", ""),
        ("n", "choices", ""),
    } <= found


def test_a_finding_names_the_rule_or_slot_to_blame() -> None:
    project = edits.move_question(sleep_project(), Q, "goal", 5)
    project = edits.set_show_when(project, Q, "avoid", Chose("avoid", "wool"))
    project = edits.change_section(project, Q, "end", "s1", source=(Target("gone"),))
    found = check.findings(project, project.quizzes[0])
    jump, shown, slot = (next(one for one in found if words in one.text) for words in ("goes back", "later", "A slot"))
    assert (jump.question, jump.part, jump.jump) == ("goal", "rules", "j1")
    assert (shown.question, shown.part) == ("avoid", "show_when")
    assert (slot.page, slot.slot) == ("end", "s1")
    assert [one.concerns("s1") for one in (jump, shown, slot)] == [False, False, True]


def test_numbers_are_said_with_all_their_figures() -> None:
    choice = Choice("c", role=Role.RANGE, least=1_234_567.0, most=1_234_567.5)
    assert sentences.of_range(choice) == "1234567 to 1234567.5"
    project = sleep_project()
    said = sentences.of_condition(project, project.quizzes[0], Compare("goal", ">=", 1_000_000.0), "goal")
    assert said == "the answer is at least 1000000"


def test_what_recalls_an_answer_is_called_by_words_not_by_ids() -> None:
    project = edits.change_question(sleep_project(), Q, "mail", title="Where to, {goal|dear}?")
    quiz = project.quizzes[0]
    assert check.label(quiz, quiz.questions[4]) == "question 4 “Where to, dear?”"


def test_a_slot_with_something_to_fall_back_on_is_not_called_empty() -> None:
    project = edits.set_kind(edits.set_kind(sleep_project(), Q, "goal", Kind.TEXT), Q, "avoid", Kind.TEXT)
    assert any("No choice votes" in text for text in texts(project, "warning"))
    project = edits.change_section(project, Q, "end", "s1", fallback=(Target("tea"),))
    assert not any("No choice votes" in text for text in texts(project, "warning"))


def test_rules_read_as_sentences() -> None:
    project = sleep_project()
    quiz = project.quizzes[0]
    goal = quiz.questions[1]
    assert (
        sentences.of_jump(project, quiz, goal, goal.jumps[0])
        == "If the answer is “Nothing, thanks”, go to question 4 “Your email”"
    )
    condition = All((HasTag("t-deep"), Any((Chose("goal", "fall"), Not(Chose("avoid", "wool"))))))
    assert sentences.of_condition(project, quiz, condition) == (
        "the shopper has goal:deep and (the answer to question 1 “What is your goal?” is “Fall asleep” or "
        "the answer to question 2 “What do you avoid?” is not “Wool”)"
    )


def test_a_question_is_called_by_its_title_without_what_it_recalls() -> None:
    quiz = Quiz("q", "Quiz", (Question("n", Kind.NAME, "Name?"), Question("s", Kind.TEXT, "And {n|you}, how so?")))
    assert check.label(quiz, quiz.questions[1]) == "question 2 “And you, how so?”"
    assert keys(quiz)["s"] == "so"
