"""Exact coverage: over all answer sheets shoppers can give, who gets where, with which tags and products."""

from quizdesigner.quiz.coverage.budget import Stopped
from quizdesigner.quiz.coverage.report import (
    Alone,
    ChoiceReach,
    Count,
    Coverage,
    GroupReach,
    JumpReach,
    PageReach,
    Placing,
    ProductReach,
    QuestionReach,
    Sheet,
    SlotReach,
    TagReach,
    TooMany,
)
from quizdesigner.quiz.coverage.wanted import Wanted, count_of, example_of
from quizdesigner.quiz.coverage.whole import BUDGET, Counting, coverage, forecast, paths

__all__ = [
    "BUDGET",
    "Alone",
    "ChoiceReach",
    "Count",
    "Counting",
    "Coverage",
    "GroupReach",
    "JumpReach",
    "PageReach",
    "Placing",
    "ProductReach",
    "QuestionReach",
    "Sheet",
    "SlotReach",
    "Stopped",
    "TagReach",
    "TooMany",
    "Wanted",
    "count_of",
    "coverage",
    "example_of",
    "forecast",
    "paths",
]
