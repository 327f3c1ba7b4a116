"""A choice of one from a list that opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from quizdesigner.views.icons import paint_icon


class Select(QComboBox):
    """`options` are (value, text). `changed` gives the value a person picked, not one that was shown."""

    changed = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str]], current: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._told = ""
        self.show_options(options, current)
        self.activated.connect(lambda _: self._tell())

    @property
    def value(self) -> str:
        """The value that is chosen; empty when none is."""
        return str(self.currentData() or "")

    def show_options(self, options: Sequence[tuple[str, str]], current: str) -> None:
        """Show another list, without `changed`."""
        now = [(str(self.itemData(at)), self.itemText(at)) for at in range(self.count())]
        if now != [tuple(option) for option in options]:
            self.clear()
            for value, text in options:
                self.addItem(text, value)
        self.show_value(current)

    def show_value(self, value: str) -> None:
        """Show what is chosen, without `changed`; an unknown value shows nothing."""
        at = self.findData(value)
        if at != self.currentIndex():
            self.setCurrentIndex(at)
        self._told = self.value

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        hint: QSize = super().minimumSizeHint()
        if self.placeholderText():
            # Qt makes room for all of it, from the next change of the theme on; here what is too long is cut.
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            least = QSize(self.minimumContentsLength() * self.fontMetrics().horizontalAdvance("X"), hint.height())
            hint.setWidth(self.style().sizeFromContents(QStyle.ContentsType.CT_ComboBox, option, least, self).width())
        return hint

    def event(self, event: QEvent) -> bool:
        # Elsewhere these keys move a question and an A adds one; here they open the list and pick from it.
        asked = event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride else None
        if asked is not None and (_opens(asked) or _types(asked)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _opens(event):
            self.showPopup()
            return
        super().keyPressEvent(event)
        # Typing the first letters of an option picks it, and Qt says so to nobody.
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = option.currentText if self.currentIndex() >= 0 else self.placeholderText()
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        if not option.currentIcon.isNull():
            room -= option.iconSize.width() + 4
        # Qt cuts what is too long in the middle of a letter.
        option.currentText = option.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, room - 4)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        if not self.isEnabled():
            painter.setOpacity(0.4)
        paint_icon(painter, QRect(self.width() - 24, (self.height() - 14) // 2, 14, 14), "chevron-down", "text2")

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling past a list must not change it.
        event.ignore()

    def _tell(self) -> None:
        if self.value != self._told:
            self._told = self.value
            self.changed.emit(self._told)


def _opens(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)


def _types(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    return held == Qt.KeyboardModifier.NoModifier and event.text().isprintable() and bool(event.text())
