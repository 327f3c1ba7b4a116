"""Questions on the clipboard, for other places of this quiz, other quizzes and other projects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from quizdesigner.quiz import clipping
from quizdesigner.quiz.clipping import Pasted
from quizdesigner.quiz.document import Project
from quizdesigner.views.desk import Desk

MIME = "application/x-quizdesigner+json"


def copy(desk: Desk, question_ids: Sequence[str]) -> None:
    """Put questions of the quiz looked at on the clipboard."""
    data = clipping.clip(desk.project, desk.quiz, tuple(question_ids))
    mime = QMimeData()
    mime.setData(MIME, QByteArray(data))
    mime.setText(data.decode())
    QGuiApplication.clipboard().setMimeData(mime)


def paste(desk: Desk, at: int | None) -> Pasted | None:
    """Put the questions on the clipboard before place `at` of the quiz looked at, or last.

    A clipboard without questions is told in words, and gives None.
    """
    # None where nobody has copied anything yet.
    mime = QGuiApplication.clipboard().mimeData() or QMimeData()
    data = bytes(mime.data(MIME).data()) if mime.hasFormat(MIME) else mime.text().encode()
    found: list[Pasted] = []

    def paste_questions(project: Project) -> Project:
        after, pasted = clipping.pasted(project, desk.quiz_id, data, at, desk.editor.new_id)
        found.append(pasted)
        return after

    return found[0] if desk.editor.do(paste_questions) and found else None
