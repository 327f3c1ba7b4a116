"""The Preview place: device and page on the left, this shopper on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from quizdesigner.quiz.answers import Answers, from_fields
from quizdesigner.quiz.check import label as called
from quizdesigner.quiz.document import Project, Quiz
from quizdesigner.quiz.recall import unanswered
from quizdesigner.views import languages
from quizdesigner.views.commands import Command
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import EmptyState, Segmented, Select, button, column, label, row, rule
from quizdesigner.views.preview import engine
from quizdesigner.views.preview.profile import progress
from quizdesigner.views.preview.shopper import NEWCOMER, Shopper, arrived, fitting, leading_to, playing
from quizdesigner.views.preview.side import ShopperPanel
from quizdesigner.views.preview.stage import DESKTOP, PHONE, Stage

if TYPE_CHECKING:
    from quizdesigner.views.preview.browser import Browser, Told

_DEVICES = {device.name: device for device in (PHONE, DESKTOP)}


class PreviewPane(QWidget):
    """Plays the desk's quiz as a shopper would, and shows what comes of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.shopper = NEWCOMER
        self.browser: Browser | None = None
        self._saved = ""
        self._loaded: tuple[object, ...] = ()

        self.device = Segmented(
            "Size", [("phone", "Phone", "smartphone"), ("desktop", "Desktop", "monitor")], PHONE.name
        )
        self.device.changed.connect(self.show_device)
        self.language = Select("Language of the page", ())
        self.language.setFixedWidth(150)
        self.language.changed.connect(self.show_language)
        self.progress = label("", "secondary")
        self.jump = Select("Jump to", ())
        self.jump.setPlaceholderText("Jump to")
        self.jump.setFixedWidth(118)
        self.jump.view().setMinimumWidth(320)
        self.jump.changed.connect(self.show_question)
        strip = QWidget()
        strip.setProperty("kind", "panel")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip.setLayout(row(self.device, self.language, None, self.progress, self.jump, gap=12, margins=(16, 7, 16, 7)))

        self.stage = Stage()
        self.empty = EmptyState("", icon="smartphone")
        to_builder = button("Go to the Builder", "primary")
        to_builder.clicked.connect(lambda: desk.go("builder"))
        self.no_question = EmptyState(
            "What shoppers see comes here. This quiz has no question yet.", to_builder, "smartphone"
        )
        self._middle = QStackedWidget()
        for part in (self.stage, self.empty, self.no_question):
            self._middle.addWidget(part)
        self.panel = ShopperPanel(desk)
        self.panel.restarted.connect(self.restart)
        self.panel.saved.chosen.connect(self._replay_saved)
        self.panel.saved.kept.connect(self._keep)
        self.stage.placed.connect(self._fit)
        left = column(strip, rule(), self._middle, gap=0)
        left.setStretch(2, 1)
        box = row(gap=0)
        box.addLayout(left, 1)
        box.addWidget(rule(upright=True))
        box.addWidget(self.panel)
        self.setLayout(box)

        self._commands = (
            Command("preview.restart", "Preview from the start", self.restart, "Ctrl+R", "rotate-cw"),
            Command("preview.save", "Save this shopper", self.panel.saved.begin, "", "save"),
            Command("preview.phone", "Phone size", lambda: self.show_device("phone"), "", "smartphone"),
            Command("preview.desktop", "Desktop size", lambda: self.show_device("desktop"), "", "monitor"),
        )
        desk.editor.changed.connect(self._changed)
        desk.quiz_changed.connect(lambda _: self.restart())
        desk.preview_asked.connect(self.show_question)
        desk.shopper_asked.connect(self.replay)

    def commands(self) -> tuple[Command, ...]:
        """What the menu and the palette offer while this place is shown."""
        return self._commands

    def restart(self) -> None:
        """Begin again as a shopper who has answered nothing."""
        self._saved = ""
        self._open(NEWCOMER)

    def replay(self, answers: Answers) -> None:
        """Show a shopper with these answers, where they lead: the results, or the first question that still waits."""
        same = (one.id for one in self.desk.quiz.shoppers if one.answers == answers)
        self._saved = next(same, "")
        self._open(arrived(self.desk.quiz, answers))

    def show_question(self, question_id: str) -> None:
        """Go to a question, with the answers given so far if they lead there, and made-up ones where it takes more."""
        quiz = self.desk.quiz
        question = next((one for one in quiz.questions if one.id == question_id), None)
        if question is None:
            self.restart()
            return
        answers = leading_to(quiz, question, self.shopper.answers)
        if answers is None:
            self.desk.notify(f"No answers were found that lead to {called(quiz, question)}.", "warn")
            self._show()
            return
        if answers != self.shopper.answers:
            self._saved = ""
        self._open(Shopper(answers, question_id))

    def show_device(self, name: str) -> None:
        """Show the page on a phone or a desktop."""
        self.device.show_value(name)
        self.stage.show_device(_DEVICES[name])
        # A page keeps the scroll bars it was loaded with.
        self._open(self.shopper)

    def show_language(self, language: str) -> None:
        """Show the page in this language of the quiz; empty is the one it is written in."""
        if self.browser is not None and self.browser.language != language:
            self.browser.choose_language(language)
            self._open(self.shopper)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(max(340, min(500, round(self.width() * 0.4))))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.browser is None:
            self._start()
        if self._stale():
            self._open(self.shopper)

    # -- showing -----------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        """Load the engine, on first sight."""
        found = engine.start(self.desk)
        if isinstance(found, str):
            self.empty.sentence.setText(found)
            return
        self.browser = found
        self.browser.told.connect(self._told)
        self.browser.finished.connect(self._finished)
        self.browser.left.connect(lambda: self.desk.notify("Links work on the live page."))
        self.stage.hold(self.browser)
        self.setFocusProxy(self.browser)
        self.setTabOrder(self.jump, self.browser)
        self.setTabOrder(self.browser, self.panel.restart)

    def _open(self, shopper: Shopper) -> None:
        """Show the quiz as it is now to this shopper; later, when nobody looks."""
        self.shopper = fitting(self.desk.quiz, shopper)
        self._loaded = ()
        if self.isVisible():
            self._loaded = self._seen()
            if self.browser is not None and self.desk.quiz.questions:
                self.browser.open(self.shopper)
        self._show()

    def _replay_saved(self, shopper_id: str) -> None:
        quiz = self.desk.quiz
        saved = next((one for one in quiz.shoppers if one.id == shopper_id), None)
        # The list says twice that another one was picked.
        if saved is not None and (self._saved, self.shopper) != (saved.id, arrived(quiz, saved.answers)):
            self._saved = saved.id
            self._open(arrived(quiz, saved.answers))

    def _keep(self, shopper_id: str) -> None:
        self._saved = shopper_id
        self._show()

    def _changed(self, before: Project, after: Project) -> None:
        if self.isVisible():
            if self._stale():
                self._open(self.shopper)
            else:
                self._show()

    def _seen(self) -> tuple[object, ...]:
        """What the page is made of."""
        return engine.made_of(self.desk.project, self.desk.quiz)

    def _stale(self) -> bool:
        # What is the same object is not looked into.
        return self._loaded != self._seen()

    def _told(self, told: Told) -> None:
        quiz = self.desk.quiz
        self.shopper = playing(quiz, from_fields(quiz, told.fields), told.place, self.shopper.answers)
        self._show()

    def _finished(self, answers: Answers) -> None:
        self.shopper = Shopper(answers, finished=True)
        self._show()

    def _show(self) -> None:
        quiz = self.desk.quiz
        if not quiz.questions:
            self._middle.setCurrentWidget(self.no_question)
        else:
            self._middle.setCurrentWidget(self.stage if self.browser is not None else self.empty)
        self.progress.setText(progress(quiz, self.shopper))
        self._show_languages(quiz)
        entries = [
            (one.id, f"{at}. {unanswered(one.title) or one.traits.label}") for at, one in enumerate(quiz.questions, 1)
        ]
        self.jump.show_options(entries, "")
        self.desk.answers = self.shopper.answers
        self.panel.show_shopper(self.desk.project, quiz, self.shopper, self.desk.live.revision + 1, self._saved)

    def _show_languages(self, quiz: Quiz) -> None:
        shown = self.browser.language if self.browser is not None else ""
        entries = [("", languages.name(quiz.language)), *((one, languages.name(one)) for one in quiz.languages)]
        self.language.show_options(entries, shown if shown in quiz.languages else "")
        self.language.setVisible(bool(quiz.languages) and self.browser is not None)

    def _fit(self) -> None:
        if self.browser is not None:
            self.browser.setZoomFactor(self.stage.zoom)
            self.browser.show_bars(self.stage.device is DESKTOP)
