"""Things of the kitchen: cups, brewers and what tastes good. Things stand on the origin; food lies around it."""

from __future__ import annotations

import math

from PySide6.QtGui import QPainter

from pictures.brush import Drawing, box, curve, dark, fill, light, lit, oval, polygon, round_body, shadow, stroke
from pictures.marks import leaf

STEEL, BLACK, COFFEE = "#AEB4B8", "#3A3533", "#4A2E1E"


def steam(painter: QPainter, x: float, y: float, tall: float = 70) -> None:
    """Three wisps over something hot."""
    for at in (-26, 0, 26):
        wisp = curve((x + at, y), (x + at - 18, y - tall * 0.34, x + at + 18, y - tall * 0.62, x + at, y - tall))
        stroke(painter, wisp, "#FFFFFF", 6, 0.75)


def cup(colour: str, drink: str = COFFEE, hot: bool = True, tag: str = "") -> Drawing:
    """A cup on a saucer; with a `tag` it is tea."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 230)
        round_body(painter, oval(0, -10, 236, 30), light(colour, 0.3))
        stroke(painter, curve((66, -98), (124, -112, 120, -36, 48, -40)), dark(colour, 0.1), 15)
        body = curve((-82, -116), (82, -116), (80, -40, 52, -14, 26, -12), (-26, -12), (-52, -14, -80, -40, -82, -116),
                     closed=True)  # fmt: skip
        round_body(painter, body, colour)
        fill(painter, oval(0, -116, 164, 32), light(colour, 0.4))
        fill(painter, oval(0, -114, 148, 24), drink)
        if tag:
            stroke(painter, curve((-40, -112), (-62, -100, -54, -70)), "#FFFFFF", 3)
            fill(painter, box(-70, -72, 32, 38, 4), tag)
            painter.save()
            painter.translate(-54, -53)
            painter.scale(0.2, 0.2)
            leaf("#FFFFFF")(painter)
            painter.restore()
        if hot:
            steam(painter, 0, -144)

    return draw


def espresso_machine(colour: str) -> Drawing:
    """A machine with its group and a small cup."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 270)
        round_body(painter, box(-116, -24, 232, 24, 8), BLACK)
        lit(painter, box(-116, -226, 74, 210, 14), dark(colour, 0.12))
        lit(painter, box(-116, -240, 232, 86, 20), colour)
        fill(painter, box(-98, -250, 196, 14, 6), STEEL)
        for x in (-78, -50):
            fill(painter, oval(x, -200, 18, 18), light(colour, 0.6))
        fill(painter, oval(72, -198, 40, 40), "#FBF7F1")
        stroke(painter, curve((72, -198), (82, -208)), "#C0453A", 4)
        round_body(painter, box(4, -156, 68, 26, 6), STEEL)
        stroke(painter, curve((70, -140), (132, -132)), BLACK, 15)
        for x in (30, 46):
            stroke(painter, curve((x, -128), (x, -82)), COFFEE, 4)
        round_body(painter, curve((8, -80), (68, -80), (64, -26), (12, -26), closed=True), "#FBF7F1")
        stroke(painter, curve((66, -70), (88, -66, 84, -38, 64, -42)), "#E9E1D6", 7)

    return draw


def pour_over(colour: str) -> Drawing:
    """A glass jug with its paper filter."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 190)
        jug = curve((-34, -122), (34, -122), (96, -46, 92, -14), (90, 0, 74, 0), (-74, 0), (-90, 0, -92, -14),
                    (-96, -46, -34, -122), closed=True)  # fmt: skip
        fill(painter, jug, "#FFFFFF", 0.6)
        painter.save()
        painter.setClipPath(jug)
        fill(painter, box(-110, -56, 220, 60), COFFEE, 0.92)
        fill(painter, oval(0, -56, 160, 18), light(COFFEE, 0.2))
        painter.restore()
        stroke(painter, jug, "#A79F95", 4, 0.8)
        fill(painter, polygon((-94, -260), (94, -260), (30, -140), (-30, -140)), "#F6EFE3")
        for x in (-56, -18, 18, 56):
            stroke(painter, curve((x, -254), (x * 0.36, -146)), "#D9CDBB", 3)
        fill(painter, oval(0, -258, 180, 26), COFFEE)
        round_body(painter, box(-44, -158, 88, 42, 10), colour)
        fill(painter, oval(0, -137, 18, 18), light(colour, 0.4))
        steam(painter, 0, -280, 50)

    return draw


def french_press(colour: str) -> Drawing:
    """A press with its plunger."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 180)
        stroke(painter, curve((62, -168), (126, -172, 124, -48, 62, -52)), BLACK, 16)
        glass = box(-70, -196, 140, 190, 10)
        fill(painter, glass, "#FFFFFF", 0.62)
        fill(painter, box(-66, -128, 132, 118, 8), COFFEE, 0.94)
        fill(painter, box(-66, -138, 132, 12, 3), STEEL)
        stroke(painter, curve((0, -136), (0, -250)), STEEL, 7)
        stroke(painter, glass, "#A79F95", 4, 0.8)
        for y in (-180, -74):
            round_body(painter, box(-74, y, 148, 14, 4), colour)
        round_body(painter, box(-76, -14, 152, 14, 5), colour)
        round_body(painter, curve((-80, -196), (-74, -222, 74, -222, 80, -196), closed=True), colour)
        round_body(painter, oval(0, -258, 34, 34), BLACK)

    return draw


def moka_pot(colour: str) -> Drawing:
    """A pot for the stove, with eight faces."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 190)
        stroke(painter, curve((56, -208), (128, -206), (116, -112)), BLACK, 17)
        lower = polygon((-50, -112), (50, -112), (86, 0), (-86, 0))
        upper = polygon((-48, -126), (48, -126), (74, -226), (-74, -226))
        for shape in (lower, upper):
            round_body(painter, shape, colour)
        for x in (-0.34, 0.34):
            fill(
                painter,
                polygon((x * 100, -112), (x * 100 + 5, -112), (x * 172 + 5, 0), (x * 172, 0)),
                dark(colour, 0.2),
                0.5,
            )
            fill(
                painter,
                polygon((x * 96, -126), (x * 96 + 5, -126), (x * 148 + 5, -226), (x * 148, -226)),
                dark(colour, 0.2),
                0.5,
            )
        fill(painter, polygon((-74, -226), (-100, -226), (-64, -186)), dark(colour, 0.1))
        round_body(painter, box(-56, -130, 112, 20, 5), dark(colour, 0.14))
        round_body(painter, polygon((-74, -226), (74, -226), (40, -250), (-40, -250)), light(colour, 0.2))
        round_body(painter, box(-11, -276, 22, 28, 7), BLACK)
        fill(painter, oval(0, -56, 18, 18), light(colour, 0.5))

    return draw


def chocolate() -> Drawing:
    """A broken bar and a nut."""

    def draw(painter: QPainter) -> None:
        painter.save()
        painter.rotate(-14)
        shadow(painter, 230, 0, 84)
        lit(painter, box(-104, -82, 180, 156, 8), "#6B4430")
        for row in range(3):
            for place in range(3):
                lit(painter, box(-96 + place * 57, -74 + row * 49, 50, 42, 5), "#7D5038")
                stroke(
                    painter,
                    curve((-90 + place * 57, -68 + row * 49), (-54 + place * 57, -68 + row * 49)),
                    "#A87357",
                    3,
                    0.6,
                )
        painter.restore()
        for x, y in ((96, 70), (134, 34)):
            shadow(painter, 54, x, y + 28)
            round_body(painter, curve((x, y - 34), (x + 34, y - 14, x + 26, y + 30, x, y + 30),
                                      (x - 26, y + 30, x - 34, y - 14, x, y - 34), closed=True), "#B98248")  # fmt: skip
            fill(painter, oval(x, y - 24, 34, 16), "#E3C391")

    return draw


def fruit() -> Drawing:
    """Berries and a slice of lemon."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 300, 0, 84)
        fill(painter, oval(-66, 6, 148, 148), "#E9BE3B")
        fill(painter, oval(-66, 6, 128, 128), "#FBF1CF")
        for turn in range(8):
            painter.save()
            painter.translate(-66, 6)
            painter.rotate(turn * 45)
            fill(painter, curve((0, -8), (-20, -50), (0, -64, 20, -50), closed=True), "#F0CF5A")
            painter.restore()
        for x, y, colour in ((54, 44, "#A8324A"), (110, 36, "#B93D55"), (84, -14, "#C24A60")):
            round_body(painter, oval(x, y, 78, 78), colour)
            for a, b in ((-14, -12), (8, -20), (18, 4), (-6, 10), (-24, 12), (6, 26)):
                fill(painter, oval(x + a, y + b, 8, 9), light(colour, 0.4), 0.8)
        fill(painter, curve((84, -50), (96, -92, 142, -84), (128, -44, 84, -50), closed=True), "#6E9A62")

    return draw


def bouquet() -> Drawing:
    """Three flowers."""

    def draw(painter: QPainter) -> None:
        for x, y in ((-70, 10), (70, 14), (0, -40)):
            stroke(painter, curve((0, 142), (x * 0.3, 70, x, y)), "#7FA070", 8)
        for x, y in ((-34, 88), (36, 92)):
            fill(
                painter,
                curve((0, 128), (x * 0.2, y - 20, x * 2, y - 26), (x * 1.4, y + 26, 0, 128), closed=True),
                "#8DB07C",
            )
        for x, y, colour, size in ((-70, -4, "#E59BB0", 1.0), (72, 2, "#C6A0D8", 0.95), (0, -58, "#F3CE74", 1.15)):
            for turn in range(8):
                angle = turn * math.pi / 4
                fill(painter, oval(x + math.cos(angle) * 32 * size, y + math.sin(angle) * 32 * size, 40 * size,
                    40 * size),
                     colour if turn % 2 else light(colour, 0.16))  # fmt: skip
            fill(painter, oval(x, y, 36 * size, 36 * size), "#FFF6DC")
            fill(painter, oval(x, y, 20 * size, 20 * size), "#D79F3C")

    return draw


def caramel() -> Drawing:
    """Sweets, and one that runs."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 290, 0, 92)
        for x, y, turn in ((-72, 30, -10), (70, 36, 12), (2, -40, 4)):
            painter.save()
            painter.translate(x, y)
            painter.rotate(turn)
            lit(painter, box(-56, -46, 112, 98, 20), "#C9822F")
            lit(painter, box(-56, -54, 112, 66, 20), "#DE9C48")
            stroke(painter, curve((-34, -38), (18, -38)), "#F6D29A", 8, 0.8)
            painter.restore()
        fill(painter, curve((-30, -26), (-30, 10, -14, 26, -10, 46), (-4, 62, 12, 60, 14, 40), (18, 10, 34, 0, 36, -20),
                            closed=True), "#EDB766")  # fmt: skip

    return draw


def beans(colour: str) -> Drawing:
    """A heap of dark beans."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 320, 0, 88)
        spots = [(-112, 58, 20), (-48, 66, -30), (20, 66, 40), (88, 60, -12), (-82, 16, -50), (-14, 18, 16),
            (58, 18, -40),
                 (-48, -32, 36), (22, -30, -14), (-12, -76, 60), (128, 54, 64)]  # fmt: skip
        for x, y, turn in spots:
            painter.save()
            painter.translate(x, y)
            painter.rotate(turn)
            round_body(painter, oval(0, 0, 56, 78), colour)
            stroke(painter, curve((0, -36), (-14, -10, 14, 12, 0, 36)), dark(colour, 0.5), 5)
            painter.restore()

    return draw


def grinder(wood: str) -> Drawing:
    """A hand grinder with its crank."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 150)
        round_body(painter, box(-52, -108, 104, 108, 16), wood)
        round_body(painter, box(-56, -226, 112, 126, 16), STEEL)
        for x in range(-46, 52, 10):
            fill(painter, box(x, -196, 4, 70, 2), dark(STEEL, 0.34), 0.35)
        round_body(painter, box(-60, -240, 120, 20, 8), BLACK)
        stroke(painter, curve((0, -246), (0, -268), (112, -280)), dark(STEEL, 0.24), 11)
        round_body(painter, oval(114, -292, 42, 46), wood)

    return draw


def filters(paper: str) -> Drawing:
    """A stack of paper filters beside their box."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 300)
        lit(painter, box(-138, -206, 150, 206, 4), "#7A9A8A", 0.6)
        fill(painter, box(-138, -74, 150, 74, 4), "#5E8172")
        fill(painter, polygon((-102, -172), (-24, -172), (-48, -98), (-78, -98)), "#FBF7F1")
        for at in range(5):
            x, y = 30 + at * 9, -3 - at * 5
            shape = curve((x + 20, y), (x + 80, y), (x + 128, y - 130), (x + 50, y - 152, x - 28, y - 130), closed=True)
            fill(painter, shape, dark(paper, 0.02 * (4 - at)))
            stroke(painter, shape, dark(paper, 0.24), 2, 0.7)
        stroke(painter, curve((80, -22), (136, -22)), dark(paper, 0.24), 3, 0.6)

    return draw


def milk_jug(colour: str) -> Drawing:
    """A steel jug with a spout."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 190)
        stroke(painter, curve((66, -178), (142, -186, 138, -56, 74, -60)), dark(colour, 0.14), 15)
        body = curve((-66, -214), (66, -204), (60, -150, 92, -130, 92, -40), (92, -6, 78, 0), (-78, 0),
            (-92, -6, -92, -40),
                     (-92, -130, -60, -150, -90, -222), closed=True)  # fmt: skip
        round_body(painter, body, colour)
        fill(painter, curve((-88, -221), (-30, -200, 30, -196, 66, -204),
            (20, -226, -40, -228, -88, -221), closed=True),
             "#FFFFFF")  # fmt: skip

    return draw


def pot(colour: str) -> Drawing:
    """A pot with a lid, and a wooden spoon."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 250)
        stroke(painter, curve((70, -120), (122, -236)), "#C59A66", 13)
        fill(painter, oval(128, -250, 42, 58), "#C59A66")
        for side in (-1, 1):
            stroke(
                painter,
                curve((side * 108, -92), (side * 142, -92), (side * 142, -74), (side * 108, -70)),
                dark(colour, 0.2),
                12,
            )
        round_body(painter, box(-110, -116, 220, 116, 26), colour)
        round_body(painter, curve((-116, -112), (-90, -164, 90, -164, 116, -112), closed=True), light(colour, 0.14))
        round_body(painter, oval(0, -158, 40, 24), BLACK)
        steam(painter, -60, -176, 56)

    return draw
