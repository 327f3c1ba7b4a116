"""Code for a shop's page: a link to a live quiz, the quiz in a frame, a button that opens it over the page."""

from __future__ import annotations

from html import escape

_SCREEN = "width:min(600px,100%);height:min(780px,100%);padding:0;border:0;border-radius:12px;overflow:hidden"
_BAR = "margin:0;height:44px;text-align:right"
_CROSS = "width:44px;height:44px;border:0;background:none;font-size:18px;cursor:pointer"


def link_code(address: str, name: str) -> str:
    """A link to the quiz."""
    return f'<a href="{escape(address)}">{escape(name)}</a>'


def frame_code(address: str, name: str, height: str = "720px") -> str:
    """The quiz itself, as wide as what it stands in."""
    style = f"width:100%;height:{height};border:0"
    return f'<iframe src="{escape(address)}" title="{escape(name)}" style="{style}" loading="lazy"></iframe>'


def popup_code(address: str, name: str) -> str:
    """A button that opens the quiz over the page; Esc or the cross closes it. Nothing is loaded before."""
    return (
        f'<button type="button" onclick="this.nextElementSibling.showModal()">{escape(name)}</button>'
        f'<dialog aria-label="{escape(name)}" style="{_SCREEN}">'
        f'<form method="dialog" style="{_BAR}"><button aria-label="Close" style="{_CROSS}">&#10005;</button></form>'
        f"{frame_code(address, name, 'calc(100% - 44px)')}</dialog>"
    )
