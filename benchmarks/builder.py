"""Opening, scrolling and typing in a quiz of 1,000 questions with 8 choices each, in the whole window.

Run it with `QT_QPA_PLATFORM=offscreen python -m benchmarks.builder`. A keystroke is measured from the key to what is
painted and on the disk, and told as a ratio to a keystroke in an empty window and to one bare durable commit.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from quizdesigner.models import project_file
from quizdesigner.quiz.document import (
    Choice,
    Chose,
    Jump,
    Kind,
    Link,
    Product,
    Project,
    Question,
    Quiz,
    ResultsPage,
    Slot,
    Tag,
)
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views import fonts, style, tokens
from quizdesigner.views.builder import BuilderPane
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.preferences import Preferences

QUESTIONS, CHOICES, KEYS = 1_000, 8, 200


def project() -> Project:
    """1,000 questions of 8 choices, each tagged and voting; every tenth jumps over the next."""
    questions = tuple(
        Question(
            f"q{place}",
            Kind.SINGLE if place % 3 else Kind.MULTIPLE,
            f"What about the matter of number {place}?",
            choices=tuple(
                Choice(f"c{at}", f"Choice {at} of question {place}", tags=(f"t{(place + at) % 60}",),
                       links=(Link(f"p{(place * 3 + at) % 50}"),))
                for at in range(CHOICES)
            ),
            jumps=(Jump("j", f"q{place + 2}", Chose(f"q{place}", "c0")),) if place % 10 == 0 else (),
        )
        for place in range(QUESTIONS)
    )  # fmt: skip
    return Project(
        "large",
        "Large",
        (Quiz("quiz", "Large", questions, (ResultsPage("end", "Done", sections=(Slot("s"),)),)),),
        tags=tuple(Tag(f"t{at}", f"group{at % 8}:value{at}") for at in range(60)),
        products=tuple(Product(f"p{at}", f"Product {at}") for at in range(50)),
    )


def timed(act: Callable[[int], object], times: int) -> list[float]:
    """Milliseconds of each call."""
    taken = []
    for number in range(times):
        begun = time.perf_counter()
        act(number)
        taken.append(1000 * (time.perf_counter() - begun))
    return taken


def told(name: str, taken: list[float]) -> float:
    """Print median and 95th percentile; the median."""
    high = quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    print(f"{name:44} median {median(taken):8.2f} ms   p95 {high:8.2f} ms")
    return median(taken)


def bare_commit(folder: Path) -> float:
    """One durable commit of one row, with nothing around it."""
    db = sqlite3.connect(folder / "bare.db", isolation_level=None)
    db.execute("PRAGMA synchronous=EXTRA")
    db.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT)")
    found = told(
        "one bare durable commit", timed(lambda at: db.execute("INSERT INTO row (body) VALUES (?)", (str(at),)), KEYS)
    )
    db.close()
    return found


def empty_window(app: QApplication) -> float:
    """A key in a line of text that nothing listens to, painted."""
    line = QLineEdit()
    line.resize(1240, 60)
    line.show()
    line.setFocus()

    def key(number: int) -> None:
        QTest.keyClicks(line, "abcdefgh "[number % 9])
        app.processEvents()

    found = told("key in an empty window, painted", timed(key, KEYS))
    line.close()
    return found


def main() -> None:
    """Measure and print."""
    app = QApplication([])
    fonts.load(app)
    style.apply(app, tokens.LIGHT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commit, key = bare_commit(folder), empty_window(app)
        path = folder / "large.quizproject"
        project_file.create(path, project()).close()
        told("open the file", timed(lambda _: project_file.open(path).close(), 5))
        numbers = count(1)
        file = project_file.open(path)
        desk = Desk(Editor(file, ids=lambda: f"new{next(numbers)}"), Preferences(folder), Secrets())

        def opened(_: int) -> BuilderPane:
            pane = BuilderPane(desk)
            pane.resize(1240, 790)
            pane.show()
            app.processEvents()
            return pane

        begun = time.perf_counter()
        pane = opened(0)
        told("show the Builder", [1000 * (time.perf_counter() - begun)])
        bar = pane.questions.list.verticalScrollBar()

        def scroll(number: int) -> None:
            bar.setValue((number * 311) % max(1, bar.maximum()))
            app.processEvents()

        told("scroll the list of questions, painted", timed(scroll, 100))

        def step(number: int) -> None:
            desk.open_question(f"q{(number * 37) % QUESTIONS}")
            app.processEvents()

        told("another question, painted", timed(step, 100))
        desk.open_question("q500")
        app.processEvents()
        title = pane.canvas.question.title
        title.setFocus()

        def type_key(number: int) -> None:
            QTest.keyClicks(title, "abcdefgh "[number % 9])
            app.processEvents()

        typed = told("key in a title, painted and durable", timed(type_key, KEYS))
        cards = pane.canvas.question.choices.shown

        def type_choice(number: int) -> None:
            QTest.keyClicks(cards[0].title, "abcdefgh "[number % 9])
            app.processEvents()

        told("key in a choice, painted and durable", timed(type_choice, KEYS))
        QGuiApplication.clipboard().setText("x" * 1_000_000)
        title.setFocus()
        told("a megabyte pasted into a title", timed(lambda _: title.paste(), 1))
        print(f"{'a key beside one in an empty window':44} ratio  {typed / key:8.2f}")
        print(f"{'a key beside one bare durable commit':44} ratio  {typed / commit:8.2f}")
        pane.close()
        file.close()


if __name__ == "__main__":
    main()
