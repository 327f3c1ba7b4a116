"""Things of the bedroom: mattresses, pillows, covers, lamps, and night skies. Things stand on the origin."""

from __future__ import annotations

import math

from PySide6.QtGui import QPainter, QPainterPath

from pictures.brush import Drawing, box, curve, dark, fill, light, lit, mix, oval, polygon, round_body, shadow, stroke
from pictures.marks import moon, star


def mattress(colour: str, layers: tuple[str, ...], coils: bool = False, thick: float = 112) -> Drawing:
    """A mattress with its layers to be seen; the first layer is the upper one."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 390, 10)
        deep, top = 74.0, -thick
        front, side = box(-186, top, 300, thick, 14), polygon(
            (112, top + 2), (186, top - deep + 20), (190, -deep + 22), (112, -3))  # fmt: skip
        cover = curve((-186, top + 10), (-186, top - 4, -180, top - 6), (-112, top - deep), (180, top - deep),
                      (192, top - deep, 188, top - deep + 22), (114, top + 10), closed=True)  # fmt: skip
        high = thick / len(layers)
        fill(painter, side.united(front), colour)
        for at, layer in enumerate(layers):
            y = top + at * high
            band = box(-190, y, 400, high + 1)
            fill(painter, front.intersected(band), layer)
            lean = polygon((112, y), (190, y - deep + 20), (190, y + high - deep + 20), (112, y + high))
            fill(painter, side.intersected(lean), dark(layer, 0.13))
        if coils:
            painter.save()
            painter.setClipPath(front)
            for x in range(-172, 110, 24):
                coil = QPainterPath()
                coil.moveTo(x, -8)
                for turn in range(4):
                    y = -8 - turn * high * 0.26
                    coil.cubicTo(x + 20, y, x + 20, y - high * 0.13, x + 8, y - high * 0.13)
                    coil.cubicTo(x - 4, y - high * 0.13, x - 4, y - high * 0.26, x, y - high * 0.26)
                stroke(painter, coil, dark(layers[-1], 0.42), 3)
            painter.restore()
        lit(painter, cover, light(colour, 0.4), 0.7)
        painter.save()
        painter.setClipPath(cover)
        for step in range(-6, 9):
            x = step * 46
            stroke(painter, curve((x - 74, top + 10), (x + 4, top - deep)), dark(colour, 0.08), 2, 0.55)
        for row in (0.3, 0.64):
            y = top + 6 - row * (deep + 6)
            stroke(painter, curve((-200, y), (200, y)), dark(colour, 0.08), 2, 0.55)
        painter.restore()
        stroke(painter, curve((-182, top + 8), (112, top + 8), (186, top - deep + 20)), dark(colour, 0.3), 3, 0.7)

    return draw


def pillow(colour: str, high: float = 92, stack: int = 1) -> Drawing:
    """One pillow, or some on top of each other."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 300)
        for at in range(stack):
            painter.save()
            painter.translate(0, -at * high * 0.84)
            shade = colour if at % 2 == 0 else light(colour, 0.45)
            shape = curve((-146, -8), (-164, 8, -166, -18, -152, -26), (-140, -high * 0.5),
                          (-166, -high + 8, -150, -high - 8, -132, -high + 6),
                          (-60, -high - 20, 60, -high - 20, 132, -high + 6),
                          (150, -high - 8, 166, -high + 8, 152, -high + 24), (140, -high * 0.5),
                          (166, -18, 164, 8, 146, -8),
                          (60, 6, -60, 6, -146, -8), closed=True)  # fmt: skip
            lit(painter, shape, shade, 1.3)
            stroke(painter, curve((-128, -22), (0, -4, 128, -22)), dark(shade, 0.16), 3, 0.5)
            stroke(
                painter, curve((-92, -high * 0.7), (-60, -high * 0.86, -30, -high * 0.84)), light(shade, 0.6), 5, 0.7
            )
            for side in (-1, 1):
                stroke(painter, curve((side * 138, -high + 12), (side * 120, -high * 0.7, side * 112, -high * 0.64)),
                       dark(shade, 0.16), 3, 0.5)  # fmt: skip
            painter.restore()

    return draw


def folded(colour: str, layers: int = 3, high: float = 44, lining: str = "") -> Drawing:
    """A cover, folded."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 318)
        for at in range(layers):
            y = -high * (at + 1)
            shade = (lining or light(colour, 0.3)) if at % 2 else colour
            lit(painter, box(-156 + at * 3, y, 312 - at * 6, high + 8, high * 0.5), shade)
            stroke(
                painter,
                curve((-130 + at * 3, y + high * 0.55), (126 - at * 3, y + high * 0.55)),
                dark(shade, 0.18),
                2,
                0.5,
            )
        tag = box(104, -high * layers + 10, 30, 22, 3)
        fill(painter, tag, "#FFFFFF", 0.9)

    return draw


def bed_frame(wood: str, linen: str) -> Drawing:
    """A bed with slats and a headboard."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 380, 0, -2)
        round_body(painter, box(-186, -188, 26, 188, 8), dark(wood, 0.1))
        lit(painter, box(-174, -176, 40, 118, 10), wood)
        for x in (-150, 168):
            lit(painter, box(x, -40, 20, 40, 4), dark(wood, 0.2))
        lit(painter, box(-170, -76, 362, 40, 8), wood)
        for x in range(-130, 180, 34):
            fill(painter, box(x, -92, 24, 16, 4), light(wood, 0.34))
        lit(painter, box(-128, -112, 304, 24, 10), linen)
        stroke(painter, curve((-160, -56), (182, -56)), dark(wood, 0.18), 2, 0.5)

    return draw


def sleep_mask(colour: str, trim: str) -> Drawing:
    """A mask for the eyes with its band."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 270, 0, -46)
        stroke(painter, curve((-126, -164), (-96, -292, 96, -292, 126, -164)), dark(colour, 0.3), 15)
        mask = curve((-140, -164), (-134, -206, -70, -216, 0, -200), (70, -216, 134, -206, 140, -164),
                     (144, -96, 84, -66, 40, -92), (20, -104, 12, -132, 0, -132), (-12, -132, -20, -104, -40, -92),
                     (-84, -66, -144, -96, -140, -164), closed=True)  # fmt: skip
        lit(painter, mask, colour, 1.4)
        stroke(painter, mask, trim, 5)
        for side in (-1, 1):
            stroke(painter, curve((side * 92, -146), (side * 68, -124, side * 40, -140)), trim, 5)
            for at in (-0.5, 0.1, 0.7):
                x = 66 + at * 26
                stroke(painter, curve((side * x, -134), (side * (x + at * 7), -121)), trim, 4)

    return draw


def earplugs(colour: str) -> Drawing:
    """Two plugs beside their case."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 190, -62)
        round_body(painter, box(-148, -138, 172, 138, 34), light(colour, 0.7))
        round_body(painter, box(-148, -172, 172, 60, 26), light(colour, 0.36))
        fill(painter, box(-148, -118, 172, 5), dark(colour, 0.2), 0.3)
        painter.save()
        painter.translate(-62, -52)
        painter.scale(0.62, 0.62)
        moon(colour)(painter)
        painter.restore()
        for x, y, turn in ((84, 0, 8), (140, -4, -16)):
            shadow(painter, 54, x, y)
            painter.save()
            painter.translate(x, y)
            painter.rotate(turn)
            shape = curve((-21, 0), (-22, -60, -15, -104, 0, -104), (15, -104, 22, -60, 21, 0), (12, 8, -12, 8, -21, 0),
                          closed=True)  # fmt: skip
            round_body(painter, shape, colour)
            painter.restore()

    return draw


def journal(colour: str, band: str) -> Drawing:
    """A bound notebook with a ribbon, and a pencil."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 230)
        fill(painter, box(-88, -246, 186, 250, 8), "#F5EFE4")
        for y in range(-240, 0, 6):
            fill(painter, box(90, y, 9, 2), "#C9BFAE")
        lit(painter, box(-96, -250, 184, 250, 10), colour)
        fill(painter, box(-96, -250, 22, 250, 8), dark(colour, 0.22))
        fill(painter, polygon((46, -250), (62, -250), (62, 22), (54, 12), (46, 22)), band)
        painter.save()
        painter.translate(-10, -160)
        painter.scale(0.78, 0.78)
        moon(light(colour, 0.72))(painter)
        painter.restore()
        for wide, y in ((78, -92), (48, -74)):
            fill(painter, box(-10 - wide / 2, y, wide, 7, 3), light(colour, 0.72), 0.8)
        painter.save()
        painter.translate(128, 4)
        painter.rotate(-14)
        round_body(painter, box(-8, -200, 16, 176), "#E1B050")
        fill(painter, polygon((-8, -24), (8, -24), (0, 0)), "#F0DBB8")
        fill(painter, polygon((-3, -9), (3, -9), (0, 0)), "#3A302B")
        fill(painter, box(-8, -212, 16, 16, 5), "#C9705A")
        painter.restore()

    return draw


def lamp(shade: str, foot: str) -> Drawing:
    """A bedside lamp that is on."""

    def draw(painter: QPainter) -> None:
        fill(painter, oval(0, -190, 330, 300), "#FFD98A", 0.2)
        fill(painter, oval(0, -180, 250, 220), "#FFD98A", 0.24)
        shadow(painter, 150)
        round_body(painter, box(-62, -24, 124, 24, 11), foot)
        round_body(painter, box(-8, -128, 16, 108), foot)
        round_body(painter, oval(0, -76, 44, 60), foot)
        cone = curve((-58, -262), (58, -262), (104, -126), (60, -112, -60, -112, -104, -126), closed=True)
        lit(painter, cone, shade)
        fill(painter, curve((-104, -126), (-60, -112, 60, -112, 104, -126),
            (60, -138, -60, -138, -104, -126), closed=True),
             "#FFF0C4")  # fmt: skip

    return draw


def night(sky: str, hills: str, quiet: bool = True) -> Drawing:
    """A moon over hills; `quiet` also has stars. The origin is the middle of a choice's picture."""

    def draw(painter: QPainter) -> None:
        fill(painter, box(-260, -200, 520, 400), sky)
        for wide, opacity in ((250, 0.07), (190, 0.09)):
            fill(painter, oval(64, -44, wide, wide), "#FFFFFF", opacity)
        painter.save()
        painter.translate(64, -44)
        painter.scale(1.24, 1.24)
        moon("#F7E7B4")(painter)
        painter.restore()
        if quiet:
            for x, y, size in (
                (-150, -110, 0.3),
                (-84, -58, 0.18),
                (-176, -20, 0.16),
                (-30, -128, 0.16),
                (186, -104, 0.22),
            ):
                painter.save()
                painter.translate(x, y)
                painter.scale(size, size)
                star("#FFFFFF")(painter)
                painter.restore()
        fill(painter, curve((-260, 120), (-150, 40, -60, 70, 20, 104), (110, 60, 190, 60, 260, 110), (260, 200),
            (-260, 200),
                            closed=True), hills)  # fmt: skip
        fill(painter, curve((-260, 150), (-120, 110, 60, 176, 260, 130), (260, 200), (-260, 200), closed=True),
             dark(hills, 0.24))  # fmt: skip

    return draw


def sunrise(sky: str, glow: str, hills: str) -> Drawing:
    """The sun coming up. The origin is the middle of a choice's picture."""

    def draw(painter: QPainter) -> None:
        fill(painter, box(-260, -200, 520, 400), sky)
        for turn in range(13):
            angle = math.pi + turn * math.pi / 12
            x, y = math.cos(angle), math.sin(angle)
            stroke(painter, curve((x * 116, 70 + y * 116), (x * 148, 70 + y * 148)), glow, 9, 0.7)
        fill(painter, oval(0, 70, 250, 250), mix(glow, "#FFFFFF", 0.4), 0.3)
        fill(painter, oval(0, 70, 178, 178), glow)
        fill(painter, curve((-260, 96), (-140, 52, -40, 84, 30, 92), (120, 100, 190, 62, 260, 84), (260, 200),
            (-260, 200),
                            closed=True), hills)  # fmt: skip
        fill(painter, curve((-260, 140), (-100, 108, 80, 158, 260, 122), (260, 200), (-260, 200), closed=True),
             dark(hills, 0.14))  # fmt: skip

    return draw


def sinking(colour: str, depth: float) -> Drawing:
    """A ball on a mattress that gives way by `depth` units. The origin is the middle of a choice's picture."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 380, 0, 108)
        wide = 60 + depth * 1.2
        top = curve((-180, 36), (-184, 12, -160, 12), (-wide - 46, 12),
            (-wide * 0.7, 12, -wide * 0.62, 12 + depth, 0, 12 + depth),
                    (wide * 0.62, 12 + depth, wide * 0.7, 12, wide + 46, 12), (160, 12), (184, 12, 180, 36), (180, 92),
                    (180, 108, 160, 108), (-160, 108), (-180, 108, -180, 92), closed=True)  # fmt: skip
        lit(painter, top, colour)
        painter.save()
        painter.setClipPath(top)
        for at in range(1, 4):
            y, give = 12 + at * 25, depth * (1 - at * 0.25)
            line = curve((-190, y), (-wide - 46, y), (-wide * 0.7, y, -wide * 0.62, y + give, 0, y + give),
                         (wide * 0.62, y + give, wide * 0.7, y, wide + 46, y), (190, y))  # fmt: skip
            stroke(painter, line, light(colour, 0.5), 3, 0.8)
        painter.restore()
        ball = oval(0, 12 + depth - 54, 108, 108)
        round_body(painter, ball, dark(colour, 0.34))
        fill(painter, oval(-18, 12 + depth - 78, 26, 18), "#FFFFFF", 0.3)

    return draw
