"""What each kind of question takes and refuses, and how a web form becomes answers."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizdesigner.quiz.answers import Answer, from_fields, millionths, picked, plain, problem, written_number
from quizdesigner.quiz.document import Choice, Kind, Question, Quiz, Role
from quizdesigner.quiz.samples import number_in, sample, typed

CHOICES = (
    Choice("a", "A"),
    Choice("b", "B"),
    Choice("other", "Other", role=Role.OTHER),
    Choice("all", "All", role=Role.ALL),
    Choice("none", "None", role=Role.NONE),
)
MANY = Question("q", Kind.MULTIPLE, "Which?", choices=CHOICES, least=2, most=2)
AGE = Question(
    "q",
    Kind.NUMBER,
    "How old?",
    lowest=0,
    highest=120,
    choices=(
        Choice("young", role=Role.RANGE, most=17),
        Choice("adult", role=Role.RANGE, least=18),
        Choice("old", role=Role.RANGE, least=65, most=120),
    ),
)


@pytest.mark.parametrize(
    ("picks", "other", "words"),
    [
        (("a", "b"), None, None),
        (("a", "b", "other"), "x", "Please choose 2 at most."),
        (("a",), None, "Please choose at least 2."),
        (("a", "other"), None, "Please say what you mean."),
        (("a", "other"), "a dog", None),
        (("a", "other"), "x" * 501, "Please keep to 500 characters."),
        (("none",), None, None),
        (("none", "a"), None, "Please choose either “None” or other answers."),
        (("a", "b", "all"), None, None),
        (("a", "all"), None, "Please choose from the list."),
        (("a", "b", "other", "all"), "a dog", None),
        (("a", "a"), None, "Please choose from the list."),
        (("gone",), None, "Please choose from the list."),
    ],
)
def test_several_choices(picks: tuple[str, ...], other: str | None, words: str | None) -> None:
    assert problem(MANY, picks, other) == words


@pytest.mark.parametrize(
    ("answer", "words", "ranges"),
    [
        ("17", None, ["young"]),
        ("18", None, ["adult"]),
        ("70", None, ["adult", "old"]),
        ("-1", "Please give 0 or more.", []),
        ("121", "Please give 120 or less.", []),
        ("17.5", "Please give a number in steps of 1.", []),
        ("017", "Please give a number, such as 0.", []),
        ("many", "Please give a number, such as 0.", []),
        ("-0", "Please give a number, such as 0.", []),
        ("", "Please give a number.", []),
    ],
)
def test_numbers(answer: str, words: str | None, ranges: list[str]) -> None:
    assert problem(AGE, answer) == words
    if words is None:
        assert [one.id for one in picked(AGE, answer)] == ranges


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        (Question("q", Kind.DATE, earliest="2026-01-01", latest="2026-12-31"), "2026-02-28", None),
        (Question("q", Kind.DATE), "2026-02-30", "Please give a date, such as 2030-12-31."),
        (Question("q", Kind.DATE, earliest="2026-01-01"), "2025-12-31", "Please choose 2026-01-01 or later."),
        (Question("q", Kind.DATE, latest="2026-01-01"), "2026-01-02", "Please choose 2026-01-01 or earlier."),
        (Question("q", Kind.PHONE), "+4915112345678", None),
        (Question("q", Kind.PHONE), "12345", "This does not look like a phone number. Example: (201) 555-0123"),
        (Question("q", Kind.RATING), "5", None),
        (Question("q", Kind.RATING), "6", "Please give 5 or less."),
        (Question("q", Kind.RATING), "0", "Please give 1 or more."),
        (Question("q", Kind.SLIDER, required=False), None, "Please give a number."),
        (Question("q", Kind.SLIDER, lowest=10, step=5), "60", None),
        (Question("q", Kind.SLIDER, lowest=10, step=5), "12", "Please give a number in steps of 5."),
        (Question("q", Kind.TEXT, shortest=3, longest=5), "ab", "Please write at least 3 characters."),
        (Question("q", Kind.TEXT, shortest=3, longest=5), "abcdef", "Please keep to 5 characters."),
        (Question("q", Kind.LONG_TEXT), "two\nlines", None),
        (Question("q", Kind.LONG_TEXT), "a\u202eb", "Please use ordinary text."),
        (Question("q", Kind.YES_NO, choices=(Choice("y", "Yes"),)), ("y",), None),
        (Question("q", Kind.DROPDOWN, choices=(Choice("y", "Yes"),)), (), "Please choose an answer."),
        (Question("q", Kind.CONSENT), None, "Please tick the box to go on."),
        (Question("q", Kind.WELCOME), "hi", "Please choose from the list."),
    ],
)
def test_the_other_kinds(question: Question, answer: Answer | None, words: str | None) -> None:
    assert problem(question, answer) == words


def test_of_two_choices_that_stand_alone_the_first_is_named() -> None:
    choices = (Choice("n1", "None", role=Role.NONE), Choice("n2", "Nothing", role=Role.NONE))
    question = Question("q", Kind.MULTIPLE, choices=choices)
    assert problem(question, ("n2", "n1")) == problem(question, ("n1", "n2"))


def test_a_form_becomes_canonical_answers() -> None:
    quiz = Quiz(
        "quiz",
        "Quiz",
        (
            MANY,
            Question("kg", Kind.NUMBER, "Weight?", step=0.5),
            Question("tel", Kind.PHONE, "Phone?", country="DE"),
            Question("day", Kind.DATE, "When?"),
            Question("text", Kind.LONG_TEXT, "Why?"),
        ),
    )
    fields = {
        "q": ["all", "other"],
        "q/other": [" a dog "],
        "kg": ["+62,50"],
        "tel": ["0151 12345678"],
        "tel/country": ["DE"],
        "day": ["2026-11-22"],
        "text": ["one\r\ntwo"],
        "stranger": ["x"],
    }
    assert from_fields(quiz, fields) == {
        "q": ("a", "b", "other", "all"),
        "q/other": "a dog",
        "kg": "62.5",
        "tel": "+4915112345678",
        "day": "2026-11-22",
        "text": "one\ntwo",
    }
    assert from_fields(quiz, {"tel": ["+33 6 12 34 56 78"]}) == {"tel": "+33612345678"}
    assert from_fields(quiz, {"q": ["a"], "q/other": ["not picked"]}) == {"q": ("a",)}


@pytest.mark.parametrize(
    ("typed", "number"),
    [(".5", "0.5"), ("5.", "5"), ("-,25", "-0.25"), ("+007", "7"), ("-0", "0"), ("1e3", "1e3"), (".", ".")],
)
def test_numbers_as_people_write_them(typed: str, number: str) -> None:
    assert written_number(typed) == number


def test_changing_the_kind_and_back_keeps_every_choice_and_uses_those_that_fit() -> None:
    ranged = Question("q", Kind.NUMBER, choices=(*CHOICES, *AGE.choices, Choice("any", role=Role.ANSWER)))
    assert [one.id for one in ranged.options] == ["young", "adult", "old"]
    assert picked(Question("q", Kind.TEXT, choices=ranged.choices), "hello") == (ranged.choices[-1],)
    assert [one.id for one in Question("q", Kind.SINGLE, choices=ranged.choices).options] == [c.id for c in CHOICES]
    assert Question("q", Kind.WELCOME, choices=ranged.choices).options == ()


@given(st.integers(-999_999_999 * 10**6, 999_999_999 * 10**6))
def test_numbers_are_whole_millionths_and_back(number: int) -> None:
    assert millionths(plain(number)) == number
    assert written_number(plain(number)) == plain(number)


@given(st.sampled_from(list(Kind)), st.integers(0, 4), st.integers(0, 20), st.integers(0, 9))
@example(Kind.TEXT, 3, 0, 0)
def test_made_up_shoppers_answer_what_is_asked(kind: Kind, least: int, more: int, pick: int) -> None:
    choices = (*CHOICES, Choice("range", role=Role.RANGE, least=2, most=7))
    question = Question(
        "q",
        kind,
        "?",
        choices=choices,
        least=min(least, 3),
        most=least + more,
        shortest=least,
        longest=least + more,
        lowest=1,
        highest=8,
    )
    if not question.traits.takes_answer:
        assert sample(Quiz("quiz", "", (question,)), pick) == {}
        return
    answers = sample(Quiz("quiz", "", (question,)), pick)
    assert problem(question, answers["q"], answers.get("q/other")) is None
    if question.traits.is_number:
        assert number_in(question, choices[-1]) == "2"
    if kind in (Kind.TEXT, Kind.DATE):
        assert problem(question, typed(question)) is None
