"""The left column: the questions of the quiz in their order, its results page, and the way to add one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame

from quizdesigner.quiz import check
from quizdesigner.quiz.document import TRAITS, Kind, Question, Quiz, ResultsPage
from quizdesigner.views.builder.kinds import ICONS, WORDS, kind_line
from quizdesigner.views.builder.order_list import Index, OrderList, Row, Rows
from quizdesigner.views.builder.picker import Option, Picker
from quizdesigner.views.builder.question_rows import QuestionDelegate
from quizdesigner.views.fuzzy import score
from quizdesigner.views.kit import KeyHint, button, column, label, row, rule

WIDTH = 272


class Questions(QFrame):
    """`added` gives the kind a person wants; the rest is the list's own (`moved`, `deleted`, `picked`)."""

    added = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setFixedWidth(WIDTH)
        self._model = Rows("application/x-quizdesigner-question", _spoken)
        self.list = _List("Questions", self._model)
        self.list.setItemDelegate(QuestionDelegate(self.list))
        self._count = label("", "hint")
        opener = button("Add question", icon="plus")
        opener.setStyleSheet("text-align: left;")
        opener.setMinimumWidth(WIDTH - 24)
        opener.setLayout(row(None, KeyHint("A"), margins=(0, 0, 10, 0)))
        self.add = Picker(opener, "Add question", "Which kind?", kinds_that_fit, width=340)
        self.add.picked.connect(self.added)
        head = row(label("Questions", "strong"), None, self._count, margins=(16, 0, 16, 0))
        box = column(gap=0)
        box.addSpacing(13)
        box.addLayout(head)
        box.addSpacing(10)
        box.addWidget(self.list, 1)
        box.addWidget(rule())
        box.addLayout(row(self.add, margins=(12, 10, 12, 10)))
        self.setLayout(box)

    def show_quiz(self, quiz: Quiz, current: str) -> None:
        """Show the quiz with this question or results page picked."""
        numbers = check.numbers(quiz)
        rows = [Row(question.id, question, numbers.get(question.id)) for question in quiz.questions]
        rows += [Row(page.id, page, movable=False) for page in quiz.results]
        self._count.setText(str(len(numbers)))
        self.list.show_rows(rows, current)


def kinds_that_fit(typed: str) -> Sequence[Option]:
    """The kinds of question for what was typed, best first; all of them, choices first, for nothing."""
    scored = [
        (points, kind) for kind in Kind if (points := score(typed, f"{TRAITS[kind].label} {WORDS[kind]}")) is not None
    ]
    if typed.strip():
        scored.sort(key=lambda one: -one[0])
    return [Option(kind.value, TRAITS[kind].label, WORDS[kind], ICONS[kind]) for _, kind in scored]


class _List(OrderList):
    """Keeps row heights in step with titles that wrap."""

    def show_rows(self, rows: Sequence[Row], current: str) -> None:
        """Show rows, and the one with this id as the current one."""
        self._rows.show_rows(rows)
        if self.current != current:
            self.show_current(current)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        super().dataChanged(first, last, roles)
        # Asking all rows for their height at each keystroke would cost more than the disk.
        if self.visualRect(first).height() != self.sizeHintForIndex(first).height():
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
    if isinstance(part, ResultsPage):
        return f"Results page, {part.title}" if part.title else "Results page"
    if not isinstance(part, Question):
        return ""
    words = (str(row.number or ""), part.title or "No title yet", kind_line(part))
    jumps = f"{len(part.jumps)} rules" if part.jumps else ""
    shown = "shown when a condition holds" if part.show_when is not None else ""
    return ", ".join(word for word in (*words, jumps, shown) if word)
