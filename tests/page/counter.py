"""A small stand-in for the host: serves one quiz, takes its answers, shows its results. Real HTTP, no storage."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs

from quizdesigner.page.document import Page, message_page, quiz_page, results_page
from quizdesigner.quiz.answers import AnswerProblem, Answers, from_fields
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.play import outcome, refusals
from quizdesigner.quiz.words import words


class Counter:
    """Serves the first quiz of `project` at `address`. `posts` are the forms that came, as they came.

    `outages` answers to come are 503. `strict` names questions whose answers are refused whatever they are.
    """

    def __init__(self) -> None:
        self.project = Project("p", "Nobody")
        self.posts: list[dict[str, list[str]]] = []
        self.kept: dict[str, Answers] = {}
        self.outages = 0
        self.strict: set[str] = set()
        self.served = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def address(self) -> str:
        return f"{self.origin}/q/quiz"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def quiz(self, submission: str, given: Answers | None = None, wrong: tuple[AnswerProblem, ...] = ()) -> Page:
        return quiz_page(
            self.project.quizzes[0],
            action="/q/quiz/answers",
            method="post",
            submission=submission,
            revision=3,
            media="/q/media/",
            answers=given or {},
            problems=wrong,
        )

    def take(self, body: str) -> tuple[int, Page | str]:
        """The answer to a posted form: a document with its status, or 303 and the address to go to."""
        fields = parse_qs(body, keep_blank_values=True)
        self.posts.append(fields)
        quiz = self.project.quizzes[0]
        given = from_fields(quiz, fields)
        submission = fields["submission"][0]
        if self.outages:
            self.outages -= 1
            return 503, message_page("Closed", "We are back in a minute.")
        wrong = refusals(quiz, given, words(quiz))
        wrong += tuple(AnswerProblem(one, "We cannot take this one.") for one in sorted(self.strict))
        if wrong:
            return 422, self.quiz(submission, given, wrong)
        self.kept.setdefault(submission, given)
        return 303, f"/q/quiz/results/{submission}"


def _handler(counter: Counter) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            quiz = counter.project.quizzes[0]
            if self.path == "/q/quiz":
                counter.served += 1
                self._send(200, counter.quiz(f"s{counter.served}"))
            elif file := next((one for one in counter.project.media if self.path == f"/q/media/{one.id}"), None):
                self.send_response(200)
                self.send_header("Content-Type", file.type)
                self.end_headers()
                self.wfile.write(file.data)
            elif (submission := self.path.removeprefix("/q/quiz/results/")) in counter.kept:
                found = outcome(counter.project, quiz, counter.kept[submission])
                self._send(200, results_page(counter.project, quiz, found, again="/q/quiz", media="/q/media/"))
            else:
                self._send(404, message_page("No quiz here", "The address may have changed."))

        def do_POST(self) -> None:
            status, answer = counter.take(self.rfile.read(int(self.headers["Content-Length"])).decode())
            if isinstance(answer, Page):
                self._send(status, answer)
            else:
                self.send_response(status)
                self.send_header("Location", answer)
                self.end_headers()

        def _send(self, status: int, page: Page) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", page.csp)
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(page.html)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the tests look at what came, not at a log."""

    return Handler
