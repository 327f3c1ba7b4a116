"""Words other people wrote, where Qt would read signs in them: shown as they stand."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """A tool tip that says exactly `text`. Qt guesses whether a tip is markup; so it gets markup, with all escaped."""
    return f"<p>{escape(text)}</p>" if text else ""


def plain_entry(text: str) -> str:
    """A menu's entry that says exactly `text`, on one line. Qt takes `&` for a key and a tab for a column."""
    return " ".join(text.split()).replace("&", "&&")
