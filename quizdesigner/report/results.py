"""The section on results pages: who sees which, and how their slots are filled."""

from __future__ import annotations

from html import escape

from quizdesigner.quiz.coverage import SlotReach
from quizdesigner.quiz.document import AnySection, Discount, Note, ResultsPage, Slot, Ties
from quizdesigner.quiz.phrases import counted
from quizdesigner.report.marks import TOO_MANY, badge, bar, block, chips, facts_of, line, text
from quizdesigner.report.said import condition, targets
from quizdesigner.report.subject import Facts

_TIES = {
    Ties.CATALOGUE: "the order of the catalogue",
    Ties.CHEAPEST: "the cheaper first",
    Ties.DEAREST: "the dearer first",
    Ties.NEWEST: "the newer first",
}
_SOLD_OUT = {"show": "Shown like others", "last": "Shown after others", "hide": "Not shown"}
_TIED = 6


def results(facts: Facts) -> str:
    """The section."""
    pages = facts.quiz.results
    if not pages:
        return "<p>The quiz has no results page.</p>"
    lead = "After the last question shoppers see the first of these pages whose rule they fit, else the last one."
    return f"<p>{lead if len(pages) > 1 else ''}</p>{''.join(_page(facts, one) for one in pages)}"


def _page(facts: Facts, page: ResultsPage) -> str:
    reach = facts.pages.get(page.id)
    seen = bar(reach.reached.sheets, facts.counted.sheets) if reach and facts.counted else ""
    last = page is facts.quiz.results[-1]
    if page.show_when is None or last:
        who = "Everybody" if page is facts.quiz.results[0] else "Everybody who fits no page before it"
    else:
        who = f"Who fits: {condition(facts, page.show_when)}"
    offers = filter(
        None, ("Another try" if page.retake else "", "all products into the cart at once" if page.add_all else "")
    )
    told = facts_of(
        (
            ("Seen by", seen),
            ("For", who),
            ("Gives", chips(facts, page.tags) if page.tags else ""),
            ("Offers", ", ".join(offers)),
        )
    )
    title = line(facts.names, page.title, "Results page")
    head = f'<header><h3 dir="auto">{title}</h3>{block(facts.names, page.description)}{told}</header>'
    sections = "".join(_section(facts, page, one) for one in page.sections)
    return f'<article class="page">{head}{sections}</article>'


def _section(facts: Facts, page: ResultsPage, section: AnySection) -> str:
    when = f"When {condition(facts, section.show_when)}" if section.show_when is not None else ""
    match section:
        case Slot():
            name, inner = "products", _slot(facts, section, facts.slots.get((page.id, section.id)), when)
        case Note():
            button = f"{line(facts.names, section.label)}: {text(section.link)}" if section.label else ""
            inner = block(facts.names, section.text) + facts_of((("Shown", when), ("Button", button)))
            name = "text"
        case Discount():
            code = f"<code>{escape(section.code)}</code>" if section.code else "no code yet"
            inner = block(facts.names, section.text) + facts_of((("Shown", when), ("Code", code)))
            name = "discount"
    head = f'<h4 dir="auto">{badge("plain", name)} {line(facts.names, section.heading, "Without a heading")}</h4>'
    return f'<div class="part">{head}{inner}</div>'


def _slot(facts: Facts, slot: Slot, reach: SlotReach | None, when: str) -> str:
    votes = counted(slot.minimum_votes, "vote") if slot.minimum_votes else "no votes needed"
    empty = f"The text “{line(facts.names, slot.empty)}”" if slot.empty else "No product and no text"
    rows = [
        ("Shown", when),
        (
            "Products",
            f"Up to {slot.count}, from {targets(facts, slot.source) if slot.source else 'the whole catalogue'}",
        ),
        ("Order", f"What must show, then most votes (at least {votes}), then {_TIES[slot.ties]}"),
        ("Sold out", _SOLD_OUT[slot.sold_out]),
        ("Repeats", "Products of other slots may be here again" if slot.repeat else ""),
        ("If nothing fits", f"Shown instead: {targets(facts, slot.fallback)}" if slot.fallback else empty),
        ("And else", empty if slot.fallback and slot.empty else ""),
    ]
    if reach is not None:
        rows.append(("How it fills", _filled(facts, reach)))
    elif facts.counted is not None:
        rows.append(("How it fills", f"There are {TOO_MANY}."))
    return facts_of(rows)


def _filled(facts: Facts, reach: SlotReach) -> str:
    """How many products fit how often, of the shoppers who are shown the slot."""
    whole = reach.shown.sheets
    if not whole:
        return "Nobody is shown it."
    said = [(count.sheets, counted(number, "product")) for number, count in enumerate(reach.filled) if number]
    said.reverse()
    said += [
        (reach.fallback.sheets, "nothing fits, and other products are shown instead"),
        (reach.empty.sheets, "nothing fits, and no product is shown"),
        (reach.tied.sheets, f"decided by the rule for ties{_tied(facts, reach)}"),
    ]
    rows = "".join(f"<div>{bar(sheets, whole)} <span>{words}</span></div>" for sheets, words in said if sheets)
    return f'<div class="fills">{rows}</div>'


def _tied(facts: Facts, reach: SlotReach) -> str:
    titles = [product.title for one in reach.ties if (product := facts.catalogue.product(one))]
    more = f" and {len(titles) - _TIED} more" if len(titles) > _TIED else ""
    return f", between {', '.join(map(text, titles[:_TIED]))}{more}" if titles else ""
