"""A condition edited in place: rows and groups of rows, and whether all or any of them must hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from quizdesigner.quiz import sentences
from quizdesigner.quiz.document import All, Any, AnyCondition, Project, Question, Quiz
from quizdesigner.views.builder.conditions import flat
from quizdesigner.views.builder.conditions.flat import Flat
from quizdesigner.views.builder.conditions.row import ConditionRow
from quizdesigner.views.kit import Segmented, button, column, icon_button, label, row, tab_through


class ConditionEditor(QWidget):
    """`changed` gives the new condition, `emptied` comes when the last row was taken away.

    Groups stand one level deep (`outer`); what is nested deeper is shown as a sentence and can be taken away.
    """

    changed = Signal(object)
    emptied = Signal()

    def __init__(self, *, outer: bool = True, number: str = "") -> None:
        super().__init__()
        self._flat = Flat()
        self._outer = outer
        self._number = number
        self._shown: tuple[Project, Quiz] | None = None
        self._subjects: tuple[Question, ...] = ()
        self.parts: list[Part] = []
        which = "Which conditions must hold" if outer else f"Which of group {number} must hold"
        self.join = Segmented(which, (("all", "All"), ("any", "Any")), "all")
        self.join.changed.connect(self._set_join)
        self._joined = QWidget()
        self._joined.setLayout(row(self.join, label("of these hold", "secondary"), None))
        self._box = column(gap=6)
        self.add = button("Condition", "ghost", "plus", small=True)
        self.add.setAccessibleName("Add condition" if outer else f"Add condition to group {number}")
        self.add.clicked.connect(lambda: self._add(group=False))
        self.add_group = button("Group", "ghost", "plus", small=True, hint="Conditions in brackets: (A or B) and C")
        self.add_group.setAccessibleName("Add group of conditions")
        self.add_group.clicked.connect(lambda: self._add(group=True))
        self.setLayout(column(self._joined, self._box, row(self.add, self.add_group, None, gap=2), gap=6))

    @property
    def rows(self) -> list[ConditionRow]:
        """The rows on show that stand in no group."""
        shown = zip(self._flat.rows, self.parts, strict=False)
        return [part.row for condition, part in shown if flat.kind_of(condition) == "row"]

    @property
    def groups(self) -> list[ConditionEditor]:
        """The groups on show."""
        shown = zip(self._flat.rows, self.parts, strict=False)
        return [part.group for condition, part in shown if flat.kind_of(condition) == "group" and part.group]

    def show_condition(
        self,
        project: Project,
        quiz: Quiz,
        condition: AnyCondition | None,
        subjects: Sequence[Question],
    ) -> None:
        """Show a condition whose rows may speak of `subjects`, the first of them to be offered first."""
        self._shown, self._subjects = (project, quiz), tuple(subjects)
        self._flat = flat.flat(condition)
        possible = bool(self._subjects or project.tags)
        self._joined.setVisible(len(self._flat.rows) > 1 or not self._outer)
        self.join.show_value(self._flat.join)
        self.add.setVisible(possible)
        self.add_group.setVisible(possible and self._outer and bool(self._flat.rows))
        while len(self.parts) < len(self._flat.rows):
            self._make_part()
        for at, part in enumerate(self.parts):
            part.setVisible(at < len(self._flat.rows))
            if at < len(self._flat.rows):
                part.show_part(project, quiz, self._flat.rows[at], self._subjects)

    def focus_first(self) -> None:
        """Put the keyboard into the first row."""
        self._focus(0)

    def _focus(self, at: int) -> None:
        if at < len(self._flat.rows):
            self.parts[at].focus_inside()

    def _make_part(self) -> None:
        at = len(self.parts)
        number = f"{self._number}.{at + 1}" if self._number else str(at + 1)
        made = Part(number, nests=self._outer)
        made.changed.connect(lambda part: self._put(at, part))
        made.removed.connect(lambda: self._remove(at))
        self.parts.append(made)
        self._box.addWidget(made)
        tab_through(self)

    def _add(self, *, group: bool) -> None:
        if self._shown is None:
            return
        part = flat.beginning(*self._shown, self._subjects)
        if part is not None:
            at = len(self._flat.rows)
            # In a group is said what the rows around it cannot say.
            inner = (Any if self._flat.join == "all" else All)((part, part))
            self._tell(Flat(self._flat.join, (*self._flat.rows, inner if group else part)))
            self._focus(at)

    def _put(self, at: int, part: AnyCondition) -> None:
        rows = self._flat.rows
        self._tell(Flat(self._flat.join, (*rows[:at], part, *rows[at + 1 :])))

    def _remove(self, at: int) -> None:
        rows = (*self._flat.rows[:at], *self._flat.rows[at + 1 :])
        if rows:
            self._tell(Flat(self._flat.join, rows))
            self._focus(min(at, len(rows) - 1))
        else:
            self.emptied.emit()

    def _set_join(self, join: str) -> None:
        self._tell(Flat("any" if join == "any" else "all", self._flat.rows))

    def _tell(self, shown: Flat) -> None:
        self.changed.emit(flat.built(shown))


class Part(QFrame):
    """One row of an editor: something said of a question or tag, a group of such rows, or a sentence."""

    changed = Signal(object)
    removed = Signal()

    def __init__(self, number: str, *, nests: bool) -> None:
        super().__init__()
        self._number = number
        self._nests = nests
        self.row = ConditionRow(number)
        self.row.changed.connect(self.changed)
        self.row.removed.connect(self.removed)
        self.group: ConditionEditor | None = None
        self._sentence = label("", "secondary", wrap=True)
        self.remove = icon_button("x", f"Take condition {number} away", small=True)
        self.remove.clicked.connect(self.removed)
        self._deep = QFrame()
        self._deep.setProperty("kind", "sunken")
        deep = row(self._sentence, self.remove, gap=4, margins=(10, 7, 8, 7))
        deep.setStretch(0, 1)
        self._deep.setLayout(deep)
        self._box = column(self.row, self._deep, gap=0)
        self.setLayout(self._box)

    def show_part(self, project: Project, quiz: Quiz, part: AnyCondition, subjects: Sequence[Question]) -> None:
        """Show a part of a condition."""
        kind = flat.kind_of(part) if self._nests or flat.kind_of(part) == "row" else "other"
        self.row.setVisible(kind == "row")
        self._deep.setVisible(kind == "other")
        if kind == "group" and self.group is None:
            self._make_group()
        if self.group is not None:
            self._frame.setVisible(kind == "group")
        if kind == "row":
            self.row.show_row(project, quiz, part, subjects)
        elif kind == "group" and self.group is not None:
            self.group.show_condition(project, quiz, part, subjects)
        else:
            self._sentence.setText(sentences.of_condition(project, quiz, part))

    def focus_inside(self) -> None:
        """Put the keyboard into the first thing to change here."""
        if not self.row.isHidden():
            self.row.subject.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.group is not None and not self._frame.isHidden():
            self.group.focus_first()
        else:
            self.remove.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_group(self) -> None:
        self.group = ConditionEditor(outer=False, number=self._number)
        self.group.changed.connect(self.changed)
        self.group.emptied.connect(self.removed)
        self.drop = icon_button("x", f"Take group {self._number} away", small=True)
        self.drop.clicked.connect(self.removed)
        self._frame = QFrame()
        self._frame.setProperty("kind", "card")
        head = row(label("A group", "label"), None, self.drop, gap=4)
        self._frame.setLayout(column(head, self.group, gap=4, margins=(8, 5, 8, 8)))
        self._box.addWidget(self._frame)
        tab_through(self)
