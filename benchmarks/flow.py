"""How smoothly the flow map of 200 questions moves, and how soon an edit is on it.

`python benchmarks/flow.py` paints frames of a pan and of a zoom over the map, and as many of an empty one; the ratio
hardly depends on the machine. An edit counts until the map shows it; beside it, the same edit with no map open.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel

from quizdesigner.models import project_file
from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Choice, Chose, HasTag, Jump, Kind, Project, Question, Quiz, ResultsPage, Tag
from quizdesigner.quiz.flow import flow
from quizdesigner.quiz.flow_layout import layout
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views import fonts, style, tokens
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.flow import FlowPane
from quizdesigner.views.flow.view import FlowView
from quizdesigner.views.preferences import Preferences

QUESTIONS = 200
FRAMES = 80


def main(folder: Path) -> None:
    """Measure and print."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    fonts.load(app)
    style.apply(app, tokens.LIGHT)
    loop = qasync.QEventLoop(app)
    # What run_forever does around the application's exec; here the steps below take its place.
    asyncio.events._set_running_loop(loop)
    project = large()
    told("graph and layout", timed(lambda _: layout(flow(project.quizzes[0])), 20))
    with project_file.create(folder / "flow.quizproject", project) as file:
        numbers = count()
        desk = Desk(Editor(file, lambda: f"new{next(numbers)}"), Preferences(folder), Secrets())
        pane = shown(desk)

        def rename(number: int) -> None:
            desk.editor.do(edits.change_question, "quiz", "q100", title=f"Title {number}", merge="bench")
            app.processEvents()

        def reroute(number: int) -> None:
            desk.editor.do(edits.change_jump, "quiz", "q50", "j50", to=f"q{60 + number % 30}", merge="bench")
            app.processEvents()

        pane.hide()
        disk = told("edit, the map hidden", timed(rename, FRAMES))
        pane.show()
        app.processEvents()
        told("edit of words, on the map", timed(rename, FRAMES), disk)
        told("edit of a rule, on the map", timed(reroute, FRAMES), disk)
        desk.editor.do(edits.add_quiz, Quiz("one", "One", (Question("alone", Kind.SINGLE, "Alone"),)))
        desk.open_quiz("one")
        app.processEvents()
        empty_pan, empty_zoom = moved(app, pane.view, "one box")
        desk.open_quiz("quiz")
        app.processEvents()
        moved(app, pane.view, "200 questions", empty_pan, empty_zoom)
        pane.view.fit()
        moved(app, pane.view, "all of them in view", empty_pan, empty_zoom)
        pane.close()
    asyncio.events._set_running_loop(None)
    loop.close()


def shown(desk: Desk) -> FlowPane:
    """The map at the size it has in a window of 1440 x 900."""
    pane = FlowPane(desk, QLabel())
    pane.resize(1236, 820)
    pane.show()
    return pane


def moved(app: QApplication, view: FlowView, name: str, pan: float = 0, zoom: float = 0) -> tuple[float, float]:
    """Frames of a pan to and fro and of a zoom in and out, painted; beside these medians, if there are any."""

    def pan_once(number: int) -> None:
        view.look_at(view.seen.center() + QPoint(9 if number % 40 < 20 else -9, 0))
        view.viewport().repaint()

    def zoom_once(number: int) -> None:
        view.zoom_by(1.02 if number % 20 < 10 else 1 / 1.02, QPoint(400, 300))
        view.viewport().repaint()

    return told(f"pan, {name}", timed(pan_once, FRAMES), pan), told(f"zoom, {name}", timed(zoom_once, FRAMES), zoom)


def timed(act: Callable[[int], object], times: int) -> list[float]:
    """Milliseconds of each call."""
    taken = []
    for number in range(times):
        begun = time.perf_counter()
        act(number)
        taken.append(1000 * (time.perf_counter() - begun))
    return taken


def told(name: str, taken: list[float], least: float = 0) -> float:
    """Print median and 95th percentile, and the ratio to `least`; the median."""
    median = statistics.median(taken)
    ratio = f"   x {median / least:.1f}" if least else ""
    print(f"{name:<34} median {median:7.2f} ms   95 % {statistics.quantiles(taken, n=20)[-1]:7.2f} ms{ratio}")
    return median


def large() -> Project:
    """Two hundred questions; every fourth has a rule, every fifth is shown to some."""
    questions = tuple(
        Question(
            f"q{place}",
            Kind.SINGLE,
            f"What about the question number {place}?",
            choices=tuple(Choice(f"q{place}c{one}", f"Choice {one}", tags=(f"t{place % 9}",)) for one in range(4)),
            show_when=HasTag(f"t{place % 9}") if place % 5 == 4 and place > 9 else None,
            jumps=(Jump(f"j{place}", f"q{place + 7}", Chose(f"q{place}", f"q{place}c1")),)
            if place % 4 == 2 and place < 190
            else (),
        )
        for place in range(QUESTIONS)
    )
    pages = (ResultsPage("some", "For some", show_when=HasTag("t1")), ResultsPage("rest", "For the rest"))
    tags = tuple(Tag(f"t{number}", f"tag:{number}") for number in range(9))
    return Project("p", "Large", (Quiz("quiz", "Large", questions, pages),), tags=tags)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        main(Path(made))
