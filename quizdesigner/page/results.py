"""The results page: what a shopper's answers led to, section by section, and why."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from quizdesigner.page.locales import price
from quizdesigner.page.pictures import picture
from quizdesigner.page.said import Said
from quizdesigner.page.setting import Setting, is_web
from quizdesigner.quiz.document import (
    AnySection,
    Discount,
    Note,
    Product,
    Project,
    Quiz,
    ResultsPage,
    Slot,
    Variant,
)
from quizdesigner.quiz.lead import cart_address, cart_of_all, price_of, web_address
from quizdesigner.quiz.play import Outcome

__all__ = ["price", "results"]


def results(setting: Setting, project: Project, quiz: Quiz, outcome: Outcome, again: str) -> str:
    """What stands in `main`. `again` is the address of the quiz, for those who want another try."""
    page = next((page for page in quiz.results if page.id == outcome.results), None)
    if page is None:
        words = setting.words
        page = ResultsPage("thanks", title=words["thanks"], description=words["thanks_text"])
    return _Results(setting, project, quiz, outcome, page).html(again)


class _Results:
    """Writes one results page for one shopper."""

    def __init__(self, setting: Setting, project: Project, quiz: Quiz, outcome: Outcome, page: ResultsPage) -> None:
        self._setting = setting
        self._project = project
        self._page = page
        self._said = Said(setting, quiz, outcome)
        self._standings = {standing.product: standing for standing in outcome.products}
        self._recommended = outcome.recommended
        self._slots = {shown.slot: shown.products for shown in outcome.shown}
        self._sections = [one for one in page.sections if one.id in outcome.sections or one.id in self._slots]
        wanted = {*outcome.recommended}
        self._products = {product.id: product for product in project.products if product.id in wanted}
        codes = (one.code for one in self._sections if isinstance(one, Discount))
        self._discount = next(filter(None, codes), "")

    def html(self, again: str) -> str:
        page = self._page
        about = f'<p class="about">{self._said.filled(page.description)}</p>' if page.description else ""
        sections = "".join(self._section(section) for section in self._sections)
        return f"<h1>{self._said.filled(page.title)}</h1>{about}{sections}{self._actions(again)}"

    def _section(self, section: AnySection) -> str:
        heading = f"<h2>{self._said.filled(section.heading)}</h2>" if section.heading else ""
        match section:
            case Slot():
                shown = (self._products.get(one) for one in self._slots.get(section.id, ()))
                inner = "".join(self._card(section, product) for product in shown if product)
                inner = inner or self._text(section.empty, "empty")
            case Note():
                inner = self._note(section)
            case Discount():
                heading = heading or f"<h2>{self._setting.say('code')}</h2>"
                inner = self._text(section.text) + f"<code>{escape(section.code)}</code>" if section.code else ""
        return f'<section class="{_kind(section)}">{heading}{inner}</section>' if inner else ""

    def _note(self, note: Note) -> str:
        address = self._setting.address(note.picture)
        shown = f'<img class="shot" src="{escape(address)}" alt="" loading="lazy">' if address else ""
        button = _link(note.link, escape(note.label), "button") if note.label else ""
        return shown + self._text(note.text) + button

    def _text(self, text: str, kind: str = "about") -> str:
        return f'<p class="{kind}">{self._said.filled(text)}</p>' if text else ""

    def _card(self, slot: Slot, product: Product) -> str:
        setting = self._setting
        standing = self._standings.get(product.id)
        because = self._said.because(standing) if standing and slot.reasons else ""
        amount = self._amount(product, in_cart=slot.button == "cart")
        cost = escape(price(amount, self._project.currency, setting.language)) if amount is not None else ""
        gone = f"<span>{setting.say('sold_out')}</span>" if product.sold_out else ""
        return (
            f"<article>{picture(setting.address(product.picture), product.title)}"
            f"<div><h3>{escape(product.title)}</h3>"
            + (f"<p>{because}</p>" if because else "")
            + (f'<p class="price">{" ".join(filter(None, (cost, gone)))}</p>' if cost or gone else "")
            + f"</div>{_row(self._buttons(slot, product))}</article>"
        )

    def _buttons(self, slot: Slot, product: Product) -> str:
        view = escape(self._page.link_label) or self._setting.say("view")
        seen = web_address(self._project, product)
        cart = ""
        if slot.button == "cart" and not product.sold_out:
            cart = cart_address(self._project, product, self._variant(product), self._discount)
        if not is_web(cart):
            return _link(seen, view, "button", product.title)
        add = _link(cart, self._setting.say("cart"), "button", product.title)
        return add + _link(seen, view, "button second", product.title)

    def _actions(self, again: str) -> str:
        """What is done with the page as a whole: everything into the cart, another try."""
        retake = self._setting.say("retake") if self._page.retake else ""
        products = [self._products[one] for one in self._recommended if one in self._products]
        sold = [(product, self._variant(product)) for product in products if not product.sold_out]
        cart = cart_of_all(self._project, sold, self._discount) if self._page.add_all else ""
        if not is_web(cart):
            return f'<p class="again"><a href="{escape(again)}">{retake}</a></p>' if retake else ""
        amounts = [self._amount(product, in_cart=True) for product, _ in sold]
        label = self._setting.say("add_all")
        if None not in amounts:
            total = sum((amount for amount in amounts if amount is not None), Decimal())
            label += f", {escape(price(total, self._project.currency, self._setting.language))}"
        second = f'<a class="button second" href="{escape(again)}">{retake}</a>' if retake else ""
        return f'<div class="actions">{_link(cart, label, "button")}{second}</div>'

    def _variant(self, product: Product) -> Variant | None:
        """The form of the product the shopper's choices prefer, else the first that is in stock, else the first."""
        in_stock = (one for one in product.variants if one.stock is None or one.stock > 0)
        chosen = (one for one in product.variants if one.id == self._preferred(product))
        return next(chosen, None) or next(in_stock, None) or next(iter(product.variants), None)

    def _amount(self, product: Product, *, in_cart: bool) -> Decimal | None:
        """What the product costs: in the cart the very form that is put there, else the preferred or the cheapest."""
        variant = self._variant(product) if in_cart else None
        return price_of(product, self._preferred(product)) if variant is None else variant.price

    def _preferred(self, product: Product) -> str:
        standing = self._standings.get(product.id)
        return standing.variant if standing else ""


def _kind(section: AnySection) -> str:
    return {Slot: "slot", Note: "note", Discount: "discount"}[type(section)]


def _row(buttons: str) -> str:
    return f'<div class="do">{buttons}</div>' if buttons else ""


def _link(address: str, label: str, kind: str, product: str = "") -> str:
    """A link that reads `label` (HTML); for the button of one product among several, its title is part of the name."""
    if not is_web(address):
        return ""
    name = f' aria-label="{label}: {escape(product)}"' if product else ""
    # Quizzes stand in frames, and most shops refuse to be shown in one: what is followed opens beside it.
    return f'<a class="{kind}"{name} href="{escape(address)}" target="_blank" rel="noopener">{label}</a>'
