"""The client report made in the window: asked for, counted and printed in the background, said when it is there."""

from __future__ import annotations

import asyncio
import os
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from quizdesigner.errors import QuizDesignerError, Refused, Unavailable
from quizdesigner.models import disk
from quizdesigner.report.document import report
from quizdesigner.report.subject import Subject, edition
from quizdesigner.views import printing
from quizdesigner.views.desk import Desk
from quizdesigner.views.files import Files
from quizdesigner.views.forecast import BROKE_OFF

_KINDS = "PDF, to print and sign (*.pdf);;Web page (*.html)"
_PAGES = (".html", ".htm")
_PATIENCE = 120
"""Seconds the count of the last edit may take before the report is given up."""


class Reporter:
    """Makes reports of the quiz a desk looks at."""

    def __init__(self, desk: Desk, files: Files) -> None:
        self._desk = desk
        self._files = files

    def ask(self) -> None:
        """Ask where the report is to be, and make it."""
        desk = self._desk
        path = self._files.ask_new("Client report", f"{desk.quiz.name} report.pdf", _KINDS)
        if path is None:
            return
        path = path if path.suffix.lower() in (".pdf", *_PAGES) else path.with_name(f"{path.name}.pdf")
        if os.path.lexists(path):
            desk.notify(_taken(path), "bad")
            return
        desk.notify("The report is being made. You can go on working.")
        desk.spawn(self._make(path, desk.quiz_id))

    async def _make(self, path: Path, quiz_id: str) -> None:
        try:
            subject = await self._subject(quiz_id)
            if path.suffix.lower() in _PAGES:
                data = await asyncio.to_thread(_page, subject)
            else:
                data = await printing.pdf(subject)
            with disk.new_file(path) as unnamed:
                unnamed.write_bytes(data)
        except QuizDesignerError as error:
            self._desk.notify(f"There is no report. {error}", "bad")
        else:
            self._desk.notify(f"The report is in “{path.name}”.", "ok")

    async def _subject(self, quiz_id: str) -> Subject:
        """The quiz as it is once the last edit is counted; later ones are not in it."""
        desk = self._desk
        await _counted(desk)
        if desk.quiz_id != quiz_id:
            raise Refused("Another quiz was opened before this one was counted. Go back to it and ask again.")
        project, quiz = desk.project, desk.quiz
        sent = [(one.revision, one.digest) for one in desk.editor.file.publications(quiz_id)]
        coverage = await desk.forecast.whole()
        if coverage is None:
            raise Refused("The project has no quiz any more.")
        return Subject(project, quiz, coverage, date.today(), edition(project, quiz, sent))


async def _counted(desk: Desk) -> None:
    """Wait until what is counted is the project as it is."""
    forecast, done = desk.forecast, asyncio.Event()

    def look() -> None:
        if not forecast.counting:
            done.set()

    forecast.changed.connect(look)
    try:
        look()
        async with asyncio.timeout(_PATIENCE):
            await done.wait()
        if forecast.broken:
            raise Unavailable(BROKE_OFF)
    except TimeoutError as error:
        raise Unavailable("The quiz is still being counted. Try again in a minute.") from error
    finally:
        forecast.changed.disconnect(look)


def _page(subject: Subject) -> bytes:
    return report(replace(subject, project=printing.stamps(subject.project)))


def _taken(path: Path) -> str:
    return f"“{path.name}” is there already and was left as it is. Choose another name."
