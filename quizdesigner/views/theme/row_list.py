"""The list of texts and translations, and the field that goes from row to row as one translates."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QListView

from quizdesigner.views.kit import TextArea
from quizdesigner.views.kit.rows import Index, RowsModel, set_up_list
from quizdesigner.views.theme.row_delegate import RowDelegate
from quizdesigner.views.theme.rows import Row


class TranslationField(TextArea):
    """The text being translated. `moved` gives where the keys lead: next missing, next, before."""

    moved = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("Translation")
        # As large as what is painted under it, with no more room around than a row has: a second line is seen, too.
        self.setStyleSheet(
            "QPlainTextEdit { font-size: 12px; padding: 1px 6px; } QPlainTextEdit:focus { padding: 0 5px; }"
        )
        # Else Tab would leave the list before it gets to us.
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.running = False

    def show_direction(self, right_to_left: bool) -> None:
        """Write from the right or from the left."""
        direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        option = QTextOption()
        option.setTextDirection(direction)
        option.setAlignment(Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.setLayoutDirection(direction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shift and self.running:
                self.insertPlainText("\n")
            else:
                self.moved.emit("missing")
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.moved.emit("before" if key == Qt.Key.Key_Backtab or shift else "next")
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class RowList(QListView):
    """`typed` gives a row and what was typed for it; `looked` the row one is at; `sealed` ends a typing run.

    `measured` gives how many pixels a text is wide.
    """

    typed = Signal(object, str)
    looked = Signal(object)
    sealed = Signal()
    too_long = Signal(str)
    measured = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        # Qt asks for the places of things while it is being set up.
        self._at = ""
        self.model_rows: RowsModel[Row] = RowsModel(_words, key=lambda row: row.spot.key)
        self.painter = RowDelegate(self)
        set_up_list(self, "Texts and translations", self.model_rows, self.painter, even=False)
        self.field = TranslationField()
        self.field.setParent(self.viewport())
        self.field.hide()
        self.field.edited.connect(self._type)
        self.field.left.connect(self.sealed)
        self.field.moved.connect(self._move)
        self.field.closed.connect(self.leave)
        self.field.too_long.connect(self.too_long)
        self.selectionModel().currentChanged.connect(self._look)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self.model_rows.rows

    def show_rows(self, rows: tuple[Row, ...], source: str, right_to_left: bool) -> None:
        """Show these rows; the one that is typed in stays open while it is there. `source` names its language."""
        before = self.rows
        current = self.currentIndex().row()
        key = self.rows[current].spot.key if 0 <= current < len(self.rows) else ""
        self.painter.right_to_left = right_to_left
        self.field.show_direction(right_to_left)
        again = self.painter.show_source(source)
        self.model_rows.show_rows(rows)
        if again or any(
            one != other and self.painter.height(one) != self.painter.height(other)
            for one, other in zip(before, rows, strict=False)
        ):
            self.scheduleDelayedItemsLayout()
        place = self._place(key)
        if place >= 0 and place != self.currentIndex().row():
            self.setCurrentIndex(self.model_rows.index(place))
        typing = self._place(self._at)
        if self._at and typing < 0:
            self.leave()
        elif typing >= 0:
            self.field.show_text(self.rows[typing].text)
        self._put_field()

    def open(self, place: int) -> None:
        """Type in the row at this place."""
        if not 0 <= place < len(self.rows):
            return
        row = self.rows[place]
        self.setCurrentIndex(self.model_rows.index(place))
        self._at = row.spot.key
        self.painter.typing = self._at
        self.field.running = row.spot.running
        self.field.setAccessibleName(f"Translation of {row.spot.label}: {row.source}")
        self.field.show_text(row.text)
        self.field.selectAll()
        self.scrollTo(self.currentIndex())
        self.field.show()
        self._put_field()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.viewport().update()

    def open_missing(self) -> None:
        """Type in the next row that is missing, from the one after this and round again; else in the next row."""
        here = self.currentIndex().row()
        places = [(here + step) % len(self.rows) for step in range(1, len(self.rows) + 1)] if self.rows else []
        missing = next((place for place in places if not self.rows[place].text), None)
        if missing is not None:
            self.open(missing)
        elif here + 1 < len(self.rows):
            self.open(here + 1)
        else:
            self.leave()

    def leave(self) -> None:
        """Put the field away; the list has the focus where the field had it."""
        focused = self.field.hasFocus()
        self._at = self.painter.typing = ""
        self.field.hide()
        if focused:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        here = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.open(here)
        elif not held and event.text().strip() and event.text().isprintable() and here >= 0:
            self.open(here)
            self.field.insertPlainText(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.open(index.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model_rows.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.painter.measure(self.viewport().width())
        self.measured.emit(self.painter.half)
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._put_field()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._put_field()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._put_field()

    def dataChanged(self, first: Index, last: Index, roles: Iterable[int] = ()) -> None:
        # QListView would measure every row again; `show_rows` knows whether one has grown.
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def _type(self, text: str) -> None:
        place = self._place(self._at)
        if place >= 0:
            row = self.rows[place]
            self.typed.emit(row, text if row.spot.running else " ".join(text.splitlines()))

    def _move(self, where: str) -> None:
        self.sealed.emit()
        here = self.currentIndex().row()
        if where == "missing":
            self.open_missing()
        elif where == "next" and here + 1 < len(self.rows):
            self.open(here + 1)
        elif where == "before" and here > 0:
            self.open(here - 1)
        else:
            # Past the ends the keys lead out of the list.
            self.leave()
            self.focusNextPrevChild(where == "next")

    def _look(self, current: QModelIndex) -> None:
        if 0 <= current.row() < len(self.rows):
            self.looked.emit(self.rows[current.row()])

    def _place(self, key: str) -> int:
        return next((place for place, row in enumerate(self.rows) if row.spot.key == key), -1) if key else -1

    def _put_field(self) -> None:
        place = self._place(self._at)
        if place >= 0:
            area = self.painter.target(self.visualRect(self.model_rows.index(place)))
            self.field.setFixedSize(area.size())
            self.field.move(area.topLeft())


def _words(row: Row) -> str:
    return f"{row.spot.label}: {row.source}. {row.text or 'Missing'}"
