"""Phone numbers in the international form E.164, by the numbering plans the phonenumbers library knows."""

from __future__ import annotations

import re
from functools import cache

import phonenumbers

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_SIGNS = re.compile(r"[0-9+()./\s\u2010-\u2015-]+")


def e164(text: str, country: str) -> str | None:
    """A number as people write it, as `+4915112345678`; None when it is none.

    `country` (two letters) is where numbers without a country code belong.
    """
    if len(text) > 40 or not _SIGNS.fullmatch(text):
        return None
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    found = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return found if is_e164(found) else None


def is_e164(text: str) -> bool:
    """Whether this is a number in international form that could exist."""
    if not _E164.fullmatch(text):
        return False
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return False
    # Whether it is in service nobody here can tell; new ranges come faster than libraries learn them.
    return bool(phonenumbers.is_possible_number(number))


@cache
def example(country: str) -> str:
    """A number of this country as its people write it."""
    number = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    number = number or phonenumbers.example_number(country)
    if number is None:
        return "+1 201-555-0123"
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL))


@cache
def countries() -> tuple[tuple[str, int], ...]:
    """Every country (two letters) with its calling code, in the order of the letters."""
    return tuple(
        (region, phonenumbers.country_code_for_region(region)) for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    )
