"""Keeping recalls in texts pointing at the right question when questions get other ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from msgspec import structs

from quizdesigner.quiz.document import Question, Quiz, ResultsPage, Section
from quizdesigner.quiz.edits.parts import changed_parts, each, unless_same

RecallingT = TypeVar("RecallingT", bound=Question | ResultsPage | Section)

TEXTS = ("title", "description", "heading", "text", "empty")
"""The fields of questions, results pages and sections in which answers can be recalled."""


def recalling(quiz: Quiz, new: Mapping[str, str]) -> Quiz:
    """The quiz whose texts recall the questions under their new ids (old id to new)."""

    def page(one: ResultsPage) -> ResultsPage:
        sections = unless_same(one.sections, tuple(recalled_in(section, new) for section in one.sections))
        return changed_parts(recalled_in(one, new), sections=sections)

    return changed_parts(
        quiz,
        questions=each(quiz.questions, lambda question: recalled_in(question, new)),
        results=each(quiz.results, page),
    )


def recalled_in(part: RecallingT, new: Mapping[str, str]) -> RecallingT:
    """The part with the ids in its texts and their translations renewed; the same object when there are none."""
    texts = {name: _renewed(getattr(part, name), new) for name in TEXTS if hasattr(part, name)}
    translations = {
        language: {name: _renewed(text, new) if name in TEXTS else text for name, text in own.items()}
        for language, own in part.translations.items()
    }
    if translations == part.translations and all(getattr(part, name) == text for name, text in texts.items()):
        return part
    return structs.replace(part, **texts, translations=translations)


def _renewed(text: str, new: Mapping[str, str]) -> str:
    return re.sub(r"\{([A-Za-z0-9_-]+)(?=[|}])", lambda match: f"{{{new.get(match[1], match[1])}", text)
