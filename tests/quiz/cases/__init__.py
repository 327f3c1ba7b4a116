"""Conditions and routes as data: one set of cases that Python and the shopper's page are both held to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from quizdesigner.quiz.answers import Answer, Answers, millionths
from quizdesigner.quiz.document import AnyCondition, Choice, Quiz
from quizdesigner.quiz.rules import Known


class HoldsCase(Struct, frozen=True):
    """Whether a condition holds for these answers."""

    says: str
    when: AnyCondition
    answers: dict[str, Any]
    holds: bool


class RouteCase(Struct, frozen=True):
    """Which questions these answers lead through, and which one still waits (ids)."""

    says: str
    quiz: str
    answers: dict[str, Any]
    route: list[str]
    waiting: str | None


class Cases(Struct, frozen=True):
    """All of them, with the quizzes the routes are in."""

    conditions: list[HoldsCase]
    quizzes: dict[str, Quiz]
    routes: list[RouteCase]


CASES = msgspec.json.decode((Path(__file__).parent / "routes.json").read_bytes(), type=Cases)


def as_answers(raw: dict[str, Any]) -> Answers:
    """Answers as Python holds them: picks are tuples, which JSON does not have."""
    answers: dict[str, Answer] = {
        question: tuple(answer) if isinstance(answer, list) else answer for question, answer in raw.items()
    }
    return answers


def known(raw: dict[str, Any]) -> Known:
    """What the answers come to where lists are picks, and text that reads as a number is one."""
    answers = dict(as_answers(raw))
    picked = {name: tuple(map(Choice, answer)) for name, answer in answers.items() if isinstance(answer, tuple)}
    texts = {name: answer for name, answer in answers.items() if isinstance(answer, str)}
    numbers = {name: millionths(text) for name, text in texts.items() if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text)}
    return Known(answers, picked, numbers)
