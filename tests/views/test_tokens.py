"""Colours: all text can be read, in both themes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase, QImage

from quizdesigner.views import fonts, icons, tokens
from quizdesigner.views.tokens import DARK, LIGHT, SQUARES, Tokens


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs(t: Tokens) -> list[tuple[str, str, str]]:
    grounds = ("window", "surface", "sunken", "side", "hover", "selection")
    found = [(f"{ink} on {on}", t.colour(ink), t.colour(on)) for ink in ("text", "text2") for on in grounds]
    found += [(f"text3 on {on}", t.text3, t.colour(on)) for on in ("window", "surface", "sunken", "side")]
    found += [(f"{ink} on active", t.colour(ink), t.active) for ink in ("text", "text2")]
    found += [(f"accent text on {on}", t.accent_text, t.colour(on)) for on in ("window", "surface", "accent_soft")]
    for tone in ("ok", "warn", "bad"):
        found += [(f"{tone} on {on}", t.colour(tone), t.colour(on)) for on in (f"{tone}_ground", "surface", "window")]
    found += [(f"group {at}", group.text, group.ground) for at, group in enumerate(t.groups)]
    plain = t.chip(None)
    return [*found, ("primary button", t.on_accent, t.accent), ("plain chip", plain.text, plain.ground)]


@pytest.mark.parametrize("shown", [LIGHT, DARK], ids=["light", "dark"])
def test_all_text_has_contrast_aa(shown: Tokens) -> None:
    low = {name: round(contrast(ink, on), 2) for name, ink, on in pairs(shown) if contrast(ink, on) < 4.5}

    assert not low


@pytest.mark.parametrize("ground", SQUARES)
def test_white_letters_hold_on_every_square(ground: str) -> None:
    assert contrast("#FFFFFF", ground) >= 4.5


def test_an_icon_has_the_colour_of_the_theme_on_screen() -> None:
    def ink() -> str:
        picture: QImage = icons.icon("menu", "text").pixmap(16, 16).toImage()
        seen = [picture.pixelColor(x, y) for x in range(16) for y in range(16)]
        return max(seen, key=lambda one: one.alpha()).name().upper()

    light = ink()
    tokens.show(DARK)
    dark = ink()
    tokens.show(LIGHT)

    assert luminance(light) < 0.1 < 0.7 < luminance(dark)


def test_the_bundled_fonts_are_there() -> None:
    assert {fonts.FAMILY, fonts.MONO} <= set(QFontDatabase.families())
