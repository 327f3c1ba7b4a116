"""What is said of a product in a few words: price, stock, how many choices speak of it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from quizdesigner.page import locales
from quizdesigner.quiz.document import Product, Variant
from quizdesigner.quiz.lead import price_of
from quizdesigner.quiz.phrases import counted

_LOW = 10
"""How many there may be at most for the stock to be low."""


@lru_cache(maxsize=4_096)
def price(amount: Decimal, currency: str) -> str:
    """An amount of money; kept, for the rules of a language take long to follow and a list asks at every paint."""
    return locales.price(amount, currency)


def money(product: Product, currency: str) -> str:
    """The lowest price with its currency: `from €12.90` where variants differ; empty without one."""
    lowest = price_of(product)
    if lowest is None:
        return ""
    differ = len({variant.price for variant in product.variants if variant.price is not None}) > 1
    return f"{'from ' if differ else ''}{price(lowest, currency)}"


def stock(product: Product) -> tuple[str, bool]:
    """The stock in words and whether it wants attention; empty where the shop does not count it."""
    if not product.published:
        return "not for sale", False
    counted = [variant.stock for variant in product.variants if variant.stock is not None]
    if not counted:
        return "", False
    if product.sold_out:
        return "0, sold out", True
    if len(counted) < len(product.variants):
        return "in stock", False
    return in_stock(sum(max(one, 0) for one in counted))


def variant_stock(variant: Variant) -> tuple[str, bool]:
    """The same of one variant."""
    if variant.stock is None:
        return "stock not counted", False
    return ("sold out", True) if variant.stock <= 0 else in_stock(variant.stock)


def in_stock(count: int) -> tuple[str, bool]:
    """How many there are, in words, and whether that is few."""
    return (f"{count:,} left", True) if count < _LOW else (f"{count:,} in stock", False)


def choices(count: int) -> str:
    """`no choice`, `1 choice`, `7 choices`."""
    return counted(count, "choice") if count else "no choice"
