"""The shopper's page as one HTML document with everything in it, and the policy a browser is to hold it to."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from quizdesigner.page import parts, script, theme
from quizdesigner.page.fence import fenced
from quizdesigner.page.pictures import VIMEO, YOUTUBE, embedded
from quizdesigner.page.questions import section
from quizdesigner.page.results import results
from quizdesigner.page.setting import Setting, setting
from quizdesigner.quiz.answers import AnswerProblem, Answers
from quizdesigner.quiz.document import Project, Quiz, Theme
from quizdesigner.quiz.play import Outcome
from quizdesigner.quiz.words import WORDS
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
    media: str = "media/",
    form_action: str = "'self'",
    frame_ancestors: str = "*",
) -> Page:
    """The whole quiz, in the language it is to be read in (see `localise`). `action` is where the answers go,
    `submission` and `revision` go with them.

    `answers` are filled in, `problems` stand beside their fields (those of unknown questions under the form). `media`
    is the address pictures and videos of the project lie under. `form_action` and `frame_ancestors` are sources for
    the policy: where the form may lead, who may show the page in a frame.
    """
    place = setting(quiz, media)
    wrong = {problem.question: problem.text for problem in problems}
    sections = "".join(section(place, question, answers, wrong.pop(question.id, "")) for question in quiz.questions)
    plan = script.plan(quiz, revision=revision, action=action if method == "post" else "")
    last = next((question.button for question in quiz.questions[-1:] if question.button), plan.words["finish"])
    bar = f'<progress id="bar" value="0" aria-label="{place.say("progress")}" hidden></progress>'
    body = (
        f"<main><h1>{escape(quiz.name)}</h1>{_logo(place, quiz.theme)}{bar if quiz.theme.progress else ''}"
        f'<form action="{escape(action)}" method="{method}" novalidate>'
        f'<input type="hidden" id="submission" name="submission" value="{escape(submission)}">'
        f'<input type="hidden" name="revision" value="{revision}">{sections}'
        f'<p class="error" id="note" role="alert">{escape(" ".join(wrong.values()))}</p>'
        f'<div class="actions"><button type="button" id="back" aria-label="{place.say("back")}" hidden>{_ARROW}'
        f'</button><button class="button" id="go">{escape(last)}</button></div></form></main>'
    )
    needed = parts.of_quiz(quiz)
    source = _source("js", ("routing", "script", *needed.scripts, "start"))
    body += f'<script type="application/json" id="quiz">{script.data(plan)}</script><script>{source}</script>'
    policy = (
        f"script-src '{_hash(source)}'; connect-src 'self'; form-action {form_action}; "
        f"require-trusted-types-for 'script'{_players(quiz)}"
    )
    return _page(quiz.name, body, place, quiz.theme, needed.styles, policy, frame_ancestors)


def results_page(
    project: Project, quiz: Quiz, outcome: Outcome, *, again: str, media: str = "media/", frame_ancestors: str = "*"
) -> Page:
    """What a finished quiz led to, in the language `quiz` is in. `again` is the address of the quiz."""
    place = setting(quiz, media)
    body = f'<main class="results">{_logo(place, quiz.theme)}{results(place, project, quiz, outcome, again)}</main>'
    return _page(quiz.name, body, place, quiz.theme, ("results",), "form-action 'none'", frame_ancestors)


def message_page(title: str, text: str) -> Page:
    """A calm page for what is not a quiz: one that is not there, a host that is being mended."""
    body = f'<main class="results"><h1>{escape(title)}</h1><p class="about">{escape(text)}</p></main>'
    return _page(title, body, Setting(WORDS, "en", ""), Theme(), (), "form-action 'none'", "*")


def _page(
    title: str, body: str, place: Setting, look: Theme, styles: tuple[str, ...], more: str, frame_ancestors: str
) -> Page:
    style = theme.css(look, place.address(look.background)) + _source("css", ("style", *styles)) + fenced(look.css)[0]
    direction = "rtl" if place.language.partition("-")[0] in _RTL else "ltr"
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; img-src 'self' https: http: data:; base-uri 'none'; "
        f"object-src 'none'; {more}"
    )
    html = (
        f'<!doctype html><html lang="{escape(place.language)}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        # Without an icon named here, browsers ask the host for one that is not there.
        f'<title>{escape(title)}</title><link rel="icon" href="data:,"><style>{style}</style></head>'
        f"<body>{body}</body></html>"
    )
    return Page(html.encode(), f"{policy}; frame-ancestors {frame_ancestors}")


def _logo(place: Setting, look: Theme) -> str:
    """The logo, which says nothing to screen readers that the page's title has not said."""
    address = place.address(look.logo)
    return f'<img class="logo" src="{escape(address)}" alt="">' if address else ""


def _players(quiz: Quiz) -> str:
    """What the policy must allow for the videos of a quiz."""
    players = {address for question in quiz.questions if (address := embedded(question.video))}
    hosts = [host for host in (YOUTUBE, VIMEO) if any(one.startswith(host) for one in players)]
    files = any(question.video and not embedded(question.video) for question in quiz.questions)
    frames = f"; frame-src {' '.join(hosts)}" if hosts else ""
    return f"{frames}; media-src 'self' https: http:" if files else frames


@cache
def _source(kind: Literal["css", "js"], names: tuple[str, ...]) -> str:
    """The page's own files of a kind, in this order."""
    return "\n".join(_lean(resource(f"page/{name}.{kind}").read_text(encoding="utf-8")) for name in names)


def _lean(source: str) -> str:
    """Without indentation, empty lines, and lines that are comments from end to end."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
