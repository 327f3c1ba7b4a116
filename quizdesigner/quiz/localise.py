"""A quiz in another language: its texts replaced by their translations, what is missing left in the source language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec import structs

from quizdesigner.quiz.document import Choice, Question, Quiz, ResultsPage, Section
from quizdesigner.quiz.texts import FIELDS
from quizdesigner.quiz.words import WORD

PartT = TypeVar("PartT", bound=Choice | Question | Quiz | ResultsPage | Section)


def localised(quiz: Quiz, language: str) -> Quiz:
    """The quiz in `language`; the very quiz when that is its source language or none it is translated into."""
    if language == quiz.language or language not in quiz.languages:
        return quiz
    own = quiz.translations.get(language, {})
    words = {name.removeprefix(WORD): text for name, text in own.items() if name.startswith(WORD) and text}
    return structs.replace(
        _in(quiz, language),
        language=language,
        # The author's words are in the source language; the built-in ones of this language come before them.
        words=words,
        questions=tuple(
            structs.replace(
                _in(question, language), choices=tuple(_in(choice, language) for choice in question.choices)
            )
            for question in quiz.questions
        ),
        results=tuple(
            structs.replace(_in(page, language), sections=tuple(_in(section, language) for section in page.sections))
            for page in quiz.results
        ),
    )


def best(quiz: Quiz, wanted: Sequence[str]) -> str:
    """The language of the quiz that suits somebody best who reads `wanted`, most liked first; the source if none does.

    `pt-BR` suits who asks for `pt`, and the other way round.
    """
    known = {language.casefold(): language for language in (*quiz.languages, quiz.language)}
    for one in wanted:
        asked = one.casefold()
        if asked in known:
            return known[asked]
        plain = asked.partition("-")[0]
        for language, written in known.items():
            if language.partition("-")[0] == plain:
                return written
    return quiz.language


def _in(part: PartT, language: str) -> PartT:
    texts = part.translations.get(language)
    if not texts:
        return part
    own = {name: text for name, text in texts.items() if text and name in FIELDS[type(part)]}
    return structs.replace(part, **own)
