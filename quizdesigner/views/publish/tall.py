"""A part of a scrolled area that is as high as its words."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Tall(QWidget):
    """As high as its words are at its width; Qt would count them at their narrowest and scroll over nothing."""

    def minimumSizeHint(self) -> QSize:
        box = self.layout()
        return QSize(0, box.heightForWidth(self.width()) if box is not None else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
