"""The product CSV a Shopify shop exports, older and newer spellings of its columns, read into products."""

from __future__ import annotations

from msgspec import structs

from quizdesigner.errors import Refused
from quizdesigner.quiz.document import Product, Variant
from quizdesigner.quiz.imports import cells
from quizdesigner.quiz.imports.cells import Unfit
from quizdesigner.quiz.imports.found import Import, RowProblem
from quizdesigner.quiz.imports.ids import Collections, Ids
from quizdesigner.quiz.imports.table import Line, found_columns, left_out, read_lines, text_of

COLUMNS = {
    "handle": ("Handle", "URL handle"),
    "title": ("Title",),
    "price": ("Variant Price", "Price"),
    "vendor": ("Vendor",),
    "type": ("Type", "Custom Product Type"),
    "category": ("Product Category", "Standardized Product Type"),
    "tags": ("Tags",),
    "collection": ("Collection",),
    "published": ("Published", "Published on online store"),
    "status": ("Status",),
    "option1": ("Option1 Value",),
    "option2": ("Option2 Value",),
    "option3": ("Option3 Value",),
    "sku": ("Variant SKU", "SKU"),
    "tracker": ("Variant Inventory Tracker", "Inventory tracker"),
    "quantity": ("Variant Inventory Qty", "Inventory quantity"),
    "policy": ("Variant Inventory Policy", "Continue selling when out of stock"),
    "picture": ("Image Src", "Product image URL"),
}
"""What we read, and what its column is called in older and in newer exports. Case and spaces do not matter."""

_NEEDED = ("handle", "title", "price")
_SAYS = {
    "handle": ("handle",),
    "vendor": ("vendor",),
    "type": ("type", "category"),
    "product_tags": ("tags",),
    "collections": ("collection",),
    "published": ("published", "status"),
    "picture": ("picture",),
}
"""The fields of a product, and the columns that speak of them."""


def read(data: bytes) -> Import:
    """Read an exported product CSV: one product per handle, its rows being variants and further pictures.

    What can be read comes in and the rest is listed: a bad variant is left out of its product, a product without a
    title or any good variant is left out whole. The same bytes give the same catalogue, ids included. Raises Refused
    when the file as a whole is no such export (see also `text_of`).
    """
    text = text_of(data)
    table = read_lines(text, COLUMNS)
    missing = [" or ".join(f"“{name}”" for name in COLUMNS[field]) for field in _NEEDED if field not in table.fields]
    if missing:
        raise Refused(
            f"This is not a product export from Shopify: it has no column {', '.join(missing)}. "
            f"The columns found are {found_columns(text)}. Export the products in Shopify and choose that file."
        )
    problems = list(table.problems)
    by_handle: dict[str, list[Line]] = {}
    for line in table.lines:
        if line["handle"]:
            by_handle.setdefault(line["handle"].casefold(), []).append(line)
        else:
            problems.append(RowProblem(line.number, "The handle is missing, so nobody knows which product this is."))
    ids, collections = Ids(), Collections()
    found = [_product(ids.of(group[0]["handle"]), group, collections, problems) for group in by_handle.values()]
    return Import(
        tuple(product for product in found if product),
        collections.all,
        tuple(sorted(problems, key=lambda problem: problem.row)),
        frozenset(field for field, columns in _SAYS.items() if not table.fields.isdisjoint(columns)),
        platform="shopify",
        left_out=table.left_out | left_out(table.lines, problems, "handle", "title", "sku"),
    )


def _product(
    product_id: str, lines: list[Line], collections: Collections, problems: list[RowProblem]
) -> Product | None:
    """The product these rows describe, the first of them first; what is wrong goes to `problems`."""
    first = lines[0]
    if not first["title"]:
        text = f"“{first['handle'][:60]}” has no title; the first row of a product needs one."
        problems.extend(RowProblem(line.number, text) for line in lines)
        return None
    name = first["title"][:60]
    try:
        product = _described(product_id, first)
        titles = [cells.line(line["collection"], "collection") for line in lines if line["collection"]]
    except Unfit as unfit:
        problems.append(RowProblem(first.number, f"{unfit} The product “{name}” was left out."))
        return None
    variants = []
    sold = [line for line in lines if line["price"] or line["sku"] or line["option1"]]
    for number, line in enumerate(sold, 1):
        try:
            variants.append(_variant(f"{product_id}-{number}", line))
        except Unfit as unfit:
            problems.append(RowProblem(line.number, f"{unfit} This variant of “{name}” was left out."))
    if sold and not variants:
        problems.append(RowProblem(first.number, f"“{name}” was left out, because no variant of it is left."))
        return None
    return structs.replace(
        product,
        picture=_picture(lines, problems),
        variants=tuple(variants),
        collections=tuple(dict.fromkeys(collections.of(title) for title in titles)),
    )


def _described(product_id: str, line: Line) -> Product:
    """The product as its first row describes it, without picture and variants."""
    tags = dict.fromkeys(tag.strip() for tag in line["tags"].split(","))
    return Product(
        product_id,
        cells.line(line["title"], "title"),
        handle=cells.line(line["handle"], "handle"),
        vendor=cells.line(line["vendor"], "vendor"),
        # “Apparel > Shirts” is the shop's taxonomy; its last part says what the product is.
        type=cells.line(line["type"] or line["category"].rpartition(">")[2].strip(), "type"),
        product_tags=tuple(cells.line(tag, "tag") for tag in tags if tag),
        published=_published(line),
    )


def _published(line: Line) -> bool:
    """Whether shoppers can buy it: switched on for the online store, and neither a draft nor archived."""
    word = (line["published"] or "true").casefold()
    if word not in ("true", "false"):
        raise Unfit(f"Published is “{word[:20]}”, where true or false is expected.")
    return word == "true" and line["status"].casefold() not in ("draft", "archived")


def _variant(variant_id: str, line: Line) -> Variant:
    options = [line[field] for field in ("option1", "option2", "option3") if line[field]]
    # What Shopify calls the only variant of a product that has no options.
    title = "" if options == ["Default Title"] else " / ".join(options)
    return Variant(
        variant_id,
        title=cells.line(title, "name of the variant"),
        sku=cells.line(line["sku"], "SKU"),
        price=cells.price(line["price"]),
        stock=_stock(line),
    )


def _stock(line: Line) -> int | None:
    """How many there are; None where the shop does not count, which an empty tracker says, or sells on at nought."""
    if not line["quantity"] or line.cells.get("tracker") == "":
        return None
    left = cells.stock(line["quantity"])
    return None if left <= 0 and line["policy"].casefold() == "continue" else left


def _picture(lines: list[Line], problems: list[RowProblem]) -> str:
    """The first picture with a web address; those that have another kind of address are listed."""
    for line in lines:
        if not line["picture"]:
            continue
        if cells.is_address(line["picture"]):
            return line["picture"]
        problems.append(RowProblem(line.number, cells.no_address("picture", line["picture"])))
    return ""
