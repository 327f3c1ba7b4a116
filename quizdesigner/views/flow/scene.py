"""The map as items on a scene: one for each box, gate, way and label, so that only what is seen is painted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsSceneMouseEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from quizdesigner.quiz.flow_layout import GATE, HEIGHT, WIDTH
from quizdesigner.quiz.flow_layout import Line as Course
from quizdesigner.views import tokens
from quizdesigner.views.flow.painting import (
    FAINT,
    label_room,
    label_width,
    paint_box,
    paint_gate,
    paint_label,
    paint_line,
    stroke,
)
from quizdesigner.views.flow.picture import Box, Line, Picture
from quizdesigner.views.kit.plain import plain_tip

_RING = 4


class FlowScene(QGraphicsScene):
    """`picked` gives the question or page a person clicked, `opened` the one they clicked twice."""

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        # Items never move; the tree that finds them would be kept in step for nothing with each new map.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        self.picture: Picture | None = None
        self.current = ""
        self._boxes: dict[str, _BoxItem] = {}
        self._lines: list[_LineItem] = []
        self._labels: list[_LabelItem | None] = []

    def show_picture(self, picture: Picture, current: str) -> None:
        """Show this map, with one box as the current one; where only words changed, only those boxes change."""
        before, self.picture = self.picture, picture
        if before is None or before.layout is not picture.layout:
            self._build(picture)
        else:
            for box in picture.boxes:
                if box is not None:
                    self._boxes[box.part].show_box(box)
            for item, label, line in zip(self._lines, self._labels, picture.lines, strict=True):
                item.show_line(line)
                if label is not None:
                    label.show_line(line)
        self.show_current(current)

    def show_current(self, current: str) -> None:
        """Make this box the current one, and its ways stronger."""
        self.current = current
        for part, box in self._boxes.items():
            box.show_current(part == current)
        if self.picture is not None:
            at = self.picture.places.get(current, -1)
            for item, edge in zip(self._lines, self.picture.flow.edges, strict=True):
                item.show_strong(at in (edge.start, edge.end))

    def room(self, part: str) -> QRectF:
        """Where the box of this question or page is; empty where there is none."""
        item = self._boxes.get(part)
        return QRectF() if item is None else item.sceneBoundingRect()

    def has_part(self, spot: QPointF) -> bool:
        """Whether there is something to click at this point."""
        return any(isinstance(item, _BoxItem | _LabelItem) for item in self.items(spot))

    def _build(self, picture: Picture) -> None:
        self.clear()
        self._boxes, self._lines, self._labels = {}, [], []
        for line, course in zip(picture.lines, picture.layout.lines, strict=True):
            item = _LineItem(line, course)
            label = None if course.label is None else _LabelItem(line, course.label, label_width(course), self)
            self._lines.append(item)
            self._labels.append(label)
            self.addItem(item)
            if label is not None:
                self.addItem(label)
        for stop, box, room in zip(picture.flow.stops, picture.boxes, picture.layout.boxes, strict=True):
            if box is not None:
                self._boxes[box.part] = item_of_box = _BoxItem(box, self)
                item_of_box.setPos(room.x, room.y)
                self.addItem(item_of_box)
            elif stop.reached:
                gate = _GateItem()
                gate.setPos(room.x, room.y)
                self.addItem(gate)


class _BoxItem(QGraphicsItem):
    """A question or results page."""

    def __init__(self, box: Box, scene: FlowScene) -> None:
        super().__init__()
        self._box = box
        self._scene = scene
        self._current = False
        self.setZValue(2)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tell()

    def show_box(self, box: Box) -> None:
        """Show other words."""
        if box != self._box:
            self._box = box
            self._tell()
            self.update()

    def show_current(self, current: bool) -> None:
        """Show whether this is the one looked at."""
        if current != self._current:
            self._current = current
            self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(-WIDTH / 2, -HEIGHT / 2, WIDTH, HEIGHT).adjusted(-_RING, -_RING, _RING, _RING)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        colours = tokens.current()
        paint_box(painter, self._box, colours, 1 if _zoom(painter) >= FAINT else 0)
        if self._current:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.boundingRect().adjusted(1, 1, -1, -1), 12, 12)

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        event.setAccepted(event.button() is Qt.MouseButton.LeftButton)
        if event.isAccepted():
            self._scene.picked.emit(self._box.part)

    def mouseDoubleClickEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        self._scene.opened.emit(self._box.part)

    def _tell(self) -> None:
        self.setToolTip(plain_tip(f"{self._box.title} ({self._box.under})"))


class _GateItem(QGraphicsItem):
    """The point before a screen that is not for everybody."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(1)

    def boundingRect(self) -> QRectF:
        return QRectF(-GATE / 2, -GATE / 2, GATE, GATE)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paint_gate(painter, tokens.current())


class _LineItem(QGraphicsItem):
    """A way from one stop to another."""

    def __init__(self, line: Line, course: Course) -> None:
        super().__init__()
        self._line = line
        self._stroke = stroke(line, course)
        self._room = self._stroke.path.boundingRect().adjusted(-5, -5, 5, 5)
        self._strong = False

    def show_line(self, line: Line) -> None:
        """Show the way in another tone."""
        if line != self._line:
            self._line = line
            self.update()

    def show_strong(self, strong: bool) -> None:
        """Show whether the way begins or ends at the current box."""
        if strong != self._strong:
            self._strong = strong
            self.update()

    def boundingRect(self) -> QRectF:
        return self._room

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paint_line(painter, self._stroke, self._line, tokens.current(), strong=self._strong)


class _LabelItem(QGraphicsItem):
    """The words on a way; a click looks at what the rule belongs to."""

    def __init__(self, line: Line, spot: tuple[float, float], width: int, scene: FlowScene) -> None:
        super().__init__()
        self._line = line
        self._width = width
        self._scene = scene
        self.setPos(*spot)
        self.setZValue(3)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(plain_tip(line.tip))

    def show_line(self, line: Line) -> None:
        """Show other words."""
        if line != self._line:
            self.prepareGeometryChange()
            self._line = line
            self.setToolTip(plain_tip(line.tip))

    def boundingRect(self) -> QRectF:
        return label_room(self._line.label, self._width)[1].adjusted(-1, -1, 1, 1)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if _zoom(painter) >= FAINT:
            paint_label(painter, self._line, tokens.current(), self._width)

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        event.setAccepted(event.button() is Qt.MouseButton.LeftButton)
        if event.isAccepted():
            self._scene.picked.emit(self._line.owner)


def _zoom(painter: QPainter) -> float:
    return QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform())
