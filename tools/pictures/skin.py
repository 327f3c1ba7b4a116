"""The pictures of the skin starter."""

from __future__ import annotations

from pictures import marks
from pictures.brush import placed
from pictures.scenes import Sheet, badge, logo, tile
from pictures.vessels import bottle, dropper, jar, pump, tube

GROUND = ("#F8F0E7", "#EFE1D3")
TERRACOTTA, SAGE, HONEY, PLUM, INDIGO, ROSE, SKY = (
    "#D07F68", "#9DB39A", "#DDB04F", "#AF86A4", "#6C7EBB", "#C0607A", "#87A6C1",
)  # fmt: skip
SAND, MINT = "#C9A27C", "#8FBFAE"

PRODUCTS = {
    "milk-cleanser": pump(SKY, marks.drop),
    "fresh-gel-cleanser": pump(MINT, marks.wave),
    "barrier-serum": dropper(TERRACOTTA, marks.heart),
    "clear-balance-serum": dropper(SAGE, marks.half),
    "bright-morning-serum": dropper(HONEY, marks.sun),
    "peptide-serum": dropper(PLUM, marks.star),
    "daily-dew-serum": dropper(SKY, marks.drop),
    "daily-shield": tube(HONEY, marks.sun),
    "weightless-shield": tube("#E3BE8A", marks.sun, "#FBF7F1"),
    "oat-cream": jar(SAGE, marks.leaf),
    "light-gel-cream": jar(SKY, marks.wave, "#FBF7F1"),
    "glow-acid-tonic": bottle(PLUM, marks.star),
    "night-renewal-serum": dropper(INDIGO, marks.moon),
    "rose-clay-mask": jar(ROSE, marks.flower),
}

SHEET = Sheet(
    products=(GROUND, PRODUCTS),
    choices={
        "welcome": (GROUND, placed(
            (PRODUCTS["daily-shield"], 92, 128, 0.78), (PRODUCTS["milk-cleanser"], -96, 128, 0.84),
            (PRODUCTS["barrier-serum"], -2, 140, 0.86), (PRODUCTS["oat-cream"], 158, 146, 0.56),
        )),
        "goal-calm": (("#FBE9E4", "#F1CFC5"), badge(marks.heart, "#C9705A")),
        "goal-clear": (("#EAF2E8", "#CFDFCB"), badge(marks.drop, "#6F9468")),
        "goal-brighten": (("#FCF3DA", "#F2DDA2"), badge(marks.sun, "#C98F1E")),
        "goal-firm": (("#F3E9F1", "#DFC8DA"), badge(marks.star, "#956088")),
        "goal-maintain": (("#E6F0F6", "#C6DCEA"), badge(marks.leaf, "#4E82A6")),
        "midday-dry": (("#F4EADF", "#E0CDB8"), tile(marks.cracks, "#A5815B")),
        "midday-oily": (("#FBF3D9", "#EFDB96"), tile(marks.drop, "#CFA124")),
        "midday-combination": (("#F1ECE4", "#D9CFC1"), tile(marks.half, "#A58259")),
        "midday-balanced": (("#E8F2EC", "#C6DFD1"), tile(marks.smile, "#6FA58C")),
    },
    logo=logo("Halden", "#A8472F"),
)  # fmt: skip
