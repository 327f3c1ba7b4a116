"""A shopper's answers as plain data, and what each question accepts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from msgspec import Struct

from quizdesigner.quiz import phones
from quizdesigner.quiz.document import Choice, Kind, Options, Question, Quiz, Role
from quizdesigner.quiz.words import WORDS, Words, say

Answer = tuple[str, ...] | str | bool
"""Ids of the picked choices; typed text; whether the consent box was ticked.

Numbers are text as `62.5`, dates as `2026-11-22`, phone numbers as `+4915112345678`.
"""

Answers = Mapping[str, Answer]
"""Answers by question id; what is typed beside a choice stands under `other_key`. What is not answered is not in it."""

MAX_TEXT = 500
"""Characters a typed answer may have; the page sets the same limit on its fields."""

MAX_LONG_TEXT = 5_000
"""Characters an answer to a long text may have."""

MAX_EMAIL = 254

_NO_TEXT = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows them, also of words that are not the shopper's."""

_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]+@[^\s@<>\"(),:;\[\]\\.]+(\.[^\s@<>\"(),:;\[\]\\.]+)+")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{0,5}[1-9])?")
_WRITTEN = re.compile(r"[+-]?([0-9]{1,9}([.,][0-9]{0,6})?|[.,][0-9]{1,6})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class AnswerProblem(Struct, frozen=True):
    """One answer that cannot be accepted: the question it is about and words for the shopper."""

    question: str
    text: str


def given(answer: Answer | None) -> bool:
    """Whether this is an answer at all: something picked or typed, or the box ticked."""
    if isinstance(answer, str):
        return bool(answer.strip())
    return bool(answer)


def other_key(question_id: str) -> str:
    """Under which name the text stands that is typed beside the choice *other* of a question."""
    return f"{question_id}/other"


def asks_text(question: Question, choice: Choice) -> bool:
    """Whether picking this choice asks for a text beside it."""
    return choice.role is Role.OTHER and question.kind in (Kind.SINGLE, Kind.MULTIPLE)


def picked(question: Question, answer: Answer | None) -> tuple[Choice, ...]:
    """The options of the question that an acceptable answer is or falls into, in their order."""
    match question.traits.options:
        case Options.CHOICES:
            return tuple(one for one in question.options if isinstance(answer, tuple) and one.id in answer)
        case Options.RANGES:
            if not isinstance(answer, str) or not _NUMBER.fullmatch(answer):
                return ()
            number = millionths(answer)
            return tuple(one for one in question.options if in_range(one, number))
        case _:
            return question.options if given(answer) else ()


def in_range(choice: Choice, number: int) -> bool:
    """Whether a number, in millionths, lies in the range a choice is."""
    return (choice.least is None or millionths(choice.least) <= number) and (
        choice.most is None or number <= millionths(choice.most)
    )


def millionths(value: float | str) -> int:
    """A number as whole millionths, so that it compares the same everywhere."""
    exact = Decimal(value) if isinstance(value, str) else Decimal(repr(float(value)))
    return int((exact * 1_000_000).to_integral_value(ROUND_HALF_EVEN))


def plain(millions: int) -> str:
    """Whole millionths as the number they are, in the form answers have: `62.5`."""
    text = f"{abs(millions) // 1_000_000}.{abs(millions) % 1_000_000:06}".rstrip("0").rstrip(".")
    return f"-{text}" if millions < 0 else text


def problem(question: Question, answer: Answer | None, other: Answer | None = None, words: Words = WORDS) -> str | None:
    """Why `answer` cannot stand for `question`, in words for the shopper; None when it can.

    `other` is the text beside the choice *other*, wherever that is picked.
    """
    if not question.traits.takes_answer:
        return None if answer is None else say(words, "from_list")
    if answer is None or not given(answer):
        return _missing(question, words) if question.needed else None
    if question.traits.has_choices:
        return _picks(question, answer, words) or _other(question, answer, other, words)
    if question.kind is Kind.CONSENT:
        return None if isinstance(answer, bool) else say(words, "box")
    if not isinstance(answer, str):
        return say(words, "need_answer")
    return _typed(question, answer, words)


def problems(quiz: Quiz, answers: Answers, words: Words = WORDS) -> tuple[AnswerProblem, ...]:
    """What no shopper of this quiz could have answered: unknown questions, unknown choices, wrong shapes.

    Missing answers are not among them; whether one is missing depends on the route (see `play.walk`).
    """
    known = {question.id: question for question in quiz.questions}
    others = {other_key(question.id) for question in quiz.questions}
    found = []
    for question_id, answer in answers.items():
        question = known.get(question_id)
        if question is not None:
            other = answers.get(other_key(question_id))
            if given(answer) and (text := problem(question, answer, other, words)):
                found.append(AnswerProblem(question_id, text))
        elif question_id not in others:
            found.append(AnswerProblem(question_id, "This quiz has no such question."))
    return tuple(found)


def from_fields(quiz: Quiz, fields: Mapping[str, Sequence[str]]) -> dict[str, Answer]:
    """Answers from the fields of a web form, whose names are question ids and whose values choice ids or text.

    Fields of no question are left out; empty text and unticked boxes are no answer. What is not acceptable stays in,
    for `problems` to name.
    """
    answers: dict[str, Answer] = {}
    for question in quiz.questions:
        values = [value for value in fields.get(question.id, ()) if value.strip()]
        if not values or not question.traits.takes_answer:
            continue
        if question.traits.has_choices:
            picks = answers[question.id] = with_all(question, tuple(dict.fromkeys(values)))
            texts = [value.strip() for value in fields.get(other_key(question.id), ()) if value.strip()]
            if texts and any(asks_text(question, choice) and choice.id in picks for choice in question.options):
                answers[other_key(question.id)] = texts[0]
        elif question.kind is Kind.CONSENT:
            # The page sends “yes”; whatever else somebody sends is nobody's consent.
            answers[question.id] = True if values == ["yes"] else values[0]
        elif question.kind is Kind.PHONE:
            country = next(iter(fields.get(f"{question.id}/country", ())), "") or question.country
            answers[question.id] = phones.e164(values[0], country) or values[0].strip()
        elif question.traits.is_number:
            answers[question.id] = written_number(values[0])
        else:
            # Browsers send the line ends of a text area as two signs.
            answers[question.id] = values[0].strip().replace("\r\n", "\n")
    return answers


def with_all(question: Question, picks: tuple[str, ...]) -> tuple[str, ...]:
    """The picks with everything that *all of the above* stands for, if it was picked; in the order of the choices."""
    if not question.takes_several:
        return picks
    roles = {choice.id: choice.role for choice in question.options}
    if not any(roles.get(pick) is Role.ALL for pick in picks):
        return picks
    wanted = {*picks, *(one for one, role in roles.items() if role is Role.ORDINARY)}
    # Those that are in no list stay, for `problem` to name.
    return (*(one for one in roles if one in wanted), *(pick for pick in picks if pick not in roles))


def written_number(text: str) -> str:
    """A number as people write it (`+62,50`) in the form answers have (`62.5`); other text as it is."""
    text = text.strip()
    if not _WRITTEN.fullmatch(text):
        return text
    return plain(millionths(text.replace(",", ".")))


def longest(question: Question) -> int:
    """How many characters an answer to a question that is typed may have."""
    most = MAX_EMAIL if question.kind is Kind.EMAIL else MAX_TEXT
    if question.kind is Kind.LONG_TEXT:
        most = MAX_LONG_TEXT
    return min(question.longest, most) if question.longest and _is_text(question) else most


def _is_text(question: Question) -> bool:
    return question.kind in (Kind.TEXT, Kind.LONG_TEXT)


def _missing(question: Question, words: Words) -> str:
    names = {
        Kind.EMAIL: "need_email",
        Kind.PHONE: "need_phone",
        Kind.CONSENT: "need_box",
        Kind.DATE: "need_date",
        Kind.RATING: "need_choice",
    }
    usual = {Options.CHOICES: "need_choice", Options.RANGES: "need_number"}
    return say(words, names.get(question.kind) or usual.get(question.traits.options, "need_answer"))


def _picks(question: Question, answer: Answer, words: Words) -> str | None:
    if not isinstance(answer, tuple):
        return say(words, "from_list")
    roles = {choice.id: choice.role for choice in question.options}
    if not roles.keys() >= set(answer) or len(set(answer)) != len(answer):
        return say(words, "from_list")
    if not question.takes_several:
        return say(words, "one") if len(answer) > 1 else None
    chosen = {roles[pick] for pick in answer}
    if Role.NONE in chosen:
        if len(answer) == 1:
            return None
        none = next(one for one in question.options if one.role is Role.NONE and one.id in answer)
        return say(words, "none_alone", choice=none.title)
    if Role.ALL in chosen:
        return None if set(with_all(question, answer)) == set(answer) else say(words, "from_list")
    if question.most and len(answer) > question.most:
        return say(words, "at_most", n=question.most)
    if len(answer) < question.least:
        return say(words, "at_least", n=question.least)
    return None


def _other(question: Question, answer: Answer, other: Answer | None, words: Words) -> str | None:
    if not any(asks_text(question, choice) for choice in picked(question, answer)):
        return None
    if not isinstance(other, str) or not other.strip():
        return say(words, "need_other")
    return _text(other, MAX_TEXT, words)


def _typed(question: Question, answer: str, words: Words) -> str | None:
    match question.kind:
        case Kind.RATING | Kind.SLIDER | Kind.NUMBER:
            return _number(question, answer, words)
        case Kind.DATE:
            return _date(question, answer, words)
        case Kind.PHONE:
            if phones.is_e164(answer):
                return None
            return say(words, "phone", example=phones.example(question.country))
        case Kind.EMAIL:
            if trouble := _text(answer, MAX_TEXT, words):
                return trouble
            wrong = len(answer) > MAX_EMAIL or not _EMAIL.fullmatch(answer)
            return say(words, "email") if wrong else None
    if trouble := _text(answer, longest(question), words, lines=question.kind is Kind.LONG_TEXT):
        return trouble
    if _is_text(question) and len(answer.strip()) < question.shortest:
        return say(words, "short", n=question.shortest)
    return None


def _text(text: str, most: int, words: Words, lines: bool = False) -> str | None:
    if len(text) > most:
        return say(words, "long", n=most)
    free = "\n\t" if lines else ""
    if any((unicodedata.category(sign) in _NO_TEXT and sign not in free) or sign in _TURNS for sign in text):
        return say(words, "text" if lines else "line")
    return None


def _number(question: Question, answer: str, words: Words) -> str | None:
    lowest, highest, step = question.numbers
    if not _NUMBER.fullmatch(answer) or answer == "-0":
        near = next((one for one in (lowest, highest) if one is not None), 10)
        return say(words, "number", example=plain(millionths(near)))
    number = millionths(answer)
    if lowest is not None and number < millionths(lowest):
        return say(words, "lowest", n=plain(millionths(lowest)))
    if highest is not None and number > millionths(highest):
        return say(words, "highest", n=plain(millionths(highest)))
    if (number - millionths(lowest or 0)) % millionths(step):
        return say(words, "step", n=plain(millionths(step)))
    return None


def _date(question: Question, answer: str, words: Words) -> str | None:
    try:
        known = bool(_DAY.fullmatch(answer)) and bool(date.fromisoformat(answer))
    except ValueError:
        known = False
    if not known:
        return say(words, "date", example=question.earliest or question.latest or "2030-12-31")
    if question.earliest and answer < question.earliest:
        return say(words, "earliest", day=question.earliest)
    if question.latest and answer > question.latest:
        return say(words, "latest", day=question.latest)
    return None
