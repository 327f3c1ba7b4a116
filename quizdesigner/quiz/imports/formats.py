"""Which format a file of products is in, by what is in it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from quizdesigner.errors import Refused
from quizdesigner.quiz.imports import feed, listing, shopify, woocommerce
from quizdesigner.quiz.imports.found import Import
from quizdesigner.quiz.imports.table import found_columns, header, text_of


class Format(Struct, frozen=True):
    """A way products are written: what people call it, and what reads it."""

    title: str
    read: Callable[[bytes], Import]


SHOPIFY = Format("Shopify CSV", shopify.read)
WOOCOMMERCE = Format("WooCommerce CSV", woocommerce.read)
FEED_TABLE = Format("Google Merchant table", feed.read_table)
FEED_XML = Format("Google Merchant XML", feed.read_xml)
JSON = Format("JSON", listing.read)

_NEEDED = (
    (SHOPIFY, shopify.COLUMNS, ("handle", "title", "price")),
    (WOOCOMMERCE, woocommerce.COLUMNS, ("type", "name", "price")),
    (FEED_TABLE, feed.COLUMNS, ("id", "title", "price")),
)
_KNOWN = (
    "It must be a product export from Shopify or WooCommerce (CSV), a Google Merchant feed (XML or a table), or JSON."
)


def detect(name: str, data: bytes) -> Format:
    """The format of a file. Raises Refused, with what was found in the file, when it is none we know.

    `name` is the file's own; it is only said back, for what is in a file counts, not what it is called.
    """
    begin = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin.startswith(b"<"):
        return FEED_XML
    text = text_of(data)
    if text.lstrip()[:1] in ("{", "["):
        return JSON
    if text.lstrip()[:1] == "<":
        return FEED_XML
    written = {column.casefold() for column in header(text)}
    for found, columns, needed in _NEEDED:
        if all(any(known.casefold() in written for known in columns[field]) for field in needed):
            return found
    raise Refused(f"“{name}” is not a list of products we know. {_KNOWN} The columns found are {found_columns(text)}.")
