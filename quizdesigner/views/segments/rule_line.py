"""The line a rule is typed into: it completes tags and words, and underlines the place that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz import segments
from quizdesigner.views import tokens
from quizdesigner.views.customer_tags.offers import Index
from quizdesigner.views.fonts import mono
from quizdesigner.views.kit import Field
from quizdesigner.views.segments.rule_offers import offers, said
from quizdesigner.views.segments.rule_popup import WIDTH, offer_model, offer_popup

MOST = 20_000
"""Characters a rule may have."""


class RuleLine(Field):
    """`entered` and `escaped` are Enter and Esc that the list of offers had no use for; `written` any new text."""

    entered = Signal()
    escaped = Signal()
    written = Signal()

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__(name, hint=hint, mono=True)
        self.setMaxLength(MOST)
        self._anchor = QWidget(self)
        self._anchor.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.known: Index = ()
        self._shares: Mapping[str, str] = {}
        self._wrong = (0, 0)
        self._offers = offer_model()
        self.popup = offer_popup(self._offers)
        self.popup.chosen.connect(self._complete)
        self.textEdited.connect(self._typed)
        self.cursorPositionChanged.connect(self._moved)
        self.left.connect(self.popup.hide)
        self._edited = (0, "")

    def know(self, index: Index, shares: Mapping[str, str]) -> None:
        """Offer these tags from now on; `shares` says of each how many shoppers have it."""
        self.known, self._shares = index, shares

    @property
    def offered(self) -> tuple[str, ...]:
        """What can be completed to; nothing while the list is closed."""
        return tuple(one.name for one in self._offers.rows) if self.popup.isVisible() else ()

    def set_rule(self, text: str, cursor: int | None = None) -> None:
        """Show another text, with the cursor there or at its end."""
        self.setText(text)
        self.setCursorPosition(len(text) if cursor is None else cursor)
        self.underline(0, 0)
        self.popup.hide()
        self._edited = (self.cursorPosition(), text)
        self.written.emit()

    def offer(self) -> None:
        """Offer what may stand at the cursor."""
        word = segments.word_at(self.text(), self.cursorPosition())
        found = offers(self.known, self._shares, self.text(), word)
        self._offers.show_rows(found)
        if not found or (len(found) == 1 and said(found[0], word.text)):
            self.popup.hide()
        else:
            self.popup.go(0)
            self.popup.hide()
            # Below the word it is for, however wide the field is.
            left = min(self._left_of(word.start), max(0, self.width() - WIDTH))
            self._anchor.setGeometry(max(0, left - 16), 0, WIDTH, self.height())
            self.popup.open_under(self._anchor)

    def underline(self, start: int, end: int) -> None:
        """Mark these characters as what cannot be read; none where the two are the same."""
        if (start, end) != self._wrong:
            self._wrong = (start, end)
            self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            # The place has these keys for the segment; while a rule is typed they open the list.
            if event.type() == QEvent.Type.ShortcutOverride and _opens(event):
                event.accept()
                return True
            # Qt gives Tab to whoever comes next before keyPressEvent is asked.
            if event.type() == QEvent.Type.KeyPress and self._take(event):
                return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            if not self._completes():
                self.popup.hide()
                self.entered.emit()
        elif key == Qt.Key.Key_Tab and not held:
            return self._completes()
        elif _opens(event):
            self.offer()
        elif self.popup.take_key(event):
            pass
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            return False
        return True

    def _completes(self) -> bool:
        """Put the offer that is chosen in the place of the word; False where there is nothing to complete."""
        index = self.popup.view.currentIndex()
        word = segments.word_at(self.text(), self.cursorPosition())
        if not self.popup.isVisible() or not index.isValid() or said(self._offers.rows[index.row()], word.text):
            return False
        self._complete(index)
        return True

    def _complete(self, index: QModelIndex) -> None:
        offer = self._offers.rows[index.row()]
        text = self.text()
        word = segments.word_at(text, self.cursorPosition())
        after = text[word.end :]
        whole = text[: word.start] + offer.text + (after if after.startswith((" ", ")")) else f" {after}")
        at = word.start + len(offer.text) + (not after.startswith(")"))
        self.setText(whole)
        self.setCursorPosition(at)
        self._typed(whole)

    def _typed(self, text: str) -> None:
        self._edited = (self.cursorPosition(), text)
        self.offer()
        self.written.emit()

    def _moved(self, _old: int, _new: int) -> None:
        # Typing moves the cursor too, and what is offered belongs to where it is then.
        if self.popup.isVisible() and (self.cursorPosition(), self.text()) != self._edited:
            self.popup.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        start, end = self._wrong
        if start == end:
            return
        painter = QPainter(self)
        pen = QPen(QColor(tokens.current().bad), 2)
        pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        left, right = self._left_of(start), self._left_of(end)
        under = (self.height() + QFontMetrics(mono()).height()) // 2
        painter.drawLine(QPoint(left, under), QPoint(max(right, left + 6), under))

    def _left_of(self, at: int) -> int:
        """Where a character begins, in pixels; left of the field for one that a long text has pushed out."""
        metrics = QFontMetrics(mono())
        first = self.cursorRect().center().x() - metrics.horizontalAdvance(self.text()[: self.cursorPosition()])
        return first + metrics.horizontalAdvance(self.text()[:at])


def _opens(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
