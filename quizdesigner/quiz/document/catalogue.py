"""Products, their variants and collections, and media files."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from quizdesigner.quiz.document.texts import MAX_MEDIA, MAX_PRICE, Address, Day, Id, Line, Media, Node


class Variant(Node, frozen=True):
    """A form of a product that is sold: size, colour. `stock` is None where the shop does not count it, `shop_id` the
    number the shop's cart knows it by.

    ValueError when `price` is no amount of money: below zero, infinite, or with more than six decimals.
    """

    id: Id
    title: Line = ""
    sku: Line = ""
    price: Decimal | None = None
    stock: int | None = None
    shop_id: Annotated[str, Meta(pattern=r"^[0-9]{0,20}(?!\n)$")] = ""

    def __post_init__(self) -> None:
        price = self.price
        if price is None:
            return
        if not price.is_finite() or price.is_signed() or price >= MAX_PRICE or price != round(price, 6):
            raise ValueError(f"a price is from 0 to {MAX_PRICE:,} with at most six decimals")


class Product(Node, frozen=True):
    """Something a shopper can be recommended. `product_tags` are the shop's tags, not customer tags.

    `collections` are the ids of those it is in; `created` is the day it came into the shop.
    """

    id: Id
    title: Line
    handle: Line = ""
    vendor: Line = ""
    type: Line = ""
    product_tags: tuple[Line, ...] = ()
    collections: tuple[Id, ...] = ()
    picture: Media = ""
    url: Address = ""
    published: bool = True
    created: Day = ""
    variants: tuple[Variant, ...] = ()

    @property
    def sold_out(self) -> bool:
        """Whether the shop counts every variant and has none left."""
        return bool(self.variants) and all(one.stock is not None and one.stock <= 0 for one in self.variants)


class Collection(Node, frozen=True):
    """A group of products; each product says which it is in."""

    id: Id
    title: Line
    handle: Line = ""


class MediaFile(Node, frozen=True):
    """A picture or video from a file, stored once: `id` is the SHA-256 of `data` in hex, sizes are pixels."""

    id: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}(?!\n)$")]
    type: Literal["image/webp", "image/png", "image/jpeg", "image/gif", "video/mp4", "video/webm"]
    data: Annotated[bytes, Meta(max_length=MAX_MEDIA)]
    name: Line = ""
    width: Annotated[int, Meta(ge=0)] = 0
    height: Annotated[int, Meta(ge=0)] = 0
