"""The field after the last column: type a tag there, and the row gives it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from quizdesigner.quiz import tags
from quizdesigner.quiz.marks import Giving
from quizdesigner.views import tokens
from quizdesigner.views.customer_tags.completer import Completer
from quizdesigner.views.customer_tags.grid import geometry
from quizdesigner.views.customer_tags.grid.rows import words
from quizdesigner.views.customer_tags.offers import Index
from quizdesigner.views.customer_tags.said import Said
from quizdesigner.views.customer_tags.tag_line import TagLine
from quizdesigner.views.kit import row


class NewTagField(QFrame):
    """`named` gives tags for the row and by how many rows to go on (0 or 1); `left` says that none is wanted."""

    named = Signal(tuple, int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row: Giving | None = None
        self.said = Said(self)
        self.line = TagLine("New tag", self._take, hint="New tag")
        self.line.textEdited.connect(self._typed)
        self.line.left.connect(self._focus_gone)
        self.setLayout(row(self.line, margins=(6, 0, 6, 0)))
        self.completer = Completer(self.line)
        self.completer.chosen.connect(lambda name: self.named.emit((name,), 0))
        self.completer.turned.connect(self._show_around)
        self.hide()

    @property
    def row(self) -> Giving | None:
        """Whoever is to give the tag; None while the field is away."""
        return self._row

    def open_at(self, giving: Giving, cell: QRect, known: Index, typed: str = "") -> None:
        """Open over a row's last cell with these letters typed."""
        self._row = giving
        self.completer.know(known)
        self.line.setText(typed)
        self.line.setAccessibleName(f"New tag for {words(giving)}")
        self.follow(cell)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typed(typed)

    def follow(self, cell: QRect) -> None:
        """Go where the cell has gone."""
        self._shut()
        self.setGeometry(QRect(cell.left(), cell.top() - 1, min(cell.width(), geometry.FREE) - 4, geometry.ROW + 1))

    def close_field(self) -> None:
        """Put the field away, and with it what was typed."""
        self._row = None
        self._shut()
        self.line.clear()
        self.hide()

    def _take(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add(0)
        elif key == Qt.Key.Key_Tab:
            self._add(1)
        elif self.completer.take_key(event):
            self._show_around()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True

    def _add(self, step: int) -> None:
        offer, text = self.completer.current, self.line.text()
        names = (offer.name,) if offer is not None else self._names(text)
        if not names and not step:
            self.left.emit()
        elif trouble := next((trouble for name in names if (trouble := tags.trouble(name))), None):
            self.said.say(trouble)
        else:
            self.named.emit(names, step)

    def _names(self, text: str) -> tuple[str, ...]:
        group = self._row.group if self._row is not None else ""
        return tuple(tags.in_group(name, group) for name in tags.split(text))

    def _typed(self, text: str) -> None:
        names = self._names(text)
        self.said.say("")
        if self._row is not None and len(names) == 1 and not text.rstrip().endswith((",", ";")):
            self.completer.show_for(text, self._row.group, self._row.tags)
        else:
            # Several names at once are meant as they stand.
            self.completer.close()
        self._show_around()

    def _show_around(self) -> None:
        text, offer = self.line.text(), self.completer.current
        lead = tail = ""
        if text and offer is not None and offer.tail is not None:
            lead, tail = offer.lead, offer.tail
        self.line.show_around(lead, tail)

    def _shut(self) -> None:
        self.completer.close()
        self.said.say("")

    def _focus_gone(self) -> None:
        self._shut()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = tokens.current()
        # As square as the ring of the cell it covers.
        painter.fillRect(self.rect(), QColor(colours.accent if self.line.hasFocus() else colours.edge))
        painter.fillRect(self.rect().adjusted(2, 2, -2, -2), QColor(colours.surface))
