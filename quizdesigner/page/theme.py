"""The colours of the shopper's page, derived from a theme so that every text can be read on what it stands on."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import asdict

from quizdesigner.quiz.document import Theme

TEXT = 4.5
"""The contrast WCAG AA asks of text."""

SHAPE = 3.0
"""The contrast WCAG AA asks of what shows where a control is."""

_BLACK, _WHITE = "#000000", "#FFFFFF"
_INK_ON_LIGHT, _INK_ON_DARK, _ALARM = "#26201B", "#F6F3EE", "#B3312A"
_SANS = "system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"
_SERIF = "ui-serif,Georgia,'Times New Roman',serif"


class Palette(Struct, frozen=True):
    """The page's colours as `#RRGGBB`.

    `surface` is for cards, `soft` for picked ones, `tile` lies behind pictures, `line` is only for the eye.
    """

    ground: str
    surface: str
    soft: str
    tile: str
    ink: str
    quiet: str
    line: str
    edge: str
    brand: str
    on_brand: str
    brand_ink: str
    alarm: str


def palette(theme: Theme) -> Palette:
    """Derive all colours. Texts reach `TEXT` on the grounds they are used on, controls `SHAPE` on theirs."""
    ground = theme.ground.upper()
    light = contrast(_BLACK, ground) >= contrast(_WHITE, ground)
    # Cards lie further from the text's colour than the ground does, so what is readable on one is on the other.
    surface = mix(ground, _WHITE, 0.8) if light else mix(ground, _BLACK, 0.25)
    soft = _tint(surface, theme.brand, 0.08)
    tile = _tint(ground, theme.brand, 0.1)
    ink = readable(_INK_ON_LIGHT if light else _INK_ON_DARK, (ground, surface, soft), TEXT)
    brand = readable(theme.brand.upper(), (ground, surface), SHAPE)
    return Palette(
        ground=ground,
        surface=surface,
        soft=soft,
        tile=tile,
        ink=ink,
        quiet=readable(mix(ink, ground, 0.32), (ground, surface, soft), TEXT),
        line=mix(ground, ink, 0.14),
        edge=readable(mix(ground, ink, 0.45), (ground, surface), SHAPE),
        brand=brand,
        on_brand=_WHITE if contrast(_WHITE, brand) >= TEXT else _BLACK,
        brand_ink=readable(brand, (ground, surface, soft, tile), TEXT),
        alarm=readable(_ALARM, (ground, surface), TEXT),
    )


def css(theme: Theme) -> str:
    """The theme as custom properties for the page's style sheet."""
    colours = "".join(f"--{name.replace('_', '-')}:{value};" for name, value in asdict(palette(theme)).items())
    head = f"--head:{_SERIF if theme.serif else _SANS};--weight:{500 if theme.serif else 650};"
    return f":root{{{colours}{head}--sans:{_SANS};--corners:{theme.corners}px}}"


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """`one` with `share` (0 to 1) of it replaced by `other`."""
    parts = (round(a + (b - a) * share) for a, b in zip(_channels(one), _channels(other), strict=True))
    return "#" + "".join(f"{part:02X}" for part in parts)


def readable(colour: str, grounds: tuple[str, ...], ratio: float) -> str:
    """`colour`, darkened or lightened as little as it takes to reach `ratio` on every ground."""
    end = max((_BLACK, _WHITE), key=lambda one: min(contrast(one, ground) for ground in grounds))
    for step in range(20):
        candidate = mix(colour, end, step / 20)
        if all(contrast(candidate, ground) >= ratio for ground in grounds):
            return candidate
    return end


def _tint(ground: str, colour: str, share: float) -> str:
    """`ground` with a breath of `colour`, so little that what is readable on the ground is readable on this."""
    end = max((_BLACK, _WHITE), key=lambda one: contrast(one, ground))
    tints = (mix(ground, colour, share * step / 10) for step in range(10, 0, -1))
    return next((tint for tint in tints if contrast(tint, end) >= TEXT), ground)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
