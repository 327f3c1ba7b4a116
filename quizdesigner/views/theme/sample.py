"""The middle of the Theme place: the shopper's own page on a phone, and the way through its screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from quizdesigner.quiz.check import numbers
from quizdesigner.quiz.document import Project, Question, Quiz, ResultsPage
from quizdesigner.quiz.play import walk
from quizdesigner.quiz.samples import sample
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import EmptyState, column, icon_button, label, row
from quizdesigner.views.preview import engine
from quizdesigner.views.preview.shopper import NEWCOMER, Shopper, leading_to
from quizdesigner.views.preview.stage import Stage

if TYPE_CHECKING:
    from quizdesigner.views.preview.browser import Browser

_GATHER = 30
"""Milliseconds in which changes are gathered before the page is loaded again, which takes some twenty."""


class Sample(QWidget):
    """Shows the screen the desk looks at, in `language`, as it is after every edit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._language = ""
        self._loaded: tuple[object, ...] = ()
        self.browser: Browser | None = None
        self.stage = Stage()
        self.stage.placed.connect(self._fit)
        self.empty = EmptyState("What shoppers see comes here. This quiz has no question yet.", icon="palette")
        self.empty.sentence.setFixedWidth(260)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.stage)
        self._middle.addWidget(self.empty)
        self.back = icon_button("chevron-left", "Screen before", small=True)
        self.forward = icon_button("chevron-right", "Next screen", small=True)
        self.back.clicked.connect(lambda: self._step(-1))
        self.forward.clicked.connect(lambda: self._step(1))
        self.place = label("", "secondary")
        steps = row(None, self.back, self.place, self.forward, None, gap=10, margins=(0, 0, 0, 12))
        box = column(self._middle, steps, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_GATHER)
        self._soon.timeout.connect(self._load)
        desk.editor.changed.connect(self._follow)
        desk.quiz_changed.connect(lambda _: self._soon.start())
        desk.question_changed.connect(lambda _: self._soon.start())
        self._show_place()

    def show_language(self, language: str) -> None:
        """Show the page in another language of the quiz."""
        if language != self._language:
            self._language = language
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.browser is None:
            self._start()
        self._load()

    def _start(self) -> None:
        found = engine.start(self._desk)
        if isinstance(found, str):
            self.empty.sentence.setText(found)
            return
        self.browser = found
        self.browser.left.connect(lambda: self._desk.notify("Links work on the live page."))
        self.stage.hold(self.browser)
        self.browser.loadFinished.connect(lambda _: self._put_in_order())
        self._fit()

    def _follow(self, before: Project, after: Project) -> None:
        if any(one is not other for one, other in zip(self._made_of(before), self._made_of(after), strict=True)):
            self._soon.start()

    def _made_of(self, project: Project) -> tuple[object, ...]:
        """What the page is made of."""
        quiz = next((one for one in project.quizzes if one.id == self._desk.quiz_id), None)
        return engine.made_of(project, quiz)

    def _load(self) -> None:
        """Load the page as it is now; when nobody looks, it will be loaded when somebody does."""
        self._show_place()
        quiz = self._desk.quiz
        shown = self.browser is not None and bool(quiz.questions)
        self._middle.setCurrentWidget(self.stage if shown else self.empty)
        now = (*self._made_of(self._desk.project), self._desk.question_id, self._language)
        if self.browser is None or not shown or not self.isVisible() or now == self._loaded:
            return
        self._loaded = now
        self.browser.choose_language(self._language)
        self.browser.open(_shopper(quiz, self._desk.question_id))

    def _show_place(self) -> None:
        quiz = self._desk.quiz
        screens = _screens(quiz)
        at = next((place for place, one in enumerate(screens) if one.id == self._desk.question_id), -1)
        self.place.setText(_name(quiz, screens[at]) if at >= 0 else "")
        self.back.setEnabled(at > 0)
        self.forward.setEnabled(0 <= at < len(screens) - 1)

    def _step(self, step: int) -> None:
        ids = [one.id for one in _screens(self._desk.quiz)]
        if self._desk.question_id in ids:
            self._desk.open_question(ids[ids.index(self._desk.question_id) + step])

    def _put_in_order(self) -> None:
        """Let Tab come to the page before the buttons under it, and not after everything else in the window."""
        # The engine makes what takes the keyboard only with the first page.
        inner = self.browser.focusProxy() if self.browser is not None else None
        if inner is not None:
            self.setTabOrder(self.back, inner)
            self.setTabOrder(inner, self.back)

    def _fit(self) -> None:
        if self.browser is not None:
            self.browser.setZoomFactor(self.stage.zoom)
            self.browser.show_bars(False)


def _screens(quiz: Quiz) -> tuple[Question | ResultsPage, ...]:
    return (*quiz.questions, *quiz.results)


def _name(quiz: Quiz, screen: Question | ResultsPage) -> str:
    if isinstance(screen, ResultsPage):
        return "Results page"
    number = numbers(quiz).get(screen.id)
    return f"Question {number}" if number else screen.traits.label


def _shopper(quiz: Quiz, screen_id: str) -> Shopper:
    """A made-up shopper who is at this screen, or at the first where nobody is found who gets there."""
    question = next((one for one in quiz.questions if one.id == screen_id), None)
    if question is not None:
        answers = leading_to(quiz, question, {})
        return NEWCOMER if answers is None else Shopper(answers, question.id)
    made_up = [sample(quiz, pick) for pick in range(max((len(one.options) for one in quiz.questions), default=0) or 1)]
    ends = {end.id: answers for answers in reversed(made_up) if (end := walk(quiz, answers).end) is not None}
    found = ends.get(screen_id) or next(iter(ends.values()), None)
    return NEWCOMER if found is None else Shopper(found, finished=True)
