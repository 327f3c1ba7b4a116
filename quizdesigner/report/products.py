"""The section on products: how often each is shown, what beats it, and which are never shown."""

from __future__ import annotations

from html import escape

from babel.numbers import format_currency

from quizdesigner.quiz.coverage import Alone, Count, Placing, ProductReach
from quizdesigner.quiz.document import Product
from quizdesigner.quiz.lead import price_of
from quizdesigner.quiz.phrases import counted
from quizdesigner.report.marks import NOTHING, TOO_MANY, bar, listed, note, table, text
from quizdesigner.report.subject import Facts


def products(facts: Facts) -> str:
    """The section."""
    if not facts.products:
        return "<p>No choice of this quiz speaks of a product.</p>"
    rest = len(facts.project.products) - len(facts.products)
    words = counted(rest, "more product of the catalogue plays", "more products of the catalogue play")
    others = f" {words} no part in it." if rest else ""
    lead = f"<p>The quiz speaks of {counted(len(facts.products), 'product')}.{others}</p>"
    found = {one.product: one for one in facts.counted.products} if facts.counted else {}
    rows = [(_name(facts, one), *_told(facts, found.get(one.id), one)) for one in facts.products]
    heads = ("Product", "Shown to", "First for", "Beaten most often by")
    return f"{lead}{_nobody(facts)}{_never(facts, found)}{table('products', heads, rows)}"


def _name(facts: Facts, product: Product) -> str:
    address = facts.pictures.get(product.picture)
    shown = f'<img class="stamp" src="{escape(address)}" alt="">' if address else ""
    price = price_of(product)
    said = [] if price is None else [format_currency(price, facts.project.currency, locale="en")]
    said += ["sold out"] if product.sold_out else []
    small = f"<small>{escape(', '.join(said))}</small>" if said else ""
    return f'<span class="pick">{shown}<span>{text(product.title)}{small}</span></span>'


def _told(facts: Facts, reach: ProductReach | None, product: Product) -> tuple[str, str, str]:
    """Its cells: shown, first, beaten by."""
    if facts.counted is None:
        return NOTHING, NOTHING, NOTHING
    if reach is None:
        return ("hidden in the shop, never shown" if not product.published else NOTHING), NOTHING, NOTHING
    whole = facts.counted.sheets
    match reach.placing:
        case Placing() as placing:
            beating = facts.catalogue.product(placing.beaten_by)
            by = f"{text(beating.title)}<br>{bar(placing.beaten_in, whole)}" if beating else NOTHING
            return bar(placing.shown.sheets, whole), bar(placing.first.sheets, whole), by
        case Alone(eligible):
            return f"at most {bar(eligible.sheets, whole)}", TOO_MANY, NOTHING
        case _:
            return TOO_MANY, NOTHING, NOTHING


def _never(facts: Facts, found: dict[str, ProductReach]) -> str:
    """The products nobody is ever shown."""
    lost = [one for one in facts.products if (reach := found.get(one.id)) is not None and _hidden(reach)]
    if not lost:
        told = [reach and reach.placing for reach in map(found.get, (one.id for one in facts.products))]
        all_shown = told and all(isinstance(one, Placing) for one in told)
        return note("ok", "<b>Every product has shoppers</b> it is shown to.") if all_shown else ""
    words = f"<p><b>Never shown.</b> {counted(len(lost), 'product is', 'products are')} shown to nobody:</p>"
    return f'<div class="note warn">{words}{listed(text(one.title) for one in lost)}</div>'


def _hidden(reach: ProductReach) -> bool:
    match reach.placing:
        case Placing(shown=count) | Alone(eligible=count):
            return not count.sheets
        case _:
            return False


def _nobody(facts: Facts) -> str:
    """Who is shown no product at all."""
    empty = facts.counted.empty if facts.counted else None
    if facts.counted is None or not facts.counted.sheets or not isinstance(empty, Count):
        return ""
    if not empty.sheets:
        return note("ok", "<b>Nobody leaves empty-handed.</b> Every shopper is shown at least one product.")
    return note("warn", f"{bar(empty.sheets, facts.counted.sheets)} of all answer paths end without any product.")
