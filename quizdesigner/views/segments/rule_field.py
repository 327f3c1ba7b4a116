"""The field one types a rule into: its share while typing, and why it cannot be read, with the place."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QFrame

from quizdesigner.quiz import segments, tags
from quizdesigner.quiz.coverage import Coverage, TooMany
from quizdesigner.quiz.document import AnyCondition
from quizdesigner.quiz.segments import Unread
from quizdesigner.quiz.shares import share
from quizdesigner.views.customer_tags.offers import index
from quizdesigner.views.customer_tags.said import Said
from quizdesigner.views.desk import Desk
from quizdesigner.views.errand import Errand
from quizdesigner.views.kit import label, row
from quizdesigner.views.segments.rows import TOO_MANY
from quizdesigner.views.segments.rule_line import MOST, RuleLine
from quizdesigner.views.segments.rule_offers import shares

_REST = 80
"""Milliseconds the hands rest before a rule is counted."""


class RuleField(QFrame):
    """`made` gives the rule that Enter finished; `escaped` says that it was given up."""

    made = Signal(object)
    escaped = Signal()

    def __init__(self, desk: Desk, name: str, hint: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._errand = Errand(desk)
        self._asked: AnyCondition | None = None
        self.line = RuleLine(name, hint)
        self.line.written.connect(self._read)
        self.line.entered.connect(self._enter)
        self.line.escaped.connect(self.escaped)
        self.line.left.connect(self.quiet)
        self.share = label("", "strong")
        self.share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.share.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(row(self.line))
        self.line.setLayout(row(None, self.share, margins=(0, 0, 11, 0)))
        self.setFixedHeight(34)
        self.setFocusProxy(self.line)
        self.said = Said(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST)
        self._soon.timeout.connect(self._count)
        desk.forecast.changed.connect(self._recount)
        desk.ended.connect(self._drop)

    @property
    def rule(self) -> AnyCondition | Unread:
        """What is typed, read as a rule. What fills the line is none: something may have been cut off."""
        text = self.line.text()
        if len(text) >= MOST:
            return Unread(MOST - 1, f"A rule can have {MOST - 1:,} characters here. Make two segments of it.")
        return segments.read(self._desk.project, text)

    def know(self) -> None:
        """Offer the tags the project has now."""
        project = self._desk.project
        self.line.know(index(project, tags.uses(project)), shares(self._desk.forecast.coverage))

    def begin(self, text: str, cursor: int | None = None, *, offer: bool = False) -> None:
        """Show a rule to be typed on, with the cursor there or at its end."""
        self.know()
        self.line.set_rule(text, cursor)
        if offer:
            self.line.offer()

    def select(self, start: int, end: int) -> None:
        """Select a tag, to be typed over."""
        self.line.setSelection(start, end - start)
        self.line.offer()

    def clear(self) -> None:
        """Show an empty line."""
        self.line.set_rule("")

    def complain(self) -> bool:
        """Say why the text is no rule, if it is none; whether that was so."""
        found = self.rule
        if isinstance(found, Unread):
            self._say(found)
        return isinstance(found, Unread)

    def quiet(self) -> None:
        """Put away what was said of the text."""
        self.line.underline(0, 0)
        self.said.say("")

    # -- reading -----------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        found = self.rule
        if isinstance(found, Unread):
            self._drop()
            self._say_while_typing(found)
            return
        self.quiet()
        if found != self._asked:
            self._drop()
            self._asked = found
            self._soon.start()

    def _enter(self) -> None:
        found = self.rule
        if isinstance(found, Unread):
            self._say(found)
        else:
            self.made.emit(found)

    def _say_while_typing(self, found: Unread) -> None:
        """What the next letters may mend is nobody's fault yet."""
        text, at = self.line.text(), self.line.cursorPosition()
        word = segments.word_at(text, at)
        if found.at >= word.start or found.at >= len(text.rstrip()) or text[found.at : found.at + 1] == "(":
            self.quiet()
        else:
            self._say(found)

    def _say(self, found: Unread) -> None:
        text = self.line.text()
        word = segments.word_at(text, min(found.at + 1, len(text)))
        end = word.end if word.start == found.at else found.at + 1
        self.line.underline(found.at, max(end, found.at + 1))
        self.said.say(f"{_place(text, found.at)}{found.text}" if text.strip() else found.text)

    # -- counting ----------------------------------------------------------------------------------------------------

    def _drop(self) -> None:
        self._soon.stop()
        self._errand.cancel()
        self._asked = None
        self._show_share("")

    def _recount(self) -> None:
        self.line.know(self.line.known, shares(self._desk.forecast.coverage))
        if self._asked is not None:
            self._soon.start()

    def _count(self) -> None:
        if self._asked is not None and self._desk.forecast.current:
            self._errand.run(self._ask(self._asked))

    async def _ask(self, rule: AnyCondition) -> None:
        whole = self._desk.forecast.coverage
        found = await self._desk.forecast.share(rule)
        if isinstance(found, TooMany) or not isinstance(whole, Coverage):
            self._show_share(TOO_MANY)
        else:
            self._show_share(share(found.sheets, whole.sheets))

    def _show_share(self, text: str) -> None:
        self.share.setText(text)
        self.share.setAccessibleName(f"Share of shoppers: {text}" if text else "")
        # The words end before the figure.
        self.line.setTextMargins(0, 0, self.share.sizeHint().width() + 12 if text else 0, 0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Both float over the window, which is still there.
        self.line.popup.hide()
        self.quiet()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.line.setFocus(event.reason())


def _place(text: str, at: int) -> str:
    """Where in a longer text the trouble is, for whoever does not see the underline."""
    return f"Character {at + 1}: " if 0 < at < len(text.rstrip()) else ""
