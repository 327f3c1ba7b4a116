"""A picture on the shopper's page, or the calm tile that stands for one."""

from __future__ import annotations

from html import escape


def picture(address: str, title: str) -> str:
    """The picture at a web address; where there is none, a tinted tile with the title's first letter.

    The text beside it says what it shows, so screen readers are not told twice.
    """
    if is_web(address):
        return f'<span class="pic"><img src="{escape(address)}" alt="" loading="lazy"></span>'
    return f'<span class="pic" aria-hidden="true">{escape(title.strip()[:1].upper())}</span>'


def is_web(address: str) -> bool:
    """Whether this leads to the web and not into a script or a file."""
    return address.lower().startswith(("https://", "http://"))
