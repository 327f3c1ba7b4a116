"""Every text of the shopper's page can be read, whatever colours an author picks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizdesigner.page.theme import SHAPE, TEXT, contrast, css, mix, palette, picture_share, report
from quizdesigner.quiz.document import Theme

greys = st.integers(0, 255).map(lambda part: f"#{part:02x}{part:02x}{part:02x}")
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}") | greys
chosen = st.just("") | colours
themes = st.builds(
    Theme,
    brand=colours,
    ground=colours,
    on_brand=chosen,
    ink=chosen,
    quiet=chosen,
    background=st.sampled_from(["", "https://halden.example/waves.jpg"]),
)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == 21
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48
    assert contrast("#A8472F", "#A8472F") == 1


@given(theme=themes, pixel=greys)
def test_contrast_holds_for_any_theme(theme: Theme, pixel: str) -> None:
    found = palette(theme)
    # What the page's ground is where this pixel of the picture lies under it.
    page = mix(found.ground, pixel, picture_share(theme))
    pairs = [
        *((text, under) for text in (found.ink, found.quiet) for under in (page, found.surface, found.soft)),
        *((found.brand_ink, under) for under in (page, found.surface, found.soft, found.tile)),
        *((found.alarm, under) for under in (page, found.surface)),
        (found.on_brand, found.brand),
    ]
    # Mixing rounds to whole parts of colours.
    assert [pair for pair in pairs if contrast(*pair) < TEXT - 0.05] == []
    shapes = [(shape, under) for shape in (found.brand, found.edge) for under in (page, found.surface)]
    assert [pair for pair in shapes if contrast(*pair) < SHAPE - 0.05] == []


@given(theme=themes)
def test_what_the_report_offers_works(theme: Theme) -> None:
    mended = replace(theme, **{pair.field: pair.nearest for pair in report(theme) if not pair.holds})
    assert all(pair.holds for pair in report(mended))
    found = palette(theme)
    assert {pair.field: pair.nearest for pair in report(theme)} == {
        "brand": found.brand,
        "on_brand": found.on_brand,
        "ink": found.ink,
        "quiet": found.quiet,
    }


def test_the_report_says_what_cannot_be_read() -> None:
    brand, on_brand, ink, quiet = report(Theme("#A8482F", "#FFFFFF", "#FBF8F4", "#2B241D", "#9A8F84"))
    assert (brand.name, brand.holds, on_brand.holds, ink.holds) == ("Brand on page", True, True, True)
    assert [round(one.ratio, 1) for one in (brand, on_brand, ink, quiet)] == [5.5, 5.8, 13.5, 2.8]
    assert (quiet.name, quiet.colour, quiet.holds) == ("Quiet text on page", "#9A8F84", False)
    assert contrast(quiet.nearest, "#FBF8F4") >= TEXT


def test_a_readable_colour_stays_as_it_is() -> None:
    found = palette(Theme("#a8472f", "#fffafa", ink="#112233", quiet="#445566"))
    assert (found.brand, found.on_brand, found.ink, found.quiet) == ("#A8472F", "#FFFAFA", "#112233", "#445566")


def test_the_theme_reaches_the_style_sheet() -> None:
    look = css(Theme("#123456", ground="#FFFFFF", corners=3, headings="sans"))
    assert "--brand:#123456;" in look
    assert "--corners:3px" in look
    assert "Georgia" not in look
    assert "Georgia" in css(Theme())
    assert "monospace" in css(Theme(body="mono"))


@pytest.mark.parametrize(("ground", "least"), [("#FBF8F3", 0.25), ("#101418", 0.1), ("#777777", 0)])
def test_a_background_picture_shows_as_far_as_texts_can_bear(ground: str, least: float) -> None:
    theme = Theme(ground=ground, background="https://halden.example/a\\")
    assert picture_share(theme) >= least
    assert bool(picture_share(theme)) is ("a%5C" in css(theme, theme.background))
    assert picture_share(replace(theme, background="")) == 0
