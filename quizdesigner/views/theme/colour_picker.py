"""A small window to pick a colour in: a square of shades, a strip of hues, both by mouse and by arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QWidget

from quizdesigner.views import tokens
from quizdesigner.views.kit import column

_STEP = 0.02
_KEYS = {
    Qt.Key.Key_Left: (-_STEP, 0.0),
    Qt.Key.Key_Right: (_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -_STEP),
    Qt.Key.Key_Down: (0.0, _STEP),
}


class ColourPicker(QFrame):
    """`changed` gives `#RRGGBB` while a person moves; Esc, Enter or a click elsewhere closes it."""

    changed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        # A window of its own: it hears of clicks elsewhere, on whatever they are.
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowTitle("Colour")
        self.shades = _Plane("Shade", QSize(208, 132))
        self.hues = _Plane("Hue", QSize(208, 18), flat=True)
        self.shades.moved.connect(self._tell)
        self.hues.moved.connect(self._turn)
        self.setLayout(column(self.shades, self.hues, gap=10, margins=(12, 12, 12, 12)))

    @property
    def colour(self) -> str:
        """The colour picked, `#RRGGBB`."""
        across, down = self.shades.at
        return QColor.fromHsvF(self.hues.at[0] * 0.999, across, 1 - down).name().upper()

    def open_under(self, field: QWidget, colour: str) -> None:
        """Show the window below `field`, or above where there is no room, at this colour."""
        now = QColor(colour)
        # Grey has no hue; the strip stays where it was.
        self.hues.at = (now.hueF() if now.hueF() >= 0 else self.hues.at[0], 0.5)
        self.shades.hue = self.hues.at[0]
        self.shades.at = (now.saturationF(), 1 - now.valueF())
        self.adjustSize()
        window = field.window()
        place = QRect(field.mapTo(window, QPoint(0, field.height() + 6)), self.sizeHint())
        if place.bottom() > window.height() - 8:
            place.moveBottom(field.mapTo(window, QPoint(0, -6)).y())
        place.moveLeft(max(8, min(place.left(), window.width() - place.width() - 8)))
        self.move(window.mapToGlobal(place.topLeft()))
        self.show()
        self.shades.setFocus(Qt.FocusReason.PopupFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.line_strong))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hide()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Tab goes round within the window, as in any that floats.
        (self.hues if self.shades.hasFocus() else self.shades).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _turn(self) -> None:
        self.shades.hue = self.hues.at[0]
        self.shades.update()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.colour)


class _Plane(QWidget):
    """A surface with a point `at` (0 to 1 each way): the shades of one hue, or (`flat`) all hues in a strip."""

    moved = Signal()

    def __init__(self, name: str, size: QSize, *, flat: bool = False) -> None:
        super().__init__()
        self.at = (0.5, 0.5)
        self.hue = 0.0
        self._flat = flat
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(size)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position().x() / self.width(), event.position().y() / self.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event.position().x() / self.width(), event.position().y() / self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _KEYS.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
            return
        self._go(self.at[0] + step[0], self.at[1] + step[1])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect())
        across = QLinearGradient(area.topLeft(), area.topRight())
        if self._flat:
            for step in range(7):
                across.setColorAt(step / 6, QColor.fromHsvF(min(step / 6, 0.999), 1, 1))
        else:
            across.setColorAt(0, QColor("#FFFFFF"))
            across.setColorAt(1, QColor.fromHsvF(self.hue * 0.999, 1, 1))
        painter.setBrush(across)
        painter.drawRoundedRect(area, 6, 6)
        if not self._flat:
            down = QLinearGradient(area.topLeft(), area.bottomLeft())
            down.setColorAt(0, QColor(0, 0, 0, 0))
            down.setColorAt(1, QColor(0, 0, 0, 255))
            painter.setBrush(down)
            painter.drawRoundedRect(area, 6, 6)
        spot = QPointF(
            max(7.0, min(self.width() - 7.0, self.at[0] * self.width())),
            max(7.0, min(self.height() - 7.0, self.at[1] * self.height())),
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, colour in ((4.0, "#1D1B18"), (2.0, "#FFFFFF")):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(spot, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.current().accent), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)

    def _go(self, across: float, down: float) -> None:
        self.at = (max(0.0, min(1.0, across)), 0.5 if self._flat else max(0.0, min(1.0, down)))
        self.update()
        self.moved.emit()
