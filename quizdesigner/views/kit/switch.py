"""On or off, painted; a check box to the keyboard and to screen readers."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from quizdesigner.views import tokens


class Switch(QCheckBox):
    """Connect `clicked(bool)`: it comes from people alone. `show_on` shows what the project says."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(38, 28)

    def show_on(self, on: bool) -> None:
        """Show on or off, without `clicked`."""
        self.setChecked(on)

    def sizeHint(self) -> QSize:
        return QSize(38, 28)

    def hitButton(self, pos: QPoint) -> bool:
        return bool(self.rect().contains(pos))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        track = QRectF(3, 5, 32, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent if self.isChecked() else colours.edge))
        painter.drawRoundedRect(track, 9, 9)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(QRectF(track.right() - 16 if self.isChecked() else track.left() + 2, 7, 14, 14))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), 11, 11)
