"""What is found at the preview's addresses: the quiz, and what answers lead to. The same page a host serves."""

from __future__ import annotations

from urllib.parse import parse_qs

from msgspec import Struct

from quizdesigner.page.document import Page, quiz_page, results_page
from quizdesigner.quiz import play
from quizdesigner.quiz.answers import AnswerProblem, Answers, from_fields
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
            return Served(_quiz(quiz, revision, {}, ()).html)
        case "/answers":
            answers = from_fields(quiz, parse_qs(query))
            if wrong := play.refusals(quiz, answers):
                return Served(_quiz(quiz, revision, answers, wrong).html)
            outcome = play.outcome(project, quiz, answers)
            return Served(results_page(project, quiz, outcome, again=scheme.ADDRESS).html, answers)
    return None


def _quiz(quiz: Quiz, revision: int, answers: Answers, wrong: tuple[AnswerProblem, ...]) -> Page:
    return quiz_page(
        quiz,
        action=scheme.ANSWERS,
        method="get",
        submission=SUBMISSION,
        revision=revision,
        answers=answers,
        problems=wrong,
        form_action=f"{scheme.NAME.decode()}:",
    )
