"""Tool tips of words other people wrote: shown as they stand, never as markup."""

from __future__ import annotations

from html import escape


def plain_tip(text: str) -> str:
    """A tool tip that says exactly `text`. Qt guesses whether a tip is markup; so it gets markup, with all escaped."""
    return f"<p>{escape(text)}</p>" if text else ""
