"""The places of the window, in the order of the side bar, with their keys."""

from __future__ import annotations

from msgspec import Struct


class Place(Struct, frozen=True):
    """Where one can be: `section` is the heading it stands under, empty for those at the bottom."""

    name: str
    title: str
    icon: str
    section: str = ""
    shortcut: str = ""


PLACES = (
    Place("builder", "Builder", "list-checks", "Design", "Ctrl+1"),
    Place("products", "Products", "package", "Design", "Ctrl+2"),
    Place("theme", "Theme", "palette", "Design", "Ctrl+3"),
    Place("customer_tags", "Customer Tags", "tags", "Audience", "Ctrl+4"),
    Place("segments", "Segments", "users", "Audience", "Ctrl+5"),
    Place("connect", "Connect", "plug", "Audience", "Ctrl+6"),
    Place("preview", "Preview", "smartphone", "Results", "Ctrl+7"),
    Place("history", "History", "history"),
    Place("settings", "Settings", "settings", shortcut="Ctrl+,"),
)
