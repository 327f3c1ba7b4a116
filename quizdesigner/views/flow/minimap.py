"""The whole map, small, with a frame around what is in view; a click or drag moves there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.flow_layout import HEIGHT, WIDTH
from quizdesigner.views import tokens
from quizdesigner.views.flow.picture import Picture
from quizdesigner.views.flow.view import FlowView
from quizdesigner.views.tokens import Tokens

SIZE = (190, 96)
_INSIDE = 14
_ROUND = 10
_GROUNDS = {"plain": "line_strong", "shown": "accent_line", "page": "ok", "warn": "warn"}


class Minimap(QWidget):
    """Follows a view of the map."""

    def __init__(self, view: FlowView) -> None:
        super().__init__(view)
        self._view = view
        self._drawn: tuple[Picture, Tokens, QPixmap] | None = None
        self.setFixedSize(*SIZE)
        self.setAccessibleName("The whole map")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        view.moved.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
        picture = self._view.picture
        if picture is None:
            return
        # The view moves far more often than the map changes.
        if self._drawn is None or self._drawn[0] is not picture or self._drawn[1] is not colours:
            self._drawn = (picture, colours, self._boxes(picture, colours))
        painter.drawPixmap(0, 0, self._drawn[2])
        across, down, corner = self._scales()
        seen = self._view.seen
        frame = QRectF(
            corner.x() + seen.left() * across,
            corner.y() + seen.top() * down,
            seen.width() * across,
            seen.height() * down,
        )
        inside = QRectF(self.rect()).adjusted(5, 5, -5, -5)
        painter.setPen(QPen(QColor(colours.accent), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame & inside)

    def _boxes(self, picture: Picture, colours: Tokens) -> QPixmap:
        made = QPixmap(self.size() * self.devicePixelRatioF())
        made.setDevicePixelRatio(self.devicePixelRatioF())
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        grounds = {tone: QColor(colours.colour(name)) for tone, name in _GROUNDS.items()}
        grounds["page"].setAlpha(130)
        grounds["warn"].setAlpha(150)
        across, down, corner = self._scales()
        wide, high = max(2.0, WIDTH * across * 0.9), max(2.0, min(HEIGHT * down, 12.0) * 0.9)
        for box, room in zip(picture.boxes, picture.layout.boxes, strict=True):
            if box is not None:
                middle = QPointF(corner.x() + room.x * across, corner.y() + room.y * down)
                painter.setBrush(grounds[box.tone])
                painter.drawRoundedRect(QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high), 1.5, 1.5)
        painter.end()
        return made

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def _go(self, spot: QPointF) -> None:
        across, down, corner = self._scales()
        self._view.look_at(QPointF((spot.x() - corner.x()) / across, (spot.y() - corner.y()) / down))

    def _scales(self) -> tuple[float, float, QPointF]:
        """Across and down, and where the map's own zero is; a long quiz is squeezed so that it still can be seen."""
        bounds = self._view.bounds
        wide, high = self.width() - 2 * _INSIDE, self.height() - 2 * _INSIDE
        across = min(wide / max(1.0, bounds.width()), 0.16)
        down = min(high / max(1.0, bounds.height()), 0.16, 5 * across)
        return (
            across,
            down,
            QPointF(self.rect().center()) - QPointF(bounds.center().x() * across, bounds.center().y() * down),
        )
