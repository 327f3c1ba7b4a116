"""Every text of a quiz, found, translated, replaced, and turned round; as an author and a shopper would see it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizdesigner.errors import Refused
from quizdesigner.quiz import edits, recall, texts
from quizdesigner.quiz.document import (
    Choice,
    Discount,
    Kind,
    Note,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Slot,
)
from quizdesigner.quiz.localise import localised
from quizdesigner.quiz.texts import Hit, Spot
from quizdesigner.quiz.words import WORDS, words

QUIZ = Quiz(
    "z",
    "Skin finder",
    (
        Question("name", Kind.NAME, "Your name", placeholder="Anna"),
        Question(
            "feel",
            Kind.SINGLE,
            "{name|You}, how is your skin?",
            description="By midday.",
            choices=(Choice("a", "Tight"), Choice("b", "Shiny")),
            unit="left from another kind",
        ),
        Question("age", Kind.NUMBER, "Your age", unit="years"),
        Question("thanks", Kind.STATEMENT, "Nearly there"),
    ),
    (
        ResultsPage(
            "end",
            "Your skin routine",
            sections=(
                Slot("s", "Best for you", empty="Nothing fits"),
                Note("n", text="Skin is skin."),
                Discount("d", text="Ten off", code="SKIN"),
            ),
        ),
    ),
    languages=("xx", "de"),
)
PROJECT = Project("p", "Client", (QUIZ,))


def spot(key: str, quiz: Quiz = QUIZ) -> Spot:
    return next(one for one in texts.spots(quiz) if one.key == key)


def said(project: Project, language: str) -> dict[str, str]:
    """What shoppers read at each place, in one language."""
    return {one.key: one.text for one in texts.spots(localised(project.quizzes[0], language))}


def test_texts_are_found_in_the_order_shoppers_meet_them() -> None:
    found = [(one.label, one.text) for one in texts.spots(QUIZ) if one.owner != "word"]
    assert found == [
        ("Quiz name", "Skin finder"),
        ("1 title", "Your name"),
        ("1 example", "Anna"),
        ("2 title", "{name|You}, how is your skin?"),
        ("2 text", "By midday."),
        ("2 choice", "Tight"),
        ("2 choice", "Shiny"),
        ("3 title", "Your age"),
        ("3 unit", "years"),
        ("Statement title", "Nearly there"),
        ("Results", "Your skin routine"),
        ("Results heading", "Best for you"),
        ("Results when empty", "Nothing fits"),
        ("Results text", "Skin is skin."),
        ("Results text", "Ten off"),
    ]
    assert [one.field for one in texts.spots(QUIZ) if one.owner == "word"] == list(WORDS)
    assert len({one.key for one in texts.spots(QUIZ)}) == len(list(texts.spots(QUIZ)))


def test_a_translation_is_what_the_shopper_reads_and_the_rest_is_missing() -> None:
    project = edits.set_text(PROJECT, "z", spot("choice/feel/a/title"), "Spannt", "de")
    quiz = project.quizzes[0]
    assert said(project, "de")["choice/feel/a/title"] == "Spannt"
    assert said(project, "de")["choice/feel/b/title"] == "Shiny"
    assert texts.text_in(quiz, spot("choice/feel/a/title"), "de") == "Spannt"
    assert texts.text_in(quiz, spot("choice/feel/a/title"), "en") == "Tight"
    assert spot("choice/feel/a/title") not in texts.missing(quiz, "de")
    assert spot("choice/feel/b/title") in texts.missing(quiz, "de")

    assert edits.set_text(project, "z", spot("choice/feel/a/title"), "", "de") == PROJECT


def test_every_place_takes_a_source_text_and_a_translation() -> None:
    for language in ("", "de"):
        project = PROJECT
        for one in texts.spots(QUIZ):
            project = edits.set_text(project, "z", one, f"new {one.key}"[:40], language)
        wanted = {one.key: f"new {one.key}"[:40] for one in texts.spots(QUIZ)}
        assert said(project, language) == wanted
        quiz = project.quizzes[0]
        assert texts.missing(quiz, language or "en") == ()


def test_the_same_text_again_is_no_change() -> None:
    assert edits.set_text(PROJECT, "z", spot("quiz/name"), "Skin finder") is PROJECT
    project = edits.set_text(PROJECT, "z", spot("quiz/name"), "Hautfinder", "de")
    assert edits.set_text(project, "z", spot("quiz/name"), "Hautfinder", "de") is project


def test_a_translation_keeps_to_the_room_its_text_has() -> None:
    with pytest.raises(Refused, match="1,000 characters"):
        edits.set_text(PROJECT, "z", spot("choice/feel/a/title"), "x" * 1_001, "de")
    assert edits.set_text(PROJECT, "z", spot("question/feel/description"), "x" * 1_001, "de") is not PROJECT


def test_a_word_of_the_page_is_the_authors_or_the_built_in_one() -> None:
    project = edits.set_text(PROJECT, "z", spot("word/continue"), "Onward")
    assert words(project.quizzes[0])["continue"] == "Onward"
    assert words(localised(project.quizzes[0], "de"))["continue"] != "Onward"
    assert edits.set_text(project, "z", spot("word/continue"), "") == PROJECT


def test_words_this_program_knows_are_not_missing() -> None:
    assert [one for one in texts.missing(QUIZ, "de") if one.owner == "word"] == []
    assert len([one for one in texts.missing(QUIZ, "xx") if one.owner == "word"]) == len(WORDS)


def test_languages_come_and_go() -> None:
    project = edits.add_language(PROJECT, "z", "pt-BR")
    assert project.quizzes[0].languages == ("xx", "de", "pt-BR")
    with pytest.raises(Refused, match="already"):
        edits.add_language(project, "z", "de")
    with pytest.raises(Refused, match="already"):
        edits.add_language(project, "z", "en")

    for one in texts.spots(QUIZ):
        project = edits.set_text(project, "z", one, "x", "pt-BR")
    assert edits.remove_language(project, "z", "pt-BR") == PROJECT


def test_the_source_changes_places_with_a_complete_translation() -> None:
    with pytest.raises(Refused, match="missing in this language"):
        edits.set_source_language(PROJECT, "z", "de")
    project = edits.set_text(PROJECT, "z", spot("word/continue"), "Onward")
    for one in texts.missing(project.quizzes[0], "de"):
        project = edits.set_text(project, "z", one, f"DE {one.text}", "de")
    before = {language: said(project, language) for language in ("en", "de")}

    turned = edits.set_source_language(project, "z", "de")
    quiz = turned.quizzes[0]
    assert (quiz.language, quiz.languages) == ("de", ("xx", "en"))
    assert quiz.questions[1].choices[0].title == "DE Tight"
    assert {language: said(turned, language) for language in ("en", "de")} == before
    back = edits.set_source_language(turned, "z", "en")
    assert {language: said(back, language) for language in ("en", "de")} == before


def test_another_source_language_says_what_the_texts_are_in() -> None:
    quiz = edits.set_source_language(PROJECT, "z", "fr").quizzes[0]
    assert (quiz.language, quiz.questions) == ("fr", QUIZ.questions)


def test_find_knows_case_and_whole_words_and_leaves_recalls_alone() -> None:
    def labels(needle: str, **how: bool) -> list[str]:
        return [one.label for one in texts.find(QUIZ, needle, **how)]

    assert labels("skin") == ["Quiz name", "2 title", "Results", "Results text"]
    assert labels("skin", match_case=True) == ["2 title", "Results", "Results text"]
    assert labels("You", match_case=True, whole_word=True) == ["2 title"]
    assert labels("ski", whole_word=True) == []
    assert labels("{name") == labels("name|") == []
    assert labels("") == []


def test_replace_is_one_step_and_keeps_recalls() -> None:
    project = edits.replace_texts(PROJECT, "z", "you", "she")
    assert said(project, "en")["question/feel/title"] == "{name|she}, how is sher skin?"
    project = edits.replace_texts(PROJECT, "z", "your", "her", False, True)
    assert said(project, "en")["results/end/title"] == "her skin routine"
    one = [spot("results/end/title")]
    project = edits.replace_texts(PROJECT, "z", "skin", r"\1 hair", spots=one)
    assert said(project, "en")["results/end/title"] == r"Your \1 hair routine"
    assert said(project, "en")["quiz/name"] == "Skin finder"


@given(needle=st.text(min_size=1, max_size=3), replacement=st.text(max_size=5))
def test_replacing_back_and_forth_keeps_everything_else(needle: str, replacement: str) -> None:
    project = edits.replace_texts(PROJECT, "z", needle, replacement, match_case=True)
    after = project.quizzes[0]
    assert [one.id for one in after.questions] == [one.id for one in QUIZ.questions]
    touched = {one.key for one in texts.find(QUIZ, needle, match_case=True)}
    before = said(PROJECT, "en")
    assert all(text == before[key] for key, text in said(project, "en").items() if key not in touched)
    assert recall.recalled(after.questions[1].title) == {"name"}


def hits(needle: str, language: str = "en", project: Project = PROJECT) -> list[Hit]:
    """All that is found, in one language."""
    wanted = texts.pattern(needle)
    quiz = project.quizzes[0]
    return [hit for one, text in texts.beside(quiz, language) for hit in texts.hits(one, text, wanted)]


def test_one_place_of_several_is_replaced() -> None:
    first, second = (hit for hit in hits("skin") if hit.spot.key == "section/end/n/text")
    assert (second.text[: second.start], second.text[second.start : second.end]) == ("Skin is ", "skin")
    project = edits.replace_hits(PROJECT, "z", [second], "hair")
    assert said(project, "en")["section/end/n/text"] == "Skin is hair."
    project = edits.replace_hits(PROJECT, "z", [first, second], "hair and beard")
    assert said(project, "en")["section/end/n/text"] == "hair and beard is hair and beard."
    with pytest.raises(Refused, match="has changed"):
        edits.replace_hits(project, "z", [first], "hair")


def test_a_translation_is_replaced_in_its_language_alone() -> None:
    project = edits.set_text(PROJECT, "z", spot("results/end/title"), "Deine Haut", "de")
    assert [hit.spot.key for hit in hits("haut", "de", project)] == ["results/end/title"]
    project = edits.replace_hits(project, "z", hits("haut", "de", project), "Haarpflege", "de")
    assert said(project, "de")["results/end/title"] == "Deine Haarpflege"
    assert said(project, "en") == said(PROJECT, "en")


def test_a_replacement_may_recall_an_answer_and_never_breaks_a_recall() -> None:
    project = edits.replace_hits(PROJECT, "z", hits("you"), "{first name|friend}")
    assert said(project, "en")["question/feel/title"] == "{name|You}, how is {name|friend}r skin?"
    assert said(project, "en")["quiz/name"] == "Skin finder"
    fallback = hits("you")[1]
    assert fallback.text[fallback.start :] == "You}, how is your skin?"
    for unfit in ("}", "{first name}", "x" * 201):
        with pytest.raises(Refused, match="200 characters"):
            edits.replace_hits(PROJECT, "z", [fallback], unfit)
    project = edits.replace_hits(PROJECT, "z", [fallback], "")
    assert said(project, "en")["question/feel/title"] == "{name|}, how is your skin?"
    assert edits.replace_hits(PROJECT, "z", [fallback], "You") is PROJECT


def test_words_in_braces_that_recall_nothing_are_found() -> None:
    project = edits.set_text(PROJECT, "z", spot("question/feel/description"), "{by midday}")
    project = edits.replace_hits(project, "z", hits("midday", project=project), "noon")
    assert said(project, "en")["question/feel/description"] == "{by noon}"


def test_a_quiz_keeps_a_name() -> None:
    with pytest.raises(Refused, match="needs a name"):
        edits.replace_hits(PROJECT, "z", hits("skin finder"), "")
