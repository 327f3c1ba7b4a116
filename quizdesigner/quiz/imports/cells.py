"""What stands in one cell: a line, a price, a stock, an address; or why it cannot be used."""

from __future__ import annotations

import re
from decimal import Decimal

_LINE = 1_000
_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,1980}")
# 1,299 is either a thousand or a little over one, so a comma stands for a point before one or two digits alone.
_PRICE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4}|,[0-9]{1,2})?")
# With both signs there is no doubt which is which.
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3}){1,3}\.[0-9]{1,2}|(?:\.[0-9]{3}){1,3},[0-9]{1,2})")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


class Unfit(Exception):
    """A cell cannot be used; the text says why."""


def line(text: str, what: str) -> str:
    """The text, if it fits in one of our lines; `what` names it in the words of Unfit."""
    if len(text) > _LINE:
        raise Unfit(f"The {what} has {len(text):,} characters; the most is {_LINE:,}.")
    return text


def price(text: str) -> Decimal | None:
    """An amount of money; None for an empty cell. Unfit when it could mean two things."""
    if not text:
        return None
    if _GROUPED.fullmatch(text):
        whole, cents = re.split(r"[.,](?=[0-9]+$)", text)
        return Decimal(f"{re.sub('[.,]', '', whole)}.{cents}")
    if not _PRICE.fullmatch(text):
        raise Unfit(f"The price “{text[:20]}” is not a number such as 9.99.")
    return Decimal(text.replace(",", "."))


def stock(text: str) -> int:
    """How many there are."""
    if not _WHOLE.fullmatch(text):
        raise Unfit(f"The stock “{text[:20]}” is not a whole number.")
    return int(text)


def is_address(text: str) -> bool:
    """Whether this is a web address we can keep."""
    return bool(_ADDRESS.fullmatch(text))


def day(text: str) -> str:
    """The day of a date and time as `2026-11-22`; empty where it begins with none."""
    return text[:10] if _DAY.fullmatch(text[:10]) else ""


def no_address(what: str, text: str) -> str:
    """The words for an address that cannot be kept."""
    return f"The {what} “{text[:40]}” is not an http or https address and was left out."
