"""The inspector's *then go to*: the rules after a question as sentences, and the one that is being changed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from quizdesigner.quiz import sentences
from quizdesigner.quiz.document import All, AnyCondition, Jump, Project, Question, Quiz
from quizdesigner.views import tokens
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.conditions import flat
from quizdesigner.views.builder.conditions.editor import ConditionEditor
from quizdesigner.views.builder.conditions.row import names
from quizdesigner.views.builder.sections import Section
from quizdesigner.views.kit import Select, button, column, icon_button, label, row, tab_through


class ThenGoTo(Section):
    """*Then go to*: the rules in order as sentences; one of them may be open."""

    def __init__(self, author: Author) -> None:
        self.add = button("Rule", "ghost", "plus", small=True)
        self.add.setAccessibleName("Add a rule")
        super().__init__("Then go to", self.add)
        self._author = author
        self._shown: tuple[Project, Quiz, Question] | None = None
        self.open_rule = ""
        self.rules: list[Rule] = []
        self._rules = QVBoxLayout()
        self._rules.setSpacing(8)
        self.add.clicked.connect(self._add)
        self.body.addLayout(self._rules)
        self.body.addWidget(
            label(
                "Otherwise the next question. The first rule that fits wins; jumps only go forward.", "hint", wrap=True
            )
        )

    def show_question(self, project: Project, quiz: Quiz, question: Question) -> None:
        """Show the rules of this question."""
        self._shown = (project, quiz, question)
        if all(jump.id != self.open_rule for jump in question.jumps):
            self.open_rule = ""
        while len(self.rules) < len(question.jumps):
            made = Rule(self._author, self)
            self.rules.append(made)
            self._rules.addWidget(made)
            tab_through(self)
        had = QApplication.focusWidget()
        for at, rule in enumerate(self.rules):
            if at >= len(question.jumps) and had is not None and (rule is had or rule.isAncestorOf(had)):
                # Left to Qt, the keyboard of a rule that is undone would go far away.
                self.add.setFocus(Qt.FocusReason.OtherFocusReason)
            rule.setVisible(at < len(question.jumps))
            if at < len(question.jumps):
                jump = question.jumps[at]
                rule.show_jump(project, quiz, question, jump, is_open=jump.id == self.open_rule)
        self.add.setEnabled(question is not quiz.questions[-1] or bool(quiz.results))

    def open(self, jump_id: str) -> None:
        """Open one rule for editing, or none; the keyboard goes along."""
        had = self.open_rule
        self.open_rule = jump_id
        if self._shown is not None:
            self.show_question(*self._shown)
        for rule in self.rules:
            if not rule.isHidden() and rule.jump_id == (jump_id or had):
                rule.focus_inside()

    def _add(self) -> None:
        if self._shown is None:
            return
        project, quiz, question = self._shown
        targets = _targets(quiz, question)
        # After the next question: a rule that leads where one goes anyway would say nothing.
        to = targets[min(1, len(targets) - 1)][0]
        first = flat.beginning(project, quiz, _subjects(quiz, question)) or All(())
        self.open(self._author.add_jump(to, first))


class Rule(QFrame):
    """One rule: a sentence to press, or its condition and target to change."""

    def __init__(self, author: Author, rules: ThenGoTo) -> None:
        super().__init__()
        self._author = author
        self._rules = rules
        self._place = 0
        self._open = False
        self.jump_id = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("kind", "sunken")
        self._if = label("", "secondary", wrap=True)
        self._to = label("", "strong", wrap=True)
        self._sentence = QWidget()
        self._sentence.setLayout(column(self._if, self._to, gap=2))
        self.condition = ConditionEditor()
        self.condition.changed.connect(lambda when: author.change_jump(self.jump_id, when=when))
        self.condition.emptied.connect(lambda: author.change_jump(self.jump_id, when=All(())))
        self.target = Select("Go to", ())
        self.target.setMinimumWidth(80)
        self.target.changed.connect(lambda to: author.change_jump(self.jump_id, to=to))
        self.up = icon_button("arrow-up", "Move rule up", small=True)
        self.down = icon_button("arrow-down", "Move rule down", small=True)
        self.delete = icon_button("trash-2", "Delete rule", small=True)
        self.done = button("Done", "link", small=True)
        self.up.clicked.connect(lambda: author.move_jump(self.jump_id, self._place - 1))
        self.down.clicked.connect(lambda: author.move_jump(self.jump_id, self._place + 1))
        self.delete.clicked.connect(self._delete)
        self.done.clicked.connect(lambda: rules.open(""))
        target = row(label("go to", "secondary"), self.target)
        target.setStretch(1, 1)
        self._always = label("Always", "secondary")
        self._editor = QWidget()
        self._editor.setLayout(
            column(
                label("If", "secondary"),
                self._always,
                self.condition,
                target,
                row(self.done, None, self.up, self.down, self.delete, gap=2),
                gap=6,
            )
        )
        self.setLayout(column(self._sentence, self._editor, gap=0, margins=(11, 9, 11, 9)))

    def show_jump(self, project: Project, quiz: Quiz, question: Question, jump: Jump, *, is_open: bool) -> None:
        """Show a rule, closed as a sentence or open to change."""
        self.jump_id = jump.id
        self._place = question.jumps.index(jump)
        self._open = is_open
        self.setAccessibleName(sentences.of_jump(project, quiz, question, jump))
        self._sentence.setVisible(not is_open)
        self._editor.setVisible(is_open)
        self.setCursor(Qt.CursorShape.ArrowCursor if is_open else Qt.CursorShape.PointingHandCursor)
        self._if.setText(f"If {_said(project, quiz, jump.when, question.id)},")
        self._to.setText(f"go to {sentences.of_target(quiz, jump.to)}")
        if is_open:
            self.condition.show_condition(project, quiz, jump.when, _subjects(quiz, question))
            self._always.setVisible(jump.when == All(()))
            targets = _targets(quiz, question)
            if all(value != jump.to for value, _ in targets):
                targets = [*targets, (jump.to, sentences.of_target(quiz, jump.to))]
            self.target.show_options(targets, jump.to)
            self.up.setEnabled(self._place > 0)
            self.down.setEnabled(self._place < len(question.jumps) - 1)

    def focus_inside(self) -> None:
        """The keyboard into the open rule, or onto its sentence."""
        if self._open:
            self.condition.focus_first()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._open:
            self._rules.open("")
        elif self._open or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            super().keyPressEvent(event)
        else:
            self._rules.open(self.jump_id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._open:
            self._rules.open(self.jump_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.current().accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)

    def _delete(self) -> None:
        self._rules.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._author.delete_jump(self.jump_id)


def _subjects(quiz: Quiz, question: Question) -> list[Question]:
    """What a rule of this question may speak of: itself first, then what came before, the nearest first."""
    place = quiz.questions.index(question)
    return [one for one in reversed(quiz.questions[: place + 1]) if one.traits.takes_answer]


def _targets(quiz: Quiz, question: Question) -> list[tuple[str, str]]:
    """Where a rule of this question may lead, with words: later screens and the results pages."""
    place = quiz.questions.index(question)
    named = names(quiz)
    later = [(one.id, named[one.id]) for one in quiz.questions[place + 1 :]]
    pages = ((page.id, sentences.of_target(quiz, page.id)) for page in quiz.results)
    return [*later, *((page_id, f"{name[0].upper()}{name[1:]}") for page_id, name in pages)]


def _said(project: Project, quiz: Quiz, condition: AnyCondition, here: str = "") -> str:
    return sentences.of_condition(project, quiz, condition, here)
