"""The builder's place: list, page and inspector side by side, following the desk."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from quizdesigner.quiz.document import TRAITS, Kind, Project, Question, Quiz, ResultsPage
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.canvas import Canvas
from quizdesigner.views.builder.inspector import Inspector
from quizdesigner.views.builder.kinds import ICONS
from quizdesigner.views.builder.questions import Questions
from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import row, rule

_THREE_COLUMNS = 1040
"""Pixels under which the inspector folds away and takes the list's place when it is asked for."""


class BuilderPane(QWidget):
    """Where questions are written, put in order and joined by rules."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._author = Author(desk)
        self._shown = ""
        self.questions = Questions()
        self.canvas = Canvas(self._author)
        self.inspector = Inspector(self._author)
        self._lines = (rule(upright=True), rule(upright=True))
        self.setProperty("kind", "window")
        self.setFocusProxy(self.questions.list)
        self.setLayout(row(self.questions, self._lines[0], self.canvas, self._lines[1], self.inspector, gap=0))
        self._connect()
        self._show()

    def commands(self) -> tuple[Command, ...]:
        """What the builder adds to menu and palette."""
        author, here = self._author, lambda: self._author.question is not None
        return (
            Command("builder.add", "Add question", self.questions.add.open, "A", "plus"),
            Command("builder.duplicate", "Duplicate question", self.duplicate, "Ctrl+D", "copy", here),
            Command("builder.delete", "Delete question", author.delete, "", "trash-2", here),
            Command("builder.up", "Move question up", partial(author.move, -1), "Alt+Up", "arrow-up", here),
            Command("builder.down", "Move question down", partial(author.move, 1), "Alt+Down", "arrow-down", here),
            *(
                Command(
                    f"builder.add.{kind.value}",
                    f"Add {TRAITS[kind].label.lower()}",
                    partial(self.add, kind),
                    icon=ICONS[kind],
                )
                for kind in Kind
            ),
            Command("builder.phone", "Show phone size", partial(self.canvas.show_size, "phone"), icon="smartphone"),
            Command("builder.desktop", "Show desktop size", partial(self.canvas.show_size, "desktop"), icon="monitor"),
        )

    def add(self, kind: Kind) -> None:
        """Put a new question after the one looked at, and the keyboard into its title."""
        if self._author.add_question(kind):
            self.canvas.focus_title()

    def duplicate(self) -> None:
        """Put a copy after the question looked at, and the keyboard into its title."""
        if self._author.duplicate():
            self.canvas.focus_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _connect(self) -> None:
        desk, author = self._desk, self._author
        desk.editor.changed.connect(self._follow)
        desk.quiz_changed.connect(lambda _: self._show())
        desk.question_changed.connect(lambda _: self._show())
        desk.theme_changed.connect(self.canvas.show_again)
        questions = self.questions
        questions.list.picked.connect(desk.open_question)
        questions.list.moved.connect(author.move_to)
        questions.list.deleted.connect(lambda _: author.delete())
        questions.added.connect(lambda kind: self.add(Kind(kind)))
        canvas = self.canvas
        canvas.duplicate.clicked.connect(self.duplicate)
        canvas.delete.clicked.connect(author.delete)
        canvas.details.clicked.connect(self._arrange)
        canvas.start.clicked.connect(questions.add.open)
        canvas.question.looked.connect(self.inspector.choices.pick)

    def _follow(self, before: Project, after: Project) -> None:
        """Look at what a step brought or changed, so that undo is seen where it happens; then show it."""
        if self.isVisible():
            quiz_id = self._desk.quiz_id
            old = next((quiz for quiz in before.quizzes if quiz.id == quiz_id), None)
            target = _touched(old, self._desk.quiz) if old is not None else ""
            if target:
                self._desk.open_question(target)
        self._show()

    def _show(self) -> None:
        quiz, part = self._desk.quiz, self._part()
        inside = self._has_keyboard()
        another = part is not None and part.id != self._shown
        self._shown = part.id if part is not None else ""
        self.questions.show_quiz(quiz, self._desk.question_id)
        self.canvas.show_part(self._desk.project, quiz, part)
        self.inspector.show_part(self._desk.project, quiz, part)
        if inside and (another or not self._has_keyboard()):
            # What had the keyboard is gone, or now belongs to something else.
            self.questions.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_keyboard(self) -> bool:
        """Whether it is in the page or in the details."""
        had = QApplication.focusWidget()
        return had is not None and (self.canvas.isAncestorOf(had) or self.inspector.isAncestorOf(had))

    def _part(self) -> Question | ResultsPage | None:
        return self._author.question or self._author.page

    def _arrange(self) -> None:
        narrow = self.width() < _THREE_COLUMNS
        asked = self.canvas.details.isChecked()
        self.canvas.details.setVisible(narrow)
        for part in (self.inspector, self._lines[1]):
            part.setVisible(not narrow or asked)
        for part in (self.questions, self._lines[0]):
            part.setVisible(not (narrow and asked))


def _touched(before: Quiz, after: Quiz) -> str:
    """The question or results page that came with a step or alone was changed by it; empty for none or several."""
    old, new = _parts(before), _parts(after)
    came = [part_id for part_id in new if part_id not in old]
    if came or len(new) < len(old):
        return came[0] if len(came) == 1 else ""
    changed = [part_id for part_id, part in new.items() if part is not old[part_id]]
    return changed[0] if len(changed) == 1 else ""


def _parts(quiz: Quiz) -> dict[str, Question | ResultsPage]:
    questions: dict[str, Question | ResultsPage] = {one.id: one for one in quiz.questions}
    return questions | {page.id: page for page in quiz.results}
