"""Small signs: on labels, and large as pictures of choices. Each fits a square of 100 units around the origin."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtGui import QPainter, QPainterPath

from pictures.brush import Drawing, box, curve, fill, light, oval, polygon, stroke

Mark = Callable[[str], Drawing]
"""A sign in a colour."""


def leaf(colour: str) -> Drawing:
    """A leaf with its vein."""

    def draw(painter: QPainter) -> None:
        blade = curve((-34, 38), (-46, -30, 6, -44, 42, -42), (46, 2, 24, 46, -34, 38), closed=True)
        fill(painter, blade, colour)
        stroke(painter, curve((-42, 46), (-14, 4, 18, -18)), light(colour, 0.62), 5)

    return draw


def drop(colour: str) -> Drawing:
    """A drop with a glint."""

    def draw(painter: QPainter) -> None:
        shape = curve((0, -48), (14, -22, 32, -8, 32, 14), (32, 34, 18, 47, 0, 47))
        shape.cubicTo(-18, 47, -32, 34, -32, 14)
        shape.cubicTo(-32, -8, -14, -22, 0, -48)
        fill(painter, shape, colour)
        stroke(painter, curve((-17, 16), (-16, 28, -6, 32)), light(colour, 0.7), 6)

    return draw


def sun(colour: str) -> Drawing:
    """A sun with rays."""

    def draw(painter: QPainter) -> None:
        fill(painter, oval(0, 0, 46, 46), colour)
        for turn in range(8):
            angle = turn * math.pi / 4
            x, y = math.cos(angle), math.sin(angle)
            stroke(painter, curve((x * 34, y * 34), (x * 45, y * 45)), colour, 7)

    return draw


def moon(colour: str) -> Drawing:
    """A crescent."""

    def draw(painter: QPainter) -> None:
        fill(painter, oval(0, 0, 84, 84).subtracted(oval(22, -14, 72, 72)), colour)

    return draw


def star(colour: str) -> Drawing:
    """A star with four soft points."""

    def draw(painter: QPainter) -> None:
        shape = curve((0, -46), (6, -8, 46, 0), (8, 6, 0, 46), (-8, 6, -46, 0), (-6, -8, 0, -46), closed=True)
        fill(painter, shape, colour)

    return draw


def flower(colour: str) -> Drawing:
    """Six petals."""

    def draw(painter: QPainter) -> None:
        for turn in range(6):
            painter.save()
            painter.rotate(turn * 60)
            fill(painter, oval(0, -26, 26, 38), colour)
            painter.restore()
        fill(painter, oval(0, 0, 22, 22), light(colour, 0.7))

    return draw


def heart(colour: str) -> Drawing:
    """A heart."""

    def draw(painter: QPainter) -> None:
        shape = curve((0, 42), (-64, -2, -44, -42, -20, -40), (-8, -39, -2, -30, 0, -24))
        shape.cubicTo(2, -30, 8, -39, 20, -40)
        shape.cubicTo(44, -42, 64, -2, 0, 42)
        fill(painter, shape, colour)

    return draw


def wave(colour: str) -> Drawing:
    """Three waves."""

    def draw(painter: QPainter) -> None:
        for y in (-24, 0, 24):
            stroke(
                painter, curve((-42, y), (-28, y - 22, -14, y + 22, 0, y), (14, y - 22, 28, y + 22, 42, y)), colour, 8
            )

    return draw


def bean(colour: str) -> Drawing:
    """A coffee bean."""

    def draw(painter: QPainter) -> None:
        painter.save()
        painter.rotate(32)
        fill(painter, oval(0, 0, 62, 88), colour)
        stroke(painter, curve((0, -40), (-18, -14, 18, 12, 0, 40)), light(colour, 0.6), 6)
        painter.restore()

    return draw


def bolt(colour: str) -> Drawing:
    """Lightning."""

    def draw(painter: QPainter) -> None:
        shape = polygon((8, -48), (-32, 8), (-6, 8), (-10, 48), (32, -12), (4, -12))
        fill(painter, shape, colour)
        stroke(painter, shape, colour, 5)

    return draw


def snow(colour: str) -> Drawing:
    """A snowflake."""

    def draw(painter: QPainter) -> None:
        for turn in range(6):
            painter.save()
            painter.rotate(turn * 60)
            stroke(painter, curve((0, 0), (0, -44)), colour, 7)
            stroke(painter, curve((-12, -40), (0, -26), (12, -40)), colour, 6)
            painter.restore()

    return draw


def smile(colour: str) -> Drawing:
    """A face at ease."""

    def draw(painter: QPainter) -> None:
        fill(painter, oval(0, 0, 88, 88), colour)
        pale = light(colour, 0.72)
        fill(painter, oval(-15, -10, 10, 12), pale)
        fill(painter, oval(15, -10, 10, 12), pale)
        stroke(painter, curve((-21, 11), (0, 34, 21, 11)), pale, 6)

    return draw


def half(colour: str) -> Drawing:
    """A disc of which the right half is filled."""

    def draw(painter: QPainter) -> None:
        disc = oval(0, 0, 84, 84)
        fill(painter, disc, light(colour, 0.6))
        fill(painter, disc.intersected(box(0, -50, 60, 100)), colour)
        stroke(painter, disc, colour, 5)

    return draw


def cracks(colour: str) -> Drawing:
    """Dry ground."""

    def draw(painter: QPainter) -> None:
        fill(painter, oval(0, 0, 92, 92), light(colour, 0.5))
        for line in (
            curve((-45, -8), (-24, -12), (-10, -2), (8, -8), (16, -26), (12, -45)),
            curve((-24, -12), (-26, -36)),
            curve((-10, -2), (-14, 18), (-4, 28), (-8, 45)),
            curve((-14, 18), (-38, 24)),
            curve((8, -8), (24, 4), (45, 0)),
            curve((24, 4), (26, 22), (40, 24)),
            curve((26, 22), (12, 34)),
        ):
            stroke(painter, line, colour, 5)

    return draw


def bars(count: int) -> Mark:
    """A scale of three bars of which `count` are filled."""

    def mark(colour: str) -> Drawing:
        def draw(painter: QPainter) -> None:
            for at in range(3):
                high = 34 + at * 24
                shape = box(-44 + at * 31, 44 - high, 24, high, 8)
                fill(painter, shape, colour if at < count else light(colour, 0.68))

        return draw

    return mark


def spring(colour: str) -> Drawing:
    """A coil."""

    def draw(painter: QPainter) -> None:
        path = QPainterPath()
        path.moveTo(-26, 40)
        for turn in range(4):
            y = 40 - turn * 22
            path.cubicTo(52, y, 52, y - 16, 0, y - 14)
            path.cubicTo(-46, y - 12, -46, y - 24, -24, y - 22)
        stroke(painter, path, colour, 7)

    return draw
