"""When something is shown: a sentence, and under it the condition while it is being changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import sentences
from quizdesigner.quiz.document import AnyCondition, Project, Question, Quiz
from quizdesigner.views.builder.conditions import flat
from quizdesigner.views.builder.conditions.editor import ConditionEditor
from quizdesigner.views.icons import icon
from quizdesigner.views.kit import button, column, label, row


class ConditionLine(QWidget):
    """A condition as a sentence, with the ways to write, change and remove it. It knows of nothing but conditions.

    `ConditionLine("Shown when", "Always shown.", "this section")` begins its sentence with the first words, says the
    second while there is no condition, and names its controls by the third. Call `show_condition` with what the
    project says, whenever that changed. `changed` gives what a person made of it: a condition, or None for none;
    nothing is shown until the project says so. Put `edit` wherever the heading of the part is.
    """

    changed = Signal(object)

    def __init__(self, beginning: str, always: str, of: str) -> None:
        super().__init__()
        self._beginning, self._always, self._of = beginning, always, of
        self._shown: tuple[Project, Quiz, AnyCondition | None, Sequence[Question]] | None = None
        self._about = ""
        self._open = False
        self.edit = button("Condition", "ghost", "plus", small=True)
        self.edit.clicked.connect(self._edit)
        self.sentence = label("", "secondary", wrap=True)
        self.editor = ConditionEditor()
        self.editor.changed.connect(self.changed)
        self.editor.emptied.connect(self._clear)
        self.done = button("Done", "link", small=True)
        self.done.clicked.connect(self._close)
        self.clear = button("Remove", "link", small=True)
        self.clear.setAccessibleName(f"Remove the condition of {of}")
        self.clear.clicked.connect(self._clear)
        self._ends = QWidget()
        self._ends.setLayout(row(self.done, None, self.clear))
        self.setLayout(column(self.sentence, self.editor, self._ends, gap=6))

    def show_condition(
        self, project: Project, quiz: Quiz, condition: AnyCondition | None, subjects: Sequence[Question], about: str
    ) -> None:
        """Show the condition of `about` (an id), which may speak of the questions `subjects`; the first is offered
        first. Another id, or no condition, closes the editor.
        """
        if about != self._about or condition is None:
            self._open = False
        self._about = about
        self._shown = (project, quiz, condition, subjects)
        said = "" if condition is None else sentences.of_condition(project, quiz, condition)
        self.sentence.setText(f"{self._beginning} {said}." if said else self._always)
        possible = bool(subjects or project.tags) or condition is not None
        self.edit.setText("Condition" if condition is None else "Change")
        self.edit.setIcon(icon("plus" if condition is None else "pencil"))
        verb = "Add a" if condition is None else "Change the"
        self.edit.setAccessibleName(f"{verb} condition of {self._of}")
        self.edit.setEnabled(possible)
        self.edit.setToolTip("" if possible else "A condition speaks of an earlier question or a customer tag.")
        self._show_open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._open:
            self._close()
        else:
            super().keyPressEvent(event)

    def _edit(self) -> None:
        if self._shown is None:
            return
        project, quiz, condition, subjects = self._shown
        if condition is None:
            first = flat.beginning(project, quiz, subjects)
            if first is None:
                return
            self.changed.emit(first)
        # Somebody has shown what became of it by now; a project that refuses shows nothing.
        self._open = self._shown[2] is not None
        self._show_open()
        self.editor.focus_first()

    def _close(self) -> None:
        self._open = False
        self._show_open()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(None)

    def _show_open(self) -> None:
        if self._open and self._shown is not None:
            self.editor.show_condition(*self._shown)
        self.editor.setVisible(self._open)
        self._ends.setVisible(self._open)
