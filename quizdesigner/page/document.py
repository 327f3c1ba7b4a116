"""The shopper's page as one HTML document with everything in it, and the policy a browser is to hold it to."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from quizdesigner.page import script, theme
from quizdesigner.page.questions import section
from quizdesigner.page.results import results
from quizdesigner.quiz.answers import AnswerProblem, Answers
from quizdesigner.quiz.document import Project, Quiz, Theme
from quizdesigner.quiz.play import Outcome
from quizdesigner.settings import resource

_RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "ps", "sd", "ug", "ur", "yi"})
_NOTHING: Answers = MappingProxyType({})
_ARROW = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M19 12H5m7 7-7-7 7-7"/></svg>'


class Page(Struct, frozen=True):
    """A document (UTF-8) and the value of the `Content-Security-Policy` header it is to be served with.

    The document states the same policy itself, except for who may frame it, which browsers heed in the header alone.
    That is what holds in the preview: Qt WebEngine writes header values of its own schemes in small letters, which no
    hash survives, so the preview is to send no such header.
    """

    html: bytes
    csp: str


def quiz_page(
    quiz: Quiz,
    *,
    action: str,
    method: Literal["post", "get"],
    submission: str,
    revision: int,
    answers: Answers = _NOTHING,
    problems: tuple[AnswerProblem, ...] = (),
    form_action: str = "'self'",
    frame_ancestors: str = "*",
) -> Page:
    """The whole quiz. `action` is where the answers go, `submission` and `revision` go with them.

    `answers` are filled in, `problems` stand beside their fields (those of unknown questions under the form).
    `form_action` and `frame_ancestors` are sources for the policy: where the form may lead, who may show the page in a
    frame.
    """
    wrong = {problem.question: problem.text for problem in problems}
    sections = "".join(
        section(question, answers.get(question.id), wrong.pop(question.id, "")) for question in quiz.questions
    )
    plan = script.plan(quiz, revision=revision, action=action if method == "post" else "")
    last = next((question.button for question in quiz.questions[-1:] if question.button), script.WORDS["finish"])
    body = (
        f'<main><h1>{escape(quiz.name)}</h1><progress id="bar" value="0" aria-label="Progress" hidden></progress>'
        f'<form action="{escape(action)}" method="{method}" novalidate>'
        f'<input type="hidden" id="submission" name="submission" value="{escape(submission)}">'
        f'<input type="hidden" name="revision" value="{revision}">{sections}'
        f'<p class="error" id="note" role="alert">{escape(" ".join(wrong.values()))}</p>'
        f'<div class="actions"><button type="button" id="back" aria-label="Back" hidden>{_ARROW}</button>'
        f'<button class="button" id="go">{escape(last)}</button></div></form></main>'
        f'<script type="application/json" id="quiz">{script.data(plan)}</script><script>{_script()}</script>'
    )
    policy = (
        f"script-src '{_hash(_script())}'; connect-src 'self'; form-action {form_action}; "
        "require-trusted-types-for 'script'"
    )
    return _page(quiz.name, body, quiz.theme, quiz.language, policy, frame_ancestors)


def results_page(project: Project, quiz: Quiz, outcome: Outcome, *, again: str, frame_ancestors: str = "*") -> Page:
    """What a finished quiz led to. `again` is the address of the quiz."""
    body = results(project, quiz, outcome, again)
    return _page(quiz.name, body, quiz.theme, quiz.language, "form-action 'none'", frame_ancestors)


def message_page(title: str, text: str) -> Page:
    """A calm page for what is not a quiz: one that is not there, a host that is being mended."""
    body = f'<main class="results"><h1>{escape(title)}</h1><p class="about">{escape(text)}</p></main>'
    return _page(title, body, Theme(), "en", "form-action 'none'", "*")


def _page(title: str, body: str, look: Theme, language: str, more: str, frame_ancestors: str) -> Page:
    style = theme.css(look) + _style()
    direction = "rtl" if language.partition("-")[0] in _RTL else "ltr"
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; img-src https: http: data:; base-uri 'none'; "
        f"object-src 'none'; {more}"
    )
    html = (
        f'<!doctype html><html lang="{escape(language)}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        # Without an icon named here, browsers ask the host for one that is not there.
        f'<title>{escape(title)}</title><link rel="icon" href="data:,"><style>{style}</style></head>'
        f"<body>{body}</body></html>"
    )
    return Page(html.encode(), f"{policy}; frame-ancestors {frame_ancestors}")


@cache
def _style() -> str:
    return _lean(resource("page/style.css").read_text(encoding="utf-8"))


@cache
def _script() -> str:
    return "\n".join(_lean(resource(f"page/{name}.js").read_text(encoding="utf-8")) for name in ("routing", "script"))


def _lean(source: str) -> str:
    """Without indentation, empty lines, and lines that are comments from end to end."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
