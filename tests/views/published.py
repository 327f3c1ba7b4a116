"""What the tests of comparisons share: versions kept in the file, and counting that waits until it is let go on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from quizdesigner.forecast.messages import Ask, Compared
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.models.publications import Publication
from quizdesigner.quiz import wire
from quizdesigner.quiz.bundle import bundle_of
from quizdesigner.quiz.document import Project
from quizdesigner.views.counter import Answered
from quizdesigner.views.publish.changes import ChangeLine
from quizdesigner.views.publish.comparison import Comparison
from tests.views.counting import CountingHere


def publish(file: ProjectFile, project: Project, revision: int, by: str = "Ana", host: str = "h1") -> None:
    """Note that this was published, as if the host had answered."""
    quiz = project.quizzes[0]
    bundle = bundle_of(project, quiz)
    at = datetime(2026, 11, revision, 12, tzinfo=UTC)
    file.record_publication(Publication(quiz.id, host, revision, wire.digest(bundle), at, by, "", bundle))


def shown(comparison: Comparison) -> dict[str, list[str]]:
    """The lines on screen under each change."""
    return {
        one.difference.sentence: [line.text for line in one.effects.sentences if line.isVisible()]
        for one in comparison.findChildren(ChangeLine)
        if one.isVisible()
    }


class CountingLater(CountingHere):
    """Answers what two versions come to when it is let go on; `gone` answers that the process died."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[tuple[Ask, Answered | None]] = []

    @property
    def asked(self) -> int:
        """How many comparisons wait."""
        return len(self._held)

    def ask(self, ask: Ask, answered: Answered | None = None) -> None:
        """Hold comparisons back, count the rest."""
        if isinstance(ask, Compared):
            self._held.append((ask, answered))
        else:
            super().ask(ask, answered)

    def go_on(self) -> None:
        """Count what was held back."""
        self._let(lambda ask, answered: super(CountingLater, self).ask(ask, answered))

    def gone(self) -> None:
        """The process died over it."""
        self._let(lambda ask, answered: answered(None) if answered else None)

    def _let(self, take: Callable[[Ask, Answered | None], None]) -> None:
        held, self._held = self._held, []
        for ask, answered in held:
            take(ask, answered)
