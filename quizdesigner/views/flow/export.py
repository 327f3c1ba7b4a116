"""The map as a file to show around: SVG, or PNG at twice the size; always in the light colours."""

from __future__ import annotations

from math import sqrt
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from quizdesigner.errors import Refused
from quizdesigner.views.flow.painting import paint_picture
from quizdesigner.views.flow.picture import Picture
from quizdesigner.views.fonts import FAMILY, font
from quizdesigner.views.tokens import LIGHT

Kind = Literal["svg", "png"]

_AROUND = 36
_HEAD = 48
_SIDE = 16_000
_AREA = 60_000_000
"""Pixels a picture may have along a side, and in all: some 240 MB while it is made."""

_FALLBACKS = "Inter, system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"


def write(picture: Picture, title: str, path: Path, kind: Kind) -> None:
    """Write the map to a new file. Refused where there is one of this name already, or none can be written."""
    data = svg(picture, title) if kind == "svg" else png(picture, title)
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise Refused(f"“{path.name}” is there already and was left as it is. Choose another name.") from error
    except OSError as error:
        raise Refused(f"“{path.name}” cannot be written: {error.strerror}. Choose another place.") from error


def svg(picture: Picture, title: str) -> bytes:
    """The map as SVG, its words as text."""
    room = _room(picture)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setTitle(title)
    made.setDescription("Flow map")
    # Qt would else count in points of 72 to the inch.
    made.setResolution(96)
    made.setSize(QSize(round(room.width()), round(room.height())))
    made.setViewBox(QRect(0, 0, round(room.width()), round(room.height())))
    painter = QPainter(made)
    # Whoever opens it may not have the typeface, and others are wider.
    _paint(painter, picture, title, room, 0.86)
    painter.end()
    return bytes(buffer.data().data()).replace(
        f'font-family="{FAMILY}"'.encode(), f'font-family="{_FALLBACKS}"'.encode()
    )


def png(picture: Picture, title: str) -> bytes:
    """The map as PNG at 200 %, less where it would be too large for others to open."""
    room = _room(picture)
    wide, high = room.width(), room.height()
    scale = min(2.0, _SIDE / wide, _SIDE / high, sqrt(_AREA / (wide * high)))
    made = QImage(max(1, int(wide * scale)), max(1, int(high * scale)), QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    _paint(painter, picture, title, room, 1)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(made)
    return bytes(buffer.data().data())


def _room(picture: Picture) -> QRectF:
    """What is drawn, with the room around it and the title above."""
    plan = picture.layout
    return QRectF(plan.left, plan.top, plan.right - plan.left, plan.bottom - plan.top).adjusted(
        -_AROUND, -_AROUND - _HEAD, _AROUND, _AROUND
    )


def _paint(painter: QPainter, picture: Picture, title: str, room: QRectF, words: float) -> None:
    painter.fillRect(QRectF(0, 0, room.width(), room.height()), QColor(LIGHT.window))
    painter.setFont(font(20, 600))
    painter.setPen(QColor(LIGHT.text))
    head = QRectF(_AROUND, _AROUND - 8, room.width() - 2 * _AROUND, _HEAD)
    painter.drawText(head, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine, title)
    painter.translate(-room.topLeft())
    paint_picture(painter, picture, LIGHT, words)
