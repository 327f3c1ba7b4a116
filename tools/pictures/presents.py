"""Things people give each other, and where they are opened. Things stand on the origin."""

from __future__ import annotations

import math

from PySide6.QtGui import QPainter

from pictures.brush import Drawing, box, curve, dark, fill, light, lit, oval, polygon, round_body, shadow, stroke
from pictures.marks import Mark, heart, leaf


def parcel(paper: str, ribbon: str, wide: float = 190, tall: float = 150) -> Drawing:
    """A wrapped box with a bow."""

    def draw(painter: QPainter) -> None:
        shadow(painter, wide + 40)
        half = wide / 2
        lit(painter, box(-half, -tall, wide, tall, 5), paper)
        lit(painter, box(-half - 8, -tall - 6, wide + 16, 40, 5), light(paper, 0.12))
        fill(painter, box(-half, -tall + 34, wide, 5), "#000000", 0.1)
        lit(painter, box(-15, -tall - 6, 30, tall + 6), ribbon)
        for side in (-1, 1):
            loop = curve((0, -tall - 8), (side * 30, -tall - 66, side * 92, -tall - 70, side * 84, -tall - 34),
                         (side * 78, -tall - 10, side * 30, -tall - 8, 0, -tall - 8), closed=True)  # fmt: skip
            fill(painter, loop, ribbon)
            stroke(
                painter,
                curve((side * 10, -tall - 14), (side * 36, -tall - 46, side * 64, -tall - 46)),
                dark(ribbon, 0.24),
                4,
                0.6,
            )
            tail = polygon((0, -tall - 8), (side * 62, -tall + 30), (side * 44, -tall + 34), (side * 38, -tall + 50))
            fill(painter, tail, dark(ribbon, 0.12))
        round_body(painter, oval(0, -tall - 12, 34, 30), dark(ribbon, 0.06))

    return draw


def hamper(wicker: str) -> Drawing:
    """A basket with jars and a bottle in it."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 270)
        round_body(painter, box(-76, -232, 34, 160, 10), "#5E7A4C")
        round_body(painter, box(-67, -264, 16, 40, 4), "#C79A63")
        round_body(painter, box(-34, -190, 62, 120, 12), "#D9A03C")
        round_body(painter, box(-38, -208, 70, 26, 6), "#F1E6D2")
        round_body(painter, box(36, -176, 58, 110, 12), "#A8425C")
        round_body(painter, box(32, -194, 66, 26, 6), "#3A302B")
        basket = curve(
            (-126, -118), (126, -118), (104, -8), (104, 0, 90, 0), (-90, 0), (-104, 0, -104, -8), closed=True
        )
        round_body(painter, basket, wicker)
        painter.save()
        painter.setClipPath(basket)
        for row in range(5):
            for x in range(-130, 130, 26):
                stroke(
                    painter,
                    curve((x + row % 2 * 13, -104 + row * 24), (x + 20 + row % 2 * 13, -104 + row * 24)),
                    dark(wicker, 0.26),
                    6,
                    0.5,
                )
        painter.restore()
        round_body(painter, box(-132, -126, 264, 22, 10), dark(wicker, 0.12))

    return draw


def chocolates(colour: str, ribbon: str) -> Drawing:
    """An open box of chocolates."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 310)
        lit(painter, polygon((-124, -128), (124, -128), (112, -246), (-112, -246)), light(colour, 0.1))
        fill(painter, polygon((-108, -136), (108, -136), (98, -236), (-98, -236)), light(colour, 0.32))
        painter.save()
        painter.translate(0, -186)
        painter.scale(0.56, 0.56)
        heart(ribbon)(painter)
        painter.restore()
        fill(painter, polygon((-124, -128), (124, -128), (148, -26), (-148, -26)), "#F5EADB")
        for row in range(3):
            for place in range(4):
                x, y = (-84 + place * 56) * (1 + row * 0.07), -104 + row * 30
                shade = ("#5A3625", "#7B4A30", "#C79A6B")[(row * 2 + place) % 3]
                fill(painter, oval(x, y + 5, 48, 28), "#DCC9AF")
                round_body(painter, oval(x, y, 40, 28), shade)
                stroke(painter, curve((x - 10, y - 3), (x, y - 8, x + 10, y - 3)), light(shade, 0.5), 3, 0.7)
        lit(painter, polygon((-148, -26), (148, -26), (146, 0), (-146, 0)), colour)

    return draw


def candle(wax: str, mark: Mark = leaf) -> Drawing:
    """A candle in a glass, burning."""

    def draw(painter: QPainter) -> None:
        fill(painter, oval(0, -196, 170, 170), "#FFD98A", 0.28)
        shadow(painter, 190)
        glass = box(-80, -156, 160, 156, 18)
        round_body(painter, glass, wax)
        fill(painter, oval(0, -154, 156, 26), light(wax, 0.4))
        stroke(painter, curve((0, -156), (1, -178)), "#4A3A30", 5)
        fill(
            painter,
            curve((0, -228), (22, -196, 16, -174, 0, -174), (-16, -174, -22, -196, 0, -228), closed=True),
            "#F2A93B",
        )
        fill(
            painter,
            curve((0, -206), (10, -190, 8, -178, 0, -178), (-8, -178, -10, -190, 0, -206), closed=True),
            "#FFF2C9",
        )
        paper = box(-48, -122, 96, 92, 6)
        round_body(painter, paper, "#FBF7F1", 0.4)
        painter.save()
        painter.translate(0, -90)
        painter.scale(0.38, 0.38)
        mark(dark(wax, 0.4))(painter)
        painter.restore()
        fill(painter, box(-26, -58, 52, 6, 3), dark(wax, 0.4), 0.8)

    return draw


def plant(pot: str, green: str) -> Drawing:
    """A plant in a pot."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 160)
        for x, y, turn, size in (
            (-60, -168, -58, 0.92),
            (60, -172, 58, 0.92),
            (-32, -214, -26, 1.1),
            (34, -216, 28, 1.1),
            (0, -240, 0, 1.2),
        ):
            painter.save()
            painter.translate(x * 0.5, -104 + (y + 104) * 0.2)
            painter.rotate(turn)
            blade = curve((0, 30), (-34, -20, -30, -80, 0, -128), (30, -80, 34, -20, 0, 30), closed=True)
            painter.scale(size, size)
            lit(painter, blade, green)
            stroke(painter, curve((0, 20), (0, -104)), light(green, 0.36), 4, 0.7)
            painter.restore()
        round_body(
            painter,
            curve((-76, -104), (76, -104), (56, -8), (54, 0, 46, 0), (-46, 0), (-54, 0, -56, -8), closed=True),
            pot,
        )
        round_body(painter, box(-84, -122, 168, 30, 8), light(pot, 0.1))

    return draw


def apron(colour: str, trim: str) -> Drawing:
    """An apron on its hook."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 170, 0, 4, 0.1)
        stroke(painter, curve((-42, -218), (-38, -296, 38, -296, 42, -218)), trim, 9)
        for side in (-1, 1):
            stroke(painter, curve((side * 92, -130), (side * 140, -120, side * 128, -60)), trim, 8)
        body = curve((-48, -222), (48, -222), (52, -160, 98, -150), (104, -12), (104, -4, 96, -4), (-96, -4),
            (-104, -4, -104, -12),
                     (-98, -150), (-52, -160, -48, -222), closed=True)  # fmt: skip
        lit(painter, body, colour)
        stroke(painter, curve((-36, -212), (36, -212)), light(colour, 0.4), 3, 0.7)
        pocket = box(-56, -112, 112, 62, 8)
        fill(painter, pocket, light(colour, 0.12))
        stroke(painter, pocket, dark(colour, 0.2), 3, 0.6)
        stroke(painter, curve((0, -112), (0, -50)), dark(colour, 0.2), 3, 0.6)
        round_body(painter, box(18, -166, 10, 90, 5), "#C59A66")
        fill(painter, oval(23, -172, 26, 34), "#C59A66")

    return draw


def vase(colour: str, *petals: str) -> Drawing:
    """A vase with three stems."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 140)
        for (x, y), shade in zip(((-56, -232), (54, -226), (0, -266)), petals, strict=True):
            stroke(painter, curve((0, -120), (x * 0.3, -180, x, y)), "#7FA070", 7)
            for turn in range(7):
                angle = turn * math.tau / 7
                fill(
                    painter,
                    oval(x + math.cos(angle) * 23, y + math.sin(angle) * 23, 31, 31),
                    shade if turn % 2 else light(shade, 0.2),
                )
            fill(painter, oval(x, y, 24, 24), "#E5B24E")
        body = curve((-30, -152), (30, -152), (22, -118, 70, -96, 70, -52), (70, -18, 44, 0, 34, 0), (-34, 0),
            (-44, 0, -70, -18, -70, -52),
                     (-70, -96, -22, -118, -30, -152), closed=True)  # fmt: skip
        round_body(painter, body, colour)
        fill(painter, oval(0, -152, 60, 14), dark(colour, 0.3))
        for y in (-78, -62):
            stroke(painter, curve((-66, y), (0, y + 14, 66, y)), light(colour, 0.4), 4, 0.6)

    return draw


def briefcase(leather: str) -> Drawing:
    """A bag for work."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 260)
        stroke(painter, curve((-40, -150), (-40, -200), (40, -200), (40, -150)), dark(leather, 0.2), 14)
        round_body(painter, box(-118, -156, 236, 156, 20), leather)
        lit(painter, curve((-118, -138), (-118, -156, -100, -156), (100, -156), (118, -156, 118, -138),
            (118, -84), (0, -60, -118, -84),
                           closed=True), light(leather, 0.1))  # fmt: skip
        for x in (-66, 66):
            round_body(painter, box(x - 13, -92, 26, 40, 5), "#D9B25A")

    return draw


def armchair(colour: str) -> Drawing:
    """An armchair with a cushion."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 280)
        for x in (-92, 76):
            round_body(painter, box(x, -26, 16, 26, 4), "#7A5238")
        lit(painter, box(-94, -218, 188, 190, 46), colour)
        lit(painter, box(-96, -98, 192, 66, 20), light(colour, 0.16))
        for x in (-132, 82):
            lit(painter, box(x, -134, 50, 114, 25), dark(colour, 0.08))
        painter.save()
        painter.translate(0, -128)
        painter.rotate(-8)
        lit(painter, box(-46, -40, 92, 80, 20), "#E8C46E")
        painter.restore()

    return draw
