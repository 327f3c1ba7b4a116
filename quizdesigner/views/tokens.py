"""The colours of the window, light and dark, by what they are for."""

from __future__ import annotations

from msgspec import Struct


class Triple(Struct, frozen=True):
    """A chip's colours: ground, text on it, dot before the text."""

    ground: str
    text: str
    dot: str


class Tokens(Struct, frozen=True):
    """Every colour the window uses, as `#RRGGBB`. `groups` are given to tag groups in turn."""

    dark: bool
    window: str
    surface: str
    sunken: str
    side: str
    hover: str
    active: str
    line: str
    line_strong: str
    edge: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    accent_text: str
    accent_soft: str
    accent_line: str
    selection: str
    ok: str
    ok_ground: str
    warn: str
    warn_ground: str
    bad: str
    bad_ground: str
    groups: tuple[Triple, ...]

    def chip(self, colour: int | None) -> Triple:
        """The colours of a tag in the group with this palette place; quiet grey for a plain tag (None)."""
        if colour is None:
            return Triple(self.active, self.text2, self.edge)
        return self.groups[colour % len(self.groups)]

    def colour(self, name: str) -> str:
        """A colour by its name here (`text2`), or the colour itself when `name` is one (`#3B4CCA`)."""
        return name if name.startswith("#") else str(getattr(self, name))


LIGHT = Tokens(
    dark=False,
    window="#F8F7F4",
    surface="#FFFFFF",
    sunken="#FBFAF8",
    side="#F2F0EB",
    hover="#F3F1ED",
    active="#E9E6DF",
    line="#E6E3DC",
    line_strong="#D3CEC5",
    edge="#8B857B",
    text="#1D1B18",
    text2="#57534C",
    text3="#6F6A61",
    accent="#3B4CCA",
    on_accent="#FFFFFF",
    accent_text="#3343B8",
    accent_soft="#ECEEFC",
    accent_line="#C3CAF5",
    selection="#E4E8FB",
    ok="#17734A",
    ok_ground="#E3F3EA",
    warn="#8A5600",
    warn_ground="#FCF0D9",
    bad="#B3312A",
    bad_ground="#FCEAE7",
    groups=(
        Triple("#F0EBFD", "#5A34B0", "#7C54E0"),
        Triple("#DFF4F0", "#0A6057", "#12948A"),
        Triple("#FDE8EF", "#A32352", "#DB4A7E"),
        Triple("#FBEFD6", "#7A4E00", "#C98A10"),
        Triple("#E4F0FC", "#1B5599", "#3B82DB"),
        Triple("#E6F3E0", "#35641E", "#5FA03A"),
        Triple("#FDEBE0", "#963D11", "#E0702F"),
        Triple("#ECEFF3", "#454F5D", "#76859A"),
    ),
)

DARK = Tokens(
    dark=True,
    window="#1C1B1A",
    surface="#232120",
    sunken="#1F1E1C",
    side="#181716",
    hover="#2B2927",
    active="#353230",
    line="#34312E",
    line_strong="#47433E",
    edge="#857E74",
    text="#F3F1ED",
    text2="#BDB7AD",
    text3="#9C958A",
    accent="#5566E6",
    on_accent="#FFFFFF",
    accent_text="#A3AFFF",
    accent_soft="#2A2D4C",
    accent_line="#434A85",
    selection="#2B2F52",
    ok="#63C795",
    ok_ground="#1C3328",
    warn="#E3B25A",
    warn_ground="#382D18",
    bad="#F08C82",
    bad_ground="#3E2422",
    groups=(
        Triple("#332A50", "#CDBCFF", "#9C7DF0"),
        Triple("#143A37", "#86DDD2", "#2FB3A7"),
        Triple("#47202F", "#FFB2CB", "#EC6E99"),
        Triple("#3E3013", "#F1CB7C", "#DDA433"),
        Triple("#1D3350", "#A6CEFB", "#5C9DEB"),
        Triple("#243819", "#B1DC97", "#7CBC57"),
        Triple("#45281A", "#FBBE9B", "#EE8A4F"),
        Triple("#2E3238", "#C2CAD6", "#8D9BAF"),
    ),
)

SQUARES = ("#A8472F", "#2B3A7C", "#5D3A26", "#3C6B42", "#6B3F7A", "#1F6F78", "#8A5A00", "#454F5D")
"""Grounds for the square with a client's first letter; white text holds on each."""

_shown = LIGHT


def current() -> Tokens:
    """The colours on screen now. Ask while painting, never keep them: the theme can change at any time."""
    return _shown


def show(tokens: Tokens) -> None:
    """Make these the colours of what is painted next. `style.apply` calls this; nobody else needs to."""
    global _shown  # noqa: PLW0603 - painting has no caller who could pass the colours in
    _shown = tokens


def square_of(name: str) -> str:
    """The ground of a client's square: always the same for the same name."""
    return SQUARES[sum(map(ord, name)) % len(SQUARES)]
