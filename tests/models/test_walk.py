"""A random walk of edits, undo, redo and closing: after each step the file, opened anew, equals memory."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from quizdesigner.models import project_file
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz.document import Project
from tests.models.steps import EDITS, edited
from tests.quiz.projects import sleep_project


class Author(RuleBasedStateMachine):
    """An author at work, beside a model that keeps every project there was and a place among them."""

    file: ProjectFile
    past: list[Project]
    place: int
    fresh: int

    @initialize()
    def create(self) -> None:
        """A new file."""
        self.folder = tempfile.TemporaryDirectory()
        self.file = project_file.create(Path(self.folder.name) / "walk.quizproject", sleep_project())
        self.past, self.place, self.fresh = [sleep_project()], 0, 0

    @rule(which=st.integers(0, len(EDITS) - 1), place=st.integers(0, 40), word=st.text("abä '", max_size=4))
    def edit(self, which: int, place: int, word: str) -> None:
        """One edit as a step of its own."""
        self.fresh += 1
        after = edited(self.file.project, which, place, word, f"n{self.fresh}")
        if after != self.file.project:
            self.past[self.place + 1 :] = [after]
            self.place += 1
        self.file.commit(after, "Edit")

    @rule(words=st.lists(st.text("abc", max_size=3), min_size=1, max_size=4))
    def type(self, words: list[str]) -> None:
        """Typing in one field, left afterwards; one step, or none when the text is the old one again."""
        before = self.file.project
        for word in words:
            self.file.commit(edited(self.file.project, 0, 1, word, ""), "Type", merge="title")
        self.file.seal()
        moved = any(edited(before, 0, 1, word, "") != before for word in words)
        if self.file.project != before:
            self.past[self.place + 1 :] = [self.file.project]
            self.place += 1
        elif moved:
            del self.past[self.place + 1 :]

    @rule()
    def undo(self) -> None:
        """Back one step."""
        assert (self.file.undo() is None) == (self.place == 0)
        self.place = max(0, self.place - 1)

    @rule()
    def redo(self) -> None:
        """Forward one step."""
        assert (self.file.redo() is None) == (self.place == len(self.past) - 1)
        self.place = min(len(self.past) - 1, self.place + 1)

    @rule()
    def reopen(self) -> None:
        """Close and come back."""
        path = self.file.path
        self.file.close()
        self.file = project_file.open(path)

    @invariant()
    def file_equals_memory(self) -> None:
        """What a second opener finds."""
        assert self.file.project == self.past[self.place]
        assert len(self.file.history.done) == self.place
        assert len(self.file.history.undone) == len(self.past) - self.place - 1
        with project_file.open(self.file.path, read_only=True) as found:
            assert found.project == self.file.project
            assert found.history.done == self.file.history.done
            assert found.history.undone == self.file.history.undone

    def teardown(self) -> None:
        """Nothing stays on the disk."""
        if hasattr(self, "file"):
            self.file.close()
            assert [one.name for one in Path(self.folder.name).iterdir()] == ["walk.quizproject"]
            self.folder.cleanup()


TestAuthor = Author.TestCase
TestAuthor.settings = settings(max_examples=25, stateful_step_count=25)
