"""The window onto the map: zoom at the cursor, drag, keys; it looks and never changes anything."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView

from quizdesigner.views import tokens
from quizdesigner.views.flow.picture import Picture
from quizdesigner.views.flow.scene import FlowScene
from quizdesigner.views.flow.walk import Direction

LEAST, MOST = 0.03, 2.0
"""How far one can zoom out and in."""

STEP = 1.2
"""What one press of a button or key zooms by."""

_READABLE = 0.55
"""Zoom under which a map that would fit as a whole is shown in part instead."""

_AROUND = 28
_KEPT = 80
_FAR = 1_000_000
_DOTS = 28

_KEYS: dict[Qt.Key, Direction] = {
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}


class FlowView(QGraphicsView):
    """`moved` tells of another zoom or part in view, `walked` of an arrow key, `entered` of Enter; `cleared` of a click
    beside everything and of Esc.
    """

    moved = Signal()
    walked = Signal(str)
    entered = Signal()
    cleared = Signal()

    def __init__(self, scene: FlowScene) -> None:
        super().__init__(scene)
        self._map = scene
        self._held: QPointF | None = None
        self._dragged = False
        self._space = False
        self.covered = QRect()
        """The part of the view that something lies over, in its lower left."""
        self.setAccessibleName("Flow map")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Every item sets the pen, brush and font it paints with.
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        # Room on all sides, so that any part of the map can come under the cursor; `_keep` holds the map in view.
        self.setSceneRect(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(lambda _: self.moved.emit())

    @property
    def zoom(self) -> float:
        """Pixels on screen for one of the map."""
        return self.transform().m11()

    @property
    def picture(self) -> Picture | None:
        """The map shown."""
        return self._map.picture

    @property
    def bounds(self) -> QRectF:
        """The map's own size and place."""
        picture = self._map.picture
        if picture is None:
            return QRectF()
        plan = picture.layout
        return QRectF(plan.left, plan.top, plan.right - plan.left, plan.bottom - plan.top)

    @property
    def seen(self) -> QRectF:
        """The part of the map in view."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def fit(self) -> None:
        """Show the whole map, never larger than 100 %."""
        self._set_zoom(self._fitting())
        self.centerOn(self.bounds.center())
        self._lift()
        self.moved.emit()

    def begin(self, part: str) -> None:
        """Show the whole map where it can be read so; else the part around this question or page."""
        self.fit()
        if self.zoom < _READABLE:
            self._set_zoom(0.8)
            around = _AROUND / self.zoom
            bounds, seen = self.bounds.adjusted(-around, -around, around, around), self.seen
            spot = self._map.room(part).center()
            self.centerOn(
                _within(spot.x(), bounds.left(), bounds.right(), seen.width()),
                _within(spot.y(), bounds.top(), bounds.bottom(), seen.height()),
            )
            self._lift()

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Zoom so that the point of the map at this place of the viewport, its middle unless given, stays there."""
        spot = self.viewport().rect().center() if at is None else at
        held = self.mapToScene(spot)
        self._set_zoom(self.zoom * factor)
        self._scroll(self.mapFromScene(held) - spot)
        self._keep()

    def look_at(self, spot: QPointF) -> None:
        """Bring this point of the map to the middle."""
        self.centerOn(spot)
        self._keep()

    def reveal(self, part: str) -> None:
        """Bring a box into view, out from under what covers it."""
        room = self._map.room(part)
        if not room.isEmpty():
            self.ensureVisible(room, 60, 60)
            box = self.mapFromScene(room).boundingRect()
            if box.intersects(self.covered):
                self._scroll(QPoint(0, box.bottom() - self.covered.top() + _AROUND))

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta()
        if not pixels.isNull() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # Two fingers on a touchpad move what lies under them.
            self._scroll(-pixels)
            self._keep()
        else:
            self.zoom_by(1.0015 ** event.angleDelta().y(), event.position().toPoint())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() is Qt.MouseButton.LeftButton
        beside = left and not self._map.has_part(self.mapToScene(event.position().toPoint()))
        if event.button() is Qt.MouseButton.MiddleButton or (left and (self._space or beside)):
            self._held, self._dragged = event.position(), not beside
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            super().mouseMoveEvent(event)
            return
        by = self._held - event.position()
        if self._dragged or by.manhattanLength() > 3:
            self._dragged = True
            self._held = event.position()
            self._scroll(by.toPoint())
            self._keep()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            super().mouseReleaseEvent(event)
            return
        self._held = None
        self._show_cursor()
        if not self._dragged:
            self.cleared.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.walked.emit(_KEYS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(STEP)
        elif key is Qt.Key.Key_Minus:
            self.zoom_by(1 / STEP)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key is Qt.Key.Key_Escape:
            self.cleared.emit()
        elif key is Qt.Key.Key_Space:
            self._space = True
            self._show_cursor()
        else:
            # The scroll area underneath would move by pages and lines.
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._show_cursor()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._space = False
        self._show_cursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.moved.emit()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        colours = tokens.current()
        step = float(_DOTS) * self.zoom
        while step < 16:
            step *= 2
        room = self.mapFromScene(rect).boundingRect().adjusted(-2, -2, 2, 2)
        origin = self.mapFromScene(QPointF(0, 0))
        side = round(step)
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.fillRect(room, QColor(colours.window))
        tile = _tile(side, colours.line_strong, self.devicePixelRatioF())
        painter.drawTiledPixmap(room, tile, QPoint((room.x() - origin.x()) % side, (room.y() - origin.y()) % side))
        painter.restore()

    def _fitting(self) -> float:
        room, bounds = self.viewport().size(), self.bounds
        wide, high = room.width() - 2 * _AROUND, room.height() - 2 * _AROUND
        return min(1.0, wide / max(1.0, bounds.width()), high / max(1.0, bounds.height()))

    def _lift(self) -> None:
        """Where the whole height has room above what covers the view, bring it there."""
        free = self.viewport().height() - self.covered.height() - _AROUND
        high = self.bounds.height() * self.zoom
        if not self.covered.isEmpty() and high + _AROUND <= free < (self.viewport().height() + high) / 2:
            self._scroll(QPoint(0, (self.viewport().height() - free) // 2))

    def _set_zoom(self, zoom: float) -> None:
        zoom = max(LEAST, min(MOST, zoom))
        self.setTransform(QTransform.fromScale(zoom, zoom))
        self.moved.emit()

    def _scroll(self, by: QPoint) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + by.x())
        down.setValue(down.value() + by.y())

    def _keep(self) -> None:
        """Hold a piece of the map in view."""
        bounds, seen, least = self.bounds, self.seen, _KEPT / self.zoom
        left = max(0.0, bounds.left() + least - seen.right()) + min(0.0, bounds.right() - least - seen.left())
        down = max(0.0, bounds.top() + least - seen.bottom()) + min(0.0, bounds.bottom() - least - seen.top())
        self._scroll(QPointF(left * self.zoom, down * self.zoom).toPoint())

    def _show_cursor(self) -> None:
        held = Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(held)


def _within(wanted: float, least: float, most: float, size: float) -> float:
    """The middle of a view of this size that wastes no room beyond the ends; that of both where all of it is seen."""
    if most - least <= size:
        return (least + most) / 2
    return max(least + size / 2, min(most - size / 2, wanted))


@cache
def _tile(side: int, colour: str, ratio: float) -> QPixmap:
    """One dot of the ground with the room around it."""
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(side / 2, side / 2), 0.9, 0.9)
    painter.end()
    return made
