"""Products as JSON: a project this program exported, or a plain list of objects (see docs/products.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from msgspec import structs

from quizdesigner.errors import Refused
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import MAX_PRICE, Product, Variant
from quizdesigner.quiz.imports import cells
from quizdesigner.quiz.imports.cells import Unfit
from quizdesigner.quiz.imports.found import EVERYTHING, Import, RowProblem
from quizdesigner.quiz.imports.ids import Collections, Ids
from quizdesigner.quiz.imports.table import text_of

_LINES = ("handle", "vendor", "type")
_OWN = {"title", "price", "sku", "stock", "shop_id"}
_NAMES = EVERYTHING - {"product_tags"} | {"tags", "product_tags", "variants"} | _OWN
_WORDS = re.compile(r"[^,]+")


def read(data: bytes) -> Import:
    """Read the products of an exported project, or a list of objects with title, price, sku and so on.

    Problems count the objects from 1. Raises Refused when it is neither (see also `text_of`).
    """
    text = text_of(data)
    try:
        # As decimals: 0.1 as a float is another number.
        found = json.loads(text, parse_float=Decimal, parse_constant=str)
    except (ValueError, InvalidOperation, RecursionError) as error:
        raise Refused(f"This JSON file is damaged, so it cannot be read ({error}).") from None
    if isinstance(found, dict) and "format" in found:
        return _of_project(data)
    items = found.get("products") if isinstance(found, dict) else found
    if not isinstance(items, list):
        raise Refused("This JSON file has no products: it must be a list of objects, or have one named “products”.")
    return _of_list(items)


def _of_project(data: bytes) -> Import:
    project = wire.loads(data)
    problems = [
        RowProblem(at, f"The picture of “{one.title[:60]}” is a file of that project and did not come along.")
        for at, one in enumerate(project.products, 1)
        if one.picture.startswith(wire.MEDIA)
    ]
    return Import(
        tuple(
            structs.replace(one, picture="") if one.picture.startswith(wire.MEDIA) else one for one in project.products
        ),
        project.collections,
        tuple(problems),
        EVERYTHING - {"picture"} if problems else EVERYTHING,
        project.platform,
        project.currency,
        project.shop,
    )


def _of_list(items: list[Any]) -> Import:
    ids, collections = Ids(), Collections()
    problems: list[RowProblem] = []
    products = []
    says: set[str] = set()
    left_out: set[str] = set()
    for number, item in enumerate(items, 1):
        try:
            products.append(_product(item, ids, collections))
        except Unfit as unfit:
            problems.append(RowProblem(number, f"{unfit} It was left out."))
            left_out.update(_called(item))
            continue
        says.update("product_tags" if name == "tags" else name for name in item)
        says.update(name for form in item.get("variants", ()) for name in form)
    if unknown := sorted({str(name)[:40] for item in items if isinstance(item, dict) for name in item} - _NAMES):
        named = ", ".join(f"“{name}”" for name in unknown[:8])
        problems.insert(0, RowProblem(0, f"Nothing is made of {named}: products have no such fields."))
    return Import(tuple(products), collections.all, tuple(problems), EVERYTHING & says, left_out=frozenset(left_out))


def _called(item: object) -> Iterator[str]:
    """What an object that is no product is called, in small letters, as far as it says."""
    if isinstance(item, dict):
        for name in ("handle", "title", "sku"):
            if isinstance(found := item.get(name), str) and found.strip():
                yield " ".join(found.split()).casefold()


def _product(item: object, ids: Ids, collections: Collections) -> Product:
    if not isinstance(item, dict):
        raise Unfit("It is not an object with a title.")
    title = _line(item, "title")
    if not title:
        raise Unfit("It has no title.")
    forms = item.get("variants", [])
    if not isinstance(forms, list) or not all(isinstance(form, dict) for form in forms):
        raise Unfit("Its variants are not a list of objects.")
    made = {name: _line(item, name) for name in _LINES}
    tags = tuple(dict.fromkeys((*_texts(item, "tags"), *_texts(item, "product_tags"))))
    variants = [_variant(form) for form in forms or ([item] if _OWN & item.keys() - {"title"} else [])]
    if not forms:
        variants = [structs.replace(one, title="") for one in variants]
    published = item.get("published", True)
    if not isinstance(published, bool):
        raise Unfit("“published” is neither true nor false.")
    addresses = {name: _address(item, name) for name in ("picture", "url")}
    product_id = ids.of(made["handle"] or title)
    return Product(
        product_id,
        title,
        **made,
        **addresses,
        product_tags=tags,
        collections=tuple(dict.fromkeys(collections.of(one) for one in _texts(item, "collections"))),
        published=published,
        created=cells.day(_line(item, "created")),
        variants=tuple(structs.replace(one, id=f"{product_id}-{at}") for at, one in enumerate(variants, 1)),
    )


def _variant(form: dict[str, Any]) -> Variant:
    stock = form.get("stock")
    if stock is not None and (isinstance(stock, bool) or not isinstance(stock, int) or abs(stock) >= 10**9):
        raise Unfit("Its stock is not a whole number.")
    shop_id = _line(form, "shop_id")
    if not re.fullmatch(r"[0-9]{0,20}", shop_id):
        raise Unfit(f"The shop_id “{shop_id[:20]}” is not a number.")
    return Variant("new", _line(form, "title"), _line(form, "sku"), _price(form.get("price")), stock, shop_id)


def _price(given: object) -> Decimal | None:
    match given:
        case bool():
            raise Unfit("Its price is not a number.")
        case None:
            return None
        case int() | Decimal():
            amount = Decimal(given)
            if not (0 <= amount < MAX_PRICE) or amount != round(amount, 6):
                raise Unfit(f"The price {str(given)[:20]} is out of bounds.")
            return amount
        case str():
            return cells.price(given.strip())
        case _:
            raise Unfit("Its price is not a number.")


def _line(item: dict[str, Any], name: str) -> str:
    """A text on one line; a whole number will do, as tables turned into JSON have them."""
    found = item.get(name)
    if isinstance(found, int) and not isinstance(found, bool):
        found = str(found)
    if not (found is None or isinstance(found, str)):
        raise Unfit(f"“{name}” is not a text.")
    return cells.line(" ".join((found or "").split()), name)


def _texts(item: dict[str, Any], name: str) -> Iterator[str]:
    """The texts of a list, or of one text with commas between them."""
    found = item.get(name) or []
    several = _WORDS.findall(found) if isinstance(found, str) else found
    if not isinstance(several, list) or not all(isinstance(one, str) for one in several):
        raise Unfit(f"“{name}” is not a list of texts.")
    yield from (cells.line(" ".join(one.split()), name) for one in several if one.strip())


def _address(item: dict[str, Any], name: str) -> str:
    found = _line(item, name)
    if found and not cells.is_address(found):
        raise Unfit(f"The {name} “{found[:40]}” is not an http or https address.")
    return found
