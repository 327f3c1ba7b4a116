"""Making sure that a publication is what was announced and can be played, and the public address of its quiz."""

from __future__ import annotations

import re
import unicodedata

from quizdesigner.errors import Refused
from quizdesigner.quiz import wire
from quizdesigner.quiz.document import Project, Quiz

_LONGEST_SLUG = 60


def check(project: Project, quiz_id: str, digest: str) -> None:
    """Raise Refused when this publication of one quiz cannot go live."""
    if wire.digest(project) != digest:
        raise Refused("The parts do not make the publication that was announced. Publish again.")
    if [quiz.id for quiz in project.quizzes] != [quiz_id]:
        raise Refused(f"A publication at this address holds one quiz, and its id is “{quiz_id}”.")
    quiz = project.quizzes[0]
    if not quiz.results:
        raise Refused(f"The quiz “{quiz.name}” has no results page. Add one, then publish.")


def slug(quiz: Quiz, number: int) -> str:
    """The `number`-th public address to try for the quiz: `sleep-finder`, `sleep-finder-2`."""
    plain = unicodedata.normalize("NFKD", quiz.name).encode("ascii", "ignore").decode().lower()
    text = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_SLUG].strip("-") or "quiz"
    return text if number == 1 else f"{text}-{number}"
