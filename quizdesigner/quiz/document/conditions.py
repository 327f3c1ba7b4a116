"""Conditions: what must hold for a question, a jump or a part of a results page."""

from __future__ import annotations

from typing import Literal

from quizdesigner.quiz.document.texts import Amount, Id, Node


class Condition(Node, frozen=True, tag_field="if"):
    """What must hold for a question to be shown or a jump to be taken; see `rules.holds`."""


class Chose(Condition, tag="chose", frozen=True):
    """The shopper picked `choice` at `question`; for a number, it lies in that range."""

    question: Id
    choice: Id


class Answered(Condition, tag="answered", frozen=True):
    """The shopper gave any answer at `question` (picked something, typed something, ticked the box)."""

    question: Id


class Compare(Condition, tag="number", frozen=True):
    """The number given at `question` compares so with `value`; false when there is none."""

    question: Id
    sign: Literal["<", "<=", "=", ">=", ">"]
    value: Amount


class HasTag(Condition, tag="has_tag", frozen=True):
    """The shopper has this customer tag by now: a choice made so far gave it, or every taker of the quiz gets it."""

    customer_tag: Id


class All(Condition, tag="all", frozen=True):
    """Every part holds; with no parts, true."""

    of: tuple[AnyCondition, ...]


class Any(Condition, tag="any", frozen=True):
    """At least one part holds; with no parts, false."""

    of: tuple[AnyCondition, ...]


class Not(Condition, tag="not", frozen=True):
    """The part does not hold."""

    of: AnyCondition


AnyCondition = Chose | Answered | Compare | HasTag | All | Any | Not
