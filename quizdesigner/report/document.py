"""The report as one HTML document: a file to send or print, and the same as it goes to paper."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from types import MappingProxyType

from quizdesigner.report.connections import connections
from quizdesigner.report.consent import consent
from quizdesigner.report.cover import contents, cover, day, sign_off
from quizdesigner.report.products import products
from quizdesigner.report.questions import questions
from quizdesigner.report.results import results
from quizdesigner.report.routes import routes
from quizdesigner.report.said import plainly
from quizdesigner.report.segments import segments
from quizdesigner.report.subject import Facts, Subject
from quizdesigner.report.summary import summary
from quizdesigner.report.tags import tags
from quizdesigner.settings import resource

_SECTIONS: tuple[tuple[str, Callable[[Facts], str]], ...] = (
    ("Summary", summary),
    ("The quiz", questions),
    ("Routes", routes),
    ("Customer tags", tags),
    ("Segments", segments),
    ("Results pages", results),
    ("Products", products),
    ("Contact and consent", consent),
    ("Connected services", connections),
    ("Sign-off", sign_off),
)
SECTIONS = tuple(title for title, _ in _SECTIONS)
"""What the sections are called, in their order."""

_UNKNOWN: Mapping[int, int] = MappingProxyType({})
_FACES = (("Inter", 400, "Regular"), ("Inter", 600, "SemiBold"), ("JetBrains Mono", 400, "Regular"))
_LONGEST = 60


def report(subject: Subject) -> bytes:
    """One file (HTML, UTF-8) with everything in it, for any browser; it loads nothing and runs nothing."""
    return _document(subject, "", _UNKNOWN)


def paper(subject: Subject, pages: Mapping[int, int] = _UNKNOWN) -> bytes:
    """The same with our typefaces in it, to be printed to a PDF.

    `pages` has the page each section begins on, by its number from 1: a first printing tells.
    """
    return _document(subject, _faces(), pages)


def _document(subject: Subject, faces: str, pages: Mapping[int, int]) -> bytes:
    facts = Facts(subject)
    quiz, client = plainly(facts.quiz.name, "Quiz"), subject.project.name
    sections = "".join(
        f'<section id="s{number}" class="chapter"><h2><span class="no">{number}</span> {title}</h2>'
        f"{made(facts)}</section>"
        for number, (title, made) in enumerate(_SECTIONS, 1)
    )
    style = f"{faces}{_sheet()}{_colours(facts)}{_margins(f'{client} · {quiz}', facts)}"
    policy = f"default-src 'none'; style-src '{_hash(style)}'; img-src data:; font-src data:; base-uri 'none'"
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{escape(f"{quiz}: client report for {client}")}</title><link rel="icon" href="data:,">'
        f"<style>{style}</style></head>"
        f"<body>{cover(facts)}{contents(SECTIONS, pages)}<main>{sections}</main></body></html>"
    )
    return html.encode()


def _colours(facts: Facts) -> str:
    """The brand's colour and ground; the document holds them to be colours and nothing else."""
    theme = facts.quiz.theme
    return f":root{{--brand:{theme.brand};--ground:{theme.ground}}}"


def _margins(title: str, facts: Facts) -> str:
    """What stands over and under every page but the first."""
    right = f"{facts.subject.edition}, {day(facts)}"
    return (
        f"@page{{@top-left{{content:{_quoted(title)}}}@top-right{{content:{_quoted(right)}}}"
        '@bottom-left{content:"Client report"}@bottom-right{content:counter(page) " / " counter(pages)}}'
        '@page :first{@top-left{content:""}@top-right{content:""}@bottom-left{content:""}@bottom-right{content:""}}'
    )


def _quoted(text: str) -> str:
    """A text as a string of a style sheet: nothing in it can end the string, nor the sheet."""
    line = " ".join(text.split())
    short = line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
    return '"' + re.sub(r"[^\w ,.·…-]", lambda sign: f"\\{ord(sign[0]):x} ", short) + '"'


@cache
def _sheet() -> str:
    source = resource("report/report.css").read_text(encoding="utf-8")
    lines = (line.strip() for line in source.splitlines())
    return "".join(line for line in lines if line and not line.startswith("/*"))


@cache
def _faces() -> str:
    """Our typefaces as part of a style sheet."""
    return "".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};src:url(data:font/ttf;base64,{_face(family, name)})}}"
        for family, weight, name in _FACES
    )


def _face(family: str, name: str) -> str:
    file = resource(f"fonts/{family.replace(' ', '')}-{name}.ttf")
    return base64.b64encode(file.read_bytes()).decode()


def _hash(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
