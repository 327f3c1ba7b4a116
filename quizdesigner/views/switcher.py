"""A name in the top bar: press it for the list, rename it where it stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from quizdesigner.views.icons import paint_icon
from quizdesigner.views.kit import Field, pressed_by_keys
from quizdesigner.views.kit.plain import plain_entry, plain_tip

_WIDEST = 220


class Switcher(QWidget):
    """`opening` asks for the list to be filled into the menu it gives. `renamed` says whether a new name was taken."""

    opening = Signal(QMenu)

    def __init__(self, name: str, renamed: Callable[[str], bool], *, strong: bool = False) -> None:
        super().__init__()
        self._name = name
        self._renamed = renamed
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button = _Name(strong)
        self.button.clicked.connect(self._open)
        self.field = Field(f"{name} name")
        self.field.setFixedWidth(_WIDEST)
        self.field.returnPressed.connect(self._take)
        self.field.left.connect(self._leave)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.button)
        self._stack.addWidget(self.field)

    def show_text(self, text: str) -> None:
        """Show this name."""
        self.button.setText(text)
        self.button.setAccessibleName(f"{self._name}: {text}")
        self.button.setToolTip(plain_tip(text))
        if self._stack.currentWidget() is self.button:
            self.setFixedWidth(self.button.sizeHint().width())

    def rename(self, text: str) -> None:
        """Let the name be typed here: Enter takes it, Esc leaves it."""
        self.setFixedWidth(_WIDEST)
        self._stack.setCurrentWidget(self.field)
        self.field.setText(text)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is self.field:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self._name)
        menu.setToolTipsVisible(True)
        self.opening.emit(menu)
        # Not `exec`: what is picked may take this very window away before it comes back.
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _take(self) -> None:
        if self._renamed(self.field.text()):
            self._leave()

    def _leave(self) -> None:
        self._stack.setCurrentWidget(self.button)
        self.setFixedWidth(self.button.sizeHint().width())


class _Name(QPushButton):
    """The name with its up and down sign."""

    def __init__(self, strong: bool) -> None:
        super().__init__()
        self.setProperty("kind", "switcher")
        self.setProperty("strong", strong)
        pressed_by_keys(self)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self._cut()) + 36, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        # What is painted is shorter than the name, and `&` in a name is no key.
        option.text = plain_entry(self._cut())
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        paint_icon(painter, QRect(self.width() - 22, (self.height() - 14) // 2, 14, 14), "chevrons-up-down", "text3")

    def _cut(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, _WIDEST - 36)
