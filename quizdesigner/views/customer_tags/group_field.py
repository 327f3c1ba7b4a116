"""The field for a question's default group, over the chip that shows it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import edits, tags
from quizdesigner.views.customer_tags.rows import Key, QuestionRow
from quizdesigner.views.customer_tags.said import Said
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Field


class GroupField(Field):
    """Enter keeps the group, Esc leaves it as it was; `focus_back` asks for the focus to go where it came from."""

    focus_back = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("New tags start with", hint="group, or nothing", small=True)
        self.setParent(parent)
        self._desk = desk
        self._key: Key = ("", "")
        self.said = Said(self)
        self.textEdited.connect(self._typed)
        self.left.connect(self._leave)
        self.hide()

    def open_at(self, head: QuestionRow, chip: QRect) -> None:
        """Open over the chip of a question's default group."""
        self._key = head.key
        self.setText(head.group)
        self.setAccessibleName(f"New tags of {head.title} start with")
        # Over the ring, which says nothing about the group, rather than over the words that do.
        self.setGeometry(chip.left() - 2, chip.center().y() - 14, max(150, chip.width()), 28)
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_field(self) -> None:
        """Put the field away without keeping what was typed."""
        self.said.say("")
        # Hiding takes the focus away, which must not count as leaving the field with its words.
        self._key = ("", "")
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._keep():
                self.focus_back.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_field()
            self.focus_back.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self.said.say(_trouble(text))

    def _leave(self) -> None:
        if not self._keep():
            self.close_field()

    def _keep(self) -> bool:
        question = self._key[0]
        if not question:
            return True
        if trouble := _trouble(self.text()):
            self.said.say(trouble)
            return False
        self.close_field()
        return self._desk.editor.do(edits.set_default_group, self._desk.quiz_id, question, self.text())


def _trouble(text: str) -> str:
    group = tags.clean(text).rstrip(":")
    if ":" in group:
        return "A group has no colon inside it."
    return (tags.trouble(f"{group}:x") or "") if group else ""
