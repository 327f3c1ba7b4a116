"""The Theme place, put together: tabs at the left, the page in the middle, texts in two languages at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from quizdesigner.quiz.document import Quiz
from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Panel, Segmented, row, rule, scrolled
from quizdesigner.views.theme.css_tab import CssTab
from quizdesigner.views.theme.languages import LanguagesTab
from quizdesigner.views.theme.look import LookTab
from quizdesigner.views.theme.rows import Row
from quizdesigner.views.theme.sample import Sample
from quizdesigner.views.theme.translations import Translations
from quizdesigner.views.theme.words_tab import WordsTab

_TABS = (("look", "Look"), ("languages", "Languages"), ("texts", "Texts"), ("css", "CSS"))
_LEFT = 360
_RIGHT = 440
_PHONE = 316
"""Pixels the phone is left with, while the texts still read well."""


class ThemePane(QWidget):
    """How the desk's quiz looks and what it says; `language` is the one on the page, empty for the source."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.language = ""
        self.setProperty("kind", "window")
        self.tabs = Segmented("Theme", _TABS, "look")
        self.tabs.changed.connect(self.show_tab)
        self.look = LookTab(desk)
        self.languages = LanguagesTab(desk)
        self.words = WordsTab(desk)
        self.css = CssTab(desk)
        self._stack = QStackedWidget()
        for tab in (scrolled(self.look), scrolled(self.languages), scrolled(self.words), self.css):
            self._stack.addWidget(tab)
        left = Panel((0, 0, 0, 0))
        left.setFixedWidth(_LEFT)
        left.body.addLayout(row(self.tabs, None, margins=(18, 16, 18, 4)))
        left.body.addWidget(self._stack, 1)
        self.sample = Sample(desk)
        self.translations = Translations(desk)
        self._edge = rule(upright=True)
        box = row(left, rule(upright=True), self.sample, self._edge, self.translations, gap=0)
        box.setStretch(2, 1)
        self.setLayout(box)
        self.languages.looked.connect(self.show_language)
        self.translations.language_chosen.connect(self.show_language)
        self.translations.looked.connect(self._look_at)
        self._shown: Quiz | None = None
        desk.editor.changed.connect(lambda *_: self._show())
        desk.quiz_changed.connect(lambda _: self._show())

    def commands(self) -> tuple[Command, ...]:
        """What this place adds to menu and palette."""
        translated = lambda: bool(self._desk.quiz.languages)  # noqa: E731 - asked, not called by anybody
        return (
            *(Command(f"theme.{name}", f"Show {title}", partial(self.show_tab, name)) for name, title in _TABS),
            Command(
                "theme.missing",
                "Go to the next missing translation",
                self.translations.list.open_missing,
                "F8",
                "globe",
                translated,
            ),
        )

    def show_tab(self, name: str) -> None:
        """Show one of the tabs: look, languages, texts, css."""
        self.tabs.show_value(name)
        self._stack.setCurrentIndex([one for one, _ in _TABS].index(name))
        self._show_current_tab()

    def show_language(self, language: str) -> None:
        """Show the page in this language, and its texts at the right."""
        self.language = "" if language == self._desk.quiz.language else language
        self._show_languages()
        self._show_current_tab()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The phone keeps the room it needs; the texts get what is left, up to what reads well.
        self.translations.setFixedWidth(max(360, min(_RIGHT, self.width() - _LEFT - _PHONE)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        """Show the desk's quiz; while nobody looks, that waits."""
        quiz = self._desk.quiz
        if quiz is self._shown or not self.isVisible():
            return
        if self._shown is None or self._shown.id != quiz.id or (self.language and self.language not in quiz.languages):
            # The first translation stands at the right, and on the page.
            self.language = next(iter(quiz.languages), "")
        self._shown = quiz
        self._show_languages()
        self._show_current_tab()

    def _show_current_tab(self) -> None:
        match self.tabs.value:
            case "look":
                self.look.show_theme()
            case "languages":
                self.languages.show_languages(self.language or self._desk.quiz.language)
            case "texts":
                self.words.show_words()
            case "css":
                self.css.show_css()

    def _show_languages(self) -> None:
        quiz = self._desk.quiz
        beside = self.language or self.translations.language
        if beside not in quiz.languages:
            beside = next(iter(quiz.languages), "")
        if beside:
            self.translations.show_language(beside)
        self.translations.setVisible(bool(beside))
        self._edge.setVisible(bool(beside))
        self.sample.show_language(self.language)

    def _look_at(self, at: Row) -> None:
        """The row one is at stands on a screen: show that one, in the language that is being written."""
        self.show_language(self.translations.language)
        if at.spot.ids:
            self._desk.open_question(at.spot.ids[0])
