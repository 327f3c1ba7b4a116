"""Bottles, tubes, jars, bags and boxes: what products come in. All stand on the origin."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPainterPath

from pictures.brush import Drawing, box, curve, dark, fill, light, lit, mix, oval, polygon, round_body, shadow, stroke
from pictures.marks import Mark, leaf

CAP = "#3A302B"
PAPER = "#FBF7F1"


def print_label(painter: QPainter, x: float, y: float, wide: float, high: float, ink: str, mark: Mark) -> None:
    """A paper label around x with its upper edge at y: a sign and what looks like a name and a line of text."""
    paper = box(x - wide / 2, y, wide, high, 7)
    round_body(painter, paper, PAPER, 0.45)
    painter.save()
    painter.translate(x, y + high * 0.34)
    painter.scale(high * 0.0043, high * 0.0043)
    mark(ink)(painter)
    painter.restore()
    for at, share in ((0.66, 0.56), (0.8, 0.36)):
        line = box(x - wide * share / 2, y + high * at, wide * share, max(4.0, high * 0.05), 2)
        fill(painter, line, ink, 0.85 if share > 0.5 else 0.45)


def _glint(painter: QPainter, body: QPainterPath, x: float, y: float, high: float, wide: float = 9) -> None:
    painter.save()
    painter.setClipPath(body)
    fill(painter, box(x, y, wide, high, wide / 2), "#FFFFFF", 0.34)
    painter.restore()


def dropper(colour: str, mark: Mark = leaf, cap: str = CAP) -> Drawing:
    """A serum bottle with a rubber bulb."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 150)
        round_body(painter, box(-19, -296, 38, 66, 19), cap)
        round_body(painter, box(-33, -244, 66, 38, 7), light(cap, 0.16))
        for x in range(-24, 28, 8):
            fill(painter, box(x, -242, 2, 34), "#000000", 0.16)
        round_body(painter, box(-24, -210, 48, 18), dark(colour, 0.18))
        body = box(-66, -198, 132, 198, 30)
        round_body(painter, body, colour)
        _glint(painter, body, -52, -170, 138)
        print_label(painter, 4, -142, 88, 92, dark(colour, 0.28), mark)

    return draw


def pump(colour: str, mark: Mark = leaf, cap: str = CAP, tall: float = 214) -> Drawing:
    """A bottle with a pump."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 164)
        top = -tall
        round_body(painter, box(-7, top - 64, 14, 40), light(cap, 0.2))
        head = curve(
            (-26, top - 84), (46, top - 84), (64, top - 84, 66, top - 68), (66, top - 58), (54, top - 58),
            (52, top - 66, 42, top - 66), (-26, top - 66), closed=True,
        )  # fmt: skip
        lit(painter, head, cap)
        fill(painter, box(-26, top - 84, 56, 18, 9), cap)
        round_body(painter, box(-29, top - 32, 58, 34, 8), cap)
        body = box(-72, -tall, 144, tall, 34)
        round_body(painter, body, colour)
        _glint(painter, body, -56, -tall + 34, tall - 70)
        print_label(painter, 4, -tall * 0.7, 94, 100, dark(colour, 0.28), mark)

    return draw


def bottle(colour: str, mark: Mark = leaf, cap: str = CAP, tall: float = 238, wide: float = 116) -> Drawing:
    """A bottle with a screw cap."""

    def draw(painter: QPainter) -> None:
        shadow(painter, wide + 24)
        half, top = wide / 2, -tall
        body = curve(
            (-half, -18), (-half, top + 58), (-half, top + 22, -24, top + 22, -24, top), (24, top),
            (24, top + 22, half, top + 22, half, top + 58), (half, -18), (half, 0, half - 18, 0), (18 - half, 0),
            (-half, 0, -half, -18), closed=True,
        )  # fmt: skip
        round_body(painter, body, colour)
        round_body(painter, box(-32, top - 52, 64, 56, 9), cap)
        _glint(painter, body, -half + 13, top + 72, tall - 104)
        print_label(painter, 3, top + 92, wide - 30, 96, dark(colour, 0.28), mark)

    return draw


def tube(colour: str, mark: Mark = leaf, cap: str = CAP) -> Drawing:
    """A tube that stands on its cap."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 122)
        round_body(painter, box(-39, -46, 78, 46, 10), cap)
        body = curve((-78, -272), (78, -272), (70, -120, 47, -44), (-47, -44), (-70, -120, -78, -272), closed=True)
        round_body(painter, body, colour)
        seam = box(-84, -288, 168, 24, 5)
        round_body(painter, seam, light(colour, 0.1))
        for x in range(-76, 80, 12):
            fill(painter, box(x, -284, 2, 16), dark(colour, 0.3), 0.4)
        _glint(painter, body, -58, -240, 130)
        print_label(painter, 2, -228, 86, 94, dark(colour, 0.28), mark)

    return draw


def jar(colour: str, mark: Mark = leaf, cap: str = CAP, tall: float = 132) -> Drawing:
    """A jar with a lid."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 206)
        body = box(-100, -tall, 200, tall, 36)
        round_body(painter, body, colour)
        _glint(painter, body, -84, -tall + 30, tall - 58, 11)
        round_body(painter, box(-92, -tall - 12, 184, 26, 6), dark(colour, 0.2))
        round_body(painter, box(-98, -tall - 62, 196, 60, 14), cap)
        fill(painter, box(-98, -tall - 16, 196, 5), "#000000", 0.14)
        print_label(painter, 4, -tall + 34, 118, tall - 54, dark(colour, 0.28), mark)

    return draw


def pills(colour: str, mark: Mark = leaf, cap: str = PAPER) -> Drawing:
    """A wide bottle for capsules, with a ribbed cap."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 182)
        round_body(painter, box(-62, -252, 124, 64, 9), cap)
        for x in range(-54, 58, 9):
            fill(painter, box(x, -244, 3, 48, 1), dark(cap, 0.3), 0.4)
        body = curve((-80, -24), (-80, -152), (-80, -182, -58, -176, -56, -196), (56, -196),
            (58, -176, 80, -182, 80, -152),
                     (80, -24), (80, 0, 56, 0), (-56, 0), (-80, 0, -80, -24), closed=True)  # fmt: skip
        round_body(painter, body, colour)
        round_body(painter, box(-80, -146, 160, 112), PAPER, 0.6)
        ink = dark(colour, 0.2)
        painter.save()
        painter.translate(0, -106)
        painter.scale(0.48, 0.48)
        mark(ink)(painter)
        painter.restore()
        for wide, y in ((74, -70), (46, -54)):
            fill(painter, box(-wide / 2, y, wide, 6, 3), ink, 0.85 if wide > 60 else 0.45)
        _glint(painter, body, -66, -160, 140)

    return draw


def spray(colour: str, mark: Mark = leaf, cap: str = CAP) -> Drawing:
    """A slim bottle with a fine spray."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 132)
        round_body(painter, box(-18, -312, 36, 34, 9), cap)
        fill(painter, oval(11, -298, 8, 8), light(cap, 0.5))
        round_body(painter, box(-32, -284, 64, 42, 8), light(cap, 0.12))
        body = box(-55, -246, 110, 246, 28)
        round_body(painter, body, colour)
        _glint(painter, body, -42, -212, 180)
        print_label(painter, 3, -172, 78, 96, dark(colour, 0.28), mark)

    return draw


def trigger(colour: str, mark: Mark = leaf, cap: str = CAP) -> Drawing:
    """A bottle with a trigger."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 146)
        head = curve((-48, -304), (34, -304), (60, -304, 60, -282), (36, -276), (20, -262), (20, -236), (-24, -236),
                     (-24, -262, -48, -272), closed=True)  # fmt: skip
        stroke(painter, curve((34, -276), (54, -254, 46, -226)), dark(cap, 0.2), 11)
        lit(painter, head, cap)
        round_body(painter, box(-28, -246, 56, 26, 6), light(cap, 0.16))
        body = curve((-62, -22), (-62, -150), (-62, -200, -24, -190, -24, -224), (24, -224),
                     (24, -190, 62, -200, 62, -150), (62, -22), (62, 0, 40, 0), (-40, 0), (-62, 0, -62, -22),
                     closed=True)  # fmt: skip
        round_body(painter, body, colour)
        _glint(painter, body, -48, -150, 116)
        print_label(painter, 3, -138, 86, 92, dark(colour, 0.28), mark)

    return draw


def pouch(colour: str, label: str = PAPER, mark: Mark = leaf, tall: float = 286) -> Drawing:
    """A bag with a flat bottom, as coffee and powders come in."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 206)
        top = -tall
        body = curve((-92, top + 46), (92, top + 46), (100, -130, 96, -10), (94, 0, 84, 0), (-84, 0),
            (-94, 0, -96, -10),
                     (-100, -130, -92, top + 46), closed=True)  # fmt: skip
        round_body(painter, body, colour, 0.8)
        fill(painter, polygon((-92, top + 46), (-60, top + 46), (-78, -6), (-96, -6)), "#000000", 0.07)
        fill(painter, polygon((92, top + 46), (64, top + 46), (80, -6), (96, -6)), "#000000", 0.1)
        crimp = box(-92, top, 184, 50, 5)
        round_body(painter, crimp, light(colour, 0.08), 0.8)
        fill(painter, box(-92, top + 44, 184, 4), "#000000", 0.16)
        fill(painter, box(-98, top + 14, 196, 13, 5), dark(colour, 0.45), 0.8)
        paper = box(-66, top + 96, 132, tall - 140, 8)
        round_body(painter, paper, label, 0.4)
        ink = dark(colour, 0.3) if label == PAPER else light(label, 0.82)
        painter.save()
        painter.translate(0, top + 96 + (tall - 140) * 0.36)
        painter.scale(0.62, 0.62)
        mark(ink)(painter)
        painter.restore()
        for at, wide in ((0.7, 78), (0.82, 50)):
            fill(painter, box(-wide / 2, top + 96 + (tall - 140) * at, wide, 7, 3), ink, 0.85 if wide > 60 else 0.45)

    return draw


def carton(colour: str, mark: Mark = leaf, wide: float = 150, tall: float = 210, band: str = "") -> Drawing:
    """A folded box seen a little from the side."""

    def draw(painter: QPainter) -> None:
        shadow(painter, wide + 74, 14)
        left, right = -wide / 2 - 14, wide / 2 - 14
        front = box(left, -tall, wide, tall, 3)
        side = polygon((right, -tall), (right + 42, -tall - 18), (right + 42, -16), (right, 0))
        top = polygon((left, -tall), (left + 42, -tall - 18), (right + 42, -tall - 18), (right, -tall))
        lit(painter, front, colour, 0.5)
        fill(painter, side, dark(colour, 0.2))
        fill(painter, top, light(colour, 0.24))
        if band:
            fill(painter, box(left, -tall * 0.36, wide, tall * 0.36, 2), band)
            fill(painter, polygon((right, -tall * 0.36), (right + 42, -tall * 0.36 - 17), (right + 42, -16),
                (right, 0)),
                 dark(band, 0.2))  # fmt: skip
        print_label(
            painter, -14, -tall * 0.88, wide * 0.66, tall * (0.46 if band else 0.54), dark(band or colour, 0.3), mark
        )

    return draw


def tin(colour: str, mark: Mark = leaf, wide: float = 180, tall: float = 170) -> Drawing:
    """A round tin with a lid."""

    def draw(painter: QPainter) -> None:
        shadow(painter, wide + 18)
        half = wide / 2
        body = box(-half, -tall, wide, tall - 12).united(oval(0, -13, wide, 26))
        round_body(painter, body, colour)
        lid = box(-half - 5, -tall - 10, wide + 10, 36).united(oval(0, -tall + 26, wide + 10, 26))
        round_body(painter, lid, dark(colour, 0.12))
        fill(painter, oval(0, -tall - 10, wide + 10, 34), light(colour, 0.24))
        stroke(painter, oval(0, -tall - 10, wide - 14, 24), dark(colour, 0.1), 2, 0.5)
        print_label(painter, 0, -tall + 56, wide * 0.56, tall - 88, dark(colour, 0.28), mark)

    return draw


def glass_bottle(colour: str, label: str, mark: Mark = leaf, cork: str = "#C79A63") -> Drawing:
    """A long-necked glass bottle."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 124)
        body = curve((-50, -16), (-50, -150), (-50, -196, -17, -196, -17, -240), (-17, -292), (17, -292), (17, -240),
                     (17, -196, 50, -196, 50, -150), (50, -16), (50, 0, 34, 0), (-34, 0), (-50, 0, -50, -16),
                     closed=True)  # fmt: skip
        round_body(painter, body, colour)
        round_body(painter, box(-20, -312, 40, 48, 6), cork)
        _glint(painter, body, -38, -146, 112)
        round_body(painter, box(-50, -128, 100, 86), label, 0.5)
        painter.save()
        painter.translate(0, -96)
        painter.scale(0.4, 0.4)
        mark(dark(colour, 0.2))(painter)
        painter.restore()
        fill(painter, box(-27, -66, 54, 6, 3), mix(colour, "#000000", 0.3), 0.8)

    return draw
