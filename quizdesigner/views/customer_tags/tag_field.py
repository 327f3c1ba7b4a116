"""The field of the row that is typed in: the choice's chips, the line, the completer, and what each key does there."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from quizdesigner.quiz import tags
from quizdesigner.views import tokens
from quizdesigner.views.customer_tags import geometry
from quizdesigner.views.customer_tags.chips import ChipRow
from quizdesigner.views.customer_tags.completer import Completer
from quizdesigner.views.customer_tags.giving import give, take
from quizdesigner.views.customer_tags.offers import Index
from quizdesigner.views.customer_tags.rows import ChoiceRow, Key
from quizdesigner.views.customer_tags.said import Said, why_not
from quizdesigner.views.customer_tags.tag_line import TagLine
from quizdesigner.views.desk import Desk
from quizdesigner.views.kit import KeyHint, label, row

MOST = 20_000
"""Characters that can be pasted at once."""

_ENDS = frozenset(",;\t\r\n")
"""What finishes a tag: the signs no CRM carries inside one."""

_LINE = 150
"""The least width of the line; where less is left after the chips it goes below them."""


class TagField(QFrame):
    """Shows one row at a time and gives its tags what is typed.

    `moved(step)` asks for the next (1) or previous (-1) choice's field, `left` to close this one.
    """

    moved = Signal(int)
    left = Signal()
    resized = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row = ChoiceRow(("", ""), "", "", "", ())
        self._drafts: dict[Key, str] = {}
        self.said = Said(self)
        self.line = TagLine("Add a tag", self._take)
        self.line.setParent(self)
        self.line.textEdited.connect(self._typed)
        self.line.selectionChanged.connect(self._show_around)
        self.line.cursorPositionChanged.connect(self._show_around)
        self.line.left.connect(self._focus_gone)
        self.chips = ChipRow(self, self.line)
        self.chips.removed.connect(self._unlink)
        self._hints = QWidget(self)
        self._hints.setLayout(row(KeyHint("Enter"), label("add", "hint"), KeyHint("Tab"), _next(), gap=5))
        self._hints.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.completer = Completer(self.line)
        self.completer.chosen.connect(lambda name: self._link((name,)))
        self.completer.turned.connect(self._show_around)
        self.hide()

    @property
    def row(self) -> ChoiceRow:
        """The choice whose field this is now."""
        return self._row

    def know(self, index: Index) -> None:
        """Offer these tags from now on."""
        self.completer.know(index)
        if self.completer.is_open:
            self._complete()

    def open_at(self, choice: ChoiceRow) -> None:
        """Become the field of another choice. Words left unfinished there before are there again."""
        if self.line.text():
            self._drafts[self._row.key] = self.line.text()
        self._row = choice
        self.line.setText(self._drafts.pop(choice.key, ""))
        self.line.setAccessibleName(f"Add a tag to {choice.title}")
        self._set_chips()
        self._shut()

    def show_choice(self, choice: ChoiceRow) -> None:
        """Show the same choice as it is now."""
        if choice != self._row:
            self._row = choice
            self._set_chips()

    def close_field(self) -> None:
        """Put the field away, and with it what was typed and not added."""
        self._shut()
        self.line.clear()
        self.hide()

    # -- what keys do ------------------------------------------------------------------------------------------------

    def _take(self, event: QKeyEvent) -> bool:
        """Use a key. False leaves it to the line: words are typed and gone through as everywhere."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._refuse_paste()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_enter(whole=held == Qt.KeyboardModifier.ControlModifier)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not held:
            if self._add():
                back = key == Qt.Key.Key_Backtab or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.moved.emit(-1 if back else 1)
        elif key in _ARROWS and held == Qt.KeyboardModifier.AltModifier and not self.line.text():
            self._complete()
        elif self.completer.take_key(event):
            self._show_around()
        else:
            return not held and self._take_at_edge(key, event)
        return True

    def _take_enter(self, *, whole: bool) -> None:
        if whole or self.completer.is_open or self.line.text().strip():
            self._add(whole=whole)
        else:
            self.moved.emit(1)

    def _take_at_edge(self, key: Qt.Key, event: QKeyEvent) -> bool:
        """Use a key that has nothing to do within the words: they end where the cursor is, or there are none."""
        typed, at = self.line.text(), self.line.cursorPosition()
        match key:
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down if not typed:
                self.moved.emit(_ARROWS[key])
            case Qt.Key.Key_Backspace if not typed:
                # Holding the key to delete a word must not go on to eat the chips.
                if self._row.chips and not event.isAutoRepeat():
                    self._unlink(self._row.chips[-1].tag)
            case Qt.Key.Key_Left if at == 0 and not self.line.hasSelectedText():
                return self.chips.enter()
            case Qt.Key.Key_Delete if at == len(typed) and self.line.around[1]:
                # As in an address bar: take the grey rest away, and what is left is what I mean.
                self.completer.close()
                self._show_around()
            case _:
                return False
        return True

    def _refuse_paste(self) -> bool:
        size = len(QGuiApplication.clipboard().text())
        if size <= MOST:
            return False
        self.said.say(f"That is {size:,} characters. {_TOO_MUCH}")
        return True

    # -- typing ------------------------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        if len(text) > MOST:
            # Pasted past the keys, by the mouse; of such a text Qt keeps the first 32,767 characters.
            self.line.clear()
            self._shut()
            self.said.say(f"That is too many characters. {_TOO_MUCH}")
            return
        if not _ENDS.isdisjoint(text):
            self._add_several(text)
            return
        trouble = self._trouble(text)
        self.said.say(trouble)
        if trouble or not text.strip():
            self.completer.close()
        else:
            self._complete()
            if not self.completer.is_open and self._there(text):
                self.said.say(f"“{tags.in_group(text, self._row.group)}” is on this choice already.", "plain")
        self._show_around()

    def _trouble(self, text: str) -> str:
        """Why the words cannot be a tag, as soon as no further letter can mend it."""
        name = tags.in_group(text, self._row.group)
        return "" if not text.strip() or name.endswith(":") else why_not(name)

    def _complete(self) -> None:
        self.completer.show_for(self.line.text(), self._row.group, {chip.tag for chip in self._row.chips})

    def _show_around(self) -> None:
        text, offer = self.line.text(), self.completer.current
        lead = tail = ""
        if text and offer is not None and self.line.cursorPosition() == len(text):
            if offer.tail is None:
                tail = f"  →  {offer.name}"
            else:
                lead, tail = offer.lead, offer.tail
        elif text and ":" not in text and self._row.group:
            lead = f"{self._row.group}:"
        self.line.show_around(lead, tail)
        room = self.line.width() - self.line.words_width()
        self._hints.setVisible(bool(text) and room > self._hints.sizeHint().width() + 12)

    # -- linking -----------------------------------------------------------------------------------------------------

    def _add(self, *, whole: bool = False) -> bool:
        """Add what is meant. True when nothing is left to add, False when the words stay with a reason under them."""
        text, offer = self.line.text(), self.completer.current
        if offer is None and not text.strip():
            return True
        name = offer.name if offer is not None else tags.in_group(text, self._row.group)
        if trouble := why_not(name):
            self.said.say(trouble)
            return False
        return self._link((name,), whole=whole)

    def _add_several(self, text: str) -> None:
        """Add every tag in the text that can be one; what cannot stays in the line."""
        group = self._row.group
        names = [tags.in_group(part, group) for part in tags.split(text)]
        troubles = [trouble for name in names if (trouble := why_not(name))]
        good = tuple(name for name in names if not tags.trouble(name))
        if good and not self._link(good):
            return
        if troubles:
            self.line.setText(" ".join(part for part in tags.split(text) if tags.trouble(tags.in_group(part, group))))
            self.said.say(troubles[0])
        elif not good:
            self.line.clear()

    def _link(self, names: tuple[str, ...], *, whole: bool = False) -> bool:
        # The words go first: the change comes back as a signal, and whoever hears it shows an empty line.
        text = self.line.text()
        self.line.clear()
        if not give(self._desk, self._row, names, whole=whole):
            self.line.setText(text)
            return False
        self._shut()
        return True

    def _unlink(self, tag: str) -> None:
        take(self._desk, self._row, tag)
        self.line.setFocus()

    def _there(self, text: str) -> bool:
        key = tags.same(tags.in_group(text, self._row.group))
        return any(tags.same(chip.name) == key for chip in self._row.chips)

    # -- looks -------------------------------------------------------------------------------------------------------

    def _shut(self) -> None:
        self.completer.close()
        self.said.say("")
        self._show_around()

    def _focus_gone(self) -> None:
        self.completer.close()
        self.said.say("")
        self.update()

    def _set_chips(self) -> None:
        self.chips.show_chips(self._row.chips)
        self._place()

    def height_for(self, width: int) -> int:
        """The height the row needs while its field is open and `width` wide."""
        return self._flow(width)[0]

    def _flow(self, width: int) -> tuple[int, list[QRect]]:
        room = width - 2 * _PAD
        widths = [min(size, room) for size in self.chips.widths()]
        spots = geometry.flow([*widths, _LINE], room)
        rects = [
            QRect(_PAD + x, _PAD // 2 + line * (geometry.CHIP + geometry.GAP), one, geometry.CHIP)
            for one, (line, x) in zip([*widths, _LINE], spots, strict=True)
        ]
        rects[-1].setRight(width - _PAD)
        return rects[-1].bottom() + 15, rects

    def _place(self) -> None:
        _, rects = self._flow(self.width())
        self.chips.place(rects[:-1])
        self.line.setGeometry(rects[-1].adjusted(0, -3, 0, 3))
        size: QSize = self._hints.sizeHint()
        self._hints.setGeometry(self.width() - size.width() - 8, rects[-1].center().y() - 13, size.width(), 28)
        self.resized.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.line.setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens.current()
        painter.setPen(QPen(QColor(colours.accent if self.line.hasFocus() else colours.edge), 2))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)


def _next() -> QWidget:
    return label("add, go to next", "hint")


_PAD = 8
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TOO_MUCH = f"At most {MOST:,} can be pasted at once; nothing was added."
