"""What is found at the preview's addresses: the quiz, and what answers lead to. The same page a host serves."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs

from msgspec import Struct

from quizdesigner.page.document import Page, quiz_page, results_page
from quizdesigner.quiz import play
from quizdesigner.quiz.answers import AnswerProblem, Answers, from_fields, problem, problems
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.views.preview import scheme

SUBMISSION = "preview"


class Served(Struct, frozen=True):
    """A document (UTF-8), and the answers it gives the results of; None when it is the quiz."""

    html: bytes
    results_of: Answers | None = None


def serve(project: Project, quiz: Quiz, revision: int, path: str, query: str) -> Served | None:
    """The page at `path` with `query`; None where there is none."""
    match path:
        case "/":
            return Served(_held(_quiz(project, quiz, revision, {}, ())))
        case "/answers":
            answers = from_fields(quiz, parse_qs(query))
            outcome = play.outcome(project, quiz, answers)
            wrong = _wrong(quiz, answers, outcome)
            if wrong:
                return Served(_held(_quiz(project, quiz, revision, answers, wrong)))
            return Served(_held(results_page(project, quiz, outcome, again=scheme.ADDRESS)), answers)
    return None


def _quiz(project: Project, quiz: Quiz, revision: int, answers: Answers, wrong: tuple[AnswerProblem, ...]) -> Page:
    return quiz_page(
        project,
        quiz,
        action=scheme.ANSWERS,
        method="get",
        submission=SUBMISSION,
        revision=revision,
        answers=answers,
        problems=wrong,
        form_action=f"{scheme.NAME.decode()}:",
    )


def _held(page: Page) -> bytes:
    """The page with its policy inside: Qt 6.11 writes the values of headers in small letters, which breaks hashes."""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{escape(page.csp)}">'
    return page.html.replace(b"<head>", b"<head>" + policy.encode(), 1)


def _wrong(quiz: Quiz, answers: Answers, outcome: play.Outcome) -> tuple[AnswerProblem, ...]:
    """What nobody could answer, and the one answer the route still waits for."""
    found = {one.question: one for one in problems(quiz, answers)}
    for question in quiz.questions:
        if question.id == outcome.waiting:
            text = problem(question, answers.get(question.id)) or ""
            found[question.id] = AnswerProblem(question.id, text)
    return tuple(found.values())
