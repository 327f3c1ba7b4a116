"""Edits to the texts of a quiz and to the languages it speaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Protocol

from quizdesigner.errors import Refused
from quizdesigner.quiz import recall
from quizdesigner.quiz.document import Choice, Project, Question, Quiz, ResultsPage, Section
from quizdesigner.quiz.edits.parts import changed, changed_parts, each, found, in_quiz, put
from quizdesigner.quiz.phrases import counted
from quizdesigner.quiz.texts import FIELDS, Hit, Part, PartT, Spot, beside, find, hits, missing, part, pattern, pieces
from quizdesigner.quiz.words import WORD

_SAID = re.compile(r"[^{}\n]{0,200}")


class _Change(Protocol):
    def __call__(self, part: PartT, /) -> PartT: ...


def set_text(project: Project, quiz_id: str, spot: Spot, text: str, language: str = "") -> Project:
    """Say `text` at a place, in the source or in another language of the quiz.

    Nothing, in another language, takes the translation away; a word of the page without a text is the built-in one.
    """
    return set_texts(project, quiz_id, ((spot, text),), language)


def set_texts(project: Project, quiz_id: str, texts: Iterable[tuple[Spot, str]], language: str = "") -> Project:
    """Say several texts at once, in the source or in another language of the quiz."""

    def change(quiz: Quiz) -> Quiz:
        if language and language not in quiz.languages:
            raise KeyError(language)
        for spot, text in texts:
            quiz = _put(quiz, spot, _saying(part(quiz, spot), spot, text, language))
        return quiz

    return in_quiz(project, quiz_id, change)


def replace_texts(
    project: Project,
    quiz_id: str,
    needle: str,
    replacement: str,
    match_case: bool = False,
    whole_word: bool = False,
    spots: Iterable[Spot] | None = None,
) -> Project:
    """Put `replacement` for `needle` in the source texts at `spots`, or wherever it is found (see `replace_hits`)."""
    quiz = project.quiz(quiz_id)
    wanted = pattern(needle, match_case=match_case, whole_word=whole_word)
    within = find(quiz, needle, match_case=match_case, whole_word=whole_word) if spots is None else spots
    places = [hit for spot in within for hit in hits(spot, spot.text, wanted)]
    return replace_hits(project, quiz_id, places, replacement)


def replace_hits(
    project: Project, quiz_id: str, places: Iterable[Hit], replacement: str, language: str = ""
) -> Project:
    """Put `replacement` where something was found, in the source or in another language of the quiz.

    Recalls stay whole: only what they say without an answer is changed, where the replacement can stand there. In a
    text that may recall answers, a recall in the replacement may name its question. Refused when the replacement can
    stand nowhere, or a text is no longer the one it was found in.
    """
    quiz = project.quiz(quiz_id)
    recalling = recall.stored(quiz, replacement)
    now = {spot.key: text for spot, text in beside(quiz, language or quiz.language)}
    by_text: dict[str, list[Hit]] = {}
    for hit in places:
        by_text.setdefault(hit.spot.key, []).append(hit)
    texts: list[tuple[Spot, str]] = []
    differs = False
    for key, together in by_text.items():
        spot, text = together[0].spot, together[0].text
        if now.get(key) != text:
            raise Refused("A text has changed since it was found. Nothing was replaced; find it again.")
        wanted = recalling if spot.recalls else replacement
        differs |= any(text[hit.start : hit.end] != wanted for hit in together)
        new = _replaced(text, together, wanted)
        if new != text:
            texts.append((spot, new))
    if differs and not texts:
        raise Refused("What a recall says without an answer takes no braces, and 200 characters at most.")
    return set_texts(project, quiz_id, texts, language)


def add_language(project: Project, quiz_id: str, language: str) -> Project:
    """Have a quiz speak one more language; until its texts are there, shoppers are shown the source's."""

    def change(quiz: Quiz) -> Quiz:
        if language == quiz.language or language in quiz.languages:
            raise Refused("The quiz has this language already.")
        return changed(quiz, languages=(*quiz.languages, language))

    return in_quiz(project, quiz_id, change)


def remove_language(project: Project, quiz_id: str, language: str) -> Project:
    """Take a language and all texts in it away."""

    def drop(part: PartT) -> PartT:
        return changed(part, translations={one: said for one, said in part.translations.items() if one != language})

    def change(quiz: Quiz) -> Quiz:
        fewer = tuple(one for one in quiz.languages if one != language)
        return changed(_every(quiz, drop), languages=fewer)

    return in_quiz(project, quiz_id, change)


def set_source_language(project: Project, quiz_id: str, language: str) -> Project:
    """Say which language the texts are written in.

    When it is one of those the quiz is translated into, the two change places: its texts become the source, and what
    was the source becomes the translation. Refused while a text of it is missing.
    """

    def change(quiz: Quiz) -> Quiz:
        if language not in quiz.languages:
            return changed(quiz, language=language)
        if left := missing(quiz, language):
            texts = counted(len(left), "text is", "texts are")
            raise Refused(f"{texts} missing in this language. Translate all of them, then it can be the source.")
        old = quiz.language

        def swap(part: PartT) -> PartT:
            return _swapped(part, old, language)

        places = tuple(old if one == language else one for one in quiz.languages)
        return changed(_every(quiz, swap), language=language, languages=places)

    return in_quiz(project, quiz_id, change)


def _replaced(text: str, places: Iterable[Hit], replacement: str) -> str:
    """The text with `replacement` where something was found in it; what recalls say stays where it cannot be that."""
    cut = pieces(text)
    starts = [0, *accumulate(map(len, cut))]
    new = list(cut)
    # From the end, so that places before it stay true.
    for hit in sorted(places, key=lambda one: one.start, reverse=True):
        place = bisect_right(starts, hit.start) - 1
        at = hit.start - starts[place]
        new[place] = new[place][:at] + replacement + new[place][at + hit.end - hit.start :]
    # Of four pieces, the third is what a recall says.
    new[2::4] = [said if _SAID.fullmatch(said) else old for said, old in zip(new[2::4], cut[2::4], strict=True)]
    return "".join(new)


def _saying(part: Part, spot: Spot, text: str, language: str) -> Part:
    if not language:
        if spot.owner == "quiz" and not text.strip():
            raise Refused("The quiz needs a name; it keeps the one it had.")
        return _in_source(part, spot, text)
    # What stands in the field must fit the field, in any language.
    _in_source(part, spot, text)
    others = {name: said for name, said in part.translations.get(language, {}).items() if name != spot.stored}
    texts = {**others, spot.stored: text} if text else others
    rest = {one: said for one, said in part.translations.items() if one != language}
    return changed(part, translations={**rest, language: texts} if texts else rest)


def _in_source(part: Part, spot: Spot, text: str) -> Part:
    if spot.owner != "word":
        return changed(part, **{spot.field: text})
    assert isinstance(part, Quiz)
    others = {name: said for name, said in part.words.items() if name != spot.field}
    return changed(part, words={**others, spot.field: text} if text else others)


def _put(quiz: Quiz, spot: Spot, new: Part) -> Quiz:
    """The quiz with `new` in the place of the part that has this text."""
    match new:
        case Quiz():
            return new
        case Question():
            return changed_parts(quiz, questions=put(quiz.questions, new))
        case Choice():
            question = found(quiz.questions, spot.ids[0])
            question = changed_parts(question, choices=put(question.choices, new))
            return changed_parts(quiz, questions=put(quiz.questions, question))
        case ResultsPage():
            return changed_parts(quiz, results=put(quiz.results, new))
        case Section():
            page = found(quiz.results, spot.ids[0])
            page = changed_parts(page, sections=put(page.sections, new))
            return changed_parts(quiz, results=put(quiz.results, page))


def _every(quiz: Quiz, change: _Change) -> Quiz:
    """The quiz with every part that has texts as `change` gives it."""

    def question(one: Question) -> Question:
        return change(changed_parts(one, choices=each(one.choices, change)))

    def page(one: ResultsPage) -> ResultsPage:
        return change(changed_parts(one, sections=each(one.sections, change)))

    return change(changed_parts(quiz, questions=each(quiz.questions, question), results=each(quiz.results, page)))


def _swapped(part: PartT, old: str, new: str) -> PartT:
    """The part with its texts in `new` as its own, and its own as those in `old`."""
    rest = {one: texts for one, texts in part.translations.items() if one not in (old, new)}
    said = part.translations.get(new, {})
    fields: dict[str, object] = {name: said[name] for name in FIELDS[type(part)] if said.get(name)}
    before = {name: text for name in fields if (text := getattr(part, name))}
    if isinstance(part, Quiz):
        before |= {f"{WORD}{name}": text for name, text in part.words.items()}
        fields["words"] = {name.removeprefix(WORD): text for name, text in said.items() if name.startswith(WORD)}
    return changed(part, **fields, translations={**rest, old: before} if before else rest)
