"""Answers that are typed or moved, as the shopper's page draws them, with the author's words edited in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from quizdesigner.quiz import phones
from quizdesigner.quiz.document import Kind, Question, Quiz, Theme
from quizdesigner.quiz.words import words
from quizdesigner.views.builder.look import colours
from quizdesigner.views.builder.page_signs import RangeLine, SliderLook, Stars
from quizdesigner.views.icons import icon
from quizdesigner.views.kit import Field, column, label, row

TYPED = frozenset({Kind.DROPDOWN, Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.DATE, Kind.NAME, Kind.EMAIL, Kind.PHONE})
"""The kinds whose answer goes into a field, or into a list that looks like one."""


class PageField(Field):
    """A line on the page in the page's own looks."""

    def __init__(self, name: str, role: str, *, hint: str = "") -> None:
        super().__init__(name, hint=hint)
        self.setProperty("page", role)

    def show_role(self, role: str) -> None:
        """Look like something else on the page."""
        if self.property("page") != role:
            self.setProperty("page", role)
            self.style().unpolish(self)
            self.style().polish(self)


class TypedLook(QWidget):
    """The field a shopper types into: the example in it and the unit beside it are written here.

    `written` gives a field of the question and its new text.
    """

    written = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.country = label("")
        self.country.setProperty("page", "country")
        self.example = PageField("Example in the field", "input", hint="Example in the field")
        self.unit = PageField("Unit", "unit", hint="unit")
        self.unit.setFixedWidth(84)
        self._sign: QAction = self.example.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        self._ranges = RangeLine()
        for field, name in ((self.example, "placeholder"), (self.unit, "unit")):
            field.textEdited.connect(lambda text, name=name: self.written.emit(name, text))
            field.left.connect(self.left)
        line = row(self.country, self.example, self.unit)
        line.setStretch(1, 1)
        self.setLayout(column(line, self._ranges, gap=12))

    def show_question(self, quiz: Quiz, question: Question) -> None:
        """Show the field this kind has."""
        kind, quiet = question.kind, colours(quiz.theme).quiet
        self.country.setVisible(kind is Kind.PHONE)
        self.unit.setVisible(kind is Kind.NUMBER)
        self._sign.setVisible(kind in (Kind.DATE, Kind.DROPDOWN))
        self._sign.setIcon(icon("calendar" if kind is Kind.DATE else "chevron-down", quiet))
        self.example.show_role("area" if kind is Kind.LONG_TEXT else "input")
        top = kind is Kind.LONG_TEXT
        self.example.setAlignment(Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter)
        # Browsers write the form of a date into its field themselves.
        self.example.setReadOnly(kind is Kind.DATE)
        self.example.setPlaceholderText(_hint(quiz, question))
        self.example.show_text("" if kind is Kind.DATE else question.placeholder)
        self.unit.show_text(question.unit)
        self.country.setText(f"{question.country} +{dict(phones.countries()).get(question.country, '')}")
        self._ranges.setVisible(kind is Kind.NUMBER and bool(question.options))
        if kind is Kind.NUMBER:
            self._ranges.show_question(question, quiz.theme)


class NumberLook(QWidget):
    """Stars or a slider, with the words at both ends written in place. `written` is as in `TypedLook`."""

    written = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.stars = Stars()
        self.slider = SliderLook()
        self.low = PageField("Words at the low end", "end", hint="low end")
        self.high = PageField("Words at the high end", "end", hint="high end")
        self.high.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._ranges = RangeLine()
        for field, name in ((self.low, "low_label"), (self.high, "high_label")):
            field.textEdited.connect(lambda text, name=name: self.written.emit(name, text))
            field.left.connect(self.left)
        ends = row(self.low, self.high, gap=4)
        self.setLayout(column(self.stars, self.slider, ends, self._ranges, gap=6))

    def show_question(self, question: Question, theme: Theme) -> None:
        """Show this question's stars or slider."""
        rating = question.kind is Kind.RATING
        self.stars.setVisible(rating)
        self.slider.setVisible(not rating)
        self.stars.show_question(question, theme)
        self.slider.show_question(question, theme)
        self.low.show_text(question.low_label)
        self.high.show_text(question.high_label)
        self._ranges.setVisible(bool(question.options))
        self._ranges.show_question(question, theme)


def _hint(quiz: Quiz, question: Question) -> str:
    match question.kind:
        case Kind.DROPDOWN:
            return words(quiz)["choose"]
        case Kind.DATE:
            return "Day, month, year"
        case Kind.PHONE:
            return phones.example(question.country)
        case Kind.NUMBER:
            return "Example"
    return "Example in the field"
