"""One row of a condition: a question, what is said of it, and the choice, range or number; or a customer tag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from quizdesigner.quiz import check
from quizdesigner.quiz.document import AnyCondition, Chose, Compare, HasTag, Project, Question, Quiz
from quizdesigner.quiz.recall import unanswered
from quizdesigner.quiz.sentences import of_range
from quizdesigner.views.builder.conditions import flat
from quizdesigner.views.builder.conditions.flat import TAGS
from quizdesigner.views.builder.exact_fields import AmountField
from quizdesigner.views.kit import Select, column, icon_button, row
from quizdesigner.views.kit.plain import plain_tip


class ConditionRow(QFrame):
    """`changed` gives the row as somebody made it, `removed` comes when it was taken away."""

    changed = Signal(object)
    removed = Signal()

    def __init__(self, number: str) -> None:
        super().__init__()
        self._row: AnyCondition = HasTag("none")
        self._shown: tuple[Project, Quiz] | None = None
        self.setProperty("kind", "sunken")
        self.subject = Select(f"Condition {number}: question", ())
        self.verb = Select(f"Condition {number}: what holds", ())
        self.value = Select(f"Condition {number}: choice or tag", ())
        self.amount = AmountField(f"Condition {number}: number")
        self.remove = icon_button("x", f"Take condition {number} away", small=True)
        for field in (self.subject, self.verb, self.value, self.amount):
            field.setProperty("small", True)
        for select in (self.subject, self.verb, self.value):
            select.setMinimumWidth(80)
        self.verb.setFixedWidth(150)
        self.subject.changed.connect(self._set_subject)
        self.verb.changed.connect(self._set_verb)
        self.value.changed.connect(lambda value: self.changed.emit(flat.with_value(self._row, value)))
        self.amount.edited.connect(lambda amount: self.changed.emit(flat.with_value(self._row, amount)))
        self.remove.clicked.connect(self.removed)
        above = row(self.subject, self.remove, gap=4)
        above.setStretch(0, 1)
        self.setLayout(column(above, row(self.verb, self.amount, None, gap=6), self.value, gap=6, margins=(8, 7, 8, 8)))

    def show_row(self, project: Project, quiz: Quiz, part: AnyCondition, subjects: Sequence[Question]) -> None:
        """Show a part; `subjects` are the questions it may be about."""
        self._shown, self._row = (project, quiz), part
        subject, verb, atom = flat.subject_of(part), flat.verb_of(part), flat.atom_of(part)
        named = names(quiz)
        offered = [(one.id, named[one.id]) for one in subjects]
        if project.tags or subject == TAGS:
            offered.append((TAGS, "The shopper"))
        if all(value != subject for value, _ in offered):
            # What a rule should not speak of is shown all the same, so that it can be mended.
            offered.append((subject, named.get(subject, "a question that is not there")))
        self.subject.show_options(offered, subject)
        self.subject.setToolTip(plain_tip(self.subject.currentText()))
        verbs = flat.verbs_for(self._question())
        if all(one != verb for one, _ in verbs):
            verbs = (*verbs, (verb, "is not" if verb == "is_not" else "is"))
        self.verb.show_options(verbs, verb)
        self.value.setVisible(isinstance(atom, Chose | HasTag))
        self.amount.setVisible(isinstance(atom, Compare))
        match atom:
            case Chose(_, picked) | HasTag(picked):
                self.value.show_options(self._values(), picked)
                self.value.setToolTip(plain_tip(self.value.currentText()))
            case Compare(_, _, value):
                question = self._question()
                self.amount.step = question.numbers[2] if question else 1
                self.amount.show_amount(value)

    def _values(self) -> list[tuple[str, str]]:
        """The choices, ranges or tags to pick from."""
        if isinstance(flat.atom_of(self._row), HasTag):
            tags = self._shown[0].tags if self._shown else ()
            return sorted(((tag.id, tag.name) for tag in tags), key=lambda one: one[1].casefold())
        question = self._question()
        options = question.options if question else ()
        return [
            (one.id, one.title or of_range(one) or f"Choice {at}, without text") for at, one in enumerate(options, 1)
        ]

    def _question(self) -> Question | None:
        subject = flat.subject_of(self._row)
        questions = self._shown[1].questions if self._shown else ()
        return next((one for one in questions if one.id == subject), None)

    def _set_subject(self, subject: str) -> None:
        if self._shown is not None and subject != flat.subject_of(self._row):
            self.changed.emit(flat.first_row(*self._shown, subject))

    def _set_verb(self, _verb: str) -> None:
        for verb, _ in flat.verbs_for(self._question()):
            if verb == self.verb.value:
                self.changed.emit(flat.with_verb(self._row, verb, self._question()))


def names(quiz: Quiz) -> dict[str, str]:
    """What each question is called in lists to pick from: its number and title. By id."""
    numbers = check.numbers(quiz)
    named = {}
    for question in quiz.questions:
        number, title = numbers.get(question.id), unanswered(question.title) or question.traits.label
        named[question.id] = f"{number}  {title}" if number else title
    return named
