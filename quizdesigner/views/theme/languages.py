"""The tab Languages: what the texts are written in, and what they are translated into."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizdesigner.quiz import edits
from quizdesigner.quiz.texts import missing
from quizdesigner.quiz.words import BUILT_IN
from quizdesigner.views import languages as names
from quizdesigner.views import tokens
from quizdesigner.views.builder.picker import Option, Picker
from quizdesigner.views.desk import Desk
from quizdesigner.views.fonts import font
from quizdesigner.views.fuzzy import score
from quizdesigner.views.kit import Figure, PaintedButton, button, column, emptied, icon_button, label, row, rule

_MOST = 40
"""Languages offered at once; typing finds the others."""


class LanguagesTab(QWidget):
    """`looked` gives the language that is to be seen on the page and in the table; empty is the source."""

    looked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.source = _picker("English", "Written in", lambda typed: _options(typed, ()), "chevron-down")
        self.source.picked.connect(self._choose_source)
        self.add = _picker("Add a language", "Add a language", lambda typed: _options(typed, self._known), "plus")
        self.add.picked.connect(self._add)
        self.list = column(gap=2)
        self.rows: dict[str, LanguageRow] = {}
        self._shown: tuple[object, ...] = ()
        self.setLayout(
            column(
                label("Written in", "strong"),
                self.source,
                label("The texts in the Builder are in this language.", "hint", wrap=True),
                8,
                rule(),
                8,
                label("Languages of the page", "strong"),
                self.list,
                self.add,
                label(
                    "Shoppers get the language of their browser where the quiz has it, else the one it is written in."
                    " What is missing in a language is shown in that one, too.",
                    "hint",
                    wrap=True,
                ),
                None,
                gap=6,
                margins=(18, 4, 18, 18),
            )
        )

    def show_languages(self, shown: str) -> None:
        """Show the languages of the desk's quiz; `shown` is the one on the page."""
        quiz = self._desk.quiz
        self.source.opener.setText(names.name(quiz.language))
        self.source.opener.setAccessibleName(f"Written in {names.name(quiz.language)}")
        if self._shown != (quiz.language, quiz.languages):
            self._shown = (quiz.language, quiz.languages)
            emptied(self.list)
            self.rows = {one: self._row(one) for one in (quiz.language, *quiz.languages)}
        for language, one in self.rows.items():
            left = 0 if language == quiz.language else len(missing(quiz, language))
            one.show_state("source" if language == quiz.language else f"{left} missing" if left else "complete", left)
            one.setChecked(language == shown)

    def _row(self, language: str) -> LanguageRow:
        made = LanguageRow(names.name(language))
        made.clicked.connect(lambda: self.looked.emit(language))
        line = row(made, gap=4)
        if language != self._desk.quiz.language:
            remove = icon_button("x", f"Remove {names.name(language)}", small=True)
            remove.clicked.connect(lambda: self._remove(language))
            line.addWidget(remove)
        else:
            line.addSpacing(32)
        holder = QWidget()
        holder.setLayout(line)
        self.list.addWidget(holder)
        return made

    def _add(self, language: str) -> None:
        words = f"add {names.name(language)}"
        if self._desk.editor.do(edits.add_language, self._desk.quiz_id, language, label=words):
            self.looked.emit(language)

    def _remove(self, language: str) -> None:
        name = names.name(language)
        if self._desk.editor.do(edits.remove_language, self._desk.quiz_id, language, label=f"remove {name}"):
            self._desk.notify(f"{name} and its texts are gone. Undo brings them back.")

    def _choose_source(self, language: str) -> None:
        words = f"write in {names.name(language)}"
        self._desk.editor.do(edits.set_source_language, self._desk.quiz_id, language, label=words)

    @property
    def _known(self) -> tuple[str, ...]:
        quiz = self._desk.quiz
        return (quiz.language, *quiz.languages)


def _picker(text: str, name: str, options: Callable[[str], Sequence[Option]], sign: str) -> Picker:
    opener = button(text, "plain")
    opener.setLayout(row(None, Figure(sign), margins=(0, 0, 10, 0)))
    opener.setProperty("align", "left")
    opener.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return Picker(opener, name, "Type a language", options, high=300)


def _options(typed: str, without: Sequence[str]) -> list[Option]:
    """The languages that fit what is typed, best first; before anything is typed, those whose words are built in."""
    built_in = sorted(BUILT_IN, key=names.name)
    every = [*built_in, *(one for one in names.languages() if one not in BUILT_IN)]
    scored = [(score(typed, f"{names.name(one)} {one}"), one) for one in every if one not in without]
    fitting = sorted((one for one in scored if one[0] is not None), key=lambda one: -(one[0] or 0))
    return [Option(one, names.name(one), names.own_name(one) if one in BUILT_IN else one) for _, one in fitting[:_MOST]]


class LanguageRow(PaintedButton):
    """One language of the quiz, and how much of it is there."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._state, self._left = "", 0
        self.setText(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(34)

    def show_state(self, words: str, left: int) -> None:
        """Say how it stands; in amber while `left` texts are missing."""
        self._state, self._left = words, left
        self.setAccessibleName(f"{self.text()}, {words}")
        self.update()

    def nextCheckState(self) -> None:
        # The place says which one is shown.
        return

    def sizeHint(self) -> QSize:
        return QSize(200, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(colours.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        ground = colours.selection if self.isChecked() else colours.hover if self.underMouse() else "#00000000"
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(area, 7, 7)
        inner = self.rect().adjusted(10, 0, -10, 0)
        painter.setFont(font(13, 500))
        painter.setPen(QColor(colours.text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(font(12))
        painter.setPen(QColor(colours.warn if self._left else colours.text2))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._state)
