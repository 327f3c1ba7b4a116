"""One colour of the page: a swatch that opens the picker, and its value to type."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame

from quizdesigner.views import tokens
from quizdesigner.views.kit import Field, PaintedButton, row
from quizdesigner.views.kit.fields import mark_bad
from quizdesigner.views.theme.colour_picker import ColourPicker

_SHORT = re.compile(r"#?([0-9A-Fa-f]{3})")
_LONG = re.compile(r"#?([0-9A-Fa-f]{6})")


def parsed(text: str) -> str | None:
    """What was typed as `#RRGGBB`, from that or `abc` or `aabbcc`; None while it is no colour."""
    word = text.strip()
    if match := _LONG.fullmatch(word):
        return f"#{match[1].upper()}"
    if match := _SHORT.fullmatch(word):
        return "#" + "".join(letter * 2 for letter in match[1].upper())
    return None


class ColourField(QFrame):
    """`changed` gives `#RRGGBB`, or nothing where the colour may be left open (`optional`) and was emptied.

    `left` comes when the typing or picking run ends.
    """

    changed = Signal(str)
    left = Signal()

    def __init__(self, name: str, picker: ColourPicker, *, optional: bool = False) -> None:
        super().__init__()
        self._picker = picker
        self._optional = optional
        self._value, self._used = "", "#000000"
        self._picking = False
        self.swatch = _Swatch(f"Pick: {name}")
        self.swatch.clicked.connect(self._pick)
        self.field = Field(name, mono=True)
        self.field.setMaxLength(7)
        self.field.setFixedWidth(92)
        if optional:
            self.field.setToolTip("Empty: chosen to go with the others")
        self.field.textEdited.connect(self._typed)
        self.field.left.connect(self._leave)
        picker.changed.connect(self._picked)
        picker.closed.connect(self._closed)
        self.setLayout(row(self.swatch, self.field, gap=6))

    def show_colour(self, value: str, used: str) -> None:
        """Show the colour the project has; `used` is what the page makes of it where that is nothing."""
        self._value, self._used = value, value or used
        self.swatch.show_colour(self._used)
        self.field.setPlaceholderText("" if value else used)
        if not (self.field.hasFocus() and parsed(self.field.text()) == value):
            self.field.show_text(value)
            mark_bad(self.field, False)

    def _typed(self, text: str) -> None:
        colour = "" if self._optional and not text.strip() else parsed(text)
        mark_bad(self.field, colour is None)
        # Three letters are a colour too, but somebody who goes on typing means six.
        if colour is not None and len(text.strip().lstrip("#")) != 3:
            self.changed.emit(colour)

    def _leave(self) -> None:
        short = parsed(self.field.text())
        if short and short != self._value:
            self.changed.emit(short)
        self.field.setText(self._value)
        mark_bad(self.field, False)
        self.left.emit()

    def _pick(self) -> None:
        self._picking = True
        self._picker.open_under(self, self._used)

    def _picked(self, colour: str) -> None:
        if self._picking:
            self.changed.emit(colour)

    def _closed(self) -> None:
        if self._picking:
            self._picking = False
            self.swatch.setFocus(Qt.FocusReason.OtherFocusReason)
            self.left.emit()


class _Swatch(PaintedButton):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._colour = "#000000"
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(QSize(30, 30))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_colour(self, colour: str) -> None:
        """Show this colour."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent), 2) if self.hasFocus() else QPen(QColor(colours.line_strong)))
        painter.setBrush(QColor(self._colour))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 6, 6)
