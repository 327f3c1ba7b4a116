"""How long one keystroke takes until it is safe on the disk, beside the least a disk can do: one row, one commit.

`python benchmarks/edit.py [FOLDER]` types in the middle of a project of 500 questions with 12,500 choices and 12,500
products. The two kinds of write take turns on the same disk, so that the ratio holds on a busy machine too.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pysqlite3
from msgspec.structs import replace

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz.document import Choice, Kind, Link, Product, Project, Question, Quiz, Tag

QUESTIONS = 500
CHOICES = 25
ROUNDS = 400


def main(folder: Path) -> None:
    """Measure and print."""
    path = folder / "edit.quizproject"
    made = timed(lambda: project_file.create(path, large()).close())
    file = project_file.open(path)
    row = pysqlite3.connect(str(folder / "row.db"), isolation_level=None)
    row.execute("PRAGMA synchronous = EXTRA")
    row.execute("CREATE TABLE text (body TEXT)")
    row.execute("INSERT INTO text VALUES ('')")

    keystrokes, rows = [], []
    for number in range(ROUNDS):
        # SQLite skips a write that changes nothing, so each text is a new one.
        text = f"What is your goal? {number}"
        keystrokes.append(timed(partial(keystroke, file, text)))
        rows.append(timed(partial(row.execute, "UPDATE text SET body = ?", (text,))))
    row.close()
    file.close()
    opened = timed(lambda: project_file.open(path).close())

    print(f"one keystroke, saved   {shown(keystrokes)}")
    print(f"one row, saved         {shown(rows)}")
    print(f"ratio of the medians   {statistics.median(keystrokes) / statistics.median(rows):.1f}")
    print(f"the whole project      made {made * 1e3:.0f} ms, opened {opened * 1e3:.0f} ms")


def large() -> Project:
    """A project as large as the largest that agencies have."""
    choices = tuple(
        Choice(f"c{number}", f"Choice {number}", tags=(f"t{number}",), links=(Link(f"p{number}"),))
        for number in range(CHOICES)
    )
    questions = tuple(
        Question(f"q{number}", Kind.SINGLE, f"Question {number}", choices=choices) for number in range(QUESTIONS)
    )
    return Project(
        "large",
        "Large",
        (Quiz("quiz", "Large quiz", questions),),
        tags=tuple(Tag(f"t{number}", f"goal:{number}") for number in range(CHOICES)),
        products=tuple(Product(f"p{number}", f"Product {number}") for number in range(QUESTIONS * CHOICES)),
    )


def retitled(project: Project, text: str) -> Project:
    """The project with another title for the question in the middle."""
    quiz = project.quizzes[0]
    middle = len(quiz.questions) // 2
    question = replace(quiz.questions[middle], title=text)
    questions = (*quiz.questions[:middle], question, *quiz.questions[middle + 1 :])
    return replace(project, quizzes=(replace(quiz, questions=questions),))


def keystroke(file: ProjectFile, text: str) -> None:
    """What a key in the title field sets off: the edit, and its commit."""
    file.commit(retitled(file.project, text), "Type", "title")


def timed(work: Callable[[], object]) -> float:
    """Seconds the work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def shown(seconds: list[float]) -> str:
    """Median and 99th percentile in milliseconds."""
    return (
        f"median {statistics.median(seconds) * 1e3:.2f} ms, p99 {statistics.quantiles(seconds, n=100)[98] * 1e3:.2f} ms"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as scratch:
        main(Path(scratch))
