"""Exact coverage: over all answer sheets shoppers can give, who gets where, with which tags and products."""

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
    TagReach,
    TooMany,
)
from quizdesigner.quiz.coverage.whole import BUDGET, coverage, paths

__all__ = [
    "BUDGET",
    "Alone",
    "ChoiceReach",
    "Count",
    "Coverage",
    "GroupReach",
    "JumpReach",
    "PageReach",
    "Placing",
    "ProductReach",
    "QuestionReach",
    "Sheet",
    "TagReach",
    "TooMany",
    "coverage",
    "paths",
]
