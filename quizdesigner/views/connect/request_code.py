"""The field a request is read in, with the tags that come and go in their colours."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit

from quizdesigner.views import tokens
from quizdesigner.views.connect.payload import NOTHING, Payload, Sort

_INK: dict[Sort, str] = {"added": "ok", "removed": "bad", "later": "accent_text", "method": "text3"}


class RequestCode(QTextEdit):
    """Shows a request, to read and to copy from. One that is `whole` is as high as its text, and never scrolls."""

    def __init__(self, name: str, *, whole: bool = False) -> None:
        super().__init__()
        self._shown = NOTHING
        self._whole = whole
        self.setProperty("kind", "code")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        # By keys too: what cannot be reached with the cursor cannot be copied in parts.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_payload(self, shown: Payload) -> None:
        """Show this one."""
        self._shown = shown
        # Setting an equal text would scroll back to the top.
        if self.toPlainText() != shown.text:
            self.setPlainText(shown.text)
            self._indent()
            self._fit()
        self._colour()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._indent()
            self._fit()
            self._colour()

    def _colour(self) -> None:
        text, colours = self._shown.text, tokens.current()
        found = []
        for mark in self._shown.marks:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(_units(text[: mark.start]))
            end = _units(text[: mark.start + mark.length])
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            ink = QTextCharFormat()
            ink.setForeground(QColor(colours.colour(_INK[mark.sort])))
            selection.cursor, selection.format = cursor, ink
            found.append(selection)
        self.setExtraSelections(found)

    def _indent(self) -> None:
        """Let what is too long for a line go on deeper than it began."""
        wide = self.fontMetrics().horizontalAdvance(" ")
        block = self.document().begin()
        while block.isValid():
            text = block.text()
            deep = wide * (len(text) - len(text.lstrip(" ")) + 4)
            form = QTextBlockFormat()
            form.setLeftMargin(deep)
            form.setTextIndent(-deep)
            QTextCursor(block).setBlockFormat(form)
            block = block.next()

    def _fit(self) -> None:
        if self._whole:
            frame = self.height() - self.viewport().height()
            self.setFixedHeight(math.ceil(self.document().size().height()) + frame)


def _units(text: str) -> int:
    """How long Qt takes a text to be: signs beyond the first 65,536, such as emoji, count twice."""
    return len(text.encode("utf-16-le")) // 2
