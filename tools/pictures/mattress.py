"""The pictures of the mattress starter."""

from __future__ import annotations

from pictures import bedroom, marks, people
from pictures.brush import placed
from pictures.scenes import Sheet, logo, tile

GROUND = ("#F1F4F6", "#DCE4E9")
SLATE, SAND, MOSS, ROSE, WHITE, WOOD = "#7F9BAE", "#CDB38A", "#9CAF8D", "#C9A3A0", "#EEF1F2", "#B98A5E"

PRODUCTS = {
    "cloud-foam": bedroom.mattress("#8FB4CB", ("#DCEAF1", "#A5C6D8", "#6F9BB5"), thick=104),
    "balance-hybrid": bedroom.mattress(SLATE, ("#E4EAEE", "#B7C7D2", "#E9EDEF"), coils=True, thick=118),
    "ridge-firm": bedroom.mattress("#6E7F8C", ("#C9D1D6", "#7C8D9A"), thick=100),
    "pocket-spring": bedroom.mattress(ROSE, ("#F1E3E0", "#F6EFED"), coils=True, thick=112),
    "meadow-latex": bedroom.mattress(MOSS, ("#F4F0DF", "#E7DFC0", "#D3CBA4"), thick=106),
    "breeze-hybrid": bedroom.mattress("#7FB3BE", ("#D9EEF1", "#EAF4F5"), coils=True, thick=118),
    "wool-topper": bedroom.mattress(SAND, ("#F1E4CC",), thick=52),
    "side-pillow": bedroom.pillow("#93B1C9", high=112),
    "low-pillow": bedroom.pillow("#DCC7A6", high=64),
    "light-duvet": bedroom.folded("#7FB3BE", 2, 58, "#DCECEF"),
    "warm-duvet": bedroom.folded("#B5837E", 4, 50, "#EED9D3"),
    "mattress-protector": bedroom.folded(WHITE, 3, 36, "#8FAFC4"),
    "slatted-bed": bedroom.bed_frame(WOOD, "#EEF1F2"),
}

LIFT = {
    "wool-topper": 62,
    "side-pillow": 52,
    "low-pillow": 64,
    "light-duvet": 58,
    "mattress-protector": 60,
    "slatted-bed": 30,
}
"""Flat things are drawn higher, in the middle of their picture; all of them a little smaller, as they are wide."""

SHEET = Sheet(
    products=(GROUND, {name: placed((one, 0, -LIFT.get(name, 26), 0.88)) for name, one in PRODUCTS.items()}),
    choices={
        "welcome": (("#E6EDF2", "#C8D7E1"), placed(
            (bedroom.mattress(SLATE, ("#E4EAEE", "#B7C7D2", "#E9EDEF"), coils=True, thick=118), 0, 140, 1.06),
            (bedroom.pillow("#FFFFFF", 70), -44, -16, 0.62), (bedroom.pillow("#C9A3A0", 70), 76, -34, 0.52),
        )),
        "position-side": (GROUND, people.sleeper("side", "#5E7F99")),
        "position-back": (GROUND, people.sleeper("back", "#6F8F78")),
        "position-front": (GROUND, people.sleeper("front", "#A87873")),
        "position-mixed": (GROUND, people.sleeper("mixed", "#7A6FA0")),
        "feel-soft": (("#EEF4F8", "#D3E2EC"), bedroom.sinking("#A9C7D8", 62)),
        "feel-medium": (("#EFF3EC", "#D5E0CC"), bedroom.sinking("#A7BC99", 32)),
        "feel-firm": (("#F3EEE8", "#E0D4C6"), bedroom.sinking("#B9A48A", 8)),
        "feel-unsure": (("#F1EEF5", "#D9D2E4"), tile(marks.half, "#82759F")),
        "heat-warm": (("#FCEEDD", "#F5D3AB"), tile(marks.sun, "#D88A35")),
        "heat-neutral": (("#E8F2EC", "#C6DFD1"), tile(marks.smile, "#6FA58C")),
        "heat-cold": (("#E4EFF7", "#C0DAEB"), tile(marks.snow, "#4F8FB5")),
    },
    logo=logo("dovemoor", "#2F5D73", "Inter-SemiBold", marks.moon, 1),
)  # fmt: skip
