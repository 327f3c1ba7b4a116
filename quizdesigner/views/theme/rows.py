"""The table of texts as values: one row for each, with its source and its translation as people read them."""

from __future__ import annotations

from msgspec import Struct

from quizdesigner.quiz import recall
from quizdesigner.quiz.document import Quiz
from quizdesigner.quiz.texts import Spot, beside


class Row(Struct, frozen=True):
    """A text beside its translation, which is empty where it is missing; recalls have the names people read."""

    spot: Spot
    source: str
    text: str


def rows(quiz: Quiz, language: str) -> tuple[Row, ...]:
    """All texts of the quiz in `language`, in the order shoppers meet them."""
    names = recall.names(quiz)
    return tuple(
        Row(spot, _shown(spot, spot.text, names), _shown(spot, text, names)) for spot, text in beside(quiz, language)
    )


def stored(quiz: Quiz, spot: Spot, text: str) -> str:
    """What was typed for a place, as the document holds it."""
    return recall.stored(quiz, text) if spot.recalls and "{" in text else text


def _shown(spot: Spot, text: str, names: dict[str, str]) -> str:
    if not spot.recalls or "{" not in text:
        return text
    return "".join(one if isinstance(one, str) else _token(one, names) for one in recall.parts(text))


def _token(one: recall.Recall, names: dict[str, str]) -> str:
    name = names.get(one.question, one.question)
    return f"{{{name}|{one.fallback}}}" if one.fallback else f"{{{name}}}"
