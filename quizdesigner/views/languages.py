"""What languages are called, and which are written from right to left."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import parse_locale
from babel.localedata import locale_identifiers

# Tongues of one country that differ enough in writing to be translated of their own.
_REGIONS = "de-AT de-CH en-AU en-CA en-GB en-US es-ES es-MX fr-BE fr-CA fr-CH nl-BE pt-BR pt-PT zh-Hans zh-Hant".split()


@cache
def name(language: str) -> str:
    """The language in English: `German`, `Portuguese (Brazil)`; the tag itself where nobody knows it."""
    # The English names of all stand in one place; asking each language for its own takes a second for all of them.
    english = Locale("en")
    try:
        tongue, region, script, *_ = parse_locale(language, sep="-")
    except ValueError:
        return language
    plain = english.languages.get(tongue)
    if plain is None:
        return language
    beside = english.scripts.get(script or "") or english.territories.get(region or "")
    return f"{plain} ({beside})" if beside else plain


@cache
def own_name(language: str) -> str:
    """The language by its own name: `Deutsch`; empty where nobody knows it."""
    locale = _locale(language)
    return (locale.get_display_name() if locale else None) or ""


@cache
def right_to_left(language: str) -> bool:
    """Whether the language is written from right to left."""
    locale = _locale(language)
    return locale is not None and locale.character_order == "right-to-left"


@cache
def languages() -> tuple[str, ...]:
    """Every language there is to choose, in the order of their names."""
    plain = [one for one in locale_identifiers() if "_" not in one and name(one) != one]
    return tuple(sorted((*plain, *_REGIONS), key=lambda one: name(one).casefold()))


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return None
