"""What the preview knows without a browser: made-up shoppers, the words of the panel, when no engine may start."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.quiz import edits, play
from quizdesigner.quiz.answers import problems
from quizdesigner.quiz.document import Chose, Jump, Kind, Question, Quiz
from quizdesigner.views.preview import pages, scheme
from quizdesigner.views.preview.profile import profile, progress
from quizdesigner.views.preview.shopper import NEWCOMER, Shopper, fields, fitting, leading_to, playing
from tests.quiz.projects import projects, sleep_project


@given(st.data())
def test_answers_said_to_lead_to_a_question_do(data: st.DataObject) -> None:
    quiz = data.draw(projects()).quizzes[0]
    question = data.draw(st.sampled_from(quiz.questions))
    answers = leading_to(quiz, question, {})
    if answers is not None:
        assert question in play.walk(quiz, answers).route
        assert not problems(quiz, answers)


def test_every_question_of_the_sleep_quiz_is_found_and_given_answers_are_kept() -> None:
    quiz = sleep_project().quizzes[0]
    for question in quiz.questions:
        assert leading_to(quiz, question, {}) is not None
    assert leading_to(quiz, quiz.questions[2], {"goal": ("stay",)}) == {"goal": ("stay",)}
    goes_on = leading_to(quiz, quiz.questions[5], {"goal": ("stay",), "mail": "bo@example.com"})
    assert goes_on == {"goal": ("stay",), "mail": "bo@example.com"}
    assert leading_to(quiz, quiz.questions[5], {"goal": ("stay",)}) == {"goal": ("stay",), "mail": "ana@example.com"}
    nobody = Question("never", Kind.STATEMENT, show_when=quiz.questions[3].show_when)
    assert leading_to(Quiz("q", "", (nobody,)), nobody, {}) is None


def test_a_changed_quiz_keeps_what_still_fits() -> None:
    quiz = sleep_project().quizzes[0]
    shopper = Shopper({"goal": ("gone",), "avoid": ("wool",), "away": "x"}, "avoid")
    assert fitting(quiz, shopper) == Shopper({"avoid": ("wool",)}, "avoid")


def test_a_slider_nobody_has_seen_is_not_answered() -> None:
    questions = (
        Question("word", Kind.TEXT),
        Question("hours", Kind.SLIDER, lowest=0, highest=8),
        Question("end", Kind.STATEMENT),
    )
    quiz = Quiz("q", "", questions)
    page = {"word": "Calm", "hours": "4"}
    assert playing(quiz, page, "word", {}) == Shopper({"word": "Calm"}, "word")
    assert playing(quiz, page, "hours", {}) == Shopper(page, "hours")
    assert playing(quiz, page, "end", {}) == Shopper(page, "end")
    # Gone back, they have seen it.
    assert playing(quiz, page, "word", page) == Shopper(page, "word")


def test_the_answers_address_is_what_the_form_would_send() -> None:
    project = sleep_project()
    quiz = project.quizzes[0]
    shopper = Shopper({"goal": ("fall",), "avoid": ("wool", "noise"), "mail": "ana+b@example.com", "yes": True})
    assert fields(shopper) == "goal=fall&avoid=wool&avoid=noise&mail=ana%2Bb%40example.com&yes=yes"
    served = pages.serve(project, quiz, 1, "/answers", fields(shopper))
    assert served is not None
    assert served.results_of == shopper.answers
    assert b"Night tea" in served.body


def test_answers_that_cannot_be_taken_come_back_with_the_reason() -> None:
    project = sleep_project()
    served = pages.serve(project, project.quizzes[0], 1, "/answers", "goal=fall&mail=ana")
    assert served is not None
    assert served.results_of is None
    assert b"This does not look like an email address." in served.body
    assert pages.serve(project, project.quizzes[0], 1, "/elsewhere", "") is None


def test_the_policy_stands_in_the_page_with_its_hashes_unharmed() -> None:
    project = sleep_project()
    served = pages.serve(project, project.quizzes[0], 1, "/", "")
    assert served is not None
    assert served.body.index(b"Content-Security-Policy") < served.body.index(b"<style>")


def test_the_panel_says_what_each_choice_did() -> None:
    project = sleep_project()
    quiz = project.quizzes[0]
    shopper = Shopper({"goal": ("stay",), "avoid": ("herbs",), "mail": "ana@example.com"}, finished=True)
    shown = profile(project, quiz, play.outcome(project, quiz, shopper.answers), shopper)
    assert [tag.name for tag in shown.tags] == ["goal:deep", "avoid:herbs"]
    assert [(step.number, step.answer) for step in shown.steps][:2] == [("1", "Stay asleep"), ("2", "Herbs")]
    assert [(one.title, one.reason, one.aside) for one in shown.products] == [
        ("Sleep mask", "+1 Stay asleep", "For the night"),
        ("Night tea", "excluded by: Herbs", ""),
    ]
    assert shown.ending == "The quiz ends on the results page “Your sleep”."
    here = Shopper({}, "goal")
    assert profile(project, quiz, play.outcome(project, quiz, {}), here).steps[0].hint == "choosing now"
    assert (progress(quiz, here), progress(quiz, Shopper({}, "hello")), progress(quiz, NEWCOMER)) == (
        "Question 1 of 5",
        "Welcome",
        "",
    )


def test_the_panel_says_which_rule_ended_the_quiz_and_what_filled_a_slot() -> None:
    project = edits.add_jump(
        edits.change_section(sleep_project(), "sleep", "end", "s1", minimum_votes=0),
        "sleep",
        "goal",
        Jump("j2", "end", Chose("goal", "stay")),
    )
    quiz = project.quizzes[0]
    shopper = Shopper({"goal": ("stay",)}, finished=True)
    shown = profile(project, quiz, play.outcome(project, quiz, shopper.answers), shopper)
    assert shown.ending.startswith("The quiz ends on the results page “Your sleep”, because the answer to question 1")
    assert [one.votes for one in shown.products] == [1, 1]
    nobody = Shopper({"goal": ("none",), "mail": "ana@example.com"}, finished=True)
    shown = profile(project, quiz, play.outcome(project, quiz, nobody.answers), nobody)
    assert {one.reason for one in shown.products} == {"fills a slot that asks for no votes"}


def test_the_engine_is_not_started_as_root() -> None:
    assert "refuses to run as root" in scheme.refusal(0, {})
    assert not scheme.refusal(1000, {})
    assert not scheme.refusal(None, {})
    assert not scheme.refusal(0, {"QTWEBENGINE_DISABLE_SANDBOX": "1"})
    assert not scheme.refusal(0, {"QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox"})
