"""The section on segments: each rule in words, how many fit it, and a shopper who does."""

from __future__ import annotations

from quizdesigner.quiz.coverage import Count, TooMany
from quizdesigner.quiz.document import Segment
from quizdesigner.report.marks import TOO_MANY, amount, badge, bar, facts_of, text
from quizdesigner.report.said import rule, shopper
from quizdesigner.report.subject import Facts


def segments(facts: Facts) -> str:
    """The section."""
    if not facts.project.segments:
        return "<p>No segment is defined.</p>"
    lead = "A segment is who fits a rule over customer tags, as the connected services can tell them apart."
    return f"<p>{lead}</p>{''.join(_segment(facts, one) for one in facts.project.segments)}"


def _segment(facts: Facts, segment: Segment) -> str:
    found = facts.counted.rules.get(segment.id) if facts.counted else TooMany(0)
    rows = [("Rule", rule(facts, segment.rule)), ("Shoppers", _who(facts, found))]
    if isinstance(found, Count) and found.example is not None:
        rows.append(("Example", shopper(facts, found.example)))
    empty = badge("warn", "nobody") if isinstance(found, Count) and not found.sheets else ""
    return f'<article class="segment"><h3>{text(segment.name)} {empty}</h3>{facts_of(rows)}</article>'


def _who(facts: Facts, found: Count | TooMany | None) -> str:
    if not isinstance(found, Count) or facts.counted is None:
        return f"There are {TOO_MANY}."
    sheets = facts.counted.sheets
    return f"{bar(found.sheets, sheets)}, {amount(found.sheets)} of {amount(sheets)} answer paths"
