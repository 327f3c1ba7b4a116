"""Pictures and videos on the shopper's page, and the calm tile that stands for a picture."""

from __future__ import annotations

import re
from html import escape

from quizdesigner.page.setting import Setting
from quizdesigner.quiz.document import Media

_YOUTUBE = re.compile(
    r"https?://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/)|youtu\.be/)"
    r"([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])",
    re.IGNORECASE,
)
_VIMEO = re.compile(
    r"https?://(?:www\.)?(?:player\.)?vimeo\.com/(?:video/)?([0-9]{1,12})(?:(?:/|\?h=)([0-9a-f]{6,20}))?(?![0-9a-z])",
    re.IGNORECASE,
)

YOUTUBE, VIMEO = "https://www.youtube-nocookie.com", "https://player.vimeo.com"
"""Where the players are that set no cookies before they are started."""


def picture(address: str, title: str) -> str:
    """The picture at an address; where there is none, a tinted tile with the title's first letter.

    The text beside it says what it shows, so screen readers are not told twice.
    """
    if address:
        return f'<span class="pic"><img src="{escape(address)}" alt="" loading="lazy"></span>'
    return f'<span class="pic" aria-hidden="true">{escape(title.strip()[:1].upper())}</span>'


def figure(setting: Setting, shown: Media, video: Media, title: str) -> str:
    """What stands over a question: its video, else its picture, else nothing. `title` is HTML for an attribute."""
    player = embedded(video)
    name = title or setting.say("video")
    if player:
        return (
            f'<iframe class="shot" src="{escape(player)}" title="{name}" loading="lazy" '
            'allow="fullscreen; picture-in-picture; encrypted-media" referrerpolicy="strict-origin"></iframe>'
        )
    if address := setting.address(video):
        return (
            f'<video class="shot" src="{escape(address)}" aria-label="{name}" controls playsinline preload="metadata">'
            "</video>"
        )
    if address := setting.address(shown):
        return f'<img class="shot" src="{escape(address)}" alt="" loading="lazy">'
    return ""


def embedded(video: Media) -> str:
    """The address of the player for a video on YouTube or Vimeo; empty for any other."""
    if found := _YOUTUBE.match(video):
        return f"{YOUTUBE}/embed/{found[1]}?rel=0"
    if found := _VIMEO.match(video):
        return f"{VIMEO}/video/{found[1]}?dnt=1" + (f"&h={found[2]}" if found[2] else "")
    return ""
