"""What choices and slots say about products."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from quizdesigner.quiz.document.texts import Line, Node


class By(StrEnum):
    """What a target names products by."""

    PRODUCT = "product"
    VARIANT = "variant"
    COLLECTION = "collection"
    PRODUCT_TAG = "product_tag"
    VENDOR = "vendor"
    TYPE = "type"


class Target(Node, frozen=True):
    """Products: one (`to` is its id), those of a collection (its id), or all with a product tag, vendor
    or type (`to` is the shop's word, in any case). A variant's id stands for its product, and prefers that variant.
    """

    to: Line
    by: By = By.PRODUCT


class Effect(StrEnum):
    """What a choice does to products: votes for or against, must show, or never show, which always wins."""

    UPVOTE = "upvote"
    DOWNVOTE = "downvote"
    INCLUDE = "include"
    EXCLUDE = "exclude"


class Link(Target, frozen=True, kw_only=True):
    """A choice's say on products. `weight` counts for votes alone.

    A product that several links of a choice reach gets the votes of each.
    """

    effect: Effect = Effect.UPVOTE
    weight: Annotated[int, Meta(ge=1, le=100)] = 1
