"""The document itself: its policy, its size, its words, and what it shows of an outcome."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from decimal import Decimal
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.page import script
from quizdesigner.page.document import Page, message_page, quiz_page, results_page
from quizdesigner.page.results import price
from quizdesigner.quiz.answers import AnswerProblem, Answers
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.localise import localised
from quizdesigner.quiz.play import outcome
from quizdesigner.starters import load_starter, starters
from tests.quiz.projects import projects, sleep_project


def _page(project: Project, answers: Answers | None = None, problems: tuple[AnswerProblem, ...] = ()) -> Page:
    return quiz_page(
        project.quizzes[0],
        action="/q/x/answers",
        method="post",
        submission="s1",
        revision=4,
        answers=answers or {},
        problems=problems,
    )


def _results(project: Project, answers: Answers) -> str:
    quiz = project.quizzes[0]
    return results_page(project, quiz, outcome(project, quiz, answers), again="/q/x", media="m/").html.decode()


def _allowed(page: Page) -> bool:
    """Whether the policy names the hash of every style and script in the page, and the page has no other."""
    html = page.html.decode()
    inline = re.findall(r"<style>(.*?)</style>", html, re.S) + re.findall(r"<script>(.*?)</script>", html, re.S)
    hashes = ["sha256-" + base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline]
    return all(f"'{one}'" in page.csp for one in hashes) and page.csp.count("sha256-") == len(hashes)


@given(projects())
def test_the_policy_allows_what_is_in_the_page_and_nothing_else(project: Project) -> None:
    page = _page(project)
    assert _allowed(page)
    assert f'content="{escape(page.csp.rpartition("; frame-ancestors")[0])}"' in page.html.decode()
    assert page.csp.startswith("default-src 'none'; ")
    assert "unsafe" not in page.csp
    assert not re.search(
        r"<[^>]+ (style|on\w+)=", re.sub(r"<script.*?</script>|\"[^\"]*\"", "", page.html.decode(), flags=re.S)
    )


def test_who_may_frame_it_and_where_the_form_leads_can_be_said() -> None:
    project = sleep_project()
    page = quiz_page(
        project.quizzes[0],
        action="quiz://preview/answers",
        method="get",
        submission="s1",
        revision=0,
        form_action="quiz:",
        frame_ancestors="https://halden.example",
    )
    assert "form-action quiz:;" in page.csp
    assert page.csp.endswith("frame-ancestors https://halden.example")
    assert b'"action"' not in page.html


@pytest.mark.parametrize("name", [starter.name for starter in starters()])
def test_a_finished_quiz_arrives_in_the_first_flight(name: str) -> None:
    quiz = load_starter(name).quizzes[0]
    for language in (quiz.language, *quiz.languages):
        page = _page(Project("p", "Halden", (localised(quiz, language),)))
        assert len(gzip.compress(page.html, 9)) < 14_600


def test_answers_are_filled_in_and_problems_stand_beside_their_fields() -> None:
    problems = (AnswerProblem("mail", "No."), AnswerProblem("gone", "This quiz has no such question."))
    html = _page(sleep_project(), {"goal": ("stay",), "mail": 'a"b', "yes": True}, problems).html.decode()
    assert 'value="stay" checked' in html
    assert 'value="fall" checked' not in html
    assert 'value="a&quot;b"' in html
    assert 'value="yes" checked' in html
    assert '<p class="error" id="e-mail" role="alert">No.</p>' in html
    assert '<p class="error" id="note" role="alert">This quiz has no such question.</p>' in html


def test_consent_is_never_ticked_beforehand() -> None:
    assert " checked" not in _page(sleep_project()).html.decode().partition("<script")[0]


def test_the_script_knows_no_tags_and_no_products() -> None:
    html = _page(sleep_project()).html.decode()
    assert "t-noherb" not in html
    assert "goal:" not in html
    assert "tea" not in html
    assert "has_tag" not in html


def test_the_words_for_picks_are_those_of_the_host() -> None:
    quiz = sleep_project().quizzes[0]
    several = replace(quiz.questions[2], least=2, most=2, required=True)
    step = script.plan(replace(quiz, questions=(several,)), revision=1).questions[0]
    assert (step.need, step.few, step.many) == (
        "Please choose an answer.",
        "Please choose at least 2.",
        "Please choose 2 at most.",
    )


def test_results_name_the_strongest_reason_the_price_and_the_shop() -> None:
    html = _results(sleep_project(), {"goal": ("fall",), "mail": "ana@example.com"})
    assert "Because you said “Fall asleep”." in html
    assert "$9.90" in html
    assert 'href="https://halden.example/products/night-tea" target="_blank" rel="noopener">View product</a>' in html
    assert 'href="/q/x"' in html


def test_an_empty_slot_says_its_words_or_is_not_there() -> None:
    project = sleep_project()
    answers: Answers = {"goal": ("none",), "mail": "ana@example.com"}
    assert "For the night" not in _results(project, answers)
    quiz = project.quizzes[0]
    page = replace(quiz.results[0], sections=(replace(quiz.results[0].slots[0], empty="Sleep is free."),))
    project = replace(project, quizzes=(replace(quiz, results=(page,)),))
    assert "For the night" in _results(project, answers)
    assert "Sleep is free." in _results(project, answers)


def test_a_quiz_without_a_results_page_says_thank_you() -> None:
    project = sleep_project()
    project = replace(project, quizzes=(replace(project.quizzes[0], results=()),))
    assert "<h1>Thank you</h1>" in _results(project, {"goal": ("none",), "mail": "ana@example.com"})


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("34", "EUR", "€34.00"),
        ("1234.5", "USD", "$1,234.50"),
        ("3400", "JPY", "¥3,400"),
        ("9.9", "CHF", "CHF\u00a09.90"),
    ],
)
def test_prices(amount: str, currency: str, text: str) -> None:
    assert price(Decimal(amount), currency) == text


def test_prices_are_written_as_the_language_writes_them() -> None:
    assert price(Decimal("1234.5"), "EUR", "de") == "1.234,50\u00a0€"
    assert price(Decimal("34"), "EUR", "de-XX") == "34,00\u00a0€"
    assert price(Decimal("34"), "USD", "xx") == "$34.00"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_messages_are_text(text: str) -> None:
    page = message_page(text, text)
    assert _allowed(page)
    assert page.html.decode().count("<") == message_page("", "").html.decode().count("<")


def test_language_and_direction() -> None:
    project = sleep_project()
    arabic = replace(project, quizzes=(replace(project.quizzes[0], language="ar-EG"),))
    assert b'<html lang="ar-EG" dir="rtl">' in _page(arabic).html
    assert b'<html lang="en" dir="ltr">' in _page(project).html
