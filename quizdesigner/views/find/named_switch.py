"""A switch with its name beside it, on which it can be clicked, too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizdesigner.views.kit import Switch, label, row


class NamedSwitch(QWidget):
    """Connect `switch.clicked`. `keys` (`Alt+C`) turn it while the keyboard is anywhere in what `within` holds."""

    def __init__(self, name: str, keys: str, within: QWidget) -> None:
        super().__init__()
        self.switch = Switch(name)
        self.setToolTip(f"{name}  ({keys.replace('+', ' ')})")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setLayout(row(self.switch, label(name, "secondary"), gap=4))
        shortcut = QShortcut(QKeySequence(keys), within)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.switch.click)

    @property
    def on(self) -> bool:
        """Whether it is on."""
        return self.switch.isChecked()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.switch.click()
