"""A card with a finished quiz to start from."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from quizdesigner.quiz.document import Product, Project
from quizdesigner.views import tokens
from quizdesigner.views.fonts import font
from quizdesigner.views.kit import PaintedButton
from quizdesigner.views.kit.product_tile import files, paint_tile

WIDE = 238
_SIZE = QSize(WIDE, 128)
_TILES, _TILE, _GAP = 4, 48, 6


class StarterCard(PaintedButton):
    """A button: a strip of pictures, title, how many questions and tags there are."""

    def __init__(self, title: str, project: Project) -> None:
        super().__init__()
        asked = sum(question.traits.takes_answer for question in project.quizzes[0].questions)
        self._title = title
        self._about = f"{asked} questions, {len(project.tags)} tags"
        self._media = files(project)
        self._strip = _varied(project.products)[:_TILES]
        self.setAccessibleName(f"Start from {title}: {self._about}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(_SIZE)

    def sizeHint(self) -> QSize:
        return _SIZE

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(colours.line_strong if self.underMouse() else colours.line))
        if self.hasFocus():
            edge = edge.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(QColor(colours.accent), 2))
        painter.setBrush(QColor(colours.hover if self.isDown() else colours.surface))
        painter.drawRoundedRect(edge, 10, 10)
        for place, product in enumerate(self._strip):
            paint_tile(painter, QRect(14 + place * (_TILE + _GAP), 14, _TILE, _TILE), product, self._media)
        painter.setFont(font(13, 600))
        painter.setPen(QColor(colours.text))
        painter.drawText(QRect(14, 74, 210, 20), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text2))
        painter.drawText(QRect(14, 95, 210, 20), Qt.AlignmentFlag.AlignVCenter, self._about)


def _varied(products: tuple[Product, ...]) -> list[Product]:
    """The products, the first of each type before the others, so that a few of them show how far the range goes."""
    first = {product.type: product for product in reversed(products)}
    return sorted(products, key=lambda product: first[product.type] is not product)
