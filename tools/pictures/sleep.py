"""The pictures of the sleep starter."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from pictures import bedroom, kitchen, marks
from pictures.brush import Drawing, box, curve, dark, fill, lit, oval, placed, round_body, shadow, stroke
from pictures.scenes import Sheet, badge, logo
from pictures.vessels import bottle, carton, jar, pills, pouch, spray

GROUND = ("#F0F1F9", "#DADDF0")
INK, LILAC, TEAL, CHERRY, AMBER, SLATE = (
    "#43509A",
    "#9A8CC6",
    "#5E9AA0",
    "#A8425C",
    "#D79A3D",
    "#7B86A8",
)


def capsule(upper: str, lower: str) -> Drawing:
    """Two large capsules. The origin is the middle."""

    def draw(painter: QPainter) -> None:
        for x, y, turn in ((52, 34, 24), (-44, -24, -38)):
            shadow(painter, 190, x, y + 62)
            painter.save()
            painter.translate(x, y)
            painter.rotate(turn)
            lit(painter, box(-104, -38, 208, 76, 38), upper, 1.6)
            painter.setClipRect(0, -60, 200, 120)
            lit(painter, box(-104, -38, 208, 76, 38), lower, 1.6)
            painter.setClipping(False)
            stroke(painter, curve((-72, -20), (70, -20)), "#FFFFFF", 8, 0.5)
            painter.restore()

    return draw


def gummies(*colours: str) -> Drawing:
    """Soft moons and drops with sugar. The origin is the middle."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 310, 0, 86)
        spots = ((-92, 34, -16), (84, 40, 18), (-4, -34, 4))
        for (x, y, turn), colour in zip(spots, colours, strict=True):
            painter.save()
            painter.translate(x, y)
            painter.rotate(turn)
            body = curve(
                (-52, 44),
                (-66, -8, -46, -56, 0, -56),
                (46, -56, 66, -8, 52, 44),
                (40, 58, -40, 58, -52, 44),
                closed=True,
            )
            lit(painter, body, colour, 2)
            stroke(painter, curve((-30, -20), (-24, -40, -4, -42)), "#FFFFFF", 9, 0.6)
            for a, b in ((20, -20), (-20, 20), (28, 22), (2, 4), (-34, -4), (6, 36)):
                fill(painter, oval(a, b, 7, 7), "#FFFFFF", 0.7)
            painter.restore()

    return draw


def suitcase(colour: str, trim: str) -> Drawing:
    """A suitcase on wheels. The origin is the middle."""

    def draw(painter: QPainter) -> None:
        painter.translate(0, 132)
        shadow(painter, 200)
        stroke(painter, curve((-34, -196), (-34, -268), (34, -268), (34, -196)), dark(trim, 0.1), 10)
        for x in (-56, 56):
            fill(painter, oval(x, -6, 24, 24), dark(trim, 0.3))
        round_body(painter, box(-90, -206, 180, 196, 24), colour)
        for x in (-52, -18, 18, 52):
            fill(painter, box(x - 3, -188, 6, 160, 3), dark(colour, 0.16), 0.7)
        fill(painter, oval(46, -150, 52, 52), "#FBF7F1")
        painter.translate(46, -150)
        painter.scale(0.34, 0.34)
        marks.moon(colour)(painter)

    return draw


PRODUCTS = {
    "evening-tea": carton("#F3EEE2", marks.leaf, band=TEAL),
    "magnesium-drink": pouch(LILAC, mark=marks.moon),
    "magnesium-capsules": pills(INK, marks.moon),
    "glycine-powder": pouch("#E9E4D8", SLATE, marks.star),
    "night-botanicals": pills("#8A6A3A", marks.leaf),
    "moon-gummies": jar("#E59B8C", marks.moon, "#FBF7F1", tall=158),
    "tart-cherry-drink": bottle(CHERRY, marks.drop, tall=252, wide=112),
    "lavender-mist": spray(LILAC, marks.flower),
    "silk-mask": bedroom.sleep_mask(INK, "#C7CCEC"),
    "soft-earplugs": bedroom.earplugs(AMBER),
    "wind-down-journal": bedroom.journal(TEAL, "#E0A05A"),
    "amber-lamp": bedroom.lamp("#E0A95A", "#6B4A36"),
}

SHEET = Sheet(
    products=(GROUND, PRODUCTS),
    choices={
        "welcome": (("#2C376F", "#46539A"), placed(
            (bedroom.night("#36427F", "#28325F"), 0, 0, 1.0), (PRODUCTS["amber-lamp"], -132, 150, 0.78),
            (PRODUCTS["magnesium-capsules"], -2, 154, 0.66),
            (kitchen.cup("#E8E4F4", "#B5793C", tag=TEAL), 128, 152, 0.74),
        )),
        "goal-drift": (GROUND, bedroom.night("#3B4888", "#2B3566")),
        "goal-through": (GROUND, placed(
            (bedroom.night("#2B3361", "#20274C", quiet=False), 0, 0, 1.0), (bedroom.pillow("#E9ECFA"), -60, 152, 0.86),
        )),
        "goal-calm": (("#E4F0EF", "#BEDAD8"), badge(marks.wave, "#3F8187")),
        "goal-fresh": (GROUND, bedroom.sunrise("#FCEBD6", "#F0A755", "#8FB39A")),
        "goal-travel": (("#E7EBF8", "#C6CFEC"), suitcase(INK, "#8A6A3A")),
        "form-drink": (("#F6EDE2", "#E6D4BD"), placed((kitchen.cup("#9A8CC6", "#C98A4B", tag=TEAL), -4, 132, 1.16))),
        "form-capsule": (("#E6EAF7", "#C9D0EC"), capsule(INK, "#F7F4EC")),
        "form-gummy": (("#FBEAE4", "#F2CFC3"), gummies("#E38A76", "#9A8CC6", "#E0B04F")),
        "form-nothing": (("#F3F0E8", "#DDD5C4"), placed((bedroom.pillow("#B9C2E6"), 0, 90, 1.0))),
    },
    logo=logo("nokturn", "#2E3C80", "Inter-SemiBold", marks.moon, 2),
)  # fmt: skip
