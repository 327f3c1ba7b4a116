"""The device the page is seen in: a phone or a browser window, painted round the page and scaled to fit."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.views import tokens


class Device(Struct, frozen=True):
    """A device in pixels: the page's size as the shopper's browser has it (0: as much as there is), frame, corners.

    A corner may not be rounder than 3.4 times the frame is thick, else the page would show outside of it.
    """

    name: str
    width: int
    height: int
    frame: int
    top: int
    corner: float


PHONE = Device("phone", 390, 740, 10, 10, 34)
DESKTOP = Device("desktop", 960, 0, 5, 32, 14)

_MARGIN = 22
_INK = "#151311"


class Stage(QWidget):
    """Holds a page in a device, in the middle. `placed` says that it has another size, and perhaps another `zoom`."""

    placed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.device = PHONE
        self.page: QWidget | None = None
        self._zoom = 1.0
        self._bezel = _Bezel(self)
        self.setMinimumSize(300, 320)

    @property
    def zoom(self) -> float:
        """How much smaller than life the page is to be shown."""
        return self._zoom

    def hold(self, page: QWidget) -> None:
        """Show this widget as the page."""
        self.page = page
        page.setParent(self)
        page.show()
        self._bezel.raise_()
        self._place()

    def show_device(self, device: Device) -> None:
        """Show the page in another device."""
        self.device = device
        self._place()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.page is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        around = QRectF(self._bezel.geometry())
        for step in range(0, 18, 2):
            painter.setBrush(QColor(0, 0, 0, 8 if tokens.current().dark else 2))
            grown = around.adjusted(-step, -step + 4, step, step + 4)
            painter.drawRoundedRect(grown, self.device.corner + step, self.device.corner + step)

    def _place(self) -> None:
        device = self.device
        room = self.rect().adjusted(_MARGIN, _MARGIN - 6, -_MARGIN, -_MARGIN)
        wide, high = room.width() - 2 * device.frame, room.height() - device.top - device.frame
        if device.height:
            self._zoom = max(0.25, min(1.0, wide / device.width, high / device.height))
            wide, high = round(device.width * self._zoom), round(device.height * self._zoom)
        else:
            self._zoom = max(0.25, min(1.0, wide / device.width))
        outer = QRect(0, 0, wide + 2 * device.frame, high + device.top + device.frame)
        outer.moveCenter(room.center())
        self._bezel.device = device
        self._bezel.setGeometry(outer)
        self._bezel.setVisible(self.page is not None)
        if self.page is not None:
            self.page.setGeometry(outer.adjusted(device.frame, device.top, -device.frame, -device.frame))
        self.placed.emit()


class _Bezel(QWidget):
    """The frame, over the page's corners; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.device = PHONE
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        device = self.device
        inner = QRectF(self.rect()).adjusted(device.frame, device.top, -device.frame, -device.frame)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), device.corner, device.corner)
        path.addRoundedRect(inner, device.corner - device.frame + 2, device.corner - device.frame + 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path, QColor(_INK if device.height else colours.active))
        if device.height and colours.dark:
            painter.setPen(QColor(colours.line_strong))
            edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(edge, device.corner, device.corner)
        if not device.height:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.edge))
            for place in range(3):
                painter.drawEllipse(QPointF(20 + place * 16, device.top / 2), 4.5, 4.5)
