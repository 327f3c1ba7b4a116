"""The right column: what the page cannot show of a question or results page, with what is to be mended."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from quizdesigner.quiz.check import Finding
from quizdesigner.quiz.document import Options, Project, Question, Quiz, ResultsPage
from quizdesigner.views.builder.answer_part import AnswerPart
from quizdesigner.views.builder.any_answer_part import AnyAnswerPart
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.choices_part import ChoicesPart
from quizdesigner.views.builder.conditions.line import ConditionLine
from quizdesigner.views.builder.media_part import MediaPart
from quizdesigner.views.builder.question_part import QuestionPart
from quizdesigner.views.builder.ranges_part import RangesPart
from quizdesigner.views.builder.results.part import ResultsPart
from quizdesigner.views.builder.rules_part import ThenGoTo
from quizdesigner.views.builder.show_when import ShowWhen
from quizdesigner.views.kit import column, scrolled

WIDTH = 312


class Inspector(QFrame):
    """Parts for a question, or for a results page."""

    def __init__(self, author: Author) -> None:
        super().__init__()
        self._author = author
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
        self._problems = author.desk.problems
        self._problems.changed.connect(self._show_found)

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
        self._show_found()

    def show_media(self) -> None:
        """Bring the place where picture and video are chosen into view, with the keyboard in it."""
        self.area.ensureWidgetVisible(self.media)
        self.media.picture.tile.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def first(self) -> QWidget:
        """The first control on show."""
        return self.question.kind if self.results.isHidden() else self.results.first

    @property
    def condition(self) -> ConditionLine:
        """When the question, the results page or its section is shown."""
        return self.show_when.line if self.results.isHidden() else self.results.condition

    def show_problem(self, finding: Finding) -> None:
        """Bring the part a problem is about into view, with the keyboard in it."""
        if finding.slot:
            self._author.results.open_section(finding.slot)
        part: QWidget = self.results if finding.page else self.question
        target = part
        match finding.part:
            case "choices":
                part = next(one for one in (self.choices, self.ranges, self.any_answer) if not one.isHidden())
                if finding.choice:
                    self.choices.pick(finding.choice)
                target = self.choices.list if part is self.choices else part
            case "show_when" if finding.question:
                part, target = self.show_when, self.show_when.line.edit
            case "rules":
                rules = (rule for rule in self.then.rules if not rule.isHidden() and rule.jump_id == finding.jump)
                part, target = self.then, next(rules, self.then.add)
        # The words stand under the part.
        self.area.ensureWidgetVisible(part)
        self.area.ensureWidgetVisible(target)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_findings(self) -> None:
        """Look through the quiz now, and show what is to be mended here."""
        self._problems.look()

    def _show_found(self) -> None:
        """Show what is to be mended here, each under the part it is about."""
        part = self._shown[2] if self._shown else None
        here = part.id if part is not None else ""
        found = [one for one in self._problems.found if one.concerns(here)]
        # What has its cause elsewhere is no matter of a part here.
        own = [one for one in found if here in (one.question, one.page)]
        for choices in (self.choices, self.ranges, self.any_answer):
            choices.show_findings([one for one in own if one.part == "choices"])
        self.show_when.show_findings([one for one in own if one.part == "show_when"])
        self.then.show_findings([one for one in own if one.part == "rules"])
        rest = [one for one in found if one not in own or one.part in ("", "title")]
        self.question.show_findings(rest)
        self.results.show_findings(found)
