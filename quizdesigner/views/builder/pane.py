"""The builder's place: list, page and inspector side by side, following the desk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget

from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.document import TRAITS, Kind, Project, Question, Quiz, ResultsPage
from quizdesigner.views.builder import clipboard
from quizdesigner.views.builder.author import Author, Doubt
from quizdesigner.views.builder.canvas import Canvas
from quizdesigner.views.builder.inspector import Inspector
from quizdesigner.views.builder.kinds import ICONS
from quizdesigner.views.builder.questions import WIDTH, Questions
from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk
from quizdesigner.views.flow import FlowPane
from quizdesigner.views.kit import Segmented, column, row, rule
from quizdesigner.views.problems import signs

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
        self.switches = (_switch("questions"), _switch("flow"))
        self.flow = FlowPane(desk, self.switches[1])
        self._left = QFrame()
        self._left.setProperty("kind", "panel")
        self._left.setFixedWidth(WIDTH)
        self._left.setLayout(column(row(self.switches[0], margins=(12, 10, 12, 0)), self.questions, gap=0))
        written = QWidget()
        self._views = QStackedWidget()
        self.setLayout(column(self._views, gap=0))
        self._views.addWidget(written)
        self._views.addWidget(self.flow)
        # Last: the less often all this is put into something else, the less often it is styled anew.
        written.setLayout(row(self._left, self._lines[0], self.canvas, self._lines[1], self.inspector, gap=0))
        self.setProperty("kind", "window")
        self.setFocusProxy(self.questions.list)
        self._connect()
        self._show()

    def commands(self) -> tuple[Command, ...]:
        """What the builder adds to menu and palette."""
        here, step = lambda: self._author.question is not None, self._step

        def anywhere() -> bool:
            return self._part() is not None

        def writes() -> bool:
            return self._views.currentIndex() == 0

        return (
            Command("builder.add", "Add question", self.ask_kind, "A", "plus"),
            Command("builder.duplicate", "Duplicate question", self.duplicate, "Ctrl+D", "copy", anywhere),
            Command("builder.copy", "Copy question", self.copy, "Ctrl+C", "clipboard-copy", here),
            Command("builder.cut", "Cut question", self.cut, "Ctrl+X", "scissors", here),
            Command("builder.paste", "Paste questions", self.paste, "Ctrl+V", "clipboard-paste"),
            Command("builder.delete", "Delete question", self.delete, "", "trash-2", anywhere),
            Command("builder.up", "Move question up", partial(step, -1), "Alt+Up", "arrow-up", anywhere),
            Command("builder.down", "Move question down", partial(step, 1), "Alt+Down", "arrow-down", anywhere),
            Command("builder.add_page", "Add results page", self.add_page, "", "flag"),
            Command("builder.rule", "Add a rule for where to go next", self.add_rule, "Ctrl+J", "workflow", here),
            Command("builder.condition", "Change when it is shown", self.change_condition, "Ctrl+I", "eye", anywhere),
            Command("builder.column", "Go to list, page or details", self.next_column, "F6", "panel-right", writes),
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
            Command("builder.flow", "Turn to the flow map or back", self.turn, "Ctrl+Shift+M", "workflow"),
            *self.flow.commands(),
        )

    def show_view(self, view: str) -> None:
        """Show the `questions` to write, or the `flow` map; the keyboard goes there."""
        shows_flow = view == "flow"
        for switch in self.switches:
            switch.show_value(view)
        self._views.setCurrentIndex(int(shows_flow))
        self.setFocusProxy(self.flow.view if shows_flow else self._listed())
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc leaves what is being written; what has a use of its own for it has had its turn by now.
        if event.key() == Qt.Key.Key_Escape and self._views.currentIndex() == 0:
            self._leave()
        else:
            super().keyPressEvent(event)

    def turn(self) -> None:
        """Show the other view."""
        self.show_view("flow" if self._views.currentIndex() == 0 else "questions")

    def ask_kind(self) -> None:
        """Ask which kind of question to add."""
        self.show_view("questions")
        self.questions.add.open()

    def add(self, kind: Kind) -> None:
        """Put a new question after the one looked at, and the keyboard into its title."""
        if self._author.add_question(kind):
            self._write_title()

    def duplicate(self) -> None:
        """Put a copy after the question looked at, and the keyboard into its title; of several, all of them.

        On a results page that is what is copied.
        """
        if self._author.page is not None:
            if self._author.results.duplicate_page(self._author.page.id):
                self._write_title()
            return
        made = self._author.duplicate(self._chosen())
        if len(made) > 1:
            self._choose(made)
        elif made:
            self._write_title()

    def add_page(self) -> None:
        """Add a results page, and put the keyboard into its title."""
        if self._author.results.add_page():
            self._write_title()

    def add_rule(self) -> None:
        """Add a *then go to* rule to the question looked at, and put the keyboard into it."""
        self.show_view("questions")
        self._unfold()
        self.inspector.then.add.click()

    def change_condition(self) -> None:
        """Put the keyboard into the condition on which the question, results page or section looked at is shown."""
        self.show_view("questions")
        self._unfold()
        self.inspector.condition.edit.click()

    def next_column(self) -> None:
        """Put the keyboard into the next of list, page and details."""
        had = QApplication.focusWidget() or self
        if self._left.isAncestorOf(had):
            self.canvas.focus_title()
        elif self.canvas.isAncestorOf(had):
            self._unfold()
            self.inspector.first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._leave()

    def copy(self) -> None:
        """Put what is chosen in the list on the clipboard."""
        clipboard.copy(self._desk, self._chosen())

    def cut(self) -> None:
        """Put what is chosen in the list on the clipboard and take it out."""
        self.copy()
        self.delete()

    def paste(self) -> None:
        """Put the questions on the clipboard after those chosen, and choose them."""
        chosen, ids = self._chosen(), [one.id for one in self._desk.quiz.questions]
        pasted = clipboard.paste(self._desk, ids.index(chosen[-1]) + 1 if chosen else None)
        if pasted is not None:
            self.show_view("questions")
            self._choose(pasted.questions)
            self.canvas.left_over.tell(pasted)

    def delete(self) -> None:
        """Take what is chosen in the list out, or the results page looked at."""
        if self._author.page is not None:
            self._author.results.delete_page(self._author.page.id)
            return
        self._author.delete(self._chosen())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _connect(self) -> None:
        desk, author = self._desk, self._author
        desk.editor.changed.connect(self._follow)
        desk.quiz_changed.connect(lambda _: self._show())
        desk.question_changed.connect(lambda _: self._show())
        desk.theme_changed.connect(self.canvas.show_again)
        desk.problems.changed.connect(self._show_lists)
        desk.problems.asked.connect(self._show_problem)
        questions = self.questions
        questions.list.picked.connect(desk.open_question)
        questions.list.opened.connect(self._write_title)
        questions.list.moved.connect(author.move)
        questions.list.deleted.connect(author.delete)
        questions.added.connect(lambda kind: self.add(Kind(kind)))
        questions.pages.picked.connect(desk.open_question)
        questions.pages.list.opened.connect(self._write_title)
        questions.pages.moved.connect(author.results.move_page)
        questions.pages.deleted.connect(author.results.delete_page)
        questions.pages.added.connect(self.add_page)
        canvas = self.canvas
        canvas.duplicate.clicked.connect(self.duplicate)
        canvas.delete.clicked.connect(self.delete)
        canvas.details.clicked.connect(self._arrange)
        canvas.start.clicked.connect(questions.add.open)
        for switch in self.switches:
            switch.changed.connect(self.show_view)
        self.flow.opened.connect(partial(self.show_view, "questions"))
        canvas.question.looked.connect(self.inspector.choices.pick)
        canvas.question.media_asked.connect(self._show_media)
        canvas.kept.connect(self._focus_list)
        canvas.left_over.put_away.connect(self._focus_list)
        author.doubted.connect(self._ask)

    def _write_title(self) -> None:
        self.show_view("questions")
        self.canvas.focus_title()

    def _chosen(self) -> tuple[str, ...]:
        """The questions chosen in the list; the one looked at when it is not among them."""
        chosen, here = self.questions.list.chosen, self._author.question
        if here is None:
            return ()
        return chosen if here.id in chosen else (here.id,)

    def _choose(self, question_ids: Sequence[str]) -> None:
        self._desk.open_question(question_ids[0])
        self.questions.list.choose(question_ids)
        self.questions.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, doubt: Doubt) -> None:
        self.show_view("questions")
        self.canvas.ask(doubt)

    def _show_media(self) -> None:
        self._unfold()
        self.inspector.show_media()

    def _show_problem(self, finding: Finding) -> None:
        """Show what a problem of the question or page looked at is about, with the keyboard there."""
        self.show_view("questions")
        if finding.part == "title":
            self.canvas.focus_title()
        elif finding.question or finding.page:
            self._unfold()
            self.inspector.show_problem(finding)

    def _unfold(self) -> None:
        """Bring the inspector into sight."""
        if self.inspector.isHidden():
            self.canvas.details.setChecked(True)
            self._arrange()

    def _leave(self) -> None:
        """Put the keyboard on the list, where it is in sight again."""
        if self._left.isHidden():
            self.canvas.details.setChecked(False)
            self._arrange()
        self._focus_list()

    def _step(self, step: int) -> None:
        """Move what is chosen, or the question or results page looked at."""
        page = self._author.page
        if page is not None:
            self._author.results.move_page(page.id, self._desk.quiz.results.index(page) + step)
            return
        if self.questions.list.chosen != self._chosen():
            self.questions.list.show_current(self._desk.question_id)
        self.questions.list.step(step)

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
        if inside and another:
            # What has the keyboard is about to belong to something else. Left to Qt, it would go to the next field.
            self._focus_list()
        self._show_lists()
        if self._views.currentIndex() == 0:
            self.setFocusProxy(self._listed())
        self.canvas.show_part(self._desk.project, quiz, part)
        self.inspector.show_part(self._desk.project, quiz, part)
        if inside and not another and not self._has_keyboard():
            self._focus_list()

    def _show_lists(self) -> None:
        desk, marked = self._desk, signs(self._desk.problems.found)
        self.questions.show_quiz(desk.quiz, desk.question_id, marked)
        self.questions.pages.show_pages(desk.project, desk.quiz, desk.question_id, marked)

    def _focus_list(self) -> None:
        """Put the keyboard on the row of what is looked at."""
        self._listed().setFocus(Qt.FocusReason.OtherFocusReason)

    def _listed(self) -> QWidget:
        """The list that holds what is looked at."""
        return self.questions.list if self._author.page is None else self.questions.pages.list

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
        for part in (self._left, self._lines[0]):
            part.setVisible(not (narrow and asked))


def _switch(view: str) -> Segmented:
    return Segmented("View", (("questions", "Questions", "list"), ("flow", "Flow map", "workflow")), view)


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
