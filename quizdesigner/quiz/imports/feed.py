"""The product feed of Google Merchant Center, as XML (RSS 2.0 or Atom) or as a table, read into products."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from msgspec import structs

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Product, Variant
from quizdesigner.quiz.imports import cells
from quizdesigner.quiz.imports.cells import Unfit
from quizdesigner.quiz.imports.found import Import, RowProblem
from quizdesigner.quiz.imports.ids import Ids
from quizdesigner.quiz.imports.table import MAX_BYTES, Line, Lines, found_columns, left_out, read_lines, text_of

_FIELDS = (
    "id",
    "title",
    "link",
    "price",
    "sale_price",
    "sale_price_effective_date",
    "image_link",
    "availability",
    "brand",
    "product_type",
    "google_product_category",
    "item_group_id",
    "item_group_title",
    "color",
    "size",
    "material",
    "pattern",
    *(f"custom_label_{number}" for number in range(5)),
)
COLUMNS = {field: (field, field.replace("_", " "), f"g:{field}") for field in _FIELDS}
"""What we read. A table may have spaces where XML has underscores."""

_NEEDED = ("id", "title", "price")
_G = "{http://base.google.com/ns/1.0}"
_ATOM = "{http://www.w3.org/2005/Atom}"
_MONEY = re.compile(r"(?:([A-Za-z]{3}) )?([0-9.,]+)(?: ?([A-Za-z]{3}))?")
_SOLD_OUT = {"out_of_stock", "out of stock"}
_LABELS = tuple(f"custom_label_{number}" for number in range(5))
_SAYS = {
    "url": "link",
    "picture": "image_link",
    "vendor": "brand",
    "type": "product_type",
    "product_tags": "custom_label_0",
    "stock": "availability",
}


def read_table(data: bytes) -> Import:
    """Read a feed that is a table, usually separated by tabs.

    Raises Refused when it lacks a column every feed has (see also `text_of`).
    """
    text = text_of(data)
    table = read_lines(text, COLUMNS)
    missing = [f"“{field}”" for field in _NEEDED if field not in table.fields]
    if missing:
        raise Refused(
            f"This is not a product feed: it has no column {', '.join(missing)}. "
            f"The columns found are {found_columns(text)}."
        )
    return _catalogue(table, "row")


def read_xml(data: bytes) -> Import:
    """Read a feed that is RSS 2.0 or Atom with Google's `g:` elements; problems count the items from 1.

    Raises Refused when it is no such feed, or when it has a document type: what can be declared there (entities that
    stand for a thousand others, files of this computer) no feed needs.
    """
    if len(data) > MAX_BYTES:
        raise Refused(f"This file has more than {MAX_BYTES // 2**20} MB, which is the most that is read.")
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise Refused(
            "This file declares entities or a document type, which a product feed does not need and which can make a"
            " small file endless. It was not read."
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        raise Refused(f"This XML file is damaged, so it cannot be read ({error}).") from None
    items = [*root.iter("item"), *root.iter(f"{_ATOM}entry")]
    if not items:
        raise Refused("This XML file has no products: an RSS feed has them as “item”, an Atom feed as “entry”.")
    lines = tuple(Line(number, dict(_cells(item))) for number, item in enumerate(items, 1))
    return _catalogue(Lines(lines, (), frozenset(field for line in lines for field in line.cells)), "item")


def _cells(item: Element) -> Iterator[tuple[str, str]]:
    """The fields of one item. Google's own element counts before the feed's."""
    for field in _FIELDS:
        for name in (f"{_G}{field}", field, f"{_ATOM}{field}"):
            found = item.find(name)
            if found is not None:
                # Atom's link has its address in an attribute.
                yield field, " ".join((found.text or found.get("href") or "").split())
                break


def _catalogue(table: Lines, what: str) -> Import:
    problems = list(table.problems)
    groups: dict[str, list[Line]] = {}
    for line in table.lines:
        missing = next((field for field in ("id", "title") if not line[field]), "")
        if missing:
            problems.append(RowProblem(line.number, f"This {what} has no {missing}, so it was left out."))
        else:
            # The two kinds of names must not meet: an item may have the id of a group it is not in.
            key = f"group {line['item_group_id']}" if line["item_group_id"] else f"item {line['id']}"
            groups.setdefault(key.casefold(), []).append(line)
    currency = next((code for line in table.lines if (code := _currency(line["price"]))), "")
    ids = Ids()
    found = [_product(ids, group, currency, problems) for group in groups.values()]
    return Import(
        tuple(product for product in found if product),
        problems=tuple(sorted(problems, key=lambda problem: problem.row)),
        says=frozenset(field for field, column in _SAYS.items() if column in table.fields),
        currency=currency,
        left_out=table.left_out | left_out(table.lines, problems, "id", "title", "item_group_title"),
    )


def _product(ids: Ids, group: list[Line], currency: str, problems: list[RowProblem]) -> Product | None:
    first = group[0]
    title = first["item_group_title"] or _common(group)
    kind = first["product_type"] or first["google_product_category"]
    product_id = ids.of(first["item_group_id"] or first["id"])
    try:
        product = Product(
            product_id,
            cells.line(title, "title"),
            vendor=cells.line(first["brand"], "brand"),
            type=cells.line(kind.rpartition(">")[2].strip(), "type"),
            product_tags=tuple(dict.fromkeys(cells.line(first[one], "label") for one in _LABELS if first[one])),
        )
    except Unfit as unfit:
        problems.append(RowProblem(first.number, f"{unfit} The product “{title[:60]}” was left out."))
        return None
    variants = []
    for number, line in enumerate(group, 1):
        try:
            variants.append(_variant(f"{product_id}-{number}", line, currency, only=len(group) == 1))
        except Unfit as unfit:
            problems.append(RowProblem(line.number, f"{unfit} This variant of “{title[:60]}” was left out."))
    if not variants:
        return None
    return structs.replace(
        product,
        url=_address("link", group, problems),
        picture=_address("image_link", group, problems),
        variants=tuple(variants),
    )


def _variant(variant_id: str, line: Line, currency: str, *, only: bool) -> Variant:
    named = [line[field] for field in ("color", "size", "material", "pattern") if line[field]]
    lowered = line["sale_price"] if not line["sale_price_effective_date"] else ""
    asked = lowered or line["price"]
    money = _MONEY.fullmatch(asked)
    if asked and not money:
        raise Unfit(f"The price “{asked[:20]}” is not an amount such as 12.34 EUR.")
    if money and (_currency(asked) or currency) != currency:
        raise Unfit(f"The price “{asked[:20]}” is not in {currency}, as the others are.")
    return Variant(
        variant_id,
        title="" if only else cells.line(" / ".join(named) or line["title"], "name of the variant"),
        sku=cells.line(line["id"], "id"),
        price=cells.price(money.group(2)) if money else None,
        stock=0 if line["availability"].casefold() in _SOLD_OUT else None,
    )


def _currency(asked: str) -> str:
    money = _MONEY.fullmatch(asked)
    return (money.group(1) or money.group(3) or "").upper() if money else ""


def _common(group: list[Line]) -> str:
    """The words all titles of a group begin with, which leaves out size and colour; else the first title."""
    titles = [line["title"].split() for line in group]
    same = 0
    while all(len(words) > same and words[same] == titles[0][same] for words in titles):
        same += 1
    return " ".join(titles[0][:same]).rstrip(" -–—,/|(:") or group[0]["title"]


def _address(field: str, group: list[Line], problems: list[RowProblem]) -> str:
    for line in group:
        if not line[field]:
            continue
        if cells.is_address(line[field]):
            return line[field]
        problems.append(RowProblem(line.number, cells.no_address(field.replace("_", " "), line[field])))
    return ""
