"""What a keystroke in the builder costs in a quiz of 200 questions, and how much of it is the disk.

Run it with `QT_QPA_PLATFORM=offscreen python -m benchmarks.builder`. It prints numbers and judges nothing: what counts
is the ratio of the window's share to the disk's, which hardly depends on the machine.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median, quantiles

from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizdesigner.models import project_file
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project, Question
from quizdesigner.starters import load_starter
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views import fonts, style, tokens
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.preferences import Preferences

QUESTIONS = 200
KEYS = 150


def large(project: Project) -> Project:
    """The project with its first quiz repeated until it has 200 questions."""
    quiz = project.quizzes[0]
    some = [question for question in quiz.questions if question.traits.has_choices]
    made: list[Question] = [
        replace(some[number % len(some)], id=f"q{number}", key=f"k{number}", jumps=()) for number in range(QUESTIONS)
    ]
    return replace(project, quizzes=(replace(quiz, questions=tuple(made)), *project.quizzes[1:]))


def timed(act: Callable[[int], object], times: int) -> list[float]:
    """Milliseconds of each call."""
    taken = []
    for number in range(times):
        begun = time.perf_counter()
        act(number)
        taken.append(1000 * (time.perf_counter() - begun))
    return taken


def told(name: str, taken: list[float]) -> float:
    """Print median and 99th percentile; the median."""
    print(f"{name:44} median {median(taken):7.2f} ms   p99 {quantiles(taken, n=100)[-1]:7.2f} ms")
    return median(taken)


def main() -> None:
    """Measure and print."""
    app = QApplication([])
    fonts.load(app)
    style.apply(app, tokens.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        file = project_file.create(Path(folder) / "large.quizproject", large(load_starter("skin")))
        numbers = count(1)
        editor = Editor(file, ids=lambda: f"new{next(numbers)}")
        desk = Desk(editor, Preferences(Path(folder)), Secrets())
        quiz, here = desk.quiz_id, "q100"

        def type_without_window(number: int) -> None:
            editor.do(edits.change_question, quiz, here, title=f"Title {number}", merge="bench")

        disk = told("edit and disk alone", timed(type_without_window, KEYS))
        pane = BuilderPane(desk)
        pane.resize(1240, 790)
        pane.show()
        desk.open_question(here)
        app.processEvents()
        title = pane.canvas.question.title
        title.setFocus()
        title.selectAll()

        def type_key(number: int) -> None:
            QTest.keyClicks(title, "abcdefgh "[number % 9])
            app.processEvents()

        whole = told("key in a title, painted", timed(type_key, KEYS))
        cards = pane.canvas.question.choices.shown

        def type_choice(number: int) -> None:
            QTest.keyClicks(cards[0].title, "abcdefgh "[number % 9])
            app.processEvents()

        told("key in a choice, painted", timed(type_choice, KEYS))

        def step(number: int) -> None:
            desk.open_question(f"q{100 + number % 50}")
            app.processEvents()

        told("another question, painted", timed(step, 100))
        print(f"{'the window beside the disk':44} ratio  {(whole - disk) / disk:7.2f}")
        QGuiApplication.clipboard().setText("x" * 1_000_000)
        title.setFocus()
        print(f"{'a megabyte pasted into a title':44} once   {timed(lambda _: title.paste(), 1)[0]:7.2f} ms")
        file.close()


if __name__ == "__main__":
    main()
