"""The page's own words: every language says all of them, with the same places to fill in."""

from __future__ import annotations

import re

import pytest
from msgspec import structs

from quizdesigner.quiz.document import Quiz
from quizdesigner.quiz.localise import best, localised
from quizdesigner.quiz.words import BUILT_IN, WORDS, built_in, say, words


@pytest.mark.parametrize("language", BUILT_IN)
def test_a_language_says_everything(language: str) -> None:
    own = BUILT_IN[language]
    assert own.keys() == WORDS.keys()
    for name, text in own.items():
        assert _places(text) == _places(WORDS[name]), name
        assert text.strip() == text
        assert len(text) <= 1_000


def test_the_author_comes_first_then_the_language_then_english() -> None:
    quiz = Quiz("q", "Quiz", language="pt-BR", words={"continue": "Bora"})
    assert words(quiz)["continue"] == "Bora"
    assert words(quiz)["back"] == BUILT_IN["pt"]["back"]
    assert built_in("xx")["back"] == WORDS["back"]
    assert say(words(quiz), "at_most", n=3) == "Escolha no máximo 3."


def test_in_another_language_the_author_s_translation_comes_before_the_built_in_words() -> None:
    quiz = Quiz(
        "q",
        "Quiz",
        languages=("de", "fr"),
        words={"continue": "Onwards"},
        translations={"de": {"name": "Das Quiz", "word.continue": "Nur zu"}, "fr": {"name": ""}},
    )
    german, french = localised(quiz, "de"), localised(quiz, "fr")
    assert (german.name, words(german)["continue"], german.language) == ("Das Quiz", "Nur zu", "de")
    assert (french.name, words(french)["continue"]) == ("Quiz", BUILT_IN["fr"]["continue"])
    assert localised(quiz, "es") is quiz
    assert localised(quiz, "en") is quiz


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["de"], "de"),
        (["de-CH", "fr"], "de"),
        (["pt"], "pt-BR"),
        (["PT-br"], "pt-BR"),
        (["ja", "de"], "de"),
        (["ja"], "en"),
        ([], "en"),
        (["en", "de"], "en"),
    ],
)
def test_the_best_language_for_somebody(wanted: list[str], found: str) -> None:
    assert best(Quiz("q", "Quiz", languages=("de", "pt-BR")), wanted) == found


def test_what_is_not_translated_stays_the_same_object() -> None:
    quiz = Quiz("q", "Quiz", languages=("de",))
    assert structs.replace(localised(quiz, "de"), language="en") == quiz


def _places(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))
