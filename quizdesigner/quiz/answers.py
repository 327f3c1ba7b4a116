"""A shopper's answers as plain data, and what each question accepts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from msgspec import Struct

from quizdesigner.quiz.document import Kind, Question, Quiz

Answer = tuple[str, ...] | str | bool
"""Ids of the picked choices; typed text; whether the consent box was ticked."""

Answers = Mapping[str, Answer]
"""Answers by question id. Questions not answered are not in it."""

MAX_TEXT = 500
"""Characters a typed answer may have; the page sets the same limit on its fields."""

MAX_EMAIL = 254

_NO_TEXT = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows them, also of words that are not the shopper's."""

_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]+@[^\s@<>\"(),:;\[\]\\.]+(\.[^\s@<>\"(),:;\[\]\\.]+)+")


class AnswerProblem(Struct, frozen=True):
    """One answer that cannot be accepted: the question it is about and words for the shopper."""

    question: str
    text: str


def given(answer: Answer | None) -> bool:
    """Whether this is an answer at all: something picked or typed, or the box ticked."""
    if isinstance(answer, str):
        return bool(answer.strip())
    return bool(answer)


def problem(question: Question, answer: Answer | None) -> str | None:
    """Why `answer` cannot stand for `question`, in words for the shopper; None when it can."""
    if not question.traits.takes_answer:
        return None if answer is None else "This is not a question."
    if answer is None or not given(answer):
        return _missing(question) if question.required else None
    if question.traits.has_choices:
        return _picks(question, answer)
    if question.kind is Kind.CONSENT:
        return None if isinstance(answer, bool) else "Tick the box or leave it empty."
    return _typed(question, answer)


def problems(quiz: Quiz, answers: Answers) -> tuple[AnswerProblem, ...]:
    """What no shopper of this quiz could have answered: unknown questions, unknown choices, wrong shapes.

    Missing answers are not among them; whether one is missing depends on the route (see `play.walk`).
    """
    known = {question.id: question for question in quiz.questions}
    found = []
    for question_id, answer in answers.items():
        question = known.get(question_id)
        if question is None:
            found.append(AnswerProblem(question_id, "This quiz has no such question."))
        elif given(answer) and (text := problem(question, answer)):
            found.append(AnswerProblem(question_id, text))
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
            answers[question.id] = tuple(dict.fromkeys(values))
        elif question.kind is Kind.CONSENT:
            # The page sends “yes”; whatever else somebody sends is nobody's consent.
            answers[question.id] = True if values == ["yes"] else values[0]
        else:
            answers[question.id] = values[0].strip()
    return answers


def _missing(question: Question) -> str:
    if question.kind is Kind.EMAIL:
        return "Please type your email address."
    if question.kind is Kind.CONSENT:
        return "Please tick the box to go on."
    if question.traits.has_choices:
        return "Please choose an answer."
    return "Please type an answer."


def _picks(question: Question, answer: Answer) -> str | None:
    if not isinstance(answer, tuple):
        return "Please choose from the list."
    if not {choice.id for choice in question.choices}.issuperset(answer) or len(set(answer)) != len(answer):
        return "Please choose from the list."
    if not question.takes_several and len(answer) > 1:
        return "Please choose one answer."
    if question.takes_several and question.most and len(answer) > question.most:
        return f"Please choose {question.most} at most."
    if question.takes_several and len(answer) < question.least:
        return f"Please choose at least {question.least}."
    return None


def _typed(question: Question, answer: Answer) -> str | None:
    if not isinstance(answer, str):
        return "Please type an answer."
    if len(answer) > MAX_TEXT:
        return f"Please keep to {MAX_TEXT} characters."
    if any(unicodedata.category(sign) in _NO_TEXT or sign in _TURNS for sign in answer):
        return "Please use one line of ordinary text."
    if question.kind is Kind.EMAIL and (len(answer) > MAX_EMAIL or not _EMAIL.fullmatch(answer)):
        return "This does not look like an email address. Example: name@example.com"
    return None
