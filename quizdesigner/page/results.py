"""The results page: slots with the products a shopper's answers led to, and why."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from quizdesigner.page.pictures import is_web, picture
from quizdesigner.quiz.document import Product, Project, Quiz, ResultsPage, Slot
from quizdesigner.quiz.lead import lowest_price, web_address
from quizdesigner.quiz.play import Outcome, Standing

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "INR": "₹"}
_WHOLE = frozenset({"JPY", "KRW", "VND", "CLP"})


def results(project: Project, quiz: Quiz, outcome: Outcome, again: str) -> str:
    """The body of the results page. `again` is the address of the quiz, for those who want another try."""
    page = next((page for page in quiz.results if page.id == outcome.results), None)
    if page is None:
        page = ResultsPage("thanks", title="Thank you", description="Your answers have arrived.")
    shown = {one.slot: one.products for one in outcome.shown}
    slots = "".join(_slot(project, quiz, outcome, page, slot, shown.get(slot.id, ())) for slot in page.slots)
    retake = f'<p class="again"><a href="{escape(again)}">Take the quiz again</a></p>' if page.retake else ""
    about = f'<p class="about">{escape(page.description)}</p>' if page.description else ""
    return f'<main class="results"><h1>{escape(page.title)}</h1>{about}{slots}{retake}</main>'


def price(amount: Decimal, currency: str) -> str:
    """An amount of money the way shops write it: `€34.00`, `¥3,400`, `34.00 CHF`."""
    figures = f"{amount:,.0f}" if currency in _WHOLE else f"{amount:,.2f}"
    return f"{_SIGNS[currency]}{figures}" if currency in _SIGNS else f"{figures} {currency}"


def _slot(
    project: Project, quiz: Quiz, outcome: Outcome, page: ResultsPage, slot: Slot, products: tuple[str, ...]
) -> str:
    catalogue = {product.id: product for product in project.products}
    standings = {standing.product: standing for standing in outcome.products}
    cards = "".join(_card(project, quiz, page, catalogue[one], standings[one]) for one in products if one in catalogue)
    empty = f'<p class="empty">{escape(slot.empty)}</p>' if slot.empty else ""
    if not (cards or empty):
        return ""
    heading = f"<h2>{escape(slot.heading)}</h2>" if slot.heading else ""
    return f"<section>{heading}{cards or empty}</section>"


def _card(project: Project, quiz: Quiz, page: ResultsPage, product: Product, standing: Standing) -> str:
    cheapest = lowest_price(product)
    address = web_address(project, product)
    because = _because(quiz, standing)
    return (
        f"<article>{picture(product.picture, product.title)}<div><h3>{escape(product.title)}</h3>"
        + (f"<p>{escape(because)}</p>" if because else "")
        + (f'<p class="price">{escape(price(cheapest, project.currency))}</p>' if cheapest is not None else "")
        + "</div>"
        + (
            # Quizzes stand in frames, and most shops refuse to be shown in one: the product opens beside it.
            f'<a class="button" href="{escape(address)}" target="_blank" rel="noopener">'
            f"{escape(page.link_label or 'View product')}</a>"
            if is_web(address)
            else ""
        )
        + "</article>"
    )


def _because(quiz: Quiz, standing: Standing) -> str:
    """The strongest reason, the first among equals."""
    if not standing.by:
        return ""
    reason = max(standing.by, key=lambda given: given.weight)
    titles = {
        choice.id: choice.title
        for question in quiz.questions
        if question.id == reason.question
        for choice in question.choices
    }
    title = titles.get(reason.choice, "")
    return f"Because you said “{title}”." if title else ""
