"""What is found, in words: where it stands, what stands around it, which hit is the one to be at."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics

from quizdesigner.quiz import texts
from quizdesigner.quiz.document import Choice, Discount, Kind, Note, Question, Quiz, ResultsPage, Role, Slot
from quizdesigner.quiz.texts import Hit
from quizdesigner.views.find.hit_delegate import fitted
from quizdesigner.views.find.rows import Around, again, around, first, names, where
from quizdesigner.views.fonts import font

QUIZ = Quiz(
    "z",
    "Oat finder",
    (
        Question("hi", Kind.WELCOME, "Oats!", button="Oat on"),
        Question("name", Kind.NAME, "Your name", placeholder="Otto Oat"),
        Question(
            "eat",
            Kind.SINGLE,
            "{name|Oat friend}, which oat?",
            description="Rolled oats\nor steel-cut oats.",
            choices=(Choice("a", "Rye"), Choice("b", "Oat")),
        ),
        Question(
            "much", Kind.SLIDER, "How much?", choices=(Choice("r", "Oat lover", role=Role.RANGE, least=1),), unit="oats"
        ),
    ),
    (
        ResultsPage("one", "For {name}: oats", sections=(Slot("s", "Oat picks", empty="No oats"),)),
        ResultsPage("two", "Oats", sections=(Note("n", "Oat note", text="Oat text"), Discount("d", text="Oats off"))),
    ),
)


def hits(quiz: Quiz, needle: str) -> tuple[Hit, ...]:
    wanted = texts.pattern(needle)
    return tuple(hit for spot, text in texts.beside(quiz, quiz.language) for hit in texts.hits(spot, text, wanted))


def test_where_a_text_stands_is_said_in_words() -> None:
    known = names(QUIZ)
    assert [where(hit.spot, known) for hit in hits(QUIZ, "oat")] == [
        "Quiz name",
        "Welcome",
        "Welcome, button",
        "Question 1, example",
        "Question 2",
        "Question 2",
        "Question 2, text",
        "Question 2, text",
        "Question 2, choice B",
        "Question 3, range A",
        "Question 3, unit",
        "Results page 1",
        "Results page 1, heading",
        "Results page 1, text when empty",
        "Results page 2",
        "Results page 2, heading",
        "Results page 2, text",
        "Results page 2, text",
    ]
    assert {where(hit.spot, known) for hit in hits(QUIZ, "continue")} == {"Page button"}


def test_recalls_are_read_by_name_on_one_line() -> None:
    known = names(QUIZ)
    shown = [around(hit, known) for hit in hits(QUIZ, "oat") if hit.spot.ids in (("eat",), ("one",))]
    assert shown == [
        Around("{first name|", "Oat", " friend}, which oat?"),
        Around("{first name|Oat friend}, which ", "oat", "?"),
        Around("Rolled ", "oat", "s or steel-cut oats."),
        Around("Rolled oats or steel-cut ", "oat", "s."),
        Around("For {first name}: ", "oat", "s"),
    ]


@pytest.mark.parametrize("width", [90, 240, 600])
def test_a_long_text_is_cut_around_what_was_found(width: int) -> None:
    text = fitted(Around("before " * 90, "found", " after" * 90), width)
    assert text.found == "found"
    assert text.before.startswith("…")
    assert text.after.endswith("…")
    assert QFontMetrics(font(13)).horizontalAdvance(text.before + text.found + text.after) <= width
    assert fitted(Around("a ", "found", " b"), 200) == Around("a ", "found", " b")


def test_one_begins_at_the_screen_one_looks_at() -> None:
    known, found = names(QUIZ), hits(QUIZ, "oat")
    assert where(found[first(found, "eat", known)].spot, known) == "Question 2"
    assert where(found[first(found, "two", known)].spot, known) == "Results page 2"
    assert first(hits(QUIZ, "rye"), "two", known) == 0
    assert first((), "eat", known) == -1


def test_a_hit_is_found_again_when_its_text_has_changed() -> None:
    found = hits(QUIZ, "oat")
    second = next(hit for hit in found if hit.spot.key == "question/eat/title" and hit.start > 10)
    place = found.index(second)
    sooner = Hit(second.spot, f"So, {second.text}", second.start + 4, second.end + 4)
    later = Hit(second.spot, f"{second.text} Say!", second.start, second.end)
    other = found[0]
    assert again((other, other, sooner), second, place) == 2
    assert again((other, later), second, place) == 1
    assert again((other, found[1]), second, place) == 1
    assert again((other,) * 9, second, place) == place
    assert again((), second, place) == -1
