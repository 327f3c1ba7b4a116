"""What is found at the preview's addresses: the quiz, and what answers lead to. The same page a host serves."""

from __future__ import annotations

from urllib.parse import parse_qs

from msgspec import Struct

from quizdesigner.page.document import Page, quiz_page, results_page
from quizdesigner.quiz import play
from quizdesigner.quiz.answers import AnswerProblem, Answers, from_fields
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.quiz.words import words
from quizdesigner.views.preview import scheme

SUBMISSION = "preview"

_MEDIA = "/media/"


class Served(Struct, frozen=True):
    """What is found at an address, and the answers it gives the results of; None for all but a results page."""

    body: bytes
    type: str = "text/html;charset=utf-8"
    results_of: Answers | None = None


def serve(project: Project, quiz: Quiz, revision: int, path: str, query: str) -> Served | None:
    """The page, picture or video at `path` with `query`; None where there is none. `quiz` is as it is to be read."""
    match path:
        case "/":
            return Served(_quiz(quiz, revision, {}, ()).html)
        case "/answers":
            answers = from_fields(quiz, parse_qs(query))
            if wrong := play.refusals(quiz, answers, words(quiz)):
                return Served(_quiz(quiz, revision, answers, wrong).html)
            outcome = play.outcome(project, quiz, answers)
            page = results_page(project, quiz, outcome, again=scheme.ADDRESS, media=scheme.MEDIA)
            return Served(page.html, results_of=answers)
    if path.startswith(_MEDIA):
        digest = path.removeprefix(_MEDIA)
        return next((Served(file.data, file.type) for file in project.media if file.id == digest), None)
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
        media=scheme.MEDIA,
        form_action=f"{scheme.NAME.decode()}:",
    )
