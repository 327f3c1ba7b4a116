"""Errors that are meant for a person: what happened, what is safe, what to do."""

from __future__ import annotations


class QuizDesignerError(Exception):
    """The root of every error the product raises on purpose; its text is one or two plain sentences."""


class Refused(QuizDesignerError):
    """The request cannot be done as it stands; trying again without a change will not help."""


class Unavailable(QuizDesignerError):
    """Something outside did not answer; the same request may succeed later.

    `retry_after` is the number of seconds the other side asked us to wait, or None when it did not say.
    """

    def __init__(self, text: str, retry_after: float | None = None) -> None:
        super().__init__(text)
        self.retry_after = retry_after


class NotDone(Unavailable):
    """The other side surely did nothing of what it was asked: asking again repeats nothing."""
