"""The bar over the place one is in: find and replace in all texts of the quiz looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import Shiboken

from quizdesigner.quiz import edits
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.quiz.phrases import counted
from quizdesigner.quiz.texts import Hit, beside
from quizdesigner.views import languages
from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk
from quizdesigner.views.find.fields import FindField
from quizdesigner.views.find.hit_list import HitList
from quizdesigner.views.find.named_switch import NamedSwitch
from quizdesigner.views.find.replace_line import ReplaceLine
from quizdesigner.views.find.rows import again, first
from quizdesigner.views.find.search import Asked, Search
from quizdesigner.views.icons import icon
from quizdesigner.views.kit import Select, column, icon_button, label, row, rule

_FIELD, _SMALL_FIELD, _WIDE = 300, 210, 1000
_PAUSE = 150
"""Milliseconds after a change made elsewhere before the texts are looked through again: somebody types there."""


class FindBar(QFrame):
    """`asked` gives a place (`Spot`) and a language a person wants to go to; `left` gives the keyboard back.

    `language_here` is asked for the language one looks at (empty is the source), which is the one to find in.
    """

    asked = Signal(object, str)
    left = Signal()

    def __init__(self, desk: Desk, language_here: Callable[[], str] = str) -> None:
        super().__init__()
        self._desk = desk
        self._language_here = language_here
        self._quiz: Quiz | None = None
        self._afresh = True
        self._looked = False
        self._next: Hit | None = None
        self._then: tuple[Callable[[], None], ...] = ()
        self._made: Project | None = None
        self._before: QWidget | None = None
        self.search = Search(self)
        self.search.found.connect(self._show_found)
        self.field = FindField()
        self.count = label("", "secondary")
        self.previous = icon_button("chevron-up", "Previous  (Shift Enter or Shift F3)", small=True)
        self.next = icon_button("chevron-down", "Next  (Enter or F3)", small=True)
        self.match_case = NamedSwitch("Match case", "Alt+C", self)
        self.whole_words = NamedSwitch("Whole words", "Alt+W", self)
        self.language = Select("Language of the texts to find", ())
        self.language.setProperty("small", True)
        self.replacing = icon_button("chevron-right", "Replace, too  (Ctrl H)", small=True)
        self.replacing.setCheckable(True)
        self.close_button = icon_button("x", "Close  (Esc)", small=True)
        self.replace_line = ReplaceLine()
        self.list = HitList()
        self._lay_out()
        self._connect()
        self.hide()

    def commands(self) -> tuple[Command, ...]:
        """What the window gives its menu, its palette and its keys."""
        some, onward, back = self._has_quiz, partial(self.step, 1), partial(self.step, -1)
        return (
            Command("find", "Find in all texts", self.open, "Ctrl+F", "search", some),
            Command("replace", "Replace in all texts", partial(self.open, replace=True), "Ctrl+H", "pencil", some),
            Command("find_next", "Go to the next text found", onward, "F3", "chevron-down", some),
            Command("find_previous", "Go to the text found before", back, "Shift+F3", "chevron-up", some),
        )

    def open(self, *, replace: bool = False) -> None:
        """Show the bar, ready to type what to find; `replace` shows the second field, too.

        What is marked in the field one comes from is what to find.
        """
        self._desk.close_sheet()
        before = QApplication.focusWidget()
        inside = before is not None and self.isAncestorOf(before)
        if not inside:
            self._before = before
            if marked := _marked(before):
                self.field.setText(marked)
        self.show_replace(replace or self.replacing.isChecked())
        if self.isHidden():
            self._show_languages(self._language_here())
            self.show()
            self._begin()
        elif not inside:
            self._begin()
        # Asked for from the field above, the second one is where to type now.
        target = self.replace_line.field if replace and inside and self.field.text() else self.field
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        target.selectAll()

    def put_away(self) -> None:
        """Hide the bar; the keyboard goes back to where it was."""
        had = QApplication.focusWidget()
        inside = had is not None and self.isAncestorOf(had)
        self.search.stop()
        self._then = ()
        self._quiz = None
        self.hide()
        self.list.forget()
        self.replace_line.say("")
        before, self._before = self._before, None
        if not inside:
            return
        if before is not None and Shiboken.isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def step(self, by: int) -> None:
        """Look at the next thing found, or the one before; first at the one that is marked. Round again at the ends."""
        if self.isHidden():
            self.open()
        self._when_found(partial(self._step, by))

    def show_replace(self, shown: bool) -> None:
        """Show the field to replace with, or put it away."""
        self.replacing.setChecked(shown)
        self.replacing.setIcon(icon("chevron-down" if shown else "chevron-right", "text2"))
        if not shown and self.replace_line.isAncestorOf(QApplication.focusWidget() or self):
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.replace_line.setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for field in (self.field, self.replace_line.field):
            field.setFixedWidth(_FIELD if self.width() >= _WIDE else _SMALL_FIELD)

    def _lay_out(self) -> None:
        self.setProperty("kind", "panel")
        self.setAccessibleName("Find and replace")
        # A click on a button leaves the keyboard in the field beside it, so that Esc still closes the bar.
        for part, field in ((self, self.field), (self.replace_line, self.replace_line.field)):
            part.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            part.setFocusProxy(field)
        self.count.setMinimumWidth(90)
        self.language.setMinimumContentsLength(11)
        line = row(
            self.replacing,
            self.field,
            self.previous,
            self.next,
            4,
            self.count,
            self.match_case,
            8,
            self.whole_words,
            None,
            self.language,
            self.close_button,
            gap=6,
        )
        # The second field stands under the first.
        below = row(self.replacing.width() + 6, self.replace_line, gap=6)
        fields = column(line, below, gap=6, margins=(10, 8, 12, 8))
        self.setLayout(column(fields, self.list, rule(), gap=0))
        self.replace_line.hide()
        for one, other in (
            (self.field, self.replace_line.field),
            (self.replace_line.field, self.replace_line.replace),
            (self.replace_line.replace, self.replace_line.replace_all),
            (self.replace_line.replace_all, self.replace_line.undo),
            (self.replace_line.undo, self.list),
            (self.list, self.previous),
        ):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        desk, replacing = self._desk, self.replace_line
        self.field.textEdited.connect(lambda _: self._begin())
        self.field.stepped.connect(self.step)
        self.field.lowered.connect(self._lower)
        self.previous.clicked.connect(partial(self.step, -1))
        self.next.clicked.connect(partial(self.step, 1))
        for named in (self.match_case, self.whole_words):
            named.switch.clicked.connect(lambda _: self._begin())
        self.replacing.clicked.connect(self.show_replace)
        self.language.changed.connect(lambda _: self._begin())
        self.close_button.clicked.connect(self.put_away)
        replacing.one.connect(lambda: self._when_found(self._replace))
        replacing.all.connect(lambda: self._when_found(self._replace_all))
        replacing.taken_back.connect(desk.editor.undo)
        self.list.opened.connect(lambda: self._when_found(self._open))
        self.list.climbed.connect(partial(self.field.setFocus, Qt.FocusReason.OtherFocusReason))
        self.list.typed.connect(self._type)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_count())
        desk.editor.changed.connect(self._follow)
        desk.quiz_changed.connect(lambda _: self._turn())

    def _begin(self) -> None:
        """Look for what is asked now, from the screen looked at on."""
        self._afresh = True
        self._looked = False
        self._then = ()
        self._made = None
        self.replace_line.say("")
        self._look_through()

    def _look_through(self, after: int = 0) -> None:
        quiz = self._quiz = self._desk.quiz
        self._show_languages(self.language.value)
        asked = Asked(self.field.text(), self.language.value, self.match_case.on, self.whole_words.on)
        self.search.begin(quiz, asked, after=after)

    def _show_languages(self, language: str) -> None:
        quiz = self._desk.quiz
        source = ("", f"{languages.name(quiz.language)}, source")
        options = (source, *((one, languages.name(one)) for one in quiz.languages))
        self.language.show_options(options, language if language in quiz.languages else "")
        self.language.setVisible(bool(quiz.languages))

    def _show_found(self, hits: tuple[Hit, ...]) -> None:
        assert self._quiz is not None
        here, place = self._next or self._here(), self.list.place
        language = self.language.value or self._quiz.language
        self.list.show_hits(self._quiz, hits, right_to_left=languages.right_to_left(language))
        if self._afresh or here is None:
            place = first(hits, self._desk.question_id, self.list.names)
        else:
            place = again(hits, here, place)
        self._afresh, self._next = False, None
        self.list.go(place)
        self._show_count()
        for part in (self.previous, self.next):
            part.setEnabled(bool(hits))
        self.replace_line.show_some(bool(hits))
        waiting, self._then = self._then, ()
        for do in waiting:
            do()

    def _show_count(self) -> None:
        hits = self.list.hits
        if hits:
            self.count.setText(f"{self.list.place + 1:,} of {len(hits):,}")
        else:
            self.count.setText("Nothing found" if self.field.text() else "")

    def _when_found(self, do: Callable[[], None]) -> None:
        """Do this with what is found now; once the texts are looked through, if they are being."""
        if self.search.runs:
            self._then = (*self._then, do)
        else:
            do()

    def _step(self, by: int) -> None:
        hits = self.list.hits
        if not hits:
            return
        if self._looked or by < 0:
            self.list.go((self.list.place + by) % len(hits))
        self._look()

    def _look(self) -> None:
        """Look at the screen of what is marked, in the place one is in."""
        self._looked = True
        here = self._here()
        if here is not None and here.spot.ids:
            self._desk.open_question(here.spot.ids[0])

    def _open(self) -> None:
        """Go to where the text that is marked is written."""
        self._looked = True
        here = self._here()
        if here is not None:
            self.asked.emit(here.spot, self.language.value)

    def _here(self) -> Hit | None:
        hits, place = self.list.hits, self.list.place
        return hits[place] if 0 <= place < len(hits) else None

    def _lower(self) -> None:
        if self.list.hits:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, event: QKeyEvent) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.keyPressEvent(event)

    def _replace(self) -> None:
        hits, hit = self.list.hits, self._here()
        if hit is None:
            return
        following = hits[(self.list.place + 1) % len(hits)]
        if self._do((hit,), "replace in a text"):
            self._next = following
            self._look_through()
            self._when_found(self._look)

    def _replace_all(self) -> None:
        before = self._said()
        if self._do(self.list.hits, "replace in all texts"):
            after = self._said()
            changed = sum(after.get(key, "") != text for key, text in before.items())
            self._made = self._desk.project
            self._look_through()
            self.replace_line.say(f"{counted(changed, 'text')} changed")

    def _do(self, hits: tuple[Hit, ...], step: str) -> bool:
        """Replace these, as one step called so."""
        args = (self._desk.quiz_id, hits, self.replace_line.field.text(), self.language.value)
        return bool(hits) and self._desk.editor.do(edits.replace_hits, *args, label=step)

    def _said(self) -> dict[str, str]:
        quiz = self._desk.quiz
        return {spot.key: text for spot, text in beside(quiz, self.language.value or quiz.language)}

    def _follow(self, before: Project, after: Project) -> None:
        """Texts have changed: look through them again, and stay where one is."""
        if self._made is not None and after is not self._made:
            self._made = None
            self.replace_line.say("")
        if self.isHidden():
            return
        if not after.quizzes:
            self.put_away()
        elif self._desk.quiz is not self._quiz:
            self._look_through(_PAUSE)

    def _has_quiz(self) -> bool:
        return bool(self._desk.project.quizzes)

    def _turn(self) -> None:
        """Another quiz is looked at."""
        if self.isVisible():
            self._begin()


def _marked(widget: QWidget | None) -> str:
    """What is marked in a field, if it is on one line."""
    if isinstance(widget, QLineEdit):
        return widget.selectedText()
    if isinstance(widget, QPlainTextEdit):
        text = widget.textCursor().selectedText()
        # Qt's sign for the end of a line.
        return "" if "\u2029" in text else text
    return ""
