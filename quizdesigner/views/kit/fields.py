"""Fields to type in. They leave undo to the window: one history for the whole project, none per field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from quizdesigner.views.icons import paint_icon

LINE = 1_000
TEXT = 20_000
"""Characters a line and a running text may have (`document.Line`, `document.Text`)."""


def leaves_undo(event: QEvent) -> bool:
    """Whether this is Ctrl+Z or its like, which a field must leave to the window instead of undoing its own letters.

    Use it in `event` of a widget with a text of its own: `if leaves_undo(event): return False`.
    """
    if not isinstance(event, QKeyEvent):
        return False
    if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        return False
    if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
        event.ignore()
        return True
    return False


class Field(QLineEdit):
    """One line of text. Connect `textEdited`: it comes from typing alone. `left` comes when the typing run ends."""

    left = Signal()

    def __init__(self, name: str, text: str = "", *, hint: str = "", small: bool = False, mono: bool = False) -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setProperty("small", small)
        self.setProperty("kind", "mono" if mono else "")

    def show_text(self, text: str) -> None:
        """Show what the project says. Equal text is left alone, and so is a space just typed at the end."""
        if self.text() != text and not (self.hasFocus() and _same_words(self.text(), text)):
            self.setText(text)

    def event(self, event: QEvent) -> bool:
        return False if leaves_undo(event) else super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class SearchField(Field):
    """A field with a magnifying glass; Esc empties it."""

    def __init__(self, name: str, *, hint: str = "") -> None:
        super().__init__(name, hint=hint or name)
        self.setTextMargins(24, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_icon(QPainter(self), QRect(10, (self.height() - 16) // 2, 16, 16), "search", "text2")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


class TextArea(QPlainTextEdit):
    """Several lines of text, as high as `lines`. `edited` comes from typing alone; Tab moves on.

    `too_long` has words about a paste that does not fit.
    """

    edited = Signal(str)
    left = Signal()
    too_long = Signal(str)

    def __init__(self, name: str, text: str = "", *, hint: str = "", lines: int = 3) -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * 19 + 20)
        self._told = self.toPlainText()
        self.textChanged.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Show what the project says, without `edited`."""
        if self.toPlainText() != text and not (self.hasFocus() and _same_words(self.toPlainText(), text)):
            self._told = text
            self.setPlainText(text)

    def event(self, event: QEvent) -> bool:
        return False if leaves_undo(event) else super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if words := excess(self, source.text(), TEXT):
            self.too_long.emit(words)
        else:
            super().insertFromMimeData(source)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _tell(self) -> None:
        # QPlainTextEdit has no textEdited: what differs from what was last shown or told has been typed.
        if self.toPlainText() != self._told:
            self._told = self.toPlainText()
            self.edited.emit(self._told)


class Number(QSpinBox):
    """A whole number. `edited` comes from typing, arrows and wheel (when focused), not from `show_number`."""

    edited = Signal(int)
    left = Signal()

    def __init__(self, name: str, least: int, most: int, *, zero: str = "") -> None:
        super().__init__()
        self.setRange(least, most)
        self.setSpecialValueText(zero)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The style sheet's padding does not reach the field inside.
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.setFixedHeight(32)
        self._told = self.value()
        self.valueChanged.connect(self._tell)

    def show_number(self, number: int) -> None:
        """Show what the project says, without `edited`."""
        self._told = number
        if self.value() != number:
            self.setValue(number)

    def event(self, event: QEvent) -> bool:
        return False if leaves_undo(event) else super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling past a number must not change it.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _tell(self, number: int) -> None:
        if number != self._told:
            self._told = number
            self.edited.emit(number)


def excess(field: QPlainTextEdit, pasted: str, most: int) -> str:
    """Why `pasted` does not fit into the field, or nothing.

    Ask before it gets into the field: laying out a megabyte would take the window away for minutes.
    """
    length = len(field.toPlainText()) - len(field.textCursor().selectedText()) + len(pasted)
    if length <= most:
        return ""
    return (
        f"The {field.accessibleName().lower()} can have {most:,} characters; "
        f"with the pasted text it would have {length:,}. It was left as it was."
    )


def mark_bad(field: QWidget, bad: bool) -> None:
    """Give the field a red edge, or take it away; the words that say why belong beside it."""
    if field.property("bad") != bad:
        field.setProperty("bad", bad)
        field.style().unpolish(field)
        field.style().polish(field)


def _same_words(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())
