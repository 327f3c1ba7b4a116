"""People without faces: heads with hair of every kind, and sleepers on a mattress. The origin is the middle."""

from __future__ import annotations

import math

from PySide6.QtGui import QPainter, QPainterPath

from pictures.brush import Drawing, box, curve, dark, fill, light, lit, oval, round_body, stroke


def _bust(painter: QPainter, skin: str, dress: str) -> None:
    shoulders = curve((-128, 190), (-126, 112, -70, 108, -34, 96), (34, 96), (70, 108, 126, 112, 128, 190), closed=True)
    lit(painter, shoulders, dress)
    neck = curve((-27, 40), (-27, 84), (-27, 116, 27, 116, 27, 84), (27, 40), closed=True)
    fill(painter, neck, dark(skin, 0.16))


def _face(painter: QPainter, skin: str) -> None:
    face = curve((-50, -34), (-52, 44, -26, 70, 0, 70), (26, 70, 52, 44, 50, -34), (50, -88, -50, -88, -50, -34),
                 closed=True)  # fmt: skip
    round_body(painter, face, skin, 0.5)
    for side in (-1, 1):
        fill(painter, oval(side * 26, 26, 24, 15), "#E2806B", 0.28)
        stroke(painter, curve((side * 13, 4), (side * 21, 10, side * 29, 4)), dark(skin, 0.62), 4)
    stroke(painter, curve((-11, 40), (0, 48, 11, 40)), dark(skin, 0.55), 4)


def straight(hair: str, skin: str, dress: str) -> Drawing:
    """Long, smooth hair with a parting."""

    def draw(painter: QPainter) -> None:
        back = curve((-76, 150), (-88, 20, -92, -118, 0, -118), (92, -118, 88, 20, 76, 150), (46, 156), (-46, 156),
                     closed=True)  # fmt: skip
        round_body(painter, back, hair, 0.7)
        _bust(painter, skin, dress)
        _face(painter, skin)
        for side in (-1, 1):
            lock = curve((side * 4, -104), (side * 52, -96, side * 52, -30, side * 50, 60), (side * 50, 120),
                         (side * 46, 168), (side * 84, 164), (side * 92, 20, side * 90, -116, side * 4, -112),
                         closed=True)  # fmt: skip
            fill(painter, lock, hair)
            for x in (62, 72):
                line = curve((side * (x - 22), -84), (side * (x + 6), -30, side * x, 60, side * x, 140))
                stroke(painter, line, light(hair, 0.26), 3, 0.6)

    return draw


def wavy(hair: str, skin: str, dress: str) -> Drawing:
    """Hair that falls in waves."""

    def draw(painter: QPainter) -> None:
        back = oval(0, -30, 178, 176)
        round_body(painter, back, hair, 0.6)
        _bust(painter, skin, dress)
        _face(painter, skin)
        for side in (-1, 1):
            lock = QPainterPath()
            lock.moveTo(side * -8, -110)
            lock.cubicTo(side * 44, -100, side * 58, -58, side * 48, -24)
            for y in (-24, 34, 92):
                lock.cubicTo(side * 40, y + 20, side * 66, y + 34, side * 50, y + 58)
            lock.lineTo(side * 88, 158)
            for y in (158, 100, 42):
                lock.cubicTo(side * 124, y - 22, side * 84, y - 34, side * 100, y - 58)
            lock.cubicTo(side * 104, -74, side * 64, -128, side * -8, -116)
            lock.closeSubpath()
            fill(painter, lock, hair)
            for x in (0, 15):
                line = QPainterPath()
                line.moveTo(side * (62 + x), -50)
                for y in (-50, 10, 70):
                    line.cubicTo(side * (50 + x), y + 20, side * (80 + x), y + 36, side * (64 + x), y + 60)
                stroke(painter, line, light(hair, 0.26), 3, 0.6)

    return draw


def curly(hair: str, skin: str, dress: str) -> Drawing:
    """Ringlets to the shoulders."""

    def draw(painter: QPainter) -> None:
        fill(painter, oval(0, -24, 196, 190), hair)
        _bust(painter, skin, dress)
        _face(painter, skin)
        spots: list[tuple[float, float]] = [(-34, -88), (0, -94), (34, -88)]
        for side in (-1, 1):
            spots += [(side * 88, y) for y in (-40, 4, 48, 92)] + [(side * 60, y) for y in (-74, 62, 104)]
        spots += [(math.cos(a) * 84, -36 + math.sin(a) * 76) for a in (-0.6, -1.0, -1.35, -1.75, -2.1, -2.5)]
        for x, y in spots:
            fill(painter, oval(x, y, 54, 54), hair)
            stroke(
                painter,
                curve((x - 12, y + 6), (x - 12, y - 16, x + 14, y - 14, x + 12, y + 4)),
                light(hair, 0.3),
                4,
                0.7,
            )
            stroke(painter, curve((x - 5, y + 8), (x - 2, y - 4, x + 5, y)), light(hair, 0.3), 3, 0.5)

    return draw


def coily(hair: str, skin: str, dress: str) -> Drawing:
    """A round crown of tight coils."""

    def draw(painter: QPainter) -> None:
        fill(painter, oval(0, -46, 236, 216), hair)
        for turn in range(26):
            angle = turn * math.tau / 26
            fill(painter, oval(math.cos(angle) * 110, -46 + math.sin(angle) * 100, 38, 38), hair)
        for ring, count in ((96, 22), (76, 18), (56, 13)):
            for turn in range(count):
                angle = turn * math.tau / count + ring
                x, y = math.cos(angle) * ring * 1.06, -46 + math.sin(angle) * ring * 0.98
                stroke(
                    painter, curve((x - 6, y + 3), (x - 5, y - 9, x + 8, y - 7, x + 5, y + 3)), light(hair, 0.3), 3, 0.6
                )
        _bust(painter, skin, dress)
        _face(painter, skin)
        for turn in range(9):
            angle = math.pi + (turn + 0.5) * math.pi / 9
            fill(painter, oval(math.cos(angle) * 52, -34 + math.sin(angle) * 54, 30, 26), hair)

    return draw


def sleeper(pose: str, night: str, skin: str = "#D9A384", hair: str = "#4A342B") -> Drawing:
    """Somebody asleep, seen from above: `side`, `back`, `front`, or `mixed`, turning over."""

    def draw(painter: QPainter) -> None:
        round_body(painter, box(-204, -118, 408, 236, 26), "#FFFFFF", 0.25)
        fill(painter, box(-188, -102, 376, 204, 18), light(night, 0.86))
        lit(painter, box(-178, -66, 96, 132, 30), light(night, 0.95), 0.6)
        stroke(painter, box(-178, -66, 96, 132, 30), light(night, 0.6), 2, 0.8)
        if pose != "mixed":
            _body(painter, pose, night, skin, hair)
            return
        painter.save()
        painter.translate(10, 0)
        painter.scale(0.8, 0.8)
        _body(painter, "side", night, skin, hair)
        painter.restore()
        for turn in (0, 180):
            painter.save()
            painter.rotate(turn)
            stroke(painter, curve((-56, -64), (20, -98, 96, -66)), dark(night, 0.1), 9)
            stroke(painter, curve((74, -84), (98, -65), (70, -54)), dark(night, 0.1), 9)
            painter.restore()

    return draw


def _body(painter: QPainter, pose: str, night: str, skin: str, hair: str) -> None:
    limb, cloth = dark(skin, 0.05), night
    if pose == "side":
        stroke(painter, curve((-84, 6), (-40, 44), (-4, 30)), limb, 20)
        stroke(painter, curve((46, 12), (108, 56), (160, 34)), dark(cloth, 0.12), 34)
        stroke(painter, curve((46, 4), (92, 34), (152, 6)), cloth, 36)
        stroke(painter, curve((-84, -4), (-20, -16, 44, 2)), light(cloth, 0.3), 58)
        fill(painter, oval(-128, 0, 58, 62), skin)
        fill(painter, curve((-150, -24), (-170, 30, -120, 40, -100, 22), (-130, 16, -128, -14, -104, -26),
                            (-120, -40, -144, -36, -150, -24), closed=True), hair)  # fmt: skip
    else:
        arms = dark(skin, 0.05)
        spread = 54 if pose == "front" else 44
        for side in (-1, 1):
            bend = ((-84, side * 26), (-112, side * spread), (-148, side * (spread - 4))) if pose == "front" else (
                (-84, side * 24), (-40, side * spread), (16, side * spread))  # fmt: skip
            stroke(painter, curve(*bend), arms, 19)
            stroke(painter, curve((44, side * 15), (160, side * 19)), cloth, 29)
        stroke(painter, curve((-78, 0), (44, 0)), light(cloth, 0.3), 62)
        if pose == "front":
            fill(painter, oval(-128, 0, 60, 60), hair)
            stroke(painter, curve((-140, -14), (-122, -20, -112, -8)), light(hair, 0.3), 3, 0.6)
        else:
            fill(painter, oval(-128, 0, 60, 60), hair)
            fill(painter, oval(-121, 0, 46, 50), skin)
            for side in (-1, 1):
                stroke(painter, curve((-126, side * 8), (-122, side * 12, -126, side * 16)), dark(skin, 0.6), 3)
            stroke(painter, curve((-108, -5), (-104, 0, -108, 5)), dark(skin, 0.5), 3)
