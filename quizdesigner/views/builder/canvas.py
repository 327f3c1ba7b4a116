"""The middle column: what is looked at, drawn as the shopper's page and edited in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from quizdesigner.quiz import check
from quizdesigner.quiz.document import Project, Question, Quiz, ResultsPage, Theme
from quizdesigner.views import tokens
from quizdesigner.views.builder.author import Author, Doubt
from quizdesigner.views.builder.kinds import kind_line
from quizdesigner.views.builder.left_over import LeftOver
from quizdesigner.views.builder.look import sheet
from quizdesigner.views.builder.question_page import QuestionPage
from quizdesigner.views.builder.results.page import ResultsCanvas
from quizdesigner.views.builder.would_break import WouldBreak
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
    """A head with what acts on the question, and under it the page. `kept` comes when a deletion was not wanted."""

    kept = Signal()

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
        for words in (self._name, self._kind):
            # Long ones must not keep the window from getting narrow.
            words.setMinimumWidth(1)
        self.duplicate = icon_button("copy", "Duplicate question", small=True)
        self.delete = icon_button("trash-2", "Delete question", small=True)
        self.details = icon_button("panel-right", "Show details", small=True)
        self.details.setCheckable(True)
        self.start = button("Add question", "primary", "plus")
        self._show_names_of_sizes()
        head = Panel(margins=(16, 0, 14, 0))
        head.setFixedHeight(46)
        head.body.addLayout(
            row(
                self._name,
                self._kind,
                None,
                self.results.who,
                self.size_choice,
                6,
                self.duplicate,
                self.delete,
                self.details,
            )
        )
        self._paper = QFrame()
        self._paper.setProperty("page", "sheet")
        self._pages = QStackedWidget()
        desk = QWidget()
        self.area = scrolled(desk)
        around = QHBoxLayout(desk)
        around.setContentsMargins(_AROUND, _AROUND, _AROUND, _AROUND)
        around.addWidget(self._paper, 0, Qt.AlignmentFlag.AlignHCenter)
        around.setAlignment(self._paper, Qt.AlignmentFlag.AlignHCenter)
        self._empty = EmptyState(
            "Your questions come here, one screen each, as the shopper will see them.", self.start, "list-checks"
        )
        self._body = QStackedWidget()
        self._body.addWidget(self.area)
        self._body.addWidget(self._empty)
        self.would_break = WouldBreak("Delete with those rules")
        self.would_break.agreed.connect(self._agree)
        self.would_break.kept.connect(self._keep)
        self.would_break.looked.connect(author.desk.open_question)
        self._doubt: Doubt | None = None
        self.left_over = LeftOver()
        asked = column(self.would_break, self.left_over, margins=(16, 10, 16, 0))
        self.setLayout(column(head, rule(), asked, self._body, gap=0))
        # Last: what stands in an area when it is put somewhere is styled anew each time.
        self._paper.setLayout(column(self._pages, margins=(_INSIDE - INSET, _INSIDE - 2, _INSIDE - INSET, _INSIDE)))
        self._pages.addWidget(self.question)
        self._pages.addWidget(self.results)
        self._shown: tuple[Project, Quiz, Question | ResultsPage | None] | None = None

    def show_part(self, project: Project, quiz: Quiz, part: Question | ResultsPage | None) -> None:
        """Show a question or a results page of the quiz; for a quiz without questions, where to begin."""
        before = self._shown[2] if self._shown else None
        if self._shown is None or self._shown[0] is not project or before is not part:
            # What was asked about may be another thing by now.
            self.would_break.hide()
        self._shown = (project, quiz, part)
        self.left_over.follow(quiz)
        question = part if isinstance(part, Question) else None
        number = check.numbers(quiz).get(question.id) if question else None
        name = "Results page" if part else ""
        if question:
            name = f"Question {number}" if number else "Message"
        self._name.setText(name)
        self._kind.say(kind_line(question) if question else "")
        self.results.who.setVisible(isinstance(part, ResultsPage))
        for acts, verb in ((self.duplicate, "Duplicate"), (self.delete, "Delete")):
            acts.setEnabled(part is not None)
            acts.setToolTip(f"{verb} {'question' if question else 'results page'}")
            acts.setAccessibleName(acts.toolTip())
        self._body.setCurrentWidget(self.area if quiz.questions else self._empty)
        self._style(quiz.theme)
        if question is not None:
            self._pages.setCurrentWidget(self.question)
            self.question.show_question(project, quiz, question, wide=self._wide)
        elif isinstance(part, ResultsPage):
            self._pages.setCurrentWidget(self.results)
            self.results.show_page(project, quiz, part, wide=self._wide)
        if part is not None and (before is None or before.id != part.id):
            self.area.verticalScrollBar().setValue(0)

    def ask(self, doubt: Doubt) -> None:
        """Say what a deletion would break; do it only when that is wanted."""
        self._doubt = doubt
        count = len(doubt.references)
        speak = "One place speaks" if count == 1 else f"{count} places speak"
        self.would_break.ask(f"{speak} of {_within(doubt.text)}:", doubt.references)

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

    def _agree(self) -> None:
        doubt, self._doubt = self._doubt, None
        self.would_break.hide()
        if doubt is not None:
            doubt.act()

    def _keep(self) -> None:
        self.would_break.hide()
        self._doubt = None
        self.kept.emit()

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


def _within(name: str) -> str:
    """A name as it stands inside a sentence."""
    return name if name.startswith("“") else f"{name[0].lower()}{name[1:]}"
