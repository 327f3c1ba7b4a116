"""How long a key takes next to a choice in a large quiz, beside the least a key can take: one letter in a bare field.

`python benchmarks/tags.py` types tags into a quiz of 60 questions with 12 choices each and 300 tags. A key counts until
everything it changed is painted. The two kinds of key take turns, so that the ratio holds on a busy machine too.
Then it moves and sets tags in the grid of 1,000 questions with 8 choices each by 200 tags.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from itertools import count
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from quizdesigner.models import project_file
from quizdesigner.quiz.document import Choice, Kind, Project, Question, Quiz, Tag, TagGroup
from quizdesigner.settings import new_id
from quizdesigner.sync.secrets import Secrets
from quizdesigner.views import fonts, style, tokens
from quizdesigner.views.customer_tags import CustomerTagsPane
from quizdesigner.views.desk import Desk
from quizdesigner.views.editor import Editor
from quizdesigner.views.preferences import Preferences

QUESTIONS = 60
CHOICES = 12
TAGS = 300
ROUNDS = 40
WORDS = "value1"


def main(folder: Path) -> None:
    """Measure and print."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    fonts.load(app)
    style.apply(app, tokens.LIGHT)
    with project_file.create(folder / "tags.quizproject", large()) as file:
        numbers = count()
        desk = Desk(Editor(file, lambda: f"new{next(numbers)}"), Preferences(folder), Secrets())
        pane = CustomerTagsPane(desk)
        pane.resize(1240, 790)
        pane.show()
        bare = QLineEdit()
        bare.show()
        pane.list.open(("q30", "c0"))
        letters, links, bares = [], [], []
        line = pane.list.field.line
        for _ in range(ROUNDS):
            for letter in WORDS:
                letters.append(key(app, line, letter))
                bares.append(key(app, bare, letter))
            links.append(key(app, line, Qt.Key.Key_Tab))
            bare.clear()
        pane.close()
    with project_file.create(folder / "grid.quizproject", large(1_000, 8, 200)) as file:
        desk = Desk(Editor(file, new_id), Preferences(folder), Secrets())
        pane = CustomerTagsPane(desk)
        pane.resize(1240, 790)
        pane.show()
        pane.show_view("grid")
        assert pane.grid is not None
        table = pane.grid.table
        table.setFocus()
        table.go_to(4_000, 60)
        moves, marks = [], []
        for _ in range(ROUNDS):
            moves.append(key(app, table, Qt.Key.Key_Right))
            marks.append(key(app, table, Qt.Key.Key_Space))
            bares.append(key(app, bare, "x"))
        pane.close()
    least = statistics.median(bares)
    report("a letter in a bare field", bares, least)
    report("a letter next to a choice", letters, least)
    report("Tab: saved, linked, next choice", links, least)
    report("an arrow in the large grid", moves, least)
    report("Space there: saved, set", marks, least)


def key(app: QApplication, widget: QWidget, pressed: str | Qt.Key) -> float:
    """Press a key and paint what it changed; seconds."""
    begun = time.perf_counter()
    if isinstance(pressed, str):
        QTest.keyClicks(widget, pressed)
    else:
        QTest.keyClick(widget, pressed)
    app.processEvents()
    return time.perf_counter() - begun


def report(what: str, seconds: list[float], least: float) -> None:
    """One line of the result."""
    median, most = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    print(f"{what:<34} median {median * 1e3:6.2f} ms   95 % {most * 1e3:6.2f} ms   x {median / least:.1f}")


def large(asked: int = QUESTIONS, choices: int = CHOICES, known: int = TAGS) -> Project:
    """A quiz far larger than any on the web, every choice with a tag."""
    tags = tuple(Tag(f"t{number}", f"group{number % 12}:value{number}") for number in range(known))
    questions = tuple(
        Question(
            f"q{place}",
            Kind.MULTIPLE,
            f"What is question {place} about?",
            choices=tuple(
                Choice(f"c{number}", f"Choice number {number}", tags=(f"t{(place * choices + number) % known}",))
                for number in range(choices)
            ),
            default_group=f"group{place % 12}",
        )
        for place in range(asked)
    )
    groups = tuple(TagGroup(f"group{number}", number % 8) for number in range(12))
    return Project("p", "Large", (Quiz("quiz", "Large", questions),), tags=tags, tag_groups=groups)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        main(Path(made))
