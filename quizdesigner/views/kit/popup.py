"""A floating list under a field that keeps the focus: completers and the palette."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QFrame,
    QGraphicsDropShadowEffect,
    QListView,
    QVBoxLayout,
    QWidget,
)

from quizdesigner.views import tokens


class PopupList(QFrame):
    """Rows to pick from, floating over the window. The field keeps the focus and offers its keys to `take_key`."""

    chosen = Signal(QModelIndex)

    def __init__(self, name: str, model: QAbstractItemModel, delegate: QAbstractItemDelegate, most: int = 320) -> None:
        super().__init__()
        self._most = most
        self.setProperty("kind", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view = QListView()
        self.view.setAccessibleName(name)
        model.setParent(self.view)
        self.view.setModel(model)
        delegate.setParent(self.view)
        self.view.setItemDelegate(delegate)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(False)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.entered.connect(self.view.setCurrentIndex)
        self.view.clicked.connect(self.chosen)
        box = QVBoxLayout(self)
        box.setContentsMargins(5, 5, 5, 5)
        box.addWidget(self.view)
        self._shadow = QGraphicsDropShadowEffect(self)
        self._shadow.setBlurRadius(28)
        self._shadow.setOffset(0, 8)
        self.setGraphicsEffect(self._shadow)
        self.hide()

    def open_under(self, field: QWidget, *, width: int = 0, gap: int = 6) -> None:
        """Show the list below `field`, or above it where there is no room, inside its window. Row 0 is current."""
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = field.mapTo(window, QPoint(0, 0))
        wide = min(max(width, field.width()), window.width() - 16)
        # Where neither side has room for all rows, the list scrolls on the larger one.
        room = max(corner.y() - gap, window.height() - corner.y() - field.height() - gap) - 8
        high = min(self._height(), self._most, room)
        below = QRect(min(corner.x(), window.width() - wide - 8), corner.y() + field.height() + gap, wide, high)
        if below.bottom() > window.height() - 8 and corner.y() - gap - high >= 0:
            below.moveBottom(corner.y() - gap)
        self.setGeometry(below)
        self.shade()
        if not self.view.currentIndex().isValid():
            self.go(0)
        self.show()
        self.raise_()

    def go(self, row: int) -> None:
        """Make `row` the current one, if it can be chosen."""
        index = self.view.model().index(row, 0)
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def take_key(self, event: QKeyEvent) -> bool:
        """Use a key the field got: arrows move, Enter chooses, Esc closes. False when the key is the field's own."""
        if not self.isVisible():
            return False
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(key)
        if step is not None:
            self._step(step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if held or not self.view.currentIndex().isValid():
                return False
            self.chosen.emit(self.view.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _step(self, step: int) -> None:
        rows = self.view.model().rowCount()
        at = self.view.currentIndex().row()
        if abs(step) == 1:
            for far in range(1, rows + 1):
                index = self.view.model().index((at + step * far) % rows, 0)
                if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                    break
            self.go((at + step * far) % rows if rows else 0)
        else:
            self.go(max(0, min(rows - 1, at + step)))

    def _height(self) -> int:
        rows = self.view.model().rowCount()
        return sum(self.view.sizeHintForRow(at) for at in range(rows)) + 12

    def shade(self) -> None:
        """Give the list its shadow, in the theme of now."""
        self._shadow.setColor(QColor(0, 0, 0, 140 if tokens.current().dark else 46))
