"""Money, numbers and days the way people write them in a language."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal


def price(amount: Decimal, currency: str, language: str = "en") -> str:
    """An amount of money: `€34.00` in English, `34,00 €` in German."""
    text = format_currency(amount, currency, locale=_locale(language))
    # Letters stand apart from figures, which Babel forgets: `CHF 9.90`.
    return re.sub(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])", "\u00a0", text)


def number(text: str, language: str) -> str:
    """A number as answers have it (`1234.5`), for reading."""
    return format_decimal(Decimal(text), locale=_locale(language), decimal_quantization=False)


def day(text: str, language: str) -> str:
    """A day as answers have it (`2026-11-22`), for reading."""
    return format_date(date.fromisoformat(text), "long", locale=_locale(language))


@cache
def _locale(language: str) -> Locale:
    """What is known of a language; `de-XX` counts as German, one nobody knows as English."""
    for name in (language, language.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
