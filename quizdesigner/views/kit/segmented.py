"""A choice of one among few, all visible: One | Several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from quizdesigner.views.icons import icon as lucide
from quizdesigner.views.kit.buttons import pressed_by_keys


class Segmented(QFrame):
    """`options` are (value, text) or (value, text, icon). `changed` gives the value a person picked."""

    changed = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, ...]], current: str) -> None:
        super().__init__()
        self.setProperty("kind", "segmented")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._parts: dict[str, QPushButton] = {}
        box = QHBoxLayout(self)
        box.setContentsMargins(2, 2, 2, 2)
        box.setSpacing(0)
        for value, text, *icon in options:
            part = QPushButton(text)
            part.setProperty("kind", "segment")
            part.setCheckable(True)
            part.setAccessibleName(f"{name}: {text}")
            pressed_by_keys(part)
            if icon:
                part.setIcon(lucide(icon[0], "text2"))
                part.setIconSize(QSize(20 if text else 16, 16))
            part.clicked.connect(lambda _=False, value=value: self.changed.emit(value))
            self._group.addButton(part)
            self._parts[value] = part
            box.addWidget(part)
        self.show_value(current)

    @property
    def value(self) -> str:
        """The value that is chosen."""
        return next(value for value, part in self._parts.items() if part.isChecked())

    def show_value(self, value: str) -> None:
        """Show what is chosen, without `changed`."""
        self._parts[value].setChecked(True)

    def set_text(self, value: str, text: str) -> None:
        """Give an option other words: All 34."""
        self._parts[value].setText(text)
        self._parts[value].setAccessibleName(f"{self.accessibleName()}: {text}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        values = list(self._parts)
        at = values.index(self.value) + step
        if 0 <= at < len(values):
            part = self._parts[values[at]]
            part.setFocus(Qt.FocusReason.TabFocusReason)
            part.click()
