"""A question's picture or video on the canvas: the file itself where the project has it, else where it comes from."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent

from quizdesigner.quiz.document import MediaFile, Project, Theme
from quizdesigner.quiz.wire import MEDIA
from quizdesigner.views import pictures
from quizdesigner.views.builder.page_signs import Sign
from quizdesigner.views.fonts import font
from quizdesigner.views.icons import paint_icon

_LONGEST = 1_200


class MediaTile(Sign):
    """Hidden while there is nothing. `clicked` asks for the way to change it."""

    clicked = Signal()

    def __init__(self, name: str, icon: str = "image") -> None:
        super().__init__(120)
        self._usual = self._icon = icon
        self._value = ""
        self._image: QImage | None = None
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_media(self, project: Project, value: str, theme: Theme, *, video: bool = False) -> None:
        """Show what this Media value means in the project."""
        self.show_theme(theme)
        self.setVisible(bool(value))
        self._icon = "play" if video else self._usual
        if value != self._value:
            self._value = value
            file = media_file(project, value)
            self._image = pictures.thumbnail(file, _LONGEST) if file else None
            self._fit()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.brush()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        corners = min(self.theme.corners, 20)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), corners, corners)
        painter.setClipPath(ground)
        painter.fillRect(self.rect(), QColor(self.look.tile))
        if self._image is not None:
            paint_covering(painter, self.rect(), self._image)
            return
        spot = QRect(0, 0, 26, 26)
        spot.moveCenter(self.rect().center())
        paint_icon(painter, spot.translated(0, -10), self._icon, self.look.brand_ink)
        painter.setFont(font(12))
        painter.setPen(QColor(self.look.quiet))
        painter.drawText(self.rect().adjusted(12, 34, -12, 0), Qt.AlignmentFlag.AlignCenter, source(self._value))

    def _fit(self) -> None:
        high = 120
        if self._image is not None and self._image.width():
            high = min(round(self.width() * self._image.height() / self._image.width()), 320)
        if high != self.height():
            self.setFixedHeight(high)


def media_file(project: Project, value: str) -> MediaFile | None:
    """The file of the project a Media value names, if it does."""
    if not value.startswith(MEDIA):
        return None
    return next((one for one in project.media if one.id == value.removeprefix(MEDIA)), None)


def source(value: str) -> str:
    """Where a picture or video that cannot be drawn here comes from."""
    return value.partition("//")[2].partition("/")[0] if "//" in value else "From a file"


def paint_covering(painter: QPainter, rect: QRect, image: QImage) -> None:
    """Draw the image so that it covers `rect`, its middle in the middle."""
    size = image.size().scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    place = QRect(rect.topLeft(), size)
    place.moveCenter(rect.center())
    painter.drawImage(place, image)
