"""A condition edited in place: a row for each part, and whether all or any of them must hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from quizdesigner.quiz import check
from quizdesigner.quiz.document import AnyCondition, Chose, HasTag, Project, Question, Quiz
from quizdesigner.views.builder import flat
from quizdesigner.views.builder.flat import TAGS, Flat
from quizdesigner.views.kit import Segmented, Select, button, column, icon_button, label, row
from quizdesigner.views.kit.plain import plain_tip


class ConditionEditor(QWidget):
    """`changed` gives the new condition, `emptied` comes when the last row was taken away."""

    changed = Signal(object)
    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._flat = Flat()
        self._project: Project | None = None
        self._quiz: Quiz | None = None
        self._subjects: tuple[Question, ...] = ()
        self.rows: list[ConditionRow] = []
        self.join = Segmented("Which conditions must hold", (("all", "All"), ("any", "Any")), "all")
        self.join.changed.connect(self._set_join)
        self._joined = QWidget()
        self._joined.setLayout(row(self.join, label("of these hold", "secondary"), None))
        self._nested = label(
            "This condition has groups within groups, which cannot be changed here. Take it away to write another.",
            "hint",
            wrap=True,
        )
        self._box = column(gap=6)
        self.add = button("Condition", "ghost", "plus", small=True)
        self.add.setAccessibleName("Add condition")
        self.add.clicked.connect(self._add)
        self.setLayout(column(self._joined, self._nested, self._box, row(self.add, None), gap=6))

    def show_condition(
        self,
        project: Project,
        quiz: Quiz,
        condition: AnyCondition | None,
        subjects: Sequence[Question],
    ) -> None:
        """Show a condition whose rows may speak of `subjects`, the first of them to be offered first."""
        self._project, self._quiz, self._subjects = project, quiz, tuple(subjects)
        found = flat.flat(condition)
        self._flat = found or Flat()
        self._nested.setVisible(found is None)
        self._joined.setVisible(len(self._flat.rows) > 1)
        self.join.show_value(self._flat.join)
        self.add.setVisible(found is not None and bool(self._subjects or project.tags))
        while len(self.rows) < len(self._flat.rows):
            self._make_row()
        named = names(quiz)
        offered = [(one.id, named[one.id]) for one in self._subjects]
        for at, part in enumerate(self.rows):
            part.setVisible(at < len(self._flat.rows))
            if at < len(self._flat.rows):
                part.show_row(project, quiz, self._flat.rows[at], offered)

    def focus_first(self) -> None:
        """Put the keyboard into the first row."""
        if self._flat.rows:
            self.rows[0].subject.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_row(self) -> None:
        at = len(self.rows)
        made = ConditionRow(at + 1)
        made.changed.connect(lambda part: self._put(at, part))
        made.removed.connect(lambda: self._remove(at))
        self.rows.append(made)
        self._box.addWidget(made)

    def _add(self) -> None:
        if self._project is None or self._quiz is None:
            return
        part = flat.beginning(self._project, self._quiz, self._subjects)
        if part is not None:
            self._tell(Flat(self._flat.join, (*self._flat.rows, part)))
            self.rows[len(self._flat.rows) - 1].subject.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, at: int, part: AnyCondition) -> None:
        rows = self._flat.rows
        self._tell(Flat(self._flat.join, (*rows[:at], part, *rows[at + 1 :])))

    def _remove(self, at: int) -> None:
        rows = (*self._flat.rows[:at], *self._flat.rows[at + 1 :])
        if rows:
            self._tell(Flat(self._flat.join, rows))
        else:
            self.emptied.emit()

    def _set_join(self, join: str) -> None:
        self._tell(Flat("any" if join == "any" else "all", self._flat.rows))

    def _tell(self, shown: Flat) -> None:
        self.changed.emit(flat.built(shown))


class ConditionRow(QFrame):
    """One part: a question, what is said of it, and the choice; or a customer tag."""

    changed = Signal(object)
    removed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self._row: AnyCondition = HasTag("none")
        self._project: Project | None = None
        self._quiz: Quiz | None = None
        self.setProperty("kind", "sunken")
        self.subject = Select(f"Condition {number}: question", ())
        self.verb = Select(f"Condition {number}: what holds", ())
        self.value = Select(f"Condition {number}: choice or tag", ())
        self.remove = icon_button("x", f"Take condition {number} away", small=True)
        for select in (self.subject, self.verb, self.value):
            select.setProperty("small", True)
            select.setMinimumWidth(80)
        self.verb.setFixedWidth(156)
        self.subject.changed.connect(self._set_subject)
        self.verb.changed.connect(self._set_verb)
        self.value.changed.connect(lambda value: self.changed.emit(flat.with_value(self._row, value)))
        self.remove.clicked.connect(self.removed)
        above = row(self.subject, self.remove, gap=4)
        above.setStretch(0, 1)
        self.setLayout(column(above, row(self.verb, None), self.value, gap=6, margins=(8, 7, 8, 8)))

    def show_row(self, project: Project, quiz: Quiz, part: AnyCondition, subjects: Sequence[tuple[str, str]]) -> None:
        """Show a part; `subjects` are the questions it may be about, id and name."""
        self._project, self._quiz, self._row = project, quiz, part
        subject = flat.subject_of(part)
        offered = list(subjects)
        if project.tags or subject == TAGS:
            offered.append((TAGS, "The shopper"))
        if all(value != subject for value, _ in offered):
            # What a rule should not speak of is shown all the same, so that it can be mended.
            offered.append((subject, names(quiz).get(subject, "a question that is not there")))
        self.subject.show_options(offered, subject)
        self.subject.setToolTip(plain_tip(self.subject.currentText()))
        self.verb.show_options(flat.verbs_for(self._question()), flat.verb_of(part))
        values = self._values()
        self.value.setVisible(values is not None)
        if values is not None:
            atom = flat.atom_of(part)
            now = atom.choice if isinstance(atom, Chose) else getattr(atom, "customer_tag", "")
            self.value.show_options(values, now)
            self.value.setToolTip(plain_tip(self.value.currentText()))

    def _values(self) -> list[tuple[str, str]] | None:
        """The choices or tags to pick from; None where there is nothing to pick."""
        atom = flat.atom_of(self._row)
        if isinstance(atom, HasTag):
            tags = self._project.tags if self._project else ()
            return sorted(((tag.id, tag.name) for tag in tags), key=lambda one: one[1].casefold())
        question = self._question()
        if not isinstance(atom, Chose) or question is None:
            return None
        return [(one.id, one.title or f"Choice {at}, without text") for at, one in enumerate(question.choices, 1)]

    def _question(self) -> Question | None:
        subject = flat.subject_of(self._row)
        questions = self._quiz.questions if self._quiz else ()
        return next((one for one in questions if one.id == subject), None)

    def _set_subject(self, subject: str) -> None:
        if self._project is not None and self._quiz is not None and subject != flat.subject_of(self._row):
            self.changed.emit(flat.first_row(self._project, self._quiz, subject))

    def _set_verb(self, _verb: str) -> None:
        for verb, _ in flat.verbs_for(self._question()):
            if verb == self.verb.value:
                self.changed.emit(flat.with_verb(self._row, verb, self._question()))


def names(quiz: Quiz) -> dict[str, str]:
    """What each question is called in lists to pick from: its number and title. By id."""
    numbers = check.numbers(quiz)
    named = {}
    for question in quiz.questions:
        number, title = numbers.get(question.id), question.title or question.traits.label
        named[question.id] = f"{number}  {title}" if number else title
    return named
