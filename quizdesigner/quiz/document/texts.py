"""What the fields of the document hold: ids, texts, addresses, colours, numbers."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

# A bare `$` would let a line end after the text pass.
Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_-]+(?!\n)$")]
"""A name that never changes and is unique among its kind in a project."""

Line = Annotated[str, Meta(max_length=1_000)]
"""One line of text: titles, names, headings."""

Text = Annotated[str, Meta(max_length=20_000)]
"""Running text: descriptions."""

Address = Annotated[str, Meta(max_length=2_000, pattern=r"^(https?://[^\s<>\"']+)?(?!\n)$")]
"""A web address (http or https), or nothing."""

Media = Annotated[str, Meta(max_length=2_000, pattern=r"^(https?://[^\s<>\"']+|media:[0-9a-f]{64})?(?!\n)$")]
"""A picture or video: a web address, `media:` and the id of a `MediaFile` of the project, or nothing."""

Colour = Annotated[str, Meta(pattern=r"^#[0-9A-Fa-f]{6}(?!\n)$")]

OwnColour = Annotated[str, Meta(pattern=r"^(#[0-9A-Fa-f]{6})?(?!\n)$")]
"""A colour the author chose, or nothing: then it follows from the others."""

Amount = Annotated[float, Meta(ge=-999_999_999, le=999_999_999)]
"""A number a shopper may give, or a bound for it. It counts to the sixth decimal (see `answers.millionths`)."""

Day = Annotated[str, Meta(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?(?!\n)$")]
"""A day as `2026-11-22`, or nothing."""

Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*(?!\n)$")]
"""A language as in `lang` attributes: `en`, `pt-BR`."""

Translations = dict[Language, dict[str, Text]]
"""Texts of one part in other languages: by language, then by the name of the part's field."""

MAX_PRICE = 10**12
"""Prices are below this."""

MAX_TAG = 100
"""Characters a tag may have before a CRM cuts or refuses it (the shortest limit among the services)."""

MAX_MEDIA = 8 * 2**20
"""Bytes one media file may have."""


class Node(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A frozen part of the document."""
