"""Text edited on the page itself: it grows over lines, and its keys lead through the page."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from quizdesigner.views.kit.fields import LINE, TEXT, excess, leaves_undo, mark_bad

INSET = 7
"""Pixels from the edge of a text on the page to its letters."""


class Writing(QPlainTextEdit):
    """One text of the page, as high as its words.

    `edited` comes from typing alone. `entered` is Enter (in running text Ctrl+Enter), `emptied` Backspace in an empty
    field, `shifted` Alt+Up (-1) or Alt+Down (1) where `shifts`. `too_long` has words about a paste that does not fit.
    """

    edited = Signal(str)
    left = Signal()
    focused = Signal()
    entered = Signal()
    emptied = Signal()
    shifted = Signal(int)
    too_long = Signal(str)

    def __init__(self, name: str, role: str, *, hint: str = "", running: bool = False, shifts: bool = False) -> None:
        super().__init__()
        self._hint = hint
        self._running = running
        self._shifts = shifts
        self._limit = TEXT if running else LINE
        self._about = ""
        self._shown = ""
        self._told = ""
        self.setProperty("page", role)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(5)
        self.textChanged.connect(self._tell)

    def show_text(self, text: str, about: str) -> None:
        """Show what the project says of `about` (an id).

        While that is the same as before, words that were refused stay in the field until they are mended.
        """
        if text == self._shown and about == self._about:
            return
        self._shown, self._told, self._about = text, text, about
        mark_bad(self, False)
        if self.toPlainText() != text:
            place = self.textCursor().position()
            self.setPlainText(text)
            if self.hasFocus():
                cursor = self.textCursor()
                cursor.setPosition(min(place, len(text)))
                self.setTextCursor(cursor)
        self._fit()

    def kept(self, text: str) -> str:
        """What is told of the text in the field: the text itself, unless a field shows it in other words."""
        return text

    def refuse(self) -> None:
        """What was typed could not be kept: show it by the field's edge."""
        mark_bad(self, True)

    def show_hint(self, hint: str) -> None:
        """What stands here while nothing is written."""
        if hint != self._hint:
            self._hint = hint
            self.viewport().update()

    def centre(self, centred: bool) -> None:
        """Words in the middle, or at the beginning of the line."""
        option = self.document().defaultTextOption()
        wanted = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        if option.alignment() != wanted:
            option.setAlignment(wanted)
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            self.document().setDefaultTextOption(option)

    def event(self, event: QEvent) -> bool:
        if leaves_undo(event):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._shift(event):
            event.accept()
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step := self._shift(event):
            self.shifted.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            self._running and held != Qt.KeyboardModifier.ControlModifier
        ):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.toPlainText():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if words := excess(self, text, self._limit):
            self.too_long.emit(words)
            return
        self.textCursor().insertText(text if self._running else re.sub(r"\s*[\r\n]+\s*", " ", text))
        self.ensureCursorVisible()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The page scrolls, not its fields.
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._hint and not self.toPlainText():
            # Qt draws its own placeholder at the left, whatever the alignment.
            painter = QPainter(self.viewport())
            ink = QColor(self.palette().color(QPalette.ColorRole.Text))
            ink.setAlphaF(0.55)
            painter.setPen(ink)
            painter.setFont(self.font())
            margin = round(self.document().documentMargin())
            spot: QRect = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
            painter.drawText(spot, self.document().defaultTextOption().alignment(), self._hint)

    def _shift(self, event: QKeyEvent) -> int:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not self._shifts or held != Qt.KeyboardModifier.AltModifier:
            return 0
        return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)

    def _tell(self) -> None:
        # QPlainTextEdit has no textEdited: what differs from what was last shown or told has been typed.
        text = self.toPlainText()
        if text != self._told:
            self._told = text
            mark_bad(self, False)
            self.edited.emit(self.kept(text))
        self._fit()

    def _fit(self) -> None:
        """As high as the words need at this width."""
        block, height = self.document().firstBlock(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        # The first block's height has the margin above it; the one below the last is nobody's.
        wanted = round(height + self.document().documentMargin()) + 2 * self.frameWidth() + 1
        if wanted != self.height():
            self.setFixedHeight(wanted)
            self.verticalScrollBar().setValue(0)


def focus_end(field: QWidget) -> None:
    """Put the keyboard into the field, after its last letter."""
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        field.setTextCursor(cursor)
