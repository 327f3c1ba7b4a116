"""One finished quiz as a CRM is to hear of it: the value every connector turns into requests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from urllib.parse import quote

from msgspec import Struct, structs

from quizdesigner.quiz import phones
from quizdesigner.quiz.document import TRAITS, Kind, Product, Project, Quiz, Variant
from quizdesigner.quiz.fields import Asked, asked
from quizdesigner.quiz.keys import keys
from quizdesigner.quiz.play import Consent, Contact, Outcome
from quizdesigner.quiz.recall import unanswered


class LeadAnswer(Struct, frozen=True):
    """An answer with the stable key of its question. `several` says whether more than one value is possible."""

    question: str
    title: str
    key: str
    kind: Kind
    values: tuple[str, ...]
    several: bool


class LeadProduct(Struct, frozen=True):
    """A recommended product.

    `sku` and `price` are those of the variant the shopper's choices prefer; without one, `sku` is that of the first
    variant that has one, and `price` that of the cheapest. A product without any has its handle or id as `sku`.
    """

    id: str
    sku: str
    title: str
    url: str
    price: Decimal | None


class LeadConsent(Struct, frozen=True):
    """Whether the shopper ticked a box, with the wording they saw and when (RFC 3339, UTC)."""

    granted: bool
    wording: str
    at: str


class Lead(Struct, frozen=True):
    """What one accepted response says to one connection.

    `event_id` is the same over all retries. `tags` are the names this run gave; `tags_before` those which this quiz
    gave the same contact earlier through this connection and can take away (see `retake`); of these, `tags_unsure` are
    such as the service may or may not have. Answers exclude contact and consent questions. A phone number that is none
    in international form is left out, and `phone_left_out` is what the shopper typed. `consent` is about email,
    `sms_consent` about text messages. `score` is the votes of the first product, `link` the address of the shopper's
    results page or empty.
    """

    event_id: str
    at: str
    quiz_id: str
    quiz_name: str
    revision: int
    contact: Contact
    consent: LeadConsent | None
    answers: tuple[LeadAnswer, ...]
    tags: tuple[str, ...]
    tags_before: tuple[str, ...]
    products: tuple[LeadProduct, ...]
    result: str
    questions: tuple[Asked, ...]
    """Every question that could be answered, so that receivers keep a stable set of fields."""
    tags_unsure: tuple[str, ...] = ()
    sms_consent: LeadConsent | None = None
    score: int | None = None
    link: str = ""
    phone_left_out: str = ""

    @property
    def agreed(self) -> LeadConsent | None:
        """The consent to emails where it was given, else None."""
        return self.consent if self.consent and self.consent.granted else None

    @property
    def agreed_to_texts(self) -> LeadConsent | None:
        """The consent to text messages where it was given, else None; there may be no phone number."""
        return self.sms_consent if self.sms_consent and self.sms_consent.granted else None


def lead(
    project: Project,
    quiz: Quiz,
    outcome: Outcome,
    *,
    event_id: str,
    at: str,
    revision: int,
    tags_before: tuple[str, ...] = (),
    tags_unsure: tuple[str, ...] = (),
    link: str = "",
) -> Lead:
    """Put an outcome into the form connectors take. `at` is RFC 3339 in UTC, such as `2026-11-21T10:00:00Z`."""
    named = keys(quiz)
    products = {product.id: product for product in project.products}
    page = next((page for page in quiz.results if page.id == outcome.results), None)
    votes = {one.product: one.votes for one in outcome.products}
    preferred = {one.product: one.variant for one in outcome.products}
    shown = tuple(one for one in outcome.recommended if one in products)
    contact = outcome.contact
    reached = not contact.phone or phones.is_e164(contact.phone)
    return Lead(
        event_id=event_id,
        at=at,
        quiz_id=quiz.id,
        quiz_name=quiz.name,
        revision=revision,
        contact=contact if reached else structs.replace(contact, phone=""),
        consent=_consent(outcome.consent, at),
        answers=tuple(
            LeadAnswer(one.question, unanswered(one.title), named[one.question], one.kind, one.values, one.several)
            for one in outcome.answers
            if not TRAITS[one.kind].contact
        ),
        tags=tuple(tag.name for tag in outcome.tags),
        tags_before=tags_before,
        products=tuple(_product(project, products[one], preferred.get(one, "")) for one in shown),
        result=unanswered(page.title) if page else "",
        questions=asked(quiz),
        tags_unsure=tags_unsure,
        sms_consent=_consent(outcome.sms_consent, at),
        score=votes.get(shown[0]) if shown else None,
        link=link,
        phone_left_out="" if reached else contact.phone,
    )


def _consent(given: Consent | None, at: str) -> LeadConsent | None:
    return LeadConsent(given.granted, given.wording, at) if given else None


def web_address(project: Project, product: Product) -> str:
    """Where the product is sold: its own address, else the shop's page for its handle, else nothing."""
    if product.url:
        return product.url
    if not (project.shop and product.handle):
        return ""
    return f"{project.shop.rstrip('/')}/products/{quote(product.handle, safe='')}"


def cart_address(project: Project, product: Product, variant: Variant | None = None, discount: str = "") -> str:
    """Where the shop puts one of this product into the cart; empty where that is not known.

    `variant` is the one to put in; else the first that is in stock. `discount` is a code to apply where shops can.
    """
    sold = variant or _in_stock(product)
    return _cart(project, [sold], discount) if sold else ""


def cart_of_all(project: Project, products: Iterable[tuple[Product, Variant | None]], discount: str = "") -> str:
    """Where the shop puts all of these into the cart at once; empty where it cannot, or one is not known to it.

    Only Shopify has such an address.
    """
    found = [variant or _in_stock(product) for product, variant in products]
    sold = [variant for variant in found if variant is not None]
    if project.platform != "shopify" or not sold or len(sold) != len(found):
        return ""
    return _cart(project, sold, discount)


def _in_stock(product: Product) -> Variant | None:
    return next((one for one in product.variants if one.stock is None or one.stock > 0), None)


def _cart(project: Project, sold: Sequence[Variant], discount: str) -> str:
    shop = project.shop.rstrip("/")
    if not shop or not all(one.shop_id for one in sold):
        return ""
    match project.platform:
        case "shopify":
            # A cart permalink: variant:quantity, …
            items = ",".join(f"{one.shop_id}:1" for one in sold)
            return f"{shop}/cart/{items}" + (f"?discount={quote(discount, safe='')}" if discount else "")
        case "woocommerce":
            return f"{shop}/?add-to-cart={sold[0].shop_id}&quantity=1"
        case _:
            return ""


def price_of(product: Product, preferred: str = "") -> Decimal | None:
    """The price of the variant a shopper's choices prefer (id), else of the cheapest; None where it has none."""
    wanted = tuple(variant for variant in product.variants if variant.id == preferred) or product.variants
    return min((variant.price for variant in wanted if variant.price is not None), default=None)


def _product(project: Project, product: Product, preferred: str) -> LeadProduct:
    by_preference = sorted(product.variants, key=lambda variant: variant.id != preferred)
    sku = next((variant.sku for variant in by_preference if variant.sku), product.handle or product.id)
    return LeadProduct(product.id, sku, product.title, web_address(project, product), price_of(product, preferred))
