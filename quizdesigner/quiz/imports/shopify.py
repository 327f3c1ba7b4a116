"""The product CSV a Shopify shop exports, older and newer spellings of its columns, read into products."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct, structs

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Product, Variant
from quizdesigner.quiz.imports.table import Row, read_table

_COLUMNS = {
    "handle": ("Handle", "URL handle"),
    "title": ("Title",),
    "price": ("Variant Price", "Price"),
    "vendor": ("Vendor",),
    "type": ("Type", "Custom Product Type"),
    "category": ("Product Category", "Standardized Product Type"),
    "tags": ("Tags",),
    "published": ("Published", "Published on online store"),
    "status": ("Status",),
    "option1": ("Option1 Value",),
    "option2": ("Option2 Value",),
    "option3": ("Option3 Value",),
    "sku": ("Variant SKU", "SKU"),
    "tracker": ("Variant Inventory Tracker", "Inventory tracker"),
    "quantity": ("Variant Inventory Qty", "Inventory quantity"),
    "picture": ("Image Src", "Product image URL"),
}
"""What we read, and what its column is called in older and in newer exports. Case and spaces do not matter."""

_NEEDED = ("handle", "title", "price")

_LINE = 1_000
_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,1980}")
# 1,299 is either a thousand or a little over one, so a comma stands for a point before one or two digits alone.
_PRICE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4}|,[0-9]{1,2})?")
_QUANTITY = re.compile(r"-?[0-9]{1,9}")
_SLUG = 44
"""Characters of a handle an id takes over, so that numbers put after it keep within the 64 an id may have."""


class RowProblem(Struct, frozen=True):
    """A row of which something did not come in: its number in a spreadsheet (the header is 1), and why."""

    row: int
    text: str


class Catalogue(Struct, frozen=True):
    """The products of a file in its order, and what of it could not be read, in the order of its rows."""

    products: tuple[Product, ...]
    problems: tuple[RowProblem, ...]


class _Line(Struct, frozen=True):
    """One row: its number, and its cells by our names for those columns that the file has."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")


class _Unfit(Exception):
    """A cell cannot be used; the text says why."""


def read(data: bytes) -> Catalogue:
    """Read an exported product CSV: one product per handle, its rows being variants and further pictures.

    What can be read comes in and the rest is listed: a bad variant is left out of its product, a product without a
    title or any good variant is left out whole. The same bytes give the same catalogue, ids included. Raises Refused
    when the file as a whole is no such export (see also `read_table`).
    """
    table = read_table(data)
    places = _places(table.header)
    problems = [RowProblem(row.number, row.broken) for row in table.rows if row.broken]
    lines = [_line(row, places) for row in table.rows if not row.broken]
    by_handle: dict[str, list[_Line]] = {}
    for line in lines:
        if line["handle"]:
            by_handle.setdefault(line["handle"].casefold(), []).append(line)
        else:
            problems.append(RowProblem(line.number, "The handle is missing, so nobody knows which product this is."))
    ids = _ids(group[0]["handle"] for group in by_handle.values())
    products = []
    for product_id, group in zip(ids, by_handle.values(), strict=True):
        product = _product(product_id, group, problems)
        if product:
            products.append(product)
    return Catalogue(tuple(products), tuple(sorted(problems, key=lambda problem: problem.row)))


def _places(header: tuple[str, ...]) -> dict[str, int]:
    """Where each column we know stands in this file; Refused when one is missing that every export has."""
    written = {name.casefold(): place for place, name in reversed(list(enumerate(header)))}
    places = {}
    for field, names in _COLUMNS.items():
        found = [written[name.casefold()] for name in names if name.casefold() in written]
        if found:
            places[field] = found[0]
    missing = [" or ".join(f"“{name}”" for name in _COLUMNS[field]) for field in _NEEDED if field not in places]
    if missing:
        seen = ", ".join(f"“{name[:40]}”" for name in header[:8] if name) or "none with a name"
        more = f" and {len(header) - 8} more" if len(header) > 8 else ""
        raise Refused(
            f"This is not a product export from Shopify: it has no column {', '.join(missing)}. "
            f"The columns found are {seen}{more}. Export the products in Shopify and choose that file."
        )
    return places


def _line(row: Row, places: dict[str, int]) -> _Line:
    width = len(row.cells)
    cells = {field: " ".join(row.cells[place].split()) if place < width else "" for field, place in places.items()}
    return _Line(row.number, cells)


def _ids(handles: Iterable[str]) -> Iterator[str]:
    """An id for each handle, equal to it where it can be."""
    used: set[str] = set()
    last: dict[str, int] = {}
    for handle in handles:
        plain = unicodedata.normalize("NFKD", handle).encode("ascii", "ignore").decode().casefold()
        slug = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-")[:_SLUG] or "product"
        found = slug
        while found in used:
            last[slug] = last.get(slug, 1) + 1
            found = f"{slug}-{last[slug]}"
        used.add(found)
        yield found


def _product(product_id: str, lines: list[_Line], problems: list[RowProblem]) -> Product | None:
    """The product these rows describe, the first of them first; what is wrong goes to `problems`."""
    first = lines[0]
    if not first["title"]:
        text = f"“{first['handle'][:60]}” has no title; the first row of a product needs one."
        problems.extend(RowProblem(line.number, text) for line in lines)
        return None
    name = first["title"][:60]
    try:
        product = _described(product_id, first)
    except _Unfit as unfit:
        problems.append(RowProblem(first.number, f"{unfit} The product “{name}” was left out."))
        return None
    variants = []
    sold = [line for line in lines if line["price"] or line["sku"] or line["option1"]]
    for number, line in enumerate(sold, 1):
        try:
            variants.append(_variant(f"{product_id}-{number}", line))
        except _Unfit as unfit:
            problems.append(RowProblem(line.number, f"{unfit} This variant of “{name}” was left out."))
    if sold and not variants:
        problems.append(RowProblem(first.number, f"“{name}” was left out, because no variant of it is left."))
        return None
    return structs.replace(product, picture=_picture(lines, problems), variants=tuple(variants))


def _described(product_id: str, line: _Line) -> Product:
    """The product as its first row describes it, without picture and variants."""
    tags = dict.fromkeys(tag.strip() for tag in line["tags"].split(","))
    return Product(
        product_id,
        _short(line["title"], "title"),
        handle=_short(line["handle"], "handle"),
        vendor=_short(line["vendor"], "vendor"),
        # “Apparel > Shirts” is the shop's taxonomy; its last part says what the product is.
        type=_short(line["type"] or line["category"].rpartition(">")[2].strip(), "type"),
        product_tags=tuple(_short(tag, "tag") for tag in tags if tag),
        published=_published(line),
    )


def _published(line: _Line) -> bool:
    """Whether shoppers can buy it: switched on for the online store, and neither a draft nor archived."""
    word = (line["published"] or "true").casefold()
    if word not in ("true", "false"):
        raise _Unfit(f"Published is “{word[:20]}”, where true or false is expected.")
    return word == "true" and line["status"].casefold() not in ("draft", "archived")


def _variant(variant_id: str, line: _Line) -> Variant:
    options = [line[field] for field in ("option1", "option2", "option3") if line[field]]
    # What Shopify calls the only variant of a product that has no options.
    title = "" if options == ["Default Title"] else " / ".join(options)
    return Variant(
        variant_id,
        title=_short(title, "name of the variant"),
        sku=_short(line["sku"], "SKU"),
        price=_price(line["price"]),
        stock=_stock(line),
    )


def _price(text: str) -> Decimal | None:
    if not text:
        return None
    if not _PRICE.fullmatch(text):
        raise _Unfit(f"The price “{text[:20]}” is not a number such as 9.99.")
    return Decimal(text.replace(",", "."))


def _stock(line: _Line) -> int | None:
    """How many there are; None where the shop does not count, which an empty tracker says."""
    if not line["quantity"] or line.cells.get("tracker") == "":
        return None
    if not _QUANTITY.fullmatch(line["quantity"]):
        raise _Unfit(f"The stock “{line['quantity'][:20]}” is not a whole number.")
    return int(line["quantity"])


def _picture(lines: list[_Line], problems: list[RowProblem]) -> str:
    """The first picture with a web address; those that have another kind of address are listed."""
    for line in lines:
        if not line["picture"]:
            continue
        if _ADDRESS.fullmatch(line["picture"]):
            return line["picture"]
        problems.append(
            RowProblem(
                line.number, f"The picture “{line['picture'][:40]}” is no http or https address and was left out."
            )
        )
    return ""


def _short(text: str, what: str) -> str:
    """The text, if it fits in one of our lines."""
    if len(text) > _LINE:
        raise _Unfit(f"The {what} has {len(text):,} characters; the most is {_LINE:,}.")
    return text
