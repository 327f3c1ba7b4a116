"""Names in a line, of which one is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QWidget

from quizdesigner.views.kit.buttons import tab
from quizdesigner.views.kit.frames import row, scrolled


class Tabs(QWidget):
    """Names in a line, one of them chosen; more than fit can be scrolled to. `chosen` gives the value.

    `margin` is the space at both ends, in pixels.
    """

    chosen = Signal(str)

    def __init__(self, margin: int = 18) -> None:
        super().__init__()
        self.value = ""
        self._names: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._inner = QWidget()
        self._line = QHBoxLayout(self._inner)
        self._line.setContentsMargins(margin, 2, margin, 0)
        self._line.setSpacing(18)
        self._line.addStretch(1)
        self._area: QScrollArea = scrolled(self._inner)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedHeight(34)
        self._area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setLayout(row(self._area))

    def show_names(self, names: dict[str, str]) -> None:
        """Offer these names by value. The chosen one stays chosen while it is there, else the first is."""
        if names == self._names:
            return
        self._names = names
        for old in self._group.buttons():
            self._group.removeButton(old)
            old.hide()
            old.deleteLater()
        if self.value not in names:
            self.value = next(iter(names), "")
        for value, name in names.items():
            made = tab(name, name)
            made.setChecked(value == self.value)
            made.clicked.connect(lambda _=False, value=value, made=made: self._choose(value, made))
            self._group.addButton(made)
            self._line.insertWidget(self._line.count() - 1, made)

    def tab(self, name: str) -> QPushButton:
        """The tab with this name."""
        return next(one for one in self._group.buttons() if isinstance(one, QPushButton) and one.text() == name)

    def _choose(self, value: str, made: QPushButton) -> None:
        self._area.ensureWidgetVisible(made)
        self.value = value
        self.chosen.emit(value)
