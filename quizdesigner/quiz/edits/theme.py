"""Edits to the look of a quiz."""

from __future__ import annotations

from quizdesigner.quiz.document import Project
from quizdesigner.quiz.edits.parts import changed, in_quiz


def change_theme(project: Project, quiz_id: str, **fields: object) -> Project:
    """Change parts of a quiz's look: brand, ground, headings, corners, logo, css ..."""
    return in_quiz(project, quiz_id, lambda quiz: changed(quiz, theme=changed(quiz.theme, **fields)))
