"""The client report as a file."""

from __future__ import annotations

import argparse
import importlib.util
import os
from datetime import date
from pathlib import Path

from quizdesigner.errors import Refused
from quizdesigner.jobs.named import quiz_of, say
from quizdesigner.quiz.coverage import forecast
from quizdesigner.report import document
from quizdesigner.report.subject import Subject, edition


def report(arguments: argparse.Namespace) -> int:
    """Write the report of one quiz as PDF or HTML, by the name of the file; one that is there is left as it is."""
    from quizdesigner.models import disk, project_file

    out: Path = arguments.out
    kind = out.suffix.lower()
    if kind not in (".pdf", ".html", ".htm"):
        raise Refused(f"A report is a PDF or a web page: give {out.name} the ending .pdf or .html.")
    if os.path.lexists(out):
        raise Refused(f"{out} is there already and was left as it is. Choose another name.")
    if kind == ".pdf" and importlib.util.find_spec("PySide6") is None:
        raise Refused("A PDF needs the desktop parts: install quizdesigner[desktop], or ask for .html instead.")
    with project_file.open(arguments.file, read_only=True) as file:
        project = file.project
        quiz = quiz_of(project, arguments.quiz)
        sent = [(one.revision, one.digest) for one in file.publications(quiz.id)]
    subject = Subject(project, quiz, forecast(project, quiz), date.today(), edition(project, quiz, sent))
    data = _pdf(subject) if kind == ".pdf" else document.report(subject)
    with disk.new_file(out) as unnamed:
        unnamed.write_bytes(data)
    say(f"Made {out}.")
    return 0


def _pdf(subject: Subject) -> bytes:
    from quizdesigner.views import printing

    return printing.pdf_alone(subject)
