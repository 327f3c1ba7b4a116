"""The inspector's *ranges* of a number: from, to, a name, what each gives, and where they leave gaps or overlap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame

from quizdesigner.quiz import ranges
from quizdesigner.quiz.document import Choice, Project, Question
from quizdesigner.quiz.phrases import counted
from quizdesigner.quiz.ranges import Span
from quizdesigner.quiz.sentences import of_range
from quizdesigner.views.builder.author import Author
from quizdesigner.views.builder.chip_line import ChipLine
from quizdesigner.views.builder.exact_fields import AmountField, written
from quizdesigner.views.builder.links.choice_details import ChoiceDetails
from quizdesigner.views.builder.sections import Section
from quizdesigner.views.kit import Field, Select, button, column, icon_button, label, row, tab_through

_EQUAL = (2, 3, 4, 5)
_TOLD = 3


class RangesPart(Section):
    """The ranges in order; the one looked at shows what it says about products."""

    def __init__(self, author: Author) -> None:
        self.add = button("Range", "ghost", "plus", small=True)
        self.add.setAccessibleName("Add a range")
        super().__init__("Ranges", self.add)
        self._author = author
        self._picked = ""
        self._shown: tuple[Project, Question] | None = None
        self.rows: list[RangeRow] = []
        self._rows = column(gap=8)
        self._hint = label("A range gives tags and votes to whoever answers a number in it.", "hint", wrap=True)
        self.said = label("", "secondary", wrap=True)
        self.split = Select("Split evenly", [("", "Split evenly …"), *((str(n), f"{n} equal ranges") for n in _EQUAL)])
        self.split.setProperty("small", True)
        self.split.setFixedWidth(168)
        self.details = ChoiceDetails(author)
        self.details.delete.setText("Delete range")
        self.details.delete.setAccessibleName("Delete range")
        self.add.clicked.connect(self._add)
        self.split.changed.connect(self._split)
        self.body.addWidget(self._hint)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.said)
        self.body.addLayout(row(self.split, None))
        self.body.addWidget(self.details)

    @property
    def shown(self) -> list[RangeRow]:
        """The rows on show."""
        return self.rows[: len(self._shown[1].options)] if self._shown else []

    def show_question(self, project: Project, question: Question) -> None:
        """Show the ranges of this question."""
        self._shown = (project, question)
        options = question.options
        if all(one.id != self._picked for one in options):
            self._picked = ""
        while len(self.rows) < len(options):
            self._make_row()
        for at, part in enumerate(self.rows):
            part.setVisible(at < len(options))
            if at < len(options):
                part.show_range(project, question, options[at])
        self._hint.setVisible(not options)
        words = told(question)
        self.said.setText(words)
        self.said.setVisible(bool(words))
        possible = bool(ranges.equal(question, 2))
        self.split.setEnabled(possible)
        self.split.setToolTip("" if possible else "Give the question a lowest and a highest number first.")
        self.split.show_value("")
        self._show_details()

    def pick(self, choice_id: str) -> None:
        """Show what a range says about products."""
        if choice_id != self._picked:
            self._picked = choice_id
            self._show_details()

    def _make_row(self) -> None:
        made = RangeRow(len(self.rows) + 1)
        author, at = self._author, len(self.rows)
        made.written.connect(lambda field, value: author.write_choice(made.choice.id, field, value))
        made.left.connect(author.seal)
        made.focused.connect(lambda: self.pick(made.choice.id))
        made.shifted.connect(lambda step: self._shift(at, step))
        made.removed.connect(lambda: self._remove(at))
        self.rows.append(made)
        self._rows.addWidget(made)
        tab_through(self)

    def _add(self) -> None:
        if self._author.add_range() and self.shown:
            last = self.shown[-1]
            last.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _split(self, count: str) -> None:
        self.split.show_value("")
        if count:
            self._author.split_ranges(int(count))

    def _shift(self, at: int, step: int) -> None:
        if 0 <= at + step < len(self.shown):
            self._author.move_choice(self.shown[at].choice.id, at + step)
            self.shown[at + step].title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, at: int) -> None:
        choice_id = self.shown[at].choice.id
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._author.delete_choice(choice_id)

    def _show_details(self) -> None:
        if self._shown is None:
            return
        project, question = self._shown
        choice = next((one for one in question.options if one.id == self._picked), None)
        self.details.setVisible(choice is not None)
        if choice is not None:
            self.details.show_choice(project, choice)


class RangeRow(QFrame):
    """One range. `written` gives a field of it and its new value, `shifted` is Alt+Up (-1) or Alt+Down (1)."""

    written = Signal(str, object)
    left = Signal()
    focused = Signal()
    shifted = Signal(int)
    removed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.choice = Choice("none")
        self.setProperty("kind", "sunken")
        self.least = _End(f"Range {number} from", empty="any")
        self.most = _End(f"Range {number} to", empty="any")
        self.title = _Title(f"Name of range {number}")
        self.remove = icon_button("x", f"Delete range {number}", small=True)
        self._tags = ChipLine()
        self._links = label("", "secondary")
        for field, name in ((self.least, "least"), (self.most, "most")):
            field.setFixedWidth(54)
            field.setProperty("small", True)
            field.edited.connect(lambda value, name=name: self.written.emit(name, value))
            field.left.connect(self.left)
            field.focused.connect(self.focused)
        self.title.setProperty("small", True)
        self.title.textEdited.connect(lambda text: self.written.emit("title", text))
        self.title.left.connect(self.left)
        self.title.focused.connect(self.focused)
        self.remove.clicked.connect(self.removed)
        ends = row(self.least, label("to", "secondary"), self.most, self.title, self.remove, gap=5)
        ends.setStretch(3, 1)
        given = row(self._tags, self._links)
        given.setStretch(0, 1)
        self.setLayout(column(ends, given, gap=6, margins=(7, 6, 4, 7)))

    def show_range(self, project: Project, question: Question, choice: Choice) -> None:
        """Show this range of the question."""
        self.choice = choice
        step = question.numbers[2]
        for field, end in ((self.least, choice.least), (self.most, choice.most)):
            field.step = step
            field.show_amount(end)
        self.title.show_text(choice.title)
        self.title.setPlaceholderText(of_range(choice))
        self._tags.show_tags(project, choice.tags)
        count = len(choice.links)
        self._links.setText(counted(count, "product link") if count else "")

    def event(self, event: QEvent) -> bool:
        # The pane has these keys for the question; in a range they mean the range.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _shift(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step := _shift(event):
            self.shifted.emit(step)
        else:
            super().keyPressEvent(event)


def told(question: Question) -> str:
    """Where the ranges of a question leave gaps or overlap, in words; nothing where they do neither."""
    sentences = []
    if free := ranges.gaps(question):
        sentences.append(f"In no range: {_list(free)}.")
    if twice := ranges.overlaps(question):
        sentences.append(f"In several ranges: {_list(twice)}; whoever answers that gets the tags of each.")
    return " ".join(sentences)


def _list(spans: Sequence[Span]) -> str:
    words = [_words(span) for span in spans[:_TOLD]]
    return ", ".join(words) + (f" and {len(spans) - _TOLD} more" if len(spans) > _TOLD else "")


def _words(span: Span) -> str:
    if span.least is None:
        return "every number" if span.most is None else f"{written(span.most)} or less"
    if span.most is None:
        return f"{written(span.least)} or more"
    return written(span.least) if span.least == span.most else f"{written(span.least)} to {written(span.most)}"


class _End(AmountField):
    focused = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class _Title(Field):
    focused = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


def _shift(event: QKeyEvent) -> int:
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
