"""What the shopper's page says on its own, in the languages this program knows, as authors may have changed it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping

from quizdesigner.quiz.document import Quiz
from quizdesigner.quiz.words import arabic, dutch, french, german, italian, portuguese, spanish
from quizdesigner.quiz.words.english import WORDS

__all__ = ["BUILT_IN", "WORD", "WORDS", "Words", "built_in", "say", "words"]

Words = Mapping[str, str]
"""The words by their names in `WORDS`."""

WORD = "word."
"""What the names of the page's own words begin with among a quiz's translations."""

BUILT_IN: dict[str, dict[str, str]] = {
    "ar": arabic.WORDS,
    "de": german.WORDS,
    "en": WORDS,
    "es": spanish.WORDS,
    "fr": french.WORDS,
    "it": italian.WORDS,
    "nl": dutch.WORDS,
    "pt": portuguese.WORDS,
}
"""By language."""


def words(quiz: Quiz) -> Words:
    """The words of a quiz in its language: the author's, else the built-in ones, else English."""
    return ChainMap(quiz.words, *built_in(quiz.language).maps)


def built_in(language: str) -> ChainMap[str, str]:
    """The words nobody changed: for `pt-BR` those, else those for `pt`, else English."""
    known = (BUILT_IN.get(one) for one in (language, language.partition("-")[0]))
    return ChainMap(*(one for one in known if one is not None), WORDS)


def say(words: Words, name: str, **values: object) -> str:
    """The words of this name with the values put in; braces that name no value stay as they are."""
    text = words[name]
    for value_name, value in values.items():
        text = text.replace(f"{{{value_name}}}", str(value))
    return text
