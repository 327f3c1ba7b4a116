"""What shoppers reach: the quiz, the place its answers go to, and the results page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import NoReturn

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from quizdesigner.host import bodies
from quizdesigner.host.logs import logger
from quizdesigner.host.shelf import Published, Shelf
from quizdesigner.host.store import parts, responses
from quizdesigner.host.store.engine import Raced, Store, Transaction
from quizdesigner.host.times import Clock
from quizdesigner.page.document import Page, message_page, quiz_page, results_page
from quizdesigner.quiz import answers, localise, play, words
from quizdesigner.quiz.answers import Answer, AnswerProblem
from quizdesigner.quiz.document import MediaFile, Quiz

HEADERS = {
    # A kept copy would hand the same submission id to two shoppers.
    "Cache-Control": "no-store",
    # Shops frame the page, some with `sandbox`: it is then of no origin, and its own script could not send the answers.
    # Nothing here depends on who asks, and no cookie is ever set.
    "Access-Control-Allow-Origin": "*",
    "Referrer-Policy": "strict-origin",
    "X-Content-Type-Options": "nosniff",
}

_SLUG = re.compile(r"[a-z0-9-]{1,80}")
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{2,20}")
_SUBMISSION = re.compile(r"[A-Za-z0-9_-]{16,64}")
_PLAYED = 5
"""The newest revisions whose pictures are served."""

_NONE = "default-src 'none'; sandbox"
_WEIGHT = re.compile(r"q=(0(?:\.\d{1,3})?|1(?:\.0{1,3})?)")
_RANGE = re.compile(r"bytes=([0-9]{1,9})-([0-9]{0,9})")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


class Public:
    """The shoppers' addresses. `new_id` makes unguessable ids; `stored` is called after each new response."""

    def __init__(
        self,
        store: Store,
        shelf: Shelf,
        clock: Clock,
        new_id: Callable[[], str],
        stored: Callable[[], None],
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._clock = clock
        self._new_id = new_id
        self._stored = stored

    def routes(self) -> list[Route]:
        """The addresses under `/q/`. `?lang=de` asks for a language, else the browser's wishes count."""
        return [
            Route("/q/{slug}", self.quiz, name="quiz"),
            Route("/q/{slug}/media/{digest}", self.media, name="media"),
            Route("/q/{slug}/answers", self.answers, methods=["POST"], name="answers"),
            Route("/q/{slug}/results/{submission}", self.results, name="results"),
        ]

    def quiz(self, request: Request) -> Response:
        """The live revision, with a submission id of its own."""
        return self._quiz(request, self._live(request), self._new_id())

    def media(self, request: Request) -> Response:
        """A picture or video of the quiz. It is named by its digest, so browsers may keep it for good."""
        live = self._live(request)
        digest = request.path_params["digest"]
        with self._store.reading() as db:
            file = self._file(db, live, digest)
            body = parts.read(db, live.revision.client, digest) if file else None
        if file is None or body is None:
            raise HTTPException(404, "There is no such picture.")
        headers = {**HEADERS, "Cache-Control": "public, max-age=31536000, immutable", "Content-Security-Policy": _NONE}
        return _piece(body, request.headers.get("range", ""), headers, file.type)

    def results(self, request: Request) -> Response:
        """The results page of a finished quiz, as the revision the shopper played decides it."""
        live = self._live(request)
        submission = request.path_params["submission"]
        with self._store.reading() as db:
            found = _SUBMISSION.fullmatch(submission) and responses.find(db, live.revision.quiz, submission)
            played = self._shelf.numbered(db, live.revision.quiz, found.revision) if found else None
        if not found or played is None:
            raise HTTPException(404, "There are no results at this address. Please take the quiz again.")
        page = results_page(
            played.project,
            localise.localised(played.quiz, _language(request, played.quiz)),
            found.outcome,
            again=_path(request, "quiz", slug=live.revision.slug),
            media=_path(request, "quiz", slug=live.revision.slug) + "/media/",
        )
        return page_response(page)

    async def answers(self, request: Request) -> Response:
        """Take a shopper's answers, once however often they are sent.

        Others under the same submission are a take of their own: of a tab that was duplicated, or put right before they
        were sent once more. What nobody could answer leads to what was taken.
        """
        body = await bodies.read(request, bodies.MAX_FORM)
        fields = bodies.form(body, request.headers.get("content-type", ""))
        response, new = await to_thread.run_sync(self._take, request, fields)
        if new:
            self._stored()
        return response

    def _take(self, request: Request, fields: Mapping[str, Sequence[str]]) -> tuple[Response, bool]:
        live = self._live(request)
        submission = "".join(fields.get("submission", ()))
        number = "".join(fields.get("revision", ()))
        if not _SUBMISSION.fullmatch(submission) or not _NUMBER.fullmatch(number):
            _start_again()
        with self._store.reading() as db:
            before = responses.find(db, live.revision.quiz, submission)
            played = self._shelf.numbered(db, live.revision.quiz, int(number))
        if played is None:
            if before is None:
                _start_again()
            return _thanks(request, live, submission), False
        given = answers.from_fields(played.quiz, fields)
        read = localise.localised(played.quiz, _language(request, played.quiz))
        problems = play.refusals(read, given, words.words(read))
        if problems and before is None:
            return self._quiz(request, played, submission, given, problems), False
        if problems:
            return _thanks(request, live, submission), False
        outcome = play.outcome(played.project, played.quiz, given, read=read)
        counted = play.walk(played.quiz, given).answers
        new = self._keep(request, played, submission, counted, outcome)
        if new is None:
            # The name says what the answers are: sent once more, they are found under it.
            submission = hashlib.sha256(f"{submission}/{responses.encoded(counted)}".encode()).hexdigest()[:32]
            new = self._keep(request, played, submission, counted, outcome)
        return _thanks(request, live, submission), bool(new)

    def _keep(
        self,
        request: Request,
        played: Published,
        submission: str,
        counted: Mapping[str, Answer],
        outcome: play.Outcome,
    ) -> bool | None:
        """Store the response with its deliveries. False when just this is stored already, None when it has others."""
        revision = played.revision
        to = [connection.id for connection in played.project.connections if connection.enabled]
        results = _path(request, "results", slug=revision.slug, submission=submission)
        link = f"{revision.address}{results}" if revision.address else ""
        now = self._clock()
        try:
            with self._store.writing() as db:
                responses.add(
                    db, revision.client, revision.quiz, submission, revision.number, counted, outcome, to, now, link
                )
        except Raced:
            with self._store.reading() as db:
                found = responses.find(db, revision.quiz, submission)
            if found is None:
                raise
            return False if found.answers == responses.encoded(counted) else None
        logger.info("answer stored quiz=%s revision=%d deliveries=%d", revision.slug, revision.number, len(to))
        return True

    def _file(self, db: Transaction, live: Published, digest: str) -> MediaFile | None:
        """The media file of the live revision, or of one that was live before: somebody may still be playing it."""
        newest = live.revision.number
        for number in range(newest, max(0, newest - _PLAYED), -1):
            published = self._shelf.numbered(db, live.revision.quiz, number)
            for file in published.project.media if published else ():
                if file.id == digest:
                    return file
        return None

    def _live(self, request: Request) -> Published:
        slug = request.path_params["slug"]
        found = None
        if _SLUG.fullmatch(slug):
            with self._store.reading() as db:
                found = self._shelf.live(db, slug)
        if found is None:
            raise HTTPException(404, "There is no quiz at this address. Perhaps it was typed by hand?")
        return found

    def _quiz(
        self,
        request: Request,
        published: Published,
        submission: str,
        given: Mapping[str, Answer] | None = None,
        problems: Sequence[AnswerProblem] = (),
    ) -> Response:
        language = _language(request, published.quiz)
        translated = f"?lang={language}" if published.quiz.languages else ""
        page = quiz_page(
            localise.localised(published.quiz, language),
            action=_path(request, "answers", slug=published.revision.slug) + translated,
            media=_path(request, "quiz", slug=published.revision.slug) + "/media/",
            method="post",
            submission=submission,
            revision=published.revision.number,
            answers=given or {},
            problems=tuple(problems),
        )
        return page_response(page, 422 if problems else 200)


def _piece(body: bytes, asked: str, headers: Mapping[str, str], kind: str) -> Response:
    """The bytes, or those a `Range` header asks for: Safari plays no video without."""
    headers = {**headers, "Accept-Ranges": "bytes"}
    found = _RANGE.fullmatch(asked)
    if not found:
        return Response(body, headers=headers, media_type=kind)
    first, last = int(found[1]), min(int(found[2] or len(body)), len(body) - 1)
    if first > last:
        return Response(b"", 416, {**headers, "Content-Range": f"bytes */{len(body)}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{len(body)}"
    return Response(body[first : last + 1], 206, headers, media_type=kind)


def page_response(page: Page, status: int = 200) -> Response:
    """A page with the headers that keep it to itself."""
    headers = {**HEADERS, "Content-Security-Policy": page.csp}
    return Response(page.html, status, headers, media_type="text/html; charset=utf-8")


def message(status: int, text: str) -> Response:
    """A plain page that says what went wrong."""
    title = {404: "Nothing here", 405: "Not this way"}.get(status, "That did not work")
    return page_response(message_page(title, text), status)


def _language(request: Request, quiz: Quiz) -> str:
    """The language of the quiz this shopper reads: the one the address asks for, else what the browser would like."""
    asked = request.query_params.get("lang", "")
    return localise.best(quiz, [one for one in (asked, *_liked(request.headers.get("accept-language", ""))) if one])


def _liked(header: str) -> list[str]:
    """The languages of an `Accept-Language` header, most liked first; those that are not liked at all left out."""
    found = []
    for entry in header.split(",")[:20]:
        language, _, weight = entry.partition(";")
        share = _WEIGHT.fullmatch(weight.strip())
        found.append((-float(share[1]) if share else -1.0, language.strip()))
    return [language for share, language in sorted(found, key=itemgetter(0)) if share]


def _asked(request: Request) -> str:
    """The language the address asks for, to go on in, as a query."""
    asked = request.query_params.get("lang", "")
    return f"?lang={asked}" if _LANGUAGE.fullmatch(asked) else ""


def _path(request: Request, name: str, **params: str) -> str:
    return request.url_for(name, **params).path


def _thanks(request: Request, live: Published, submission: str) -> Response:
    """On to the results page, in the language the address asks for."""
    results = _path(request, "results", slug=live.revision.slug, submission=submission)
    return RedirectResponse(results + _asked(request), 303, HEADERS)


def _start_again() -> NoReturn:
    raise HTTPException(422, "These answers belong to no quiz that is known here. Please start the quiz again.")
