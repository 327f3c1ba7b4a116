"""The list of choices: one target per row, and the field that moves from row to row as one types."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip

from quizdesigner.views.customer_tags import geometry
from quizdesigner.views.customer_tags.choice_delegate import ChoiceDelegate
from quizdesigner.views.customer_tags.choice_model import ChoiceModel, spoken
from quizdesigner.views.customer_tags.group_field import GroupField
from quizdesigner.views.customer_tags.library_model import dragged_tag
from quizdesigner.views.customer_tags.rows import EVERYONE, ChoiceRow, Key, QuestionRow, Row
from quizdesigner.views.customer_tags.tag_field import TagField
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit.plain import plain_tip
from quizdesigner.views.kit.rows import Index, set_up_list


class ChoiceList(QListView):
    """`typing_changed` says that the field has gone to another choice, see `typing`. `dropped` gives a choice's key
    and the id of the tag let go over it, `narrowed` how many pixels the scroll bar takes."""

    typing_changed = Signal()
    narrowed = Signal(int)
    dropped = Signal(tuple, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.typing: Key | None = None
        self.rows = ChoiceModel()
        self._painter = ChoiceDelegate(self)
        set_up_list(self, "Choices and their tags", self.rows, self._painter, even=False)
        self.setAcceptDrops(True)
        self.field = TagField(desk)
        self.field.setParent(self.viewport())
        self.field.moved.connect(self._move)
        self.field.left.connect(self.leave)
        self.field.resized.connect(self._grow)
        self.group = GroupField(desk, self.viewport())
        self.group.focus_back.connect(self.setFocus)
        self.rows.altered.connect(self._rechipped)
        self.selectionModel().currentChanged.connect(self._moved_to)

    # -- rows --------------------------------------------------------------------------------------------------------

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; the row that was current, or is typed in, stays so where it is still there."""
        current = self.current_key()
        before, place = self.rows.rows, max(0, self.currentIndex().row())
        scrolled = self.verticalScrollBar().value()
        self.rows.show_rows(rows)
        if self.typing is not None:
            choice = self.rows.row(self.typing)
            if isinstance(choice, ChoiceRow):
                self.field.show_choice(choice)
            else:
                current = None
                self.leave()
        if current is not None and current != self.current_key():
            # Where it is gone, what came after it, and else what came before.
            near = (self.rows.row(row.key) for row in (*before[place:], *before[place::-1]))
            self._make_current(next((one for one in near if isinstance(one, ChoiceRow)), None))
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(scrolled)
        self._place()

    def current_key(self) -> Key | None:
        """The choice the list is at."""
        at = self.currentIndex().row()
        return self.rows.rows[at].key if 0 <= at < len(self.rows.rows) else None

    def go_to_question(self, question_id: str) -> None:
        """Show a question at the top, unless the list is at one of its choices already."""
        here = self.current_key()
        place = self.rows.place((question_id, ""))
        if place < 0 or (here is not None and here[0] == question_id):
            return
        self._make_current(self.rows.choice_from(place, 1))
        self.scrollTo(self.rows.index(place), QAbstractItemView.ScrollHint.PositionAtTop)

    # -- typing ------------------------------------------------------------------------------------------------------

    def open(self, key: Key) -> None:
        """Put the field into the row of a choice."""
        choice = self.rows.row(key)
        if not isinstance(choice, ChoiceRow):
            return
        self._make_current(choice)
        if key != self.typing:
            self.typing = key
            self.field.open_at(choice)
            self.typing_changed.emit()
        self.field.show()
        self._place()
        self.scrollTo(self.currentIndex())
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Put the field away; the list has the focus where the field had it."""
        if self.typing is None:
            return
        focused = self.field.isAncestorOf(self.window().focusWidget() or self.window())
        self.typing = None
        self.field.close_field()
        self._painter.typing = -1
        self.scheduleDelayedItemsLayout()
        if focused:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.typing_changed.emit()

    def edit_group(self) -> None:
        """Type another default group for the question of the current choice."""
        key = self.current_key()
        head = None if key is None else self.rows.row((key[0], ""))
        if isinstance(head, QuestionRow):
            self._open_group(head)

    def _open_group(self, head: QuestionRow) -> None:
        row = self.visualRect(self.rows.index(self.rows.place(head.key)))
        if row.top() < 0:
            self.scrollTo(self.rows.index(self.rows.place(head.key)))
            row = self.visualRect(self.rows.index(self.rows.place(head.key)))
        self.group.open_at(head, geometry.group_rect(row, head))

    def _move(self, step: int) -> None:
        if self.typing is None:
            return
        near = self.rows.choice_from(self.rows.place(self.typing) + step, step)
        if near is not None:
            self.open(near.key)
            return
        # Past the last choice, and before the first, the keys lead out of the list.
        self.leave()
        self.focusNextPrevChild(step > 0)

    def _make_current(self, choice: ChoiceRow | None) -> None:
        if choice is not None and choice.key != self.current_key():
            self.setCurrentIndex(self.rows.index(self.rows.place(choice.key)))

    def _moved_to(self, current: QModelIndex) -> None:
        row = self.rows.rows[current.row()] if current.isValid() else None
        if isinstance(row, ChoiceRow) and row.key != EVERYONE:
            self._desk.open_question(row.key[0])

    def _rechipped(self, before: Row, after: Row) -> None:
        # Setting every row anew takes ten times as long as the rest of a key; so only where a height changes.
        wide = self._painter.width
        if not isinstance(before, ChoiceRow) or not isinstance(after, ChoiceRow):
            return
        if geometry.row_height(wide, before.chips) != geometry.row_height(wide, after.chips):
            self.scheduleDelayedItemsLayout()

    def _grow(self) -> None:
        """Give the row that is typed in the height its chips need."""
        high = max(geometry.ROW, self.field.height_for(self._field_rect().width())) if self.typing else geometry.ROW
        if high != self._painter.typing_height:
            self._painter.typing_height = high
            self.scheduleDelayedItemsLayout()

    def _place(self) -> None:
        """Put the field over its row."""
        typing = -1 if self.typing is None else self.rows.place(self.typing)
        if typing != self._painter.typing:
            tall = {self._painter.typing, typing} - {-1}
            self._painter.typing = typing
            self._grow()
            if any(self._wants_room(place) for place in tall):
                self.scheduleDelayedItemsLayout()
                self.executeDelayedItemsLayout()
            self.viewport().update()
        if typing >= 0:
            self.field.setGeometry(self._field_rect())

    def _wants_room(self, place: int) -> bool:
        row = self.rows.rows[place] if place < len(self.rows.rows) else None
        if not isinstance(row, ChoiceRow):
            return False
        high = geometry.row_height(self._painter.width, row.chips)
        return max(high, self._painter.typing_height) > geometry.ROW

    def _field_rect(self) -> QRect:
        place = -1 if self.typing is None else self.rows.place(self.typing)
        return geometry.field_rect(self.visualRect(self.rows.index(max(0, place))))

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def dataChanged(self, first: Index, last: Index, roles: Iterable[int] = ()) -> None:
        # QListView would measure every row again; the model says itself when a size changes.
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.field.completer.close()
        self.field.said.say("")
        self.group.close_field()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._painter.width = self.viewport().width()
        self.narrowed.emit(self.width() - self.viewport().width())
        self.group.close_field()
        self.field.completer.close()
        super().resizeEvent(event)
        self._grow()
        self._place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.typing is not None and event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        ):
            self.field.line.setFocus(event.reason())
        elif not isinstance(self.rows.row(self.current_key()), ChoiceRow):
            # Qt makes the first row current, which is a heading. Choices are what one comes for.
            start = self.rows.place((self._desk.question_id, "")) if self._desk.question_id else -1
            self._make_current(self.rows.choice_from(self.rows.first_question() if start < 0 else start, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        at = self.currentIndex().row()
        here = self.current_key()
        step = _STEPS.get(key)
        if step is not None:
            last = len(self.rows.rows) - 1
            to = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(key, max(0, min(last, at + step)))
            toward = 1 if step > 0 else -1
            self._make_current(self.rows.choice_from(to, toward) or self.rows.choice_from(to, -toward))
        elif here is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open(here)
        elif here is not None and _is_word(event):
            self.open(here)
            self.field.line.insert(event.text())
            self.field.line.textEdited.emit(self.field.line.text())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        row = self._row_at(event.position().toPoint())
        if isinstance(row, ChoiceRow):
            self.open(row.key)
        elif isinstance(row, QuestionRow) and self._over_group(event.position().toPoint(), row):
            self._open_group(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        row = self._row_at(event.position().toPoint())
        text = isinstance(row, ChoiceRow)
        hand = isinstance(row, QuestionRow) and self._over_group(event.position().toPoint(), row)
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape if text or hand else Qt.CursorShape.ArrowCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            row = self._row_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(spoken(row)) if row else "", self)
            return True
        return super().viewportEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_tag(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if isinstance(row, ChoiceRow) and dragged_tag(event.mimeData()):
            self._make_current(row)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        row = self._row_at(event.position().toPoint())
        tag = dragged_tag(event.mimeData())
        if isinstance(row, ChoiceRow) and tag:
            event.acceptProposedAction()
            self.dropped.emit(row.key, tag)

    def _row_at(self, point: QPoint) -> Row | None:
        index = self.indexAt(point)
        return self.rows.rows[index.row()] if index.isValid() else None

    def _over_group(self, point: QPoint, head: QuestionRow) -> bool:
        row = self.visualRect(self.rows.index(self.rows.place(head.key)))
        return geometry.group_rect(row, head).adjusted(-4, -4, 4, 4).contains(point)


def _is_word(event: QKeyEvent) -> bool:
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return not held and bool(event.text().strip()) and event.text().isprintable()


_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_Home: 1,
    Qt.Key.Key_End: -1,
}
