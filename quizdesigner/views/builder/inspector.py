"""The right column: what the page cannot show of a question or results page, with what is to be mended."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from quizdesigner.quiz import check
from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.document import Options, Project, Question, Quiz, ResultsPage
from quizdesigner.views.builder.answer_part import AnswerPart
from quizdesigner.views.builder.any_answer_part import AnyAnswerPart
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.choices_part import ChoicesPart
from quizdesigner.views.builder.media_part import MediaPart
from quizdesigner.views.builder.question_part import QuestionPart
from quizdesigner.views.builder.ranges_part import RangesPart
from quizdesigner.views.builder.results.part import ResultsPart
from quizdesigner.views.builder.rules_part import ThenGoTo
from quizdesigner.views.builder.show_when import ShowWhen
from quizdesigner.views.kit import column, scrolled

WIDTH = 312

_PAUSE = 250
"""Milliseconds without a change before the quiz is checked: looking through 200 questions costs more than a frame."""


class Inspector(QFrame):
    """Parts for a question, or for a results page."""

    def __init__(self, author: Author) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Details")
        self._shown: tuple[Project, Quiz, Question | ResultsPage | None] | None = None
        self.question = QuestionPart(author)
        self.choices = ChoicesPart(author)
        self.ranges = RangesPart(author)
        self.any_answer = AnyAnswerPart(author)
        self.answer = AnswerPart(author)
        self.media = MediaPart(author)
        self.show_when = ShowWhen(author)
        self.then = ThenGoTo(author)
        self.results = ResultsPart(author)
        self._of_question = (
            self.question,
            self.answer,
            self.choices,
            self.ranges,
            self.show_when,
            self.then,
            self.any_answer,
            self.media,
        )
        inner = QWidget()
        self.area = scrolled(inner)
        self.setLayout(column(self.area, gap=0))
        # Last: what stands in an area when it is put somewhere is styled anew each time.
        inner.setLayout(column(*self._of_question, self.results, None, gap=0))
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(_PAUSE)
        self._check.timeout.connect(self.show_findings)

    def show_part(self, project: Project, quiz: Quiz, part: Question | ResultsPage | None) -> None:
        """Show the details of a question or a results page; nothing for None."""
        before = self._shown[2] if self._shown else None
        self._shown = (project, quiz, part)
        question = part if isinstance(part, Question) else None
        for section in self._of_question:
            section.setVisible(question is not None)
        self.results.setVisible(isinstance(part, ResultsPage))
        if question is not None:
            self.question.show_question(quiz, question)
            self.answer.show_question(question)
            options = question.traits.options
            for one, part_of in (
                (Options.CHOICES, self.choices),
                (Options.RANGES, self.ranges),
                (Options.ANSWER, self.any_answer),
            ):
                part_of.setVisible(options is one)
                if options is one:
                    part_of.show_question(project, question)
            self.media.show_question(project, question)
            self.show_when.show_question(project, quiz, question)
            self.then.show_question(project, quiz, question)
        elif isinstance(part, ResultsPage):
            self.results.show_page(project, quiz, part)
        if part is not None and (before is None or before.id != part.id):
            self.area.verticalScrollBar().setValue(0)
            self._tell(())
        self._check.start()

    def show_media(self) -> None:
        """Bring the place where picture and video are chosen into view, with the keyboard in it."""
        self.area.ensureWidgetVisible(self.media)
        self.media.picture.tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_findings(self) -> None:
        """Check the quiz and show what is to be mended here, each under the part it is about."""
        project, quiz, part = self._shown or (None, None, None)
        if project is not None and quiz is not None and part is not None:
            here = part.id
            self._tell(tuple(one for one in check.findings(project, quiz) if here in (one.question, one.page)))

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        rest = [one for one in findings if one.part in ("", "title")]
        for part in (self.choices, self.ranges, self.any_answer):
            part.show_findings([one for one in findings if one.part == "choices"])
        self.then.show_findings([one for one in findings if one.part == "rules"])
        self.question.show_findings(rest)
        self.results.show_findings(rest)
