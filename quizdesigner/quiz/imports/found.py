"""What an import found: products with the collections they are in, and what could not be read."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from quizdesigner.quiz.document import Collection, Product

EVERYTHING = frozenset(
    {"handle", "vendor", "type", "product_tags", "collections", "picture", "url", "published", "created", "stock"}
)
"""The fields of a product that not every source speaks of; `stock` is its variants'."""


class RowProblem(Struct, frozen=True):
    """A row of which something did not come in: its number in a spreadsheet (the header is 1), and why.

    In a feed or a list it is the number of the item, the first being 1. 0 is for the source as a whole.
    """

    row: int
    text: str


class Import(Struct, frozen=True):
    """The products of a source in its order, and what of it could not be read, in the order of its rows.

    `says` names the fields of a product the source speaks of; of the others nothing is known. `platform`, `currency`
    (ISO 4217) and `shop` (web address) are empty where it does not say. `left_out` has the names (handles, SKUs,
    titles, in small letters) of what the source has and could not be read: it is not here, but it is not gone either.
    """

    products: tuple[Product, ...]
    collections: tuple[Collection, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    says: frozenset[str] = EVERYTHING
    platform: Literal["", "shopify", "woocommerce"] = ""
    currency: str = ""
    shop: str = ""
    left_out: frozenset[str] = frozenset()
