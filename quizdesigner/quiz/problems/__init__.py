"""Findings with what counting shows: every place that says what is wrong with a quiz takes its words from here."""

from quizdesigner.quiz.problems.whole import problems

__all__ = ["problems"]
