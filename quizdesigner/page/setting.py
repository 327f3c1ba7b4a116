"""What all parts of a page are rendered with: its words, its language, where its media lie, and texts with recalls."""

from __future__ import annotations

from html import escape

from msgspec import Struct

from quizdesigner.quiz import recall
from quizdesigner.quiz.document import Media, Quiz
from quizdesigner.quiz.wire import MEDIA
from quizdesigner.quiz.words import Words, say, words


class Setting(Struct, frozen=True):
    """The words of the page in `language`, and the address media files lie under, with its closing slash."""

    words: Words
    language: str
    media: str

    def say(self, name: str, **values: object) -> str:
        """The page's words of this name, as HTML."""
        return escape(say(self.words, name, **values))

    def address(self, media: Media) -> str:
        """Where a picture or video lies; empty where there is none, and for what leads into a script or a file."""
        if media.startswith(MEDIA):
            return self.media + media.removeprefix(MEDIA)
        return media if is_web(media) else ""


def setting(quiz: Quiz, media: str) -> Setting:
    """The setting of a quiz, already in the language it is to be read in."""
    return Setting(words(quiz), quiz.language, media)


def is_web(address: str) -> bool:
    """Whether this leads to the web and not into a script or a file."""
    return address.lower().startswith(("https://", "http://"))


def rich(text: str) -> str:
    """A text as HTML; where it recalls an answer stands what to say without one, for the script to fill in."""
    return "".join(
        escape(part) if isinstance(part, str) else f'<span data-recall="{part.question}">{escape(part.fallback)}</span>'
        for part in recall.parts(text)
    )


def plain(text: str) -> str:
    """A text as HTML that may stand in an attribute, with what to say without answers."""
    return escape(recall.unanswered(text))
