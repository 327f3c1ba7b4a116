"""Keeping recalls in texts right when questions get other ids or go away."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from typing import TypeVar

from msgspec import structs

from quizdesigner.quiz.document import Question, Quiz, ResultsPage, Section
from quizdesigner.quiz.edits.parts import changed_parts, each, unless_same
from quizdesigner.quiz.recall import forgotten

RecallingT = TypeVar("RecallingT", bound=Question | ResultsPage | Section)

TEXTS = ("title", "description", "heading", "text", "empty")
"""The fields of questions, results pages and sections in which answers can be recalled."""


def recalling(quiz: Quiz, new: Mapping[str, str]) -> Quiz:
    """The quiz whose texts recall the questions under their new ids (old id to new)."""
    return _in_quiz(quiz, lambda text: _renewed(text, new))


def forgetting(quiz: Quiz, gone: Container[str]) -> Quiz:
    """The quiz whose texts recall no answer to the questions `gone` (ids): their fallbacks stand there."""
    return _in_quiz(quiz, lambda text: forgotten(text, gone))


def recalled_in(part: RecallingT, new: Mapping[str, str]) -> RecallingT:
    """The part with the ids in its texts and their translations renewed; the same object when there are none."""
    return _in_texts(part, lambda text: _renewed(text, new))


def forgotten_in(part: RecallingT, gone: Container[str]) -> RecallingT:
    """The part with fallbacks for recalls of the questions `gone`; the same object when there are none."""
    return _in_texts(part, lambda text: forgotten(text, gone))


def _in_quiz(quiz: Quiz, change: Callable[[str], str]) -> Quiz:
    def page(one: ResultsPage) -> ResultsPage:
        sections = unless_same(one.sections, tuple(_in_texts(section, change) for section in one.sections))
        return changed_parts(_in_texts(one, change), sections=sections)

    return changed_parts(
        quiz,
        questions=each(quiz.questions, lambda question: _in_texts(question, change)),
        results=each(quiz.results, page),
    )


def _in_texts(part: RecallingT, change: Callable[[str], str]) -> RecallingT:
    texts = {name: change(getattr(part, name)) for name in TEXTS if hasattr(part, name)}
    translations = {
        language: {name: change(text) if name in TEXTS else text for name, text in own.items()}
        for language, own in part.translations.items()
    }
    if translations == part.translations and all(getattr(part, name) == text for name, text in texts.items()):
        return part
    return structs.replace(part, **texts, translations=translations)


def _renewed(text: str, new: Mapping[str, str]) -> str:
    return re.sub(r"\{([A-Za-z0-9_-]+)(?=[|}])", lambda match: f"{{{new.get(match[1], match[1])}", text)
