"""How long an edit keeps the window, and how long until every number is exact again, counted by another process.

`python benchmarks/forecast.py` edits quizzes of several sizes. *In the window* is what the edit and the answer cost the
window's own thread beyond the same edit with nobody counting; *exact after* is until the last number is there. Both are
set beside one plain play of the quiz, measured in the same run.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from benchmarks.coverage import looking_back, made, segments
from quizdesigner.models import project_file
from quizdesigner.quiz import edits, play
from quizdesigner.quiz.document import Project, Segment
from quizdesigner.quiz.samples import sample
from quizdesigner.starters import load_starter
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views.counter import CountingProcess
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.preferences import Preferences

ROUNDS = 15
_MOST_SECONDS = 60


def main(folder: Path) -> None:
    """Measure and print."""
    app = QApplication.instance() or QApplication([])
    process = CountingProcess()
    for name, project in (
        ("60 questions x 6, 10 segments", with_segments(made(60))),
        ("the same, 20 conditions look back", with_segments(looking_back(made(60)))),
        ("1,000 questions x 6, 10 segments", with_segments(made(1000))),
        ("starter skin", load_starter("skin")),
        ("starter gifts", load_starter("gifts")),
    ):
        with project_file.create(folder / f"{name}.quizproject", project) as file:
            measure(name, app, Editor(file, ids()), Preferences(folder), process)
    process.stop()


def measure(
    name: str, app: QApplication | object, editor: Editor, preferences: Preferences, process: CountingProcess
) -> None:
    """Edit one project with and without a forecast, and print."""
    assert isinstance(app, QApplication)
    quiz = editor.project.quizzes[0]
    answers = sample(quiz, 1)
    plain = statistics.median(timed(lambda: play.outcome(editor.project, quiz, answers)) for _ in range(20))
    question = next(one for one in quiz.questions if one.traits.has_choices)
    numbers = count()

    def word() -> None:
        editor.do(edits.change_question, quiz.id, question.id, title=f"Words {next(numbers)}")

    def tag() -> None:
        name = f"more:{next(numbers)}"
        editor.do(edits.link_tags, quiz.id, question.id, question.choices[0].id, [name], editor.new_id)

    def needed() -> None:
        now = next(one for one in editor.project.quizzes[0].questions if one.id == question.id)
        editor.do(edits.change_question, quiz.id, question.id, required=not now.required)

    alone = {edit.__name__: statistics.median(timed(edit) for _ in range(ROUNDS)) for edit in (word, tag, needed)}
    desk = Desk(editor, preferences, Secrets(), process)
    first = timed(lambda: settle(app, desk))
    print(f"{name}\n  one play {1e3 * plain:.2f} ms; all exact {first:.2f} s after opening")
    for edit in (word, tag, needed):
        held, exact = [], []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            busy = timed(edit)
            held.append(busy + settle(app, desk))
            exact.append(time.perf_counter() - begun)
        longest = 1e3 * (statistics.median(held) - alone[edit.__name__])
        after = statistics.median(exact)
        print(
            f"  {edit.__name__:<7} in the window {max(longest, 0):6.2f} ms   exact after {1e3 * after:7.1f} ms"
            f"   x {after / plain:.0f} of a play"
        )
    desk.forecast.end()


def settle(app: QApplication, desk: Desk) -> float:
    """Let the window go on until all is exact; the seconds its own thread was busy meanwhile."""
    busy = 0.0
    for_ever = time.perf_counter() + _MOST_SECONDS
    while not desk.forecast.current:
        begun = time.thread_time()
        app.processEvents()
        busy += time.thread_time() - begun
        time.sleep(0.001)
        assert time.perf_counter() < for_ever, "counting does not come to an end"
    return busy


def timed(act: Callable[[], object]) -> float:
    """The seconds one call takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def ids() -> Callable[[], str]:
    """New ids, one after the other."""
    numbers = count()
    return lambda: f"new{next(numbers)}"


def with_segments(project: Project) -> Project:
    """The project with its ten rules as segments."""
    return replace(project, segments=tuple(Segment(f"s{at}", *one) for at, one in enumerate(segments(project).items())))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as where:
        main(Path(where))
