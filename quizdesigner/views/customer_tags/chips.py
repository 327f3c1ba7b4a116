"""The chips in a field that is typed in: real buttons, reached with the left arrow, taken off with Delete."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from quizdesigner.views.customer_tags import geometry
from quizdesigner.views.customer_tags.rows import Chip as ChipValue
from quizdesigner.views.kit import Chip


class ChipRow(QObject):
    """The chips of `field`, standing before its `line`. `removed` gives the id of the tag to be taken off."""

    removed = Signal(str)

    def __init__(self, field: QWidget, line: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._line = line
        self._chips: tuple[ChipValue, ...] = ()
        self._made: list[Chip] = []

    def show_chips(self, chips: tuple[ChipValue, ...]) -> None:
        """Show these; chips that stay the same stay the same widgets."""
        old = dict(zip(self._chips, self._made, strict=True))
        if chips != self._chips:
            self._made = [old.pop(chip) if chip in old else self._make(chip) for chip in chips]
            self._chips = chips
            for gone in old.values():
                gone.hide()
                gone.deleteLater()

    def widths(self) -> list[int]:
        """How wide each chip would like to be."""
        return [geometry.chip_width(chip.name, closable=True) for chip in self._chips]

    def place(self, rects: list[QRect]) -> None:
        """Put the chips there."""
        for made, rect in zip(self._made, rects, strict=True):
            made.setFixedSize(rect.size())
            made.move(rect.topLeft())

    def enter(self) -> bool:
        """Give the focus to the last chip; False when there is none."""
        if not self._made:
            return False
        self._made[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or watched not in self._made:
            return False
        at = self._made.index(watched)
        match event.key():
            case Qt.Key.Key_Left:
                self._made[max(0, at - 1)].setFocus()
            case Qt.Key.Key_Right if at + 1 < len(self._made):
                self._made[at + 1].setFocus()
            case Qt.Key.Key_Right | Qt.Key.Key_Escape | Qt.Key.Key_Tab:
                self._line.setFocus()
            case _:
                return False
        return True

    def _make(self, chip: ChipValue) -> Chip:
        made = Chip(chip.name, chip.colour, closable=True)
        made.setParent(self._field)
        made.setAccessibleDescription("Delete takes it off this choice")
        made.removed.connect(partial(self.removed.emit, chip.tag))
        made.installEventFilter(self)
        made.show()
        return made
