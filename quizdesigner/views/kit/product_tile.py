"""A product's picture as a small square: the one kept in the project, else the first letter of its name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from quizdesigner.quiz.document import MediaFile, Product, Project
from quizdesigner.quiz.wire import MEDIA
from quizdesigner.views import tokens
from quizdesigner.views.kit.labels import paint_square
from quizdesigner.views.pictures import thumbnail

_PIXELS = 144
"""Of the longer side of what is painted; the largest tile at twice the pixels."""

Files = Mapping[str, MediaFile]
"""The project's pictures by id."""


def files(project: Project) -> Files:
    """The pictures of a project."""
    return {file.id: file for file in project.media}


def paint_tile(painter: QPainter, rect: QRect, product: Product, media: Files) -> None:
    """Draw the tile of a product. A picture that lies on the web is not fetched."""
    image = picture(product, media)
    if image is None:
        paint_square(painter, rect, product.title)
        return
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(rect), rect.height() * 0.16, rect.height() * 0.16)
    painter.fillPath(shape, QColor(tokens.current().active))
    painter.setClipPath(shape)
    side = min(image.width(), image.height())
    middle = QRect((image.width() - side) // 2, (image.height() - side) // 2, side, side)
    painter.drawImage(rect, image, middle)
    painter.restore()


def picture(product: Product, media: Files) -> QImage | None:
    """The picture of a product, small; None where the project does not keep it."""
    kept = media.get(product.picture.removeprefix(MEDIA)) if product.picture.startswith(MEDIA) else None
    return thumbnail(kept, _PIXELS) if kept else None


class Tile(QWidget):
    """The tile of one product as a widget."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._product = Product("none", "?")
        self._media: Files = {}
        self.setFixedSize(QSize(side, side))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_product(self, product: Product, media: Files) -> None:
        """Show another product."""
        self._product, self._media = product, media
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_tile(QPainter(self), self.rect(), self._product, self._media)
