"""The first section: the quiz in numbers, how shares are to be read, and what is left to mend."""

from __future__ import annotations

from quizdesigner.quiz.check import Level, untagged
from quizdesigner.quiz.coverage import TooMany
from quizdesigner.quiz.phrases import counted
from quizdesigner.quiz.shares import grouped
from quizdesigner.report.marks import TOO_MANY, amount, badge, line, note, text
from quizdesigner.report.said import language
from quizdesigner.report.subject import Facts

_LEVELS: dict[Level, str] = {"error": badge("bad", "error"), "warning": badge("warn", "note")}


def summary(facts: Facts) -> str:
    """The section."""
    name = text(facts.project.name)
    lead = (
        f"This is everything the quiz “{line(facts.names, facts.quiz.name)}” of {name} asks shoppers, and everything"
        " its answers lead to: customer tags, segments, products, results pages, and what connected services are sent."
    )
    return f'<p class="lead">{lead}</p>{_figures(facts)}{_counting(facts)}{_findings(facts)}'


def _figures(facts: Facts) -> str:
    quiz, counting = facts.quiz, facts.counted
    given = [tag for tag in facts.reached.values() if tag.givers]
    languages = ", ".join(language(one) for one in (quiz.language, *quiz.languages))
    choices = sum(len(one.options) for one in quiz.questions if one.traits.has_choices)
    screens = len(quiz.questions) - len(facts.numbers)
    without = untagged(quiz)
    routes = counting.routes if counting else TooMany(0)
    tiles = (
        ("Questions", grouped(len(facts.numbers)), counted(screens, "message screen") if screens else ""),
        ("Choices", grouped(choices), f"{grouped(without)} without a tag" if without else "each with a tag"),
        ("Answer paths", amount(counting.sheets) if counting else "–", "" if counting else TOO_MANY),
        ("Routes", "–" if isinstance(routes, TooMany) else amount(routes), "different sequences of screens"),
        ("Results pages", grouped(len(quiz.results)), ""),
        ("Customer tags", grouped(len(given)) if counting else "–", "given by this quiz"),
        ("Segments", grouped(len(facts.project.segments)), ""),
        ("Products", grouped(len(facts.products)), "the quiz speaks of"),
        ("Languages", grouped(1 + len(quiz.languages)), languages),
    )
    inner = "".join(
        f"<div><dt>{name}</dt><dd>{figure} <small>{text(more)}</small></dd></div>" for name, figure, more in tiles
    )
    return f'<dl class="figures">{inner}</dl>'


def _counting(facts: Facts) -> str:
    if facts.counted is None:
        return note(
            "warn",
            f"This quiz has {TOO_MANY}: its rules look back at too many answers at once. What follows is complete, but"
            " says no shares. Nothing in this report is estimated.",
        )
    return (
        "<h3>How to read the shares</h3>"
        "<p>An <b>answer path</b> is one complete way to answer the quiz. All of them were none was sampled:"
        " 0 % means <b>never</b>, 100 % means <b>always</b>. A share in between is a share of all the ways to answer,"
        " not a forecast of how many visitors will choose so. “Seen by” counts everybody who begins the quiz, other"
        " shares those who reach the end.</p>"
    )


def _findings(facts: Facts) -> str:
    if not facts.findings:
        return f"<h3>What is left to mend</h3>{note('ok', 'Nothing: no check of the quiz found anything.')}"
    errors = sum(one.level == "error" for one in facts.findings)
    stops = f" {counted(errors, 'of them stops', 'of them stop')} a publication." if errors else ""
    rows = "".join(f"<li>{_LEVELS[one.level]} <span>{text(one.text)}</span></li>" for one in facts.findings)
    said = counted(len(facts.findings), "finding remains", "findings remain")
    return f'<h3>What is left to mend</h3><p>{said}.{stops}</p><ul class="findings">{rows}</ul>'
