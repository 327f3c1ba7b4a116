"""What the pill beside a segment's name says, in the words the problems have for it."""

from __future__ import annotations

from quizdesigner.quiz.coverage import Coverage
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.quiz.problems.tags import segments
from quizdesigner.views.segments.rows import Note


def pills(project: Project, quiz: Quiz, coverage: Coverage) -> dict[str, Note]:
    """What is wrong with segments, by their ids. `coverage` counts this very project."""
    names = {segment.id: segment.name for segment in project.segments}
    found: dict[str, Note] = {}
    for one in segments(project, quiz, coverage):
        found.setdefault(one.segment, Note(_beside(names[one.segment], one.text)))
    return found


def _beside(name: str, text: str) -> str:
    """The words without the name, which stands right before them."""
    text = text.removesuffix(".")
    nobody = f"Nobody is in “{name}”: "
    if text.startswith(nobody):
        return f"nobody can get here: {text.removeprefix(nobody)}"
    return text.removeprefix(f"“{name}” ")
