"""Every text of the shopper's page can be read, whatever colours an author picks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.page.theme import SHAPE, TEXT, contrast, css, palette
from quizdesigner.quiz.document import Theme

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
greys = st.integers(0, 255).map(lambda part: f"#{part:02x}{part:02x}{part:02x}")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == 21
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48
    assert contrast("#A8472F", "#A8472F") == 1


@given(brand=colours | greys, ground=colours | greys)
def test_contrast_holds_for_any_theme(brand: str, ground: str) -> None:
    found = palette(Theme(brand, ground))
    pairs = [
        *((text, under) for text in (found.ink, found.quiet) for under in (found.ground, found.surface, found.soft)),
        *((found.brand_ink, under) for under in (found.ground, found.surface, found.soft, found.tile)),
        *((found.alarm, under) for under in (found.ground, found.surface)),
        (found.on_brand, found.brand),
    ]
    assert [pair for pair in pairs if contrast(*pair) < TEXT] == []
    shapes = [(shape, under) for shape in (found.brand, found.edge) for under in (found.ground, found.surface)]
    assert [pair for pair in shapes if contrast(*pair) < SHAPE] == []


def test_a_readable_brand_colour_stays_as_it_is() -> None:
    found = palette(Theme("#a8472f"))
    assert (found.brand, found.on_brand) == ("#A8472F", "#FFFFFF")


def test_the_theme_reaches_the_style_sheet() -> None:
    look = css(Theme("#123456", "#FFFFFF", corners=3, serif=False))
    assert "--brand:#123456;" in look
    assert "--corners:3px" in look
    assert "Georgia" not in look
    assert "Georgia" in css(Theme())
