"""The middle of the place: it scrolls as a whole only where its list has given up all the room it can."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget


class Middle(QWidget):
    """Holds a layout. Qt gives what scrolls all the height it would like, as soon as words wrap in it; this one asks
    for no more than it needs, so that a long list scrolls in its frame and what stands below stays in sight.
    """

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self._inner = QWidget(self)
        self._inner.setLayout(layout)
        self._layout = layout
        self._inner.installEventFilter(self)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        wide = self._layout.totalMinimumSize().width()
        return QSize(wide, self._layout.totalMinimumHeightForWidth(max(self.width(), wide)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._inner.setGeometry(self.rect())
        self.updateGeometry()
