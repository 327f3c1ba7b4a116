"""The middle column: what is looked at, drawn as the shopper's page and edited in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from quizdesigner.quiz import check
from quizdesigner.quiz.document import Project, Question, Quiz, ResultsPage, Theme
from quizdesigner.views import tokens
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.kinds import kind_line
from quizdesigner.views.builder.look import sheet
from quizdesigner.views.builder.question_page import QuestionPage
from quizdesigner.views.builder.results_page import ResultsCanvas
from quizdesigner.views.builder.writing import INSET
from quizdesigner.views.kit import (
    Badge,
    EmptyState,
    Panel,
    Segmented,
    button,
    column,
    icon_button,
    label,
    row,
    rule,
    scrolled,
)

_PHONE = 390
_DESKTOP = 600
_AROUND = 26
_INSIDE = 32


class Canvas(QWidget):
    """A head with what acts on the question, and under it the page."""

    sized = Signal(str)

    def __init__(self, author: Author) -> None:
        super().__init__()
        self._styled: tuple[Theme, tokens.Tokens, bool] | None = None
        self.setProperty("kind", "window")
        self.size_choice = Segmented("Page size", (("phone", "", "smartphone"), ("desktop", "", "monitor")), "desktop")
        self.size_choice.changed.connect(self.show_size)
        self.question = QuestionPage(author)
        self.results = ResultsCanvas(author)
        self._name = label("", "strong")
        self._kind = Badge()
        self.duplicate = icon_button("copy", "Duplicate question", small=True)
        self.delete = icon_button("trash-2", "Delete question", small=True)
        self.details = icon_button("panel-right", "Show details", small=True)
        self.details.setCheckable(True)
        self.start = button("Add question", "primary", "plus")
        self._show_names_of_sizes()
        head = Panel(margins=(16, 0, 14, 0))
        head.setFixedHeight(46)
        head.body.addLayout(
            row(self._name, self._kind, None, self.size_choice, 6, self.duplicate, self.delete, self.details)
        )
        self._paper = QFrame()
        self._paper.setProperty("page", "sheet")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.question)
        self._pages.addWidget(self.results)
        self._paper.setLayout(column(self._pages, margins=(_INSIDE - INSET, _INSIDE - 2, _INSIDE - INSET, _INSIDE)))
        desk = QWidget()
        around = QHBoxLayout(desk)
        around.setContentsMargins(_AROUND, _AROUND, _AROUND, _AROUND)
        around.addWidget(self._paper, 0, Qt.AlignmentFlag.AlignHCenter)
        around.setAlignment(self._paper, Qt.AlignmentFlag.AlignHCenter)
        self.area = scrolled(desk)
        self._empty = EmptyState(
            "Your questions come here, one screen each, as the shopper will see them.", self.start, "list-checks"
        )
        self._body = QStackedWidget()
        self._body.addWidget(self.area)
        self._body.addWidget(self._empty)
        self.setLayout(column(head, rule(), self._body, gap=0))
        self._shown: tuple[Project, Quiz, Question | ResultsPage | None] | None = None

    def show_part(self, project: Project, quiz: Quiz, part: Question | ResultsPage | None) -> None:
        """Show a question or a results page of the quiz; for a quiz without questions, where to begin."""
        before = self._shown[2] if self._shown else None
        self._shown = (project, quiz, part)
        question = part if isinstance(part, Question) else None
        number = check.numbers(quiz).get(question.id) if question else None
        name = "Results page" if part else ""
        if question:
            name = f"Question {number}" if number else "Message"
        self._name.setText(name)
        self._kind.say(kind_line(question) if question else "")
        self.duplicate.setEnabled(question is not None)
        self.delete.setEnabled(question is not None)
        self._body.setCurrentWidget(self.area if quiz.questions else self._empty)
        self._style(quiz.theme)
        if question is not None:
            self._pages.setCurrentWidget(self.question)
            self.question.show_question(quiz, question, wide=self._wide)
        elif isinstance(part, ResultsPage):
            self._pages.setCurrentWidget(self.results)
            self.results.show_page(project, quiz, part, wide=self._wide)
        if part is not None and (before is None or before.id != part.id):
            self.area.verticalScrollBar().setValue(0)

    def show_size(self, size: str) -> None:
        """Draw the page as wide as a phone or as a desktop window."""
        self.size_choice.show_value(size)
        self._fit()
        self.show_again()

    def show_again(self) -> None:
        """Draw what is shown once more: the colours of the window or the size have changed."""
        if self._shown is not None:
            self.show_part(*self._shown)

    def focus_title(self) -> None:
        """Put the keyboard into the title of what is shown."""
        page = self._pages.currentWidget()
        if isinstance(page, QuestionPage | ResultsCanvas):
            page.focus_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def _wide(self) -> bool:
        return self.size_choice.value == "desktop"

    def _fit(self) -> None:
        room = max(280, self.width() - 2 * _AROUND)
        self._paper.setFixedWidth(min(room, _DESKTOP if self._wide else _PHONE))

    def _style(self, theme: Theme) -> None:
        wanted = (theme, tokens.current(), self._wide)
        if wanted != self._styled:
            self._styled = wanted
            self._paper.setStyleSheet(sheet(theme, tokens.current(), wide=self._wide))

    def _show_names_of_sizes(self) -> None:
        for part, name in zip(self.size_choice.findChildren(QPushButton), ("Phone size", "Desktop size"), strict=True):
            part.setAccessibleName(name)
            part.setToolTip(name)
