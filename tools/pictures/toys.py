"""Things to play, paint, read and dream with. Things stand on the origin."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from pictures.brush import Drawing, box, curve, dark, fill, light, lit, oval, polygon, round_body, shadow, stroke
from pictures.marks import Mark, heart, leaf, star


def board_game(colour: str, accent: str) -> Drawing:
    """A game's box with a die and two pieces."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 290)
        lit(painter, box(-138, -196, 216, 196, 6), colour)
        fill(painter, polygon((78, -196), (96, -206), (96, -14), (78, 0)), dark(colour, 0.24))
        fill(painter, polygon((-138, -196), (-120, -206), (96, -206), (78, -196)), light(colour, 0.24))
        for row in range(4):
            for place in range(4):
                if (row + place) % 2:
                    fill(painter, box(-102 + place * 36, -164 + row * 33, 36, 33), accent, 0.85)
                else:
                    fill(painter, box(-102 + place * 36, -164 + row * 33, 36, 33), "#FBF3E4", 0.92)
        shadow(painter, 70, 116, 2)
        lit(painter, box(86, -58, 60, 60, 12), "#FFFDF8")
        for x, y in ((102, -42), (130, -42), (116, -28), (102, -14), (130, -14)):
            fill(painter, oval(x, y, 11, 11), "#3A302B")
        for x, shade in ((40, accent), (4, "#E0B04F")):
            shadow(painter, 40, x, 8)
            round_body(painter, curve((x - 20, 8), (x - 12, -40), (x + 12, -40), (x + 20, 8), closed=True), shade)
            round_body(painter, oval(x, -50, 34, 34), shade)

    return draw


def blocks(*colours: str) -> Drawing:
    """A tower of wooden blocks."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 240)
        for x, y, colour, turn in ((-62, 0, colours[0], 0), (50, 0, colours[1], 0), (-10, -98, colours[2], -4)):
            painter.save()
            painter.translate(x, y)
            painter.rotate(turn)
            lit(painter, box(-50, -98, 100, 98, 10), colour)
            stroke(painter, box(-38, -86, 76, 74, 8), light(colour, 0.5), 4, 0.8)
            painter.translate(0, -49)
            painter.scale(0.46, 0.46)
            {colours[0]: star, colours[1]: heart, colours[2]: leaf}[colour](light(colour, 0.75))(painter)
            painter.restore()
        round_body(painter, polygon((-58, -200), (40, -206), (-8, -276)), colours[3])

    return draw


def fox(fur: str) -> Drawing:
    """A plush fox that sits."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 220)
        fill(painter, curve((60, -20), (150, -10, 150, -120, 108, -150), (96, -96, 70, -70, 50, -60), closed=True), fur)
        fill(
            painter,
            curve((108, -150), (128, -136, 134, -118, 134, -104), (112, -108, 102, -122, 108, -150), closed=True),
            "#FFF6EA",
        )
        round_body(
            painter, curve((-74, -20), (-84, -140, 84, -140, 74, -20), (60, 4, -60, 4, -74, -20), closed=True), fur
        )
        fill(painter, oval(0, -52, 76, 92), "#FFF6EA")
        for side in (-1, 1):
            fill(painter, polygon((side * 76, -272), (side * 22, -226), (side * 84, -196)), fur)
            fill(painter, polygon((side * 70, -254), (side * 40, -226), (side * 74, -208)), "#5A3A2C")
            round_body(painter, oval(side * 46, -12, 56, 38), dark(fur, 0.08))
        head = curve((-96, -180), (-80, -256, 80, -256, 96, -180), (60, -120, 24, -104, 0, -104),
            (-24, -104, -60, -120, -96, -180),
                     closed=True)  # fmt: skip
        round_body(painter, head, fur)
        for side in (-1, 1):
            fill(painter, curve((0, -104), (side * 24, -106, side * 60, -122, side * 94, -178),
                (side * 40, -186, side * 18, -160, 0, -140),
                                closed=True), "#FFF6EA")  # fmt: skip
            fill(painter, oval(side * 38, -182, 14, 17), "#3A2A22")
            fill(painter, oval(side * 38 + 3, -186, 5, 5), "#FFFFFF")
        fill(painter, oval(0, -116, 28, 20), "#3A2A22")

    return draw


def paints(tin: str) -> Drawing:
    """A tin of watercolours with a brush."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 320)
        lit(painter, polygon((-146, -120), (146, -120), (136, -226), (-136, -226)), "#F6F1E8")
        lit(painter, box(-150, -124, 300, 124, 12), tin)
        shades = (
            "#C2503F",
            "#E08A3C",
            "#E6BE45",
            "#7FA35E",
            "#4F8A9A",
            "#4A5FA5",
            "#8A5C9E",
            "#D98AA0",
            "#7A5238",
            "#3A3533",
        )
        for at, shade in enumerate(shades):
            x, y = -128 + at % 5 * 53, -108 + at // 5 * 50
            fill(painter, box(x, y, 44, 42, 7), "#FFFFFF")
            lit(painter, box(x + 4, y + 4, 36, 34, 5), shade)
        for x, y, wide, shade in ((-70, -172, 84, "#4F8A9A"), (18, -180, 76, "#E6BE45"), (84, -164, 58, "#C2503F")):
            fill(painter, oval(x, y, wide, wide * 0.46), shade, 0.42)
        painter.save()
        painter.translate(44, -34)
        painter.rotate(44)
        round_body(painter, box(-7, -196, 14, 130, 6), "#8A4B3A")
        round_body(painter, box(-8, -76, 16, 30), "#C5CACC")
        fill(painter, curve((-8, -46), (-12, -20, 0, 0), (12, -20, 8, -46), closed=True), "#4A3A30")
        painter.restore()

    return draw


def book(colour: str, accent: str, mark: Mark = star) -> Drawing:
    """A book that stands, and one that lies in front of it."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 250)
        fill(painter, polygon((66, -246), (88, -236), (88, -40), (66, -36)), "#EFE6D6")
        lit(painter, box(-98, -252, 166, 220, 7), colour)
        fill(painter, box(-98, -252, 20, 220, 6), dark(colour, 0.22))
        stroke(painter, box(-64, -234, 118, 184, 5), light(colour, 0.4), 3, 0.7)
        painter.save()
        painter.translate(-5, -156)
        painter.scale(0.76, 0.76)
        mark(light(colour, 0.66))(painter)
        painter.restore()
        fill(painter, box(-42, -92, 74, 7, 3), light(colour, 0.66))
        fill(painter, box(-120, -30, 230, 22), "#F5EFE4")
        lit(painter, box(-128, -36, 242, 9, 4), accent)
        lit(painter, box(-128, -8, 242, 9, 4), accent)
        round_body(painter, box(-132, -36, 20, 37, 8), dark(accent, 0.12))

    return draw


def globe(sea: str, land: str) -> Drawing:
    """A globe on its foot."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 160)
        round_body(painter, box(-62, -18, 124, 18, 9), "#8A5F3F")
        round_body(painter, box(-8, -62, 16, 48), "#8A5F3F")
        stroke(
            painter, curve((-70, -232), (-122, -150, -74, -54, 10, -54), (76, -54, 108, -110, 104, -150)), "#A5764E", 12
        )
        ball = oval(0, -158, 178, 178)
        round_body(painter, ball, sea)
        painter.save()
        painter.setClipPath(ball)
        fill(painter, curve((-70, -220), (-20, -250, 30, -220), (10, -190, -26, -180), (-40, -140, -16, -110),
            (-40, -84, -60, -120),
                            (-96, -160, -70, -220), closed=True), land)  # fmt: skip
        fill(
            painter,
            curve((30, -196), (80, -210, 100, -160), (90, -120, 60, -110), (40, -140, 30, -196), closed=True),
            land,
        )
        painter.restore()
        stroke(painter, curve((-56, -198), (-34, -226, -6, -232)), "#FFFFFF", 8, 0.4)

    return draw


def balloons(*colours: str) -> Drawing:
    """Three balloons on strings."""

    def draw(painter: QPainter) -> None:
        for (x, y), colour in zip(((-72, -176), (70, -190), (0, -232)), colours, strict=True):
            stroke(painter, curve((x, y + 60), (x * 0.6, -50, 0, 0)), dark(colour, 0.2), 4, 0.8)
            round_body(painter, curve((x, y + 62), (x - 62, y + 30, -62 + x, y - 68, x, y - 68),
                (x + 62, y - 68, x + 62, y + 30, x, y + 62),
                                      closed=True), colour)  # fmt: skip
            fill(painter, polygon((x - 10, y + 72), (x + 10, y + 72), (x, y + 56)), colour)
            stroke(painter, curve((x - 30, y - 20), (x - 28, y - 42, x - 10, y - 50)), "#FFFFFF", 8, 0.5)
        fill(painter, oval(0, 0, 12, 12), "#5A3A2C")

    return draw
