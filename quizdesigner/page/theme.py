"""The look of the shopper's page: a theme's colours, derived or mended so that every text can be read."""

from __future__ import annotations

from math import ceil

from msgspec import Struct
from msgspec.structs import asdict

from quizdesigner.quiz.document import Theme, Typeface

TEXT = 4.5
"""The contrast WCAG AA asks of text."""

SHAPE = 3.0
"""The contrast WCAG AA asks of what shows where a control is."""

_BLACK, _WHITE = "#000000", "#FFFFFF"
_INK_ON_LIGHT, _INK_ON_DARK, _ALARM = "#26201B", "#F6F3EE", "#B3312A"
_TYPEFACES: dict[Typeface, str] = {
    "sans": "system-ui,-apple-system,'Segoe UI',Roboto,sans-serif",
    "serif": "ui-serif,Georgia,'Times New Roman',serif",
    "rounded": "ui-rounded,'Hiragino Maru Gothic ProN',Quicksand,Nunito,'Arial Rounded MT Bold',Manjari,sans-serif",
    "mono": "ui-monospace,'SF Mono',Menlo,Consolas,'Liberation Mono',monospace",
}
_SHARES = (0.3, 0.25, 0.2, 0.15, 0.1, 0.05)
"""How much of a background picture may be seen, best first."""


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


class Pair(Struct, frozen=True):
    """A colour as the author chose it (or, where they did not, as it was derived) on what it stands on.

    `field` is the field of the theme it is set by, `ratio` the lowest contrast it has there. Where AA does not hold,
    the page uses `nearest`, the nearest colour with which it does.
    """

    name: str
    field: str
    colour: str
    ratio: float
    holds: bool
    nearest: str


def palette(theme: Theme) -> Palette:
    """Derive all colours that the author left open, and mend the others.

    Texts reach `TEXT` on the grounds they are used on, controls `SHAPE` on theirs. With a background picture these
    hold whatever it shows (see `picture_share`).
    """
    page = _grounds(theme)
    ground = page[0]
    light = _is_light(ground)
    # Cards lie further from the text's colour than the ground does, so what is readable on one is on the other.
    surface = mix(ground, _WHITE, 0.8) if light else mix(ground, _BLACK, 0.25)
    brand = readable(theme.brand.upper(), (*page, surface), SHAPE)
    soft = _tint(surface, brand, 0.08)
    tile = _tint(ground, brand, 0.1)
    under = (*page, surface, soft)
    ink = readable(theme.ink.upper() or (_INK_ON_LIGHT if light else _INK_ON_DARK), under, TEXT)
    on_brand = theme.on_brand.upper() or (_WHITE if contrast(_WHITE, brand) >= TEXT else _BLACK)
    return Palette(
        ground=ground,
        surface=surface,
        soft=soft,
        tile=tile,
        ink=ink,
        quiet=readable(theme.quiet.upper() or mix(ink, ground, 0.32), under, TEXT),
        line=mix(ground, ink, 0.14),
        edge=readable(mix(ground, ink, 0.45), (*page, surface), SHAPE),
        brand=brand,
        on_brand=readable(on_brand, (brand,), TEXT),
        brand_ink=readable(brand, (*under, tile), TEXT),
        alarm=readable(_ALARM, (*page, surface), TEXT),
    )


def report(theme: Theme) -> tuple[Pair, ...]:
    """How the four colours an author may choose can be read."""
    found = palette(theme)
    page = _grounds(theme)
    under = (*page, found.surface, found.soft)
    # What was left open is as it is used; what was chosen is judged as it was chosen.
    return (
        _pair("Brand on page", "brand", theme.brand, (*page, found.surface), SHAPE),
        _pair("Text on brand", "on_brand", theme.on_brand or found.on_brand, (found.brand,), TEXT),
        _pair("Text on page", "ink", theme.ink or found.ink, under, TEXT),
        _pair("Quiet text on page", "quiet", theme.quiet or found.quiet, under, TEXT),
    )


def picture_share(theme: Theme) -> float:
    """How much of a background picture may show through the page's ground (0 to 1), so that texts on it can be read
    whether it is black, white or anything between; 0 without a picture.
    """
    if not theme.background:
        return 0
    ground = theme.ground.upper()
    for share in _SHARES:
        ends = mix(ground, _BLACK, share), mix(ground, _WHITE, share)
        # A little more than is needed leaves colours their character.
        if max(min(contrast(text, end) for end in ends) for text in (_BLACK, _WHITE)) >= TEXT + 1:
            return share
    return 0


def css(theme: Theme, background: str = "") -> str:
    """The theme as custom properties for the page's style sheet; `background` is the picture's address, if any."""
    colours = "".join(f"--{name.replace('_', '-')}:{value};" for name, value in asdict(palette(theme)).items())
    heads = f"--head:{_TYPEFACES[theme.headings]};--weight:{500 if theme.headings == 'serif' else 650};"
    # What browsers draw themselves (the sign of a date field, lists, scroll bars) goes by this.
    scheme = "light" if _is_light(theme.ground.upper()) else "dark"
    root = f":root{{color-scheme:{scheme};{colours}{heads}--sans:{_TYPEFACES[theme.body]};--corners:{theme.corners}px}}"
    share = picture_share(theme)
    if not (background and share):
        return root
    wash = f"{theme.ground.upper()}{ceil((1 - share) * 255):02X}"
    # In a style sheet a backslash would begin an escape; addresses have no quotes and no "<".
    address = background.replace("\\", "%5C")
    return (
        f"{root}body::before{{content:'';position:fixed;z-index:-1;inset:0;"
        f'background:linear-gradient({wash},{wash}),url("{address}") 50%/cover}}'
    )


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
    for step in range(40):
        candidate = mix(colour, end, step / 40)
        if all(contrast(candidate, ground) >= ratio for ground in grounds):
            return candidate
    return end


def _pair(name: str, field: str, colour: str, grounds: tuple[str, ...], ratio: float) -> Pair:
    found = min(contrast(colour, ground) for ground in grounds)
    return Pair(name, field, colour.upper(), found, found >= ratio, readable(colour.upper(), grounds, ratio))


def _grounds(theme: Theme) -> tuple[str, ...]:
    """The page itself: its ground, and with a background picture the darkest and the lightest it becomes."""
    ground, share = theme.ground.upper(), picture_share(theme)
    return (ground, mix(ground, _BLACK, share), mix(ground, _WHITE, share)) if share else (ground,)


def _tint(ground: str, colour: str, share: float) -> str:
    """`ground` with a breath of `colour`, so little that what is readable on the ground is readable on this."""
    end = max((_BLACK, _WHITE), key=lambda one: contrast(one, ground))
    tints = (mix(ground, colour, share * step / 10) for step in range(10, 0, -1))
    return next((tint for tint in tints if contrast(tint, end) >= TEXT), ground)


def _is_light(ground: str) -> bool:
    return contrast(_BLACK, ground) >= contrast(_WHITE, ground)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
