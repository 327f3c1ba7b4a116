"""The product CSV WooCommerce's own exporter writes, with its English columns, read into products."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

from msgspec import structs

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Product, Variant
from quizdesigner.quiz.imports import cells
from quizdesigner.quiz.imports.cells import Unfit
from quizdesigner.quiz.imports.found import Import, RowProblem
from quizdesigner.quiz.imports.ids import Collections, Ids
from quizdesigner.quiz.imports.table import Line, found_columns, left_out, read_lines, text_of

_ATTRIBUTES = 12
"""Attributes of a variation that are read; a shop has two or three."""

COLUMNS = {
    "id": ("ID",),
    "type": ("Type",),
    "sku": ("SKU",),
    "name": ("Name",),
    "brand": ("Brands",),
    "published": ("Published",),
    "in_stock": ("In stock?",),
    "stock": ("Stock",),
    "price": ("Regular price",),
    "sale": ("Sale price",),
    "sale_from": ("Date sale price starts",),
    "sale_to": ("Date sale price ends",),
    "categories": ("Categories",),
    "tags": ("Tags",),
    "pictures": ("Images",),
    "parent": ("Parent",),
    **{f"value{number}": (f"Attribute {number} value(s)",) for number in range(1, _ATTRIBUTES + 1)},
}

_NEEDED = ("type", "name", "price")
_SAYS = {
    "vendor": "brand",
    "product_tags": "tags",
    "collections": "categories",
    "picture": "pictures",
    "published": "published",
}
_OFFERED = {"simple", "variable", "external", "subscription", "variable-subscription"}


def read(data: bytes) -> Import:
    """Read an exported product CSV. A variation is a variant of the row its Parent names, by SKU or as `id:12`.

    A category is a collection, and so is each it lies in: “Clothing > Shirts” is in “Clothing” too. Good rows come in,
    others are listed. Raises Refused when the file as a whole is no such export.
    """
    text = text_of(data)
    table = read_lines(text, COLUMNS)
    missing = [f"“{COLUMNS[field][0]}”" for field in _NEEDED if field not in table.fields]
    if missing:
        raise Refused(
            f"This is not a product export from WooCommerce: it has no column {', '.join(missing)}. The columns found"
            f" are {found_columns(text)}. In WooCommerce: Products, Export, with the language set to English."
        )
    problems = list(table.problems)
    lines = [
        structs.replace(line, cells={name: _plain(cell) for name, cell in line.cells.items()}) for line in table.lines
    ]
    tops = [line for line in lines if not _is(line, "variation")]
    variations = _variations(lines, tops, problems)
    ids, collections = Ids(), Collections()
    products = []
    for top in tops:
        product = _product(top, variations.get(top.number, []), ids, collections, problems)
        if product:
            products.append(product)
    # A variation that is switched off is gone, as far as shoppers are concerned.
    wanted = (line for line in lines if not (_is(line, "variation") and line["published"] == "0"))
    return Import(
        tuple(products),
        collections.all,
        tuple(sorted(problems, key=lambda problem: problem.row)),
        frozenset(field for field, column in _SAYS.items() if column in table.fields),
        platform="woocommerce",
        left_out=table.left_out | left_out(wanted, problems, "sku", "name"),
    )


def _variations(lines: list[Line], tops: list[Line], problems: list[RowProblem]) -> dict[int, list[Line]]:
    """The variations under the number of their parent's row; those without a parent go to `problems`."""
    by_id = {f"id:{top['id']}": top.number for top in reversed(tops) if top["id"]}
    by_sku = {top["sku"].casefold(): top.number for top in reversed(tops) if top["sku"]}
    found: dict[int, list[Line]] = {}
    for line in lines:
        if _is(line, "variation"):
            parent = line["parent"].casefold()
            at = by_sku.get(parent) or by_id.get(parent)
            if at is None:
                said = f"Its parent “{line['parent'][:60]}” is not in the file." if parent else "It names no parent."
                problems.append(RowProblem(line.number, f"{said} This variation was left out."))
            else:
                found.setdefault(at, []).append(line)
    return found


def _product(
    top: Line, variations: list[Line], ids: Ids, collections: Collections, problems: list[RowProblem]
) -> Product | None:
    name = top["name"][:60]
    kinds = _list(top["type"].casefold())
    if not top["name"]:
        problems.append(RowProblem(top.number, "The name is missing, so this product was left out."))
        return None
    if not _OFFERED.intersection(kinds):
        problems.append(RowProblem(top.number, f"“{name}” is of the type “{top['type'][:30]}” and was left out."))
        return None
    variable = any(kind.startswith("variable") for kind in kinds)
    product_id = ids.of(top["sku"] or top["name"])
    try:
        product = Product(
            product_id,
            cells.line(top["name"], "name"),
            vendor=cells.line(next(iter(_list(top["brand"])), ""), "brand"),
            product_tags=tuple(dict.fromkeys(cells.line(tag, "tag") for tag in _list(top["tags"]))),
            published=_published(top),
        )
        named = _categories(top)
    except Unfit as unfit:
        problems.append(RowProblem(top.number, f"{unfit} The product “{name}” was left out."))
        return None
    variants = []
    for number, line in enumerate(variations if variable else [top], 1):
        try:
            variants.append(_variant(f"{product_id}-{number}", line, top))
        except Unfit as unfit:
            problems.append(RowProblem(line.number, f"{unfit} This variant of “{name}” was left out."))
    if not variants:
        problems.append(RowProblem(top.number, f"“{name}” was left out, because it has no variation that can be sold."))
        return None
    return structs.replace(
        product,
        picture=_picture([top, *variations], problems),
        collections=tuple(dict.fromkeys(collections.of(title) for title in named)),
        variants=tuple(variants),
    )


def _variant(variant_id: str, line: Line, top: Line) -> Variant:
    if line is not top and not _published(line):
        raise Unfit("It is switched off.")
    values = [] if line is top else [line[f"value{number}"] for number in range(1, _ATTRIBUTES + 1)]
    return Variant(
        variant_id,
        title=cells.line(" / ".join(value for value in values if value), "name of the variant"),
        sku=cells.line(line["sku"], "SKU"),
        price=_price(line),
        stock=_stock(line, top),
        shop_id=line["id"] if re.fullmatch(r"[0-9]{1,20}", line["id"]) else "",
    )


def _price(line: Line) -> Decimal | None:
    """What is asked now: the lowered price, unless it holds for some days alone."""
    lowered = line["sale"] if not (line["sale_from"] or line["sale_to"]) else ""
    return cells.price(lowered or line["price"])


def _stock(line: Line, top: Line) -> int | None:
    """How many there are; None where it can be bought and the shop does not count."""
    counted = top["stock"] if line["stock"].casefold() == "parent" else line["stock"]
    left = cells.stock(counted.partition(".")[0]) if counted else 0
    # A shop that takes orders for what it has not yet counts, but does not run out.
    return left if left > 0 or line["in_stock"] == "0" else None


def _published(line: Line) -> bool:
    """1 is published; private, draft and pending are other whole numbers."""
    if not re.fullmatch(r"(-?[0-9])?", line["published"]):
        raise Unfit(f"Published is “{line['published'][:20]}”, where 1 or 0 is expected.")
    return line["published"] in ("", "1")


def _categories(top: Line) -> list[str]:
    """The titles of all collections the product is in: each category, after those it lies in."""
    titles: dict[str, None] = {}
    for category in _list(top["categories"]):
        parts = [part.strip() for part in category.split(">")]
        for depth in range(1, len(parts) + 1):
            titles[cells.line(" > ".join(parts[:depth]), "category")] = None
    return [title for title in titles if title]


def _picture(lines: list[Line], problems: list[RowProblem]) -> str:
    for line in lines:
        for address in _list(line["pictures"]):
            if cells.is_address(address):
                return address
            problems.append(RowProblem(line.number, cells.no_address("picture", address)))
    return ""


def _is(line: Line, kind: str) -> bool:
    return kind in _list(line["type"].casefold())


def _list(cell: str) -> list[str]:
    r"""The parts of a cell that commas separate; a comma inside one is written `\,`."""
    parts = (part.replace("\\,", ",").strip() for part in re.split(r"(?<!\\),", cell))
    return [part for part in parts if part]


def _plain(cell: str) -> str:
    """The cell without what keeps a spreadsheet from reading it as a formula, and without HTML's way of writing `&`."""
    return unescape(cell[1:] if re.match(r"'[=+\-@]", cell) else cell)
