"""The pictures of the hair starter."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from pictures import marks, people
from pictures.brush import Drawing, box, dark, light, lit, placed, round_body, shadow
from pictures.scenes import Sheet, logo, tile
from pictures.vessels import bottle, dropper, jar, pump, spray, trigger, tube

GROUND = ("#F3F6EF", "#E0E8DB")
FERN, OAT, PEACH, BERRY, OCEAN, CLAY, LEMON, STONE = (
    "#7FA588", "#D3B78F", "#E3A283", "#A9607E", "#6E9DAE", "#B9745A", "#E0C067", "#8D9A93",
)  # fmt: skip
CREAM = "#FBF7F1"


def comb(colour: str) -> Drawing:
    """A comb with wide teeth."""

    def draw(painter: QPainter) -> None:
        shadow(painter, 250, 10, -30)
        painter.save()
        painter.translate(-4, -150)
        painter.rotate(-24)
        for x in range(-118, 34, 22):
            round_body(painter, box(x, -4, 12, 98, 6), dark(colour, 0.08), 0.6)
        lit(painter, box(-134, -46, 300, 52, 25), colour)
        lit(painter, box(-122, -38, 270, 12, 6), light(colour, 0.24))
        painter.restore()

    return draw


PRODUCTS = {
    "oat-milk-shampoo": pump(OAT, marks.drop),
    "light-lift-shampoo": bottle(LEMON, marks.wave, wide=126),
    "clear-scalp-shampoo": bottle(OCEAN, marks.drop, wide=126),
    "low-foam-curl-wash": pump(BERRY, marks.flower, CREAM),
    "feather-conditioner": tube(LEMON, marks.leaf, CREAM),
    "shea-conditioner": pump(CLAY, marks.leaf, tall=226),
    "bond-repair-mask": jar(FERN, marks.spring),
    "colour-keep-mask": jar(BERRY, marks.heart, CREAM),
    "curl-cream": tube(PEACH, marks.wave),
    "heat-shield-spray": trigger(STONE, marks.sun),
    "argan-finishing-oil": dropper("#C98A3C", marks.drop),
    "scalp-tonic": dropper(FERN, marks.leaf, CREAM),
    "sea-salt-spray": spray(OCEAN, marks.wave),
    "wide-tooth-comb": comb("#B98A5E"),
}

SHEET = Sheet(
    products=(GROUND, PRODUCTS),
    choices={
        "welcome": (GROUND, placed(
            (PRODUCTS["heat-shield-spray"], 100, 124, 0.82), (PRODUCTS["oat-milk-shampoo"], -100, 124, 0.84),
            (PRODUCTS["light-lift-shampoo"], 4, 132, 0.8), (PRODUCTS["bond-repair-mask"], -20, 146, 0.5),
        )),
        "pattern-straight": (("#F6EDE0", "#E6D6C0"), people.straight("#5B4032", "#EBC3A4", "#7FA588")),
        "pattern-wavy": (("#E8F0EA", "#CBDDD1"), people.wavy("#B5773F", "#F1CDB2", "#6E9DAE")),
        "pattern-curly": (("#F7E8E2", "#EACBC0"), people.curly("#3F2A22", "#C08A63", "#E0C067")),
        "pattern-coily": (("#EDE7F2", "#D3C6DE"), people.coily("#2A1E1B", "#8A5A3C", "#C97B63")),
        "scalp-dry": (("#F4EADF", "#E0CDB8"), tile(marks.cracks, "#A5815B")),
        "scalp-balanced": (("#E8F2EC", "#C6DFD1"), tile(marks.smile, "#6FA58C")),
        "scalp-oily": (("#FBF3D9", "#EFDB96"), tile(marks.drop, "#CFA124")),
    },
    logo=logo("Ferlow", "#2E6A50", mark=marks.leaf),
)  # fmt: skip
