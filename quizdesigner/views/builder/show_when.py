"""The inspector's *show when*: the condition a question is shown on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import sentences
from quizdesigner.quiz.document import Project, Question, Quiz
from quizdesigner.views.builder import flat
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.condition_editor import ConditionEditor
from quizdesigner.views.builder.sections import Section
from quizdesigner.views.icons import icon
from quizdesigner.views.kit import button, label, row


class ShowWhen(Section):
    """*Show when*: a sentence, and under it the condition when it is being edited."""

    def __init__(self, author: Author) -> None:
        self.edit = button("Condition", "ghost", "plus", small=True)
        super().__init__("Show when", self.edit)
        self._author = author
        self._shown: tuple[Project, Quiz, Question] | None = None
        self._open = False
        self.sentence = label("", "secondary", wrap=True)
        self.editor = ConditionEditor()
        self.editor.changed.connect(author.show_when)
        self.editor.emptied.connect(self._clear)
        self.edit.clicked.connect(self._edit)
        self.done = button("Done", "link", small=True)
        self.done.clicked.connect(self._close)
        self.clear = button("Always show", "link", small=True)
        self.clear.clicked.connect(self._clear)
        self._ends = QWidget()
        self._ends.setLayout(row(self.done, None, self.clear))
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.editor)
        self.body.addWidget(self._ends)

    def show_question(self, project: Project, quiz: Quiz, question: Question) -> None:
        """Show when this question is shown."""
        if self._shown is None or self._shown[2].id != question.id or question.show_when is None:
            self._open = False
        self._shown = (project, quiz, question)
        condition = question.show_when
        said = "" if condition is None else sentences.of_condition(project, quiz, condition)
        self.sentence.setText(f"Shown when {said}." if said else "Always shown.")
        possible = bool(_earlier(quiz, question) or project.tags) or condition is not None
        self.edit.setText("Condition" if condition is None else "Change")
        self.edit.setIcon(icon("plus" if condition is None else "pencil"))
        self.edit.setAccessibleName("Add a condition" if condition is None else "Change the condition")
        self.edit.setEnabled(possible)
        self.edit.setToolTip("" if possible else "A condition speaks of an earlier question or a customer tag.")
        self._show_open()

    def _edit(self) -> None:
        if self._shown is None:
            return
        project, quiz, question = self._shown
        if question.show_when is None:
            first = flat.beginning(project, quiz, _earlier(quiz, question))
            if first is None:
                return
            self._author.show_when(first)
        self._open = self._shown[2].show_when is not None
        self._show_open()
        self.editor.focus_first()

    def _close(self) -> None:
        self._open = False
        self._show_open()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._author.show_when(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._open:
            self._close()
        else:
            super().keyPressEvent(event)

    def _show_open(self) -> None:
        if self._open and self._shown is not None:
            project, quiz, question = self._shown
            self.editor.show_condition(project, quiz, question.show_when, _earlier(quiz, question))
        self.editor.setVisible(self._open)
        self._ends.setVisible(self._open)
        self.edit.setVisible(not self._open)


def _earlier(quiz: Quiz, question: Question) -> list[Question]:
    """What the condition of this question may speak of: what was asked before it, the nearest first."""
    place = quiz.questions.index(question)
    return [one for one in reversed(quiz.questions[:place]) if one.traits.takes_answer]
