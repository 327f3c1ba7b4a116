"""The list of what was found: Enter or a click opens a row, letters go on being typed in the field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView

from quizdesigner.quiz.document import Quiz
from quizdesigner.quiz.texts import Hit
from quizdesigner.views.find.hit_delegate import HIGH, NO_NAMES, HitDelegate
from quizdesigner.views.find.rows import Names, around, names, where
from quizdesigner.views.kit.rows import RowsModel

MOST = 5
"""Rows shown at once: what is found stands on the page below, and should be seen beside its row."""


class HitList(QTableView):
    """`opened` says that a person wants to go to the row one is at, `climbed` that the keys lead out at the top.

    `typed` gives a key that belongs to the field. A table, since a list view asks the place of every row anew: with
    36,000 rows that took 60 ms at each letter typed, and here it takes none.
    """

    opened = Signal()
    climbed = Signal()
    typed = Signal(QKeyEvent)

    def __init__(self) -> None:
        super().__init__()
        self.rows: RowsModel[Hit] = RowsModel(self._words)
        self.painter = HitDelegate(self)
        self._quiz: Quiz | None = None
        self._high = 0
        self.rows.setParent(self)
        self.setModel(self.rows)
        self.setItemDelegate(self.painter)
        self.setAccessibleName("Texts found")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        # The delegate paints what is selected; the table would do so, too, from edge to edge.
        self.setStyleSheet("selection-background-color: transparent;")
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(HIGH)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _: self.opened.emit())
        self.forget()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What is shown."""
        return self.rows.rows

    @property
    def names(self) -> Names:
        """What the parts of the quiz are called."""
        return self.painter.names

    @property
    def place(self) -> int:
        """The row one is at; -1 when there is none."""
        return int(self.currentIndex().row())

    def show_hits(self, quiz: Quiz, hits: tuple[Hit, ...], *, right_to_left: bool) -> None:
        """Show what was found in a quiz, in a language that is written from right to left or not."""
        self.painter.right_to_left = right_to_left
        if quiz is not self._quiz:
            self._quiz, self.painter.names = quiz, names(quiz)
        self.rows.show_rows(hits)
        # While one types it grows and never shrinks: the page below would jump up and down.
        self._high = max(self._high, min(len(hits), MOST)) if hits else 0
        self.setFixedHeight(self._high * HIGH)
        if not hits and self.hasFocus():
            self.climbed.emit()
        self.setVisible(bool(hits))

    def go(self, place: int) -> None:
        """Be at this row; the rows beside it are seen too."""
        index = self.rows.index(place)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.scrollTo(index)

    def forget(self) -> None:
        """Show nothing, and take no room."""
        self._quiz, self.painter.names = None, NO_NAMES
        self._high = 0
        self.rows.show_rows(())
        self.hide()

    def event(self, event: QEvent) -> bool:
        # Letters and the clipboard's keys are shortcuts of the place below, which does not have the keyboard.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _for_field(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Up and self.place <= 0:
            self.climbed.emit()
        elif _for_field(event):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(400, self._high * HIGH)

    def _words(self, hit: Hit) -> str:
        text = around(hit, self.names)
        return f"{where(hit.spot, self.names)}: {text.before}{text.found}{text.after}"


def _for_field(event: QKeyEvent) -> bool:
    """Whether the field would take the key: a letter, or cut, copy and paste."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    if held == Qt.KeyboardModifier.ControlModifier:
        return event.key() in (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V)
    return not held and (event.key() == Qt.Key.Key_Backspace or (event.text().isprintable() and bool(event.text())))
