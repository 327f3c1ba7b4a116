"""A process that edits a project file and says what it is about to save and what is saved, until it is killed.

`python -m tests.models.writer FILE SEED`. Each line is `about DIGEST` or `saved DIGEST`.
"""

from __future__ import annotations

import random
import sys
from itertools import count
from pathlib import Path

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz.rows import apply, inverse
from quizdesigner.quiz.wire import digest
from tests.models.steps import EDITS, edited


def main(path: Path, seed: str) -> None:
    """Edit until killed."""
    chance = random.Random(seed)
    with project_file.open(path) as file:
        say("saved", digest(file.project))
        for number in count():
            step(file, chance, f"s{seed}-{number}")
            say("saved", digest(file.project))


def step(file: ProjectFile, chance: random.Random, fresh: str) -> None:
    """One edit, undo or redo, announced."""
    what = chance.random()
    if what < 0.15 and file.history.done:
        say("about", digest(apply(file.project, inverse(file.history.done[-1].patch))))
        file.undo()
    elif what < 0.25 and file.history.undone:
        say("about", digest(apply(file.project, file.history.undone[0].patch)))
        file.redo()
    else:
        word = chance.choice("abcdef") * chance.randrange(200)
        after = edited(file.project, chance.randrange(len(EDITS)), chance.randrange(40), word, fresh)
        say("about", digest(after))
        file.commit(after, "Edit", chance.choice([None, "typing"]))


def say(what: str, about: str) -> None:
    """One line at once, so that it is out before whatever comes next."""
    sys.stdout.write(f"{what} {about}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
