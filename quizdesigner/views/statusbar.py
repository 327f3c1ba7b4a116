"""The line at the bottom that tells the truth: saved or not, host, what is live; counts and problems."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QWidget

from quizdesigner.quiz.coverage import Coverage, TooMany
from quizdesigner.quiz.document import Project
from quizdesigner.quiz.phrases import counted
from quizdesigner.views.desk import Desk
from quizdesigner.views.icons import icon
from quizdesigner.views.kit import Figure, button, label, row
from quizdesigner.views.kit.plain import plain_tip
from quizdesigner.views.problem_list import ProblemList
from quizdesigner.views.style import set_kind


class Statusbar(QFrame):
    """Left how things are kept, right what there is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("kind", "side")
        self.setFixedHeight(28)
        self.saved = Sign()
        self.online = Sign()
        self.live = Sign()
        self.counts = label("", "secondary")
        self.problems = button("", "status", "circle-check")
        self.problems.setIconSize(QSize(19, 14))
        self.list = ProblemList(desk, self.problems)
        self.problems.clicked.connect(self.list.open)
        parts = (self.saved, self.online, self.live, None, self.counts, self.problems)
        self.setLayout(row(*parts, gap=16, margins=(12, 0, 6, 0)))
        desk.editor.saved_changed.connect(lambda _: self._show_saved())
        desk.editor.changed.connect(self._follow)
        desk.quiz_changed.connect(lambda _: self._show_counts())
        desk.forecast.changed.connect(self._show_counts)
        desk.problems.changed.connect(self._show_problems)
        desk.live_changed.connect(self._show_live)
        self._show_saved()
        self._show_live()
        self._show_counts()
        self._show_problems()

    def _follow(self, before: Project, after: Project) -> None:
        if before is not after:
            self._show_counts()

    def _show_saved(self) -> None:
        editor = self._desk.editor
        if editor.read_only:
            self.saved.say("lock", "Read only", "warn", editor.file.reason)
        elif editor.saved_state == "saved":
            self.saved.say("check", "Saved", "ok", "Every change is on disk.")
        else:
            self.saved.say("triangle-alert", "Not saved", "bad", editor.saved_state)

    def _show_live(self) -> None:
        live = self._desk.live
        self.online.setVisible(live.online is not None)
        if live.online:
            self.online.say("wifi", "Online", "ok")
        else:
            self.online.say("wifi-off", "Offline", "warn", "Everything is saved here; publishing waits for the host.")
        if live.queued:
            self.live.say("clock", f"Version {live.queued} waits for {live.host}", "warn")
        elif live.revision:
            self.live.say("globe", f"Live: v{live.revision} on {live.host}")
        else:
            self.live.say("globe", "Not published yet")

    def _show_counts(self) -> None:
        quiz, project = self._desk.quiz, self._desk.project
        asked = [question for question in quiz.questions if question.traits.takes_answer]
        choices = sum(len(question.options) for question in asked)
        parts = ((len(asked), "question"), (choices, "choice"), (len(project.tags), "tag"))
        said = [counted(number, word) for number, word in parts]
        match self._desk.forecast.coverage:
            case Coverage(sheets=sheets):
                said.append(counted(sheets, "answer path"))
            case TooMany():
                said.append("too many answer paths to count")
        self.counts.setText("  ·  ".join(said))

    def _show_problems(self) -> None:
        found = self._desk.problems.found
        if found or self._desk.problems.known:
            self.problems.setText(counted(len(found), "problem") if found else "No problems")
        else:
            self.problems.setText("Counting …")
        self.problems.setAccessibleName(self.problems.text())
        broken = any(one.level == "error" for one in found)
        sign, tone = ("circle-x", "bad") if broken else ("triangle-alert", "warn") if found else ("circle-check", "ok")
        self.problems.setIcon(icon(sign, tone if found or self._desk.problems.known else "text2"))


class Sign(QWidget):
    """An icon and a few words."""

    def __init__(self) -> None:
        super().__init__()
        self._figure = Figure("check", "text2", 14)
        self._words = label("", "secondary")
        self.setLayout(row(self._figure, self._words, gap=6))

    def say(self, icon: str, text: str, tone: str = "", about: str = "") -> None:
        """Show these words; `about` is the longer story behind them."""
        self._figure.show_icon(icon, tone or "text2")
        self._words.setText(text)
        set_kind(self._words, tone if tone in ("warn", "bad") else "secondary")
        self.setToolTip(plain_tip(about))
        self.setAccessibleName(text)

    def text(self) -> str:
        """The words shown."""
        return self._words.text()
