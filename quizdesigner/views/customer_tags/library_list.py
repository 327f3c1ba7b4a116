"""The library's list: groups and chips, with what the mouse and the keys do to them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu

from quizdesigner.views.customer_tags.library_delegate import PAD, LibraryDelegate
from quizdesigner.views.customer_tags.library_model import LibraryModel, dragged_tag
from quizdesigner.views.customer_tags.library_rows import GroupRow, Row, TagRow
from quizdesigner.views.customer_tags.touch_lines import Task
from quizdesigner.views.kit.rows import Index, set_up_list


class LibraryList(QListView):
    """`filtered` gives the tag whose choices are to be shown. `asked` gives a task, the tag it is asked for, and
    where one was let go over another, that one; all by id. `grouped` gives a group by name, and whether it is to be
    renamed.
    """

    filtered = Signal(str)
    asked = Signal(str, str, str)
    grouped = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.rows = LibraryModel()
        self._painter = LibraryDelegate(self)
        set_up_list(self, "Tag library", self.rows, self._painter, even=False)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setViewportMargins(PAD, 0, 6, 0)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; the tag that was current stays so."""
        here, place, scrolled = self.current(), self.currentIndex().row(), self.verticalScrollBar().value()
        self.rows.show_rows(rows)
        if not self.currentIndex().isValid() and here is not None and rows:
            there = self.rows.place(here.chip.tag) if isinstance(here, TagRow) else -1
            self.setCurrentIndex(self.rows.index(there if there >= 0 else min(place, len(rows) - 1)))
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(scrolled)

    def show_filter(self, tag: str) -> None:
        """Ring the tag whose choices are shown; empty for none."""
        self._painter.filtering = tag
        self.viewport().update()

    def attend(self, on: bool) -> None:
        """Ring the row the list is at while a card speaks of it."""
        self._painter.attending = on
        self.viewport().update()

    def current(self) -> Row | None:
        """The group or tag the list is at."""
        at = self.currentIndex().row()
        return self.rows.rows[at] if 0 <= at < len(self.rows.rows) else None

    def current_tag(self) -> str:
        """The id of the tag the list is at; empty when it is at none."""
        row = self.current()
        return row.chip.tag if isinstance(row, TagRow) else ""

    def begin(self, task: Task) -> None:
        """Ask for a task with the tag the list is at; of groups, one can be renamed."""
        match self.current():
            case TagRow(chip):
                self.asked.emit(task, chip.tag, "")
            case GroupRow(name) if name and task == "rename":
                self.grouped.emit(name, True)

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def dataChanged(self, first: Index, last: Index, roles: Iterable[int] = ()) -> None:
        # QListView would measure every row again; the model says itself when a size changes.
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def event(self, event: QEvent) -> bool:
        # The window has an F2 of its own, which must not come before the one of the list with the focus.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_F2
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if self.current_tag():
                self.filtered.emit(self.current_tag())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._open_group()
            case Qt.Key.Key_F2:
                self.begin("rename")
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.begin("delete")
            case Qt.Key.Key_Escape:
                event.ignore()
            case Qt.Key.Key_Home | Qt.Key.Key_End | Qt.Key.Key_Up | Qt.Key.Key_Down:
                super().keyPressEvent(event)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._step(1 if event.key() == Qt.Key.Key_Right else -1)
            case _:
                super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        to = self.currentIndex().row() + step
        if 0 <= to < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(to))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._row_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if isinstance(row, TagRow):
            self.filtered.emit(row.chip.tag)
        else:
            self._open_group()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)
            self.begin("rename")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = self.visualRect(self.currentIndex()).center()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(self.viewport().mapFrom(self, event.pos()))
            self.setCurrentIndex(index)
            at = self.viewport().mapFrom(self, event.pos())
        row = self.current()
        if isinstance(row, TagRow):
            self._menu(row.chip.tag).popup(self.viewport().mapToGlobal(at))
        else:
            self._open_group()

    def _open_group(self) -> None:
        row = self.current()
        if isinstance(row, GroupRow) and row.name:
            self.grouped.emit(row.name, False)

    def _menu(self, tag: str) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Rename everywhere", lambda: self.begin("rename"))
        menu.addAction("Merge into …", lambda: self.begin("merge"))
        menu.addAction("Split …", lambda: self.begin("split"))
        menu.addAction("Show its choices", lambda: self.filtered.emit(tag))
        menu.addSeparator()
        menu.addAction("Delete", lambda: self.begin("delete"))
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_tag(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        over = self._tag_under(event.position().toPoint(), dragged_tag(event.mimeData()))
        self._aim(over)
        if over:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._aim("")

    def dropEvent(self, event: QDropEvent) -> None:
        tag = dragged_tag(event.mimeData())
        into = self._tag_under(event.position().toPoint(), tag)
        self._aim("")
        if into:
            event.acceptProposedAction()
            self.asked.emit("merge", tag, into)

    def _tag_under(self, point: QPoint, dragged: str) -> str:
        row = self._row_at(point)
        return row.chip.tag if dragged and isinstance(row, TagRow) and row.chip.tag != dragged else ""

    def _aim(self, tag: str) -> None:
        if tag != self._painter.target:
            self._painter.target = tag
            self.viewport().update()

    def _row_at(self, point: QPoint) -> Row | None:
        index: QModelIndex = self.indexAt(point)
        return self.rows.rows[index.row()] if index.isValid() else None

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.viewport().update()
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The scroll bar comes and goes with the height, which must not set every line anew.
        self._painter.width = self.viewport().width() - 8
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
