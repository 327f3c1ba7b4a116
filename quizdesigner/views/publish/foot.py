"""The foot of the sheet: what the one button does, and while it does it, each step with a way back until the switch."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.sync.publish import Progress, Step
from quizdesigner.views import tokens
from quizdesigner.views.desk import Desk
from quizdesigner.views.icons import icon
from quizdesigner.views.kit import Busy, Figure, button, column, label, row
from quizdesigner.views.publish.intent import Done, Waiting, Working
from quizdesigner.views.publish.publisher import Publisher
from quizdesigner.views.style import set_kind

_STEPS: dict[Step, str] = {
    "host": "Host",
    "compare": "Compare",
    "parts": "Quiz",
    "secrets": "Keys",
    "switch": "Go live",
}
_PROMISE = "Quiz and connections go live together, or not at all."


class Steps(QWidget):
    """The steps of a publication, those done with a tick."""

    def __init__(self) -> None:
        super().__init__()
        self._signs = {step: (Figure("circle", "text3", 14), label(text, "secondary")) for step, text in _STEPS.items()}
        self.busy = Busy("Publishing")
        parts = [row(sign, words, gap=5) for sign, words in self._signs.values()]
        self.setLayout(column(row(*parts, None, gap=14), self.busy, gap=8))

    def show_progress(self, progress: Progress) -> None:
        """Show the step under way and how much of it is done."""
        order = get_args(Step)
        at = order.index(progress.step)
        for number, step in enumerate(order):
            sign, words = self._signs[step]
            if number < at:
                sign.show_icon("circle-check", "ok")
            else:
                sign.show_icon("loader-circle" if number == at else "circle", "accent" if number == at else "text3")
            set_kind(words, "label" if number == at else "secondary")
        if self.busy.maximum() != progress.total:
            self.busy.setRange(0, progress.total)
        self.busy.step(progress.done)
        self.setAccessibleName(f"Publishing: {_STEPS[progress.step]}")


class Foot(QWidget):
    """`act` is the button."""

    def __init__(self, desk: Desk, publisher: Publisher) -> None:
        super().__init__()
        self._desk = desk
        self._publisher = publisher
        self.words = label(_PROMISE, "secondary", wrap=True)
        self.steps = Steps()
        self.back = button("Not now", "plain")
        self.back.clicked.connect(self._go_back)
        self.act = button("", "primary", "cloud-upload")
        self.act.clicked.connect(self._act)
        box = row(self.words, self.steps, self.back, self.act, gap=8, margins=(26, 14, 26, 14))
        box.setStretch(0, 1)
        box.setStretch(1, 1)
        self.setLayout(box)
        self._shown_step = ""
        self._had_keys = False

    def show_state(self) -> None:
        """Show what can be done now."""
        state = self._publisher.state
        working = isinstance(state, Working)
        self.steps.setVisible(working)
        self.words.setVisible(not working)
        if isinstance(state, Working):
            if not self._shown_step:
                self._had_keys = self.act.hasFocus()
                self.steps.busy.begin()
            self._shown_step = state.progress.step
            self.steps.show_progress(state.progress)
            asked = state.progress.step == "switch"
            self._offer("Cancel", not asked, f"Publishing version {state.intent.version}…", False)
            return
        ended, self._shown_step = self._shown_step, ""
        self._offer_what_is_next()
        if ended:
            self.steps.busy.end()
            if self._had_keys:
                # A button that is disabled loses the keyboard.
                self.act.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_what_is_next(self) -> None:
        state = self._publisher.state
        if isinstance(state, Waiting):
            version = state.intent.version
            self.words.setText(
                f"Version {version} waits for {state.intent.host.name}, which is asked every half minute"
                " while this window is open. It goes live once."
            )
            self._offer("Take it back", True, "Try again now", True, "rotate-cw")
        elif isinstance(state, Done):
            self.words.setText(_PROMISE)
            self._offer("Back to the checks", True, "Done", True, "check")
        else:
            self._offer_publication()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.current().sunken))
        # Round at the bottom as the sheet is; the upper corners lie outside.
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, -20, 0, 0), 14, 14)

    def _offer_publication(self) -> None:
        publisher = self._publisher
        facts, host = publisher.facts, publisher.host
        verb = "Queue" if publisher.reached[0] == "away" else "Publish"
        over = " over it" if publisher.stranger and publisher.expected else ""
        may = facts is not None and host is not None and not publisher.errors and not self._desk.editor.read_only
        may = may and publisher.reached[0] != "no token"
        changed = facts is not None and (facts.last is None or bool(facts.differences) or bool(over))
        if self._desk.editor.read_only:
            self.words.setText("This window only reads the project, so it cannot publish it.")
        elif publisher.errors:
            count = len(publisher.errors)
            self.words.setText("One thing has to be mended first." if count == 1 else f"Mend {count} things first.")
        elif verb == "Queue":
            self.words.setText("The host is away. Your quiz is saved here; queue it, and it goes live when it answers.")
        else:
            self.words.setText(_PROMISE)
        text = f"{verb}{over} as version {publisher.version}" if over else f"{verb} version {publisher.version}"
        self._offer("Not now", True, text if changed else "Send it again", may, "cloud-upload")

    def _offer(self, back: str, may_go_back: bool, act: str, may: bool, sign: str = "cloud-upload") -> None:
        self.back.setText(back)
        self.back.setAccessibleName(back)
        self.back.setEnabled(may_go_back)
        self.act.setText(act)
        self.act.setAccessibleName(act)
        self.act.setIcon(icon(sign, "on_accent" if may else "text3"))
        self.act.setEnabled(may)

    def _act(self) -> None:
        state = self._publisher.state
        if isinstance(state, Done):
            self._desk.close_sheet()
        elif isinstance(state, Waiting):
            self._publisher.try_again()
        else:
            self._publisher.publish()

    def _go_back(self) -> None:
        state = self._publisher.state
        if isinstance(state, Done):
            self._publisher.settle()
        elif isinstance(state, Working | Waiting):
            self._publisher.cancel()
        else:
            self._desk.close_sheet()
