"""What every picture is painted with: colours, shaded shapes, shadows and grounds.

A drawing is a function of a painter. Things stand on the origin: x goes right, y goes down, so a bottle of 250 units
reaches from y = -250 to y = 0. `product` and `choice` put a drawing on a ground and make a finished picture of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

Drawing = Callable[[QPainter], None]


def mix(one: str, other: str, share: float) -> str:
    """`one` with `share` (0 to 1) of it replaced by `other`."""
    a, b = QColor(one), QColor(other)
    parts = zip((a.red(), a.green(), a.blue()), (b.red(), b.green(), b.blue()), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02X}" for x, y in parts)


def light(colour: str, share: float) -> str:
    """`colour`, nearer to white."""
    return mix(colour, "#FFFFFF", share)


def dark(colour: str, share: float) -> str:
    """`colour`, nearer to a warm black."""
    return mix(colour, "#1E1712", share)


def box(x: float, y: float, wide: float, high: float, corner: float = 0) -> QPainterPath:
    """A rectangle with its upper left corner at x, y."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, wide, high), corner, corner)
    return path


def oval(x: float, y: float, wide: float, high: float) -> QPainterPath:
    """An ellipse around x, y."""
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), wide / 2, high / 2)
    return path


def polygon(*points: tuple[float, float]) -> QPainterPath:
    """A closed shape with straight sides."""
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    path.closeSubpath()
    return path


def curve(start: tuple[float, float], *parts: tuple[float, ...], closed: bool = False) -> QPainterPath:
    """A path from `start`: each part is a line (2 numbers), a quadratic (4) or a cubic curve (6)."""
    path = QPainterPath(QPointF(*start))
    for part in parts:
        match part:
            case (x, y):
                path.lineTo(x, y)
            case (cx, cy, x, y):
                path.quadTo(cx, cy, x, y)
            case (ax, ay, bx, by, x, y):
                path.cubicTo(ax, ay, bx, by, x, y)
            case _:
                raise ValueError(part)
    if closed:
        path.closeSubpath()
    return path


def fill(painter: QPainter, path: QPainterPath, colour: str, opacity: float = 1) -> None:
    """A flat area."""
    paint = QColor(colour)
    paint.setAlphaF(opacity)
    painter.fillPath(path, paint)


def stroke(painter: QPainter, path: QPainterPath, colour: str, wide: float, opacity: float = 1) -> None:
    """A line with round ends."""
    paint = QColor(colour)
    paint.setAlphaF(opacity)
    pen = QPen(paint, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)


def round_body(painter: QPainter, path: QPainterPath, colour: str, depth: float = 1) -> None:
    """An area shaded from left to right, as a body that is round has it; `depth` 0 is flat."""
    edges = path.boundingRect()
    paint = QLinearGradient(edges.left(), 0, edges.right(), 0)
    for at, shade in ((0, -0.13), (0.14, 0), (0.3, 0.2), (0.46, 0.02), (0.8, -0.08), (1, -0.2)):
        share = shade * depth
        paint.setColorAt(at, QColor(light(colour, share) if share > 0 else dark(colour, -share)))
    painter.fillPath(path, QBrush(paint))


def lit(painter: QPainter, path: QPainterPath, colour: str, depth: float = 1) -> None:
    """An area that is lighter at the top and darker at the bottom."""
    edges = path.boundingRect()
    paint = QLinearGradient(0, edges.top(), 0, edges.bottom())
    paint.setColorAt(0, QColor(light(colour, 0.14 * depth)))
    paint.setColorAt(1, QColor(dark(colour, 0.1 * depth)))
    painter.fillPath(path, QBrush(paint))


def shadow(painter: QPainter, wide: float, x: float = 0, y: float = 0, high: float = 0.16) -> None:
    """The soft shadow under something `wide` units wide."""
    painter.save()
    painter.translate(x, y)
    painter.scale(1, high)
    paint = QRadialGradient(QPointF(0, 0), wide * 0.62)
    for at, alpha in ((0, 92), (0.55, 58), (1, 0)):
        paint.setColorAt(at, QColor(52, 36, 24, alpha))
    painter.fillPath(oval(0, 0, wide * 1.24, wide * 1.24), QBrush(paint))
    painter.restore()


def placed(*parts: tuple[Drawing, float, float, float]) -> Drawing:
    """Several drawings as one: each with its x, y and scale, the first at the back."""

    def draw(painter: QPainter) -> None:
        for drawing, x, y, scale in parts:
            painter.save()
            painter.translate(x, y)
            painter.scale(scale, scale)
            drawing(painter)
            painter.restore()

    return draw


def picture(wide: int, high: int, ground: Sequence[str], drawing: Drawing, x: float, y: float, scale: float) -> QImage:
    """A finished picture: `drawing` with its origin at x, y on a ground that goes from the first colour to the last."""
    image = QImage(wide * 2, high * 2, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(2, 2)
    paint = QLinearGradient(0, 0, wide * 0.25, high)
    paint.setColorAt(0, QColor(ground[0]))
    paint.setColorAt(1, QColor(ground[-1]))
    painter.fillRect(QRectF(0, 0, wide, high), QBrush(paint))
    painter.translate(x, y)
    painter.scale(scale, scale)
    drawing(painter)
    painter.end()
    return image.scaled(wide, high, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def product(ground: Sequence[str], drawing: Drawing, scale: float = 1) -> QImage:
    """The picture of a product."""
    return picture(480, 480, ground, drawing, 240, 402, scale)


def choice(ground: Sequence[str], drawing: Drawing, scale: float = 1) -> QImage:
    """The picture of a choice: the drawing's origin is the middle."""
    return picture(480, 360, ground, drawing, 240, 180, scale)
