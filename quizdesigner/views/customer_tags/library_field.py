"""The field over a chip of the library: another name for the tag or its group, or the tag it is to become one with."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import edits, tags
from quizdesigner.views.customer_tags.library_rows import GroupRow, Row, TagRow, counted
from quizdesigner.views.customer_tags.offer_popup import WIDTH, OfferModel, offer_popup
from quizdesigner.views.customer_tags.offers import Index, offers
from quizdesigner.views.customer_tags.said import Said
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import Field

Task = Literal["rename", "merge"]


class LibraryField(Field):
    """Enter does the task, Esc drops it. `merged` gives the ids of a tag and of the one it is to become.

    A name another tag has is not refused: the field says so, and Enter again merges the two.
    """

    merged = Signal(str, str)
    focus_back = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("New name", small=True)
        self.setParent(parent)
        self._desk = desk
        self._row: Row | None = None
        self._task: Task = "rename"
        self._known: Index = ()
        self._warned = ""
        self._offers = OfferModel()
        self.popup = offer_popup("Tags to merge into", self._offers)
        self.popup.chosen.connect(self._pick)
        self.said = Said(self)
        self.textEdited.connect(self._typed)
        self.left.connect(self.close_field)
        self.hide()

    def open_at(self, row: Row, task: Task, rect: QRect, known: Index) -> None:
        """Open over a row of the library, for this task."""
        self._row, self._task, self._known, self._warned = row, task, known, ""
        old = row.chip.name if isinstance(row, TagRow) else row.name
        self.setText("" if task == "merge" else old)
        self.setPlaceholderText(f"Merge {old} into …" if task == "merge" else "")
        self.setAccessibleName(f"Merge {old} into" if task == "merge" else f"New name of {old}")
        self.setGeometry(rect)
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if task == "merge":
            self._offer()

    def close_field(self) -> None:
        """Put the field away and leave everything as it was."""
        self._row = None
        self.popup.hide()
        self.said.say("")
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        elif self.popup.take_key(event):
            return
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._warned = ""
        if self._task == "merge":
            self.said.say("")
            self._offer()
        elif isinstance(self._row, TagRow):
            self.said.say((tags.trouble(text) or "") if text.strip() and not text.rstrip().endswith(":") else "")

    def _offer(self) -> None:
        assert isinstance(self._row, TagRow)
        group = tags.group_of(self._row.chip.name)
        self._offers.show_offers(offers(self._known, self.text(), group, {self._row.chip.tag}, create=False))
        if self._offers.offers:
            self.popup.go(0)
            self.popup.open_under(self, width=WIDTH)
        else:
            self.popup.hide()
            self.said.say("No other tag has this in its name.", "plain")

    def _pick(self, index: QModelIndex) -> None:
        row, into = self._row, self._offers.offers[index.row()].tag
        self._end()
        if isinstance(row, TagRow):
            self.merged.emit(row.chip.tag, into)

    def _enter(self) -> None:
        match self._row:
            case TagRow() if self._task == "rename":
                self._rename_tag(self._row)
            case GroupRow():
                self._rename_group(self._row)

    def _rename_tag(self, row: TagRow) -> None:
        name = self.text()
        if trouble := tags.trouble(name):
            self.said.say(trouble)
            return
        other = tags.find(self._desk.project.tags, name)
        if other is None or other.id == row.chip.tag:
            self._end()
            self._desk.editor.do(edits.rename_tag, row.chip.tag, name)
        elif self._warned == other.id:
            self._end()
            self.merged.emit(row.chip.tag, other.id)
        else:
            self._warned = other.id
            count = tags.uses(self._desk.project)[other.id]
            where = f"on {counted(count, 'choice')}" if count else "on no choice"
            self.said.say(f"“{other.name}” is there already, {where}. Enter again merges the two.", "warn")

    def _rename_group(self, row: GroupRow) -> None:
        name = tags.clean(self.text()).rstrip(":")
        trouble = "A group has no colon inside it." if ":" in name else tags.trouble(f"{name}:x")
        if not name or trouble:
            self.said.say(trouble if name and trouble else "A group needs a name.")
            return
        self._end()
        self._desk.editor.do(edits.rename_group, row.name, name)

    def _end(self) -> None:
        self.close_field()
        self.focus_back.emit()
