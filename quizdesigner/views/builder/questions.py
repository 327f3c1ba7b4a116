"""The left column: the questions of the quiz in their order, its results page, and the way to add one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame

from quizdesigner.quiz import check
from quizdesigner.quiz.document import TRAITS, Kind, Question, Quiz
from quizdesigner.views.builder.kinds import GROUPS, ICONS, WORDS, kind_line
from quizdesigner.views.builder.order_list import OrderList, Row, Rows
from quizdesigner.views.builder.picker import Option, Picker
from quizdesigner.views.builder.question_rows import QuestionDelegate
from quizdesigner.views.builder.results.page_list import PageList, read
from quizdesigner.views.fuzzy import score
from quizdesigner.views.kit import KeyHint, button, column, row, rule
from quizdesigner.views.kit.rows import Index
from quizdesigner.views.problems import Sign

WIDTH = 272

_TOGETHER = 9
"""Hundreds of the score from which on the letters typed stand together (see `fuzzy.score`)."""


class Questions(QFrame):
    """`added` gives the kind a person wants; the rest is the list's own (`moved`, `deleted`, `picked`)."""

    added = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setFixedWidth(WIDTH)
        self._model = Rows("application/x-quizdesigner-question", _spoken)
        self.list = _List("Questions", self._model, QuestionDelegate, several=True)
        self.pages = PageList()
        self.list.passed.connect(self.pages.enter)
        self.pages.climbed.connect(self.list.enter_last)
        opener = button("Add question", icon="plus")
        opener.setStyleSheet("text-align: left;")
        opener.setMinimumWidth(WIDTH - 24)
        opener.setLayout(row(None, KeyHint("A"), margins=(0, 0, 10, 0)))
        self.add = Picker(opener, "Add question", "Which kind?", kinds_that_fit, width=360, high=640)
        self.add.picked.connect(self.added)
        box = column(gap=0)
        box.addSpacing(8)
        box.addWidget(self.list, 1)
        box.addWidget(self.pages)
        box.addWidget(rule())
        box.addLayout(row(self.add, margins=(12, 10, 12, 10)))
        self.setLayout(box)

    def show_quiz(self, quiz: Quiz, current: str, signs: Mapping[str, Sign]) -> None:
        """Show the quiz with this question or results page picked; `signs` says where there is something to mend."""
        numbers = check.numbers(quiz)
        rows = [
            Row(one.id, one, numbers.get(one.id), title=read(quiz, one.title), sign=signs.get(one.id, ""))
            for one in quiz.questions
        ]
        self.list.show_rows(rows, current)


def kinds_that_fit(typed: str) -> Sequence[Option]:
    """The kinds of question for what was typed, best first; all of them in their groups for nothing."""
    if not typed.strip():
        return [
            option
            for name, kinds in GROUPS.items()
            for option in (Option("", name), *(_option(kind) for kind in kinds))
        ]
    group_of = {kind: name for name, kinds in GROUPS.items() for kind in kinds}
    scored = []
    for kind in Kind:
        named, told = score(typed, TRAITS[kind].label), score(typed, f"{WORDS[kind]} {group_of[kind]}")
        # What a kind is called tells more than what is said about it; where in the name does not matter.
        points = max(-1 if named is None else (named + 99) // 100 + 1, -1 if told is None else (told + 99) // 100)
        if points >= 0:
            scored.append((points, kind))
    scored.sort(key=lambda one: -one[0])
    # Where letters stand together somewhere, kinds that merely hold them all are no help.
    least = _TOGETHER if scored and scored[0][0] >= _TOGETHER else 0
    return [_option(kind) for points, kind in scored if points >= least]


def _option(kind: Kind) -> Option:
    return Option(kind.value, TRAITS[kind].label, WORDS[kind], ICONS[kind])


class _List(OrderList):
    """Keeps row heights in step with titles that wrap. `passed` is Down on the last row."""

    passed = Signal()

    def enter_last(self) -> None:
        """Put the keyboard on the last row."""
        index = self._rows.index(self._rows.rowCount() - 1, 0)
        if index.isValid():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Down and plain and self.currentIndex().row() == self._rows.rowCount() - 1:
            self.passed.emit()
        else:
            super().keyPressEvent(event)

    def show_rows(self, rows: Sequence[Row], current: str) -> None:
        """Show rows, and the one with this id as the current one; what was chosen with it stays chosen."""
        had = self.chosen
        self._rows.show_rows(rows)
        if self.current != current:
            self.show_current(current)
            if current in had:
                self.choose(had)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        # QListView's own asks all rows for their height at each keystroke, which costs more than the disk.
        QAbstractItemView.dataChanged(self, first, last, roles)
        if first != last or self.visualRect(first).height() != self.sizeHintForIndex(first).height():
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)


def _spoken(row: Row) -> str:
    part = row.part
    if not isinstance(part, Question):
        return ""
    words = (str(row.number or ""), row.title or "No title yet", kind_line(part))
    jumps = f"{len(part.jumps)} rules" if part.jumps else ""
    shown = "shown when a condition holds" if part.show_when is not None else ""
    wrong = "something to mend" if row.sign else ""
    return ", ".join(word for word in (*words, jumps, shown, wrong) if word)
