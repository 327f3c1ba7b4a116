"""The one door every change goes through: file first, then memory, then the panes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from quizdesigner.errors import QuizDesignerError
from quizdesigner.models.project_file import ProjectFile
from quizdesigner.quiz.document import Project


class Editor(QObject):
    """The project as the window edits it.

    `changed` gives the projects before and after: compare parts by identity. `refused` gives words for the author.
    """

    changed = Signal(object, object)
    refused = Signal(str)
    saved_changed = Signal(str)

    def __init__(self, file: ProjectFile, ids: Callable[[], str]) -> None:
        super().__init__()
        self.file = file
        self.new_id = ids
        self.saved_state = "saved"

    @property
    def project(self) -> Project:
        """The project as it is on disk."""
        return self.file.project

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed; `file.reason` says why, in words for the author."""
        return self.file.read_only

    @property
    def undo_labels(self) -> tuple[str, ...]:
        """What can be undone, the latest first: `rename tag`."""
        return tuple(step.label for step in reversed(self.file.history.done))

    @property
    def redo_labels(self) -> tuple[str, ...]:
        """What can be done again, the next first."""
        return tuple(step.label for step in self.file.history.undone)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self.file.history.done) and not self.read_only

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self.file.history.undone) and not self.read_only

    @property
    def undo_label(self) -> str:
        """What `undo` would take back; empty when nothing."""
        return next(iter(self.undo_labels), "")

    @property
    def redo_label(self) -> str:
        """What `redo` would do again; empty when nothing."""
        return next(iter(self.redo_labels), "")

    def do(
        self,
        edit: Callable[..., Project],
        *args: object,
        merge: str | None = None,
        label: str | None = None,
        **fields: object,
    ) -> bool:
        """Make an edit: `do(rename_tag, tag_id, "goal:calm")`. False, and nothing changed, when it is refused.

        Steps in a row with the same `merge` (`title:q1`) are one step: typing. `label` names the step in the history;
        it comes from the name of the edit unless given.
        """
        before = self.project
        if self.read_only:
            self.refused.emit(f"{self.file.reason} Nothing was changed.")
            return False
        try:
            after = edit(before, *args, **fields)
        except QuizDesignerError as error:
            self.refused.emit(str(error))
            return False
        if after is before:
            return True
        return self._kept(lambda: self.file.commit(after, label or words(edit), merge))

    def undo(self) -> bool:
        """Take the last step back."""
        return self.can_undo and self._kept(self.file.undo)

    def redo(self) -> bool:
        """Do the step undone last again."""
        return self.can_redo and self._kept(self.file.redo)

    def go_to(self, steps: int) -> None:
        """Go back (negative) or forward by so many steps."""
        for _ in range(abs(steps)):
            if not (self.undo() if steps < 0 else self.redo()):
                return

    def seal(self) -> None:
        """A typing run ends: the next edit is a step of its own."""
        self.file.seal()

    def _kept(self, write: Callable[[], object]) -> bool:
        before = self.project
        try:
            write()
        except QuizDesignerError as error:
            self._saved(f"not saved: {error}")
            self.refused.emit(str(error))
            # After a failed write the file was read again, and may hold something else than was shown.
            if self.project != before:
                self.changed.emit(before, self.project)
            return False
        self._saved("saved")
        self.changed.emit(before, self.project)
        return True

    def _saved(self, state: str) -> None:
        if state != self.saved_state:
            self.saved_state = state
            self.saved_changed.emit(state)


def touched(before: Project, after: Project, *parts: str) -> bool:
    """Whether any of these parts of the project, by their names, are others than before."""
    return any(getattr(before, part) is not getattr(after, part) for part in parts)


def words(edit: Callable[..., Project]) -> str:
    """What an edit is called in the history: `rename_tag` is rename tag."""
    return str(getattr(edit, "__name__", "change")).strip("_<>").replace("_", " ")
