"""Words in the panel beside the segments."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from quizdesigner.views.kit import label


def wrapped(text: str = "", kind: str = "secondary") -> QLabel:
    """Words that wrap; one too long for a line is cut, where Qt would widen the panel past its edge."""
    made = label(text, kind, wrap=True)
    made.setMinimumWidth(1)
    return made
