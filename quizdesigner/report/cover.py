"""The first page with its title, the contents, and the lines to sign on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from quizdesigner.quiz import wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.phrases import counted
from quizdesigner.report.marks import TOO_MANY, amount, line, text
from quizdesigner.report.said import language
from quizdesigner.report.subject import Facts


def cover(facts: Facts) -> str:
    """The first page: whose quiz, as of when, and how large it is."""
    logo = facts.pictures.get(facts.quiz.theme.logo)
    shown = f'<span class="logo"><img src="{escape(logo)}" alt=""></span>' if logo else ""
    languages = ", ".join(language(one) for one in (facts.quiz.language, *facts.quiz.languages))
    rows = (
        ("Date", day(facts)),
        ("Edition", text(facts.subject.edition)),
        ("Answer paths", amount(facts.counted.sheets) if facts.counted else TOO_MANY),
        ("Questions", str(len(facts.numbers))),
        ("Languages", text(languages)),
    )
    told = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows)
    return (
        f'<header class="cover">{shown}<div class="title"><p class="what">Client report</p>'
        f'<h1 dir="auto">{line(facts.names, facts.quiz.name, "Quiz")}</h1>'
        f'<p class="client" dir="auto">{text(facts.project.name)}</p></div><dl>{told}</dl></header>'
    )


def contents(titles: Sequence[str], pages: Mapping[int, int]) -> str:
    """The list of sections; `pages` has the page each begins on, by its number from 1, where that is known."""
    rows = "".join(
        f'<li><a href="#s{number}"><span class="no">{number}</span> <span>{escape(title)}</span>'
        f"<i></i><b>{pages.get(number, '')}</b></a></li>"
        for number, title in enumerate(titles, 1)
    )
    return f'<nav class="contents"><h2>Contents</h2><ol>{rows}</ol></nav>'


def sign_off(facts: Facts) -> str:
    """What is agreed to, and two places to sign."""
    errors = sum(one.level == "error" for one in facts.findings)
    open_points = f", with {counted(len(facts.findings), 'finding')} of section 1 still open" if facts.findings else ""
    must = " Errors have to be mended before it can go live." if errors else ""
    mark = wire.digest(bundle_of(facts.project, facts.quiz))
    lines = "".join(f"<div><span></span><small>{name}</small></div>" for name in ("Name", "Date", "Signature"))
    blocks = "".join(
        f'<div class="signer"><h4>{who}</h4>{lines}</div>' for who in (f"For {text(facts.project.name)}", "Prepared by")
    )
    return (
        f"<p>The quiz “{line(facts.names, facts.quiz.name)}” is approved as this report describes it:"
        f" {text(facts.subject.edition)} of {day(facts)}{open_points}.{must}</p>"
        f'<p class="mark">Fingerprint <code>{" ".join(mark[at : at + 4] for at in range(0, 32, 4))}</code>'
        " It changes when anything changes that shoppers or connected services would notice.</p>"
        f'<div class="signers">{blocks}</div>'
    )


def day(facts: Facts) -> str:
    """The day of the report: `22 November 2026`."""
    return f"{facts.subject.day.day}\u00a0{facts.subject.day:%B}\u00a0{facts.subject.day.year}"
