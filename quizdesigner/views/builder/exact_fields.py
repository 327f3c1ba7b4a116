"""Fields for what is exact: a number with decimals, or a day. They tell only what is one; a half-typed value waits."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator

from quizdesigner.quiz.answers import millionths, plain
from quizdesigner.views.kit import Field
from quizdesigner.views.kit.fields import mark_bad

_MOST = 999_999_999
_NUMBER = QRegularExpression(r"[-+]?[0-9]{0,9}([.,][0-9]{0,6})?")
_DAY = QRegularExpression(r"[0-9]{0,4}-?[0-9]{0,2}-?[0-9]{0,2}")


class AmountField(Field):
    """A number as people write it, with point or comma; Up and Down step by `step`.

    `edited` gives the number, or None for an empty field where `empty` words say what that means; it comes from typing
    alone. A lone sign, or an empty field that may not be, is told by a red edge and to nobody else.
    """

    edited = Signal(object)

    def __init__(self, name: str, *, empty: str = "", least: float = -_MOST, most: float = _MOST) -> None:
        super().__init__(name, hint=empty)
        self._may_be_empty = bool(empty)
        self._least, self._most = least, most
        self._shown: float | None = None
        self._fresh = True
        self.step = 1.0
        self.setValidator(QRegularExpressionValidator(_NUMBER, self))
        self.textEdited.connect(self._tell)
        self.left.connect(self._leave)

    def show_amount(self, amount: float | None) -> None:
        """Show what the project says, without `edited`. What is being typed for the same number is left alone."""
        if amount == self._shown and not self._fresh:
            return
        self._fresh = False
        self._shown = amount
        if not (self.hasFocus() and _read(self.text()) == amount):
            self.setText(written(amount))
        mark_bad(self, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turn = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not turn or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        now = millionths(_read(self.text()) or 0) + turn * millionths(self.step)
        self.setText(written(min(max(now / 1_000_000, self._least), self._most)))
        self._tell(self.text())

    def _tell(self, text: str) -> None:
        amount = _read(text)
        fits = self._may_be_empty and not text if amount is None else self._least <= amount <= self._most
        mark_bad(self, not fits)
        if fits and amount != self._shown:
            self._shown = amount
            self.edited.emit(amount)

    def _leave(self) -> None:
        """Whoever leaves half a number finds the one that counts."""
        if self.text() != written(self._shown):
            self.setText(written(self._shown))
            mark_bad(self, False)


class DayField(Field):
    """A day as `2026-11-22`. `edited` gives one that exists, or nothing for an empty field."""

    edited = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name, hint="2030-12-31")
        self._shown = ""
        self.setValidator(QRegularExpressionValidator(_DAY, self))
        self.textEdited.connect(self._tell)
        self.left.connect(self._leave)

    def show_day(self, day: str) -> None:
        """Show what the project says, without `edited`."""
        if day != self._shown:
            self._shown = day
            self.show_text(day)
            mark_bad(self, False)

    def _tell(self, text: str) -> None:
        fits = not text or is_day(text)
        mark_bad(self, not fits)
        if fits and text != self._shown:
            self._shown = text
            self.edited.emit(text)

    def _leave(self) -> None:
        if self.text() != self._shown:
            self.setText(self._shown)
            mark_bad(self, False)


def written(amount: float | None) -> str:
    """A number without superfluous noughts; nothing for None."""
    return "" if amount is None else plain(millionths(amount))


def is_day(text: str) -> bool:
    """Whether the text is a day of the calendar, as `2026-11-22`."""
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _read(text: str) -> float | None:
    try:
        # A long row of figures must not come out as another number than the one typed.
        return float(text.replace(",", "."))
    except ValueError:
        return None
